/* Life after launch: stopping, changes while stopped, shutting down, data on disks. */
#include <string.h>

#include "planner/rule.h"
#include "planner/rules/book.h"

static void ask_stop(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->root != AP_ROOT_INSTANCE_STORE)
        return;
    struct amiplan_finding *finding = ap_broken(
        findings,
        "an instance of %s has an instance-store root: it runs or is terminated, and cannot "
        "be stopped",
        facts->image->id);
    ap_finding_ec2(findings, finding, "INSTANCE", (char *)NULL);
}

static void ask_change(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN ||
        facts->image->root != AP_ROOT_INSTANCE_STORE)
        return;
    ap_broken(findings,
              "an instance of %s has an instance-store root: its type, kernel, RAM disk and "
              "user data are fixed for life",
              facts->image->id);
}

static void ask_root(const struct ap_facts *facts, struct ap_findings *findings)
{
    if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_TYPE) == AP_FACT_UNKNOWN)
        return;
    if (facts->image->root == AP_ROOT_INSTANCE_STORE) {
        ap_note(findings,
                "the instance cannot be stopped or hibernated, its attributes are fixed for "
                "life, and a shutdown from inside terminates it");
        return;
    }
    bool terminates = facts->launch->shutdown && !strcmp(facts->launch->shutdown, "terminate");
    ap_note(findings,
            "the instance can be stopped and started; while it is stopped its type, kernel, "
            "RAM disk and user data can be changed; a shutdown from inside %s it",
            terminates ? "terminates" : "stops");
}

static void ask_disks(const struct ap_facts *facts, struct ap_findings *findings)
{
    size_t disks = 0;

    for (size_t i = 0; i < facts->devices->count; i++)
        disks += facts->devices->items[i].kind == AP_DEVICE_INSTANCE_STORE &&
                 !facts->devices->items[i].presence_unknown;
    if (disks)
        ap_note(findings,
                "%zu instance-store volume%s: the data survive a reboot and are lost on "
                "stop, hibernate, terminate and when the disk fails",
                disks, disks == 1 ? "" : "s");
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "life-stop",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "an instance that is stopped has an EBS root",
                  .facts = "LIFE-2 LIFE-13",
                  .reference = "mitchellh/vagrant-aws#193 (2014); user's texts S1, S2",
                  .fix = "reboot or terminate it, or launch again from an EBS-backed image",
                  .ec2_code = "UnsupportedOperation",
                  .ec2_message =
                      "The instance '{instance}' does not have an 'ebs' root device type "
                      "and cannot be stopped." },
        .concerns = AP_STOPS,
        .pointer = "/ImageId",
        .ask = ask_stop,
    },
    {
        .info = { .id = "life-change",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "an instance whose attributes are changed has an EBS root",
                  .facts = "LIFE-3 LIFE-4",
                  .reference =
                      "EC2 user guide, resize an instance-store-backed instance; user's text "
                      "S1",
                  .fix = "launch a new instance with the attributes that you want" },
        .concerns = AP_MODIFIES,
        .pointer = "/ImageId",
        .ask = ask_change,
    },
    {
        .info = { .id = "life-root",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_USER,
                  .summary =
                      "the instance can be stopped, hibernated and changed, which its root decides",
                  .facts = "LIFE-1 LIFE-2 LIFE-3 LIFE-4 LIFE-9",
                  .reference = "user's texts S1, S2; EC2 user guide, stop and start, instance "
                               "lifecycle" },
        .concerns = AP_LAUNCHES,
        .pointer = "/ImageId",
        .ask = ask_root,
    },
    {
        .info = { .id = "life-disk-data",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_USER,
                  .summary = "data on instance-store volumes live as long as the instance runs",
                  .facts = "LIFE-5 LIFE-7 LIFE-8 DOT-6",
                  .reference = "user's texts S1, S2; EC2 user guide, instance store" },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_disks,
    },
};

const struct ap_rule_list ap_rules_life = { rules, AP_COUNT(rules) };
