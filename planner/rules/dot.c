/* DeleteOnTermination: what is deleted with the instance and what stays, volume by volume. */
#include "planner/rule.h"
#include "planner/rules/book.h"

static const char *origin(const struct ap_device *device)
{
    switch (device->field_from[AP_VOLUME_DELETE_ON_TERMINATION]) {
    case AP_FROM_REQUEST:
        return "the request says so";
    case AP_FROM_IMAGE:
        return "the image says so";
    case AP_FROM_INFERRED:
        return "as the image's family has it, inferred from its name";
    default:
        return device->root ? "the default for a root volume" : "the default for a further volume";
    }
}

static const char *label(const struct ap_device *device)
{
    if (device->name)
        return device->name;
    return device->root ? "the root volume" : "a volume";
}

/* Where to point: the request's entry, if it has one. */
static void about(const struct ap_facts *facts, struct ap_findings *findings,
                  struct amiplan_finding *finding, const struct ap_device *device)
{
    ap_finding_device(finding, device->name);
    if (device->request_index != SIZE_MAX)
        ap_finding_at(
            findings, finding, facts->launch,
            ap_arena_printf(findings->arena, "/BlockDeviceMappings/%zu", device->request_index));
}

static enum ap_fact_state deletes(const struct ap_device *device, struct ap_findings *findings)
{
    struct ap_fact fact = device->volume.facts[AP_VOLUME_DELETE_ON_TERMINATION];

    findings->inferred = ap_fact_is_inferred(fact);
    return (enum ap_fact_state)fact.state;
}

static void ask_root_kept(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_device *root = ap_devices_root(facts->devices);

    if (!root || root->kind != AP_DEVICE_EBS || deletes(root, findings) != AP_FACT_KNOWN ||
        root->volume.delete_on_termination)
        return;
    struct amiplan_finding *finding =
        ap_broken(findings, "%s stays when the instance is terminated, and goes on costing (%s)",
                  label(root), origin(root));
    about(facts, findings, finding, root);
}

static void ask_data_deleted(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (device->root || device->kind != AP_DEVICE_EBS ||
            deletes(device, findings) != AP_FACT_KNOWN || !device->volume.delete_on_termination ||
            device->field_from[AP_VOLUME_DELETE_ON_TERMINATION] == AP_FROM_REQUEST)
            continue; /* who asked for it knows */
        struct amiplan_finding *finding =
            ap_broken(findings, "the data of %s are deleted when the instance is terminated (%s)",
                      label(device), origin(device));
        about(facts, findings, finding, device);
    }
}

static void ask_each(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        struct amiplan_finding *finding;
        if (device->kind != AP_DEVICE_EBS)
            continue;
        if (deletes(device, findings) != AP_FACT_KNOWN)
            finding = ap_cannot_tell(
                findings, "image BlockDeviceMappings", ap_describe_image(facts, findings),
                "no source says what becomes of %s when the instance is terminated%s",
                label(device),
                device->root ? "; EC2's default for a root volume is to delete it" : "");
        else
            finding = ap_note(findings, "%s %s when the instance is terminated (%s)", label(device),
                              device->volume.delete_on_termination ? "is deleted"
                                                                   : "stays and goes on costing",
                              origin(device));
        about(facts, findings, finding, device);
    }
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "dot-root-kept",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "the root volume goes with its instance",
                  .facts = "DOT-1 DOT-2 DOT-3 DOT-8 COST-11",
                  .reference = "EC2 user guide, terminate an instance; user's texts S1, S2, S4",
                  .fix =
                      "set DeleteOnTermination true for the root device, unless you mean to keep "
                      "it" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_root_kept,
    },
    {
        .info = { .id = "dot-data-deleted",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_INFERRED,
                  .summary = "a further volume is not deleted unless the request says so",
                  .facts = "DOT-1 DOT-2 DOT-4 DOT-8 LIFE-6",
                  .reference = "EC2 user guide, block device mapping concepts; user's texts S1, S2",
                  .fix =
                      "set DeleteOnTermination for the device in the request, to what you mean" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_data_deleted,
    },
    {
        .info = { .id = "dot-volume",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "what termination does to each volume is known",
                  .facts = "DOT-1 DOT-2 DOT-3 DOT-4 LIFE-6",
                  .reference = "EC2 user guide, terminate an instance; user's texts S1, S2, S4" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_each,
    },
};

const struct ap_rule_list ap_rules_dot = { rules, AP_COUNT(rules) };
