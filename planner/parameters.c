/* Reading and listing parameters: amiplan_parameters_...() over the store interface. */
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "planner/open.h"
#include "planner/write.h"

#define NAMES_MAX 100000 /* of one call, times its regions */

struct amiplan_parameters {
    struct ap_arena arena;
    struct amiplan_parameter *items; /* owned */
    size_t count, room;
};

static enum amiplan_status add(struct amiplan_parameters *parameters,
                               const struct amiplan_parameter *item)
{
    if (parameters->count == parameters->room) {
        size_t room = parameters->room ? parameters->room * 2 : 64;
        struct amiplan_parameter *items = realloc(parameters->items, room * sizeof(*items));
        if (!items)
            return AMIPLAN_ERR_MEMORY;
        parameters->items = items;
        parameters->room = room;
    }
    parameters->items[parameters->count++] = *item;
    return AMIPLAN_OK;
}

/* Opens an answer for the regions of a context. */
static enum amiplan_status begin(const struct amiplan_catalog *catalog,
                                 const struct amiplan_context *context,
                                 struct amiplan_parameters **out, const char *const **regions,
                                 size_t *region_count, struct amiplan_error *err)
{
    struct amiplan_parameters *parameters = NULL;
    enum amiplan_status status = ap_context_check(context, err);

    if (status)
        return status;
    parameters = calloc(1, sizeof(*parameters));
    if (!parameters)
        return ap_fail_memory(err);
    status = ap_context_regions(catalog, context, &parameters->arena, regions, region_count, err);
    if (!status && !*region_count)
        status = ap_fail(err, AMIPLAN_ERR_USAGE, "region",
                         "parameters are regional, and no region is given: --region, AWS_REGION or "
                         "the AWS config file");
    if (status)
        amiplan_parameters_free(parameters);
    else
        *out = parameters;
    return status;
}

static enum amiplan_status read_one(const struct amiplan_catalog *catalog, const char *name,
                                    const struct amiplan_context *context, const char *region,
                                    struct amiplan_parameters *parameters,
                                    struct amiplan_error *err)
{
    const struct ap_store_question question = ap_question_of(context, region);
    struct amiplan_parameter answer = { .region = region };
    struct amiplan_error fault = { .status = AMIPLAN_OK };
    struct ap_name parsed;
    enum amiplan_status status = AMIPLAN_OK;

    if (ap_name_parse(name, "", &parsed, &fault))
        answer.error = fault;
    else if (parsed.region[0] && strcmp(parsed.region, region))
        ap_fail(&answer.error, AMIPLAN_ERR_USAGE, "region",
                "the ARN is of %s, and the question of %s", parsed.region, region);
    else
        status = catalog->store.read(catalog->store.state, &question, &parsed, 1, &answer,
                                     &parameters->arena, err);
    if (status)
        return status;
    answer.region = region;
    if (answer.error.status) {
        answer.name = ap_arena_copy(&parameters->arena, name);
        answer.value = NULL;
    }
    if (parameters->arena.failed || add(parameters, &answer))
        return ap_fail_memory(err);
    return AMIPLAN_OK;
}

enum amiplan_status amiplan_parameters_read(const struct amiplan_catalog *catalog,
                                            const char *const *names, size_t name_count,
                                            const struct amiplan_context *context,
                                            struct amiplan_parameters **out,
                                            struct amiplan_error *err)
{
    struct amiplan_parameters *parameters = NULL;
    const char *const *regions = NULL;
    size_t region_count = 0;
    enum amiplan_status status;

    if (!catalog || (!names && name_count))
        return ap_fail(err, AMIPLAN_ERR_USAGE, "", "a catalog and names are wanted");
    status = begin(catalog, context, &parameters, &regions, &region_count, err);
    if (status)
        return status;
    if (name_count > NAMES_MAX / region_count)
        status =
            ap_fail(err, AMIPLAN_ERR_USAGE, "", "%zu names in %zu regions; %d together at most",
                    name_count, region_count, NAMES_MAX);
    for (size_t i = 0; i < region_count && !status; i++) {
        for (size_t j = 0; j < name_count && !status; j++)
            status = read_one(catalog, names[j], context, regions[i], parameters, err);
    }
    if (status)
        amiplan_parameters_free(parameters);
    else
        *out = parameters;
    return status;
}

/* What a walk through a store needs to know. */
struct walk {
    struct amiplan_parameters *parameters;
    const char *path;
    bool recursive;
};

static enum amiplan_status visit(void *user, const struct amiplan_parameter *parameter)
{
    const struct walk *walk = user;

    if (!ap_name_is_below(parameter->name, walk->path, walk->recursive))
        return AMIPLAN_OK;
    return add(walk->parameters, parameter);
}

enum amiplan_status amiplan_parameters_list(const struct amiplan_catalog *catalog, const char *path,
                                            int recursive, const struct amiplan_context *context,
                                            struct amiplan_parameters **out,
                                            struct amiplan_error *err)
{
    struct amiplan_parameters *parameters = NULL;
    const char *const *regions = NULL;
    size_t region_count = 0;
    enum amiplan_status status;

    if (!catalog || !path || path[0] != '/')
        return ap_fail(err, AMIPLAN_ERR_USAGE, "path", "a path begins with \"/\"");
    if (strlen(path) > AP_NAME_BYTES_MAX)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "path", "%zu bytes; %d at most", strlen(path),
                       AP_NAME_BYTES_MAX);
    status = begin(catalog, context, &parameters, &regions, &region_count, err);
    if (status)
        return status;
    struct walk walk = { parameters, path, recursive != 0 };
    for (size_t i = 0; i < region_count && !status; i++) {
        const struct ap_store_question question = ap_question_of(context, regions[i]);
        status = catalog->store.walk(catalog->store.state, &question, visit, &walk,
                                     &parameters->arena, err);
        if (status == AMIPLAN_ERR_MEMORY)
            ap_fail_memory(err); /* visit() has no error to fill */
    }
    if (status)
        amiplan_parameters_free(parameters);
    else
        *out = parameters;
    return status;
}

size_t amiplan_parameters_count(const struct amiplan_parameters *parameters)
{
    return parameters->count;
}

const struct amiplan_parameter *amiplan_parameters_get(const struct amiplan_parameters *parameters,
                                                       size_t index)
{
    return &parameters->items[index];
}

void amiplan_parameters_free(struct amiplan_parameters *parameters)
{
    if (!parameters)
        return;
    free(parameters->items);
    ap_arena_done(&parameters->arena);
    free(parameters);
}

static void write_one(struct ap_json_writer *writer, const struct amiplan_parameter *item)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "region", item->region);
    ap_json_write_string(writer, "name", item->name);
    if (item->error.status) {
        ap_json_write_error(writer, "error", &item->error);
        ap_json_end_object(writer);
        return;
    }
    ap_json_write_string(writer, "arn", item->arn);
    ap_json_write_string(writer, "value", item->value);
    ap_json_write_string(writer, "type", item->type);
    ap_json_write_string(writer, "data_type", item->data_type);
    if (item->version)
        ap_json_write_integer(writer, "version", item->version);
    else
        ap_json_write_null(writer, "version");
    ap_json_write_string(writer, "last_modified", item->last_modified);
    ap_json_write_string(writer, "source", item->source);
    ap_json_write_string(writer, "as_of", item->as_of);
    ap_json_end_object(writer);
}

enum amiplan_status amiplan_parameters_json(const struct amiplan_parameters *parameters, char **out,
                                            size_t *len, struct amiplan_error *err)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };

    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/parameters/v1");
    ap_json_begin_array(&writer, "parameters");
    for (size_t i = 0; i < parameters->count; i++)
        write_one(&writer, &parameters->items[i]);
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(&text, '\n');
    return ap_text_finish(&text, AMIPLAN_OK, out, len, err);
}
