/* The facts of one launch, typed: all that a rule may look at. All borrowed. */
#ifndef AP_PLANNER_FACTS_H
#define AP_PLANNER_FACTS_H

#include "planner/block_device.h"
#include "planner/instance_type.h"
#include "planner/launch.h"
#include "planner/operation.h"
#include "resolver/image.h"
#include "resolver/permission.h"

#define AP_ELSEWHERE_MAX 8 /* other regions that have the image: how many are named */

struct ap_facts {
    const struct amiplan_launch *launch;
    const struct ap_operation *operation;
    const char *region;
    const struct ap_caller *caller;
    int64_t now_s; /* an argument, never the clock */

    /* The image: how it was asked for, what that led to, and what is known of it. */
    const struct amiplan_resolution *resolution; /* NULL when a literal id, or nothing, is stated */
    const struct amiplan_parameter *parameter; /* behind resolve:ssm:; NULL when no source has it */
    const char *image_id;                      /* NULL when not stated or not resolved */
    bool image_id_well_formed;
    const struct ap_image *image; /* NULL when no source has it; see elsewhere */
    const char *const
        *elsewhere; /* regions that have it instead: image is then that of the first */
    size_t elsewhere_count;

    const struct ap_instance_type *type; /* NULL when not stated, or not in the data */
    const struct ap_devices *devices;    /* the effective block devices */
};

#endif
