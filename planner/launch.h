/*
 * A launch specification: what is asked for, in the shape of RunInstances, typed, with the document
 * that it came from. A member that is not stated is NULL or 0 with its flag false.
 */
#ifndef AP_PLANNER_LAUNCH_H
#define AP_PLANNER_LAUNCH_H

#include "base/arena.h"
#include "base/json.h"
#include "resolver/mapping.h"

struct amiplan_launch {
    struct ap_arena arena;
    struct ap_json *root; /* owned: the document, or NULL */
    char *document;       /* its name, in the arena; NULL when there is none */

    const char *image_id;        /* ImageId as it was stated */
    bool image_is_friendly;      /* set by the caller: any reference, not only EC2's grammar */
    const char *instance_type;   /* InstanceType */
    const char *zone;            /* Placement.AvailabilityZone */
    const char *tenancy;         /* Placement.Tenancy */
    const char *kernel_id;       /* KernelId */
    const char *ramdisk_id;      /* RamdiskId */
    const char *shutdown;        /* InstanceInitiatedShutdownBehavior */
    bool hibernates;             /* HibernationOptions.Configured is true */
    bool has_enclave;            /* EnclaveOptions.Enabled is true */
    bool has_template;           /* LaunchTemplate is there: what is not stated may come from it */
    bool has_requirements;       /* InstanceRequirements is there */
    int64_t min_count;           /* MinCount; 0 when not stated */
    int64_t max_count;           /* MaxCount; 0 when not stated */
    struct ap_mapping *mappings; /* BlockDeviceMappings */
    size_t mapping_count;
};

/* Whether the document itself states what the JSON pointer says ("/Placement/AvailabilityZone"). */
bool ap_launch_states(const struct amiplan_launch *launch, const char *pointer);

#endif
