/* amiplan_call_json(): one question as JSON, one answer as JSON, for callers from other languages.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/timestamp.h"
#include "planner/open.h"
#include "planner/write.h"

#define LIST_MAX 100000 /* items of one list of a call */

/* A call, taken apart. Strings are borrowed from the document, lists are in the arena. */
struct call {
    struct ap_json_doc doc;
    struct ap_arena *arena;
    struct amiplan_context context;
    const char *name;
};

static enum amiplan_status read_strings(struct call *call, const char *name,
                                        const char *const **out, size_t *out_count,
                                        struct amiplan_error *err)
{
    const struct ap_json *list = NULL;
    enum amiplan_status status = ap_json_get_array(&call->doc, call->doc.root, name, &list, err);
    size_t count = 0;

    if (status || !list)
        return status;
    if (ap_json_count(list) > LIST_MAX)
        return ap_json_fail(&call->doc, list, err, "%zu items; %d at most", ap_json_count(list),
                            LIST_MAX);
    const char **strings = ap_arena_array(call->arena, ap_json_count(list), sizeof(*strings));
    if (!strings)
        return ap_fail_memory(err);
    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        const char *text = ap_json_string(item);
        if (!text)
            return ap_json_fail(&call->doc, item, err, "a string is wanted");
        strings[count++] = text;
    }
    *out = strings;
    *out_count = count;
    return AMIPLAN_OK;
}

static enum amiplan_status read_time(struct call *call, const char *name, int64_t *out,
                                     struct amiplan_error *err)
{
    const char *text = NULL;
    enum amiplan_status status =
        ap_json_get_string(&call->doc, call->doc.root, name, &text, NULL, err);

    if (status || !text)
        return status;
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    ap_place(place, call->doc.name, "/%s", name);
    return ap_timestamp_parse(text, place, out, err);
}

static enum amiplan_status read_context(struct call *call, struct amiplan_error *err)
{
    const struct ap_json_doc *doc = &call->doc;
    struct amiplan_context *context = &call->context;
    bool offline = false;
    enum amiplan_status status;

    if (!ap_json_is_object(doc->root))
        return ap_json_fail(doc, doc->root, err, "a call is one JSON object");
    status = ap_json_get_string(doc, doc->root, "call", &call->name, NULL, err);
    if (!status)
        status = read_strings(call, "regions", &context->regions, &context->region_count, err);
    if (!status)
        status = read_time(call, "now", &context->now_s, err);
    if (!status)
        status = read_time(call, "as_of", &context->as_of_s, err);
    if (!status)
        status = ap_json_get_bool(doc, doc->root, "offline", &offline, NULL, err);
    if (!status)
        status = ap_json_get_string(doc, doc->root, "account", &context->account, NULL, err);
    if (!status)
        status =
            ap_json_get_string(doc, doc->root, "organization", &context->organization, NULL, err);
    if (!status)
        status = read_strings(call, "organizational_units", &context->organizational_units,
                              &context->organizational_unit_count, err);
    if (!status)
        status = ap_json_get_string(doc, doc->root, "operation", &context->operation, NULL, err);
    context->offline = offline;
    if (!status && context->as_of_s && !context->now_s)
        context->now_s = context->as_of_s;
    return status;
}

static enum amiplan_status call_resolve(struct call *call, const struct amiplan_catalog *catalog,
                                        char **out, size_t *len, struct amiplan_error *err)
{
    struct amiplan_resolutions *resolutions = NULL;
    const char *const *references = NULL;
    size_t count = 0;
    enum amiplan_status status = read_strings(call, "references", &references, &count, err);

    if (!status)
        status = amiplan_resolve(catalog, references, count, &call->context, &resolutions, err);
    if (!status)
        status = amiplan_resolutions_json(resolutions, out, len, err);
    amiplan_resolutions_free(resolutions);
    return status;
}

/* Reads the launches of a call: each item is written out again and read as a document of its own.
 */
static enum amiplan_status read_launches(struct amiplan_launch **launches, size_t *count,
                                         const struct ap_json *list, struct amiplan_error *err)
{
    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        struct ap_text text = { 0 };
        struct ap_json_writer writer = { .text = &text, .compact = true };
        char name[AMIPLAN_ERROR_PLACE_BYTES];
        enum amiplan_status status = AMIPLAN_ERR_MEMORY;

        snprintf(name, sizeof(name), "/launches/%zu", *count);
        ap_json_write_value(&writer, NULL, item);
        if (!text.failed)
            status = amiplan_launch_read(name, text.bytes, text.len, &launches[*count], err);
        else
            ap_fail_memory(err);
        ap_text_done(&text);
        if (status)
            return status;
        ++*count;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status call_check(struct call *call, const struct amiplan_catalog *catalog,
                                      bool is_plan, char **out, size_t *len,
                                      struct amiplan_error *err)
{
    struct amiplan_report *report = NULL;
    struct amiplan_launch **launches = NULL;
    const struct ap_json *list = NULL;
    size_t count = 0;
    enum amiplan_status status =
        ap_json_get_array(&call->doc, call->doc.root, "launches", &list, err);

    if (status)
        return status;
    if (!list)
        return ap_json_fail(&call->doc, call->doc.root, err, "the member launches is wanted");
    if (ap_json_count(list) > LIST_MAX)
        return ap_json_fail(&call->doc, list, err, "%zu items; %d at most", ap_json_count(list),
                            LIST_MAX);
    launches = calloc(ap_json_count(list) + 1, sizeof(*launches));
    if (!launches)
        return ap_fail_memory(err);
    status = read_launches(launches, &count, list, err);
    if (!status) {
        const struct amiplan_launch *const *read = (const struct amiplan_launch *const *)launches;
        status = is_plan ? amiplan_plan(catalog, read, count, &call->context, &report, err)
                         : amiplan_check(catalog, read, count, &call->context, &report, err);
    }
    if (!status)
        status = amiplan_report_write(report, "json", out, len, err);
    amiplan_report_free(report);
    for (size_t i = 0; i < count; i++)
        amiplan_launch_free(launches[i]);
    free(launches);
    return status;
}

static enum amiplan_status dispatch(struct call *call, const struct amiplan_catalog *catalog,
                                    char **out, size_t *len, struct amiplan_error *err)
{
    if (!call->name)
        return ap_json_fail(&call->doc, call->doc.root, err, "the member call is wanted");
    if (!strcmp(call->name, "resolve"))
        return call_resolve(call, catalog, out, len, err);
    if (!strcmp(call->name, "check"))
        return call_check(call, catalog, false, out, len, err);
    if (!strcmp(call->name, "plan"))
        return call_check(call, catalog, true, out, len, err);
    return ap_json_fail(&call->doc, ap_json_member(call->doc.root, "call"), err,
                        "there is no call '%.40s'; resolve, check and plan are", call->name);
}

enum amiplan_status amiplan_call_json(const struct amiplan_catalog *catalog, const char *request,
                                      size_t request_len, enum amiplan_status *status, char **out,
                                      size_t *len, struct amiplan_error *err)
{
    struct amiplan_error fault = { .status = AMIPLAN_OK };
    struct ap_arena arena = { 0 };
    struct ap_json *root = NULL;
    enum amiplan_status ended = ap_json_parse("call", request, request_len, &root, &fault);

    if (!ended) {
        struct call call = { .doc = { "call", root },
                             .arena = &arena,
                             .context = AMIPLAN_CONTEXT_INIT };
        ended = read_context(&call, &fault);
        if (!ended)
            ended = dispatch(&call, catalog, out, len, &fault);
    }
    ap_json_free(root);
    ap_arena_done(&arena);
    if (ended == AMIPLAN_ERR_MEMORY || (ended && amiplan_error_json(&fault, out, len)))
        return ap_fail_memory(err);
    *status = ended;
    return AMIPLAN_OK;
}
