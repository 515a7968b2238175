#include "base/aws_config.h"

#include <stdlib.h>
#include <string.h>

#include "tests/check_main.h"

#define UNTOUCHED "untouched"

/* value NULL: the key is not found. */
static const struct {
    const char *text;
    const char *profile;
    const char *value;
    bool profile_found;
} region_cases[] = {
    { "", "default", NULL, false },
    { "[default]\nregion = us-east-1\n", "default", "us-east-1", true },
    { "[default]\nregion=us-east-1", "default", "us-east-1", true },
    { "[default]\nregion: us-east-1", "default", "us-east-1", true },
    { "[default]\nREGION = us-east-1", "default", "us-east-1", true },
    { "[default]\nregion =\n", "default", "", true },
    { "[default]\noutput = json\n", "default", NULL, true },
    { "\xef\xbb\xbf[default]\r\nregion = us-east-1 \t\r\n", "default", "us-east-1", true },
    { "[default]\rregion = us-east-1\r", "default", "us-east-1", true },
    /* profiles */
    { "[default]\nregion = a\n[profile dev]\nregion = b\n", "dev", "b", true },
    { "[default]\nregion = a\n[profile dev]\nregion = b\n", "default", "a", true },
    { "[profile dev]\nregion = b\n", "default", NULL, false },
    { "[default]\nregion = a\n", "dev", NULL, false },
    { "[profile default]\nregion = a\n", "default", "a", true },
    { "[profile \"my name\"]\nregion = a\n", "my name", "a", true },
    { "[profile 'my name']\nregion = a\n", "my name", "a", true },
    { "[ profile   dev ]\nregion = a\n", "dev", "a", true },
    { "[profile dev] # mine\nregion = a\n", "dev", "a", true },
    { "[dev]\nregion = a\n", "dev", NULL, false }, /* that is the credentials file's form */
    { "[profile dev two]\nregion = a\n", "dev", NULL, false },
    { "[profile \"dev]\nregion = a\n", "dev", NULL, false },
    { "[profiledev]\nregion = a\n", "dev", NULL, false },
    { "[profile]\nregion = a\n", "", NULL, false },
    { "[sso-session dev]\nregion = a\n", "dev", NULL, false },
    { "[profile dev]\nregion = a\n", "de", NULL, false },
    { "[profile dev]\nregion = a\n", "devel", NULL, false },
    /* the last assignment wins */
    { "[default]\nregion = a\nregion = b\n", "default", "b", true },
    { "[default]\nregion = a\n[profile x]\n[default]\nregion = b\n", "default", "b", true },
    /* comments stand on lines of their own */
    { "# x\n; y\n[default]\n# region = a\n  ; region = c\nregion = b\n", "default", "b", true },
    { "[default]\nregion = b # c\n", "default", "b # c", true },
    { "[default]\nregion = a=b:c\n", "default", "a=b:c", true },
    /* nested blocks are not the profile's own keys */
    { "[default]\ns3 =\n  region = x\n  other = y\nregion = b\n", "default", "b", true },
    { "[default]\ns3 =\n  region = x\n", "default", NULL, true },
    { "[default]\ns3 =\n\n  # c\n\tregion = x\n", "default", NULL, true },
    { "[default]\nregion = b\n  nonsense without equals\n", "default", "b", true },
    /* a section whose keys are all indented */
    { "[default]\n  output = json\n  region = b\n", "default", "b", true },
    { "[default]\n  s3 =\n    region = x\n  region = b\n", "default", "b", true },
};

START_TEST(region_is_found)
{
    const char *text = region_cases[_i].text;
    struct amiplan_error err = { .message = UNTOUCHED };
    bool found = !region_cases[_i].value;
    bool profile_found = !region_cases[_i].profile_found;
    char out[32] = UNTOUCHED;
    enum amiplan_status status =
        ap_aws_config_get("config", text, strlen(text), region_cases[_i].profile, "region", out,
                          sizeof(out), &found, &profile_found, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s: %s", text, err.place, err.message);
    ck_assert_msg(found == (region_cases[_i].value != NULL), "%s", text);
    ck_assert_msg(profile_found == region_cases[_i].profile_found, "%s", text);
    ck_assert_str_eq(out, region_cases[_i].value ? region_cases[_i].value : UNTOUCHED);
    ck_assert_str_eq(err.message, UNTOUCHED);
}
END_TEST

static const struct {
    const char *text;
    const char *place;
    const char *message;
} bad_cases[] = {
    { "region = a\n", "config: line 1", "'region = a' stands before the first [section]" },
    { "\n\nx\n", "config: line 3", "'x' stands before the first [section]" },
    { "[default\n", "config: line 1", "'[default' has no closing ']'" },
    { "[]\n", "config: line 1", "'[]' names no section" },
    { "[default]\r\nregion us-east-1\r\n", "config: line 2",
      "'region us-east-1' is neither a [section] nor KEY = VALUE" },
    { "[default]\n= x\n", "config: line 2", "'= x' has no key before its value" },
    { "[default]\nregion = a\n[profile x]\nbad\n", "config: line 4",
      "'bad' is neither a [section] nor KEY = VALUE" },
    { "[default]\nregion = a\x01\n", "config: line 2", "'region = a?' holds a control character" },
    { "[default]\nregion = a\xff\n", "config: line 2", "'region = a?' is no UTF-8" },
    { "\xff\xfe[", "config: line 1", "'??[' is no UTF-8" },
    { "[default]\noutput = json\nregion = 0123456789abcdef0123456789abcdef\n", "config: line 3",
      "a value of 32 bytes; 31 at most" },
};

START_TEST(bad_files_are_refused)
{
    const char *text = bad_cases[_i].text;
    struct amiplan_error err = { 0 };
    bool found = true;
    bool profile_found = true;
    char out[32] = UNTOUCHED;

    ck_assert_int_eq(ap_aws_config_get("config", text, strlen(text), "default", "region", out,
                                       sizeof(out), &found, &profile_found, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.place, bad_cases[_i].place);
    ck_assert_str_eq(err.message, bad_cases[_i].message);
    ck_assert_str_eq(out, UNTOUCHED);
    ck_assert(found && profile_found);
}
END_TEST

START_TEST(sizes_have_limits)
{
    static const char head[] = "[default]\nx = ";
    size_t line = sizeof(head) - 1 - strlen("[default]\n");
    size_t len = sizeof(head) - 1 + AP_AWS_CONFIG_LINE_BYTES_MAX - line;
    char *text = malloc(len + 2);
    struct amiplan_error err = { 0 };
    char out[8] = "same";
    bool found = true;
    bool profile_found = false;

    memset(text, 'v', len + 2);
    memcpy(text, head, sizeof(head) - 1);
    ck_assert_int_eq(ap_aws_config_get("config", text, len, "default", "region", out, sizeof(out),
                                       &found, &profile_found, &err),
                     AMIPLAN_OK);
    ck_assert(!found && profile_found);
    ck_assert_int_eq(ap_aws_config_get("config", text, len + 1, "default", "region", out,
                                       sizeof(out), &found, &profile_found, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.message, "a line of 8193 bytes; 8192 at most");
    /* Nothing is read: the length alone is too much. */
    ck_assert_int_eq(ap_aws_config_get("config", text, AP_AWS_CONFIG_BYTES_MAX + 1, "default",
                                       "region", out, sizeof(out), &found, &profile_found, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.message, "1048577 bytes; 1048576 at most");
    ck_assert_str_eq(out, "same");
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("aws_config");
    TCase *get = tcase_create("get");

    tcase_add_loop_test(get, region_is_found, 0, AP_COUNT(region_cases));
    tcase_add_loop_test(get, bad_files_are_refused, 0, AP_COUNT(bad_cases));
    tcase_add_test(get, sizes_have_limits);
    suite_add_tcase(suite, get);
    return run_suite(suite);
}
