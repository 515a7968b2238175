/*
 * The members of a DescribeInstanceTypes record that are typed, as text: what lies between a
 * record, built in or handed in, and struct ap_instance_type. One decoder serves both.
 */
#ifndef AP_PLANNER_TYPE_MEMBER_H
#define AP_PLANNER_TYPE_MEMBER_H

#include "planner/instance_type.h"

enum ap_type_member {
    AP_MEMBER_CURRENT_GENERATION,
    AP_MEMBER_BARE_METAL,
    AP_MEMBER_HYPERVISOR,
    AP_MEMBER_ARCHITECTURES,
    AP_MEMBER_VIRTUALIZATION_TYPES,
    AP_MEMBER_ROOT_DEVICE_TYPES,
    AP_MEMBER_BOOT_MODES,
    AP_MEMBER_ENA_SUPPORT,
    AP_MEMBER_EBS_NVME_SUPPORT,
    AP_MEMBER_EBS_OPTIMIZED_SUPPORT,
    AP_MEMBER_EBS_ATTACHMENTS,
    AP_MEMBER_HAS_DISKS,
    AP_MEMBER_DISKS,
    AP_MEMBER_DISK_NVME_SUPPORT,
    AP_MEMBER_DISK_ENCRYPTION,
    AP_MEMBER_HIBERNATION,
    AP_MEMBER_NITRO_TPM,
    AP_MEMBER_MEMORY,
    AP_MEMBER_VCPUS,
    AP_MEMBER_GPUS,
    AP_MEMBER_FPGAS,
    AP_MEMBER_INFERENCE_ACCELERATORS,
    AP_MEMBER_MEDIA_ACCELERATORS,
    AP_MEMBER_NEURON_DEVICES,
    AP_MEMBER_DEDICATED_HOSTS,
    AP_MEMBER_USAGE_CLASSES,
    AP_TYPE_MEMBERS
};

/* How a member's text is to be read. */
enum ap_member_kind {
    AP_MEMBER_WORD,      /* any text */
    AP_MEMBER_BOOL,      /* true, false */
    AP_MEMBER_INTEGER,   /* decimal digits */
    AP_MEMBER_SUPPORT,   /* unsupported, supported, required */
    AP_MEMBER_WORDS,     /* ["a","b"] */
    AP_MEMBER_DISK_LIST, /* [{"Count":1,"SizeInGB":160,"Type":"hdd"}]; Type may be missing */
    AP_MEMBER_PRESENCE,  /* any text that is not empty says that there are some */
};

struct ap_member_row {
    const char *path; /* "EbsInfo.NvmeSupport" */
    enum ap_member_kind kind;
    int (*find)(const char *word); /* of AP_MEMBER_WORDS: -1 for a word that EC2 does not have */
};

/* Static. */
const struct ap_member_row *ap_type_member_row(enum ap_type_member member);

struct ap_type_members {
    const char *texts[AP_TYPE_MEMBERS]; /* NULL: unknown. "": the member is absent */
    uint8_t grades[AP_TYPE_MEMBERS];    /* enum ap_fact_grade; means nothing where text is NULL */
};

/* "unsupported", "supported", "required": a value of enum ap_support, or -1. */
int ap_support_find(const char *word);

/*
 * Fills the name, the family and all that the members tell. The texts must be as their kinds say;
 * those that out keeps are borrowed.
 */
void ap_instance_type_decode(const char *name, const struct ap_type_members *members,
                             struct ap_instance_type *out);

#endif
