/* Parameters of documents that the caller handed in, sorted after each addition. */
#include "params/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/region.h"
#include "base/timestamp.h"
#include "base/warning.h"

#define PARAMETERS_MAX ((size_t)4 * 1024 * 1024)

/* A record. One that was read by version or label (it has a Selector, ":3") says nothing of which
 * is the latest, so it stands beside the plain record of that name. */
struct entry {
    struct amiplan_parameter parameter; /* name as recorded; no error */
    const char *selector;               /* "" for the plain record */
    int64_t modified_s;                 /* 0 when not recorded */
    size_t order;                       /* of addition */
};

struct memory {
    struct ap_arena arena;
    struct entry *entries; /* owned: sorted by region, name, selector; no two the same */
    size_t count;
    size_t room;
    size_t order;
};

/* ---- adding ---- */

/* One document being added. */
struct reader {
    struct memory *memory;
    const struct ap_json_doc *doc;
    const char *region; /* in the arena, as the two below */
    const char *source;
    const char *as_of;
    struct amiplan_error *err;
};

static int compare_keys(const struct entry *a, const struct entry *b)
{
    int order = strcmp(a->parameter.region, b->parameter.region);

    if (order == 0)
        order = ap_name_compare(a->parameter.name, b->parameter.name);
    if (order == 0)
        order = strcmp(a->selector, b->selector);
    return order;
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    int order = compare_keys(a, b);

    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void sort(struct memory *memory)
{
    size_t kept = 0;

    if (memory->count == 0)
        return;
    qsort(memory->entries, memory->count, sizeof(*memory->entries), compare_entries);
    for (size_t i = 1; i < memory->count; i++) {
        /* The later of two with the same key takes the place. */
        if (compare_keys(&memory->entries[kept], &memory->entries[i]) != 0)
            kept++;
        memory->entries[kept] = memory->entries[i];
    }
    memory->count = kept + 1;
}

static enum amiplan_status append(const struct reader *reader, const struct entry *entry)
{
    struct memory *memory = reader->memory;

    if (memory->count == memory->room) {
        size_t room = memory->room ? 2 * memory->room : 64;
        struct entry *grown;

        if (memory->count >= PARAMETERS_MAX)
            return ap_fail(reader->err, AMIPLAN_ERR_SYNTAX, reader->source,
                           "more than %zu parameters", PARAMETERS_MAX);
        grown = realloc(memory->entries, room * sizeof(*grown));
        if (!grown)
            return ap_fail_memory(reader->err);
        memory->entries = grown;
        memory->room = room;
    }
    memory->entries[memory->count] = *entry;
    memory->entries[memory->count++].order = memory->order++;
    return AMIPLAN_OK;
}

static enum amiplan_status read_text(const struct reader *reader, const struct ap_json *record,
                                     const char *name, const char **out)
{
    const char *text = NULL;
    enum amiplan_status status =
        ap_json_get_string(reader->doc, record, name, &text, NULL, reader->err);

    if (status || !text)
        return status;
    *out = ap_arena_copy(&reader->memory->arena, text);
    return *out ? AMIPLAN_OK : ap_fail_memory(reader->err);
}

/* The CLI's version 1 and the API print seconds with a fraction, version 2 of the CLI a text. */
static enum amiplan_status read_modified(const struct reader *reader, const struct ap_json *record,
                                         struct entry *entry)
{
    const struct ap_json *member = ap_json_member(record, "LastModifiedDate");
    double number_s = 0;
    char text[AP_TIMESTAMP_BYTES];

    if (!member)
        return AMIPLAN_OK;
    if (ap_json_number(member, &number_s)) {
        if (!(number_s >= 0 && number_s <= (double)AP_TIMESTAMP_MAX_S))
            return ap_json_fail(reader->doc, member, reader->err,
                                "not within the seconds of the years 1970 to 9999");
        /* Half a millisecond: 0.585 is stored as a little less. */
        int64_t ms = (int64_t)(number_s * 1000 + 0.5);
        entry->modified_s = ms / 1000;
        ap_timestamp_format(entry->modified_s, text);
        entry->parameter.last_modified =
            ap_arena_printf(&reader->memory->arena, "%.19s.%03dZ", text, (int)(ms % 1000));
        return entry->parameter.last_modified ? AMIPLAN_OK : ap_fail_memory(reader->err);
    }
    if (!ap_json_is_string(member))
        return ap_json_fail(reader->doc, member, reader->err,
                            "seconds since 1970 or a time stamp are wanted");
    if (ap_timestamp_parse(ap_json_string(member), NULL, &entry->modified_s, NULL))
        return ap_json_fail(reader->doc, member, reader->err,
                            "no time; 2026-08-02T19:33:42.000Z is the form");
    return read_text(reader, record, "LastModifiedDate", &entry->parameter.last_modified);
}

/* ":3" or ":prod"; *out is "" when the member is not there. */
static enum amiplan_status read_selector(const struct reader *reader, const struct ap_json *record,
                                         const char **out)
{
    *out = "";
    return read_text(reader, record, "Selector", out);
}

static enum amiplan_status read_record(const struct reader *reader, const struct ap_json *record)
{
    struct entry entry = {
        .parameter = { .region = reader->region, .source = reader->source, .as_of = reader->as_of }
    };
    struct amiplan_parameter *parameter = &entry.parameter;
    struct amiplan_error why;
    struct ap_name name;
    enum amiplan_status status;

    if (!ap_json_is_object(record))
        return ap_json_fail(reader->doc, record, reader->err, "a parameter is an object");
    status = read_text(reader, record, "Name", &parameter->name);
    if (!status)
        status = read_text(reader, record, "Value", &parameter->value);
    if (!status)
        status = read_text(reader, record, "ARN", &parameter->arn);
    if (!status)
        status = read_text(reader, record, "Type", &parameter->type);
    if (!status)
        status = read_text(reader, record, "DataType", &parameter->data_type);
    if (!status)
        status = read_selector(reader, record, &entry.selector);
    if (!status)
        status =
            ap_json_get_integer(reader->doc, record, "Version", 0, (int64_t)AP_JSON_INTEGER_MAX,
                                &parameter->version, NULL, reader->err);
    if (!status)
        status = read_modified(reader, record, &entry);
    if (status)
        return status;
    if (!parameter->name)
        return ap_json_fail(reader->doc, record, reader->err, "a parameter without a Name");
    if (!parameter->value)
        return ap_json_fail(reader->doc, record, reader->err, "a parameter without a Value");
    if (ap_name_parse(parameter->name, NULL, &name, &why))
        return ap_json_fail(reader->doc, ap_json_member(record, "Name"), reader->err, "%s",
                            why.message);
    if (name.selector != AP_SELECT_LATEST)
        return ap_json_fail(reader->doc, ap_json_member(record, "Name"), reader->err,
                            "a recorded name has no ':'; what was asked for is in Selector");
    /* A shared parameter's name is its ARN; white space at the ends is not part of a name. */
    if (ap_name_compare(parameter->name, name.text) != 0)
        parameter->name = ap_arena_copy(&reader->memory->arena, name.text);
    if (!parameter->name)
        return ap_fail_memory(reader->err);
    return append(reader, &entry);
}

/* {"Parameters": [...]}, {"Parameter": {...}} or the bare list that --query prints. */
static enum amiplan_status find_records(const struct ap_json_doc *doc, const struct ap_json **list,
                                        const struct ap_json **single, struct amiplan_error *err)
{
    *list = NULL;
    *single = NULL;
    if (ap_json_is_array(doc->root)) {
        *list = doc->root;
        return AMIPLAN_OK;
    }
    if (ap_json_is_object(doc->root)) {
        enum amiplan_status status = ap_json_get_array(doc, doc->root, "Parameters", list, err);
        if (!status)
            status = ap_json_get_object(doc, doc->root, "Parameter", single, err);
        if (status || *list || *single)
            return status;
    }
    return ap_json_fail(doc, doc->root, err,
                        "no parameters: what aws ssm get-parameters-by-path, get-parameters or "
                        "get-parameter prints is wanted ({\"Parameters\": [...]})");
}

/* A record that is wrong is kept out. Fails with MEMORY only. */
static enum amiplan_status add_record(const struct reader *reader, const struct ap_json *record,
                                      struct ap_warnings *warnings)
{
    struct reader inner = *reader;
    enum amiplan_status status;

    inner.err = ap_warnings_why(warnings);
    status = read_record(&inner, record);
    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(reader->err);
    if (status)
        ap_warnings_add(warnings);
    return AMIPLAN_OK;
}

enum amiplan_status ap_store_memory_add(struct ap_store *store, const char *region, int64_t as_of_s,
                                        const struct ap_json_doc *doc, amiplan_warn_fn *warn,
                                        void *user, struct amiplan_error *err)
{
    struct memory *memory = store->state;
    struct ap_warnings warnings = { .warn = warn, .user = user };
    char date[AP_DATE_BYTES];
    const struct ap_json *list;
    const struct ap_json *single;
    enum amiplan_status status = find_records(doc, &list, &single, err);

    if (status)
        return status;
    ap_timestamp_format_date(as_of_s, date);
    struct reader reader = {
        .memory = memory,
        .doc = doc,
        .region = ap_arena_copy(&memory->arena, region),
        .source = ap_arena_copy(&memory->arena, doc->name ? doc->name : ""),
        .as_of = as_of_s ? ap_arena_copy(&memory->arena, date) : NULL,
        .err = err,
    };
    if (!reader.region || !reader.source || (as_of_s && !reader.as_of))
        return ap_fail_memory(err);
    if (single)
        status = add_record(&reader, single, &warnings);
    for (const struct ap_json *item = list ? ap_json_first(list) : NULL; item && !status;
         item = ap_json_next(item))
        status = add_record(&reader, item, &warnings);
    ap_warnings_end(&warnings, reader.source);
    sort(memory);
    return status;
}

/* ---- answering ---- */

/* The first entry of the region whose name is not before `name`; "" is before all. */
static size_t lower_bound(const struct memory *memory, const char *region, const char *name)
{
    const struct entry key = { .parameter = { .region = region, .name = name }, .selector = "" };
    size_t low = 0;
    size_t high = memory->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(&memory->entries[middle], &key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of_region(const struct memory *memory, size_t i, const char *region)
{
    return i < memory->count && strcmp(memory->entries[i].parameter.region, region) == 0;
}

static bool is_selected(const struct entry *entry, const struct ap_name *name)
{
    switch (name->selector) {
    case AP_SELECT_VERSION:
        return entry->parameter.version == name->version;
    case AP_SELECT_LABEL:
        return entry->selector[0] == ':' && strcmp(entry->selector + 1, name->label) == 0;
    case AP_SELECT_LATEST:
        break;
    }
    return entry->selector[0] == '\0';
}

static void say_missing(const struct entry *known, const struct ap_name *name,
                        struct amiplan_error *why)
{
    char quote[AP_QUOTE_BYTES];

    ap_quote(quote, name->text, strlen(name->text));
    if (!known)
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL,
                "no configured source holds the parameter %s; --source FILE or --parameters FILE "
                "gives parameters of your own (what aws ssm get-parameter prints)",
                quote);
    else if (name->selector == AP_SELECT_LABEL)
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL, "%.128s does not say which version of %s is '%s'",
                known->parameter.source, quote, name->label);
    else if (name->selector == AP_SELECT_LATEST)
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL, "%.128s has %s%.128s only, not the latest version",
                known->parameter.source, quote, known->selector);
    else if (known->parameter.version == 0)
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL, "%.128s does not say which version of %s it has",
                known->parameter.source, quote);
    else
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL,
                "%.128s has version %" PRId64 " of %s, not version %" PRId64,
                known->parameter.source, known->parameter.version, quote, name->version);
}

/* Fills in what a record may leave out: the ARN of a public parameter. */
static enum amiplan_status answer_with(const struct entry *entry, struct ap_arena *arena,
                                       struct amiplan_parameter *out, struct amiplan_error *err)
{
    const char *partition = ap_region_partition(entry->parameter.region);

    *out = entry->parameter;
    if (out->arn || !partition || strncmp(out->name, "/aws/", 5) != 0)
        return AMIPLAN_OK;
    out->arn =
        ap_arena_printf(arena, "arn:%s:ssm:%s::parameter%s", partition, out->region, out->name);
    return out->arn ? AMIPLAN_OK : ap_fail_memory(err);
}

/* A record written after the time that is asked for says nothing of then. */
static bool is_too_new(const struct entry *entry, const struct ap_store_question *question)
{
    return question->as_of_s && entry->modified_s > question->as_of_s;
}

static enum amiplan_status read_one(const struct memory *memory,
                                    const struct ap_store_question *question,
                                    const struct ap_name *name, struct ap_arena *arena,
                                    struct amiplan_parameter *answer, struct amiplan_error *err)
{
    const struct entry *known = NULL;
    size_t i = lower_bound(memory, question->region, name->text);

    for (; is_of_region(memory, i, question->region) &&
           ap_name_compare(memory->entries[i].parameter.name, name->text) == 0;
         i++) {
        const struct entry *entry = &memory->entries[i];

        if (!is_selected(entry, name)) {
            known = entry;
            continue;
        }
        if (name->selector == AP_SELECT_LATEST && is_too_new(entry, question)) {
            answer->source = entry->parameter.source;
            ap_fail(&answer->error, AMIPLAN_ERR_UNKNOWN, NULL,
                    "what %.128s has was written at %s, later than is asked for",
                    entry->parameter.source, entry->parameter.last_modified);
            known = NULL;
            break;
        }
        return answer_with(entry, arena, answer, err);
    }
    if (!answer->error.status)
        say_missing(known, name, &answer->error);
    if (known)
        answer->source = known->parameter.source;
    answer->region = ap_arena_copy(arena, question->region);
    answer->name = ap_arena_copy(arena, name->text);
    return answer->region && answer->name ? AMIPLAN_OK : ap_fail_memory(err);
}

static enum amiplan_status read_names(const void *state, const struct ap_store_question *question,
                                      const struct ap_name *names, size_t count,
                                      struct amiplan_parameter *answers, struct ap_arena *arena,
                                      struct amiplan_error *err)
{
    for (size_t i = 0; i < count; i++) {
        enum amiplan_status status = read_one(state, question, &names[i], arena, &answers[i], err);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static bool covers(const void *state, const char *region)
{
    const struct memory *memory = state;

    return is_of_region(memory, lower_bound(memory, region, ""), region);
}

static enum amiplan_status walk(const void *state, const struct ap_store_question *question,
                                enum amiplan_status (*visit)(void *user,
                                                             const struct amiplan_parameter *),
                                void *user, struct ap_arena *arena, struct amiplan_error *err)
{
    const struct memory *memory = state;
    size_t i = lower_bound(memory, question->region, "");

    if (!is_of_region(memory, i, question->region))
        return ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL, "no document holds parameters of %s",
                       question->region);
    for (; is_of_region(memory, i, question->region); i++) {
        const struct entry *entry = &memory->entries[i];
        struct amiplan_parameter parameter;
        enum amiplan_status status;

        if (entry->selector[0] != '\0' || is_too_new(entry, question))
            continue;
        status = answer_with(entry, arena, &parameter, err);
        if (!status)
            status = visit(user, &parameter);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static void free_memory(void *state)
{
    struct memory *memory = state;

    if (!memory)
        return;
    free(memory->entries);
    ap_arena_done(&memory->arena);
    free(memory);
}

enum amiplan_status ap_store_memory_new(struct ap_store *out, struct amiplan_error *err)
{
    struct memory *memory = calloc(1, sizeof(*memory));

    if (!memory)
        return ap_fail_memory(err);
    *out = (struct ap_store){
        .state = memory,
        .read = read_names,
        .walk = walk,
        .covers = covers,
        .free = free_memory,
    };
    return AMIPLAN_OK;
}
