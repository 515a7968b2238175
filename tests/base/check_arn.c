#include "base/arn.h"

#include <string.h>

#include "tests/check_main.h"

static const struct {
    const char *text;
    const char *partition, *service, *region, *account, *resource;
} good_cases[] = {
    { "arn:aws:ssm:us-east-1:123456789012:parameter/golden/web", "aws", "ssm", "us-east-1",
      "123456789012", "parameter/golden/web" },
    { "arn:aws:ec2:us-east-1::image/ami-04fc404d256fd34a2", "aws", "ec2", "us-east-1", "",
      "image/ami-04fc404d256fd34a2" },
    { "arn:aws-cn:iam::123456789012:role/x", "aws-cn", "iam", "", "123456789012", "role/x" },
    /* colons in the resource */
    { "arn:aws:sns:us-east-1:123456789012:topic:sub:1", "aws", "sns", "us-east-1", "123456789012",
      "topic:sub:1" },
    { "arn:aws:s3:::bucket", "aws", "s3", "", "", "bucket" },
    { "arn:aws:s3::::", "aws", "s3", "", "", ":" },
};

START_TEST(arn_is_taken_apart)
{
    struct amiplan_error err = { .message = "untouched" };
    struct ap_arn arn = { 0 };

    ck_assert(ap_arn_has_form(good_cases[_i].text));
    ck_assert_int_eq(ap_arn_parse(good_cases[_i].text, NULL, &arn, &err), AMIPLAN_OK);
    ck_assert(ap_view_equals(arn.partition, good_cases[_i].partition));
    ck_assert(ap_view_equals(arn.service, good_cases[_i].service));
    ck_assert(ap_view_equals(arn.region, good_cases[_i].region));
    ck_assert(ap_view_equals(arn.account, good_cases[_i].account));
    ck_assert(ap_view_equals(arn.resource, good_cases[_i].resource));
    ck_assert_str_eq(err.message, "untouched");
}
END_TEST

static const struct {
    const char *text;
    const char *message;
} bad_cases[] = {
    { "", "does not begin with 'arn:'" },
    { "ami-04fc404d256fd34a2", "does not begin with 'arn:'" },
    { "ARN:aws:s3:::bucket", "does not begin with 'arn:'" },
    { "arn:", "fewer than five colons" },
    { "arn:aws:ssm:us-east-1:123456789012", "fewer than five colons" },
    { "arn::ssm:us-east-1:123456789012:x", "its partition" },
    { "arn:AWS:ssm:us-east-1:123456789012:x", "its partition" },
    { "arn:aws::us-east-1:123456789012:x", "its service" },
    { "arn:aws:ssm:us east 1:123456789012:x", "its region" },
    { "arn:aws:ssm:us-east-1:12345678901:x", "its account has not 12 digits" },
    { "arn:aws:ssm:us-east-1:1234567890123:x", "its account has not 12 digits" },
    { "arn:aws:ssm:us-east-1:12345678901x:x", "its account has not 12 digits" },
    { "arn:aws:ssm:us-east-1:123456789012:", "names no resource" },
    { "arn:aws:ssm:us-east-1:123456789012:a b", "blanks or control characters" },
    { "arn:aws:ssm:us-east-1:123456789012:a\nb", "blanks or control characters" },
    { "arn:aws:ssm:us-east-1:123456789012:a\xff", "blanks or control characters" },
};

START_TEST(no_arn_is_refused)
{
    struct amiplan_error err = { 0 };
    struct ap_arn arn = { .resource = { "sentinel", 8 } };

    ck_assert_int_eq(ap_arn_parse(bad_cases[_i].text, "here", &arn, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert(ap_view_equals(arn.resource, "sentinel"));
    ck_assert_ptr_null(arn.partition.bytes);
    ck_assert_str_eq(err.place, "here");
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s", err.message);
}
END_TEST

START_TEST(arn_has_a_limit)
{
    struct amiplan_error err = { 0 };
    struct ap_arn arn = { 0 };
    char text[AP_ARN_BYTES_MAX + 2];

    memset(text, 'x', sizeof(text));
    memcpy(text, "arn:aws:s3:::", 13);
    text[AP_ARN_BYTES_MAX + 1] = '\0';
    ck_assert_int_eq(ap_arn_parse(text, NULL, &arn, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.message, "an ARN of 2049 bytes; 2048 at most");
    text[AP_ARN_BYTES_MAX] = '\0';
    ck_assert_int_eq(ap_arn_parse(text, NULL, &arn, &err), AMIPLAN_OK);
}
END_TEST

/* NULL: it is well. */
static const struct {
    const char *account;
    const char *message;
} account_cases[] = {
    { "123456789012", NULL },
    { "000000000000", NULL },
    { "12345678901", "an account id has 12 digits; '12345678901' has 11" },
    { "1234567890123", "an account id has 12 digits; '1234567890123' has 13" },
    { "", "an account id has 12 digits; '' has 0" },
    { "1234-5678-9012", "an account id has 12 digits, not '1234-5678-9012'" },
    { "self", "an account id has 12 digits, not 'self'" },
    { "12345678901 ", "an account id has 12 digits, not '12345678901 '" },
};

START_TEST(account_is_checked)
{
    struct amiplan_error err = { .message = "untouched" };
    enum amiplan_status status = ap_account_check(account_cases[_i].account, "--account", &err);

    if (!account_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        ck_assert_str_eq(err.message, "untouched");
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_USAGE);
    ck_assert_str_eq(err.place, "--account");
    ck_assert_str_eq(err.message, account_cases[_i].message);
}
END_TEST

#define ORGANIZATION "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5"
#define OU           "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-1a2b3c4d"

static const struct {
    const char *text;
    bool is_organization, is_ou;
} organization_cases[] = {
    { ORGANIZATION, true, false },
    { OU, false, true },
    { "arn:aws-us-gov:organizations::123456789012:organization/o-a1b2c3d4e5", true, false },
    /* bare ids */
    { "o-a1b2c3d4e5", false, false },
    { "ou-ab12-1a2b3c4d", false, false },
    { "o-a1b2c3d4e5/ou-ab12-1a2b3c4d", false, false },
    { "", false, false },
    { "123456789012", false, false },
    /* almost */
    { ORGANIZATION "/", false, false },
    { ORGANIZATION "A", false, false },
    { OU "x/y", false, false },
    { "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e", false, false },
    { "arn:aws:organizations:::organization/o-a1b2c3d4e5", false, false },
    { "arn:aws:organizations:us-east-1:123456789012:organization/o-a1b2c3d4e5", false, false },
    { "arn:aws:iam::123456789012:organization/o-a1b2c3d4e5", false, false },
    { "arn:aws:organizations::123456789012:account/o-a1b2c3d4e5/123456789012", false, false },
    { "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab1-1a2b3c4d", false, false },
    { "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-1a2b3c4", false, false },
    { "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12", false, false },
    { "arn:aws:organizations::123456789012:ou/ou-ab12-1a2b3c4d", false, false },
};

START_TEST(organization_is_checked)
{
    const char *text = organization_cases[_i].text;
    struct amiplan_error err = { .message = "untouched" };
    enum amiplan_status status = ap_arn_check_organization(text, "--organization", &err);

    if (organization_cases[_i].is_organization) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        ck_assert_str_eq(err.message, "untouched");
    } else {
        ck_assert_int_eq(status, AMIPLAN_ERR_USAGE);
        ck_assert_str_eq(err.place, "--organization");
        ck_assert_ptr_nonnull(strstr(err.message, ORGANIZATION));
    }
}
END_TEST

START_TEST(ou_is_checked)
{
    const char *text = organization_cases[_i].text;
    struct amiplan_error err = { .message = "untouched" };
    enum amiplan_status status = ap_arn_check_ou(text, "--ou", &err);

    if (organization_cases[_i].is_ou) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        ck_assert_str_eq(err.message, "untouched");
    } else {
        ck_assert_int_eq(status, AMIPLAN_ERR_USAGE);
        ck_assert_str_eq(err.place, "--ou");
        ck_assert_ptr_nonnull(strstr(err.message, OU));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arn");
    TCase *parse = tcase_create("parse");
    TCase *check = tcase_create("check");

    tcase_add_loop_test(parse, arn_is_taken_apart, 0, AP_COUNT(good_cases));
    tcase_add_loop_test(parse, no_arn_is_refused, 0, AP_COUNT(bad_cases));
    tcase_add_test(parse, arn_has_a_limit);
    suite_add_tcase(suite, parse);

    tcase_add_loop_test(check, account_is_checked, 0, AP_COUNT(account_cases));
    tcase_add_loop_test(check, organization_is_checked, 0, AP_COUNT(organization_cases));
    tcase_add_loop_test(check, ou_is_checked, 0, AP_COUNT(organization_cases));
    suite_add_tcase(suite, check);
    return run_suite(suite);
}
