/* Launch permission, product codes, and whose image it is. */
#include <string.h>

#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_denied(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;
    enum ap_fact_grade grade = AP_GRADE_RECORD;
    const char *missing = NULL;
    struct amiplan_finding *finding;

    if (!image)
        return; /* id-not-found says so */
    switch (ap_permission_decide(image, facts->caller, &missing, &grade)) {
    case AP_PERMITTED_OWNER:
    case AP_PERMITTED_PUBLIC:
    case AP_PERMITTED_ACCOUNT:
    case AP_PERMITTED_ORGANIZATION:
    case AP_PERMITTED_UNIT:
        return;
    case AP_PERMITTED_UNKNOWN:
        finding = ap_cannot_tell(
            findings, "launch permission", missing,
            "it cannot be told whether account %s may launch %s: the image is not known to be "
            "public, its own, or shared with it",
            facts->caller->account ? facts->caller->account : "(not given)", image->id);
        ap_finding_ec2(findings, finding, image->id, (char *)NULL);
        return;
    case AP_PERMITTED_NOT:
        finding =
            ap_broken(findings,
                      "account %s may not launch %s: it is not public, not its own%s%s, and no "
                      "launch permission names the account, its organization or its units",
                      facts->caller->account, image->id, image->owner_id ? ", but that of " : "",
                      image->owner_id ? image->owner_id : "");
        ap_finding_ec2(findings, finding, image->id, (char *)NULL);
        ap_finding_fix(
            findings, finding,
            "the owner grants it: aws ec2 modify-image-attribute --region %s --image-id %s "
            "--launch-permission 'Add=[{UserId=%s}]'",
            facts->region, image->id, facts->caller->account);
        return;
    }
}

static void ask_product_codes(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (!image || ap_need_image(facts, findings, AP_IMAGE_PRODUCT_CODES) != AP_FACT_KNOWN)
        return;
    for (size_t i = 0; i < image->product_code_count; i++) {
        const struct ap_product_code *code = &image->product_codes[i];
        struct amiplan_finding *finding = ap_cannot_tell(
            findings, "subscription",
            "the product's page in AWS Marketplace, or a dry run with the account's credentials",
            "%s carries the %s product code %s: the account must be subscribed to the product",
            image->id, code->type ? code->type : "Marketplace",
            code->id ? code->id : "(not given)");
        ap_finding_ec2_as(findings, finding, findings->rule->info.ec2_code, NULL, (char *)NULL);
    }
}

static void ask_unverified(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    if (image && image->family)
        return; /* its owner is one of Amazon's accounts: owners.tsv */
    if (ap_need_image(facts, findings, AP_IMAGE_PUBLIC) == AP_FACT_UNKNOWN || !image->is_public ||
        ap_need_image(facts, findings, AP_IMAGE_OWNER_ID) != AP_FACT_KNOWN)
        return;
    if (facts->caller->account && !strcmp(facts->caller->account, image->owner_id))
        return;
    if (ap_need_image(facts, findings, AP_IMAGE_OWNER_ALIAS) != AP_FACT_ABSENT)
        return;
    ap_broken(findings,
              "%s is public and its owner %s has no verified alias: anyone may publish an image "
              "under any name",
              image->id, image->owner_id);
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "perm-denied",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the account may launch the image: it is public, its own, or shared "
                             "with the account, its organization or one of its units",
                  .facts = "PERM-1 PERM-2 PERM-3 PERM-4 PERM-6 PERM-22",
                  .reference = "EC2 user guide, shared AMIs; user's texts S0 to S4; "
                               "Orange-Cyberdefense/GOAD#304, hashicorp/otto#68",
                  .fix = "ask the owner for a launch permission",
                  .ec2_code = "AuthFailure",
                  .ec2_message = "Not authorized for images: [{image}]" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_denied,
    },
    {
        .info = { .id = "perm-product-code",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "the account is subscribed to the image's Marketplace products",
                  .facts = "PERM-11 PERM-12 PERM-13",
                  .reference = "EC2 API Reference, RunInstances; awslabs/harmonix#22",
                  .fix = "subscribe to the product in AWS Marketplace",
                  .ec2_code = "OptInRequired",
                  .ec2_message = "In order to use this AWS Marketplace product you need to accept "
                                 "terms and subscribe. To do so please visit "
                                 "https://aws.amazon.com/marketplace/pp?sku={sku}" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_product_codes,
    },
    {
        .info = { .id = "perm-unverified-owner",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "a public image comes from a verified provider or the caller",
                  .facts = "PERM-18",
                  .reference = "EC2 user guide, shared AMIs",
                  .fix = "make sure that the account is the publisher that you mean" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_unverified,
    },
};

const struct ap_rule_list ap_rules_perm = { rules, AP_COUNT(rules) };
