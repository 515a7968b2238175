/*
 * Points in time as AWS writes them, and as seconds since 1970-01-01T00:00:00Z. No time zone, clock
 * or locale of the process is asked.
 */
#ifndef AP_BASE_TIMESTAMP_H
#define AP_BASE_TIMESTAMP_H

#include "base/error.h"

#define AP_TIMESTAMP_MAX_S 253402300799 /* 9999-12-31T23:59:59Z */

#define AP_TIMESTAMP_BYTES sizeof("2026-08-02T19:33:42Z")
#define AP_DATE_BYTES      sizeof("2026-08-02")

/*
 * Reads "2026-08-02" (midnight, UTC), "2026-08-02T19:33:42Z", "…T19:33:42.585Z" (the fraction is
 * dropped) or with an offset, "…T19:33:42+00:00" or "…+0200". Years 1970 to 9999. SYNTAX, with the
 * place given.
 */
enum amiplan_status ap_timestamp_parse(const char *text, const char *place, int64_t *out_s,
                                       struct amiplan_error *err);

/* A time outside of 0 to AP_TIMESTAMP_MAX_S is written as the nearer of the two. */
void ap_timestamp_format(int64_t s, char out[AP_TIMESTAMP_BYTES]);
void ap_timestamp_format_date(int64_t s, char out[AP_DATE_BYTES]);

#endif
