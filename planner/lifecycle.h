/* What can be done with the instance once it runs: it follows the root device type (facts LIFE). */
#ifndef AP_PLANNER_LIFECYCLE_H
#define AP_PLANNER_LIFECYCLE_H

#include "planner/facts.h"

/* Static texts. `stop` and `hibernate` are "possible", "not possible" or "unknown"; `shutdown` is
 * what a shutdown from inside does, "stop", "terminate" or "unknown". */
struct ap_lifecycle {
    const char *stop;
    const char *hibernate;
    const char *hibernate_why; /* one clause, or NULL */
    const char *shutdown;
    const char *changes; /* what can be changed while it is stopped */
    const char *start;   /* how long a start usually takes */
    const char *facts;   /* rows of the fact sheets */
};

struct ap_lifecycle ap_lifecycle_of(const struct ap_facts *facts);

/* Whether the image's root is an instance store: KNOWN yes, ABSENT no (EBS), UNKNOWN. */
enum ap_fact_state ap_root_is_store(const struct ap_image *image);

#endif
