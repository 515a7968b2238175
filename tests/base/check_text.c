#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/scan.h"
#include "tests/check_main.h"

START_TEST(text_grows)
{
    struct ap_text text = { 0 };
    char *out = NULL;
    size_t len = 0;

    for (int i = 0; i < 1000; i++)
        ap_text_addf(&text, "%d,", i);
    ap_text_add_char(&text, '!');
    ap_text_add(&text, "end");
    ck_assert_int_eq(ap_text_take(&text, &out, &len, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(len, strlen(out));
    ck_assert_uint_eq(len, 10 * 2 + 90 * 3 + 900 * 4 + 4);
    ck_assert_str_eq(out + len - 8, "999,!end");
    ck_assert_ptr_null(text.bytes);
    free(out);
}
END_TEST

START_TEST(text_of_nothing)
{
    struct ap_text text = { 0 };
    char *out = NULL;

    ck_assert_int_eq(ap_text_take(&text, &out, NULL, NULL), AMIPLAN_OK);
    ck_assert_str_eq(out, "");
    free(out);
    ap_text_done(&text);
    ap_text_done(NULL);
}
END_TEST

START_TEST(text_keeps_its_ceiling)
{
    struct ap_text text = { 0 };
    struct amiplan_error err = { .message = "untouched" };
    char sentinel[] = "sentinel";
    char *out = sentinel;

    ap_text_add(&text, "x");
    /* Nothing is read: the length alone is too much. */
    ap_text_add_bytes(&text, "", AP_TEXT_BYTES_MAX);
    ck_assert(text.failed);
    ap_text_add(&text, "y");
    ck_assert_int_eq(ap_text_take(&text, &out, NULL, &err), AMIPLAN_ERR_MEMORY);
    ck_assert_int_eq(err.status, AMIPLAN_ERR_MEMORY);
    ck_assert_ptr_eq(out, sentinel);
    ap_text_done(&text);
}
END_TEST

static const struct {
    const char *bytes;
    bool valid;
    size_t bad_at;
} utf8_cases[] = {
    { "", true, 0 },
    { "plain", true, 0 },
    { "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80", true, 0 },
    { "\xed\x9f\xbf\xee\x80\x80", true, 0 }, /* beside the surrogates */
    { "\xf4\x8f\xbf\xbf", true, 0 },         /* U+10FFFF */
    { "ab\xff", false, 2 },                  /* never in UTF-8 */
    { "\x80", false, 0 },                    /* a continuation alone */
    { "a\xc0\xaf", false, 1 },               /* overlong '/' */
    { "\xe0\x80\xaf", false, 0 },            /* overlong, three bytes */
    { "\xf0\x80\x80\xaf", false, 0 },        /* overlong, four bytes */
    { "\xed\xa0\x80", false, 0 },            /* a surrogate */
    { "\xf4\x90\x80\x80", false, 0 },        /* beyond U+10FFFF */
    { "x\xe2\x82", false, 1 },               /* cut */
    { "x\xf0\x9f\x98", false, 1 },           /* cut */
    { "x\xe2\x28\xa1", false, 1 },           /* no continuation */
};

START_TEST(utf8_is_judged)
{
    const char *bytes = utf8_cases[_i].bytes;
    size_t bad_at = 0;

    ck_assert_int_eq(ap_text_is_utf8(bytes, strlen(bytes), &bad_at), utf8_cases[_i].valid);
    ck_assert_uint_eq(bad_at, utf8_cases[_i].bad_at);
    ck_assert_int_eq(ap_text_is_utf8(bytes, strlen(bytes), NULL), utf8_cases[_i].valid);
}
END_TEST

static const struct {
    const char *a, *b;
    size_t limit, distance;
} distance_cases[] = {
    { "", "", 2, 0 },
    { "m5.large", "m5.large", 2, 0 },
    { "m5.large", "m5.larg", 2, 1 },
    { "m5.large", "m5.alrge", 2, 1 }, /* neighbours swapped */
    { "us-est-1", "us-east-1", 2, 1 },
    { "kitten", "sitting", 5, 3 },
    { "kitten", "sitting", 2, 3 }, /* limit + 1 */
    { "abc", "xyz", 1, 2 },
    { "", "abc", 3, 3 },
    { "abcdef", "", 3, 4 },
};

START_TEST(distance_is_counted)
{
    const char *a = distance_cases[_i].a;
    const char *b = distance_cases[_i].b;

    ck_assert_uint_eq(ap_text_distance(a, b, distance_cases[_i].limit),
                      distance_cases[_i].distance);
    ck_assert_uint_eq(ap_text_distance(b, a, distance_cases[_i].limit),
                      distance_cases[_i].distance);
}
END_TEST

START_TEST(distance_of_long_texts)
{
    char longest[129], longer[130];

    memset(longest, 'x', sizeof(longest));
    memset(longer, 'x', sizeof(longer));
    longest[128] = '\0';
    longer[129] = '\0';
    ck_assert_uint_eq(ap_text_distance(longest, longest, 2), 0);
    ck_assert_uint_eq(ap_text_distance(longest, longer, 2), 3);
}
END_TEST

START_TEST(view_equals)
{
    const char *text = "golden";

    ck_assert(ap_view_equals((struct ap_view){ text, 4 }, "gold"));
    ck_assert(!ap_view_equals((struct ap_view){ text, 4 }, "golden"));
    ck_assert(ap_view_equals((struct ap_view){ text, 0 }, ""));
    ck_assert(!ap_view_equals((struct ap_view){ NULL, 0 }, ""));
}
END_TEST

/* ---- errors ------------------------------------------------------------------------------------
 */

START_TEST(every_status_has_a_name)
{
    static const char *const names[] = { "OK",       "Memory",  "Usage",  "Syntax",  "NoImage",
                                         "NotFound", "Unknown", "Source", "Storage", "Internal" };

    for (size_t i = 0; i < AP_COUNT(names); i++) {
        enum amiplan_status status = (enum amiplan_status)i;

        ck_assert_str_eq(amiplan_status_name(status), names[i]);
        ck_assert_int_eq(amiplan_status_is_retryable(status),
                         status == AMIPLAN_ERR_SOURCE || status == AMIPLAN_ERR_MEMORY);
    }
}
END_TEST

START_TEST(fail_writes_one_printable_line)
{
    struct amiplan_error err = { 0 };

    ck_assert_int_eq(ap_fail(&err, AMIPLAN_ERR_USAGE, "a\nb",
                             "tab\t esc\x1b[31m nel\xc2\x85 ls\xe2\x80\xa8 bad\xff \xc3\xa4 %d", 7),
                     AMIPLAN_ERR_USAGE);
    ck_assert_int_eq(err.status, AMIPLAN_ERR_USAGE);
    ck_assert_str_eq(err.place, "a?b");
    ck_assert_str_eq(err.message, "tab? esc?[31m nel? ls? bad? \xc3\xa4 7");
    /* The arguments may point into *err; the place may be missing, and so may err. */
    ck_assert_int_eq(ap_fail(&err, AMIPLAN_ERR_SYNTAX, NULL, "<%s>", err.place),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.place, "");
    ck_assert_str_eq(err.message, "<a?b>");
    ck_assert_int_eq(ap_fail(NULL, AMIPLAN_ERR_SOURCE, NULL, "x"), AMIPLAN_ERR_SOURCE);
}
END_TEST

START_TEST(fail_cuts_between_characters)
{
    struct amiplan_error err = { 0 };
    char text[2 * AMIPLAN_ERROR_MESSAGE_BYTES + 4] = "";

    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'x', shift);
        text[shift] = '\0';
        while (strlen(text) + 3 < sizeof(text))
            strcat(text, "\xe2\x82\xac");
        ap_fail(&err, AMIPLAN_ERR_SYNTAX, text, "%s", text);
        ck_assert(ap_text_is_utf8(err.message, strlen(err.message), NULL));
        ck_assert_uint_ge(strlen(err.message), AMIPLAN_ERROR_MESSAGE_BYTES - 3);
        ck_assert_ptr_null(strchr(err.message, '?'));
        ck_assert(ap_text_is_utf8(err.place, strlen(err.place), NULL));
    }
}
END_TEST

START_TEST(place_keeps_its_end)
{
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    char name[400];

    ap_place(place, "launch.json", "line %d", 3);
    ck_assert_str_eq(place, "launch.json: line 3");
    ap_place(place, NULL, "line %d", 3);
    ck_assert_str_eq(place, "line 3");
    ap_place(place, "launch.json", "%s", "");
    ck_assert_str_eq(place, "launch.json");
    memset(name, 'x', sizeof(name));
    strcpy(name + sizeof(name) - 12, "launch.json");
    ap_place(place, name, "line %d", 3);
    ck_assert_int_eq(strncmp(place, "...xxx", 6), 0);
    ck_assert_str_eq(place + strlen(place) - 19, "launch.json: line 3");
}
END_TEST

START_TEST(quote_is_cut)
{
    char quote[AP_QUOTE_BYTES];
    char text[200];

    ck_assert_str_eq(ap_quote(quote, "us-est-1", 8), "'us-est-1'");
    ck_assert_str_eq(ap_quote(quote, "", 0), "''");
    ck_assert_str_eq(ap_quote(quote, "a\nb\xff", 4), "'a?b?'");
    memset(text, 'x', sizeof(text));
    ap_quote(quote, text, sizeof(text));
    ck_assert_uint_eq(strlen(quote), AP_QUOTE_BYTES - 1);
    ck_assert_str_eq(quote + strlen(quote) - 5, "x...'");
}
END_TEST

/* ---- scanning ----------------------------------------------------------------------------------
 */

static const struct {
    const char *text;
    uint64_t max;
    bool ok;
    uint64_t value;
} number_cases[] = {
    { "0", 10, true, 0 },
    { "010", 10, true, 10 },
    { "11", 10, false, 0 },
    { "18446744073709551615", UINT64_MAX, true, UINT64_MAX },
    { "18446744073709551616", UINT64_MAX, false, 0 },
    { "99999999999999999999999", UINT64_MAX, false, 0 },
    { "5", 0, false, 0 },
    { "", 10, false, 0 },
    { "x", 10, false, 0 },
};

START_TEST(number_has_a_maximum)
{
    struct ap_scan scan = ap_scan_text(number_cases[_i].text, strlen(number_cases[_i].text));
    const char *start = scan.at;
    uint64_t value = 0;

    ck_assert_int_eq(ap_scan_number(&scan, number_cases[_i].max, &value), number_cases[_i].ok);
    ck_assert_uint_eq(value, number_cases[_i].value);
    if (!number_cases[_i].ok)
        ck_assert_ptr_eq(scan.at, start);
    else
        ck_assert(ap_scan_end(&scan));
}
END_TEST

static const struct {
    const char *text;
    int64_t min, max;
    bool ok;
    int64_t value;
} integer_cases[] = {
    { "-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN },
    { "9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX },
    { "9223372036854775808", INT64_MIN, INT64_MAX, false, 0 },
    { "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
    { "-0", -1, 1, true, 0 },
    { "-2", -1, 1, false, 0 },
    { "-", -1, 1, false, 0 },
};

START_TEST(integer_has_limits)
{
    struct ap_scan scan = ap_scan_text(integer_cases[_i].text, strlen(integer_cases[_i].text));
    const char *start = scan.at;
    int64_t value = 0;

    ck_assert_int_eq(ap_scan_integer(&scan, integer_cases[_i].min, integer_cases[_i].max, &value),
                     integer_cases[_i].ok);
    ck_assert_int_eq(value, integer_cases[_i].value);
    if (!integer_cases[_i].ok)
        ck_assert_ptr_eq(scan.at, start);
}
END_TEST

START_TEST(steps_chain)
{
    struct ap_scan scan = ap_scan_text("v12-ab=x", 8);
    struct ap_view view = { 0 };
    int64_t digits = 0;
    char sign = '\0';

    ck_assert(!ap_scan_literal(&scan, "v13"));
    ck_assert(ap_scan_literal(&scan, "v"));
    ck_assert(!ap_scan_digits(&scan, 3, &digits));
    ck_assert(ap_scan_digits(&scan, 2, &digits));
    ck_assert_int_eq(digits, 12);
    ck_assert(!ap_scan_one_of(&scan, "*+", &sign));
    ck_assert(ap_scan_one_of(&scan, "+-", &sign));
    ck_assert_int_eq(sign, '-');
    ck_assert(!ap_scan_until(&scan, ':', &view));
    ck_assert(ap_scan_until(&scan, '=', &view));
    ck_assert(ap_view_equals(view, "ab"));
    ck_assert_uint_eq(ap_scan_run(&scan, ap_scan_is_digit, NULL), 0);
    ck_assert_uint_eq(ap_scan_run(&scan, ap_scan_is_lower, &view), 1);
    ck_assert(ap_scan_end(&scan));
    ck_assert(!ap_scan_one_of(&scan, "x", NULL));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *text = tcase_create("text");
    TCase *error = tcase_create("error");
    TCase *scan = tcase_create("scan");

    tcase_add_test(text, text_grows);
    tcase_add_test(text, text_of_nothing);
    tcase_add_test(text, text_keeps_its_ceiling);
    tcase_add_loop_test(text, utf8_is_judged, 0, AP_COUNT(utf8_cases));
    tcase_add_loop_test(text, distance_is_counted, 0, AP_COUNT(distance_cases));
    tcase_add_test(text, distance_of_long_texts);
    tcase_add_test(text, view_equals);
    suite_add_tcase(suite, text);

    tcase_add_test(error, every_status_has_a_name);
    tcase_add_test(error, fail_writes_one_printable_line);
    tcase_add_test(error, fail_cuts_between_characters);
    tcase_add_test(error, place_keeps_its_end);
    tcase_add_test(error, quote_is_cut);
    suite_add_tcase(suite, error);

    tcase_add_loop_test(scan, number_has_a_maximum, 0, AP_COUNT(number_cases));
    tcase_add_loop_test(scan, integer_has_limits, 0, AP_COUNT(integer_cases));
    tcase_add_test(scan, steps_chain);
    suite_add_tcase(suite, scan);
    return run_suite(suite);
}
