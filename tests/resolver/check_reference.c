#include "resolver/reference.h"

#include <string.h>

#include "tests/check_main.h"

#define PUBLIC "/aws/service/x"

static const struct {
    const char *text;
    enum ap_reference_kind kind;
    const char *wanted; /* the image id, or the parameter's name */
    bool floating;
} good_cases[] = {
    { "ami-12345678", AP_REFERENCE_IMAGE_ID, "ami-12345678", false },
    { "ami-0123456789abcdef0", AP_REFERENCE_IMAGE_ID, "ami-0123456789abcdef0", false },
    { " ami-12345678\n", AP_REFERENCE_IMAGE_ID, "ami-12345678", false },
    { "golden", AP_REFERENCE_PARAMETER, "/golden", false },
    { "/team/web:prod", AP_REFERENCE_PARAMETER, "/team/web", false },
    { "ssm:/team/web", AP_REFERENCE_PARAMETER, "/team/web", false },
    { "resolve:ssm:golden:3", AP_REFERENCE_PARAMETER, "/golden", false },
    /* behind a prefix, a name may look like an id */
    { "ssm:ami-golden", AP_REFERENCE_PARAMETER, "/ami-golden", false },
    { PUBLIC, AP_REFERENCE_PARAMETER, PUBLIC, true },
    { PUBLIC ":7", AP_REFERENCE_PARAMETER, PUBLIC, false },
    { PUBLIC ":label", AP_REFERENCE_PARAMETER, PUBLIC, true },
    { "resolve:ssm:" PUBLIC, AP_REFERENCE_PARAMETER, PUBLIC, true },
    { "arn:aws:ssm:us-east-1::parameter" PUBLIC, AP_REFERENCE_PARAMETER, PUBLIC, true },
    { "resolve:ssm:arn:aws:ssm:us-east-1:123456789012:parameter/golden:prod",
      AP_REFERENCE_PARAMETER, "/golden", false },
};

START_TEST(reference_is_taken_apart)
{
    struct amiplan_error err = { .message = "untouched" };
    struct ap_reference reference;
    enum amiplan_status status = ap_reference_parse(good_cases[_i].text, &reference, &err);

    ck_assert_msg(status == AMIPLAN_OK, "'%s': %s", good_cases[_i].text, err.message);
    ck_assert_int_eq(reference.kind, good_cases[_i].kind);
    ck_assert_ptr_eq(reference.text, good_cases[_i].text);
    ck_assert_int_eq(reference.floating, good_cases[_i].floating);
    ck_assert_str_eq(reference.kind == AP_REFERENCE_IMAGE_ID ? reference.image_id
                                                             : reference.name.text,
                     good_cases[_i].wanted);
}
END_TEST

static const struct {
    const char *text;
    const char *message;
} bad_cases[] = {
    { "ami-xyz", "'ami-xyz' is no image id: \"ami-\" and 8 or 17 hexadecimal digits (0-9, a-f)" },
    { "ami-", "'ami-' is no image id" },
    { "ami-1234567", "is no image id" },
    { "ami-123456789", "is no image id" },
    { "ami-0123456789ABCDEF0", "is no image id" },
    { "ami-0123456789abcdef01", "is no image id" },
    { "ami-0123456789abcdef0123456789abcdef0123456789abcdef0", "is no image id" },
    { "ami-12345678 x", "is no image id" },
    { "", "an empty parameter name" },
    { "resolve:ssm:", "an empty parameter name" },
    { "ssm:a/b", "begins with '/'" },
    { "resolve:secretsmanager:x", "'resolve:ssm:' and the name of a parameter" },
    { "{{resolve:ssm:golden}}", "CloudFormation's" },
    { "RESOLVE:SSM:golden", "a second ':'" },
};

START_TEST(reference_is_refused)
{
    struct amiplan_error err = { .message = "" };
    struct ap_reference reference = { .text = "untouched" };

    ck_assert_int_eq(ap_reference_parse(bad_cases[_i].text, &reference, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "'%s': %s",
                  bad_cases[_i].text, err.message);
    ck_assert_str_eq(reference.text, "untouched");
}
END_TEST

static const struct {
    const char *text;
    enum amiplan_status status;
    bool is_parameter;
    const char *image_id;
} ec2_cases[] = {
    { "ami-12345678", AMIPLAN_OK, false, "ami-12345678" },
    /* literal ids, whatever they look like */
    { "ami-xyz", AMIPLAN_OK, false, "" },
    { "golden", AMIPLAN_OK, false, "" },
    { "ssm:golden", AMIPLAN_OK, false, "" },
    { "", AMIPLAN_OK, false, "" },
    { "Resolve:ssm:golden", AMIPLAN_OK, false, "" },
    { "resolve:ssm:golden", AMIPLAN_OK, true, "" },
    { "resolve:ssm:" PUBLIC ":3", AMIPLAN_OK, true, "" },
    { "resolve:ssm:a//b", AMIPLAN_ERR_SYNTAX, false, "" },
    { "resolve:ssm:", AMIPLAN_ERR_SYNTAX, false, "" },
};

START_TEST(ec2_has_its_own_grammar)
{
    struct amiplan_error err = { .place = "" };
    struct ap_reference reference;
    bool is_parameter = false;
    enum amiplan_status status = ap_reference_parse_ec2(ec2_cases[_i].text, "x.json: /ImageId",
                                                        &is_parameter, &reference, &err);

    ck_assert_int_eq(status, ec2_cases[_i].status);
    ck_assert_int_eq(is_parameter, ec2_cases[_i].is_parameter);
    if (status) {
        ck_assert_str_eq(err.place, "x.json: /ImageId");
        return;
    }
    ck_assert_int_eq(reference.kind, is_parameter ? AP_REFERENCE_PARAMETER : AP_REFERENCE_IMAGE_ID);
    ck_assert_str_eq(reference.image_id, ec2_cases[_i].image_id);
    ck_assert_ptr_eq(reference.text, ec2_cases[_i].text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reference");
    TCase *parse = tcase_create("parse");

    tcase_add_loop_test(parse, reference_is_taken_apart, 0, AP_COUNT(good_cases));
    tcase_add_loop_test(parse, reference_is_refused, 0, AP_COUNT(bad_cases));
    tcase_add_loop_test(parse, ec2_has_its_own_grammar, 0, AP_COUNT(ec2_cases));
    suite_add_tcase(suite, parse);
    return run_suite(suite);
}
