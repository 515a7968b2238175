/* Reports as JSON: amiplan/check/v1 and amiplan/plan/v1. */
#include <string.h>

#include "planner/offering.h"
#include "planner/write.h"

const char *ap_severity_name(enum amiplan_severity severity)
{
    static const char *const names[] = { "info", "warning", "error" };

    return names[severity];
}

const char *ap_certainty_name(enum amiplan_certainty certainty)
{
    static const char *const names[] = { "documented", "recorded", "data", "inferred", "user" };

    return names[certainty];
}

const char *ap_verdict_name(enum amiplan_verdict verdict)
{
    static const char *const names[] = { "pass", "unknown", "fail" };

    return names[verdict];
}

const char *ap_finding_verdict_name(enum amiplan_finding_verdict verdict)
{
    static const char *const names[] = { "broken", "unknown", "note" };

    return names[verdict];
}

const char *ap_device_kind_name(enum ap_device_kind kind)
{
    static const char *const names[] = { "ebs", "instance-store", "removed", "ignored" };

    return names[kind];
}

void ap_json_write_words(struct ap_json_writer *writer, const char *name, const char *words)
{
    char word[64];

    ap_json_begin_array(writer, name);
    while (words && *words) {
        size_t len = strcspn(words, " ");
        if (len && len < sizeof(word)) {
            memcpy(word, words, len);
            word[len] = '\0';
            ap_json_write_string(writer, NULL, word);
        }
        words += len;
        words += strspn(words, " ");
    }
    ap_json_end_array(writer);
}

void ap_json_write_error(struct ap_json_writer *writer, const char *name,
                         const struct amiplan_error *error)
{
    ap_json_begin_object(writer, name);
    ap_json_write_string(writer, "code", amiplan_status_name(error->status));
    ap_json_write_string(writer, "message", error->message);
    ap_json_write_string(writer, "place", error->place[0] ? error->place : NULL);
    ap_json_write_bool(writer, "retryable", amiplan_status_is_retryable(error->status));
    ap_json_end_object(writer);
}

enum amiplan_status amiplan_error_json(const struct amiplan_error *error, char **out, size_t *len)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };

    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/error/v1");
    ap_json_write_error(&writer, "error", error);
    ap_json_end_object(&writer);
    ap_text_add_char(&text, '\n');
    return ap_text_finish(&text, AMIPLAN_OK, out, len, NULL);
}

static void write_location(struct ap_json_writer *writer, const char *file, const char *pointer)
{
    if (!file) {
        ap_json_write_null(writer, "location");
        return;
    }
    ap_json_begin_object(writer, "location");
    ap_json_write_string(writer, "file", file);
    ap_json_write_string(writer, "pointer", pointer);
    ap_json_end_object(writer);
}

static void write_subject(struct ap_json_writer *writer, const struct ap_subject *subject)
{
    const struct ap_facts *facts = &subject->facts;

    ap_json_begin_object(writer, "subject");
    ap_json_write_string(writer, "image_id", facts->image_id);
    ap_json_write_string(writer, "instance_type", facts->launch->instance_type);
    ap_json_write_string(writer, "region", facts->region);
    ap_json_write_string(writer, "operation", facts->operation->name);
    write_location(writer, facts->launch->document, "");
    ap_json_end_object(writer);
}

static void write_source(struct ap_json_writer *writer, const char *kind, const char *source,
                         const char *as_of)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "kind", kind);
    ap_json_write_string(writer, "source", source);
    ap_json_write_string(writer, "as_of", as_of);
    ap_json_end_object(writer);
}

/* Which data the report rests on. */
static void write_data(struct ap_json_writer *writer, const struct ap_subject *subject)
{
    const struct ap_facts *facts = &subject->facts;

    ap_json_begin_array(writer, "data");
    if (facts->resolution && facts->resolution->source)
        write_source(writer, "parameters", facts->resolution->source, facts->resolution->as_of);
    if (facts->image)
        write_source(writer, "images", facts->image->source, facts->image->as_of);
    if (facts->type)
        write_source(writer, "instance-types", facts->type->source, facts->type->as_of);
    if (facts->type && ap_offering_knows_type(facts->type->name))
        write_source(writer, "offerings", "snapshot", ap_offering_date());
    ap_json_end_array(writer);
}

static void write_finding(struct ap_json_writer *writer, const struct amiplan_finding *finding)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "rule", finding->rule->id);
    ap_json_write_words(writer, "facts", finding->rule->facts);
    ap_json_write_string(writer, "severity", ap_severity_name(finding->rule->severity));
    ap_json_write_string(writer, "verdict", ap_finding_verdict_name(finding->verdict));
    ap_json_write_string(writer, "certainty", ap_certainty_name(finding->certainty));
    ap_json_write_bool(writer, "first", finding->first != 0);
    ap_json_write_string(writer, "device", finding->device);
    ap_json_write_string(writer, "message", finding->message);
    if (finding->missing) {
        ap_json_begin_object(writer, "missing");
        ap_json_write_string(writer, "fact", finding->missing);
        ap_json_write_string(writer, "settled_by", finding->settled_by);
        ap_json_end_object(writer);
    } else {
        ap_json_write_null(writer, "missing");
    }
    ap_json_write_string(writer, "fix", finding->fix);
    if (finding->ec2_code) {
        ap_json_begin_object(writer, "ec2");
        ap_json_write_string(writer, "code", finding->ec2_code);
        ap_json_write_string(writer, "message", finding->ec2_message);
        ap_json_end_object(writer);
    } else {
        ap_json_write_null(writer, "ec2");
    }
    ap_json_write_string(writer, "reference", finding->rule->reference);
    write_location(writer, finding->file, finding->pointer);
    ap_json_end_object(writer);
}

/* ---- the plan ---- */

/* One fact of the image: its value, and "record", "inferred" or "unknown". */
static void write_fact(struct ap_json_writer *writer, const struct ap_image *image,
                       enum ap_image_field field, const char *name, const char *value)
{
    struct ap_fact fact = image->facts[field];

    ap_json_begin_object(writer, name);
    ap_json_write_string(writer, "value", fact.state == AP_FACT_KNOWN ? value : NULL);
    ap_json_write_string(writer, "known",
                         fact.state == AP_FACT_UNKNOWN  ? "unknown"
                         : fact.state == AP_FACT_ABSENT ? "absent"
                                                        : "yes");
    ap_json_write_bool(writer, "inferred", ap_fact_is_inferred(fact));
    ap_json_end_object(writer);
}

static void write_image(struct ap_json_writer *writer, const struct ap_facts *facts)
{
    const struct ap_image *image = facts->image;

    ap_json_begin_object(writer, "image");
    ap_json_write_string(writer, "image_id", facts->image_id);
    if (facts->resolution) {
        ap_json_begin_object(writer, "resolved_from");
        ap_json_write_string(writer, "reference", facts->resolution->reference);
        ap_json_write_string(writer, "parameter", facts->resolution->parameter);
        if (facts->resolution->version)
            ap_json_write_integer(writer, "version", facts->resolution->version);
        else
            ap_json_write_null(writer, "version");
        ap_json_write_string(writer, "source", facts->resolution->source);
        ap_json_write_string(writer, "as_of", facts->resolution->as_of);
        if (facts->resolution->error.status)
            ap_json_write_error(writer, "error", &facts->resolution->error);
        ap_json_end_object(writer);
    } else {
        ap_json_write_null(writer, "resolved_from");
    }
    ap_json_write_bool(writer, "has_record", image != NULL);
    if (image) {
        ap_json_write_string(writer, "source", image->source);
        ap_json_write_string(writer, "as_of", image->as_of);
        ap_json_write_string(writer, "family", image->family);
        write_fact(writer, image, AP_IMAGE_NAME, "name", image->name);
        write_fact(writer, image, AP_IMAGE_OWNER_ID, "owner_id", image->owner_id);
        write_fact(writer, image, AP_IMAGE_STATE, "state", ap_image_state_name(image->state));
        write_fact(writer, image, AP_IMAGE_ARCHITECTURE, "architecture", ap_arch_name(image->arch));
        write_fact(writer, image, AP_IMAGE_VIRTUALIZATION_TYPE, "virtualization_type",
                   ap_virt_name(image->virt));
        write_fact(writer, image, AP_IMAGE_ROOT_DEVICE_TYPE, "root_device_type",
                   ap_root_name(image->root));
        write_fact(writer, image, AP_IMAGE_ROOT_DEVICE_NAME, "root_device_name",
                   image->root_device_name);
        write_fact(writer, image, AP_IMAGE_PLATFORM, "platform", "windows");
        write_fact(writer, image, AP_IMAGE_PLATFORM_DETAILS, "platform_details",
                   image->platform_details);
        write_fact(writer, image, AP_IMAGE_USAGE_OPERATION, "usage_operation",
                   image->usage_operation);
    }
    ap_json_begin_array(writer, "elsewhere");
    for (size_t i = 0; i < facts->elsewhere_count; i++)
        ap_json_write_string(writer, NULL, facts->elsewhere[i]);
    ap_json_end_array(writer);
    ap_json_end_object(writer);
}

static void begin_field(struct ap_json_writer *writer, const char *name)
{
    ap_json_begin_object(writer, name);
}

static void end_field(struct ap_json_writer *writer, const struct ap_device *device,
                      enum ap_volume_field field)
{
    ap_json_write_string(writer, "from", ap_from_name(device->field_from[field]));
    ap_json_end_object(writer);
}

static bool is_known(const struct ap_device *device, enum ap_volume_field field)
{
    return device->volume.facts[field].state == AP_FACT_KNOWN;
}

static void write_string_field(struct ap_json_writer *writer, const char *name,
                               const struct ap_device *device, enum ap_volume_field field,
                               const char *value)
{
    begin_field(writer, name);
    ap_json_write_string(writer, "value", is_known(device, field) ? value : NULL);
    end_field(writer, device, field);
}

static void write_integer_field(struct ap_json_writer *writer, const char *name,
                                const struct ap_device *device, enum ap_volume_field field,
                                int64_t value)
{
    begin_field(writer, name);
    if (is_known(device, field))
        ap_json_write_integer(writer, "value", value);
    else
        ap_json_write_null(writer, "value");
    end_field(writer, device, field);
}

static void write_bool_field(struct ap_json_writer *writer, const char *name,
                             const struct ap_device *device, enum ap_volume_field field, bool value)
{
    begin_field(writer, name);
    if (is_known(device, field))
        ap_json_write_bool(writer, "value", value);
    else
        ap_json_write_null(writer, "value");
    end_field(writer, device, field);
}

static void write_volume(struct ap_json_writer *writer, const struct ap_device *device)
{
    const struct ap_mapping *volume = &device->volume;

    ap_json_begin_object(writer, "ebs");
    write_integer_field(writer, "volume_size_gib", device, AP_VOLUME_SIZE, volume->size_gib);
    write_string_field(writer, "volume_type", device, AP_VOLUME_TYPE, volume->volume_type);
    write_integer_field(writer, "iops", device, AP_VOLUME_IOPS, volume->iops);
    write_integer_field(writer, "throughput_mibps", device, AP_VOLUME_THROUGHPUT,
                        volume->throughput_mibps);
    write_bool_field(writer, "encrypted", device, AP_VOLUME_ENCRYPTED, volume->encrypted);
    write_string_field(writer, "kms_key_id", device, AP_VOLUME_KMS_KEY_ID, volume->kms_key_id);
    write_string_field(writer, "snapshot_id", device, AP_VOLUME_SNAPSHOT_ID, volume->snapshot_id);
    write_bool_field(writer, "delete_on_termination", device, AP_VOLUME_DELETE_ON_TERMINATION,
                     volume->delete_on_termination);
    ap_json_end_object(writer);
}

static void write_device(struct ap_json_writer *writer, const struct ap_device *device,
                         enum ap_fact_state root_is_store)
{
    struct ap_fate fate = ap_device_fate(device, root_is_store);

    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "device_name", device->name);
    ap_json_write_string(writer, "kind", ap_device_kind_name(device->kind));
    ap_json_write_bool(writer, "root", device->root);
    ap_json_write_string(writer, "from", ap_from_name(device->from));
    ap_json_write_bool(writer, "overridden", device->overridden);
    ap_json_write_string(writer, "why", device->why);
    ap_json_write_string(writer, "virtual_name", device->virtual_name);
    if (device->kind == AP_DEVICE_INSTANCE_STORE && device->disk_gb)
        ap_json_write_integer(writer, "disk_size_gb", device->disk_gb);
    else
        ap_json_write_null(writer, "disk_size_gb");
    if (device->kind == AP_DEVICE_EBS)
        write_volume(writer, device);
    else
        ap_json_write_null(writer, "ebs");
    ap_json_begin_object(writer, "on");
    ap_json_write_string(writer, "stop", fate.stop);
    ap_json_write_string(writer, "hibernate", fate.hibernate);
    ap_json_write_string(writer, "reboot", fate.reboot);
    ap_json_write_string(writer, "terminate", fate.terminate);
    ap_json_end_object(writer);
    ap_json_end_object(writer);
}

static void write_plan(struct ap_json_writer *writer, const struct ap_subject *subject)
{
    const struct ap_lifecycle *life = &subject->lifecycle;
    enum ap_fact_state store = ap_root_is_store(subject->facts.image);

    write_image(writer, &subject->facts);
    ap_json_begin_array(writer, "block_devices");
    for (size_t i = 0; i < subject->devices.count; i++)
        write_device(writer, &subject->devices.items[i], store);
    ap_json_end_array(writer);
    ap_json_write_bool(writer, "block_devices_complete", subject->devices.image_known);

    ap_json_begin_object(writer, "lifecycle");
    ap_json_write_string(writer, "stop", life->stop);
    ap_json_write_string(writer, "hibernate", life->hibernate);
    ap_json_write_string(writer, "hibernate_why", life->hibernate_why);
    ap_json_write_string(writer, "shutdown_from_inside", life->shutdown);
    ap_json_write_string(writer, "changes_while_stopped", life->changes);
    ap_json_write_string(writer, "start", life->start);
    ap_json_write_words(writer, "facts", life->facts);
    ap_json_end_object(writer);

    ap_json_begin_array(writer, "charges");
    for (size_t i = 0; i < subject->charge_count; i++) {
        ap_json_begin_object(writer, NULL);
        ap_json_write_string(writer, "item", subject->charges[i].item);
        ap_json_write_string(writer, "when", subject->charges[i].when);
        ap_json_write_string(writer, "payer", subject->charges[i].payer);
        ap_json_write_words(writer, "facts", subject->charges[i].facts);
        ap_json_end_object(writer);
    }
    ap_json_end_array(writer);

    ap_json_begin_array(writer, "steps");
    for (size_t i = 0; i < subject->step_count; i++) {
        ap_json_begin_object(writer, NULL);
        ap_json_write_string(writer, "action", subject->steps[i].action);
        ap_json_write_string(writer, "command", subject->steps[i].command);
        ap_json_write_string(writer, "why", subject->steps[i].why);
        ap_json_end_object(writer);
    }
    ap_json_end_array(writer);
}

enum amiplan_status ap_write_json(const struct amiplan_report *report, struct ap_text *text,
                                  struct amiplan_error *err)
{
    struct ap_json_writer writer = { .text = text };

    (void)err;
    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema",
                         report->is_plan ? "amiplan/plan/v1" : "amiplan/check/v1");
    ap_json_begin_array(&writer, report->is_plan ? "plans" : "reports");
    for (size_t i = 0; i < report->count; i++) {
        const struct ap_subject *subject = &report->subjects[i];
        ap_json_begin_object(&writer, NULL);
        write_subject(&writer, subject);
        ap_json_write_string(&writer, "verdict", ap_verdict_name(subject->verdict));
        write_data(&writer, subject);
        if (report->is_plan)
            write_plan(&writer, subject);
        ap_json_begin_array(&writer, "findings");
        for (size_t j = 0; j < subject->findings.count; j++)
            write_finding(&writer, &subject->findings.items[j]);
        ap_json_end_array(&writer);
        ap_json_end_object(&writer);
    }
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(text, '\n');
    return AMIPLAN_OK;
}
