/* Regions and zones: images are regional, types are not offered everywhere. */
#include <string.h>

#include "base/region.h"
#include "planner/ec2_text.h"
#include "planner/offering.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_elsewhere(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (!facts->elsewhere_count)
        return;
    const char *from = facts->elsewhere[0];
    struct amiplan_finding *finding = ap_broken(
        findings, "%s is an image of %s%s, not of %s: an image is of one region", facts->image_id,
        from, facts->elsewhere_count > 1 ? " and others" : "", facts->region);
    ap_finding_ec2(findings, finding, facts->image_id, (char *)NULL);
    ap_finding_fix(findings, finding,
                   "use the image that the same name has in %s, or copy it with CopyImage: aws ec2 "
                   "copy-image --region %s --source-region %s --source-image-id %s --name NAME",
                   facts->region, facts->region, from, facts->image_id);
}

/* Paravirtual images: EC2 user guide, Linux AMI virtualization types, row "Supported Regions". */
static const char *const pv_regions[] = { "ap-northeast-1", "ap-southeast-1", "ap-southeast-2",
                                          "eu-central-1",   "eu-west-1",      "sa-east-1",
                                          "us-east-1",      "us-west-1",      "us-west-2" };

static void ask_pv_region(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < AP_COUNT(pv_regions); i++) {
        if (!strcmp(pv_regions[i], facts->region))
            return;
    }
    if (ap_need_image(facts, findings, AP_IMAGE_VIRTUALIZATION_TYPE) == AP_FACT_UNKNOWN)
        return;
    if (facts->image->virt == AP_VIRT_PARAVIRTUAL)
        ap_broken(findings, "%s is paravirtual, and %s has no paravirtual instances",
                  facts->image_id, facts->region);
}

static void ask_type_offered(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;
    struct amiplan_finding *finding;
    char regions[200];

    if (!type)
        return; /* id-type-unknown says so */
    if (type->retired) {
        finding = ap_broken(findings, "%s is retired: EC2 no longer offers it in any region%s%s",
                            type->name, type->last_seen ? "; last seen " : "",
                            type->last_seen ? type->last_seen : "");
        ap_finding_ec2(findings, finding, (char *)NULL);
        ap_finding_fix(findings, finding, "choose a type of the current generation");
        return;
    }
    switch (ap_offering_in_region(type->name, facts->region)) {
    case AP_OFFERED_YES:
        return;
    case AP_OFFERED_UNKNOWN:
        finding = ap_cannot_tell(
            findings, "offerings",
            ap_arena_printf(findings->arena, "aws ec2 describe-instance-type-offerings --region %s",
                            facts->region),
            "the data do not tell whether %s is offered in %s", type->name, facts->region);
        ap_finding_ec2(findings, finding, (char *)NULL);
        return;
    case AP_OFFERED_NO:
        ap_offering_regions(type->name, regions, sizeof(regions));
        finding = ap_broken(findings, "%s is not offered in %s (offerings of %s)", type->name,
                            facts->region, ap_offering_date());
        ap_finding_ec2(findings, finding, (char *)NULL);
        if (regions[0])
            ap_finding_fix(findings, finding, "it is offered in %s", regions);
        return;
    }
}

static void ask_zone_valid(const struct ap_facts *facts, struct ap_findings *findings)
{
    const char *zone = facts->launch->zone;
    struct amiplan_finding *finding;

    if (!zone)
        return;
    if (!ap_region_has_zone_form(facts->region, zone)) {
        finding = ap_broken(findings, "'%s' is no zone of %s", zone, facts->region);
        ap_finding_ec2(findings, finding, zone, (char *)NULL);
    } else if (!ap_offering_knows_zone(zone)) {
        finding = ap_cannot_tell(
            findings, "zones",
            ap_arena_printf(
                findings->arena,
                "aws ec2 describe-availability-zones --region %s --all-availability-zones",
                facts->region),
            "the data do not know the zone '%s'; letters differ by account, and Local Zones are "
            "not "
            "in the data",
            zone);
        ap_finding_ec2(findings, finding, zone, (char *)NULL);
    }
}

static void ask_zone_offered(const struct ap_facts *facts, struct ap_findings *findings)
{
    const char *zone = facts->launch->zone;
    char zones[200];

    if (!zone || !facts->type || facts->type->retired)
        return;
    const char *type = facts->type->name;
    if (ap_offering_in_region(type, facts->region) != AP_OFFERED_YES ||
        ap_offering_in_zone(type, zone) != AP_OFFERED_NO)
        return;
    ap_offering_zones(type, facts->region, zones, sizeof(zones));
    struct amiplan_finding *finding = ap_broken(
        findings,
        "%s is not offered in %s (offerings of one account, %s; zone letters differ by account)",
        type, zone, ap_offering_date());
    ap_finding_ec2(findings, finding, type, zone, zones, (char *)NULL);
    ap_finding_fix(findings, finding, "leave the zone out, or take one of %s", zones);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "reg-image-elsewhere",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the image is of the launch's region",
                  .facts = "REG-1",
                  .reference = "EC2 user guide, AMIs are regional; hashicorp/terraform#11220; "
                               "user's texts S1, S2, S3",
                  .fix = "copy the image to the region with CopyImage, or use that region's id",
                  .ec2_code = AP_EC2_NOT_FOUND_CODE,
                  .ec2_message = AP_EC2_NOT_FOUND_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_elsewhere,
    },
    {
        .info = { .id = "reg-zone-invalid",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the zone is one of the launch's region",
                  .facts = "REG-10 REG-11",
                  .reference = "mitchellh/vagrant-aws#188, newsapps/beeswithmachineguns#90",
                  .fix = "name a zone of that region, or none",
                  .ec2_code = "InvalidParameterValue",
                  .ec2_message = "Invalid availability zone: [{zone}]" },
        .concerns = AP_LAUNCHES,
        .pointer = "/Placement/AvailabilityZone",
        .ask = ask_zone_valid,
    },
    {
        .info = { .id = "reg-type-offered",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the instance type is offered in the region",
                  .facts = "REG-4 FAM-5",
                  .reference = "EC2 API Reference, DescribeInstanceTypeOfferings; "
                               "hashicorp/terraform-provider-aws#9113",
                  .fix = "choose a type that is offered there",
                  .ec2_code = AP_EC2_UNSUPPORTED_CODE,
                  .ec2_message = AP_EC2_UNSUPPORTED_TEXT },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_type_offered,
    },
    {
        .info = { .id = "reg-zone-offered",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the instance type is offered in the zone",
                  .facts = "REG-5 REG-12",
                  .reference = "ned1313/Getting-Started-Terraform#44 (2025), "
                               "skyplane-project/skyplane#172",
                  .fix = "leave the zone out, or take one that offers the type",
                  .ec2_code = "Unsupported",
                  .ec2_message = "Your requested instance type ({type}) is not supported in your "
                                 "requested Availability Zone ({zone}). Please retry your request "
                                 "by not specifying an Availability Zone or choosing {zones}." },
        .concerns = AP_LAUNCHES,
        .pointer = "/Placement/AvailabilityZone",
        .ask = ask_zone_offered,
    },
    {
        .info = { .id = "reg-pv-region",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the region runs the image's virtualization type",
                  .facts = "REG-6 REG-7",
                  .reference = "EC2 user guide, Linux AMI virtualization types: supported regions",
                  .fix = "use an HVM image; every region runs those" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_pv_region,
    },
};

const struct ap_rule_list ap_rules_reg = { rules, AP_COUNT(rules) };
