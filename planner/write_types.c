#include "planner/write_types.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "planner/columns.h"
#include "planner/family_note.h"
#include "planner/offering.h"
#include "planner/type_attribute.h"
#include "planner/type_names.h"

#define MIB_PER_GIB 1024

/* Parts that the table and the single type share. */

static enum ap_fact_state state_of(const struct ap_instance_type *type, enum ap_type_field field)
{
    return (enum ap_fact_state)type->facts[field].state;
}

static void add_integer(struct ap_text *text, const struct ap_instance_type *type,
                        enum ap_type_field field, int64_t value)
{
    if (state_of(type, field) == AP_FACT_KNOWN)
        ap_text_addf(text, "%" PRId64, value);
    else
        ap_text_add_char(text, '?');
}

/* GiB with at most three decimals: "0.612". */
static void add_memory(struct ap_text *text, const struct ap_instance_type *type)
{
    int64_t rest = type->memory_mib % MIB_PER_GIB;
    unsigned thousandths = (unsigned)((rest * 1000 + MIB_PER_GIB / 2) / MIB_PER_GIB);
    int64_t gib = type->memory_mib / MIB_PER_GIB;
    int digits = 3;

    if (state_of(type, AP_TYPE_MEMORY) != AP_FACT_KNOWN) {
        ap_text_add_char(text, '?');
        return;
    }
    ap_text_addf(text, "%" PRId64, gib);
    if (thousandths == 0)
        return;
    for (; thousandths % 10 == 0; thousandths /= 10)
        digits--;
    ap_text_addf(text, ".%0*u", digits, thousandths);
}

/* "2x1900 GB NVMe ssd" */
static void add_disks(struct ap_text *text, const struct ap_instance_type *type)
{
    enum ap_fact_state nvme = state_of(type, AP_TYPE_DISK_NVME_SUPPORT);

    if (state_of(type, AP_TYPE_DISKS) != AP_FACT_KNOWN) {
        ap_text_add_char(text, state_of(type, AP_TYPE_DISKS) == AP_FACT_ABSENT ? '-' : '?');
        return;
    }
    ap_text_addf(text, "%" PRId64 "x%" PRId64 " GB", type->disk_count, type->disk_gb);
    if (nvme == AP_FACT_KNOWN && type->disk_nvme == AP_REQUIRED)
        ap_text_add(text, " NVMe");
    ap_text_addf(text, " %s", type->disk_kind ? type->disk_kind : "?");
}

static const char *support_word(const struct ap_instance_type *type, enum ap_type_field field,
                                enum ap_support support)
{
    static const char *const words[] = { "unsupported", "supported", "required" };

    return state_of(type, field) == AP_FACT_KNOWN ? words[support] : "?";
}

static void add_attribute(struct ap_text *text, const struct ap_instance_type *type,
                          enum ap_type_attribute attribute)
{
    ap_type_attribute_add(text, attribute, ap_type_attribute_words(attribute, type), ",");
}

/* Several types: a table. */

static enum amiplan_status write_table(const struct ap_instance_type *const *types, size_t count,
                                       struct ap_text *text, struct amiplan_error *err)
{
    static const struct ap_column heads[] = {
        { "TYPE", false },           { "GENERATION", false },   { "ARCHITECTURES", false },
        { "VIRTUALIZATION", false }, { "ROOT DEVICES", false }, { "HYPERVISOR", false },
        { "BOOT MODES", false },     { "VCPUS", true },         { "GIB", true },
        { "DISKS", false },          { "ENA", false },
    };
    struct ap_columns columns = { .heads = heads, .count = AP_COUNT(heads) };
    struct ap_text cell = { 0 };
    enum amiplan_status status;

    for (size_t i = 0; i < count; i++) {
        const struct ap_instance_type *type = types[i];
        ap_columns_add(&columns, type->name);
        for (unsigned attribute = 0; attribute < AP_TYPE_ATTRIBUTES; attribute++) {
            add_attribute(&cell, type, (enum ap_type_attribute)attribute);
            ap_columns_take(&columns, &cell);
        }
        add_integer(&cell, type, AP_TYPE_VCPUS, type->vcpus);
        ap_columns_take(&columns, &cell);
        add_memory(&cell, type);
        ap_columns_take(&columns, &cell);
        add_disks(&cell, type);
        ap_columns_take(&columns, &cell);
        ap_columns_add(&columns, support_word(type, AP_TYPE_ENA_SUPPORT, type->ena));
    }
    status = ap_columns_write(&columns, text, err);
    ap_columns_done(&columns);
    return status;
}

/* A single type: all that is known. */

static void begin_line(struct ap_text *text, const char *name)
{
    ap_text_addf(text, "  %-18s", name);
}

static void write_line(struct ap_text *text, const char *name, const char *value)
{
    begin_line(text, name);
    ap_text_addf(text, "%s\n", value);
}

static const char *yes_or_no(const struct ap_instance_type *type, enum ap_type_field field,
                             bool value)
{
    if (state_of(type, field) == AP_FACT_UNKNOWN)
        return "?";
    return state_of(type, field) == AP_FACT_KNOWN && value ? "yes" : "no";
}

static void write_offerings(const struct ap_instance_type *type,
                            const struct amiplan_type_filter *filter, struct ap_text *text)
{
    struct ap_offering_walk walk = ap_offering_begin(type->name);
    size_t regions = 0;
    size_t zones = 0;
    char names[2048];

    while (ap_offering_next_region(&walk)) {
        regions++;
        while (ap_offering_next_zone(&walk))
            zones++;
    }
    begin_line(text, "offered");
    if (regions) {
        ap_offering_regions(type->name, names, sizeof(names));
        ap_text_addf(text, "in %zu regions, %zu zones: %s\n", regions, zones, names);
    } else {
        ap_text_addf(text, "%s\n", ap_offering_knows_type(type->name) ? "in no region" : "?");
    }
    if (regions && filter && filter->region) {
        ap_offering_zones(type->name, filter->region, names, sizeof(names));
        begin_line(text, "");
        ap_text_addf(text, "in %s: %s\n", filter->region, names);
    }
}

/* Where sources disagree about the type's family. */
static void write_notes(const struct ap_instance_type *type, struct ap_text *text)
{
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!note->id || !ap_family_note_names(note, type->family))
            continue;
        begin_line(text, "note");
        ap_text_addf(text, "%s, %s\n", note->id, note->text);
    }
}

static void write_sources(const struct ap_instance_type *type, struct ap_text *text)
{
    begin_line(text, "source");
    if (type->retired) {
        ap_text_addf(text, "%s\n", type->provenance);
        write_line(text, "sure", type->sure);
        write_line(text, "last seen", type->last_seen ? type->last_seen : "never in a dump");
        return;
    }
    ap_text_add(text, type->source ? type->source : "?");
    if (type->as_of)
        ap_text_addf(text, ", %s", type->as_of);
    ap_text_add_char(text, '\n');
}

static void write_single(const struct ap_instance_type *type,
                         const struct amiplan_type_filter *filter, struct ap_text *text)
{
    static const char *const names[AP_TYPE_ATTRIBUTES] = {
        [AP_ATTRIBUTE_GENERATION] = "generation",
        [AP_ATTRIBUTE_ARCHITECTURE] = "architectures",
        [AP_ATTRIBUTE_VIRTUALIZATION] = "virtualization",
        [AP_ATTRIBUTE_ROOT_DEVICE] = "root devices",
        [AP_ATTRIBUTE_HYPERVISOR] = "hypervisor",
        [AP_ATTRIBUTE_BOOT_MODE] = "boot modes",
    };
    bool knows_classes = state_of(type, AP_TYPE_USAGE_CLASSES) == AP_FACT_KNOWN;
    bool knows_optimized = state_of(type, AP_TYPE_EBS_OPTIMIZED_SUPPORT) == AP_FACT_KNOWN;

    ap_text_addf(text, "%s\n", type->name);
    for (unsigned attribute = 0; attribute < AP_TYPE_ATTRIBUTES; attribute++) {
        begin_line(text, names[attribute]);
        add_attribute(text, type, (enum ap_type_attribute)attribute);
        ap_text_add_char(text, '\n');
    }
    begin_line(text, "vCPUs");
    add_integer(text, type, AP_TYPE_VCPUS, type->vcpus);
    ap_text_add_char(text, '\n');
    begin_line(text, "memory");
    add_memory(text, type);
    ap_text_add(text, " GiB\n");
    begin_line(text, "disks");
    add_disks(text, type);
    if (state_of(type, AP_TYPE_DISK_ENCRYPTION) == AP_FACT_KNOWN)
        ap_text_add(text, type->disk_encrypted ? ", always encrypted" : ", not encrypted");
    ap_text_add_char(text, '\n');
    write_line(text, "ENA", support_word(type, AP_TYPE_ENA_SUPPORT, type->ena));
    write_line(text, "EBS over NVMe", support_word(type, AP_TYPE_EBS_NVME_SUPPORT, type->ebs_nvme));
    write_line(text, "EBS-optimized", knows_optimized ? type->ebs_optimized : "?");
    begin_line(text, "EBS attachments");
    add_integer(text, type, AP_TYPE_EBS_ATTACHMENTS, type->ebs_attachments);
    ap_text_add(text,
                state_of(type, AP_TYPE_EBS_ATTACHMENTS) == AP_FACT_KNOWN ? " at most\n" : "\n");
    write_line(text, "hibernation", yes_or_no(type, AP_TYPE_HIBERNATION, type->hibernation));
    write_line(text, "NitroTPM", yes_or_no(type, AP_TYPE_NITRO_TPM, type->nitro_tpm));
    write_line(text, "accelerators", yes_or_no(type, AP_TYPE_ACCELERATED, type->accelerated));
    write_line(text, "Dedicated Hosts",
               yes_or_no(type, AP_TYPE_DEDICATED_HOSTS, type->dedicated_hosts));
    write_line(text, "bought as", knows_classes ? type->usage_classes : "?");
    write_offerings(type, filter, text);
    write_notes(type, text);
    write_sources(type, text);
}

/* JSON: amiplan/types/v1. */

static void write_regions(const struct ap_instance_type *type, struct ap_json_writer *writer)
{
    struct ap_offering_walk walk = ap_offering_begin(type->name);

    if (!ap_offering_knows_type(type->name)) {
        ap_json_write_null(writer, "regions");
        return;
    }
    ap_json_begin_object(writer, "regions");
    while (ap_offering_next_region(&walk)) {
        ap_json_begin_array(writer, walk.region);
        while (ap_offering_next_zone(&walk))
            ap_json_write_string(writer, NULL, walk.zone);
        ap_json_end_array(writer);
    }
    ap_json_end_object(writer);
}

static void write_json_type(const struct ap_type_catalogue *catalogue,
                            const struct ap_instance_type *type, struct ap_json_writer *writer)
{
    const struct ap_json *record = NULL;
    struct ap_text status = { 0 };

    if (catalogue)
        record = ap_type_catalogue_record(catalogue, type->name);
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "instance_type", type->name);
    add_attribute(&status, type, AP_ATTRIBUTE_GENERATION);
    writer->text->failed |= status.failed;
    ap_json_write_string(writer, "status",
                         status.bytes && *status.bytes != '?' ? status.bytes : NULL);
    ap_text_done(&status);
    ap_json_write_string(writer, "source", type->source);
    ap_json_write_string(writer, "as_of", type->as_of);
    ap_json_write_string(writer, "last_seen", type->last_seen);
    ap_json_write_string(writer, "sure", type->sure);
    ap_json_write_string(writer, "provenance", type->provenance);
    ap_instance_type_write_unknown(type, writer, "unknown");
    write_regions(type, writer);
    if (record)
        ap_json_write_value(writer, "record", record);
    else
        ap_instance_type_write_record(type->name, writer, "record");
    ap_json_end_object(writer);
}

static void write_json(const struct ap_type_catalogue *catalogue,
                       const struct ap_instance_type *const *types, size_t count,
                       struct ap_text *text)
{
    struct ap_json_writer writer = { .text = text };

    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/types/v1");
    ap_json_begin_array(&writer, "instance_types");
    for (size_t i = 0; i < count; i++)
        write_json_type(catalogue, types[i], &writer);
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(text, '\n');
}

/* Which types. */

static bool is_named(const struct amiplan_type_filter *filter, const struct ap_instance_type *type)
{
    if (!filter || filter->name_count == 0)
        return true;
    for (size_t i = 0; i < filter->name_count; i++) {
        if (strcmp(filter->names[i], type->name) == 0 ||
            strcmp(filter->names[i], type->family) == 0)
            return true;
    }
    return false;
}

/* Families by name, their types by size. */
static int compare_types(const void *a, const void *b)
{
    const struct ap_instance_type *left = *(const struct ap_instance_type *const *)a;
    const struct ap_instance_type *right = *(const struct ap_instance_type *const *)b;
    int order = strcmp(left->family, right->family);

    if (order)
        return order;
    return ap_instance_type_compare_sizes(left, right);
}

static enum amiplan_status write_selected(const struct ap_type_catalogue *catalogue,
                                          const struct amiplan_type_filter *filter, bool as_json,
                                          struct ap_arena *arena, struct ap_text *text,
                                          struct amiplan_error *err)
{
    struct ap_instance_type *types;
    const struct ap_instance_type **selected;
    size_t count;
    size_t selected_count = 0;
    enum amiplan_status status = ap_type_catalogue_all(catalogue, arena, &types, &count, err);

    if (status)
        return status;
    for (size_t i = 0; filter && i < filter->name_count; i++) {
        status = ap_type_name_check(types, count, filter->names[i], AP_TYPE_OR_FAMILY, err);
        if (status)
            return status;
    }
    selected = ap_arena_array(arena, count, sizeof(struct ap_instance_type *));
    if (!selected)
        return ap_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (is_named(filter, &types[i]) && ap_type_filter_passes(filter, &types[i]))
            selected[selected_count++] = &types[i];
    }
    if (selected_count)
        qsort(selected, selected_count, sizeof(struct ap_instance_type *), compare_types);
    if (as_json)
        write_json(catalogue, selected, selected_count, text);
    else if (selected_count == 1 && filter && filter->name_count == 1 &&
             strcmp(filter->names[0], selected[0]->name) == 0)
        write_single(selected[0], filter, text);
    else
        return write_table(selected, selected_count, text, err);
    return AMIPLAN_OK;
}

enum amiplan_status ap_types_write(const struct ap_type_catalogue *catalogue,
                                   const struct amiplan_type_filter *filter, const char *format,
                                   struct ap_text *text, struct amiplan_error *err)
{
    struct ap_arena arena = { 0 };
    char quoted[AP_QUOTE_BYTES];
    bool as_json = strcmp(format, "json") == 0;
    enum amiplan_status status = ap_type_filter_check(filter, err);

    if (status)
        return status;
    if (!as_json && strcmp(format, "text") != 0)
        return ap_fail(err, AMIPLAN_ERR_USAGE, NULL, "%s is no format; text or json is wanted",
                       ap_quote(quoted, format, strlen(format)));
    status = write_selected(catalogue, filter, as_json, &arena, text, err);
    ap_arena_done(&arena);
    return status;
}
