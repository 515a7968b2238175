/*
 * The effective block devices of a launch: the image's mappings merged with the request's, as
 * RunInstances does it (launch-rules MAP-1 to MAP-4), and the disks that the instance type brings.
 */
#ifndef AP_PLANNER_BLOCK_DEVICE_H
#define AP_PLANNER_BLOCK_DEVICE_H

#include "base/arena.h"
#include "planner/instance_type.h"
#include "planner/launch.h"
#include "resolver/image.h"

enum ap_device_kind {
    AP_DEVICE_EBS,
    AP_DEVICE_INSTANCE_STORE,
    AP_DEVICE_REMOVED, /* by NoDevice */
    AP_DEVICE_IGNORED, /* a mapping that has no effect: see why */
};

/* Where a value comes from; names as the JSON spells them. */
enum ap_from {
    AP_FROM_UNKNOWN,
    AP_FROM_IMAGE,
    AP_FROM_INFERRED,
    AP_FROM_REQUEST,
    AP_FROM_DEFAULT,
    AP_FROM_TYPE,
    AP_FROMS
};
const char *ap_from_name(enum ap_from from);

struct ap_device {
    const char *name; /* NULL: a disk that needs no mapping, or a root whose name is unknown */
    enum ap_device_kind kind;
    enum ap_from from; /* what brought it: the image, the request or the type */
    bool overridden;   /* an entry of the image that the request changes */
    bool root;
    bool presence_unknown; /* an instance-store mapping, and the type's disks are unknown */
    const char *why;       /* of AP_DEVICE_IGNORED: one clause, static */

    const char *virtual_name; /* "ephemeral0"; NULL for EBS */
    int64_t disk_gb;          /* of an instance-store disk; 0 when not known */

    /* EBS: the merged fields, and where each comes from. FROM_UNKNOWN: no source gives it. */
    struct ap_mapping volume;
    enum ap_from field_from[AP_VOLUME_FIELDS];

    size_t request_index; /* of the request's entry; SIZE_MAX when there is none */
};

struct ap_devices {
    struct ap_device *items;
    size_t count;
    bool image_known; /* false: the image's own mappings are in no source */
};

/*
 * Merges. image and type may be NULL. The result is in arena. Merging twice changes nothing: the
 * effective devices taken as a request give the same devices. MEMORY only.
 */
enum amiplan_status ap_devices_merge(const struct ap_image *image,
                                     const struct amiplan_launch *launch,
                                     const struct ap_instance_type *type, struct ap_arena *arena,
                                     struct ap_devices *out, struct amiplan_error *err);

/* The root device, or NULL when it is removed or unknown. */
const struct ap_device *ap_devices_root(const struct ap_devices *devices);

/* "ephemeral7" gives 7; -1 for anything else than ephemeral0 to ephemeral23. */
int ap_ephemeral_number(const char *virtual_name);

/* The part of a device name that names the disk: without "/dev/". */
const char *ap_device_bare_name(const char *name);

/* What becomes of a device. Static words: "kept", "lost", "deleted", "not possible", "unknown". */
struct ap_fate {
    const char *stop;
    const char *hibernate;
    const char *reboot;
    const char *terminate;
};
/* root_is_store: whether the instance's root is an instance store; UNKNOWN is allowed. */
struct ap_fate ap_device_fate(const struct ap_device *device, enum ap_fact_state root_is_store);

#endif
