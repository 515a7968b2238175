/* The root device at launch: EBS or instance store. */
#include <string.h>

#include "planner/rule.h"
#include "planner/rules/book.h"

static bool root_is(const struct ap_facts *facts, struct ap_findings *findings, enum ap_root root)
{
    return ap_know_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_KNOWN &&
           facts->image->root == root;
}

static bool type_takes_store(const struct ap_facts *facts)
{
    return facts->type && facts->type->facts[AP_TYPE_ROOT_DEVICE_TYPES].state == AP_FACT_KNOWN &&
           facts->type->roots & 1u << AP_ROOT_INSTANCE_STORE;
}

static void ask_store_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    /* Every type takes an EBS root (ROOT-3). */
    if (root_is(facts, findings, AP_ROOT_EBS) || type_takes_store(facts))
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        ap_need_type(facts, findings, AP_TYPE_ROOT_DEVICE_TYPES) == AP_FACT_UNKNOWN)
        return;
    struct amiplan_finding *finding =
        ap_broken(findings, "%s has an instance-store root, and %s starts from EBS alone",
                  facts->image->id, facts->type->name);
    ap_finding_ec2(findings, finding, facts->image->id, facts->type->name, (char *)NULL);
}

/* Families that DescribeInstanceTypes lists for instance-store roots and AWS's guide of 2023 does
 * not (facts D-2). */
static const char *const unlisted_families[] = { "c1", "m1", "m2", "x1" };

static void ask_store_listed(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!root_is(facts, findings, AP_ROOT_INSTANCE_STORE) || !type_takes_store(facts))
        return;
    for (size_t i = 0; i < AP_COUNT(unlisted_families); i++) {
        if (!strcmp(facts->type->family, unlisted_families[i]))
            ap_note(findings,
                    "DescribeInstanceTypes lists instance-store roots for %s; AWS's guide of 2023 "
                    "names C3, D2, G2, I2, M3 and R3 alone",
                    facts->type->name);
    }
}

static void ask_store_volumes(const struct ap_facts *facts, struct ap_findings *findings)
{
    bool asked = false;

    for (size_t i = 0; i < facts->launch->mapping_count; i++)
        asked |= facts->launch->mappings[i].has_ebs;
    if (!asked || ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->root != AP_ROOT_INSTANCE_STORE)
        return;
    for (size_t i = 0; i < facts->launch->mapping_count; i++) {
        const struct ap_mapping *mapping = &facts->launch->mappings[i];
        if (!mapping->has_ebs)
            continue;
        struct amiplan_finding *finding = ap_broken(
            findings, "%s has an instance-store root: EBS volumes cannot be mapped at launch",
            facts->image->id);
        ap_finding_device(finding, mapping->device_name);
        ap_finding_ec2(findings, finding, (char *)NULL);
        ap_finding_at(findings, finding, facts->launch,
                      ap_arena_printf(findings->arena, "/BlockDeviceMappings/%zu", mapping->index));
    }
}

static void ask_store_shutdown(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->launch->shutdown)
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->root != AP_ROOT_INSTANCE_STORE)
        return;
    struct amiplan_finding *finding = ap_broken(
        findings,
        "%s has an instance-store root: a shutdown always terminates it, and the behaviour "
        "cannot be set",
        facts->image->id);
    ap_finding_ec2(findings, finding, (char *)NULL);
}

static void ask_name(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        image->root != AP_ROOT_EBS)
        return;
    if (ap_fact_is_inferred(image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS]))
        return; /* mappings that are inferred begin with the root */
    if (ap_need_image(facts, findings, AP_IMAGE_BLOCK_DEVICE_MAPPINGS) != AP_FACT_KNOWN ||
        !image->mapping_count ||
        ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_NAME) != AP_FACT_KNOWN)
        return;
    for (size_t i = 0; i < image->mapping_count; i++) {
        const char *name = image->mappings[i].device_name;
        if (name && !strcmp(name, image->root_device_name))
            return;
    }
    ap_broken(findings,
              "%s names %s as its root and does not map it; EC2 starts from its first mapping, %s",
              image->id, image->root_device_name,
              image->mappings[0].device_name ? image->mappings[0].device_name
                                             : "which has no name");
}

static void ask_advice(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (root_is(facts, findings, AP_ROOT_INSTANCE_STORE))
        ap_note(findings,
                "%s has an instance-store root: it starts in minutes, cannot be stopped, and loses "
                "its root with the instance; AWS advises EBS-backed images",
                facts->image->id);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "root-store-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary =
                      "an instance-store image meets a type that takes an instance-store root",
                  .facts = "ROOT-1 ROOT-2 ROOT-3 ROOT-4 ROOT-5 D-2",
                  .reference =
                      "EC2 API Reference, InstanceTypeInfo: SupportedRootDeviceTypes; "
                      "thelastpickle/tlp-cluster#150 (2019), jtriley/StarCluster#52 (2011)",
                  .fix =
                      "use an EBS-backed image, or a type of C1, C3, D2, I2, M1, M2, M3, R3 or X1",
                  .ec2_code = "UnsupportedOperation",
                  .ec2_message =
                      "AMI '{image}' with an instance-store root device is not supported "
                      "for the instance type '{type}'." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_store_type,
    },
    {
        .info = { .id = "root-store-shutdown",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "InstanceInitiatedShutdownBehavior is set for EBS-backed images alone",
                  .facts = "ROOT-7 LIFE-9",
                  .reference = "mitchellh/vagrant-aws#131 (2013)",
                  .fix = "leave InstanceInitiatedShutdownBehavior out",
                  .ec2_code = "InvalidParameterCombination",
                  .ec2_message = "The attribute instanceInitiatedShutdownBehavior can only be used "
                                 "for elastic images." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceInitiatedShutdownBehavior",
        .ask = ask_store_shutdown,
    },
    {
        .info = { .id = "root-store-volumes",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "EBS volumes are mapped at launch for EBS-backed images alone",
                  .facts = "ROOT-6 MAP-15",
                  .reference = "docker-archive-public/docker.machine#1284 (2015), "
                               "hashicorp/packer#1546 (2014)",
                  .fix = "attach EBS volumes after the launch",
                  .ec2_code = "UnsupportedOperation",
                  .ec2_message =
                      "EBS block device mappings not supported for instance-store AMIs." },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_store_volumes,
    },
    {
        .info = { .id = "root-name-unmapped",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the image maps the device that it names as its root",
                  .facts = "ROOT-9",
                  .reference = "hashicorp/terraform#2271",
                  .fix = "override the first mapping's name, or register the image again" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_name,
    },
    {
        .info = { .id = "root-store-listed",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_DATA,
                  .summary =
                      "documents and the API agree that the family takes instance-store roots",
                  .facts = "D-2 ROOT-2",
                  .reference = "EC2 user guide, root device storage (2023), against "
                               "DescribeInstanceTypes (2026)" },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_store_listed,
    },
    {
        .info = { .id = "root-store-advice",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_USER,
                  .summary = "EBS-backed images are the advice",
                  .facts = "ROOT-10 ROOT-13",
                  .reference = "user's texts S1, S4; EC2 user guide, root device storage" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_advice,
    },
};

const struct ap_rule_list ap_rules_root = { rules, AP_COUNT(rules) };
