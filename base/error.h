/*
 * Filling the caller's struct amiplan_error. The place that finds a fault fills it; callers on the
 * way up pass the status on and add nothing.
 */
#ifndef AP_BASE_ERROR_H
#define AP_BASE_ERROR_H

#include <stdarg.h>

#include <amiplan.h>

#define AP_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Writes status, place ("" when NULL) and the formatted message to *err, unless err is NULL.
 * Control characters and bytes that are no UTF-8 become '?', a cut never splits a UTF-8 sequence.
 * Returns status, so that a caller can write: return ap_fail(err, AMIPLAN_ERR_SYNTAX, place,
 * "...").
 */
enum amiplan_status ap_fail(struct amiplan_error *err, enum amiplan_status status,
                            const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
enum amiplan_status ap_fail_va(struct amiplan_error *err, enum amiplan_status status,
                               const char *place, const char *format, va_list args)
    __attribute__((format(printf, 4, 0)));

/* The one message for a failed allocation. Returns AMIPLAN_ERR_MEMORY. */
enum amiplan_status ap_fail_memory(struct amiplan_error *err);

/*
 * Makes a place of a file's name and what stands behind it: "launch.json: line 3, column 7". A name
 * that is too long loses its beginning, so that the line survives. name may be NULL or "".
 */
void ap_place(char out[AMIPLAN_ERROR_PLACE_BYTES], const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* How much of what a user wrote a message repeats, quotes and NUL included. */
#define AP_QUOTE_BYTES 96

/* What a user wrote, in single quotes, printable, cut to fit. Returns out. */
const char *ap_quote(char out[AP_QUOTE_BYTES], const char *bytes, size_t len);

#endif
