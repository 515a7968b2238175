/*
 * An image: what is known of it, field by field. Shaped as DescribeImages, typed at the edge.
 */
#ifndef AP_RESOLVER_IMAGE_H
#define AP_RESOLVER_IMAGE_H

#include "base/arena.h"
#include "base/json.h"
#include "resolver/fact.h"
#include "resolver/mapping.h"

#define AP_IMAGE_PERMISSIONS_MAX   4000 /* launch permissions of one image: the quota is 1,000 */
#define AP_IMAGE_PRODUCT_CODES_MAX 64

enum ap_arch {
    AP_ARCH_I386,
    AP_ARCH_X86_64,
    AP_ARCH_ARM64,
    AP_ARCH_X86_64_MAC,
    AP_ARCH_ARM64_MAC,
    AP_ARCHS
};
enum ap_virt { AP_VIRT_HVM, AP_VIRT_PARAVIRTUAL, AP_VIRTS };
enum ap_root { AP_ROOT_EBS, AP_ROOT_INSTANCE_STORE, AP_ROOTS };
enum ap_boot { AP_BOOT_LEGACY_BIOS, AP_BOOT_UEFI, AP_BOOT_UEFI_PREFERRED, AP_BOOTS };
enum ap_image_state {
    AP_STATE_PENDING,
    AP_STATE_AVAILABLE,
    AP_STATE_INVALID,
    AP_STATE_DEREGISTERED,
    AP_STATE_TRANSIENT,
    AP_STATE_FAILED,
    AP_STATE_ERROR,
    AP_STATE_DISABLED,
    AP_STATES
};

/* EC2's spelling, and back: a value below the count, or -1. Static strings. */
const char *ap_arch_name(enum ap_arch arch);
int ap_arch_find(const char *name);
const char *ap_virt_name(enum ap_virt virt);
int ap_virt_find(const char *name);
const char *ap_root_name(enum ap_root root);
int ap_root_find(const char *name);
const char *ap_boot_name(enum ap_boot boot);
int ap_boot_find(const char *name);
const char *ap_image_state_name(enum ap_image_state state);
int ap_image_state_find(const char *name);

enum ap_image_field {
    AP_IMAGE_OWNER_ID,
    AP_IMAGE_OWNER_ALIAS,
    AP_IMAGE_NAME,
    AP_IMAGE_DESCRIPTION,
    AP_IMAGE_STATE,
    AP_IMAGE_PUBLIC,
    AP_IMAGE_PERMISSIONS,
    AP_IMAGE_PRODUCT_CODES,
    AP_IMAGE_ARCHITECTURE,
    AP_IMAGE_VIRTUALIZATION_TYPE,
    AP_IMAGE_ROOT_DEVICE_TYPE,
    AP_IMAGE_ROOT_DEVICE_NAME,
    AP_IMAGE_BLOCK_DEVICE_MAPPINGS,
    AP_IMAGE_PLATFORM, /* KNOWN: windows; ABSENT: anything else */
    AP_IMAGE_PLATFORM_DETAILS,
    AP_IMAGE_USAGE_OPERATION,
    AP_IMAGE_BOOT_MODE,
    AP_IMAGE_ENA_SUPPORT,
    AP_IMAGE_SRIOV_NET_SUPPORT,
    AP_IMAGE_TPM_SUPPORT,
    AP_IMAGE_IMDS_SUPPORT,
    AP_IMAGE_KERNEL_ID,
    AP_IMAGE_RAMDISK_ID,
    AP_IMAGE_TYPE,
    AP_IMAGE_CREATION_DATE,
    AP_IMAGE_DEPRECATION_TIME,
    AP_IMAGE_FIELDS
};

/* The spelling of a field in EC2's API: "EnaSupport". Static. */
const char *ap_image_field_name(enum ap_image_field field);

/* A launch permission (EC2 API Reference, LaunchPermission): one of these is set. */
struct ap_permission {
    const char *user_id;
    const char *organization_arn;
    const char *organizational_unit_arn;
    bool everybody; /* Group "all" */
};

struct ap_product_code {
    const char *id;   /* NULL when the record does not give it */
    const char *type; /* "marketplace" or "devpay"; NULL likewise */
};

/*
 * Strings are borrowed from the built-in data or from the arena of the catalogue or of the
 * question. A member means something only while its fact is KNOWN. ABSENT for a boolean field says:
 * false.
 */
struct ap_image {
    const char *id;
    const char *region;
    const char *source; /* "snapshot", or the name of the document */
    const char *as_of;  /* date of the record; NULL when not known */
    bool complete;      /* has OwnerId, CreationDate and BlockDeviceMappings */
    const char *family; /* row of families.tsv that was used: "A1"; NULL */

    struct ap_fact facts[AP_IMAGE_FIELDS];
    const char *owner_id;
    const char *owner_alias;
    const char *name;
    const char *description;
    enum ap_image_state state;
    bool is_public;
    struct ap_permission *permissions;
    size_t permission_count;
    struct ap_product_code *product_codes;
    size_t product_code_count;
    enum ap_arch arch;
    enum ap_virt virt;
    enum ap_root root;
    const char *root_device_name;
    struct ap_mapping *mappings;
    size_t mapping_count;
    const char *platform_details;
    const char *usage_operation;
    enum ap_boot boot;
    bool ena;
    bool sriov; /* SriovNetSupport is "simple" */
    const char *tpm;
    const char *imds;
    const char *kernel_id;
    const char *ramdisk_id;
    const char *type; /* "machine", "kernel", "ramdisk" */
    /* Points in time are intervals, since an inferred one is good to some days. Equal when
     * recorded. */
    int64_t created_from_s, created_to_s;
    int64_t deprecated_from_s, deprecated_to_s;
};

/* "ami-" and 8 or 17 lower-case hexadecimal digits (EC2 user guide, resource-ids). */
bool ap_image_id_is_well_formed(const char *text);

/*
 * Reads one DescribeImages record. Optional members that it lacks are ABSENT when the record is
 * complete, else UNKNOWN (inference is inference.h); a member that EC2 always returns (State,
 * Public, Architecture, ...) and LaunchPermissions, which it never does, are UNKNOWN when lacking.
 * An empty text states ABSENT. What the record holds is copied into arena; region, as_of and
 * doc->name are borrowed. SYNTAX with the place: no ImageId, an id that is malformed, a member of
 * the wrong type, a word that EC2 does not have.
 */
enum amiplan_status ap_image_read(const struct ap_json_doc *doc, const struct ap_json *record,
                                  const char *region, const char *as_of, struct ap_arena *arena,
                                  struct ap_image *out, struct amiplan_error *err);

/*
 * Reads one DescribeImageAttribute answer (ImageId with LaunchPermissions and/or ProductCodes,
 * other attributes ignored) and overlays what it states on image, whose id is set when it is NULL.
 * Copied into arena. SYNTAX, also for the attributes of another image.
 */
enum amiplan_status ap_image_read_attributes(const struct ap_json_doc *doc,
                                             const struct ap_json *record, struct ap_arena *arena,
                                             struct ap_image *image, struct amiplan_error *err);

/* ---- shared by read_image.c and read_builtin.c ---- */

/* Reads row `row` of the built-in images. Texts are static, lists in arena. MEMORY. */
enum amiplan_status ap_image_read_builtin(size_t row, struct ap_arena *arena, struct ap_image *out,
                                          struct amiplan_error *err);

/* EC2's members that every record of its own has, and launch permissions, which none has: that a
 * record lacks them says nothing, even when it is complete. */
bool ap_image_field_is_always_returned(enum ap_image_field field);

/* Reads a list of ProductCode into image. SYNTAX. */
enum amiplan_status ap_image_read_product_codes(const struct ap_json_doc *doc,
                                                const struct ap_json *list, struct ap_arena *arena,
                                                struct ap_image *image, struct amiplan_error *err);

/* Platform from PlatformDetails, where the record gives the latter alone. */
void ap_image_conclude_platform(struct ap_image *image);

/* Takes over what the attributes state: launch permissions and product codes. Borrowed from stated.
 */
void ap_image_overlay(struct ap_image *image, const struct ap_image *stated);

#endif
