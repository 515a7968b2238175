#include "cli/launch.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/question.h"

#define FILE_PREFIX "file://" /* as the AWS CLI spells a value that stands in a file */

/* What options set in each launch, in AWS's spelling; --instance-type makes several of one. */
/* clang-format off */
static const struct {
    size_t member; /* the offset in struct options of a string */
    const char *name;
} members[] = {
    { offsetof(struct options, image_id), "ImageId" },
    { offsetof(struct options, availability_zone), "AvailabilityZone" },
    { offsetof(struct options, block_device_mappings), "BlockDeviceMappings" },
};
/* clang-format on */

struct launches {
    struct amiplan_launch **items; /* owned, as are the launches */
    size_t count;
    struct input mappings; /* of the file that --block-device-mappings names */
};

static void launches_done(struct launches *launches)
{
    for (size_t i = 0; i < launches->count; i++)
        amiplan_launch_free(launches->items[i]);
    free(launches->items);
    cli_input_done(&launches->mappings);
}

static const char *option_value(const struct options *options, size_t member)
{
    return *(const char *const *)((const char *)options + member);
}

static bool has_member(const struct options *options)
{
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
        if (option_value(options, members[i].member))
            return true;
    return options->instance_type.count > 0;
}

/* Puts the text of the file in the place of --block-device-mappings file://FILE. */
static enum amiplan_status read_mappings(struct options *options, struct input *mappings,
                                         struct amiplan_error *err)
{
    const char *value = options->block_device_mappings;
    enum amiplan_status status;

    if (!value || strncmp(value, FILE_PREFIX, strlen(FILE_PREFIX)) != 0)
        return AMIPLAN_OK;
    value += strlen(FILE_PREFIX);
    status = cli_input_read(value, mappings, err);
    if (status)
        return status;
    if (memchr(mappings->bytes, '\0', mappings->len))
        return cli_fail(err, AMIPLAN_ERR_SYNTAX, value, "a NUL byte");
    options->block_device_mappings = mappings->bytes;
    return AMIPLAN_OK;
}

/* One launch: of a document, or empty when file is NULL, with what the options say besides. */
static enum amiplan_status add_launch(const struct options *options, const char *file,
                                      const struct input *input, const char *type,
                                      struct launches *launches, struct amiplan_error *err)
{
    struct amiplan_launch *launch = NULL;
    enum amiplan_status status;

    status = file ? amiplan_launch_read(file, input->bytes, input->len, &launch, err)
                  : amiplan_launch_new(&launch, err);
    if (status)
        return status;
    launches->items[launches->count++] = launch;
    if (type)
        status = amiplan_launch_set(launch, "InstanceType", type, err);
    for (size_t i = 0; !status && i < sizeof(members) / sizeof(members[0]); i++) {
        const char *value = option_value(options, members[i].member);

        if (value)
            status = amiplan_launch_set(launch, members[i].name, value, err);
    }
    return status;
}

/* One launch for each document (or none) and each type (or none). */
static enum amiplan_status gather(struct options *options, struct launches *launches,
                                  struct amiplan_error *err)
{
    const struct list *files = &options->input;
    const struct list *types = &options->instance_type;
    size_t file_count = files->count ? files->count : 1;
    size_t type_count = types->count ? types->count : 1;
    enum amiplan_status status;

    if (files->count == 0 && !has_member(options))
        return cli_fail(err, AMIPLAN_ERR_USAGE, NULL,
                        "no launch: give --image-id, --instance-type or --input");
    launches->items = calloc(file_count * type_count, sizeof(*launches->items));
    if (!launches->items)
        return cli_fail_memory(err);
    status = read_mappings(options, &launches->mappings, err);
    for (size_t i = 0; !status && i < file_count; i++) {
        const char *file = files->count ? files->items[i] : NULL;
        struct input input = { 0 };

        if (file)
            status = cli_input_read(file, &input, err);
        for (size_t j = 0; !status && j < type_count; j++)
            status = add_launch(options, file, &input, types->count ? types->items[j] : NULL,
                                launches, err);
        cli_input_done(&input);
    }
    return status;
}

/* --fail-on: error; warning, which is both; unknown, which is all three. */
static bool is_failed(const struct amiplan_report *report, const char *fail_on)
{
    bool unknown_fails = fail_on && strcmp(fail_on, "unknown") == 0;
    bool error_alone_fails = !fail_on || strcmp(fail_on, "error") == 0;
    enum amiplan_severity least = error_alone_fails ? AMIPLAN_ERROR : AMIPLAN_WARNING;
    size_t subject_count = amiplan_report_subject_count(report);

    for (size_t i = 0; i < subject_count; i++) {
        size_t finding_count = amiplan_report_finding_count(report, i);

        if (unknown_fails && amiplan_report_subject_verdict(report, i) == AMIPLAN_UNKNOWN)
            return true;
        for (size_t j = 0; j < finding_count; j++) {
            const struct amiplan_finding *finding = amiplan_report_finding(report, i, j);

            if (finding->verdict == AMIPLAN_BROKEN && finding->rule->severity >= least)
                return true;
        }
    }
    return false;
}

/* A name that the built-in data answered is old news, here as for resolve. */
static void print_age(const struct options *options, const struct question *question)
{
    struct amiplan_resolutions *resolutions = NULL;
    struct age age = { 0 };

    if (!options->image_id || options->quiet ||
        amiplan_resolve(question->catalog, &options->image_id, 1, &question->context, &resolutions,
                        NULL))
        return;
    for (size_t i = 0; i < amiplan_resolutions_count(resolutions); i++) {
        const struct amiplan_resolution *one = amiplan_resolutions_get(resolutions, i);

        if (!one->error.status && one->parameter)
            cli_age_add(&age, one->source, one->as_of);
    }
    cli_age_print(&age, question, options);
    amiplan_resolutions_free(resolutions);
}

enum exit_code cli_launch_run(struct invocation *invocation, cli_ask_fn *ask)
{
    struct options *options = &invocation->options;
    struct launches launches = { 0 };
    struct question question = { 0 };
    struct amiplan_report *report = NULL;
    char *text = NULL;
    size_t len;
    struct amiplan_error err;
    enum amiplan_status status;
    enum exit_code code = EXIT_WELL;

    status = gather(options, &launches, &err);
    if (status)
        goto done;
    status = cli_question_open(options, REGION_REQUIRED, &question, &err);
    if (status)
        goto done;
    status = ask(question.catalog, (const struct amiplan_launch *const *)launches.items,
                 launches.count, &question.context, &report, &err);
    if (status)
        goto done;
    status = amiplan_report_write(report, cli_output_format(invocation), &text, &len, &err);
    if (status)
        goto done;
    cli_print_document(text, len);
    print_age(options, &question);
    if (is_failed(report, options->fail_on))
        code = EXIT_FINDING;
done:
    if (status)
        code = cli_command_fail(invocation, &err);
    amiplan_free(text);
    amiplan_report_free(report);
    cli_question_done(&question);
    launches_done(&launches);
    return code;
}
