/* Hibernation, when the request asks for it: type, image and root volume. */
#include <string.h>

#include "planner/ec2_text.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->launch->hibernates ||
        ap_need_type(facts, findings, AP_TYPE_HIBERNATION) == AP_FACT_UNKNOWN)
        return;
    if (!facts->type->hibernation)
        ap_broken(findings, "%s does not hibernate", facts->type->name);
}

static void ask_virtualization(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->launch->hibernates ||
        ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN)
        return;
    if (facts->image->virt != AP_VIRT_HVM)
        ap_broken(findings, "%s is paravirtual; only HVM images hibernate", facts->image->id);
}

static void ask_root_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->launch->hibernates ||
        ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN)
        return;
    if (facts->image->root != AP_ROOT_EBS)
        ap_broken(findings,
                  "%s has an instance-store root: it can be neither stopped nor hibernated",
                  facts->image->id);
}

/* The EBS root of a launch that asks to hibernate; NULL when there is none to look at. */
static const struct ap_device *hibernating_root(const struct ap_facts *facts)
{
    const struct ap_device *root = ap_devices_root(facts->devices);

    return facts->launch->hibernates && root && root->kind == AP_DEVICE_EBS ? root : NULL;
}

static void ask_encrypted(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_device *root = hibernating_root(facts);

    if (!root ||
        (root->volume.facts[AP_VOLUME_ENCRYPTED].state == AP_FACT_KNOWN && root->volume.encrypted))
        return;
    struct amiplan_finding *finding = ap_cannot_tell(
        findings, "encryption by default", "aws ec2 get-ebs-encryption-by-default",
        "the root volume%s%s is not known to be encrypted: neither the request nor the image says "
        "so, and whether the account encrypts by default is in no source",
        root->name ? " " : "", root->name ? root->name : "");
    ap_finding_ec2(findings, finding, (char *)NULL);
    ap_finding_device(finding, root->name);
}

static void ask_size(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_device *root = hibernating_root(facts);

    if (!root || ap_need_type(facts, findings, AP_TYPE_MEMORY) == AP_FACT_UNKNOWN)
        return;
    const struct ap_mapping *volume = &root->volume;
    if (ap_fact_for(volume->facts[AP_VOLUME_SIZE], AP_GRADE_FAMILY) != AP_FACT_KNOWN) {
        struct amiplan_finding *finding =
            ap_cannot_tell(findings, "root volume size", "VolumeSize in the request or the image",
                           "the root volume's size is not known; it must hold %lld MiB of memory",
                           (long long)facts->type->memory_mib);
        ap_finding_device(finding, root->name);
        return;
    }
    if (volume->size_gib * 1024 >= facts->type->memory_mib)
        return;
    struct amiplan_finding *finding = ap_broken(
        findings, "the root volume of %lld GiB cannot hold the %lld MiB of memory of %s",
        (long long)volume->size_gib, (long long)facts->type->memory_mib, facts->type->name);
    ap_finding_device(finding, root->name);
}

static void ask_volume_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    static const char *const allowed[] = { "gp2", "gp3", "io1", "io2" };
    const struct ap_device *root = hibernating_root(facts);

    if (!root)
        return;
    if (ap_fact_for(root->volume.facts[AP_VOLUME_TYPE], AP_GRADE_FAMILY) != AP_FACT_KNOWN) {
        struct amiplan_finding *unknown = ap_cannot_tell(
            findings, "root volume type", "VolumeType in the request or the image",
            "the root volume's type is not known; hibernation takes gp2, gp3, io1 and io2");
        ap_finding_device(unknown, root->name);
        return;
    }
    for (size_t i = 0; i < AP_COUNT(allowed); i++) {
        if (!strcmp(allowed[i], root->volume.volume_type))
            return;
    }
    struct amiplan_finding *finding =
        ap_broken(findings, "the root volume is %s; hibernation takes gp2, gp3, io1 and io2",
                  root->volume.volume_type);
    ap_finding_device(finding, root->name);
}

static void ask_enclave(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (facts->launch->hibernates && facts->launch->has_enclave)
        ap_broken(findings, "hibernation and Nitro Enclaves exclude each other");
}

#define HIBERNATION_REFERENCE                                                                      \
    "EC2 user guide, hibernation prerequisites; EC2 API Reference, error codes"

static const struct ap_rule rules[] = {
    {
        .info = { .id = "hib-instance-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DATA,
                  .summary = "the instance type hibernates, when that is asked",
                  .facts = "HIB-1 HIB-8 D-7",
                  .reference = HIBERNATION_REFERENCE,
                  .fix = "choose a type whose HibernationSupported is true",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_type,
    },
    {
        .info = { .id = "hib-virtualization",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "an image that hibernates is HVM",
                  .facts = "HIB-2",
                  .reference = HIBERNATION_REFERENCE,
                  .fix = "use an HVM image",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_virtualization,
    },
    {
        .info = { .id = "hib-root-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "an image that hibernates is EBS-backed",
                  .facts = "HIB-3 LIFE-2",
                  .reference = HIBERNATION_REFERENCE "; user's texts S1, S2",
                  .fix = "use an EBS-backed image",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_root_type,
    },
    {
        .info = { .id = "hib-root-encrypted",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the root volume of an instance that hibernates is encrypted",
                  .facts = "HIB-4",
                  .reference = HIBERNATION_REFERENCE "; apache/airflow#35790 (2023)",
                  .fix = "set Encrypted for the root device",
                  .ec2_code = AP_EC2_HIBERNATION_CODE,
                  .ec2_message = "For hibernation, the root device volume must be encrypted." },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_encrypted,
    },
    {
        .info = { .id = "hib-root-size",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the root volume of an instance that hibernates holds its memory",
                  .facts = "HIB-5",
                  .reference = HIBERNATION_REFERENCE,
                  .fix = "give the root device a larger VolumeSize",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_size,
    },
    {
        .info = { .id = "hib-volume-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary =
                      "the root volume of an instance that hibernates is gp2, gp3, io1 or io2",
                  .facts = "HIB-6",
                  .reference = HIBERNATION_REFERENCE,
                  .fix = "set VolumeType gp3 for the root device",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_volume_type,
    },
    {
        .info = { .id = "hib-enclave",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "hibernation and enclaves are not asked for together",
                  .facts = "HIB-7 ENCL-2",
                  .reference =
                      "EC2 API Reference, RunInstances: HibernationOptions, EnclaveOptions",
                  .fix = "ask for one of the two",
                  .ec2_code = AP_EC2_HIBERNATION_CODE },
        .concerns = AP_LAUNCHES,
        .pointer = "/HibernationOptions",
        .ask = ask_enclave,
    },
};

const struct ap_rule_list ap_rules_hib = { rules, AP_COUNT(rules) };
