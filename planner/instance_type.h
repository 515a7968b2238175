/*
 * An instance type: DescribeInstanceTypes typed at the edge, each field known, absent or unknown.
 * Retired types are in the data too, marked, with their sources.
 */
#ifndef AP_PLANNER_INSTANCE_TYPE_H
#define AP_PLANNER_INSTANCE_TYPE_H

#include "base/arena.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "resolver/image.h"

#define AP_INSTANCE_TYPE_NAME_BYTES_MAX 64

enum ap_type_field {
    AP_TYPE_CURRENT_GENERATION,
    AP_TYPE_BARE_METAL,
    AP_TYPE_HYPERVISOR,
    AP_TYPE_ARCHITECTURES,
    AP_TYPE_VIRTUALIZATION_TYPES,
    AP_TYPE_ROOT_DEVICE_TYPES,
    AP_TYPE_BOOT_MODES,
    AP_TYPE_ENA_SUPPORT,
    AP_TYPE_EBS_NVME_SUPPORT,
    AP_TYPE_EBS_OPTIMIZED_SUPPORT,
    AP_TYPE_EBS_ATTACHMENTS,
    AP_TYPE_DISKS, /* ABSENT: no instance store */
    AP_TYPE_DISK_NVME_SUPPORT,
    AP_TYPE_DISK_ENCRYPTION,
    AP_TYPE_HIBERNATION,
    AP_TYPE_NITRO_TPM,
    AP_TYPE_MEMORY,
    AP_TYPE_VCPUS,
    AP_TYPE_ACCELERATED, /* KNOWN: has GPUs, FPGAs, inference, media or Neuron accelerators */
    AP_TYPE_DEDICATED_HOSTS,
    AP_TYPE_USAGE_CLASSES,
    AP_TYPE_FIELDS
};

/* Where DescribeInstanceTypes has it: "ProcessorInfo.SupportedArchitectures". Static. */
const char *ap_type_field_name(enum ap_type_field field);

enum ap_support { AP_UNSUPPORTED, AP_SUPPORTED, AP_REQUIRED };

/*
 * Sets of enum values are bits: 1u << value. Strings are static, borrowed from the catalogue, or in
 * the arena that the type was read into.
 *
 * A fact that a record states is KNOWN, whatever it states: hibernation may be KNOWN and false, ena
 * KNOWN and AP_UNSUPPORTED. ABSENT is said of what a record leaves out to say "none": the
 * hypervisor of bare metal, disks and what goes with them, accelerators. A fact of a retired type
 * that its table calls inferred is of AP_GRADE_PARTIAL.
 */
struct ap_instance_type {
    const char *name;   /* "m5.large" */
    char family[32];    /* "m5": the text before the first dot */
    const char *source; /* "snapshot", or the name of the document */
    const char *as_of;  /* date of the record; NULL when not known */

    bool retired;          /* no longer in DescribeInstanceTypes anywhere */
    const char *last_seen; /* when a dump last had it: NULL unless retired, or when none ever had */
    const char *sure;      /* "data", "doc; scrape; inferred: PATH, PATH": NULL unless retired */
    const char *provenance; /* where a retired type's facts come from; NULL otherwise */

    struct ap_fact facts[AP_TYPE_FIELDS];
    bool current_generation;
    bool bare_metal;
    const char *hypervisor; /* "nitro", "xen" */
    unsigned archs;         /* of enum ap_arch */
    enum ap_arch main_arch; /* the one that EC2's messages name: the first that is not i386 */
    unsigned virts;         /* of enum ap_virt */
    unsigned roots;         /* of enum ap_root */
    unsigned boots;         /* of enum ap_boot; never the bit of UEFI_PREFERRED */
    enum ap_support ena;
    enum ap_support ebs_nvme;
    const char *ebs_optimized; /* "default", "supported", "unsupported" */
    int64_t ebs_attachments;
    int64_t disk_count;    /* of one kind: real types never mix */
    int64_t disk_gb;       /* each, in GB as AWS counts */
    const char *disk_kind; /* "ssd", "hdd"; NULL when not recorded */
    enum ap_support disk_nvme;
    bool disk_encrypted;
    bool hibernation;
    bool nitro_tpm;
    int64_t memory_mib;
    int64_t vcpus;
    bool accelerated;
    bool dedicated_hosts;
    char usage_classes[64]; /* "on-demand spot" */
};

/* "m5.large": a family of at most 31 bytes, one dot, a size; lower-case letters, digits and '-'
 * (facts FAM-1). */
bool ap_instance_type_is_well_formed(const char *name);

/* The built-in type of that name; false when the data do not have it. Strings are static. */
bool ap_instance_type_builtin(const char *name, struct ap_instance_type *out);
/* The date of the built-in types, retired ones apart: "2026-08-02". Static. */
const char *ap_instance_type_builtin_date(void);
/* How many built-in types there are, and the one at an index, in order of name, retired ones in
 * their place. */
size_t ap_instance_type_builtin_count(void);
void ap_instance_type_builtin_at(size_t index, struct ap_instance_type *out);

/*
 * Reads one DescribeInstanceTypes record; members that it lacks are unknown, except those that AWS
 * leaves out to say "none" when the member that governs them is there (InstanceStorageInfo beside
 * InstanceStorageSupported false, Hypervisor beside BareMetal true, ...). SYNTAX with the place.
 */
enum amiplan_status ap_instance_type_read(const struct ap_json_doc *doc,
                                          const struct ap_json *record, const char *as_of,
                                          struct ap_arena *arena, struct ap_instance_type *out,
                                          struct amiplan_error *err);

/* Writes the built-in record as DescribeInstanceTypes shapes it, every attribute as recorded: one
 * JSON object named `name`. Of a retired type, what is known. False when there is no such type. */
bool ap_instance_type_write_record(const char *type, struct ap_json_writer *writer,
                                   const char *name);
/* Writes the paths of what is not known of a type, as a JSON array named `name`. */
void ap_instance_type_write_unknown(const struct ap_instance_type *type,
                                    struct ap_json_writer *writer, const char *name);

/* The nearest names to one that does not exist: at most max, best first, borrowed (static). */
size_t ap_instance_type_nearest(const char *name, const char **out, size_t max);

#endif
