/* What a check or a plan came to: one subject for each launch and region. */
#ifndef AP_PLANNER_REPORT_H
#define AP_PLANNER_REPORT_H

#include "planner/charge.h"
#include "planner/facts.h"
#include "planner/finding.h"
#include "planner/lifecycle.h"
#include "planner/step.h"

#define AP_SUBJECTS_MAX 100000 /* launches times regions of one call */

struct ap_subject {
    struct ap_facts facts; /* what is behind its pointers stands below, or is the caller's */
    enum amiplan_verdict verdict;
    struct ap_findings findings;

    struct amiplan_resolution resolution;
    struct amiplan_parameter parameter;
    struct ap_instance_type type;
    struct ap_devices devices;
    const char *elsewhere[AP_ELSEWHERE_MAX];

    /* Of a plan. */
    struct ap_lifecycle lifecycle;
    struct ap_charge charges[AP_CHARGES_MAX];
    size_t charge_count;
    struct ap_step steps[AP_STEPS_MAX];
    size_t step_count;
};

struct amiplan_report {
    struct ap_arena arena;
    struct ap_caller caller; /* copied into arena */
    bool is_plan;
    struct ap_subject *subjects; /* owned */
    size_t count;
};

#endif
