#include "base/timestamp.h"

#include <stdio.h>
#include <string.h>

#include "base/scan.h"

#define DAY_S 86400

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    static const char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 1970-01-01 to the first day of a year from 1970 on. */
static int64_t days_before_year(int64_t year)
{
    int64_t last = year - 1;

    return (year - 1970) * 365 + (last / 4 - 1969 / 4) - (last / 100 - 1969 / 100) +
           (last / 400 - 1969 / 400);
}

static enum amiplan_status fail(const char *text, const char *place, const char *why,
                                struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];

    return ap_fail(err, AMIPLAN_ERR_SYNTAX, place,
                   "%s is no point in time (%s); 2026-08-02 or 2026-08-02T19:33:42Z is wanted",
                   ap_quote(quote, text, strlen(text)), why);
}

/* "Z", "+02:00" or "-0530": *out_s is what local time is ahead of UTC. */
static bool scan_offset(struct ap_scan *scan, int64_t *out_s)
{
    int64_t hours;
    int64_t minutes;
    char sign;

    if (ap_scan_literal(scan, "Z")) {
        *out_s = 0;
        return true;
    }
    if (!ap_scan_one_of(scan, "+-", &sign) || !ap_scan_digits(scan, 2, &hours))
        return false;
    ap_scan_literal(scan, ":");
    if (!ap_scan_digits(scan, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *out_s = (hours * 60 + minutes) * 60;
    if (sign == '-')
        *out_s = -*out_s;
    return true;
}

enum amiplan_status ap_timestamp_parse(const char *text, const char *place, int64_t *out_s,
                                       struct amiplan_error *err)
{
    struct ap_scan scan = ap_scan_text(text, strlen(text));
    int64_t year, month, day;
    int64_t hour = 0, minute = 0, second = 0, offset_s = 0;
    int64_t s;

    if (!ap_scan_digits(&scan, 4, &year) || !ap_scan_literal(&scan, "-") ||
        !ap_scan_digits(&scan, 2, &month) || !ap_scan_literal(&scan, "-") ||
        !ap_scan_digits(&scan, 2, &day))
        return fail(text, place, "it does not begin with a date", err);
    if (year < 1970)
        return fail(text, place, "the years are 1970 to 9999", err);
    if (month < 1 || month > 12)
        return fail(text, place, "the months are 01 to 12", err);
    if (day < 1 || day > days_of_month(year, month))
        return fail(text, place, "the month has no such day", err);

    if (!ap_scan_end(&scan)) {
        if (!ap_scan_literal(&scan, "T") || !ap_scan_digits(&scan, 2, &hour) ||
            !ap_scan_literal(&scan, ":") || !ap_scan_digits(&scan, 2, &minute) ||
            !ap_scan_literal(&scan, ":") || !ap_scan_digits(&scan, 2, &second))
            return fail(text, place, "no time such as T19:33:42 behind the date", err);
        if (hour > 23 || minute > 59 || second > 59)
            return fail(text, place, "the day has no such time", err);
        if (ap_scan_literal(&scan, ".") && ap_scan_run(&scan, ap_scan_is_digit, NULL) == 0)
            return fail(text, place, "no digits behind the point", err);
        if (!scan_offset(&scan, &offset_s))
            return fail(text, place, "no Z or offset such as +00:00 behind the time", err);
        if (!ap_scan_end(&scan))
            return fail(text, place, "more text behind it", err);
    }

    s = days_before_year(year) + day - 1;
    for (int64_t m = 1; m < month; m++)
        s += days_of_month(year, m);
    s = s * DAY_S + (hour * 60 + minute) * 60 + second - offset_s;
    if (s < 0 || s > AP_TIMESTAMP_MAX_S)
        return fail(text, place, "the years are 1970 to 9999", err);
    *out_s = s;
    return AMIPLAN_OK;
}

void ap_timestamp_format(int64_t s, char out[AP_TIMESTAMP_BYTES])
{
    char text[64];
    int64_t days, year, month;

    if (s < 0)
        s = 0;
    if (s > AP_TIMESTAMP_MAX_S)
        s = AP_TIMESTAMP_MAX_S;
    days = s / DAY_S;
    s %= DAY_S;
    /* At most the right year, and a few too low at the end of the range. */
    year = 1970 + days / 366;
    while (days_before_year(year + 1) <= days)
        year++;
    days -= days_before_year(year);
    for (month = 1; days >= days_of_month(year, month); month++)
        days -= days_of_month(year, month);

    snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, (int)month,
             (int)days + 1, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    memcpy(out, text, AP_TIMESTAMP_BYTES);
}

void ap_timestamp_format_date(int64_t s, char out[AP_DATE_BYTES])
{
    char text[AP_TIMESTAMP_BYTES];

    ap_timestamp_format(s, text);
    memcpy(out, text, AP_DATE_BYTES - 1);
    out[AP_DATE_BYTES - 1] = '\0';
}
