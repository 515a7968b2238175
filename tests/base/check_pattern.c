#include "base/pattern.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "tests/check_main.h"

static struct ap_pattern *must_compile(const char *text)
{
    struct amiplan_error err = { .message = "untouched" };
    struct ap_pattern *pattern = NULL;
    enum amiplan_status status = ap_pattern_compile(text, &pattern, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s", text, err.message);
    ck_assert_str_eq(err.message, "untouched");
    return pattern;
}

static const struct {
    const char *pattern;
    const char *subject;
    bool matched;
} match_cases[] = {
    { "al2023", "x-al2023-y", true },
    { "^al2023", "x-al2023-y", false },
    { "^al2023-ami-.*-x86_64$", "al2023-ami-2023.5-x86_64", true },
    { "^a$", "a\n", false }, /* $ is the end, not the last line's */
    { "", "", true },
    { "", "x", true },
    { "^.$", "\xc3\xa4", true }, /* one character */
    { "(?i)UBUNTU", "ubuntu", true },
};

START_TEST(subject_is_matched)
{
    struct ap_pattern *pattern = must_compile(match_cases[_i].pattern);
    struct amiplan_error err = { .message = "untouched" };
    bool matched = !match_cases[_i].matched;

    ck_assert_int_eq(ap_pattern_match(pattern, match_cases[_i].subject,
                                      strlen(match_cases[_i].subject), &matched, NULL, 0, &err),
                     AMIPLAN_OK);
    ck_assert_int_eq(matched, match_cases[_i].matched);
    ck_assert_str_eq(err.message, "untouched");
    ap_pattern_free(pattern);
}
END_TEST

START_TEST(groups_are_views)
{
    struct ap_pattern *pattern = must_compile("^(?<name>\\w+)-(?<date>\\d{8})?(?<tail>x*)$");
    struct ap_pattern_group groups[] = { { .name = "date" },
                                         { .name = "tail" },
                                         { .name = "name" } };
    struct ap_pattern_group unknown = { .name = "nobody", .value = { "sentinel", 8 } };
    struct amiplan_error err = { 0 };
    const char *subject = "ami-20260802 and more";
    bool matched = false;

    /* Only 12 bytes are the subject's. */
    ck_assert_int_eq(ap_pattern_match(pattern, subject, 12, &matched, groups, 3, NULL), AMIPLAN_OK);
    ck_assert(matched);
    ck_assert(ap_view_equals(groups[0].value, "20260802"));
    ck_assert_ptr_eq(groups[0].value.bytes, subject + 4);
    ck_assert(ap_view_equals(groups[1].value, ""));
    ck_assert(ap_view_equals(groups[2].value, "ami"));

    ck_assert_int_eq(ap_pattern_match(pattern, "ami-", 4, &matched, groups, 3, NULL), AMIPLAN_OK);
    ck_assert(matched);
    ck_assert_ptr_null(groups[0].value.bytes);

    ck_assert_int_eq(ap_pattern_match(pattern, "none", 4, &matched, groups, 3, NULL), AMIPLAN_OK);
    ck_assert(!matched);
    ck_assert(ap_view_equals(groups[2].value, "ami")); /* left alone */

    matched = true;
    ck_assert_int_eq(ap_pattern_match(pattern, "ami-", 4, &matched, &unknown, 1, &err),
                     AMIPLAN_ERR_USAGE);
    ck_assert_str_eq(err.message, "the pattern has no group 'nobody'");
    ck_assert(matched && ap_view_equals(unknown.value, "sentinel"));
    ap_pattern_free(pattern);
}
END_TEST

static const struct {
    const char *pattern;
    const char *message; /* a part of it */
} bad_cases[] = {
    { "a(b", "the pattern 'a(b': missing closing parenthesis, at byte 3" },
    { "[z-a]", "at byte 3" },
    { "*", "at byte 0" },
    { "\\C", "the pattern '\\C': " },
    { "a\xff", "the pattern 'a?': UTF-8 error" },
    { "\\", "at byte 1" },
};

START_TEST(bad_patterns_are_refused)
{
    char byte;
    struct ap_pattern *const sentinel = (struct ap_pattern *)&byte;
    struct ap_pattern *pattern = sentinel;
    struct amiplan_error err = { 0 };

    ck_assert_int_eq(ap_pattern_compile(bad_cases[_i].pattern, &pattern, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_eq(pattern, sentinel);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s", err.message);
}
END_TEST

START_TEST(patterns_have_limits)
{
    struct ap_pattern *pattern = NULL;
    struct amiplan_error err = { 0 };
    char text[AP_PATTERN_BYTES_MAX + 2];

    memset(text, 'x', sizeof(text));
    text[AP_PATTERN_BYTES_MAX + 1] = '\0';
    ck_assert_int_eq(ap_pattern_compile(text, &pattern, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.message, "a pattern of 4097 bytes; 4096 at most");
    text[AP_PATTERN_BYTES_MAX] = '\0';
    ap_pattern_free(must_compile(text));

    memset(text, '(', AP_PATTERN_NEST_LIMIT + 1);
    memset(text + AP_PATTERN_NEST_LIMIT + 1, ')', AP_PATTERN_NEST_LIMIT + 1);
    text[2 * AP_PATTERN_NEST_LIMIT + 2] = '\0';
    ck_assert_int_eq(ap_pattern_compile(text, &pattern, &err), AMIPLAN_ERR_SYNTAX);
    ap_pattern_free(NULL);
}
END_TEST

static const struct {
    const char *pattern;
    const char *subject;
    const char *message;
} failing_cases[] = {
    /* 2^n steps, but for the limit */
    { "^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "more than 10000 steps" },
    { "^(a|aa)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "more than 10000 steps" },
    { "^(a?(?1)b|c)", "aaaaaaaaaaaaaaaa", "calls itself without an end" },
    { "a", "a\xff", "'a?' is no UTF-8" },
};

START_TEST(match_gives_up)
{
    struct ap_pattern *pattern = must_compile(failing_cases[_i].pattern);
    struct amiplan_error err = { 0 };
    bool matched = true;

    ck_assert_int_eq(ap_pattern_match(pattern, failing_cases[_i].subject,
                                      strlen(failing_cases[_i].subject), &matched, NULL, 0, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strstr(err.message, failing_cases[_i].message) != NULL, "%s", err.message);
    ck_assert(matched);
    ap_pattern_free(pattern);
}
END_TEST

static void *match_often(void *argument)
{
    const struct ap_pattern *pattern = argument;
    struct ap_pattern_group group = { .name = "n" };
    size_t failures = 0;

    for (int i = 0; i < 2000; i++) {
        bool matched = false;

        if (ap_pattern_match(pattern, "ami-12345-x", 11, &matched, &group, 1, NULL) || !matched ||
            !ap_view_equals(group.value, "12345"))
            failures++;
    }
    return failures ? argument : NULL;
}

START_TEST(threads_share_a_pattern)
{
    struct ap_pattern *pattern = must_compile("^ami-(?<n>[0-9]+)-");
    pthread_t threads[4];

    for (size_t i = 0; i < AP_COUNT(threads); i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, match_often, pattern), 0);
    for (size_t i = 0; i < AP_COUNT(threads); i++) {
        void *failed = pattern;

        pthread_join(threads[i], &failed);
        ck_assert_ptr_null(failed);
    }
    ap_pattern_free(pattern);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pattern");
    TCase *compile = tcase_create("compile");
    TCase *match = tcase_create("match");

    tcase_add_loop_test(compile, bad_patterns_are_refused, 0, AP_COUNT(bad_cases));
    tcase_add_test(compile, patterns_have_limits);
    suite_add_tcase(suite, compile);

    tcase_add_loop_test(match, subject_is_matched, 0, AP_COUNT(match_cases));
    tcase_add_test(match, groups_are_views);
    tcase_add_loop_test(match, match_gives_up, 0, AP_COUNT(failing_cases));
    tcase_add_test(match, threads_share_a_pattern);
    suite_add_tcase(suite, match);
    return run_suite(suite);
}
