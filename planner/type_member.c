#include "planner/type_member.h"

#include <assert.h>
#include <string.h>

#include "base/scan.h"

/* uefi-preferred is a boot mode of images alone. */
static int find_type_boot(const char *word)
{
    int boot = ap_boot_find(word);

    return boot == AP_BOOT_UEFI_PREFERRED ? -1 : boot;
}

static const struct ap_member_row rows[AP_TYPE_MEMBERS] = {
    [AP_MEMBER_CURRENT_GENERATION] = { "CurrentGeneration", AP_MEMBER_BOOL, NULL },
    [AP_MEMBER_BARE_METAL] = { "BareMetal", AP_MEMBER_BOOL, NULL },
    [AP_MEMBER_HYPERVISOR] = { "Hypervisor", AP_MEMBER_WORD, NULL },
    [AP_MEMBER_ARCHITECTURES] = { "ProcessorInfo.SupportedArchitectures", AP_MEMBER_WORDS,
                                  ap_arch_find },
    [AP_MEMBER_VIRTUALIZATION_TYPES] = { "SupportedVirtualizationTypes", AP_MEMBER_WORDS,
                                         ap_virt_find },
    [AP_MEMBER_ROOT_DEVICE_TYPES] = { "SupportedRootDeviceTypes", AP_MEMBER_WORDS, ap_root_find },
    [AP_MEMBER_BOOT_MODES] = { "SupportedBootModes", AP_MEMBER_WORDS, find_type_boot },
    [AP_MEMBER_ENA_SUPPORT] = { "NetworkInfo.EnaSupport", AP_MEMBER_SUPPORT, NULL },
    [AP_MEMBER_EBS_NVME_SUPPORT] = { "EbsInfo.NvmeSupport", AP_MEMBER_SUPPORT, NULL },
    [AP_MEMBER_EBS_OPTIMIZED_SUPPORT] = { "EbsInfo.EbsOptimizedSupport", AP_MEMBER_WORD, NULL },
    [AP_MEMBER_EBS_ATTACHMENTS] = { "EbsInfo.MaximumEbsAttachments", AP_MEMBER_INTEGER, NULL },
    [AP_MEMBER_HAS_DISKS] = { "InstanceStorageSupported", AP_MEMBER_BOOL, NULL },
    [AP_MEMBER_DISKS] = { "InstanceStorageInfo.Disks", AP_MEMBER_DISK_LIST, NULL },
    [AP_MEMBER_DISK_NVME_SUPPORT] = { "InstanceStorageInfo.NvmeSupport", AP_MEMBER_SUPPORT, NULL },
    [AP_MEMBER_DISK_ENCRYPTION] = { "InstanceStorageInfo.EncryptionSupport", AP_MEMBER_SUPPORT,
                                    NULL },
    [AP_MEMBER_HIBERNATION] = { "HibernationSupported", AP_MEMBER_BOOL, NULL },
    [AP_MEMBER_NITRO_TPM] = { "NitroTpmSupport", AP_MEMBER_SUPPORT, NULL },
    [AP_MEMBER_MEMORY] = { "MemoryInfo.SizeInMiB", AP_MEMBER_INTEGER, NULL },
    [AP_MEMBER_VCPUS] = { "VCpuInfo.DefaultVCpus", AP_MEMBER_INTEGER, NULL },
    [AP_MEMBER_GPUS] = { "GpuInfo.Gpus", AP_MEMBER_PRESENCE, NULL },
    [AP_MEMBER_FPGAS] = { "FpgaInfo.Fpgas", AP_MEMBER_PRESENCE, NULL },
    [AP_MEMBER_INFERENCE_ACCELERATORS] = { "InferenceAcceleratorInfo.Accelerators",
                                           AP_MEMBER_PRESENCE, NULL },
    [AP_MEMBER_MEDIA_ACCELERATORS] = { "MediaAcceleratorInfo.Accelerators", AP_MEMBER_PRESENCE,
                                       NULL },
    [AP_MEMBER_NEURON_DEVICES] = { "NeuronInfo.NeuronDevices", AP_MEMBER_PRESENCE, NULL },
    [AP_MEMBER_DEDICATED_HOSTS] = { "DedicatedHostsSupported", AP_MEMBER_BOOL, NULL },
    [AP_MEMBER_USAGE_CLASSES] = { "SupportedUsageClasses", AP_MEMBER_WORDS, NULL },
};

/* What a field of the typed view rests on, in the order of enum ap_type_field. */
static const uint8_t member_of_field[AP_TYPE_FIELDS] = {
    [AP_TYPE_CURRENT_GENERATION] = AP_MEMBER_CURRENT_GENERATION,
    [AP_TYPE_BARE_METAL] = AP_MEMBER_BARE_METAL,
    [AP_TYPE_HYPERVISOR] = AP_MEMBER_HYPERVISOR,
    [AP_TYPE_ARCHITECTURES] = AP_MEMBER_ARCHITECTURES,
    [AP_TYPE_VIRTUALIZATION_TYPES] = AP_MEMBER_VIRTUALIZATION_TYPES,
    [AP_TYPE_ROOT_DEVICE_TYPES] = AP_MEMBER_ROOT_DEVICE_TYPES,
    [AP_TYPE_BOOT_MODES] = AP_MEMBER_BOOT_MODES,
    [AP_TYPE_ENA_SUPPORT] = AP_MEMBER_ENA_SUPPORT,
    [AP_TYPE_EBS_NVME_SUPPORT] = AP_MEMBER_EBS_NVME_SUPPORT,
    [AP_TYPE_EBS_OPTIMIZED_SUPPORT] = AP_MEMBER_EBS_OPTIMIZED_SUPPORT,
    [AP_TYPE_EBS_ATTACHMENTS] = AP_MEMBER_EBS_ATTACHMENTS,
    [AP_TYPE_DISKS] = AP_MEMBER_DISKS,
    [AP_TYPE_DISK_NVME_SUPPORT] = AP_MEMBER_DISK_NVME_SUPPORT,
    [AP_TYPE_DISK_ENCRYPTION] = AP_MEMBER_DISK_ENCRYPTION,
    [AP_TYPE_HIBERNATION] = AP_MEMBER_HIBERNATION,
    [AP_TYPE_NITRO_TPM] = AP_MEMBER_NITRO_TPM,
    [AP_TYPE_MEMORY] = AP_MEMBER_MEMORY,
    [AP_TYPE_VCPUS] = AP_MEMBER_VCPUS,
    [AP_TYPE_ACCELERATED] = AP_MEMBER_GPUS,
    [AP_TYPE_DEDICATED_HOSTS] = AP_MEMBER_DEDICATED_HOSTS,
    [AP_TYPE_USAGE_CLASSES] = AP_MEMBER_USAGE_CLASSES,
};

static const enum ap_type_member accelerators[] = {
    AP_MEMBER_GPUS,
    AP_MEMBER_FPGAS,
    AP_MEMBER_INFERENCE_ACCELERATORS,
    AP_MEMBER_MEDIA_ACCELERATORS,
    AP_MEMBER_NEURON_DEVICES,
};

static const char *const supports[] = { "unsupported", "supported", "required" };

const struct ap_member_row *ap_type_member_row(enum ap_type_member member)
{
    return &rows[member];
}

const char *ap_type_field_name(enum ap_type_field field)
{
    return rows[member_of_field[field]].path;
}

int ap_support_find(const char *word)
{
    for (size_t i = 0; i < AP_COUNT(supports); i++) {
        if (strcmp(word, supports[i]) == 0)
            return (int)i;
    }
    return -1;
}

/* One member: the state of its field, and its text when it is there. */
static const char *take(const struct ap_type_members *members, enum ap_type_field field,
                        struct ap_instance_type *out)
{
    enum ap_type_member member = (enum ap_type_member)member_of_field[field];
    const char *text = members->texts[member];
    struct ap_fact *fact = &out->facts[field];

    fact->grade = members->grades[member];
    if (!text)
        fact->state = AP_FACT_UNKNOWN;
    else
        fact->state = *text ? AP_FACT_KNOWN : AP_FACT_ABSENT;
    return text && *text ? text : NULL;
}

static bool take_bool(const struct ap_type_members *members, enum ap_type_field field,
                      struct ap_instance_type *out)
{
    const char *text = take(members, field, out);

    return text && strcmp(text, "true") == 0;
}

static int64_t take_integer(const struct ap_type_members *members, enum ap_type_field field,
                            struct ap_instance_type *out)
{
    const char *text = take(members, field, out);
    uint64_t number = 0;

    if (text) {
        struct ap_scan scan = ap_scan_text(text, strlen(text));
        ap_scan_number(&scan, INT64_MAX, &number);
    }
    return (int64_t)number;
}

static enum ap_support take_support(const struct ap_type_members *members, enum ap_type_field field,
                                    struct ap_instance_type *out)
{
    const char *text = take(members, field, out);
    int support = text ? ap_support_find(text) : -1;

    return support < 0 ? AP_UNSUPPORTED : (enum ap_support)support;
}

/* The next word of ["a","b"]. */
static bool next_word(struct ap_scan *scan, char *word, size_t word_bytes)
{
    struct ap_view view;

    if (!ap_scan_until(scan, '"', &view) || !ap_scan_until(scan, '"', &view) ||
        view.len >= word_bytes)
        return false;
    memcpy(word, view.bytes, view.len);
    word[view.len] = '\0';
    return true;
}

/* A set of words as bits. */
static unsigned take_words(const struct ap_type_members *members, enum ap_type_field field,
                           struct ap_instance_type *out)
{
    const char *text = take(members, field, out);
    int (*find)(const char *) = rows[member_of_field[field]].find;
    unsigned set = 0;
    char word[64];

    if (!text)
        return 0;
    struct ap_scan scan = ap_scan_text(text, strlen(text));
    while (next_word(&scan, word, sizeof(word))) {
        int value = find(word);
        if (value >= 0)
            set |= 1u << value;
    }
    if (set == 0) /* an empty list says nothing */
        out->facts[field].state = AP_FACT_UNKNOWN;
    return set;
}

/* The architecture that EC2's messages name: the first that is not i386. */
static enum ap_arch main_arch(unsigned archs)
{
    for (enum ap_arch arch = AP_ARCH_I386 + 1; arch < AP_ARCHS; arch++) {
        if (archs & 1u << arch)
            return arch;
    }
    return AP_ARCH_I386;
}

static void take_usage_classes(const struct ap_type_members *members, struct ap_instance_type *out)
{
    const char *text = take(members, AP_TYPE_USAGE_CLASSES, out);
    char word[sizeof(out->usage_classes)];
    size_t len = 0;

    if (!text)
        return;
    struct ap_scan scan = ap_scan_text(text, strlen(text));
    while (next_word(&scan, word, sizeof(word)) &&
           len + 1 + strlen(word) < sizeof(out->usage_classes)) {
        if (len)
            out->usage_classes[len++] = ' ';
        memcpy(out->usage_classes + len, word, strlen(word) + 1);
        len += strlen(word);
    }
    if (len == 0)
        out->facts[AP_TYPE_USAGE_CLASSES].state = AP_FACT_UNKNOWN;
}

static uint64_t number_behind(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    uint64_t number = 0;

    if (at) {
        at += strlen(key);
        struct ap_scan scan = ap_scan_text(at, strlen(at));
        ap_scan_number(&scan, INT64_MAX, &number);
    }
    return number;
}

/*
 * InstanceStorageInfo is left out where InstanceStorageSupported is false (facts: LOAD-2). That
 * there are disks, but not which, is unknown.
 */
static void take_disks(const struct ap_type_members *members, struct ap_instance_type *out)
{
    const char *has = members->texts[AP_MEMBER_HAS_DISKS];
    const char *text = take(members, AP_TYPE_DISKS, out);

    out->disk_nvme = take_support(members, AP_TYPE_DISK_NVME_SUPPORT, out);
    out->disk_encrypted = take_support(members, AP_TYPE_DISK_ENCRYPTION, out) == AP_REQUIRED;
    if (has && strcmp(has, "false") == 0) {
        struct ap_fact none = { AP_FACT_ABSENT, members->grades[AP_MEMBER_HAS_DISKS] };
        out->facts[AP_TYPE_DISKS] = none;
        out->facts[AP_TYPE_DISK_NVME_SUPPORT] = none;
        out->facts[AP_TYPE_DISK_ENCRYPTION] = none;
        out->disk_nvme = AP_UNSUPPORTED;
        out->disk_encrypted = false;
        return;
    }
    if (!text) {
        out->facts[AP_TYPE_DISKS].state = AP_FACT_UNKNOWN;
        return;
    }
    out->disk_count = (int64_t)number_behind(text, "\"Count\":");
    out->disk_gb = (int64_t)number_behind(text, "\"SizeInGB\":");
    if (strstr(text, "\"Type\":\"ssd\""))
        out->disk_kind = "ssd";
    else if (strstr(text, "\"Type\":\"hdd\""))
        out->disk_kind = "hdd";
}

static void take_accelerators(const struct ap_type_members *members, struct ap_instance_type *out)
{
    struct ap_fact *fact = &out->facts[AP_TYPE_ACCELERATED];

    *fact = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
    for (size_t i = 0; i < AP_COUNT(accelerators); i++) {
        const char *text = members->texts[accelerators[i]];
        if (text && *text) {
            *fact = (struct ap_fact){ AP_FACT_KNOWN, members->grades[accelerators[i]] };
            out->accelerated = true;
            return;
        }
        if (!text)
            fact->state = AP_FACT_UNKNOWN;
    }
}

void ap_instance_type_decode(const char *name, const struct ap_type_members *members,
                             struct ap_instance_type *out)
{
    size_t family_len = strcspn(name, ".");

    assert(family_len < sizeof(out->family));
    *out = (struct ap_instance_type){ .name = name };
    memcpy(out->family, name, family_len);

    out->current_generation = take_bool(members, AP_TYPE_CURRENT_GENERATION, out);
    out->bare_metal = take_bool(members, AP_TYPE_BARE_METAL, out);
    out->hypervisor = take(members, AP_TYPE_HYPERVISOR, out);
    if (out->bare_metal && !out->hypervisor) { /* facts: LOAD-1 */
        out->facts[AP_TYPE_HYPERVISOR] = out->facts[AP_TYPE_BARE_METAL];
        out->facts[AP_TYPE_HYPERVISOR].state = AP_FACT_ABSENT;
    }
    out->archs = take_words(members, AP_TYPE_ARCHITECTURES, out);
    out->main_arch = main_arch(out->archs);
    out->virts = take_words(members, AP_TYPE_VIRTUALIZATION_TYPES, out);
    out->roots = take_words(members, AP_TYPE_ROOT_DEVICE_TYPES, out);
    out->boots = take_words(members, AP_TYPE_BOOT_MODES, out);
    /* What the record of a Mac says of boot modes means nothing (facts: D-15, LOAD-6). */
    if (out->archs & (1u << AP_ARCH_X86_64_MAC | 1u << AP_ARCH_ARM64_MAC)) {
        out->facts[AP_TYPE_BOOT_MODES].state = AP_FACT_UNKNOWN;
        out->boots = 0;
    }
    out->ena = take_support(members, AP_TYPE_ENA_SUPPORT, out);
    out->ebs_nvme = take_support(members, AP_TYPE_EBS_NVME_SUPPORT, out);
    out->ebs_optimized = take(members, AP_TYPE_EBS_OPTIMIZED_SUPPORT, out);
    out->ebs_attachments = take_integer(members, AP_TYPE_EBS_ATTACHMENTS, out);
    take_disks(members, out);
    out->hibernation = take_bool(members, AP_TYPE_HIBERNATION, out);
    out->nitro_tpm = take_support(members, AP_TYPE_NITRO_TPM, out) != AP_UNSUPPORTED;
    out->memory_mib = take_integer(members, AP_TYPE_MEMORY, out);
    out->vcpus = take_integer(members, AP_TYPE_VCPUS, out);
    take_accelerators(members, out);
    out->dedicated_hosts = take_bool(members, AP_TYPE_DEDICATED_HOSTS, out);
    take_usage_classes(members, out);
}
