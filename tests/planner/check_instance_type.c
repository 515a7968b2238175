#include "planner/instance_type.h"

#include <string.h>

#include "tests/check_main.h"

#define LIVING  1373
#define RETIRED 32

/* Names. */

static const struct {
    const char *name;
    bool well_formed;
} name_cases[] = {
    { "m5.large", true },
    { "u-6tb1.metal", true },
    { "mac2-m2pro.metal", true },
    { "c7i-flex.8xlarge", true },
    { "u7i-12tb.224xlarge", true },
    { "", false },
    { "m5", false },
    { "m5.", false },
    { ".large", false },
    { "m5..large", false },
    { "m5.large.xlarge", false },
    { "M5.large", false },
    { "m5.large ", false },
    { "m5_large", false },
    { "m5.l\xc3\xa4rge", false },
    /* a family of 31 bytes, and of 32 */
    { "a123456789a123456789a123456789a.x", true },
    { "a123456789a123456789a123456789ab.x", false },
    /* a name of 63 bytes, and of 64 */
    { "m5.a123456789a123456789a123456789a123456789a123456789a12345678", true },
    { "m5.a123456789a123456789a123456789a123456789a123456789a1234567890", false },
};

START_TEST(name_is_well_formed)
{
    ck_assert_msg(ap_instance_type_is_well_formed(name_cases[_i].name) ==
                      name_cases[_i].well_formed,
                  "'%s'", name_cases[_i].name);
}
END_TEST

static const struct {
    const char *name;
    const char *nearest; /* NULL: none */
} nearest_cases[] = {
    { "m5.larg", "m5.large" },        { "m5.lrage", "m5.large" },
    { "m5large", "m5.large" },        { "c5.xlagre", "c5.xlarge" },
    { "hi1.4xlareg", "hi1.4xlarge" }, { "u-6tb.metal", "u-6tb1.metal" },
    { "strawberry.large", NULL },     { "", NULL },
};

START_TEST(nearest_name_is_found)
{
    const char *nearest[2] = { NULL, NULL };
    size_t count = ap_instance_type_nearest(nearest_cases[_i].name, nearest, 1);

    ck_assert_uint_eq(count, nearest_cases[_i].nearest ? 1 : 0);
    ck_assert_pstr_eq(nearest[0], nearest_cases[_i].nearest);
    ck_assert_ptr_null(nearest[1]);
    ck_assert_uint_eq(ap_instance_type_nearest(nearest_cases[_i].name, nearest, 0), 0);
}
END_TEST

START_TEST(nearest_names_are_best_first)
{
    const char *nearest[4];

    ck_assert_uint_eq(ap_instance_type_nearest("m5.3xlarge", nearest, 4), 4);
    ck_assert_str_eq(nearest[0], "m5.2xlarge"); /* of the family first */
    for (size_t i = 0; i < 4; i++)
        ck_assert_msg(!strncmp(nearest[i], "m5.", 3), "%s", nearest[i]);
}
END_TEST

/* The built-in types. */

static bool is_mac(const struct ap_instance_type *type)
{
    return type->archs & (1u << AP_ARCH_X86_64_MAC | 1u << AP_ARCH_ARM64_MAC);
}

START_TEST(each_is_typed)
{
    char last[AP_INSTANCE_TYPE_NAME_BYTES_MAX] = "";
    size_t retired = 0;

    ck_assert_uint_eq(ap_instance_type_builtin_count(), LIVING + RETIRED);
    for (size_t i = 0; i < ap_instance_type_builtin_count(); i++) {
        struct ap_instance_type type, found;
        ap_instance_type_builtin_at(i, &type);
        ck_assert_msg(strcmp(last, type.name) < 0, "%s is not in order", type.name);
        strcpy(last, type.name);
        ck_assert(ap_instance_type_is_well_formed(type.name));
        ck_assert(!strncmp(type.name, type.family, strlen(type.family)));
        ck_assert_str_eq(type.source, "snapshot");

        ck_assert(ap_instance_type_builtin(type.name, &found));
        ck_assert_str_eq(found.name, type.name);
        ck_assert_mem_eq(found.facts, type.facts, sizeof(type.facts));

        retired += type.retired;
        if (type.retired)
            continue;
        ck_assert_str_eq(type.as_of, "2026-08-02");
        for (unsigned field = 0; field < AP_TYPE_FIELDS; field++) {
            bool unknown = type.facts[field].state == AP_FACT_UNKNOWN;
            bool meaningless = field == AP_TYPE_BOOT_MODES && is_mac(&type);
            ck_assert_msg(unknown == meaningless, "%s of %s",
                          ap_type_field_name((enum ap_type_field)field), type.name);
        }
        ck_assert_int_gt(type.vcpus, 0);
        ck_assert_int_gt(type.memory_mib, 0);
        ck_assert_int_gt(type.ebs_attachments, 0);
        ck_assert_str_ne(type.usage_classes, "");
    }
    ck_assert_uint_eq(retired, RETIRED);
    ck_assert_str_eq(ap_instance_type_builtin_date(), "2026-08-02");
}
END_TEST

/* What the fact sheet counted in the same dump: instance-families, section 3.1. */

static enum ap_fact_state state_of(const struct ap_instance_type *type, enum ap_type_field field)
{
    return (enum ap_fact_state)type->facts[field].state;
}

static bool is_nitro(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_HYPERVISOR) == AP_FACT_KNOWN &&
           !strcmp(type->hypervisor, "nitro");
}

static bool is_xen(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_HYPERVISOR) == AP_FACT_KNOWN && !strcmp(type->hypervisor, "xen");
}

static bool is_bare_metal(const struct ap_instance_type *type)
{
    return type->bare_metal && state_of(type, AP_TYPE_HYPERVISOR) == AP_FACT_ABSENT;
}

static bool is_x86_64_only(const struct ap_instance_type *type)
{
    return type->archs == 1u << AP_ARCH_X86_64 && type->main_arch == AP_ARCH_X86_64;
}

static bool is_i386_too(const struct ap_instance_type *type)
{
    return type->archs == (1u << AP_ARCH_I386 | 1u << AP_ARCH_X86_64) &&
           type->main_arch == AP_ARCH_X86_64;
}

static bool is_arm64(const struct ap_instance_type *type)
{
    return type->archs == 1u << AP_ARCH_ARM64 && type->main_arch == AP_ARCH_ARM64;
}

static bool is_arm64_mac(const struct ap_instance_type *type)
{
    return type->archs == 1u << AP_ARCH_ARM64_MAC;
}

static bool is_x86_64_mac(const struct ap_instance_type *type)
{
    return type->archs == 1u << AP_ARCH_X86_64_MAC;
}

static bool is_hvm_only(const struct ap_instance_type *type)
{
    return type->virts == 1u << AP_VIRT_HVM;
}

static bool is_hvm_and_pv(const struct ap_instance_type *type)
{
    return type->virts == (1u << AP_VIRT_HVM | 1u << AP_VIRT_PARAVIRTUAL);
}

static bool is_ebs_only(const struct ap_instance_type *type)
{
    return type->roots == 1u << AP_ROOT_EBS;
}

static bool takes_instance_store(const struct ap_instance_type *type)
{
    return type->roots == (1u << AP_ROOT_EBS | 1u << AP_ROOT_INSTANCE_STORE);
}

static bool boots_both(const struct ap_instance_type *type)
{
    return type->boots == (1u << AP_BOOT_LEGACY_BIOS | 1u << AP_BOOT_UEFI);
}

static bool boots_uefi(const struct ap_instance_type *type)
{
    return type->boots == 1u << AP_BOOT_UEFI;
}

static bool boots_bios(const struct ap_instance_type *type)
{
    return type->boots == 1u << AP_BOOT_LEGACY_BIOS;
}

static bool boot_is_unknown(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_BOOT_MODES) == AP_FACT_UNKNOWN && type->boots == 0;
}

static bool ena_is_required(const struct ap_instance_type *type)
{
    return type->ena == AP_REQUIRED;
}

static bool ena_is_supported(const struct ap_instance_type *type)
{
    return type->ena == AP_SUPPORTED;
}

static bool ena_is_unsupported(const struct ap_instance_type *type)
{
    return type->ena == AP_UNSUPPORTED;
}

static bool ebs_nvme_is_required(const struct ap_instance_type *type)
{
    return type->ebs_nvme == AP_REQUIRED;
}

static bool ebs_nvme_is_supported(const struct ap_instance_type *type)
{
    return type->ebs_nvme == AP_SUPPORTED;
}

static bool has_disks(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_DISKS) == AP_FACT_KNOWN && type->disk_count > 0 &&
           type->disk_gb > 0 && type->disk_kind;
}

static bool has_no_disks(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_DISKS) == AP_FACT_ABSENT &&
           state_of(type, AP_TYPE_DISK_NVME_SUPPORT) == AP_FACT_ABSENT &&
           state_of(type, AP_TYPE_DISK_ENCRYPTION) == AP_FACT_ABSENT && type->disk_count == 0;
}

static bool has_nvme_disks(const struct ap_instance_type *type)
{
    return has_disks(type) && type->disk_nvme == AP_REQUIRED && type->disk_encrypted;
}

static bool has_nitro_tpm(const struct ap_instance_type *type)
{
    return type->nitro_tpm;
}

static bool hibernates(const struct ap_instance_type *type)
{
    return type->hibernation;
}

static bool has_hosts(const struct ap_instance_type *type)
{
    return type->dedicated_hosts;
}

static bool is_previous(const struct ap_instance_type *type)
{
    return !type->current_generation;
}

static bool is_accelerated(const struct ap_instance_type *type)
{
    return state_of(type, AP_TYPE_ACCELERATED) == AP_FACT_KNOWN && type->accelerated;
}

static const struct {
    const char *what;
    bool (*is)(const struct ap_instance_type *type);
    size_t count;
} totals[] = {
    { "nitro", is_nitro, 1147 },
    { "xen", is_xen, 74 },
    { "bare metal", is_bare_metal, 152 },
    { "x86_64 only", is_x86_64_only, 959 },
    { "i386 and x86_64", is_i386_too, 9 },
    { "arm64", is_arm64, 396 },
    { "arm64_mac", is_arm64_mac, 8 },
    { "x86_64_mac", is_x86_64_mac, 1 },
    { "HVM only", is_hvm_only, 1354 },
    { "HVM and PV", is_hvm_and_pv, 19 },
    { "EBS roots only", is_ebs_only, 1340 },
    { "instance-store roots too", takes_instance_store, 33 },
    { "legacy-bios and uefi", boots_both, 785 },
    { "uefi only", boots_uefi, 396 },
    { "legacy-bios only, without the 9 Macs", boots_bios, 192 - 9 },
    { "boot modes of Macs", boot_is_unknown, 9 },
    { "ENA required", ena_is_required, 1299 },
    { "ENA supported", ena_is_supported, 25 },
    { "ENA unsupported", ena_is_unsupported, 49 },
    { "EBS NVMe required", ebs_nvme_is_required, 1299 },
    { "EBS NVMe supported", ebs_nvme_is_supported, 6 },
    { "disks", has_disks, 572 },
    { "no disks", has_no_disks, 1373 - 572 },
    { "NVMe disks", has_nvme_disks, 529 },
    { "NitroTPM", has_nitro_tpm, 1091 },
    { "hibernation", hibernates, 570 },
    { "Dedicated Hosts", has_hosts, 1149 },
    { "previous generation", is_previous, 118 },
    { "accelerated", is_accelerated, 90 },
};

START_TEST(totals_are_those_of_the_dump)
{
    size_t count = 0;

    for (size_t i = 0; i < ap_instance_type_builtin_count(); i++) {
        struct ap_instance_type type;
        ap_instance_type_builtin_at(i, &type);
        count += !type.retired && totals[_i].is(&type);
    }
    ck_assert_msg(count == totals[_i].count, "%s: %zu, not %zu", totals[_i].what, count,
                  totals[_i].count);
}
END_TEST

START_TEST(one_type_in_full)
{
    struct ap_instance_type type;

    ck_assert(ap_instance_type_builtin("m5d.24xlarge", &type));
    ck_assert_str_eq(type.family, "m5d");
    ck_assert(!type.retired);
    ck_assert_ptr_null(type.provenance);
    ck_assert(type.current_generation);
    ck_assert(!type.bare_metal);
    ck_assert_str_eq(type.hypervisor, "nitro");
    ck_assert_uint_eq(type.archs, 1u << AP_ARCH_X86_64);
    ck_assert_str_eq(type.ebs_optimized, "default");
    ck_assert_int_eq(type.ebs_attachments, 23);
    ck_assert_int_eq(type.disk_count, 4);
    ck_assert_int_eq(type.disk_gb, 900);
    ck_assert_str_eq(type.disk_kind, "ssd");
    ck_assert_int_eq(type.memory_mib, 393216);
    ck_assert_int_eq(type.vcpus, 96);
    ck_assert_str_eq(type.usage_classes, "on-demand spot");
    ck_assert_int_eq(type.facts[AP_TYPE_ACCELERATED].state, AP_FACT_ABSENT);
    ck_assert_int_eq(type.facts[AP_TYPE_MEMORY].grade, AP_GRADE_RECORD);

    ck_assert(ap_instance_type_builtin("i3.16xlarge", &type));
    ck_assert_int_eq(type.disk_nvme, AP_REQUIRED);
    ck_assert_int_eq(type.disk_count, 8);
    ck_assert(ap_instance_type_builtin("p5.48xlarge", &type));
    ck_assert(type.accelerated);
    ck_assert(strstr(type.usage_classes, "capacity-block"));
    ck_assert(ap_instance_type_builtin("trn1.2xlarge", &type)); /* NeuronInfo */
    ck_assert(type.accelerated);
    ck_assert(ap_instance_type_builtin("vt1.3xlarge", &type)); /* MediaAcceleratorInfo */
    ck_assert(type.accelerated);
}
END_TEST

START_TEST(no_such_type)
{
    struct ap_instance_type type = { .name = "untouched" };

    ck_assert(!ap_instance_type_builtin("m5.larg", &type));
    ck_assert(!ap_instance_type_builtin("m5", &type));
    ck_assert(!ap_instance_type_builtin("", &type));
    ck_assert_str_eq(type.name, "untouched");
}
END_TEST

/* Retired types: instance-families, section 4. */

static const struct {
    const char *name;
    enum ap_type_field field;
    enum ap_fact_state state;
    enum ap_fact_grade grade; /* where it is not unknown */
} retired_cases[] = {
    { "hs1.8xlarge", AP_TYPE_VIRTUALIZATION_TYPES, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "hs1.8xlarge", AP_TYPE_ROOT_DEVICE_TYPES, AP_FACT_UNKNOWN, AP_GRADE_RECORD },
    { "hs1.8xlarge", AP_TYPE_DISKS, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "hs1.8xlarge", AP_TYPE_DISK_ENCRYPTION, AP_FACT_UNKNOWN, AP_GRADE_RECORD },
    { "hs1.8xlarge", AP_TYPE_HYPERVISOR, AP_FACT_KNOWN, AP_GRADE_PARTIAL },
    /* "EbsInfo.NvmeSupport (the guide says yes)" */
    { "hs1.8xlarge", AP_TYPE_EBS_NVME_SUPPORT, AP_FACT_KNOWN, AP_GRADE_PARTIAL },
    { "hs1.8xlarge", AP_TYPE_USAGE_CLASSES, AP_FACT_UNKNOWN, AP_GRADE_RECORD },
    { "hs1.8xlarge", AP_TYPE_ACCELERATED, AP_FACT_ABSENT, AP_GRADE_RECORD },
    /* not inferred, though InstanceStorageInfo.NvmeSupport is */
    { "cr1.8xlarge", AP_TYPE_EBS_NVME_SUPPORT, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "cr1.8xlarge", AP_TYPE_DISK_NVME_SUPPORT, AP_FACT_KNOWN, AP_GRADE_PARTIAL },
    { "cc2.8xlarge", AP_TYPE_ROOT_DEVICE_TYPES, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "g2.2xlarge", AP_TYPE_ACCELERATED, AP_FACT_KNOWN, AP_GRADE_RECORD },
    /* has FPGAs, and it is not recorded which */
    { "f1.2xlarge", AP_TYPE_ACCELERATED, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "i3.metal", AP_TYPE_HYPERVISOR, AP_FACT_ABSENT, AP_GRADE_RECORD },
    { "i3.metal", AP_TYPE_DISKS, AP_FACT_KNOWN, AP_GRADE_RECORD },
    { "p2.xlarge", AP_TYPE_DISKS, AP_FACT_ABSENT, AP_GRADE_RECORD },
    { "p2.xlarge", AP_TYPE_EBS_ATTACHMENTS, AP_FACT_UNKNOWN, AP_GRADE_RECORD },
};

START_TEST(retired_type_is_marked)
{
    struct ap_instance_type type;
    struct ap_fact fact;

    ck_assert(ap_instance_type_builtin(retired_cases[_i].name, &type));
    fact = type.facts[retired_cases[_i].field];
    ck_assert(type.retired);
    ck_assert_ptr_nonnull(type.sure);
    ck_assert_ptr_nonnull(type.provenance);
    ck_assert_msg(fact.state == retired_cases[_i].state, "%s of %s: %d",
                  ap_type_field_name(retired_cases[_i].field), type.name, fact.state);
    if (fact.state != AP_FACT_UNKNOWN)
        ck_assert_msg(fact.grade == retired_cases[_i].grade, "%s of %s: grade %d",
                      ap_type_field_name(retired_cases[_i].field), type.name, fact.grade);
}
END_TEST

START_TEST(retired_types_have_their_dates)
{
    struct ap_instance_type type;

    ck_assert(ap_instance_type_builtin("cc2.8xlarge", &type));
    ck_assert_str_eq(type.last_seen, "2023-02-26");
    ck_assert_str_eq(type.as_of, "2023-02-26");
    ck_assert_str_eq(type.sure, "data");
    ck_assert(ap_instance_type_builtin("cc1.4xlarge", &type)); /* never in a dump */
    ck_assert_ptr_null(type.last_seen);
    ck_assert_ptr_null(type.as_of);
    ck_assert(ap_instance_type_builtin("cr1.8xlarge", &type));
    ck_assert_ptr_null(type.disk_kind); /* sources disagree */
    ck_assert_int_eq(type.disk_count, 2);
}
END_TEST

/* Records: written, and read again. */

static void compare_facts(const struct ap_instance_type *builtin,
                          const struct ap_instance_type *read)
{
    for (unsigned i = 0; i < AP_TYPE_FIELDS; i++)
        ck_assert_msg(builtin->facts[i].state == read->facts[i].state, "%s of %s: %d, not %d",
                      ap_type_field_name((enum ap_type_field)i), builtin->name,
                      read->facts[i].state, builtin->facts[i].state);
    ck_assert_str_eq(builtin->family, read->family);
    ck_assert_int_eq(builtin->current_generation, read->current_generation);
    ck_assert_int_eq(builtin->bare_metal, read->bare_metal);
    ck_assert_pstr_eq(builtin->hypervisor, read->hypervisor);
    ck_assert_uint_eq(builtin->archs, read->archs);
    ck_assert_int_eq(builtin->main_arch, read->main_arch);
    ck_assert_uint_eq(builtin->virts, read->virts);
    ck_assert_uint_eq(builtin->roots, read->roots);
    ck_assert_uint_eq(builtin->boots, read->boots);
    ck_assert_int_eq(builtin->ena, read->ena);
    ck_assert_int_eq(builtin->ebs_nvme, read->ebs_nvme);
    ck_assert_pstr_eq(builtin->ebs_optimized, read->ebs_optimized);
    ck_assert_int_eq(builtin->ebs_attachments, read->ebs_attachments);
    ck_assert_int_eq(builtin->disk_count, read->disk_count);
    ck_assert_int_eq(builtin->disk_gb, read->disk_gb);
    ck_assert_pstr_eq(builtin->disk_kind, read->disk_kind);
    ck_assert_int_eq(builtin->disk_nvme, read->disk_nvme);
    ck_assert_int_eq(builtin->disk_encrypted, read->disk_encrypted);
    ck_assert_int_eq(builtin->hibernation, read->hibernation);
    ck_assert_int_eq(builtin->nitro_tpm, read->nitro_tpm);
    ck_assert_int_eq(builtin->memory_mib, read->memory_mib);
    ck_assert_int_eq(builtin->vcpus, read->vcpus);
    ck_assert_int_eq(builtin->accelerated, read->accelerated);
    ck_assert_int_eq(builtin->dedicated_hosts, read->dedicated_hosts);
    ck_assert_str_eq(builtin->usage_classes, read->usage_classes);
}

static struct ap_json *record_of(const char *name)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };
    struct ap_json *root;

    ck_assert(ap_instance_type_write_record(name, &writer, NULL));
    ck_assert(!text.failed);
    ck_assert_int_eq(ap_json_parse(name, text.bytes, text.len, &root, NULL), AMIPLAN_OK);
    ap_text_done(&text);
    return root;
}

START_TEST(record_reads_as_it_was)
{
    for (size_t i = 0; i < ap_instance_type_builtin_count(); i++) {
        struct ap_instance_type builtin, read;
        struct ap_arena arena = { 0 };
        ap_instance_type_builtin_at(i, &builtin);
        struct ap_json *root = record_of(builtin.name);
        struct ap_json_doc doc = { "types.json", root };
        if (!builtin.retired) {
            ck_assert_int_eq(ap_instance_type_read(&doc, root, "2026-08-02", &arena, &read, NULL),
                             AMIPLAN_OK);
            compare_facts(&builtin, &read);
            ck_assert_str_eq(read.source, "types.json");
        }
        ap_arena_done(&arena);
        ap_json_free(root);
    }
}
END_TEST

/* Members sorted by name at each level, and none twice. */
static void check_order(const struct ap_json *object)
{
    const char *last = "";

    for (const struct ap_json *m = ap_json_first(object); m; m = ap_json_next(m)) {
        if (ap_json_is_object(object)) {
            ck_assert_msg(strcmp(last, ap_json_name(m)) < 0, "%s", ap_json_name(m));
            last = ap_json_name(m);
        }
        check_order(m);
    }
}

START_TEST(record_is_sorted)
{
    struct ap_json *root = record_of("p5.48xlarge");
    const struct ap_json *network = ap_json_member(root, "NetworkInfo");

    check_order(root);
    ck_assert_uint_eq(ap_json_count(root), 28);
    ck_assert_ptr_nonnull(ap_json_member(network, "ConnectionTrackingConfiguration"));
    ck_assert_ptr_null(ap_json_member(root, "as_of"));
    ap_json_free(root);
}
END_TEST

START_TEST(record_of_no_type_is_not_written)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };

    ck_assert(!ap_instance_type_write_record("m5.larg", &writer, NULL));
    ck_assert_uint_eq(text.len, 0);
    ap_text_done(&text);
}
END_TEST

START_TEST(what_is_not_known_is_listed)
{
    static const struct {
        const char *name;
        const char *json;
    } cases[] = {
        { "m5.large", "[]" },
        { "mac2.metal", "[\"SupportedBootModes\"]" },
        { "f1.2xlarge", "[\"FpgaInfo.Fpgas\"]" },
        { "p2.xlarge", "[\"EbsInfo.MaximumEbsAttachments\"]" },
    };

    for (size_t i = 0; i < AP_COUNT(cases); i++) {
        struct ap_text text = { 0 };
        struct ap_json_writer writer = { .text = &text, .compact = true };
        struct ap_instance_type type;
        ck_assert(ap_instance_type_builtin(cases[i].name, &type));
        ap_instance_type_write_unknown(&type, &writer, NULL);
        ck_assert_str_eq(text.bytes, cases[i].json);
        ap_text_done(&text);
    }
}
END_TEST

/* Documents. */

static const struct {
    const char *json;
    enum amiplan_status status;
    const char *place;
    const char *message; /* begins so */
} document_cases[] = {
    { "{\"InstanceType\":\"x9.large\"}", AMIPLAN_OK, "", "" },
    /* new members and null are fine */
    { "{\"InstanceType\":\"x9.large\",\"New\":{\"A\":1},\"Hypervisor\":null}", AMIPLAN_OK, "", "" },
    { "[]", AMIPLAN_ERR_SYNTAX, "t.json", "no object" },
    { "{}", AMIPLAN_ERR_SYNTAX, "t.json", "no InstanceType" },
    { "{\"InstanceType\":5}", AMIPLAN_ERR_SYNTAX, "t.json: /InstanceType", "a number" },
    { "{\"InstanceType\":\"m5\"}", AMIPLAN_ERR_SYNTAX, "t.json: /InstanceType",
      "'m5' is not named" },
    { "{\"InstanceType\":\"m5.large\",\"BareMetal\":\"no\"}", AMIPLAN_ERR_SYNTAX,
      "t.json: /BareMetal", "a string" },
    { "{\"InstanceType\":\"m5.large\",\"NetworkInfo\":[]}", AMIPLAN_ERR_SYNTAX,
      "t.json: /NetworkInfo", "an array" },
    { "{\"InstanceType\":\"m5.large\",\"NetworkInfo\":{\"EnaSupport\":\"maybe\"}}",
      AMIPLAN_ERR_SYNTAX, "t.json: /NetworkInfo/EnaSupport", "'maybe' is no word of EC2's" },
    { "{\"InstanceType\":\"m5.large\",\"NetworkInfo\":{\"EnaSupport\":true}}", AMIPLAN_ERR_SYNTAX,
      "t.json: /NetworkInfo/EnaSupport", "" },
    { "{\"InstanceType\":\"m5.large\",\"ProcessorInfo\":{\"SupportedArchitectures\":[\"x86\"]}}",
      AMIPLAN_ERR_SYNTAX, "t.json: /ProcessorInfo/SupportedArchitectures/0",
      "'x86' is no word of EC2's" },
    { "{\"InstanceType\":\"m5.large\",\"SupportedVirtualizationTypes\":\"hvm\"}",
      AMIPLAN_ERR_SYNTAX, "t.json: /SupportedVirtualizationTypes", "a string" },
    { "{\"InstanceType\":\"m5.large\",\"SupportedBootModes\":[1]}", AMIPLAN_ERR_SYNTAX,
      "t.json: /SupportedBootModes/0", "no string" },
    /* a boot mode of images only */
    { "{\"InstanceType\":\"m5.large\",\"SupportedBootModes\":[\"uefi-preferred\"]}",
      AMIPLAN_ERR_SYNTAX, "t.json: /SupportedBootModes/0", "'uefi-preferred'" },
    { "{\"InstanceType\":\"m5.large\",\"MemoryInfo\":{\"SizeInMiB\":-1}}", AMIPLAN_ERR_SYNTAX,
      "t.json: /MemoryInfo/SizeInMiB", "-1" },
    { "{\"InstanceType\":\"m5.large\",\"MemoryInfo\":{\"SizeInMiB\":1e15}}", AMIPLAN_ERR_SYNTAX,
      "t.json: /MemoryInfo/SizeInMiB", "" },
    { "{\"InstanceType\":\"m5.large\",\"VCpuInfo\":{\"DefaultVCpus\":1.5}}", AMIPLAN_ERR_SYNTAX,
      "t.json: /VCpuInfo/DefaultVCpus", "a number with a fraction" },
    { "{\"InstanceType\":\"m5.large\",\"InstanceStorageInfo\":{\"Disks\":[1]}}", AMIPLAN_ERR_SYNTAX,
      "t.json: /InstanceStorageInfo/Disks/0", "no object" },
    { "{\"InstanceType\":\"m5.large\",\"InstanceStorageInfo\":{\"Disks\":[{\"Count\":1}]}}",
      AMIPLAN_ERR_SYNTAX, "t.json: /InstanceStorageInfo/Disks/0", "a disk without SizeInGB" },
    { "{\"InstanceType\":\"m5.large\",\"InstanceStorageInfo\":{\"Disks\":[{\"Count\":0,"
      "\"SizeInGB\":1}"
      "]}}",
      AMIPLAN_ERR_SYNTAX, "t.json: /InstanceStorageInfo/Disks/0/Count", "0; a whole number of 1" },
    { "{\"InstanceType\":\"m5.large\",\"SupportedUsageClasses\":[\"a\\\"b\"]}", AMIPLAN_ERR_SYNTAX,
      "t.json: /SupportedUsageClasses/0", "" },
    { "{\"InstanceType\":\"m5.large\",\"Hypervisor\":\"\"}", AMIPLAN_ERR_SYNTAX,
      "t.json: /Hypervisor", "" },
};

START_TEST(document_is_read)
{
    const char *json = document_cases[_i].json;
    struct ap_instance_type type = { .name = "untouched" };
    struct amiplan_error err = { .message = "", .place = "" };
    struct ap_arena arena = { 0 };
    struct ap_json *root;

    ck_assert_int_eq(ap_json_parse("t.json", json, strlen(json), &root, NULL), AMIPLAN_OK);
    struct ap_json_doc doc = { "t.json", root };
    ck_assert_msg(ap_instance_type_read(&doc, root, NULL, &arena, &type, &err) ==
                      document_cases[_i].status,
                  "%s: %s: %s", json, err.place, err.message);
    ck_assert_str_eq(err.place, document_cases[_i].place);
    ck_assert_msg(
        !strncmp(err.message, document_cases[_i].message, strlen(document_cases[_i].message)),
        "%s: %s", json, err.message);
    if (document_cases[_i].status)
        ck_assert_str_eq(type.name, "untouched");
    ap_arena_done(&arena);
    ap_json_free(root);
}
END_TEST

static const struct {
    const char *members; /* beside InstanceType */
    enum ap_type_field field;
    enum ap_fact_state state;
} fact_cases[] = {
    { "\"New\":1", AP_TYPE_ARCHITECTURES, AP_FACT_UNKNOWN },
    { "\"New\":1", AP_TYPE_DISKS, AP_FACT_UNKNOWN },
    { "\"New\":1", AP_TYPE_HYPERVISOR, AP_FACT_UNKNOWN },
    { "\"New\":1", AP_TYPE_ACCELERATED, AP_FACT_UNKNOWN },
    { "\"BareMetal\":true", AP_TYPE_HYPERVISOR, AP_FACT_ABSENT },
    { "\"BareMetal\":false", AP_TYPE_HYPERVISOR, AP_FACT_UNKNOWN },
    { "\"BareMetal\":false", AP_TYPE_BARE_METAL, AP_FACT_KNOWN },
    { "\"InstanceStorageSupported\":false", AP_TYPE_DISKS, AP_FACT_ABSENT },
    { "\"InstanceStorageSupported\":false", AP_TYPE_DISK_NVME_SUPPORT, AP_FACT_ABSENT },
    /* there are disks, and the record does not say which */
    { "\"InstanceStorageSupported\":true", AP_TYPE_DISKS, AP_FACT_UNKNOWN },
    { "\"InstanceStorageInfo\":{\"Disks\":[{\"Count\":2,\"SizeInGB\":7}]}", AP_TYPE_DISKS,
      AP_FACT_KNOWN },
    { "\"InstanceStorageInfo\":{\"Disks\":[]}", AP_TYPE_DISKS, AP_FACT_UNKNOWN },
    { "\"GpuInfo\":{\"Gpus\":[{\"Count\":1}]}", AP_TYPE_ACCELERATED, AP_FACT_KNOWN },
    { "\"HibernationSupported\":false", AP_TYPE_HIBERNATION, AP_FACT_KNOWN },
    { "\"SupportedVirtualizationTypes\":[]", AP_TYPE_VIRTUALIZATION_TYPES, AP_FACT_UNKNOWN },
    { "\"SupportedUsageClasses\":[]", AP_TYPE_USAGE_CLASSES, AP_FACT_UNKNOWN },
    { "\"ProcessorInfo\":{\"SupportedArchitectures\":[\"arm64_mac\"]},"
      "\"SupportedBootModes\":[\"legacy-bios\"]",
      AP_TYPE_BOOT_MODES, AP_FACT_UNKNOWN },
};

START_TEST(missing_member_is_unknown_or_absent)
{
    struct ap_text json = { 0 };
    struct ap_instance_type type;
    struct ap_arena arena = { 0 };
    struct ap_json *root;

    ap_text_addf(&json, "{\"InstanceType\":\"x9.large\",%s}", fact_cases[_i].members);
    ck_assert_int_eq(ap_json_parse("t.json", json.bytes, json.len, &root, NULL), AMIPLAN_OK);
    struct ap_json_doc doc = { "t.json", root };
    ck_assert_int_eq(ap_instance_type_read(&doc, root, NULL, &arena, &type, NULL), AMIPLAN_OK);
    ck_assert_msg(type.facts[fact_cases[_i].field].state == fact_cases[_i].state, "%s: %d",
                  json.bytes, type.facts[fact_cases[_i].field].state);
    ap_arena_done(&arena);
    ap_json_free(root);
    ap_text_done(&json);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("instance_type");
    TCase *name = tcase_create("name");
    TCase *builtin = tcase_create("builtin");
    TCase *record = tcase_create("record");
    TCase *document = tcase_create("document");

    tcase_add_loop_test(name, name_is_well_formed, 0, AP_COUNT(name_cases));
    tcase_add_loop_test(name, nearest_name_is_found, 0, AP_COUNT(nearest_cases));
    tcase_add_test(name, nearest_names_are_best_first);
    suite_add_tcase(suite, name);

    tcase_add_test(builtin, each_is_typed);
    tcase_add_loop_test(builtin, totals_are_those_of_the_dump, 0, AP_COUNT(totals));
    tcase_add_test(builtin, one_type_in_full);
    tcase_add_test(builtin, no_such_type);
    tcase_add_loop_test(builtin, retired_type_is_marked, 0, AP_COUNT(retired_cases));
    tcase_add_test(builtin, retired_types_have_their_dates);
    tcase_set_timeout(builtin, 60);
    suite_add_tcase(suite, builtin);

    tcase_add_test(record, record_reads_as_it_was);
    tcase_add_test(record, record_is_sorted);
    tcase_add_test(record, record_of_no_type_is_not_written);
    tcase_add_test(record, what_is_not_known_is_listed);
    tcase_set_timeout(record, 60);
    suite_add_tcase(suite, record);

    tcase_add_loop_test(document, document_is_read, 0, AP_COUNT(document_cases));
    tcase_add_loop_test(document, missing_member_is_unknown_or_absent, 0, AP_COUNT(fact_cases));
    suite_add_tcase(suite, document);
    return run_suite(suite);
}
