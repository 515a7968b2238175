#include "planner/type_catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/timestamp.h"
#include "base/warning.h"

struct entry {
    struct ap_instance_type type; /* strings are in the catalogue's arena */
    struct ap_json *record;       /* owned */
    size_t order;                 /* when it was added */
    bool is_builtin;
};

struct ap_type_catalogue {
    struct ap_arena arena;
    struct entry *entries; /* owned: sorted by name, each name once */
    size_t count;
    size_t room;
    size_t added; /* records so far: the next one's order */
};

enum amiplan_status ap_type_catalogue_new(struct ap_type_catalogue **out, struct amiplan_error *err)
{
    struct ap_type_catalogue *catalogue = calloc(1, sizeof(*catalogue));

    if (!catalogue)
        return ap_fail_memory(err);
    *out = catalogue;
    return AMIPLAN_OK;
}

static void drop_from(struct ap_type_catalogue *catalogue, size_t index)
{
    while (catalogue->count > index)
        ap_json_free(catalogue->entries[--catalogue->count].record);
}

void ap_type_catalogue_free(struct ap_type_catalogue *catalogue)
{
    if (!catalogue)
        return;
    drop_from(catalogue, 0);
    free(catalogue->entries);
    ap_arena_done(&catalogue->arena);
    free(catalogue);
}

static bool make_room(struct ap_type_catalogue *catalogue)
{
    size_t room = catalogue->room ? catalogue->room * 2 : 16;
    struct entry *entries;

    if (catalogue->count < catalogue->room)
        return true;
    entries = realloc(catalogue->entries, room * sizeof(*entries));
    if (!entries)
        return false;
    catalogue->entries = entries;
    catalogue->room = room;
    return true;
}

/* By name; of one name the last added first. */
static int compare_entries(const void *a, const void *b)
{
    const struct entry *left = a;
    const struct entry *right = b;
    int order = strcmp(left->type.name, right->type.name);

    if (order)
        return order;
    return left->order > right->order ? -1 : 1;
}

/* Puts what was appended in its place, and drops what it replaces. */
static void settle(struct ap_type_catalogue *catalogue)
{
    size_t kept = 0;

    if (catalogue->count == 0)
        return;
    qsort(catalogue->entries, catalogue->count, sizeof(struct entry), compare_entries);
    for (size_t i = 0; i < catalogue->count; i++) {
        struct entry *entry = &catalogue->entries[i];
        if (kept && strcmp(catalogue->entries[kept - 1].type.name, entry->type.name) == 0)
            ap_json_free(entry->record);
        else
            catalogue->entries[kept++] = *entry;
    }
    catalogue->count = kept;
}

/* Appends one record; SYNTAX when it is to be kept out. */
static enum amiplan_status append(struct ap_type_catalogue *catalogue, const char *as_of,
                                  const struct ap_json_doc *doc, const struct ap_json *record,
                                  struct amiplan_error *err)
{
    struct entry entry = { .order = catalogue->added };
    struct ap_instance_type builtin;
    enum amiplan_status status =
        ap_instance_type_read(doc, record, as_of, &catalogue->arena, &entry.type, err);

    if (status)
        return status;
    entry.is_builtin = ap_instance_type_builtin(entry.type.name, &builtin);
    entry.record = ap_json_copy(record);
    if (!entry.record || !make_room(catalogue)) {
        ap_json_free(entry.record);
        return ap_fail_memory(err);
    }
    catalogue->entries[catalogue->count++] = entry;
    catalogue->added++;
    return AMIPLAN_OK;
}

static enum amiplan_status find_list(const struct ap_json_doc *doc, const struct ap_json **out,
                                     struct amiplan_error *err)
{
    const struct ap_json *list = NULL;
    enum amiplan_status status;

    if (ap_json_is_array(doc->root)) {
        *out = doc->root;
        return AMIPLAN_OK;
    }
    if (!ap_json_is_object(doc->root))
        return ap_json_fail(doc, doc->root, err,
                            "no answer of DescribeInstanceTypes: an object or an array is wanted");
    status = ap_json_get_array(doc, doc->root, "InstanceTypes", &list, err);
    if (status)
        return status;
    if (!list)
        return ap_json_fail(doc, doc->root, err,
                            "no answer of DescribeInstanceTypes: no InstanceTypes in it");
    *out = list;
    return AMIPLAN_OK;
}

enum amiplan_status ap_type_catalogue_add(struct ap_type_catalogue *catalogue, int64_t as_of_s,
                                          const struct ap_json_doc *doc, amiplan_warn_fn *warn,
                                          void *user, struct amiplan_error *err)
{
    struct ap_warnings warnings = { .warn = warn, .user = user };
    const struct ap_json *list = NULL;
    char date[AP_DATE_BYTES];
    enum amiplan_status status = find_list(doc, &list, err);
    size_t before = catalogue->count;

    if (status)
        return status;
    catalogue->arena.failed = false; /* of an earlier call */
    if (as_of_s > 0)
        ap_timestamp_format_date(as_of_s, date);
    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        status =
            append(catalogue, as_of_s > 0 ? date : NULL, doc, item, ap_warnings_why(&warnings));
        if (status == AMIPLAN_ERR_SYNTAX)
            ap_warnings_add(&warnings);
        if (status && status != AMIPLAN_ERR_SYNTAX) {
            drop_from(catalogue, before);
            return ap_fail_memory(err);
        }
    }
    ap_warnings_end(&warnings, doc->name);
    settle(catalogue);
    return AMIPLAN_OK;
}

static int compare_name(const void *name, const void *entry)
{
    return strcmp(name, ((const struct entry *)entry)->type.name);
}

static const struct entry *find_entry(const struct ap_type_catalogue *catalogue, const char *name)
{
    if (!catalogue || catalogue->count == 0)
        return NULL;
    return bsearch(name, catalogue->entries, catalogue->count, sizeof(struct entry), compare_name);
}

bool ap_type_catalogue_find(const struct ap_type_catalogue *catalogue, const char *name,
                            struct ap_instance_type *out)
{
    const struct entry *entry = find_entry(catalogue, name);

    if (!entry)
        return ap_instance_type_builtin(name, out);
    *out = entry->type;
    return true;
}

const struct ap_json *ap_type_catalogue_record(const struct ap_type_catalogue *catalogue,
                                               const char *name)
{
    const struct entry *entry = find_entry(catalogue, name);

    return entry ? entry->record : NULL;
}

size_t ap_type_catalogue_added_count(const struct ap_type_catalogue *catalogue)
{
    size_t count = 0;

    for (size_t i = 0; i < catalogue->count; i++)
        count += !catalogue->entries[i].is_builtin;
    return count;
}

const char *ap_type_catalogue_added_name(const struct ap_type_catalogue *catalogue, size_t index)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (!catalogue->entries[i].is_builtin && index-- == 0)
            return catalogue->entries[i].type.name;
    }
    return NULL;
}

enum amiplan_status ap_type_catalogue_all(const struct ap_type_catalogue *catalogue,
                                          struct ap_arena *arena, struct ap_instance_type **out,
                                          size_t *out_count, struct amiplan_error *err)
{
    size_t builtin_count = ap_instance_type_builtin_count();
    size_t added_count = catalogue ? catalogue->count : 0;
    struct ap_instance_type *types =
        ap_arena_array(arena, builtin_count + added_count, sizeof(*types));
    size_t count = 0;
    size_t builtin = 0;
    size_t added = 0;

    if (!types)
        return ap_fail_memory(err);
    while (builtin < builtin_count || added < added_count) {
        struct ap_instance_type *type = &types[count++];
        int order = 1; /* of the built-in one against the handed-in one */
        if (builtin < builtin_count) {
            ap_instance_type_builtin_at(builtin, type);
            order =
                added < added_count ? strcmp(type->name, catalogue->entries[added].type.name) : -1;
        }
        if (order <= 0)
            builtin++;
        if (order >= 0)
            *type = catalogue->entries[added++].type;
    }
    *out = types;
    *out_count = count;
    return AMIPLAN_OK;
}
