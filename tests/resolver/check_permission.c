#include "resolver/permission.h"

#include <string.h>

#include "tests/check_main.h"

#define ME     "111122223333"
#define OTHER  "444455556666"
#define ORG    "arn:aws:organizations::999988887777:organization/o-a1b2c3d4e5"
#define ORG2   "arn:aws:organizations::999988887777:organization/o-b1b2c3d4e5"
#define UNIT   "arn:aws:organizations::999988887777:ou/o-a1b2c3d4e5/ou-ab12-1a2b3c4d"
#define PARENT "arn:aws:organizations::999988887777:ou/o-a1b2c3d4e5/ou-ab12-00000000"

enum { PUBLIC_UNKNOWN, PUBLIC_NO, PUBLIC_YES };
enum { NOT_GIVEN, NONE, TO_ME, TO_OTHER, TO_ALL, TO_ORG, TO_PARENT, TO_ORG_AND_ME };

/* The permissions of each of the words above. */
static struct ap_permission granted[][2] = {
    [TO_ME] = { { .user_id = ME } },
    [TO_OTHER] = { { .user_id = OTHER } },
    [TO_ALL] = { { .everybody = true } },
    [TO_ORG] = { { .organization_arn = ORG } },
    [TO_PARENT] = { { .organizational_unit_arn = PARENT } },
    [TO_ORG_AND_ME] = { { .organization_arn = ORG }, { .user_id = ME } },
};

static const char *const both_units[] = { UNIT, PARENT };

static const struct {
    const char *owner; /* NULL: unknown */
    int is_public;
    int permissions;
    const char *account;
    const char *organization;
    size_t units;
    enum ap_permission_kind kind;
    const char *missing; /* words of the sentence */
} cases[] = {
    /* implicit: the owner, of a private image and of a public one */
    { ME, PUBLIC_NO, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_OWNER, NULL },
    { ME, PUBLIC_NO, NONE, ME, NULL, 0, AP_PERMITTED_OWNER, NULL },
    { ME, PUBLIC_YES, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_OWNER, NULL },
    { ME, PUBLIC_UNKNOWN, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_OWNER, NULL },
    /* public: nothing needs to be known of the caller */
    { OTHER, PUBLIC_YES, NOT_GIVEN, NULL, NULL, 0, AP_PERMITTED_PUBLIC, NULL },
    { NULL, PUBLIC_YES, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_PUBLIC, NULL },
    { OTHER, PUBLIC_UNKNOWN, TO_ALL, NULL, NULL, 0, AP_PERMITTED_PUBLIC, NULL },
    /* explicit */
    { OTHER, PUBLIC_NO, TO_ME, ME, NULL, 0, AP_PERMITTED_ACCOUNT, NULL },
    { OTHER, PUBLIC_UNKNOWN, TO_ME, ME, NULL, 0, AP_PERMITTED_ACCOUNT, NULL },
    { NULL, PUBLIC_NO, TO_ME, ME, NULL, 0, AP_PERMITTED_ACCOUNT, NULL },
    { OTHER, PUBLIC_NO, TO_ORG, ME, ORG, 0, AP_PERMITTED_ORGANIZATION, NULL },
    { OTHER, PUBLIC_NO, TO_ORG, NULL, ORG, 0, AP_PERMITTED_ORGANIZATION, NULL },
    { OTHER, PUBLIC_NO, TO_PARENT, ME, NULL, 2, AP_PERMITTED_UNIT, NULL },
    { OTHER, PUBLIC_NO, TO_ORG_AND_ME, ME, NULL, 0, AP_PERMITTED_ACCOUNT, NULL },
    /* given, and none covers the caller */
    { OTHER, PUBLIC_NO, NONE, ME, NULL, 0, AP_PERMITTED_NOT, NULL },
    { OTHER, PUBLIC_UNKNOWN, NONE, ME, NULL, 0, AP_PERMITTED_NOT, NULL },
    { OTHER, PUBLIC_NO, TO_OTHER, ME, NULL, 0, AP_PERMITTED_NOT, NULL },
    { OTHER, PUBLIC_NO, TO_ORG, ME, ORG2, 0, AP_PERMITTED_NOT, NULL },
    { OTHER, PUBLIC_NO, TO_PARENT, ME, NULL, 1, AP_PERMITTED_NOT, NULL },
    /* given, but the caller is not */
    { OTHER, PUBLIC_NO, NONE, NULL, NULL, 0, AP_PERMITTED_UNKNOWN, "account (--account)" },
    { OTHER, PUBLIC_NO, TO_OTHER, NULL, NULL, 0, AP_PERMITTED_UNKNOWN, "account (--account)" },
    { OTHER, PUBLIC_NO, TO_ORG, ME, NULL, 0, AP_PERMITTED_UNKNOWN, "(--organization)" },
    { OTHER, PUBLIC_NO, TO_PARENT, ME, ORG, 0, AP_PERMITTED_UNKNOWN, "units (--ou)" },
    { NULL, PUBLIC_NO, TO_OTHER, ME, NULL, 0, AP_PERMITTED_UNKNOWN, "OwnerId" },
    /* not given */
    { OTHER, PUBLIC_NO, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_UNKNOWN, "launch permissions: aws" },
    { NULL, PUBLIC_NO, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_UNKNOWN, "launch permissions: aws" },
    { OTHER, PUBLIC_NO, NOT_GIVEN, NULL, NULL, 0, AP_PERMITTED_UNKNOWN, "account (--account)" },
    { OTHER, PUBLIC_UNKNOWN, NOT_GIVEN, ME, NULL, 0, AP_PERMITTED_UNKNOWN, "Public" },
    { NULL, PUBLIC_UNKNOWN, NOT_GIVEN, NULL, NULL, 0, AP_PERMITTED_UNKNOWN, "Public" },
};

static const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };

static struct ap_image image_of(int row)
{
    struct ap_image image = { .owner_id = cases[row].owner,
                              .is_public = cases[row].is_public == PUBLIC_YES };

    if (image.owner_id)
        image.facts[AP_IMAGE_OWNER_ID] = recorded;
    if (cases[row].is_public != PUBLIC_UNKNOWN)
        image.facts[AP_IMAGE_PUBLIC] = recorded;
    if (cases[row].permissions == NONE)
        image.facts[AP_IMAGE_PERMISSIONS] = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
    if (cases[row].permissions > NONE) {
        image.facts[AP_IMAGE_PERMISSIONS] = recorded;
        image.permissions = granted[cases[row].permissions];
        image.permission_count = cases[row].permissions == TO_ORG_AND_ME ? 2 : 1;
    }
    return image;
}

START_TEST(permission_is_decided)
{
    const struct ap_image image = image_of(_i);
    const struct ap_caller caller = { .account = cases[_i].account,
                                      .organization = cases[_i].organization,
                                      .units = both_units,
                                      .unit_count = cases[_i].units };
    const char *missing = "untouched";
    enum ap_fact_grade grade = AP_GRADE_ANALOGY;

    ck_assert_int_eq(ap_permission_decide(&image, &caller, &missing, &grade), cases[_i].kind);
    if (cases[_i].missing) {
        ck_assert_msg(strstr(missing, cases[_i].missing) != NULL, "%s", missing);
    } else {
        ck_assert_str_eq(missing, "untouched");
        ck_assert_int_eq(grade, AP_GRADE_RECORD);
    }
}
END_TEST

/* How sure the deciding fact is comes along. */
START_TEST(grade_is_that_of_the_fact)
{
    struct ap_image image = { .is_public = true };
    const char *missing = NULL;
    enum ap_fact_grade grade = AP_GRADE_RECORD;

    image.facts[AP_IMAGE_PUBLIC] = (struct ap_fact){ AP_FACT_KNOWN, AP_GRADE_FAMILY };
    ck_assert_int_eq(ap_permission_decide(&image, NULL, &missing, &grade), AP_PERMITTED_PUBLIC);
    ck_assert_int_eq(grade, AP_GRADE_FAMILY);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("permission");
    TCase *decide = tcase_create("decide");

    tcase_add_loop_test(decide, permission_is_decided, 0, AP_COUNT(cases));
    tcase_add_test(decide, grade_is_that_of_the_fact);
    suite_add_tcase(suite, decide);
    return run_suite(suite);
}
