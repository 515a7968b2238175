/* Block device mappings: entries that say nothing, say it twice, or have no effect. */
#include <string.h>

#include "planner/ec2_text.h"
#include "planner/rule.h"
#include "planner/rules/book.h"

static void at_entry(const struct ap_facts *facts, struct ap_findings *findings,
                     struct amiplan_finding *finding, const struct ap_mapping *mapping)
{
    ap_finding_device(finding, mapping->device_name);
    ap_finding_at(findings, finding, facts->launch,
                  ap_arena_printf(findings->arena, "/BlockDeviceMappings/%zu", mapping->index));
}

static void ask_unnamed(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < facts->launch->mapping_count; i++) {
        const struct ap_mapping *mapping = &facts->launch->mappings[i];
        if (mapping->device_name && *mapping->device_name)
            continue;
        struct amiplan_finding *finding =
            ap_broken(findings, "mapping %zu names no device", mapping->index);
        ap_finding_ec2(findings, finding, (char *)NULL);
        at_entry(facts, findings, finding, mapping);
    }
}

static void ask_empty(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < facts->launch->mapping_count; i++) {
        const struct ap_mapping *mapping = &facts->launch->mappings[i];
        if (!mapping->device_name || mapping->has_ebs || mapping->virtual_name ||
            mapping->no_device)
            continue;
        struct amiplan_finding *finding =
            ap_broken(findings, "the mapping of %s has none of Ebs, VirtualName and NoDevice",
                      mapping->device_name);
        ap_finding_ec2(findings, finding, (char *)NULL);
        at_entry(facts, findings, finding, mapping);
    }
}

/* Whether a and b are one device for EC2: equal without "/dev/". */
static bool same_device(const char *a, const char *b)
{
    return a && b && !strcmp(ap_device_bare_name(a), ap_device_bare_name(b));
}

static void twice(const struct ap_facts *facts, struct ap_findings *findings,
                  const struct ap_mapping *mapping, const char *other, const char *whose)
{
    struct amiplan_finding *finding =
        ap_broken(findings, "%s is mapped twice: %s maps %s", mapping->device_name, whose, other);

    ap_finding_ec2(findings, finding, ap_device_bare_name(mapping->device_name), (char *)NULL);
    if (strcmp(mapping->device_name, other))
        ap_finding_fix(findings, finding,
                       "write the name as the image does, %s: the override goes by the exact name",
                       other);
    at_entry(facts, findings, finding, mapping);
}

static void ask_twice(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct amiplan_launch *launch = facts->launch;
    bool image_known =
        ap_know_image(facts, findings, AP_IMAGE_BLOCK_DEVICE_MAPPINGS) == AP_FACT_KNOWN;

    for (size_t i = 0; i < launch->mapping_count; i++) {
        const struct ap_mapping *mapping = &launch->mappings[i];
        for (size_t j = 0; j < i; j++) {
            if (same_device(mapping->device_name, launch->mappings[j].device_name)) {
                twice(facts, findings, mapping, launch->mappings[j].device_name,
                      "the request also");
                break;
            }
        }
        for (size_t j = 0; image_known && j < facts->image->mapping_count; j++) {
            const char *name = facts->image->mappings[j].device_name;
            /* The key of the merge is the name as written; the same disk by another name collides.
             */
            if (same_device(mapping->device_name, name) && strcmp(mapping->device_name, name))
                twice(facts, findings, mapping, name, "the image");
        }
    }
}

static void ask_no_size(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_image *image = facts->image;

    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (device->kind != AP_DEVICE_EBS || device->from != AP_FROM_REQUEST || !device->name ||
            device->volume.facts[AP_VOLUME_SIZE].state == AP_FACT_KNOWN ||
            device->volume.facts[AP_VOLUME_SNAPSHOT_ID].state == AP_FACT_KNOWN)
            continue;
        const struct ap_mapping *mapping = &facts->launch->mappings[device->request_index];
        bool mappings_known =
            image && image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS].state != AP_FACT_UNKNOWN;
        struct amiplan_finding *finding;
        if (mappings_known)
            finding = ap_broken(findings,
                                "%s has neither a size nor a snapshot, and the image does "
                                "not map it",
                                device->name);
        else
            finding = ap_cannot_tell(
                findings, "image BlockDeviceMappings", ap_describe_image(facts, findings),
                "%s has neither a size nor a snapshot; whether the image maps it is not known",
                device->name);
        ap_finding_ec2(findings, finding, (char *)NULL);
        at_entry(facts, findings, finding, mapping);
    }
}

static void ask_root_removed(const struct ap_facts *facts, struct ap_findings *findings)
{
    bool asked = false;

    for (size_t i = 0; i < facts->launch->mapping_count; i++)
        asked |= facts->launch->mappings[i].no_device;
    if (!asked || ap_need_image(facts, findings, AP_IMAGE_BLOCK_DEVICE_MAPPINGS) == AP_FACT_UNKNOWN)
        return;
    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (!device->root || device->kind != AP_DEVICE_REMOVED)
            continue;
        struct amiplan_finding *finding = ap_broken(
            findings, "NoDevice takes the root device %s away: the instance may not start",
            device->name);
        at_entry(facts, findings, finding, &facts->launch->mappings[device->request_index]);
    }
}

static void ask_second_root(const struct ap_facts *facts, struct ap_findings *findings)
{
    static const char *const root_names[] = { "/dev/sda1", "/dev/xvda" };
    const struct ap_image *image = facts->image;

    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (device->kind != AP_DEVICE_EBS || device->from != AP_FROM_REQUEST || device->root ||
            !device->name)
            continue;
        bool is_root_name = false;
        for (size_t j = 0; j < AP_COUNT(root_names); j++)
            is_root_name |= !strcmp(device->name, root_names[j]);
        if (!is_root_name)
            continue;
        if (ap_need_image(facts, findings, AP_IMAGE_ROOT_DEVICE_NAME) != AP_FACT_KNOWN)
            return;
        if (!strcmp(image->root_device_name, device->name))
            continue;
        struct amiplan_finding *finding =
            ap_broken(findings,
                      "%s is not this image's root: the entry adds a second volume, and the root "
                      "stays as it is",
                      device->name);
        ap_finding_fix(findings, finding, "the root device is %s", image->root_device_name);
        at_entry(facts, findings, finding, &facts->launch->mappings[device->request_index]);
    }
}

static void ask_no_effect(const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (device->presence_unknown && device->request_index != SIZE_MAX) {
            ap_need_type(facts, findings, AP_TYPE_DISKS);
            continue;
        }
        if (device->kind != AP_DEVICE_IGNORED || device->request_index == SIZE_MAX ||
            !device->virtual_name)
            continue;
        const struct ap_mapping *mapping = &facts->launch->mappings[device->request_index];
        struct amiplan_finding *finding;
        if (facts->type && facts->type->facts[AP_TYPE_DISK_NVME_SUPPORT].state == AP_FACT_KNOWN &&
            facts->type->disk_nvme == AP_REQUIRED && ap_ephemeral_number(device->virtual_name) >= 0)
            finding = ap_note(findings, "%s on %s has no effect: %s", device->virtual_name,
                              device->name ? device->name : "(no device)", device->why);
        else
            finding = ap_broken(findings, "%s on %s has no effect: %s", device->virtual_name,
                                device->name ? device->name : "(no device)", device->why);
        at_entry(facts, findings, finding, mapping);
    }
}

static void ask_disk_unmapped(const struct ap_facts *facts, struct ap_findings *findings)
{
    const struct ap_instance_type *type = facts->type;

    if (!type || type->facts[AP_TYPE_DISKS].state != AP_FACT_KNOWN ||
        type->facts[AP_TYPE_DISK_NVME_SUPPORT].state != AP_FACT_KNOWN ||
        type->disk_nvme == AP_REQUIRED || !facts->devices->image_known)
        return;
    for (size_t i = 0; i < facts->devices->count; i++) {
        const struct ap_device *device = &facts->devices->items[i];
        if (device->kind == AP_DEVICE_INSTANCE_STORE && !device->root)
            return;
    }
    ap_note(findings,
            "%s has %lld disk%s that the instance will not have: they are mapped neither by the "
            "image nor by the request, and cannot be added later",
            type->name, (long long)type->disk_count, type->disk_count == 1 ? "" : "s");
}

static const struct ap_rule rules[] = {
    {
        .info = { .id = "map-unnamed",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "each mapping names a device",
                  .facts = "MAP-7",
                  .reference = "hashicorp/packer#6138",
                  .fix = "give the entry a DeviceName",
                  .ec2_code = AP_EC2_MAPPING_CODE,
                  .ec2_message = "Missing device name" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_unnamed,
    },
    {
        .info = { .id = "map-empty",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "each mapping says what to put on its device",
                  .facts = "MAP-8 MAP-17",
                  .reference = "hashicorp/packer#5020 (2017), getmoto/moto#2949 (2020)",
                  .fix = "give the entry one of Ebs, VirtualName and NoDevice",
                  .ec2_code = "MissingParameter",
                  .ec2_message = "The request must contain the parameter ebs" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_empty,
    },
    {
        .info = { .id = "map-device-twice",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "no device is mapped twice",
                  .facts = "MAP-1 MAP-2 MAP-9 MAP-19",
                  .reference = "hashicorp/terraform#7233, hashicorp/terraform#7256",
                  .fix = "leave one of the entries out",
                  .ec2_code = AP_EC2_MAPPING_CODE,
                  .ec2_message = "The device '{device}' is used in more than one block-device "
                                 "mapping" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_twice,
    },
    {
        .info = { .id = "map-no-size",
                  .severity = AMIPLAN_ERROR,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "an added volume has a size or a snapshot",
                  .facts = "VOL-3 VOL-23",
                  .reference = "hashicorp/packer#7802 (2019), getmoto/moto#2949 (2020)",
                  .fix = "give VolumeSize or SnapshotId",
                  .ec2_code = "MissingParameter",
                  .ec2_message = "The request must contain the parameter size or snapshotId" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_no_size,
    },
    {
        .info = { .id = "map-root-removed",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "the request leaves the root device in place",
                  .facts = "MAP-4 MAP-5",
                  .reference = "Auto Scaling API Reference, BlockDeviceMapping: NoDevice",
                  .fix = "leave the NoDevice entry of the root out" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_root_removed,
    },
    {
        .info = { .id = "map-second-root",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_RECORDED,
                  .summary = "an entry that means the root names the image's own root device",
                  .facts = "MAP-11 NAME-15",
                  .reference = "attacksurge/ax#63, hashicorp/terraform-provider-aws#29875",
                  .fix = "name the image's root device" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_second_root,
    },
    {
        .info = { .id = "map-no-effect",
                  .severity = AMIPLAN_WARNING,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "each instance-store mapping meets a disk of the type",
                  .facts = "EPH-1 EPH-2 EPH-3 EPH-4",
                  .reference = "EC2 user guide, add instance store volumes; EC2 API Reference, "
                               "BlockDeviceMapping: VirtualName",
                  .fix = "leave the entry out, or choose a type with that many disks" },
        .concerns = AP_LAUNCHES,
        .pointer = "/BlockDeviceMappings",
        .ask = ask_no_effect,
    },
    {
        .info = { .id = "map-disk-unmapped",
                  .severity = AMIPLAN_INFO,
                  .certainty = AMIPLAN_DOCUMENTED,
                  .summary = "disks that are not NVMe are mapped, so that the instance has them",
                  .facts = "EPH-5 LIFE-7 RET-5",
                  .reference = "EC2 user guide, add instance store volumes" },
        .concerns = AP_LAUNCHES,
        .pointer = "/InstanceType",
        .ask = ask_disk_unmapped,
    },
};

const struct ap_rule_list ap_rules_map = { rules, AP_COUNT(rules) };
