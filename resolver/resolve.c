#include "resolver/resolve.h"

#include <string.h>

#include "base/timestamp.h"

static enum amiplan_status fail_value(const char *value, const char *name,
                                      struct amiplan_error *err)
{
    char value_quote[AP_QUOTE_BYTES];
    char name_quote[AP_QUOTE_BYTES];

    return ap_fail(
        err, AMIPLAN_ERR_NO_IMAGE, NULL, "the value of %s is no image id: %s (use params get)",
        ap_quote(name_quote, name, strlen(name)), ap_quote(value_quote, value, strlen(value)));
}

/* The documents of ECS and EKS: {"image_id": "ami-...", ...}. NULL when it is none. */
static const char *member_image_id(const struct ap_json *root)
{
    const struct ap_json *member =
        ap_json_is_object(root) ? ap_json_member(root, "image_id") : NULL;

    return member ? ap_json_string(member) : NULL;
}

enum amiplan_status ap_resolve_value(const char *value, const char *name, char out[32],
                                     struct amiplan_error *err)
{
    struct ap_json *root = NULL;
    enum amiplan_status status;

    if (ap_image_id_is_well_formed(value)) {
        memcpy(out, value, strlen(value) + 1);
        return AMIPLAN_OK;
    }
    if (*value != '{')
        return fail_value(value, name, err);
    status = ap_json_parse(name, value, strlen(value), &root, NULL);
    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(err);
    if (status)
        return fail_value(value, name, err);

    const char *id = member_image_id(root);
    if (id && ap_image_id_is_well_formed(id))
        memcpy(out, id, strlen(id) + 1);
    else
        status = fail_value(value, name, err);
    ap_json_free(root);
    return status;
}

/* ---- one reference ---- */

/* Seconds since the date of the data; -1 when that is not known. */
static int64_t age_of(const char *as_of, int64_t now_s)
{
    int64_t as_of_s = 0;

    if (!as_of || ap_timestamp_parse(as_of, NULL, &as_of_s, NULL) != AMIPLAN_OK)
        return -1;
    return now_s > as_of_s ? now_s - as_of_s : 0;
}

/* 1 yes, 0 no, -1 not known: an inferred time is an interval. */
static int is_deprecated(const struct ap_image *image, int64_t now_s)
{
    switch ((enum ap_fact_state)image->facts[AP_IMAGE_DEPRECATION_TIME].state) {
    case AP_FACT_ABSENT:
        return 0;
    case AP_FACT_KNOWN:
        if (now_s >= image->deprecated_to_s)
            return 1;
        return now_s < image->deprecated_from_s ? 0 : -1;
    case AP_FACT_UNKNOWN:
        break;
    }
    return -1;
}

/* What the catalogue has of the image. Nothing when it has none. */
static enum amiplan_status describe_image(const struct ap_catalogue *catalogue,
                                          const struct ap_store_question *question,
                                          struct ap_arena *arena, struct amiplan_resolution *out,
                                          struct amiplan_error *err)
{
    const struct ap_image *image = NULL;
    enum amiplan_status status;

    if (!catalogue || !out->region)
        return AMIPLAN_OK;
    status = ap_catalogue_find(catalogue, out->region, out->image_id, arena, &image, err);
    if (status || !image)
        return status;
    if (image->facts[AP_IMAGE_NAME].state == AP_FACT_KNOWN) {
        out->image_name = ap_arena_copy(arena, image->name);
        if (!out->image_name)
            return ap_fail_memory(err);
    }
    out->deprecated = is_deprecated(image, question->as_of_s ? question->as_of_s : question->now_s);
    out->inferred =
        out->deprecated >= 0 && ap_fact_is_inferred(image->facts[AP_IMAGE_DEPRECATION_TIME]);
    return AMIPLAN_OK;
}

/* A parameter is regional, and an ARN names its region itself. The outcome is in out->error. */
static const char *choose_region(const struct ap_store_question *question,
                                 const struct ap_name *name, struct amiplan_error *why)
{
    if (!question->region && name->region[0] == '\0')
        ap_fail(why, AMIPLAN_ERR_USAGE, NULL, "a parameter is read in a region; none is given");
    else if (question->region && name->region[0] != '\0' &&
             strcmp(question->region, name->region) != 0)
        ap_fail(why, AMIPLAN_ERR_USAGE, NULL, "the ARN is of %s, the question of %s", name->region,
                question->region);
    return question->region ? question->region : name->region;
}

/* What a secret holds is not repeated. */
static bool is_secret(const struct amiplan_parameter *parameter)
{
    return parameter->type && strcmp(parameter->type, "SecureString") == 0;
}

static enum amiplan_status resolve_answer(const struct amiplan_parameter *answer,
                                          struct ap_arena *arena, struct amiplan_resolution *out,
                                          struct amiplan_error *err)
{
    char id[32];
    char quote[AP_QUOTE_BYTES];
    enum amiplan_status status = ap_resolve_value(answer->value, answer->name, id, &out->error);

    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(err);
    if (status && is_secret(answer))
        ap_fail(&out->error, AMIPLAN_ERR_NO_IMAGE, NULL,
                "the value of %s, a SecureString, is no image id",
                ap_quote(quote, answer->name, strlen(answer->name)));
    if (status)
        return AMIPLAN_OK;
    out->image_id = ap_arena_copy(arena, id);
    return out->image_id ? AMIPLAN_OK : ap_fail_memory(err);
}

static enum amiplan_status resolve_parameter(const struct ap_store *store,
                                             const struct ap_store_question *question,
                                             const struct ap_name *name, struct ap_arena *arena,
                                             struct amiplan_resolution *out,
                                             struct amiplan_error *err)
{
    struct amiplan_parameter answer = { .region = NULL };
    struct ap_store_question asked = *question;
    enum amiplan_status status;

    asked.region = choose_region(question, name, &out->error);
    if (out->error.status)
        return AMIPLAN_OK;
    out->region = ap_arena_copy(arena, asked.region);
    out->parameter = ap_arena_copy(arena, name->text);
    if (!out->region || !out->parameter)
        return ap_fail_memory(err);
    status = store->read(store->state, &asked, name, 1, &answer, arena, err);
    if (status)
        return status;
    if (answer.error.status) {
        out->error = answer.error;
        return AMIPLAN_OK;
    }
    out->parameter = answer.name;
    out->version = answer.version;
    out->source = answer.source;
    out->as_of = answer.as_of;
    out->age_seconds = age_of(answer.as_of, question->now_s);
    return resolve_answer(&answer, arena, out, err);
}

enum amiplan_status ap_resolve(const struct ap_store *store, const struct ap_catalogue *catalogue,
                               const struct ap_store_question *question,
                               const struct ap_reference *reference, struct ap_arena *arena,
                               struct amiplan_resolution *out, struct amiplan_error *err)
{
    struct amiplan_resolution result = { .age_seconds = -1, .deprecated = -1 };
    enum amiplan_status status = AMIPLAN_OK;

    result.reference = ap_arena_copy(arena, reference->text);
    result.region = ap_arena_copy(arena, question->region);
    if (!result.reference || (question->region && !result.region))
        return ap_fail_memory(err);
    if (reference->kind == AP_REFERENCE_PARAMETER) {
        status = resolve_parameter(store, question, &reference->name, arena, &result, err);
    } else {
        result.image_id = ap_arena_copy(arena, reference->image_id);
        if (!result.image_id)
            status = ap_fail_memory(err);
    }
    if (!status && result.image_id)
        status = describe_image(catalogue, question, arena, &result, err);
    if (status)
        return status;
    *out = result;
    return AMIPLAN_OK;
}
