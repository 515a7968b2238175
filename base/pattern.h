/*
 * The one door to PCRE2: patterns with limits, so that no pattern of a user's can take the process
 * down. A pattern is not anchored: write ^ and $, where $ is the end of the subject only. Patterns
 * and subjects are UTF-8.
 */
#ifndef AP_BASE_PATTERN_H
#define AP_BASE_PATTERN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

#define AP_PATTERN_BYTES_MAX   4096
#define AP_PATTERN_MATCH_LIMIT 10000 /* steps of PCRE2's match() */
#define AP_PATTERN_DEPTH_LIMIT 5000  /* nested points to go back to */
#define AP_PATTERN_HEAP_KIB    4096
#define AP_PATTERN_NEST_LIMIT  50 /* parentheses within parentheses */

struct ap_pattern;

/* A named group: the caller gives the name, a match the value, {NULL, 0} when the group took no
 * part in it. */
struct ap_pattern_group {
    const char *name;     /* borrowed */
    struct ap_view value; /* a view into the subject */
};

/* New: the caller frees *out with ap_pattern_free(). SYNTAX, with the offset, or MEMORY. */
enum amiplan_status ap_pattern_compile(const char *pattern, struct ap_pattern **out,
                                       struct amiplan_error *err);
void ap_pattern_free(struct ap_pattern *pattern);

/*
 * Looks for the pattern in the subject. The values of the groups are written when *matched is true.
 * SYNTAX: the subject is no UTF-8, or a limit was reached; USAGE: the pattern has no such group.
 * Any number of threads may match with one pattern at once.
 */
enum amiplan_status ap_pattern_match(const struct ap_pattern *pattern, const char *subject,
                                     size_t len, bool *matched, struct ap_pattern_group *groups,
                                     size_t group_count, struct amiplan_error *err);

#endif
