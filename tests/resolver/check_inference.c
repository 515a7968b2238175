#include "resolver/inference.h"

#include <string.h>

#include "base/timestamp.h"
#include "resolver/builtin/families.h"
#include "tests/check_main.h"

#define AL  "137112412989"
#define ECS "591542846629"

static struct ap_arena arena;

static void tear_down(void)
{
    ap_arena_done(&arena);
}

/* An image of which only region, owner and name are recorded, after inference. */
static struct ap_image infer(const char *region, const char *owner, const char *name,
                             const char *created_by)
{
    const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };
    struct ap_image image = {
        .id = "ami-12345678", .region = region, .owner_id = owner, .name = name
    };
    struct amiplan_error err = { .message = "" };

    image.facts[AP_IMAGE_OWNER_ID] = recorded;
    image.facts[AP_IMAGE_NAME] = recorded;
    ck_assert_msg(ap_image_infer(&image, created_by, &arena, &err) == AMIPLAN_OK, "%s",
                  err.message);
    return image;
}

#define UNKNOWN    AP_FACT_UNKNOWN, 0
#define FAMILY(s)  AP_FACT_##s, AP_GRADE_FAMILY
#define PARTIAL(s) AP_FACT_##s, AP_GRADE_PARTIAL
#define ANALOGY(s) AP_FACT_##s, AP_GRADE_ANALOGY

/* One sample name of each family, and what is told of the root's size, EnaSupport and BootMode. */
/* clang-format off */
static const struct {
    const char *family; /* NULL: no inference */
    const char *owner;
    const char *name;
    enum ap_arch arch;
    enum ap_virt virt;
    enum ap_root root;
    size_t mappings;
    int64_t root_gib;
    struct ap_fact size;
    struct ap_fact ena;
    struct ap_fact boot;
} cases[] = {
    { "A1", AL, "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(KNOWN) } },
    { "A2", AL, "al2023-ami-2023.12.20260727.0-kernel-6.12-arm64", AP_ARCH_ARM64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { PARTIAL(KNOWN) } },
    { "A3", AL, "al2023-ami-minimal-2023.12.20260727.0-kernel-6.1-x86_64", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(KNOWN) } },
    { "A4", AL, "al2023-ami-minimal-2023.12.20260727.0-kernel-6.1-arm64", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { PARTIAL(KNOWN) }, { ANALOGY(KNOWN) }, { PARTIAL(KNOWN) } },
    { "A5", AL, "al2022-ami-2022.0.20211118.0-kernel-5.10-x86_64", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { UNKNOWN } },
    { "A6", AL, "al2022-ami-2022.0.20221019.4-kernel-5.15-arm64", AP_ARCH_ARM64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "A7", AL, "al2022-ami-minimal-2022.0.20221019.4-kernel-5.15-arm64", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "B1", AL, "amzn2-ami-hvm-2.0.20260727.0-x86_64-gp2", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(ABSENT) } },
    { "B1", AL, "amzn2-ami-kernel-5.10-hvm-2.0.20260727.0-x86_64-gp2", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(ABSENT) } },
    { "B2", AL, "amzn2-ami-hvm-2.0.20260727.0-arm64-gp2", AP_ARCH_ARM64, AP_VIRT_HVM, AP_ROOT_EBS,
      1, 8, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "B3", AL, "amzn2-ami-hvm-2.0.20260727.0-x86_64-ebs", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(ABSENT) } },
    { "B4", AL, "amzn2-ami-minimal-hvm-2.0.20260727.0-x86_64-ebs", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 2, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "B5", AL, "amzn2-ami-minimal-hvm-2.0.20260727.0-arm64-ebs", AP_ARCH_ARM64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 2, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "B6", AL, "amzn2-ami-minimal-kernel-5.10-hvm-2.0.20260727.0-x86_64-gp2", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) },
      { ANALOGY(ABSENT) } },
    { "B7", AL, "amzn2-ami-minimal-kernel-5.10-hvm-2.0.20260727.0-arm64-gp2", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "C1", AL, "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-gp2", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "C2", AL, "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-ebs", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { PARTIAL(KNOWN) }, { ANALOGY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "C3", AL, "amzn-ami-minimal-hvm-2018.03.0.20231218.0-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 2, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { FAMILY(ABSENT) } },
    { "C4", AL, "amzn-ami-pv-2018.03.0.20231218.0-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_PARAVIRTUAL, AP_ROOT_EBS, 1, 8, { PARTIAL(KNOWN) }, { ANALOGY(ABSENT) },
      { ANALOGY(ABSENT) } },
    { "C5", AL, "amzn-ami-minimal-pv-2018.03.0.20231218.0-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_PARAVIRTUAL, AP_ROOT_EBS, 1, 2, { ANALOGY(KNOWN) }, { ANALOGY(ABSENT) },
      { ANALOGY(ABSENT) } },
    { "C6", AL, "amzn-ami-hvm-2018.03.0.20231218.0-x86_64-s3", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_INSTANCE_STORE, 0, 0, { UNKNOWN }, { UNKNOWN }, { ANALOGY(ABSENT) } },
    { "C6", AL, "amzn-ami-hvm-2016.03.0.x86_64-s3", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_INSTANCE_STORE, 0, 0, { UNKNOWN }, { UNKNOWN }, { ANALOGY(ABSENT) } },
    { "C7", AL, "amzn-ami-pv-2013.09.2.x86_64-s3", AP_ARCH_X86_64, AP_VIRT_PARAVIRTUAL,
      AP_ROOT_INSTANCE_STORE, 0, 0, { UNKNOWN }, { ANALOGY(ABSENT) }, { ANALOGY(ABSENT) } },
    { "C8", AL, "amzn-ami-minimal-pv-2017.03.rc-1.20170327-x86_64-s3", AP_ARCH_X86_64,
      AP_VIRT_PARAVIRTUAL, AP_ROOT_INSTANCE_STORE, 0, 0, { UNKNOWN }, { FAMILY(ABSENT) },
      { FAMILY(ABSENT) } },
    { "C9", AL, "amzn-ami-hvm-2016.09.1.20170119-x86_64-gp2", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 8, { FAMILY(KNOWN) }, { UNKNOWN }, { ANALOGY(ABSENT) } },
    { "D1", ECS, "amzn2-ami-ecs-hvm-2.0.20260226-x86_64-ebs", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "D2", ECS, "amzn2-ami-ecs-hvm-2.0.20260226-arm64-ebs", AP_ARCH_ARM64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "D3", ECS, "amzn2-ami-ecs-kernel-5.10-hvm-2.0.20260226-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) },
      { ANALOGY(ABSENT) } },
    { "D4", ECS, "amzn2-ami-ecs-kernel-5.10-hvm-2.0.20260226-arm64-ebs", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "D5", ECS, "amzn2-ami-ecs-gpu-hvm-2.0.20260226-x86_64-ebs", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "D6", ECS, "amzn2-ami-ecs-kernel-5.10-inf-hvm-2.0.20260226-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { PARTIAL(KNOWN) }, { ANALOGY(KNOWN) },
      { ANALOGY(ABSENT) } },
    { "D7", ECS, "al2023-ami-ecs-hvm-2023.0.20260226-kernel-6.1-x86_64", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) } },
    { "D8", ECS, "al2023-ami-ecs-hvm-2023.0.20260226-kernel-6.1-arm64", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { PARTIAL(KNOWN) } },
    { "D9", ECS, "al2023-ami-ecs-gpu-hvm-2023.0.20260226-kernel-6.1-x86_64-ebs", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { ANALOGY(KNOWN) } },
    { "D10", ECS, "al2023-ami-ecs-neuron-hvm-2023.0.20260226-kernel-6.1-x86_64", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { PARTIAL(KNOWN) }, { ANALOGY(KNOWN) },
      { ANALOGY(KNOWN) } },
    { "D11", ECS, "al2022-ami-ecs-hvm-2022.0.20230127-kernel-5.15-x86_64", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { PARTIAL(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "D12", ECS, "al2022-ami-ecs-hvm-2022.0.20230127-kernel-5.15-arm64", AP_ARCH_ARM64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "D13", ECS, "al2022-ami-ecs-neuron-hvm-2022.0.20230127-kernel-5.15-x86_64", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 1, 30, { FAMILY(KNOWN) }, { ANALOGY(KNOWN) }, { UNKNOWN } },
    { "D14", ECS, "amzn-ami-2018.03.20250224-amazon-ecs-optimized", AP_ARCH_X86_64, AP_VIRT_HVM,
      AP_ROOT_EBS, 2, 8, { FAMILY(KNOWN) }, { FAMILY(KNOWN) }, { ANALOGY(ABSENT) } },
    { "D15", ECS, "Windows_Server-2019-English-Full-ECS_Optimized-2021.05.12", AP_ARCH_X86_64,
      AP_VIRT_HVM, AP_ROOT_EBS, 27, 0, { UNKNOWN }, { PARTIAL(KNOWN) }, { PARTIAL(ABSENT) } },
    /* somebody's copy, another account set, a name that no row has */
    { NULL, "111122223333", "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64", 0, 0, 0, 0, 0,
      { UNKNOWN }, { UNKNOWN }, { UNKNOWN } },
    { NULL, ECS, "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64", 0, 0, 0, 0, 0, { UNKNOWN },
      { UNKNOWN }, { UNKNOWN } },
    { NULL, AL, "al2023-ami-2023.12.20260727.0-kernel-6.1-riscv64", 0, 0, 0, 0, 0, { UNKNOWN },
      { UNKNOWN }, { UNKNOWN } },
    { NULL, AL, "amzn2-ami-hvm-2.0.20260727.0-x86_64-gp4", 0, 0, 0, 0, 0, { UNKNOWN },
      { UNKNOWN }, { UNKNOWN } },
    { NULL, AL, "my al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64", 0, 0, 0, 0, 0, { UNKNOWN },
      { UNKNOWN }, { UNKNOWN } },
    { NULL, AL, "", 0, 0, 0, 0, 0, { UNKNOWN }, { UNKNOWN }, { UNKNOWN } },
};
/* clang-format on */

static void assert_fact(struct ap_fact found, struct ap_fact wanted, const char *what)
{
    ck_assert_msg(found.state == wanted.state, "%s: state %d", what, found.state);
    if (wanted.state != AP_FACT_UNKNOWN)
        ck_assert_msg(found.grade == wanted.grade, "%s: grade %d", what, found.grade);
}

START_TEST(family_is_found)
{
    struct ap_image image = infer("us-east-1", cases[_i].owner, cases[_i].name, NULL);

    if (!cases[_i].family) {
        ck_assert_ptr_null(image.family);
        for (int i = 0; i < AP_IMAGE_FIELDS; i++)
            ck_assert_int_eq(image.facts[i].state, i == AP_IMAGE_OWNER_ID || i == AP_IMAGE_NAME
                                                       ? AP_FACT_KNOWN
                                                       : AP_FACT_UNKNOWN);
        return;
    }
    ck_assert_str_eq(image.family, cases[_i].family);
    ck_assert_int_eq(image.arch, cases[_i].arch);
    ck_assert_int_eq(image.virt, cases[_i].virt);
    ck_assert_int_eq(image.root, cases[_i].root);
    assert_fact(image.facts[AP_IMAGE_ENA_SUPPORT], cases[_i].ena, "EnaSupport");
    assert_fact(image.facts[AP_IMAGE_BOOT_MODE], cases[_i].boot, "BootMode");
    ck_assert_int_eq(image.facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS].state, AP_FACT_KNOWN);
    ck_assert_uint_eq(image.mapping_count, cases[_i].mappings);
    if (image.mapping_count > 0) {
        ck_assert_str_eq(image.mappings[0].device_name, image.root_device_name);
        assert_fact(image.mappings[0].facts[AP_VOLUME_SIZE], cases[_i].size, "VolumeSize");
        ck_assert_int_eq(image.mappings[0].size_gib, cases[_i].root_gib);
        ck_assert_int_eq(image.mappings[0].facts[AP_VOLUME_SNAPSHOT_ID].state, AP_FACT_UNKNOWN);
    }
    /* What holds for every family. */
    assert_fact(image.facts[AP_IMAGE_OWNER_ALIAS], (struct ap_fact){ FAMILY(KNOWN) }, "alias");
    assert_fact(image.facts[AP_IMAGE_PRODUCT_CODES], (struct ap_fact){ FAMILY(ABSENT) }, "codes");
    assert_fact(image.facts[AP_IMAGE_RAMDISK_ID], (struct ap_fact){ FAMILY(ABSENT) }, "ramdisk");
    ck_assert(image.is_public);
    ck_assert_int_eq(image.facts[AP_IMAGE_PLATFORM].state,
                     strcmp(image.family, "D15") == 0 ? AP_FACT_KNOWN : AP_FACT_ABSENT);
    ck_assert_int_eq(image.facts[AP_IMAGE_PERMISSIONS].state, AP_FACT_UNKNOWN);
    ck_assert_int_eq(image.facts[AP_IMAGE_STATE].state, AP_FACT_UNKNOWN);
}
END_TEST

START_TEST(every_family_has_a_sample)
{
    const struct ap_table table = ap_families_table();

    for (size_t row = 0; row < table.rows; row++) {
        const char *id = ap_table_cell(&table, row, AP_FAMILIES_ID);
        size_t samples = 0;

        for (size_t i = 0; i < AP_COUNT(cases); i++)
            samples += cases[i].family && strcmp(cases[i].family, id) == 0;
        ck_assert_msg(samples > 0, "%s", id);
    }
}
END_TEST

START_TEST(root_volume_is_spelled_out)
{
    struct ap_image image = infer("us-east-1", AL, cases[0].name, NULL);
    const struct ap_mapping *root = &image.mappings[0];

    ck_assert_str_eq(root->device_name, "/dev/xvda");
    ck_assert_str_eq(root->volume_type, "gp3");
    ck_assert_int_eq(root->iops, 3000);
    ck_assert_int_eq(root->throughput_mibps, 125);
    ck_assert_int_eq(root->facts[AP_VOLUME_ENCRYPTED].state, AP_FACT_KNOWN);
    ck_assert(!root->encrypted && root->delete_on_termination && root->has_ebs);
    assert_fact(root->facts[AP_VOLUME_KMS_KEY_ID], (struct ap_fact){ FAMILY(ABSENT) }, "key");
    assert_fact(root->facts[AP_VOLUME_IOPS], (struct ap_fact){ FAMILY(KNOWN) }, "iops");
    image = infer("us-east-1", AL, "amzn2-ami-hvm-2.0.20260727.0-x86_64-gp2", NULL);
    ck_assert_str_eq(image.mappings[0].volume_type, "gp2");
    assert_fact(image.mappings[0].facts[AP_VOLUME_IOPS], (struct ap_fact){ FAMILY(ABSENT) },
                "iops");
}
END_TEST

START_TEST(further_mappings_are_spelled_out)
{
    struct ap_image image =
        infer("us-east-1", ECS, "amzn-ami-2018.03.20250224-amazon-ecs-optimized", NULL);

    ck_assert_str_eq(image.mappings[1].device_name, "/dev/xvdcz");
    ck_assert_int_eq(image.mappings[1].size_gib, 22);
    ck_assert_uint_eq(image.mappings[1].index, 1);
    assert_fact(image.mappings[1].facts[AP_VOLUME_SNAPSHOT_ID], (struct ap_fact){ FAMILY(ABSENT) },
                "snapshot");
    image =
        infer("us-east-1", ECS, "Windows_Server-2019-English-Full-ECS_Optimized-2021.05.12", NULL);
    ck_assert_str_eq(image.mappings[26].device_name, "xvdcz");
    ck_assert_str_eq(image.mappings[26].virtual_name, "ephemeral25");
    assert_fact(image.facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS], (struct ap_fact){ PARTIAL(KNOWN) },
                "mappings");
}
END_TEST

/* ---- owners and kernels, by region ---- */

static const struct {
    const char *region;
    const char *owner;
    bool inferred;
    enum ap_fact_grade alias;
    const char *kernel; /* of a PV image */
} region_cases[] = {
    { "us-east-1", AL, true, AP_GRADE_FAMILY, "aki-5c21674b" },
    { "eu-central-1", AL, true, AP_GRADE_FAMILY, "aki-931fe3fc" },
    { "us-east-2", AL, true, AP_GRADE_FAMILY, NULL },
    { "af-south-1", "210953353124", true, AP_GRADE_ANALOGY, NULL },
    { "af-south-1", AL, false, 0, NULL },
    { "us-east-1", "210953353124", false, 0, NULL },
    /* its accounts are not known */
    { "cn-north-1", AL, false, 0, NULL },
    { NULL, AL, false, 0, NULL },
};

START_TEST(owner_is_that_of_the_region)
{
    struct ap_image image = infer(region_cases[_i].region, region_cases[_i].owner,
                                  "amzn-ami-pv-2018.03.0.20231218.0-x86_64-ebs", NULL);

    ck_assert_int_eq(image.family != NULL, region_cases[_i].inferred);
    if (!image.family)
        return;
    ck_assert_int_eq(image.facts[AP_IMAGE_OWNER_ALIAS].grade, region_cases[_i].alias);
    if (region_cases[_i].kernel) {
        ck_assert_str_eq(image.kernel_id, region_cases[_i].kernel);
        ck_assert_int_eq(image.facts[AP_IMAGE_KERNEL_ID].grade, AP_GRADE_PARTIAL);
    } else {
        ck_assert_int_eq(image.facts[AP_IMAGE_KERNEL_ID].state, AP_FACT_UNKNOWN);
    }
}
END_TEST

/* ---- dates ---- */

static const struct {
    const char *name;
    const char *created_by;
    const char *created[2]; /* NULL: unknown */
    const char *deprecated[2];
    enum ap_fact_grade grade;
} date_cases[] = {
    /* a first build is made by the day after its date */
    { "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64",
      NULL,
      { "2026-07-23T00:00:00Z", "2026-07-28T23:59:59Z" },
      { "2026-10-21T00:00:00Z", "2026-10-27T00:07:59Z" },
      AP_GRADE_FAMILY },
    /* it is there before a parameter names it */
    { "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64",
      "2026-07-27T19:40:00.123Z",
      { "2026-07-23T00:00:00Z", "2026-07-27T19:40:00Z" },
      { "2026-10-21T00:00:00Z", "2026-10-25T19:48:00Z" },
      AP_GRADE_FAMILY },
    /* a bound later than the window, and one that contradicts the name */
    { "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64",
      "2026-09-01T00:00:00Z",
      { "2026-07-23T00:00:00Z", "2026-07-28T23:59:59Z" },
      { "2026-10-21T00:00:00Z", "2026-10-27T00:07:59Z" },
      AP_GRADE_FAMILY },
    { "al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64",
      "2026-01-01T00:00:00Z",
      { NULL, NULL },
      { NULL, NULL },
      0 },
    /* a respin */
    { "al2023-ami-2023.10.20260202.2-kernel-6.1-x86_64",
      NULL,
      { "2026-02-02T00:00:00Z", "2026-02-09T23:59:59Z" },
      { "2026-05-03T00:00:00Z", "2026-05-11T00:07:59Z" },
      AP_GRADE_FAMILY },
    /* Amazon Linux 2, by date: two years, fixed, 90 days, and the gaps between */
    { "amzn2-ami-kernel-5.10-hvm-2.0.20221210.1-x86_64-gp2",
      NULL,
      { "2022-12-06T00:00:00Z", "2022-12-23T23:59:59Z" },
      { "2024-12-06T00:00:00Z", "2024-12-23T23:59:59Z" },
      AP_GRADE_FAMILY },
    { "amzn2-ami-hvm-2.0.20230307.0-x86_64-gp2",
      NULL,
      { "2023-03-03T00:00:00Z", "2023-03-20T23:59:59Z" },
      { NULL, NULL },
      0 },
    { "amzn2-ami-kernel-5.10-hvm-2.0.20250321.0-x86_64-gp2",
      NULL,
      { "2025-03-17T00:00:00Z", "2025-04-03T23:59:59Z" },
      { "2025-07-01T00:00:00Z", "2025-07-01T00:00:00Z" },
      AP_GRADE_FAMILY },
    { "amzn2-ami-hvm-2.0.20260109.0-x86_64-gp2",
      NULL,
      { "2026-01-05T00:00:00Z", "2026-01-22T23:59:59Z" },
      { "2026-04-05T00:00:00Z", "2026-04-23T02:16:59Z" },
      AP_GRADE_FAMILY },
    { "amzn2-ami-hvm-2.0.20260601.0-x86_64-gp2",
      NULL,
      { "2026-05-28T00:00:00Z", "2026-06-14T23:59:59Z" },
      { NULL, NULL },
      0 },
    { "amzn2-ami-hvm-2.0.20260727.0-x86_64-gp2",
      "2026-07-28T00:54:00Z",
      { "2026-07-23T00:00:00Z", "2026-07-28T00:54:00Z" },
      { "2026-10-21T00:00:00Z", "2026-10-26T03:11:00Z" },
      AP_GRADE_ANALOGY },
    /* fixed */
    { "amzn-ami-minimal-hvm-2018.03.0.20231218.0-x86_64-ebs",
      NULL,
      { "2023-12-17T00:00:00Z", "2023-12-20T23:59:59Z" },
      { "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z" },
      AP_GRADE_FAMILY },
    /* no date in the name */
    { "amzn-ami-hvm-2016.03.0.x86_64-gp2", NULL, { NULL, NULL }, { NULL, NULL }, 0 },
    /* no such day */
    { "al2023-ami-2023.12.20260732.0-kernel-6.1-x86_64", NULL, { NULL, NULL }, { NULL, NULL }, 0 },
};

static int64_t seconds(const char *text)
{
    int64_t time_s = 0;

    ck_assert_int_eq(ap_timestamp_parse(text, NULL, &time_s, NULL), AMIPLAN_OK);
    return time_s;
}

static void assert_interval(struct ap_fact fact, const char *const wanted[2], int64_t from_s,
                            int64_t to_s)
{
    char from[AP_TIMESTAMP_BYTES];
    char to[AP_TIMESTAMP_BYTES];

    ck_assert_int_eq(fact.state, wanted[0] ? AP_FACT_KNOWN : AP_FACT_UNKNOWN);
    if (!wanted[0])
        return;
    ap_timestamp_format(from_s, from);
    ap_timestamp_format(to_s, to);
    ck_assert_str_eq(from, wanted[0]);
    ck_assert_str_eq(to, wanted[1]);
}

START_TEST(dates_are_intervals)
{
    struct ap_image image = infer("us-east-1", AL, date_cases[_i].name, date_cases[_i].created_by);

    ck_assert_ptr_nonnull(image.family);
    assert_interval(image.facts[AP_IMAGE_CREATION_DATE], date_cases[_i].created,
                    image.created_from_s, image.created_to_s);
    assert_interval(image.facts[AP_IMAGE_DEPRECATION_TIME], date_cases[_i].deprecated,
                    image.deprecated_from_s, image.deprecated_to_s);
    if (date_cases[_i].deprecated[0])
        ck_assert_int_eq(image.facts[AP_IMAGE_DEPRECATION_TIME].grade, date_cases[_i].grade);
}
END_TEST

START_TEST(ecs_dates_are_unknown)
{
    struct ap_image image = infer("us-east-1", ECS, "amzn2-ami-ecs-hvm-2.0.20260226-x86_64-ebs",
                                  "2026-03-01T00:00:00Z");

    ck_assert_int_eq(image.facts[AP_IMAGE_CREATION_DATE].state, AP_FACT_UNKNOWN);
    ck_assert_int_eq(image.facts[AP_IMAGE_DEPRECATION_TIME].state, AP_FACT_UNKNOWN);
}
END_TEST

/* ---- a record comes first ---- */

START_TEST(record_is_not_overruled)
{
    const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };
    struct ap_image image = {
        .region = "us-east-1", .owner_id = AL, .name = cases[0].name, .ena = false
    };

    image.facts[AP_IMAGE_OWNER_ID] = recorded;
    image.facts[AP_IMAGE_NAME] = recorded;
    image.facts[AP_IMAGE_ENA_SUPPORT] = recorded;
    image.facts[AP_IMAGE_BOOT_MODE] = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
    image.facts[AP_IMAGE_CREATION_DATE] = recorded;
    image.created_from_s = image.created_to_s = seconds("2026-07-25T12:00:00Z");
    ck_assert_int_eq(ap_image_infer(&image, NULL, &arena, NULL), AMIPLAN_OK);
    ck_assert_str_eq(image.family, "A1");
    ck_assert(!image.ena);
    ck_assert_int_eq(image.facts[AP_IMAGE_BOOT_MODE].state, AP_FACT_ABSENT);
    ck_assert_int_eq(image.facts[AP_IMAGE_BOOT_MODE].grade, AP_GRADE_RECORD);
    /* The rule of the family starts from the recorded date. */
    ck_assert_int_eq(image.deprecated_from_s, seconds("2026-10-23T12:00:00Z"));
    ck_assert_int_eq(image.deprecated_to_s, seconds("2026-10-23T12:08:00Z"));
}
END_TEST

/* Another kind of root on record: no root volume is made up. */
START_TEST(mappings_are_not_against_the_record)
{
    const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };
    struct ap_image image = {
        .region = "us-east-1", .owner_id = AL, .name = cases[0].name, .root = AP_ROOT_INSTANCE_STORE
    };

    image.facts[AP_IMAGE_OWNER_ID] = recorded;
    image.facts[AP_IMAGE_NAME] = recorded;
    image.facts[AP_IMAGE_ROOT_DEVICE_TYPE] = recorded;
    ck_assert_int_eq(ap_image_infer(&image, NULL, &arena, NULL), AMIPLAN_OK);
    ck_assert_int_eq(image.facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS].state, AP_FACT_UNKNOWN);
}
END_TEST

START_TEST(complete_record_is_left_alone)
{
    const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };
    struct ap_image image = {
        .region = "us-east-1", .owner_id = AL, .name = cases[0].name, .complete = true
    };

    image.facts[AP_IMAGE_OWNER_ID] = recorded;
    image.facts[AP_IMAGE_NAME] = recorded;
    ck_assert_int_eq(ap_image_infer(&image, NULL, &arena, NULL), AMIPLAN_OK);
    ck_assert_ptr_null(image.family);
    ck_assert_int_eq(image.facts[AP_IMAGE_ARCHITECTURE].state, AP_FACT_UNKNOWN);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("inference");
    TCase *family = tcase_create("family");
    TCase *dates = tcase_create("dates");
    TCase *record = tcase_create("record");

    tcase_add_checked_fixture(family, NULL, tear_down);
    tcase_add_loop_test(family, family_is_found, 0, AP_COUNT(cases));
    tcase_add_test(family, every_family_has_a_sample);
    tcase_add_test(family, root_volume_is_spelled_out);
    tcase_add_test(family, further_mappings_are_spelled_out);
    tcase_add_loop_test(family, owner_is_that_of_the_region, 0, AP_COUNT(region_cases));
    suite_add_tcase(suite, family);

    tcase_add_checked_fixture(dates, NULL, tear_down);
    tcase_add_loop_test(dates, dates_are_intervals, 0, AP_COUNT(date_cases));
    tcase_add_test(dates, ecs_dates_are_unknown);
    suite_add_tcase(suite, dates);

    tcase_add_checked_fixture(record, NULL, tear_down);
    tcase_add_test(record, record_is_not_overruled);
    tcase_add_test(record, mappings_are_not_against_the_record);
    tcase_add_test(record, complete_record_is_left_alone);
    suite_add_tcase(suite, record);
    return run_suite(suite);
}
