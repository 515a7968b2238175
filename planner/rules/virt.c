/* Virtualization: HVM and paravirtual images, by instance type and family. */
#include <string.h>

#include "planner/ec2_text.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

/* Families whose API record says hvm, and which EC2 has refused HVM Linux on (facts D-1). */
static const char *const windows_hvm_families[] = { "c1", "m1", "m2", "t1" };
/* Families with the Intel 82599 VF adapter (EC2 user guide, enhanced networking; facts NET-6). */
static const char *const vf_families[] = { "c3", "c4", "d2", "i2", "m4", "r3" };

static bool is_listed(const char *family, const char *const *families, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(families[i], family))
            return true;
    }
    return false;
}

static bool type_runs(const struct ap_facts *facts, enum ap_virt virt)
{
    return facts->type && facts->type->facts[AP_TYPE_VIRTUALIZATION_TYPES].state == AP_FACT_KNOWN &&
           facts->type->virts & 1u << virt;
}

static void ask_pv_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;

    if (type_runs(facts, AP_VIRT_PARAVIRTUAL))
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->virt != AP_VIRT_PARAVIRTUAL ||
        ap_need_type(facts, findings, AP_TYPE_VIRTUALIZATION_TYPES) == AP_FACT_UNKNOWN)
        return;
    const char *why = "";
    if (type->facts[AP_TYPE_ACCELERATED].state == AP_FACT_KNOWN && type->accelerated)
        why = "; GPUs and other accelerators need HVM";
    else if (type->facts[AP_TYPE_CURRENT_GENERATION].state == AP_FACT_KNOWN &&
             type->current_generation)
        why = "; every type of the current generation does";
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is paravirtual, and %s runs HVM images alone%s", facts->image->id,
                  type->name, why);
    ap_finding_ec2(findings, finding, type->name, (char *)NULL);
}

static void ask_hvm_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (type_runs(facts, AP_VIRT_HVM))
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->virt != AP_VIRT_HVM ||
        ap_need_type(facts, findings, AP_TYPE_VIRTUALIZATION_TYPES) == AP_FACT_UNKNOWN)
        return;
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is an HVM image, and %s runs paravirtual images alone",
                  facts->image->id, facts->type->name);
    ap_finding_ec2(findings, finding, (char *)NULL);
}

static void ask_hvm_linux(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;

    if (!type || !is_listed(type->family, windows_hvm_families, AP_COUNT(windows_hvm_families)) ||
        !type_runs(facts, AP_VIRT_HVM))
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->virt != AP_VIRT_HVM)
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_PLATFORM) != AP_FACT_ABSENT)
        return; /* Windows HVM was always allowed there (VIRT-4) */
    struct amiplan_finding *finding = ap_broken(
        findings,
        "sources disagree about HVM Linux on %s: DescribeInstanceTypes lists hvm; AWS's guide of "
        "2015, four recorded refusals of 2015 to 2017 and the user's text S0 say paravirtual alone",
        type->name);
    ap_finding_ec2(findings, finding, (char *)NULL);
}

static void ask_pv_networking(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN ||
        image->virt != AP_VIRT_PARAVIRTUAL)
        return;
    bool ena = ap_know_image(facts, findings, AP_IMAGE_ENA_SUPPORT) == AP_FACT_KNOWN && image->ena;
    bool sriov =
        ap_know_image(facts, findings, AP_IMAGE_SRIOV_NET_SUPPORT) == AP_FACT_KNOWN && image->sriov;
    if (ena || sriov) {
        ap_broken(findings,
                  "%s is paravirtual and registered with %s: enhanced networking needs HVM, and "
                  "the instance may be unreachable",
                  image->id, ena ? "EnaSupport" : "SriovNetSupport");
        return;
    }
    if (ap_need_image(facts, findings, AP_IMAGE_ENA_SUPPORT) != AP_FACT_UNKNOWN)
        ap_need_image(facts, findings, AP_IMAGE_SRIOV_NET_SUPPORT);
}

static void ask_extensions(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;

    if (!type || ap_know_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) != AP_FACT_KNOWN ||
        facts->image->virt != AP_VIRT_PARAVIRTUAL)
        return;
    bool ena =
        type->facts[AP_TYPE_ENA_SUPPORT].state == AP_FACT_KNOWN && type->ena != AP_UNSUPPORTED;
    if (ena || is_listed(type->family, vf_families, AP_COUNT(vf_families)))
        ap_note(findings,
                "%s has enhanced networking, which a paravirtual image cannot use: it needs HVM",
                type->name);
}

static void ask_generation(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;
    bool pv = ap_know_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_KNOWN &&
              facts->image->virt == AP_VIRT_PARAVIRTUAL;
    bool old = type && type->facts[AP_TYPE_CURRENT_GENERATION].state == AP_FACT_KNOWN &&
               !type->current_generation;

    if (pv)
        ap_note(findings,
                "%s is paravirtual; AWS advises HVM images on types of the current "
                "generation, and paravirtual has no speed advantage left",
                facts->image->id);
    else if (old)
        ap_note(findings, "%s is of a %s generation; AWS advises types of the current one",
                type->name, type->retired ? "retired" : "previous");
}

static void ask_pv_kernel(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (!image || facts->launch->kernel_id)
        return;
    if (ap_know_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) != AP_FACT_KNOWN ||
        image->virt != AP_VIRT_PARAVIRTUAL)
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_KERNEL_ID) == AP_FACT_ABSENT)
        ap_broken(findings,
                  "%s is paravirtual and neither it nor the request names a kernel: it "
                  "would not boot",
                  image->id);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "virt-pv-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "a paravirtual image meets a type that runs paravirtual images: C1, "
                             "C3, M1, M2, M3, T1, and the retired HI1 and HS1",
                  .facts = "VIRT-1 VIRT-5 VIRT-7 D-3",
                  .reference =
                      "EC2 user guide, Linux AMI virtualization types; "
                      "DescribeInstanceTypes; wardviaene/devops-box#6 (2018); user's texts "
                      "S0, S1",
                  .fix = "use the HVM image of the same system",
                  .ec2_code = AP_EC2_HVM_REQUIRED_CODE,
                  .ec2_message = AP_EC2_HVM_REQUIRED_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_pv_type,
    },
    {
        .info = { .id = "virt-hvm-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DATA,
                  .summary = "an HVM image meets a type that runs HVM images",
                  .facts = "VIRT-2 VIRT-6",
                  .reference = "EC2 API Reference, InstanceTypeInfo: SupportedVirtualizationTypes; "
                               "saltstack/salt#26417 (2015)",
                  .fix = "use a paravirtual image, or any newer type",
                  .ec2_code = "InvalidParameterCombination",
                  .ec2_message = "Non-Windows instances with a virtualization type of 'hvm' are "
                                 "currently not supported for this instance type." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_hvm_type,
    },
    {
        .info = { .id = "virt-hvm-linux",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "an HVM image on T1, M1, M2 or C1 is one of Windows",
                  .facts = "VIRT-3 VIRT-4 D-1",
                  .reference =
                      "saltstack/salt#26417, bevacqua/baal#3, grycap/im#228 (2015 to 2017) "
                      "against DescribeInstanceTypes (2021 to 2026); user's text S0",
                  .fix = "use a paravirtual image, or any newer type",
                  .ec2_code = "InvalidParameterCombination",
                  .ec2_message = "Non-Windows instances with a virtualization type of 'hvm' are "
                                 "currently not supported for this instance type." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_hvm_linux,
    },
    {
        .info = { .id = "virt-pv-networking",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "a paravirtual image is not registered for enhanced networking",
                  .facts = "NET-4 VIRT-8",
                  .reference = "EC2 API Reference, RegisterImage: EnaSupport, SriovNetSupport; "
                               "user's texts S0, S1, S2, S4",
                  .fix = "use an HVM image" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_pv_networking,
    },
    {
        .info = { .id = "virt-pv-kernel",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "a paravirtual image, or the request, names a kernel",
                  .facts = "KERN-4 VIRT-9 VIRT-14",
                  .reference = "EC2 user guide, user provided kernels",
                  .fix =
                      "name a PV-GRUB kernel with KernelId, or register the image again as hvm" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_pv_kernel,
    },
    {
        .info = { .id = "virt-extensions",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_USER,
                  .summary = "enhanced networking and GPUs are for HVM images",
                  .facts = "VIRT-8 NET-6",
                  .reference = "user's texts S0, S1, S2, S4; EC2 user guide, instance types" },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_extensions,
    },
    {
        .info = { .id = "virt-generation",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_USER,
                  .summary = "HVM images on types of the current generation are the advice",
                  .facts = "VIRT-10 VIRT-11 D-9",
                  .reference =
                      "user's texts S0, S2, S4; DescribeInstanceTypes: CurrentGeneration" },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_generation,
    },
};

const struct ap_rule_list ap_rules_virt = { rules, AP_COUNT(rules) };
