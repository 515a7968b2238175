#include "cli/question.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/input.h"
#include "cli/output.h"

#define SECONDS_PER_DAY 86400

/* Documents that options hand in, in the order in which they are read. */
/* clang-format off */
static const struct {
    size_t member; /* the offset in struct options of the struct list of files */
    enum amiplan_kind kind;
    bool is_regional; /* whether its records are those of one region */
} documents[] = {
    { offsetof(struct options, instance_types), AMIPLAN_INSTANCE_TYPES, false },
    { offsetof(struct options, images), AMIPLAN_IMAGES, true },
    { offsetof(struct options, image_attributes), AMIPLAN_IMAGE_ATTRIBUTES, true },
    { offsetof(struct options, parameters), AMIPLAN_PARAMETERS, true },
};
/* clang-format on */

/* Sources of design that need the network, or a store, and so another program than this one. */
static const char *const absent_sources[] = { "aws", "store" };

static bool is_absent_source(const char *source)
{
    for (size_t i = 0; i < sizeof(absent_sources) / sizeof(absent_sources[0]); i++)
        if (strcmp(source, absent_sources[i]) == 0)
            return true;
    return false;
}

/* What --source says: a chain of names and files, in one or several options. */
static enum amiplan_status take_sources(struct options *options, struct amiplan_context *context,
                                        struct amiplan_error *err)
{
    const struct list *sources = &options->sources;

    for (size_t i = 0; i < sources->count; i++) {
        const char *source = sources->items[i];

        if (strcmp(source, "auto") == 0 && sources->count > 1)
            return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "--source: 'auto' stands alone");
        if (strcmp(source, "aws") == 0 && (context->offline || context->as_of_s))
            return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "--source aws contradicts %s",
                            options->as_of     ? "--as-of"
                            : options->offline ? "--offline"
                                               : "AMIPLAN_OFFLINE");
    }
    for (size_t i = 0; i < sources->count; i++) {
        const char *source = sources->items[i];
        enum amiplan_status status = AMIPLAN_OK;

        if (is_absent_source(source))
            return cli_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                            "--source %s: this amiplan has no such source; it has auto, snapshot "
                            "and FILE",
                            source);
        if (strcmp(source, "snapshot") == 0)
            context->offline = 1;
        else if (strcmp(source, "auto") != 0)
            status = cli_list_add(&options->parameters, source, err);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status take_context(struct options *options, struct question *question,
                                        struct amiplan_error *err)
{
    struct amiplan_context *context = &question->context;
    const char *offline = getenv("AMIPLAN_OFFLINE");
    enum amiplan_status status;

    context->now_s = (int64_t)time(NULL);
    context->offline = options->offline || (offline && *offline && strcmp(offline, "0") != 0);
    if (options->as_of) {
        status = amiplan_time_parse(options->as_of, &context->as_of_s, err);
        if (status)
            return status;
        context->now_s = context->as_of_s;
    }
    status = take_sources(options, context, err);
    if (status)
        return status;
    status = cli_regions_find(options, &question->regions, err);
    if (status)
        return status;
    context->regions = question->regions.names.items;
    context->region_count = question->regions.names.count;
    context->account = options->account;
    context->organization = options->organization;
    context->organizational_units = options->organizational_units.items;
    context->organizational_unit_count = options->organizational_units.count;
    context->operation = options->operation;
    return AMIPLAN_OK;
}

static enum amiplan_status add_document(struct question *question, enum amiplan_kind kind,
                                        bool is_regional, const char *file,
                                        struct amiplan_error *err)
{
    const char *region = NULL;
    struct input input = { 0 };
    enum amiplan_status status;

    if (is_regional && question->context.region_count == 0)
        return cli_regions_fail_none(file, err);
    if (is_regional && !cli_question_is_of_one_region(question))
        return cli_fail(err, AMIPLAN_ERR_USAGE, file,
                        "its records are those of one region; --region names several");
    if (is_regional)
        region = question->context.regions[0];
    status = cli_input_read(file, &input, err);
    if (!status)
        status = amiplan_catalog_add_json(question->catalog, kind, region, 0, file, input.bytes,
                                          input.len, err);
    cli_input_done(&input);
    return status;
}

enum amiplan_status cli_question_open(struct options *options, enum region_need need,
                                      struct question *out, struct amiplan_error *err)
{
    enum amiplan_status status;

    *out = (struct question){ .context = AMIPLAN_CONTEXT_INIT };
    status = take_context(options, out, err);
    if (status)
        return status;
    if (need == REGION_REQUIRED && out->context.region_count == 0)
        return cli_regions_fail_none(NULL, err);
    status = amiplan_catalog_new(cli_print_warning, NULL, &out->catalog, err);
    for (size_t i = 0; !status && i < sizeof(documents) / sizeof(documents[0]); i++) {
        const struct list *files =
            (const struct list *)((const char *)options + documents[i].member);

        for (size_t j = 0; !status && j < files->count; j++)
            status = add_document(out, documents[i].kind, documents[i].is_regional, files->items[j],
                                  err);
    }
    return status;
}

void cli_question_done(struct question *question)
{
    amiplan_catalog_free(question->catalog);
    cli_regions_done(&question->regions);
    question->catalog = NULL;
}

bool cli_question_is_of_one_region(const struct question *question)
{
    const struct amiplan_context *context = &question->context;

    return context->region_count == 0 ||
           (context->region_count == 1 && strcmp(context->regions[0], "all") != 0);
}

void cli_age_add(struct age *age, const char *source, const char *as_of)
{
    if (!source || strcmp(source, "snapshot") != 0 || !as_of)
        return;
    /* Dates of this form sort as text. */
    if (!age->oldest || strcmp(as_of, age->oldest) < 0)
        age->oldest = as_of;
}

void cli_age_print(const struct age *age, const struct question *question,
                   const struct options *options)
{
    int64_t days;
    int64_t as_of_s;

    if (!age->oldest || options->quiet || amiplan_time_parse(age->oldest, &as_of_s, NULL))
        return;
    days = (question->context.now_s - as_of_s) / SECONDS_PER_DAY;
    if (days < 0)
        cli_print_note("answers are from the built-in data of %s, after the day asked for",
                       age->oldest);
    else
        cli_print_note("answers are from the built-in data of %s (%lld %s old)", age->oldest,
                       (long long)days, days == 1 ? "day" : "days");
}
