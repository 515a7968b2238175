/*
 * Reads DescribeInstanceTypes records of documents: checks each member that is typed, and makes of
 * it the text that type_member.c decodes.
 */
#include <inttypes.h>
#include <string.h>

#include "base/scan.h"
#include "planner/type_member.h"

/* Ceilings of what a document may state. The largest of 2026: 32,768 GiB of memory, 24 disks. */
#define NUMBER_MAX INT64_C(1000000000000)
#define DISKS_MAX  1000
#define LISTED_MAX 64
#define WORD_BYTES 64

struct reader {
    const struct ap_json_doc *doc;
    const struct ap_json *record;
    struct ap_arena *arena;
    struct amiplan_error *err;
};

/* What stands at a path of at most two names; *out stays NULL when it is not there. */
static enum amiplan_status find(const struct reader *reader, const char *path,
                                const struct ap_json **object, const char **name)
{
    const char *dot = strchr(path, '.');
    char outer[WORD_BYTES];

    *object = NULL;
    *name = dot ? dot + 1 : path;
    if (!dot) {
        *object = reader->record;
        return AMIPLAN_OK;
    }
    memcpy(outer, path, (size_t)(dot - path));
    outer[dot - path] = '\0';
    return ap_json_get_object(reader->doc, reader->record, outer, object, reader->err);
}

static enum amiplan_status check_word(const struct reader *reader, const struct ap_json *value,
                                      const struct ap_member_row *row)
{
    const char *word = ap_json_string(value);
    char quoted[AP_QUOTE_BYTES];
    int found = 0;

    if (!word)
        return ap_json_fail(reader->doc, value, reader->err, "no string; a string is wanted");
    if (row->kind == AP_MEMBER_SUPPORT)
        found = ap_support_find(word);
    else if (row->find)
        found = row->find(word);
    else if (*word == '\0' || strlen(word) >= WORD_BYTES || strpbrk(word, "\"\\"))
        found = -1;
    if (found < 0)
        return ap_json_fail(reader->doc, value, reader->err, "%s is no word of EC2's for it",
                            ap_quote(quoted, word, strlen(word)));
    return AMIPLAN_OK;
}

static enum amiplan_status read_words(const struct reader *reader, const struct ap_json *list,
                                      const struct ap_member_row *row, const char **out)
{
    const char *text = "[";
    size_t count = 0;

    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        enum amiplan_status status = check_word(reader, item, row);
        if (status)
            return status;
        if (++count > LISTED_MAX)
            return ap_json_fail(reader->doc, list, reader->err, "%zu words; %d at most",
                                ap_json_count(list), LISTED_MAX);
        text = ap_arena_printf(reader->arena, "%s%s\"%s\"", text ? text : "", count > 1 ? "," : "",
                               ap_json_string(item));
    }
    *out = ap_arena_printf(reader->arena, "%s]", text ? text : "");
    return AMIPLAN_OK;
}

/* Types with disks of two kinds do not exist; were there one, all would count as the first kind. */
static enum amiplan_status read_disks(const struct reader *reader, const struct ap_json *list,
                                      const char **out)
{
    int64_t count = 0;
    int64_t size_gb = 0;
    const char *kind = NULL;
    size_t listed = 0;

    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        int64_t item_count = 0;
        int64_t item_gb = 0;
        const char *item_kind = NULL;
        bool has_count, has_size;
        enum amiplan_status status;

        if (++listed > LISTED_MAX)
            return ap_json_fail(reader->doc, list, reader->err, "%zu kinds of disks; %d at most",
                                ap_json_count(list), LISTED_MAX);
        if (!ap_json_is_object(item))
            return ap_json_fail(reader->doc, item, reader->err, "no object; an object is wanted");
        status = ap_json_get_integer(reader->doc, item, "Count", 1, DISKS_MAX, &item_count,
                                     &has_count, reader->err);
        if (!status)
            status = ap_json_get_integer(reader->doc, item, "SizeInGB", 0, NUMBER_MAX, &item_gb,
                                         &has_size, reader->err);
        if (!status)
            status = ap_json_get_string(reader->doc, item, "Type", &item_kind, NULL, reader->err);
        if (status)
            return status;
        if (!has_count || !has_size)
            return ap_json_fail(reader->doc, item, reader->err, "a disk without %s",
                                has_count ? "SizeInGB" : "Count");
        count += item_count;
        if (listed == 1) {
            size_gb = item_gb;
            kind = item_kind;
        }
    }
    if (listed == 0)
        return AMIPLAN_OK;
    const char *type = "";
    if (kind && strcmp(kind, "ssd") == 0)
        type = ",\"Type\":\"ssd\"";
    else if (kind && strcmp(kind, "hdd") == 0)
        type = ",\"Type\":\"hdd\"";
    *out = ap_arena_printf(reader->arena, "[{\"Count\":%" PRId64 ",\"SizeInGB\":%" PRId64 "%s}]",
                           count, size_gb, type);
    return AMIPLAN_OK;
}

static enum amiplan_status read_integer(const struct reader *reader, const struct ap_json *object,
                                        const char *name, const char **out)
{
    int64_t number = 0;
    bool found;
    enum amiplan_status status =
        ap_json_get_integer(reader->doc, object, name, 0, NUMBER_MAX, &number, &found, reader->err);

    if (!status && found)
        *out = ap_arena_printf(reader->arena, "%" PRId64, number);
    return status;
}

static enum amiplan_status read_bool(const struct reader *reader, const struct ap_json *object,
                                     const char *name, const char **out)
{
    bool value = false;
    bool found;
    enum amiplan_status status =
        ap_json_get_bool(reader->doc, object, name, &value, &found, reader->err);

    if (!status && found)
        *out = value ? "true" : "false";
    return status;
}

static enum amiplan_status read_word(const struct reader *reader, const struct ap_json *object,
                                     const char *name, const struct ap_member_row *row,
                                     const char **out)
{
    const struct ap_json *member = ap_json_member(object, name);
    const char *word;
    enum amiplan_status status =
        ap_json_get_string(reader->doc, object, name, &word, NULL, reader->err);

    if (status || !member)
        return status;
    status = check_word(reader, member, row);
    if (!status)
        *out = ap_arena_copy(reader->arena, word);
    return status;
}

static enum amiplan_status read_list(const struct reader *reader, const struct ap_json *object,
                                     const char *name, const struct ap_member_row *row,
                                     const char **out)
{
    const struct ap_json *list = NULL;
    enum amiplan_status status = ap_json_get_array(reader->doc, object, name, &list, reader->err);

    if (status || !list)
        return status;
    if (row->kind == AP_MEMBER_WORDS)
        return read_words(reader, list, row, out);
    if (row->kind == AP_MEMBER_DISK_LIST)
        return read_disks(reader, list, out);
    *out = ap_json_count(list) > 0 ? "some" : "";
    return AMIPLAN_OK;
}

/* The text of one member; *out stays as it is when the record does not have it. */
static enum amiplan_status read_member(const struct reader *reader, const struct ap_member_row *row,
                                       const char **out)
{
    const struct ap_json *object;
    const char *name;
    enum amiplan_status status = find(reader, row->path, &object, &name);

    if (status || !object)
        return status;
    switch (row->kind) {
    case AP_MEMBER_WORD:
    case AP_MEMBER_SUPPORT:
        return read_word(reader, object, name, row, out);
    case AP_MEMBER_BOOL:
        return read_bool(reader, object, name, out);
    case AP_MEMBER_INTEGER:
        return read_integer(reader, object, name, out);
    case AP_MEMBER_WORDS:
    case AP_MEMBER_DISK_LIST:
    case AP_MEMBER_PRESENCE:
        break;
    }
    return read_list(reader, object, name, row, out);
}

/*
 * AWS leaves out the accelerators that a type does not have. So does a record that was cut down to
 * a few members: only one that has what every full record has tells that there are none.
 */
static bool is_full(const struct ap_type_members *members)
{
    static const enum ap_type_member always[] = {
        AP_MEMBER_CURRENT_GENERATION,
        AP_MEMBER_BARE_METAL,
        AP_MEMBER_ARCHITECTURES,
        AP_MEMBER_VIRTUALIZATION_TYPES,
        AP_MEMBER_ROOT_DEVICE_TYPES,
        AP_MEMBER_ENA_SUPPORT,
        AP_MEMBER_EBS_OPTIMIZED_SUPPORT,
        AP_MEMBER_HAS_DISKS,
        AP_MEMBER_MEMORY,
        AP_MEMBER_VCPUS,
    };

    for (size_t i = 0; i < AP_COUNT(always); i++) {
        if (!members->texts[always[i]])
            return false;
    }
    return true;
}

static enum amiplan_status read_name(const struct reader *reader, const char **out)
{
    const char *name = NULL;
    char quoted[AP_QUOTE_BYTES];
    enum amiplan_status status =
        ap_json_get_string(reader->doc, reader->record, "InstanceType", &name, NULL, reader->err);

    if (status)
        return status;
    if (!name)
        return ap_json_fail(reader->doc, reader->record, reader->err, "no InstanceType");
    if (!ap_instance_type_is_well_formed(name))
        return ap_json_fail(reader->doc, ap_json_member(reader->record, "InstanceType"),
                            reader->err, "%s is not named as instance types are, like 'm5.large'",
                            ap_quote(quoted, name, strlen(name)));
    *out = ap_arena_copy(reader->arena, name);
    return AMIPLAN_OK;
}

enum amiplan_status ap_instance_type_read(const struct ap_json_doc *doc,
                                          const struct ap_json *record, const char *as_of,
                                          struct ap_arena *arena, struct ap_instance_type *out,
                                          struct amiplan_error *err)
{
    const struct reader reader = { doc, record, arena, err };
    struct ap_type_members members = { { NULL }, { 0 } };
    const char *name = NULL;
    enum amiplan_status status;

    if (!ap_json_is_object(record))
        return ap_json_fail(doc, record, err, "no object; an instance type is wanted");
    status = read_name(&reader, &name);
    for (size_t i = 0; !status && i < AP_TYPE_MEMBERS; i++) {
        members.grades[i] = AP_GRADE_RECORD;
        status =
            read_member(&reader, ap_type_member_row((enum ap_type_member)i), &members.texts[i]);
    }
    if (status)
        return status;
    for (size_t i = 0; is_full(&members) && i < AP_TYPE_MEMBERS; i++) {
        bool is_accelerator =
            ap_type_member_row((enum ap_type_member)i)->kind == AP_MEMBER_PRESENCE;
        if (is_accelerator && !members.texts[i])
            members.texts[i] = "";
    }
    const char *source = ap_arena_copy(arena, doc->name);
    const char *date = ap_arena_copy(arena, as_of);
    if (arena->failed)
        return ap_fail_memory(err);
    ap_instance_type_decode(name, &members, out);
    out->source = source;
    out->as_of = date;
    return AMIPLAN_OK;
}
