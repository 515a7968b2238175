/* Names of types and families that users write, against a list of types. */
#ifndef AP_PLANNER_TYPE_NAMES_H
#define AP_PLANNER_TYPE_NAMES_H

#include "planner/instance_type.h"

enum ap_type_name_kind { AP_TYPE_OR_FAMILY, AP_FAMILY };

/* UNKNOWN when none of the types is called so, with the nearest name; USAGE for a type where a
 * family is wanted. */
enum amiplan_status ap_type_name_check(const struct ap_instance_type *types, size_t count,
                                       const char *name, enum ap_type_name_kind kind,
                                       struct amiplan_error *err);

/* The smaller size first: by vCPUs, then memory, then name. Sizes that are not known come last. */
int ap_instance_type_compare_sizes(const struct ap_instance_type *a,
                                   const struct ap_instance_type *b);

#endif
