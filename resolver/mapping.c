#include "resolver/mapping.h"

#include <string.h>

static const char *const field_names[AP_VOLUME_FIELDS] = {
    [AP_VOLUME_SNAPSHOT_ID] = "SnapshotId",
    [AP_VOLUME_SIZE] = "VolumeSize",
    [AP_VOLUME_TYPE] = "VolumeType",
    [AP_VOLUME_IOPS] = "Iops",
    [AP_VOLUME_THROUGHPUT] = "Throughput",
    [AP_VOLUME_ENCRYPTED] = "Encrypted",
    [AP_VOLUME_KMS_KEY_ID] = "KmsKeyId",
    [AP_VOLUME_DELETE_ON_TERMINATION] = "DeleteOnTermination",
};

const char *ap_volume_field_name(enum ap_volume_field field)
{
    return field_names[field];
}

static const struct ap_fact recorded = { AP_FACT_KNOWN, AP_GRADE_RECORD };

/* One list being read. */
struct reader {
    const struct ap_json_doc *doc;
    enum ap_fact_state missing;
    struct ap_arena *arena;
    struct amiplan_error *err;
};

static enum amiplan_status read_string(const struct reader *reader, const struct ap_json *object,
                                       const char *name, const char **out)
{
    const char *text = NULL;
    enum amiplan_status status;

    status = ap_json_get_string(reader->doc, object, name, &text, NULL, reader->err);
    if (status || !text)
        return status;
    *out = ap_arena_copy(reader->arena, text);
    return *out ? AMIPLAN_OK : ap_fail_memory(reader->err);
}

static enum amiplan_status read_volume_string(const struct reader *reader,
                                              const struct ap_json *ebs, enum ap_volume_field field,
                                              struct ap_mapping *mapping, const char **out)
{
    enum amiplan_status status = read_string(reader, ebs, field_names[field], out);

    if (!status && *out)
        mapping->facts[field] = recorded;
    return status;
}

static enum amiplan_status read_volume_integer(const struct reader *reader,
                                               const struct ap_json *ebs,
                                               enum ap_volume_field field, int64_t max,
                                               struct ap_mapping *mapping, int64_t *out)
{
    bool found = false;
    enum amiplan_status status =
        ap_json_get_integer(reader->doc, ebs, field_names[field], 0, max, out, &found, reader->err);

    if (!status && found)
        mapping->facts[field] = recorded;
    return status;
}

static enum amiplan_status read_volume_bool(const struct reader *reader, const struct ap_json *ebs,
                                            enum ap_volume_field field, struct ap_mapping *mapping,
                                            bool *out)
{
    bool found = false;
    enum amiplan_status status =
        ap_json_get_bool(reader->doc, ebs, field_names[field], out, &found, reader->err);

    if (!status && found)
        mapping->facts[field] = recorded;
    return status;
}

static enum amiplan_status read_ebs(const struct reader *reader, const struct ap_json *ebs,
                                    struct ap_mapping *mapping)
{
    enum amiplan_status status;

    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++)
        mapping->facts[i] = (struct ap_fact){ (uint8_t)reader->missing, AP_GRADE_RECORD };
    status = read_volume_string(reader, ebs, AP_VOLUME_SNAPSHOT_ID, mapping, &mapping->snapshot_id);
    if (!status)
        status = read_volume_integer(reader, ebs, AP_VOLUME_SIZE, AP_VOLUME_SIZE_GIB_MAX, mapping,
                                     &mapping->size_gib);
    if (!status)
        status = read_volume_string(reader, ebs, AP_VOLUME_TYPE, mapping, &mapping->volume_type);
    if (!status)
        status = read_volume_integer(reader, ebs, AP_VOLUME_IOPS, AP_VOLUME_NUMBER_MAX, mapping,
                                     &mapping->iops);
    if (!status)
        status = read_volume_integer(reader, ebs, AP_VOLUME_THROUGHPUT, AP_VOLUME_NUMBER_MAX,
                                     mapping, &mapping->throughput_mibps);
    if (!status)
        status = read_volume_bool(reader, ebs, AP_VOLUME_ENCRYPTED, mapping, &mapping->encrypted);
    if (!status)
        status =
            read_volume_string(reader, ebs, AP_VOLUME_KMS_KEY_ID, mapping, &mapping->kms_key_id);
    if (!status)
        status = read_volume_bool(reader, ebs, AP_VOLUME_DELETE_ON_TERMINATION, mapping,
                                  &mapping->delete_on_termination);
    return status;
}

static enum amiplan_status read_entry(const struct reader *reader, const struct ap_json *entry,
                                      struct ap_mapping *mapping)
{
    const struct ap_json *ebs = NULL;
    const char *no_device = NULL;
    enum amiplan_status status;

    if (!ap_json_is_object(entry))
        return ap_json_fail(reader->doc, entry, reader->err, "a block device mapping is an object");
    status = read_string(reader, entry, "DeviceName", &mapping->device_name);
    if (status)
        return status;
    if (mapping->device_name && strlen(mapping->device_name) > AP_DEVICE_NAME_BYTES_MAX)
        return ap_json_fail(reader->doc, ap_json_member(entry, "DeviceName"), reader->err,
                            "a device name of %zu characters; %d at most",
                            strlen(mapping->device_name), AP_DEVICE_NAME_BYTES_MAX);
    status = read_string(reader, entry, "VirtualName", &mapping->virtual_name);
    if (status)
        return status;
    status = ap_json_get_string(reader->doc, entry, "NoDevice", &no_device, &mapping->no_device,
                                reader->err);
    if (status)
        return status;
    status = ap_json_get_object(reader->doc, entry, "Ebs", &ebs, reader->err);
    if (status || !ebs)
        return status;
    mapping->has_ebs = true;
    return read_ebs(reader, ebs, mapping);
}

enum amiplan_status ap_mappings_read(const struct ap_json_doc *doc, const struct ap_json *list,
                                     enum ap_fact_state missing, struct ap_arena *arena,
                                     struct ap_mapping **out, size_t *out_count,
                                     struct amiplan_error *err)
{
    const struct reader reader = { doc, missing, arena, err };

    if (!ap_json_is_array(list))
        return ap_json_fail(doc, list, err, "a list of block device mappings is wanted");

    size_t count = ap_json_count(list);
    if (count > AP_MAPPINGS_MAX)
        return ap_json_fail(doc, list, err, "%zu block device mappings; %d at most", count,
                            AP_MAPPINGS_MAX);
    struct ap_mapping *mappings = ap_arena_array(arena, count, sizeof(*mappings));
    if (!mappings)
        return ap_fail_memory(err);

    const struct ap_json *entry = ap_json_first(list);
    for (size_t i = 0; i < count; i++, entry = ap_json_next(entry)) {
        enum amiplan_status status = read_entry(&reader, entry, &mappings[i]);
        if (status)
            return status;
        mappings[i].index = i;
    }
    *out = mappings;
    *out_count = count;
    return AMIPLAN_OK;
}
