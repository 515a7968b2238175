#include "params/name.h"

#include <string.h>

#include "tests/check_main.h"

#define ARN     "arn:aws:ssm:us-east-1:123456789012:parameter/"
#define PUBLIC  "arn:aws:ssm:us-east-1::parameter/"
#define LABEL50 "LabelsHaveUpToAHundredCharactersThisIsHalfOfThat50"

static const struct {
    const char *text;
    const char *canonical;
    unsigned levels;
    enum ap_selector selector;
    int64_t version;
    const char *label;
    const char *region;
    const char *account;
    bool is_public;
} good_cases[] = {
    { "golden-ami", "/golden-ami", 1, AP_SELECT_LATEST, 0, "", "", "", false },
    { "/golden-ami", "/golden-ami", 1, AP_SELECT_LATEST, 0, "", "", "", false },
    { "/team/web/ami", "/team/web/ami", 3, AP_SELECT_LATEST, 0, "", "", "", false },
    /* case counts */
    { "/Team/Web", "/Team/Web", 2, AP_SELECT_LATEST, 0, "", "", "", false },
    { "/a.b_c-1", "/a.b_c-1", 1, AP_SELECT_LATEST, 0, "", "", "", false },
    { " \t/team/ami\n", "/team/ami", 2, AP_SELECT_LATEST, 0, "", "", "", false },
    { "/team/ami:3", "/team/ami", 2, AP_SELECT_VERSION, 3, "", "", "", false },
    { "/team/ami:003", "/team/ami", 2, AP_SELECT_VERSION, 3, "", "", "", false },
    { "ami:9223372036854775807", "/ami", 1, AP_SELECT_VERSION, INT64_MAX, "", "", "", false },
    { "/team/ami:prod", "/team/ami", 2, AP_SELECT_LABEL, 0, "prod", "", "", false },
    { "/team/ami:_1.2-x", "/team/ami", 2, AP_SELECT_LABEL, 0, "_1.2-x", "", "", false },
    { "/team/ami:" LABEL50 LABEL50, "/team/ami", 2, AP_SELECT_LABEL, 0, LABEL50 LABEL50, "", "",
      false },
    { "/aws/service/x", "/aws/service/x", 3, AP_SELECT_LATEST, 0, "", "", "", true },
    { "/aws/service/x:7", "/aws/service/x", 3, AP_SELECT_VERSION, 7, "", "", "", true },
    { "/awsome/x", "/awsome/x", 2, AP_SELECT_LATEST, 0, "", "", "", false },
    /* a level may look like an image id */
    { "/a/ami-0123456789abcdef0/image_id", "/a/ami-0123456789abcdef0/image_id", 3, AP_SELECT_LATEST,
      0, "", "", "", false },
    { "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", 15,
      AP_SELECT_LATEST, 0, "", "", "", false },
    { ARN "golden/web", "/golden/web", 2, AP_SELECT_LATEST, 0, "", "us-east-1", "123456789012",
      false },
    { ARN "golden:4", "/golden", 1, AP_SELECT_VERSION, 4, "", "us-east-1", "123456789012", false },
    { ARN "golden/web:prod", "/golden/web", 2, AP_SELECT_LABEL, 0, "prod", "us-east-1",
      "123456789012", false },
    { PUBLIC "aws/service/x", "/aws/service/x", 3, AP_SELECT_LATEST, 0, "", "us-east-1", "", true },
    { "arn:aws-cn:ssm:cn-north-1::parameter/aws/service/x", "/aws/service/x", 3, AP_SELECT_LATEST,
      0, "", "cn-north-1", "", true },
    /* a name, too */
    { "arn", "/arn", 1, AP_SELECT_LATEST, 0, "", "", "", false },
    { "arn:prod", "/arn", 1, AP_SELECT_LABEL, 0, "prod", "", "", false },
};

START_TEST(name_is_taken_apart)
{
    struct amiplan_error err = { .message = "untouched" };
    struct ap_name name = { .levels = 99 };
    enum amiplan_status status = ap_name_parse(good_cases[_i].text, NULL, &name, &err);

    ck_assert_msg(status == AMIPLAN_OK, "'%s': %s", good_cases[_i].text, err.message);
    ck_assert_str_eq(name.text, good_cases[_i].canonical);
    ck_assert_uint_eq(name.levels, good_cases[_i].levels);
    ck_assert_int_eq(name.selector, good_cases[_i].selector);
    ck_assert_int_eq(name.version, good_cases[_i].version);
    ck_assert_str_eq(name.label, good_cases[_i].label);
    ck_assert_str_eq(name.region, good_cases[_i].region);
    ck_assert_str_eq(name.account, good_cases[_i].account);
    ck_assert_int_eq(name.is_public, good_cases[_i].is_public);
    ck_assert_str_eq(err.message, "untouched");
}
END_TEST

static const struct {
    const char *text;
    const char *message;
} bad_cases[] = {
    { "", "an empty parameter name" },
    { " \t ", "an empty parameter name" },
    { "/", "an empty level at byte 2" },
    { "/team//ami", "an empty level at byte 7" },
    { "//team", "an empty level at byte 2" },
    { "/team/ami/", "an empty level at byte 11" },
    { "  /team//ami", "an empty level at byte 9" },
    { "/team/:3", "an empty level at byte 7" },
    { ":3", "an empty level at byte 1" },
    { "team/ami", "begins with '/'" },
    { "/team ami", "' ' at byte 6" },
    { "/team/ami!", "'!' at byte 10" },
    { "/te\xc3\xa4m", "'\xc3\xa4' at byte 4" },
    { "/te\xff", "byte 0xff at byte 4" },
    { "/te\nam", "byte 0x0a at byte 4" },
    { "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "16 levels; 15 at most" },
    { "/ami:", "nothing behind the ':' at byte 5" },
    { "/ami:0", "the version at byte 6 is not within 1 to 9223372036854775807" },
    { "/ami:9223372036854775808", "the version at byte 6 is not within" },
    { "/ami:1:2", "a second ':' at byte 7" },
    { "/ami:prod:2", "a second ':' at byte 10" },
    { "/ami:1st", "the label at byte 6 begins with a digit" },
    { "/ami:-1", NULL }, /* a label, and a good one */
    { "/ami:awsome", "begins with 'aws', which is reserved" },
    { "/ami:SSM", "begins with 'ssm', which is reserved" },
    { "/ami:a b", "' ' at byte 7" },
    { "/ami:a/b", "'/' at byte 7" },
    { "/ami:" LABEL50 LABEL50 "x", "a label of 101 characters at byte 6; 100 at most" },
    { "arn:aws:ssm:us-east-1", "fewer than five colons" },
    { "arn:aws:ec2:us-east-1::image/ami-12345678", "an ARN of 'ec2'" },
    { "arn:aws:ssm:::parameter/aws/x", "no known region" },
    { "arn:aws:ssm:xx-east-1::parameter/aws/x", "no known region" },
    { "arn:aws-cn:ssm:us-east-1::parameter/aws/x", "us-east-1 is in partition aws, not 'aws-cn'" },
    { "arn:aws:ssm:us-east-1:123456789012:document/x", "an ARN without 'parameter/' at byte 36" },
    { ARN, "an empty level at byte 46" },
    { ARN "/x", "an empty level at byte 46" },
    { ARN "aws/service/x", "the ARN of a public parameter has no account" },
    { PUBLIC "golden", "the ARN of a parameter of your own has an account" },
    { "arn:aws:ssm:us-east-1:12345678901:parameter/x", "12 digits" },
};

START_TEST(name_is_refused)
{
    struct amiplan_error err = { .message = "" };
    struct ap_name name = { .levels = 99 };
    enum amiplan_status status = ap_name_parse(bad_cases[_i].text, "--name", &name, &err);

    if (!bad_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "'%s': %s",
                  bad_cases[_i].text, err.message);
    ck_assert_str_eq(err.place, "--name");
    ck_assert_uint_eq(name.levels, 99);
}
END_TEST

/* At the limit, one past it, and far past it. */
static const struct {
    size_t len;
    const char *message;
} length_cases[] = {
    { 2048, NULL },
    { 2049, "2049 characters; 2048 at most" },
    { 3000, "3000 characters; 2048 at most" },
};

START_TEST(length_has_a_limit)
{
    static char text[4000];
    struct amiplan_error err = { .message = "" };
    struct ap_name name = { .levels = 99 };

    memset(text, 'a', length_cases[_i].len);
    text[0] = '/';
    text[length_cases[_i].len] = '\0';
    enum amiplan_status status = ap_name_parse(text, NULL, &name, &err);
    if (!length_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        ck_assert_str_eq(name.text, text);
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_nonnull(strstr(err.message, length_cases[_i].message));
    /* What the user wrote is not repeated whole. */
    ck_assert_uint_lt(strlen(err.message), 200);
}
END_TEST

/* A root name gets a slash, which counts. */
START_TEST(length_counts_the_slash)
{
    char text[2049];
    struct amiplan_error err = { .message = "" };
    struct ap_name name;

    memset(text, 'a', 2048);
    text[2048] = '\0';
    ck_assert_int_eq(ap_name_parse(text, NULL, &name, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_nonnull(strstr(err.message, "2049 characters; 2048 at most"));
    text[2047] = '\0';
    ck_assert_int_eq(ap_name_parse(text, NULL, &name, &err), AMIPLAN_OK);
    ck_assert_uint_eq(strlen(name.text), 2048);
}
END_TEST

static const struct {
    const char *name;
    const char *path;
    bool next_level;
    bool all_levels;
} path_cases[] = {
    { "/a/b", "/a", true, true },    { "/a/b", "/a/", true, true },
    { "/a/b/c", "/a", false, true }, { "/a/b/c", "/a/b", true, true },
    { "/a", "/a", false, false },    { "/ab/c", "/a", false, false },
    { "/A/b", "/a", false, false },  { "/a", "/", true, true },
    { "a", "/", true, true },        { "a", "/a", false, false },
    { "/a/b", "/", false, true },
};

START_TEST(name_is_below_path)
{
    ck_assert_int_eq(ap_name_is_below(path_cases[_i].name, path_cases[_i].path, false),
                     path_cases[_i].next_level);
    ck_assert_int_eq(ap_name_is_below(path_cases[_i].name, path_cases[_i].path, true),
                     path_cases[_i].all_levels);
}
END_TEST

START_TEST(root_names_are_one)
{
    ck_assert_int_eq(ap_name_compare("golden", "/golden"), 0);
    ck_assert_int_lt(ap_name_compare("/aws/x", "golden"), 0);
    ck_assert_int_gt(ap_name_compare("golden", "/aws/x"), 0);
    ck_assert_int_ne(ap_name_compare("Golden", "golden"), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("name");
    TCase *parse = tcase_create("parse");
    TCase *compare = tcase_create("compare");

    tcase_add_loop_test(parse, name_is_taken_apart, 0, AP_COUNT(good_cases));
    tcase_add_loop_test(parse, name_is_refused, 0, AP_COUNT(bad_cases));
    tcase_add_loop_test(parse, length_has_a_limit, 0, AP_COUNT(length_cases));
    tcase_add_test(parse, length_counts_the_slash);
    suite_add_tcase(suite, parse);

    tcase_add_loop_test(compare, name_is_below_path, 0, AP_COUNT(path_cases));
    tcase_add_test(compare, root_names_are_one);
    suite_add_tcase(suite, compare);
    return run_suite(suite);
}
