/* What to do, in order, each step as a command of the AWS CLI. */
#ifndef AP_PLANNER_STEP_H
#define AP_PLANNER_STEP_H

#include "planner/facts.h"

#define AP_STEPS_MAX 4

struct ap_step {
    const char *action; /* the API call: "CopyImage" */
    const char *command;
    const char *why;
};

/* Fills out, at most AP_STEPS_MAX; returns how many. A launch that cannot work has no RunInstances.
 */
size_t ap_steps_of(const struct ap_facts *facts, enum amiplan_verdict verdict,
                   struct ap_arena *arena, struct ap_step *out);

#endif
