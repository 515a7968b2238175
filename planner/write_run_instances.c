/*
 * A plan as what `aws ec2 run-instances --cli-input-json` takes: the request itself, with the image
 * id resolved. Never an inferred device, never what the image says of itself.
 */
#include <string.h>

#include "planner/write.h"

static void write_mapping(struct ap_json_writer *writer, const struct ap_mapping *mapping)
{
    ap_json_begin_object(writer, NULL);
    if (mapping->device_name)
        ap_json_write_string(writer, "DeviceName", mapping->device_name);
    if (mapping->virtual_name)
        ap_json_write_string(writer, "VirtualName", mapping->virtual_name);
    if (mapping->no_device)
        ap_json_write_string(writer, "NoDevice", "");
    if (mapping->has_ebs) {
        ap_json_begin_object(writer, "Ebs");
        for (size_t i = 0; i < AP_VOLUME_FIELDS; i++) {
            enum ap_volume_field field = (enum ap_volume_field)i;
            const char *name = ap_volume_field_name(field);
            if (mapping->facts[i].state != AP_FACT_KNOWN)
                continue;
            switch (field) {
            case AP_VOLUME_SNAPSHOT_ID:
                ap_json_write_string(writer, name, mapping->snapshot_id);
                break;
            case AP_VOLUME_SIZE:
                ap_json_write_integer(writer, name, mapping->size_gib);
                break;
            case AP_VOLUME_TYPE:
                ap_json_write_string(writer, name, mapping->volume_type);
                break;
            case AP_VOLUME_IOPS:
                ap_json_write_integer(writer, name, mapping->iops);
                break;
            case AP_VOLUME_THROUGHPUT:
                ap_json_write_integer(writer, name, mapping->throughput_mibps);
                break;
            case AP_VOLUME_ENCRYPTED:
                ap_json_write_bool(writer, name, mapping->encrypted);
                break;
            case AP_VOLUME_KMS_KEY_ID:
                ap_json_write_string(writer, name, mapping->kms_key_id);
                break;
            case AP_VOLUME_DELETE_ON_TERMINATION:
                ap_json_write_bool(writer, name, mapping->delete_on_termination);
                break;
            case AP_VOLUME_FIELDS:
                break;
            }
        }
        ap_json_end_object(writer);
    }
    ap_json_end_object(writer);
}

/* Members that were set by the caller, where the document does not state them. */
static void write_set_members(struct ap_json_writer *writer, const struct amiplan_launch *launch)
{
    if (launch->instance_type && !ap_launch_states(launch, "/InstanceType"))
        ap_json_write_string(writer, "InstanceType", launch->instance_type);
    if (!ap_launch_states(launch, "/MinCount"))
        ap_json_write_integer(writer, "MinCount", 1);
    if (!ap_launch_states(launch, "/MaxCount"))
        ap_json_write_integer(writer, "MaxCount", launch->min_count ? launch->min_count : 1);
    if (launch->mapping_count && !ap_launch_states(launch, "/BlockDeviceMappings")) {
        ap_json_begin_array(writer, "BlockDeviceMappings");
        for (size_t i = 0; i < launch->mapping_count; i++)
            write_mapping(writer, &launch->mappings[i]);
        ap_json_end_array(writer);
    }
}

/* The request's Placement, with the zone that the caller set. */
static void write_placement(struct ap_json_writer *writer, const struct amiplan_launch *launch,
                            const struct ap_json *placement)
{
    if (!launch->zone && !placement)
        return;
    ap_json_begin_object(writer, "Placement");
    if (launch->zone)
        ap_json_write_string(writer, "AvailabilityZone", launch->zone);
    for (const struct ap_json *item = placement ? ap_json_first(placement) : NULL; item;
         item = ap_json_next(item)) {
        if (strcmp(ap_json_name(item), "AvailabilityZone"))
            ap_json_write_value(writer, ap_json_name(item), item);
    }
    ap_json_end_object(writer);
}

enum amiplan_status ap_write_run_instances(const struct amiplan_report *report,
                                           struct ap_text *text, struct amiplan_error *err)
{
    struct ap_json_writer writer = { .text = text };

    if (report->count != 1)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "output",
                       "run-instances is the request of one launch in one region; there are %zu",
                       report->count);
    const struct ap_facts *facts = &report->subjects[0].facts;
    const struct amiplan_launch *launch = facts->launch;
    ap_json_begin_object(&writer, NULL);
    if (facts->image_id)
        ap_json_write_string(&writer, "ImageId", facts->image_id);
    else if (launch->image_id)
        ap_json_write_string(&writer, "ImageId", launch->image_id);
    write_set_members(&writer, launch);
    write_placement(&writer, launch,
                    launch->root ? ap_json_member(launch->root, "Placement") : NULL);
    for (const struct ap_json *item = launch->root ? ap_json_first(launch->root) : NULL; item;
         item = ap_json_next(item)) {
        const char *name = ap_json_name(item);
        if (strcmp(name, "ImageId") && strcmp(name, "Placement") && !ap_json_is_null(item))
            ap_json_write_value(&writer, name, item);
    }
    ap_json_end_object(&writer);
    ap_text_add_char(text, '\n');
    return AMIPLAN_OK;
}
