/* The calls that carry a launch or a part of one (design: --operation), and which rules concern
 * them. */
#ifndef AP_PLANNER_OPERATION_H
#define AP_PLANNER_OPERATION_H

#include "base/error.h"

/* What a call does, as far as rules care: bits, for struct ap_rule. */
enum ap_concern {
    AP_LAUNCHES = 1u << 0, /* an image is launched, now or from a template later */
    AP_STOPS = 1u << 1,    /* a running instance is stopped */
    AP_MODIFIES = 1u << 2, /* attributes of an instance are changed */
    AP_ANYWHERE = AP_LAUNCHES | AP_STOPS | AP_MODIFIES
};

struct ap_operation {
    const char *name;  /* as AWS's API spells it */
    unsigned concerns; /* of enum ap_concern; 0: no rule about images and types applies */
};

/* The operation of that name; NULL stands for RunInstances. USAGE, naming the nearest. */
enum amiplan_status ap_operation_find(const char *name, const struct ap_operation **out,
                                      struct amiplan_error *err);

#endif
