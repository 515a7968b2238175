/* `types`: the catalogue of instance types, as text or JSON. */
#ifndef AP_PLANNER_WRITE_TYPES_H
#define AP_PLANNER_WRITE_TYPES_H

#include "base/text.h"
#include "planner/type_catalogue.h"
#include "planner/type_filter.h"

/*
 * Adds the types that pass the filter to text: "text" or "json". Names are types, or families for
 * all of their types. A single type as text comes with all that is known of it. filter may be NULL.
 * USAGE for a filter word or a format, UNKNOWN for a name that the data do not have, MEMORY.
 */
enum amiplan_status ap_types_write(const struct ap_type_catalogue *catalogue,
                                   const struct amiplan_type_filter *filter, const char *format,
                                   struct ap_text *text, struct amiplan_error *err);

#endif
