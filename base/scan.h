/*
 * The one hand parser: a cursor over bytes. Each step either matches, moves the cursor and returns
 * true, or returns false and leaves everything as it was; so steps chain with &&.
 *
 * Life cycle: struct ap_scan scan = ap_scan_text(text, strlen(text)); nothing to free.
 */
#ifndef AP_BASE_SCAN_H
#define AP_BASE_SCAN_H

#include <stdbool.h>

#include "base/text.h"

struct ap_scan {
    const char *at;  /* borrowed */
    const char *end; /* borrowed */
};

struct ap_scan ap_scan_text(const char *bytes, size_t len);

/* True when nothing is left. */
bool ap_scan_end(const struct ap_scan *scan);
size_t ap_scan_left(const struct ap_scan *scan);

bool ap_scan_literal(struct ap_scan *scan, const char *literal);
/* One character of set; *out may be NULL. */
bool ap_scan_one_of(struct ap_scan *scan, const char *set, char *out);
/* One or more decimal digits, leading zeros included, that make a number of at most max. */
bool ap_scan_number(struct ap_scan *scan, uint64_t max, uint64_t *out);
/* The same with a '-' before it where the number is negative. */
bool ap_scan_integer(struct ap_scan *scan, int64_t min, int64_t max, int64_t *out);
/* Exactly count digits, 18 at most, whatever stands behind them. */
bool ap_scan_digits(struct ap_scan *scan, size_t count, int64_t *out);
/* The longest run of characters of which is_in() holds, and its length: 0 is no failure. */
size_t ap_scan_run(struct ap_scan *scan, bool (*is_in)(char c), struct ap_view *out);
/* The bytes before the next c, which is stepped over too. */
bool ap_scan_until(struct ap_scan *scan, char c, struct ap_view *out);

/* Classes of ASCII, in every locale. */
bool ap_scan_is_digit(char c);
bool ap_scan_is_lower(char c);
bool ap_scan_is_upper(char c);
bool ap_scan_is_letter(char c);
bool ap_scan_is_letter_or_digit(char c);
bool ap_scan_is_lower_or_digit(char c);
/* ' ' or a tab. */
bool ap_scan_is_blank(char c);
char ap_scan_lower(char c);

#endif
