#include "base/scan.h"

#include <string.h>

struct ap_scan ap_scan_text(const char *bytes, size_t len)
{
    if (!bytes)
        bytes = "";
    return (struct ap_scan){ bytes, bytes + len };
}

bool ap_scan_end(const struct ap_scan *scan)
{
    return scan->at == scan->end;
}

size_t ap_scan_left(const struct ap_scan *scan)
{
    return (size_t)(scan->end - scan->at);
}

bool ap_scan_literal(struct ap_scan *scan, const char *literal)
{
    size_t len = strlen(literal);

    if (ap_scan_left(scan) < len || memcmp(scan->at, literal, len) != 0)
        return false;
    scan->at += len;
    return true;
}

bool ap_scan_one_of(struct ap_scan *scan, const char *set, char *out)
{
    if (ap_scan_end(scan) || !*scan->at || !strchr(set, *scan->at))
        return false;
    if (out)
        *out = *scan->at;
    scan->at++;
    return true;
}

bool ap_scan_number(struct ap_scan *scan, uint64_t max, uint64_t *out)
{
    const char *at = scan->at;
    uint64_t value = 0;

    for (; at < scan->end && ap_scan_is_digit(*at); at++) {
        uint64_t digit = (uint64_t)(*at - '0');

        if (value > max / 10 || digit > max - value * 10)
            return false;
        value = value * 10 + digit;
    }
    if (at == scan->at)
        return false;
    scan->at = at;
    *out = value;
    return true;
}

bool ap_scan_integer(struct ap_scan *scan, int64_t min, int64_t max, int64_t *out)
{
    struct ap_scan ahead = *scan;
    bool negative = ap_scan_literal(&ahead, "-");
    uint64_t size;
    int64_t value;

    if (!ap_scan_number(&ahead, (uint64_t)INT64_MAX + negative, &size))
        return false;
    /* By way of size - 1, since no int64_t is -INT64_MIN. */
    if (negative && size > 0)
        value = -(int64_t)(size - 1) - 1;
    else
        value = (int64_t)size;
    if (value < min || value > max)
        return false;
    *scan = ahead;
    *out = value;
    return true;
}

bool ap_scan_digits(struct ap_scan *scan, size_t count, int64_t *out)
{
    int64_t value = 0;

    if (count == 0 || count > 18 || ap_scan_left(scan) < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!ap_scan_is_digit(scan->at[i]))
            return false;
        value = value * 10 + (scan->at[i] - '0');
    }
    scan->at += count;
    *out = value;
    return true;
}

size_t ap_scan_run(struct ap_scan *scan, bool (*is_in)(char c), struct ap_view *out)
{
    struct ap_view view = { scan->at, 0 };

    while (scan->at < scan->end && is_in(*scan->at))
        scan->at++;
    view.len = (size_t)(scan->at - view.bytes);
    if (out)
        *out = view;
    return view.len;
}

bool ap_scan_until(struct ap_scan *scan, char c, struct ap_view *out)
{
    const char *found = memchr(scan->at, c, ap_scan_left(scan));

    if (!found)
        return false;
    *out = (struct ap_view){ scan->at, (size_t)(found - scan->at) };
    scan->at = found + 1;
    return true;
}

bool ap_scan_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ap_scan_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool ap_scan_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool ap_scan_is_letter(char c)
{
    return ap_scan_is_lower(c) || ap_scan_is_upper(c);
}

bool ap_scan_is_letter_or_digit(char c)
{
    return ap_scan_is_letter(c) || ap_scan_is_digit(c);
}

bool ap_scan_is_lower_or_digit(char c)
{
    return ap_scan_is_lower(c) || ap_scan_is_digit(c);
}

bool ap_scan_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

char ap_scan_lower(char c)
{
    return ap_scan_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}
