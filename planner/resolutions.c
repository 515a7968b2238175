/* amiplan_resolve() and its answers. */
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "planner/open.h"
#include "planner/write.h"
#include "resolver/resolve.h"

#define REFERENCES_MAX 100000 /* of one call, times its regions */

struct amiplan_resolutions {
    struct ap_arena arena;
    struct amiplan_resolution *items; /* in the arena */
    size_t count;
};

/* Resolves one reference; a fault of the reference itself is its own outcome. */
static enum amiplan_status resolve_one(const struct amiplan_catalog *catalog, const char *text,
                                       const struct amiplan_context *context, const char *region,
                                       struct ap_arena *arena, struct amiplan_resolution *out,
                                       struct amiplan_error *err)
{
    struct ap_reference reference;
    struct amiplan_error fault = { .status = AMIPLAN_OK };
    struct ap_store_question question = ap_question_of(context, region);

    out->reference = ap_arena_copy(arena, text);
    out->region = region;
    out->age_seconds = -1;
    out->deprecated = -1;
    if (!out->reference)
        return ap_fail_memory(err);
    if (ap_reference_parse(out->reference, &reference, &fault)) {
        out->error = fault;
        return AMIPLAN_OK;
    }
    if (!region && reference.kind == AP_REFERENCE_PARAMETER) {
        if (!reference.name.region[0]) {
            ap_fail(&out->error, AMIPLAN_ERR_USAGE, "region",
                    "'%.100s' is regional, and no region is given: --region, AWS_REGION or the AWS "
                    "config file",
                    text);
            return AMIPLAN_OK;
        }
        out->region = ap_arena_copy(arena, reference.name.region);
        question.region = out->region;
        if (!out->region)
            return ap_fail_memory(err);
    }
    return ap_resolve(&catalog->store, catalog->images, &question, &reference, arena, out, err);
}

enum amiplan_status amiplan_resolve(const struct amiplan_catalog *catalog,
                                    const char *const *references, size_t reference_count,
                                    const struct amiplan_context *context,
                                    struct amiplan_resolutions **out, struct amiplan_error *err)
{
    struct amiplan_resolutions *resolutions;
    const char *const *regions = NULL;
    size_t region_count = 0;
    enum amiplan_status status;

    if (!catalog || (!references && reference_count))
        return ap_fail(err, AMIPLAN_ERR_USAGE, "", "a catalog and references are wanted");
    status = ap_context_check(context, err);
    if (status)
        return status;
    resolutions = calloc(1, sizeof(*resolutions));
    if (!resolutions)
        return ap_fail_memory(err);
    status =
        ap_context_regions(catalog, context, &resolutions->arena, &regions, &region_count, err);
    if (status)
        goto done;
    size_t rounds = region_count ? region_count : 1; /* without a region: image ids and ARNs */
    if (reference_count > REFERENCES_MAX / rounds) {
        status = ap_fail(err, AMIPLAN_ERR_USAGE, "",
                         "%zu references in %zu regions; %d together at most", reference_count,
                         rounds, REFERENCES_MAX);
        goto done;
    }
    resolutions->items =
        ap_arena_array(&resolutions->arena, rounds * reference_count, sizeof(*resolutions->items));
    if (!resolutions->items) {
        status = ap_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < rounds && !status; i++) {
        for (size_t j = 0; j < reference_count && !status; j++)
            status =
                resolve_one(catalog, references[j], context, region_count ? regions[i] : NULL,
                            &resolutions->arena, &resolutions->items[resolutions->count++], err);
    }
done:
    if (status)
        amiplan_resolutions_free(resolutions);
    else
        *out = resolutions;
    return status;
}

size_t amiplan_resolutions_count(const struct amiplan_resolutions *resolutions)
{
    return resolutions->count;
}

const struct amiplan_resolution *
amiplan_resolutions_get(const struct amiplan_resolutions *resolutions, size_t index)
{
    return &resolutions->items[index];
}

void amiplan_resolutions_free(struct amiplan_resolutions *resolutions)
{
    if (!resolutions)
        return;
    ap_arena_done(&resolutions->arena);
    free(resolutions);
}

static void write_one(struct ap_json_writer *writer, const struct amiplan_resolution *item)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "reference", item->reference);
    ap_json_write_string(writer, "region", item->region);
    if (item->error.status) {
        ap_json_write_error(writer, "error", &item->error);
        ap_json_end_object(writer);
        return;
    }
    ap_json_write_string(writer, "image_id", item->image_id);
    ap_json_write_string(writer, "parameter", item->parameter);
    if (item->version)
        ap_json_write_integer(writer, "version", item->version);
    else
        ap_json_write_null(writer, "version");
    ap_json_write_string(writer, "source", item->source);
    ap_json_write_string(writer, "as_of", item->as_of);
    if (item->age_seconds >= 0)
        ap_json_write_integer(writer, "age_seconds", item->age_seconds);
    else
        ap_json_write_null(writer, "age_seconds");
    ap_json_write_string(writer, "image_name", item->image_name);
    if (item->deprecated >= 0)
        ap_json_write_bool(writer, "deprecated", item->deprecated != 0);
    else
        ap_json_write_null(writer, "deprecated");
    ap_json_write_bool(writer, "inferred", item->inferred != 0);
    ap_json_end_object(writer);
}

enum amiplan_status amiplan_resolutions_json(const struct amiplan_resolutions *resolutions,
                                             char **out, size_t *len, struct amiplan_error *err)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };

    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/resolve/v1");
    ap_json_begin_array(&writer, "results");
    for (size_t i = 0; i < resolutions->count; i++)
        write_one(&writer, &resolutions->items[i]);
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(&text, '\n');
    return ap_text_finish(&text, AMIPLAN_OK, out, len, err);
}
