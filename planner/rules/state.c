/* The state of the image: launchable, on its way, gone, disabled, deprecated. */
#include "base/timestamp.h"
#include "planner/ec2_text.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_pending(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->image || ap_know_image(facts, findings, AP_IMAGE_STATE) != AP_FACT_KNOWN ||
        facts->image->state != AP_STATE_PENDING)
        return;
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is pending: it is still being created or copied", facts->image->id);
    ap_finding_ec2(findings, finding, facts->image->id, (char *)NULL);
}

static void ask_unavailable(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->image)
        return; /* id-not-found says so */
    if (ap_need_image(facts, findings, AP_IMAGE_STATE) == AP_FACT_UNKNOWN)
        return;
    switch (facts->image->state) {
    case AP_STATE_AVAILABLE:
    case AP_STATE_PENDING:
    case AP_STATE_DISABLED:
    case AP_STATES:
        return;
    case AP_STATE_INVALID:
    case AP_STATE_DEREGISTERED:
    case AP_STATE_TRANSIENT:
    case AP_STATE_FAILED:
    case AP_STATE_ERROR:
        break;
    }
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is in state %s; only an available image can be launched",
                  facts->image->id, ap_image_state_name(facts->image->state));
    ap_finding_ec2(findings, finding, facts->image->id, (char *)NULL);
}

static void ask_disabled(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (!image || ap_know_image(facts, findings, AP_IMAGE_STATE) != AP_FACT_KNOWN ||
        image->state != AP_STATE_DISABLED)
        return;
    struct amiplan_finding *finding = ap_broken(
        findings, "%s is disabled: its owner has taken away every launch permission", image->id);
    ap_finding_ec2(findings, finding, image->id, (char *)NULL);
    ap_finding_fix(findings, finding,
                   "the owner enables it again: aws ec2 enable-image --region %s --image-id %s",
                   facts->region, image->id);
}

static void ask_deprecated(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;
    char from[AP_TIMESTAMP_BYTES], to[AP_TIMESTAMP_BYTES];

    if (!image)
        return; /* id-not-found says so */
    if (ap_need_image(facts, findings, AP_IMAGE_DEPRECATION_TIME) != AP_FACT_KNOWN ||
        facts->now_s < image->deprecated_from_s)
        return;
    ap_timestamp_format(image->deprecated_from_s, from);
    ap_timestamp_format(image->deprecated_to_s, to);
    if (facts->now_s < image->deprecated_to_s)
        ap_cannot_tell(findings, "image DeprecationTime", ap_describe_image(facts, findings),
                       "%s becomes deprecated some time between %s and %s", image->id, from, to);
    else if (findings->inferred)
        ap_broken(findings,
                  "%s has been deprecated since %s at the latest, as its family's images are "
                  "(inferred from its name); it still launches by id",
                  image->id, to);
    else
        ap_broken(findings, "%s has been deprecated since %s; it still launches by id", image->id,
                  to);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "state-pending",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the image is no longer being created",
                  .facts = "STATE-2",
                  .reference = "SUSE-Enceladus/ec2imgutils#45, aws/karpenter-provider-aws#7652",
                  .fix = "wait: aws ec2 wait image-available",
                  .ec2_code = "InvalidAMIID.Unavailable",
                  .ec2_message =
                      "The AMI ID '{image}' is currently pending and may not be used for "
                      "this operation" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_pending,
    },
    {
        .info = { .id = "state-unavailable",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the image is in state available",
                  .facts = "STATE-1 STATE-3 STATE-4",
                  .reference = "EC2 API Reference, Image: State, and error codes",
                  .fix = "take another image, or register this one again",
                  .ec2_code = AP_EC2_UNAVAILABLE_CODE,
                  .ec2_message = AP_EC2_UNAVAILABLE_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_unavailable,
    },
    {
        .info = { .id = "state-disabled",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "the image is not disabled",
                  .facts = "STATE-5",
                  .reference = "EC2 API Reference, DisableImage",
                  .fix = "the owner enables the image and shares it again",
                  .ec2_code = AP_EC2_UNAVAILABLE_CODE,
                  .ec2_message = AP_EC2_UNAVAILABLE_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_disabled,
    },
    {
        .info = { .id = "state-deprecated",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the image is not deprecated",
                  .facts = "STATE-6 STATE-9",
                  .reference = "EC2 user guide, deprecate an AMI",
                  .fix = "move to the image's successor: resolve the name again" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_deprecated,
    },
};

const struct ap_rule_list ap_rules_state = { rules, AP_COUNT(rules) };
