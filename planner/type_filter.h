/* Which instance types to show: struct amiplan_type_filter, names apart. NULL filters nothing. */
#ifndef AP_PLANNER_TYPE_FILTER_H
#define AP_PLANNER_TYPE_FILTER_H

#include "planner/instance_type.h"

/* USAGE for a word that EC2 does not have, or a region that does not exist; UNKNOWN for a region
 * that the data do not cover. */
enum amiplan_status ap_type_filter_check(const struct amiplan_type_filter *filter,
                                         struct amiplan_error *err);

/* Whether a type is known to be offered in the filter's region, and to have its attributes. */
bool ap_type_filter_passes(const struct amiplan_type_filter *filter,
                           const struct ap_instance_type *type);
bool ap_type_filter_passes_region(const struct amiplan_type_filter *filter,
                                  const struct ap_instance_type *type);

#endif
