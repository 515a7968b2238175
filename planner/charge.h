/* What is charged for a launch, and when (facts COST; the user's texts S0, S1, S3). No prices. */
#ifndef AP_PLANNER_CHARGE_H
#define AP_PLANNER_CHARGE_H

#include "planner/facts.h"

#define AP_CHARGES_MAX 8

struct ap_charge {
    const char *item;  /* "instance time" */
    const char *when;  /* one clause */
    const char *payer; /* "caller", "image owner" */
    const char *facts; /* rows of the fact sheets */
};

/* Fills out, at most AP_CHARGES_MAX; returns how many. Texts are static or in arena. */
size_t ap_charges_of(const struct ap_facts *facts, struct ap_arena *arena, struct ap_charge *out);

#endif
