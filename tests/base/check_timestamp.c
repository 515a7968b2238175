#include "base/timestamp.h"

#include <string.h>

#include "tests/check_main.h"

#define UNTOUCHED -77

static const struct {
    const char *text;
    int64_t s;
    const char *formatted;
} good_cases[] = {
    { "1970-01-01", 0, "1970-01-01T00:00:00Z" },
    { "1970-01-01T00:00:01Z", 1, "1970-01-01T00:00:01Z" },
    { "2026-08-02", 1785628800, "2026-08-02T00:00:00Z" },
    { "2026-08-02T19:33:42Z", 1785699222, "2026-08-02T19:33:42Z" },
    { "2026-08-02T19:33:42.585Z", 1785699222, "2026-08-02T19:33:42Z" },
    { "2026-08-02T19:33:42.585000+00:00", 1785699222, "2026-08-02T19:33:42Z" },
    { "2026-08-02T21:33:42+0200", 1785699222, "2026-08-02T19:33:42Z" },
    { "2026-08-02T14:03:42-05:30", 1785699222, "2026-08-02T19:33:42Z" },
    { "1970-01-01T02:00:00+02:00", 0, "1970-01-01T00:00:00Z" },
    /* leap years */
    { "1972-02-29", 68169600, "1972-02-29T00:00:00Z" },
    { "2000-02-29", 951782400, "2000-02-29T00:00:00Z" },
    { "2000-12-31T23:59:59Z", 978307199, "2000-12-31T23:59:59Z" },
    { "2024-02-29T12:00:00Z", 1709208000, "2024-02-29T12:00:00Z" },
    { "2100-03-01", 4107542400, "2100-03-01T00:00:00Z" },
    { "9999-12-31T23:59:59Z", AP_TIMESTAMP_MAX_S, "9999-12-31T23:59:59Z" },
};

START_TEST(good_times_are_read)
{
    struct amiplan_error err = { .message = "untouched" };
    char text[AP_TIMESTAMP_BYTES];
    int64_t s = UNTOUCHED;
    enum amiplan_status status = ap_timestamp_parse(good_cases[_i].text, NULL, &s, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s", good_cases[_i].text, err.message);
    ck_assert_int_eq(s, good_cases[_i].s);
    ck_assert_str_eq(err.message, "untouched");
    ap_timestamp_format(s, text);
    ck_assert_str_eq(text, good_cases[_i].formatted);
}
END_TEST

static const struct {
    const char *text;
    const char *message;
} bad_cases[] = {
    { "", "it does not begin with a date" },
    { "yesterday", "it does not begin with a date" },
    { "1785699222", "it does not begin with a date" },
    { "2026-8-2", "it does not begin with a date" },
    { "02.08.2026", "it does not begin with a date" },
    { "1969-12-31", "the years are 1970 to 9999" },
    /* the year as it is written counts, too */
    { "1969-12-31T23:00:00-01:00", "the years are 1970 to 9999" },
    { "10000-01-01", "it does not begin with a date" },
    { "1970-01-01T00:00:00+00:01", "the years are 1970 to 9999" },
    { "9999-12-31T23:59:59-00:01", "the years are 1970 to 9999" },
    { "2026-00-01", "the months are 01 to 12" },
    { "2026-13-01", "the months are 01 to 12" },
    { "2026-01-00", "the month has no such day" },
    { "2026-04-31", "the month has no such day" },
    { "2026-02-29", "the month has no such day" },
    { "2100-02-29", "the month has no such day" },
    { "2026-08-02 19:33:42Z", "no time such as T19:33:42" },
    { "2026-08-02T", "no time such as T19:33:42" },
    { "2026-08-02T19:33Z", "no time such as T19:33:42" },
    { "2026-08-02Z", "no time such as T19:33:42" },
    { "2026-08-02T24:00:00Z", "the day has no such time" },
    { "2026-08-02T23:60:00Z", "the day has no such time" },
    { "2026-08-02T23:59:60Z", "the day has no such time" },
    { "2026-08-02T19:33:42", "no Z or offset" },
    { "2026-08-02T19:33:42.Z", "no digits behind the point" },
    { "2026-08-02T19:33:42+2", "no Z or offset" },
    { "2026-08-02T19:33:42+24:00", "no Z or offset" },
    { "2026-08-02T19:33:42+00:60", "no Z or offset" },
    { "2026-08-02T19:33:42Zx", "more text behind it" },
};

START_TEST(bad_times_are_refused)
{
    struct amiplan_error err = { 0 };
    int64_t s = UNTOUCHED;

    ck_assert_int_eq(ap_timestamp_parse(bad_cases[_i].text, "--as-of", &s, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_int_eq(s, UNTOUCHED);
    ck_assert_str_eq(err.place, "--as-of");
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s", err.message);
    ck_assert_int_eq(ap_timestamp_parse(bad_cases[_i].text, NULL, &s, NULL), AMIPLAN_ERR_SYNTAX);
}
END_TEST

/* Each day of each year: one day more than the day before, and read back equal. */
START_TEST(every_day_comes_back)
{
    char date[AP_DATE_BYTES];
    char before[AP_DATE_BYTES] = "";

    for (int64_t s = 0; s <= AP_TIMESTAMP_MAX_S; s += 86400) {
        int64_t back = UNTOUCHED;

        ap_timestamp_format_date(s, date);
        ck_assert_int_lt(strcmp(before, date), 0);
        ck_assert_int_eq(ap_timestamp_parse(date, NULL, &back, NULL), AMIPLAN_OK);
        ck_assert_int_eq(back, s);
        memcpy(before, date, sizeof(before));
    }
    ck_assert_str_eq(date, "9999-12-31");
}
END_TEST

START_TEST(times_out_of_range_are_clamped)
{
    char text[AP_TIMESTAMP_BYTES];

    ap_timestamp_format(INT64_MIN, text);
    ck_assert_str_eq(text, "1970-01-01T00:00:00Z");
    ap_timestamp_format(INT64_MAX, text);
    ck_assert_str_eq(text, "9999-12-31T23:59:59Z");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("timestamp");
    TCase *parse = tcase_create("parse");
    TCase *format = tcase_create("format");

    tcase_add_loop_test(parse, good_times_are_read, 0, AP_COUNT(good_cases));
    tcase_add_loop_test(parse, bad_times_are_refused, 0, AP_COUNT(bad_cases));
    suite_add_tcase(suite, parse);

    tcase_set_timeout(format, 60);
    tcase_add_test(format, every_day_comes_back);
    tcase_add_test(format, times_out_of_range_are_clamped);
    suite_add_tcase(suite, format);
    return run_suite(suite);
}
