/*
 * One entry of a block device mapping, as an image or a request states it (EC2 API Reference,
 * BlockDeviceMapping and EbsBlockDevice). What EC2 makes of it is planner/block_device.h.
 */
#ifndef AP_RESOLVER_MAPPING_H
#define AP_RESOLVER_MAPPING_H

#include "base/arena.h"
#include "base/json.h"
#include "resolver/fact.h"

#define AP_MAPPINGS_MAX          256 /* entries of one image or request */
#define AP_DEVICE_NAME_BYTES_MAX 255
#define AP_VOLUME_SIZE_GIB_MAX   1000000 /* what is read at all; EC2's own limits are rules */
#define AP_VOLUME_NUMBER_MAX     2147483647

enum ap_volume_field {
    AP_VOLUME_SNAPSHOT_ID,
    AP_VOLUME_SIZE,
    AP_VOLUME_TYPE,
    AP_VOLUME_IOPS,
    AP_VOLUME_THROUGHPUT,
    AP_VOLUME_ENCRYPTED,
    AP_VOLUME_KMS_KEY_ID,
    AP_VOLUME_DELETE_ON_TERMINATION,
    AP_VOLUME_FIELDS
};

/* Strings are borrowed from whatever the mapping was read from; NULL when not stated. */
struct ap_mapping {
    const char *device_name;
    const char *virtual_name;
    bool no_device; /* NoDevice is present, with any value */
    bool has_ebs;   /* Ebs is present, even when empty */
    struct ap_fact facts[AP_VOLUME_FIELDS];
    const char *snapshot_id;
    int64_t size_gib;
    const char *volume_type;
    int64_t iops;
    int64_t throughput_mibps;
    bool encrypted;
    const char *kms_key_id;
    bool delete_on_termination;
    size_t index; /* where it stood in its list */
};

/* The spelling of a field in EC2's API: "VolumeSize". Static. */
const char *ap_volume_field_name(enum ap_volume_field field);

/*
 * Reads a list of BlockDeviceMapping. Members of Ebs that an entry lacks become `missing` (ABSENT
 * in a request or a complete record, else UNKNOWN); those it has are KNOWN by record. Strings are
 * copied into arena. New members of AWS are ignored. SYNTAX with the place.
 */
enum amiplan_status ap_mappings_read(const struct ap_json_doc *doc, const struct ap_json *list,
                                     enum ap_fact_state missing, struct ap_arena *arena,
                                     struct ap_mapping **out, size_t *out_count,
                                     struct amiplan_error *err);

#endif
