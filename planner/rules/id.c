/* Identity: the image id, the parameter behind it, and the instance type's name. */
#include <string.h>

#include "planner/ec2_text.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_missing(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (facts->launch->image_id)
        return;
    struct amiplan_finding *finding = ap_cannot_tell(
        findings, "ImageId", "an ImageId in the request, or the launch template that has it",
        facts->launch->has_template
            ? "the request states no image; its launch template may"
            : "the request states no image; EC2 refuses it unless a launch template does");
    ap_finding_ec2(findings, finding, (char *)NULL);
}

static void ask_malformed(const struct ap_facts *facts, struct ap_findings *findings)
{
    const char *id = facts->image_id;

    if (!id || facts->image_id_well_formed)
        return;
    struct amiplan_finding *finding =
        ap_broken(findings,
                  "'%.100s' is no image id: EC2 takes \"ami-\" and 8 or 17 hexadecimal digits, or "
                  "resolve:ssm: and a parameter's name",
                  id);
    ap_finding_ec2(findings, finding, id, (char *)NULL);
    if (!strncmp(id, "aki-", 4) || !strncmp(id, "ari-", 4))
        ap_finding_fix(findings, finding,
                       "give the ami- id; a kernel or RAM disk id goes to KernelId or RamdiskId");
}

static void ask_parameter_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct amiplan_parameter *parameter = facts->parameter;

    if (!parameter || !strncmp(parameter->name, "/aws/", 5))
        return;
    if (!parameter->data_type) {
        struct amiplan_finding *unknown = ap_cannot_tell(
            findings, "parameter DataType",
            ap_arena_printf(findings->arena, "aws ssm get-parameters --region %s --names %s",
                            facts->region, parameter->name),
            "no source gives the data type of the parameter '%s'; resolve:ssm: takes "
            "aws:ec2:image alone",
            parameter->name);
        ap_finding_ec2(findings, unknown, (char *)NULL);
        return;
    }
    if (!strcmp(parameter->data_type, "aws:ec2:image"))
        return;
    struct amiplan_finding *finding = ap_broken(
        findings, "the parameter '%s' has data type %s; resolve:ssm: takes aws:ec2:image alone",
        parameter->name, parameter->data_type);
    ap_finding_ec2(findings, finding, (char *)NULL);
}

static void ask_unresolved(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct amiplan_resolution *resolution = facts->resolution;

    if (!resolution || resolution->error.status == AMIPLAN_OK)
        return;
    if (resolution->error.status == AMIPLAN_ERR_NO_IMAGE) {
        ap_broken(findings, "'%.100s' does not lead to an image: %s", resolution->reference,
                  resolution->error.message);
        return;
    }
    ap_cannot_tell(
        findings, "ImageId",
        "the parameter's value: --parameters FILE, as `aws ssm get-parameters` prints it",
        "'%.100s' does not lead to an image: %s", resolution->reference, resolution->error.message);
}

static void ask_not_found(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->image_id || !facts->image_id_well_formed || facts->image || facts->elsewhere_count)
        return;
    struct amiplan_finding *finding = ap_cannot_tell(
        findings, "image record", ap_describe_image(facts, findings),
        "no source at hand has %s in %s: it may not exist, be private, be of another region or be "
        "newer than the data",
        facts->image_id, facts->region);
    ap_finding_ec2(findings, finding, facts->image_id, (char *)NULL);
}

static void ask_type(const struct ap_facts *facts, struct ap_findings *findings)
{
    const char *type = facts->launch->instance_type;
    struct amiplan_finding *finding;
    const char *nearest[3];

    if (!type) {
        finding = ap_cannot_tell(findings, "InstanceType", "an instance type in the request",
                                 "no instance type is stated; EC2's own default is m1.small");
        ap_finding_ec2_as(findings, finding, NULL, NULL, (char *)NULL); /* EC2 would not refuse */
        return;
    }
    if (facts->type)
        return;
    size_t count = ap_instance_type_nearest(type, nearest, AP_COUNT(nearest));
    finding = ap_cannot_tell(
        findings, "instance type",
        ap_arena_printf(findings->arena,
                        "aws ec2 describe-instance-types --region %s --instance-types %s",
                        facts->region, type),
        "the data of %s have no instance type '%s'%s%s%s", amiplan_snapshot_date(), type,
        count ? "; did you mean " : "", count ? nearest[0] : "", count ? "?" : "");
    ap_finding_ec2(findings, finding, type, (char *)NULL);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "id-missing",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the request, or its launch template, names an image",
                  .facts = "ID-6",
                  .reference = "EC2 API Reference, RunInstances: ImageId",
                  .fix = "name an image with ImageId",
                  .ec2_code = "MissingParameter",
                  .ec2_message = "The request must contain the parameter ImageId" },
        .concerns = AP_LAUNCHES,
        .ask = ask_missing,
    },
    {
        .info = { .id = "id-malformed",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "a literal image id is \"ami-\" and 8 or 17 hexadecimal digits",
                  .facts = "ID-1 ID-5 ID-13",
                  .reference = "EC2 user guide, resource IDs; hashicorp/terraform#22172, "
                               "boto/boto3#1505",
                  .fix = "copy the whole id; fill in a variable that was left as it stands",
                  .ec2_code = "InvalidAMIID.Malformed",
                  .ec2_message = "Invalid id: \"{image}\" (expecting \"ami-...\")" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_malformed,
    },
    {
        .info = { .id = "id-parameter-type",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "an own parameter behind resolve:ssm: has data type aws:ec2:image",
                  .facts = "ID-3 ID-14",
                  .reference = "EC2 user guide, finding an AMI; aws/aws-cdk#26712 (2023)",
                  .fix = "create the parameter again with --data-type aws:ec2:image",
                  .ec2_code = "SsmInvalidParameter",
                  .ec2_message = "Unsupported data type. The following parameter data types are "
                                 "supported: aws:ec2:image" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_parameter_type,
    },
    {
        .info = { .id = "id-parameter-unresolved",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the parameter behind resolve:ssm: leads to an image",
                  .facts = "ID-2 REG-2",
                  .reference = "EC2 user guide, finding an AMI",
                  .fix = "create the parameter in the launch's region; parameters are regional",
                  .ec2_code = "SsmInvalidParameter" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_unresolved,
    },
    {
        .info = { .id = "id-not-found",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the image exists in the launch's region, for this caller",
                  .facts = "PERM-21",
                  .reference = "EC2 API Reference, error codes; hashicorp/terraform#11220",
                  .fix = "look at the region, the id and the owner",
                  .ec2_code = AP_EC2_NOT_FOUND_CODE,
                  .ec2_message = AP_EC2_NOT_FOUND_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_not_found,
    },
    {
        .info = { .id = "id-type-unknown",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "the instance type is one that EC2 has",
                  .facts = "ID-7 FAM-4",
                  .reference = "EC2 API Reference, RunInstances: InstanceType",
                  .fix = "look at the spelling: FAMILY.SIZE",
                  .ec2_code = "InvalidParameterValue",
                  .ec2_message = "Invalid value '{type}' for InstanceType." },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_type,
    },
};

const struct ap_rule_list ap_rules_id = { rules, AP_COUNT(rules) };
