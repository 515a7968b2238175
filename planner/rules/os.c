/* The operating system: what Windows images can never be. */
#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_windows_pv(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_know_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_KNOWN &&
        facts->image->virt == AP_VIRT_HVM)
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_PLATFORM) != AP_FACT_KNOWN ||
        ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN)
        return;
    ap_broken(findings, "%s is a Windows image and paravirtual; Windows images are HVM",
              facts->image->id);
}

static void ask_windows_store(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_know_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_KNOWN &&
        facts->image->root == AP_ROOT_EBS)
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_PLATFORM) != AP_FACT_KNOWN ||
        ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN)
        return;
    ap_broken(findings,
              "%s is a Windows image with an instance-store root; only Linux images may have one",
              facts->image->id);
}

static void ask_windows_arm(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_need_image(facts, findings, AP_IMAGE_ARCHITECTURE) == AP_FACT_UNKNOWN ||
        facts->image->arch != AP_ARCH_ARM64 ||
        ap_need_image(facts, findings, AP_IMAGE_PLATFORM) != AP_FACT_KNOWN)
        return;
    ap_broken(findings,
              "%s is a Windows image built for arm64; there is no Windows Server for Graviton",
              facts->image->id);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "os-windows-pv",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_USER,
                  .summary = "a Windows image is HVM",
                  .facts = "OS-1",
                  .reference = "user's texts S0, S1",
                  .fix = "use the HVM image; no other exists for Windows" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_windows_pv,
    },
    {
        .info = { .id = "os-windows-store",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_USER,
                  .summary = "a Windows image is EBS-backed",
                  .facts = "OS-2 OS-4",
                  .reference = "user's text S1; EC2 user guide, components of an AMI",
                  .fix = "use an EBS-backed image" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_windows_store,
    },
    {
        .info = { .id = "os-windows-arm64",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "a Windows image is built for x86_64",
                  .facts = "OS-3",
                  .reference = "aws/aws-graviton-getting-started#356",
                  .fix = "use an x86_64 image and type" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_windows_arm,
    },
};

const struct ap_rule_list ap_rules_os = { rules, AP_COUNT(rules) };
