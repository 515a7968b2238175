/* Architecture: what the image is built for, and what the type runs. */
#include <string.h>

#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_mismatch(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;

    if (ap_need_image(facts, findings, AP_IMAGE_ARCHITECTURE) == AP_FACT_UNKNOWN ||
        ap_need_type(facts, findings, AP_TYPE_ARCHITECTURES) == AP_FACT_UNKNOWN)
        return;
    enum ap_arch arch = facts->image->arch;
    if (type->archs & 1u << arch)
        return;
    const char *of_type = ap_arch_name(type->main_arch);
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is %s, and %s is built for %s", type->name, of_type,
                  facts->image->id, ap_arch_name(arch));
    ap_finding_ec2(findings, finding, of_type, ap_arch_name(arch), (char *)NULL);
    if (arch == AP_ARCH_I386)
        ap_finding_fix(findings, finding,
                       "use a 64-bit image; i386 runs on t2.nano to t2.medium, c3.large, t1.micro, "
                       "m1.small, m1.medium and c1.medium alone");
    else
        ap_finding_fix(findings, finding,
                       "use the %s image of the same name, or an instance type that is %s", of_type,
                       ap_arch_name(arch));
}

static void ask_label(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (ap_need_image(facts, findings, AP_IMAGE_ARCHITECTURE) != AP_FACT_KNOWN ||
        image->arch != AP_ARCH_I386 ||
        ap_need_image(facts, findings, AP_IMAGE_NAME) != AP_FACT_KNOWN)
        return;
    if (strstr(image->name, "x86_64") || strstr(image->name, "amd64"))
        ap_broken(
            findings,
            "%s is registered as i386, but its name '%.128s' speaks of 64 bits: RegisterImage "
            "takes i386 when no architecture is given",
            image->id, image->name);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "arch-mismatch",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the instance type runs the image's architecture",
                  .facts = "ARCH-1 ARCH-2 ARCH-3 ARCH-4 ARCH-5 OS-10",
                  .reference = "EC2 API Reference, ProcessorInfo: SupportedArchitectures; "
                               "skypilot-org/skypilot#6315 (2025), "
                               "hashicorp/packer-plugin-amazon#649 (2026); user's text S1",
                  .fix = "take an image and a type of one architecture",
                  .ec2_code = "InvalidParameterValue",
                  .ec2_message =
                      "The architecture '{type}' of the specified instance type does not match the "
                      "architecture '{image}' of the specified AMI. Specify an instance type and "
                      "an "
                      "AMI that have matching architectures, and try again. You can use "
                      "'describe-instance-types' or 'describe-images' to discover the architecture "
                      "of the instance type or AMI." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_mismatch,
    },
    {
        .info = { .id = "arch-label",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "the architecture that the image is registered with fits its name",
                  .facts = "ARCH-8",
                  .reference = "EC2 API Reference, RegisterImage: Architecture",
                  .fix = "register the image again with --architecture x86_64" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_label,
    },
};

const struct ap_rule_list ap_rules_arch = { rules, AP_COUNT(rules) };
