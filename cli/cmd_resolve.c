/*
 * resolve: image ids, and nothing else on stdout. Scripts put the output into a variable, so for
 * one region it is all or nothing.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/question.h"

/* A longer line of stdin is no reference; the longest ARN has some 1,100 bytes. */
#define LINE_BYTES_MAX 8192

static const enum option_id option_ids[] = {
    OPT_AS_OF,   OPT_HELP,  OPT_OFFLINE, OPT_OUTPUT, OPT_PARAMETERS,
    OPT_PROFILE, OPT_QUIET, OPT_REGION,  OPT_SOURCE,
};

/* One reference a line; blank lines and # comments are skipped. The lines are cut in place. */
static enum amiplan_status add_lines(struct list *references, struct input *input,
                                     struct amiplan_error *err)
{
    char *line = input->bytes;
    char *end = input->bytes + input->len;

    for (size_t number = 1; line < end; number++) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        char *next = newline ? newline + 1 : end;
        size_t len = (size_t)((newline ? newline : end) - line);
        enum amiplan_status status = AMIPLAN_OK;

        if (len > LINE_BYTES_MAX)
            return cli_fail(err, AMIPLAN_ERR_USAGE, "-", "line %zu has %zu bytes; %d at most",
                            number, len, LINE_BYTES_MAX);
        if (memchr(line, '\0', len))
            return cli_fail(err, AMIPLAN_ERR_USAGE, "-", "line %zu has a NUL byte", number);
        while (len > 0 && strchr(" \t\r", line[len - 1]))
            len--;
        line[len] = '\0';
        line += strspn(line, " \t");
        if (references->count == OPERANDS_MANY)
            return cli_fail(err, AMIPLAN_ERR_USAGE, "-", "line %zu: %d references at most", number,
                            OPERANDS_MANY);
        if (*line && *line != '#')
            status = cli_list_add(references, line, err);
        if (status)
            return status;
        line = next;
    }
    return AMIPLAN_OK;
}

/* The arguments, with the lines of stdin in the place of "-". */
static enum amiplan_status gather(int argc, char **argv, struct list *references,
                                  struct input *input, struct amiplan_error *err)
{
    for (int i = 0; i < argc; i++) {
        enum amiplan_status status;

        if (strcmp(argv[i], "-") != 0) {
            status = cli_list_add(references, argv[i], err);
        } else {
            status = cli_input_read("-", input, err);
            if (!status)
                status = add_lines(references, input, err);
        }
        if (status)
            return status;
    }
    if (references->count == 0)
        return cli_fail(err, AMIPLAN_ERR_USAGE, "-", "no reference on standard input");
    return AMIPLAN_OK;
}

static void print_text(const struct amiplan_resolutions *resolutions, bool is_of_one_region)
{
    size_t count = amiplan_resolutions_count(resolutions);

    for (size_t i = 0; i < count; i++) {
        const struct amiplan_resolution *one = amiplan_resolutions_get(resolutions, i);

        if (is_of_one_region)
            printf("%s\n", one->image_id);
        else if (!one->error.status)
            printf("%s\t%s\t%s\n", one->region ? one->region : "-", one->reference, one->image_id);
    }
}

/* What stands reference_count places before one is the same reference in the region before. */
static enum amiplan_status print(const struct invocation *invocation,
                                 const struct amiplan_resolutions *resolutions,
                                 size_t reference_count, const struct question *question,
                                 enum exit_code *code, struct amiplan_error *err)
{
    size_t count = amiplan_resolutions_count(resolutions);
    bool is_of_one_region = cli_question_is_of_one_region(question);
    struct age age = { 0 };
    char *json = NULL;
    size_t len;
    enum amiplan_status status;

    for (size_t i = 0; i < count; i++) {
        const struct amiplan_resolution *one = amiplan_resolutions_get(resolutions, i);

        *code = cli_exit_first(*code, cli_exit_of_status(one->error.status));
        if (!one->error.status && one->parameter)
            cli_age_add(&age, one->source, one->as_of);
        /* What a reference suffers in each region is told once. */
        if (i < reference_count ||
            !cli_error_is_same(&one->error,
                               &amiplan_resolutions_get(resolutions, i - reference_count)->error))
            cli_print_error(&one->error);
    }
    if (cli_output_is_json(invocation)) {
        status = amiplan_resolutions_json(resolutions, &json, &len, err);
        if (status)
            return status;
        cli_print_document(json, len);
        amiplan_free(json);
    } else if (*code && is_of_one_region) {
        return AMIPLAN_OK;
    } else {
        print_text(resolutions, is_of_one_region);
    }
    cli_age_print(&age, question, &invocation->options);
    return AMIPLAN_OK;
}

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    struct list references = { 0 };
    struct input input = { 0 };
    struct question question = { 0 };
    struct amiplan_resolutions *resolutions = NULL;
    struct amiplan_error err;
    enum amiplan_status status;
    enum exit_code code = EXIT_WELL;

    status = gather(argc, argv, &references, &input, &err);
    if (status)
        goto done;
    status = cli_question_open(&invocation->options, REGION_OPTIONAL, &question, &err);
    if (status)
        goto done;
    status = amiplan_resolve(question.catalog, references.items, references.count,
                             &question.context, &resolutions, &err);
    if (status)
        goto done;
    status = print(invocation, resolutions, references.count, &question, &code, &err);
done:
    if (status)
        code = cli_command_fail(invocation, &err);
    amiplan_resolutions_free(resolutions);
    cli_question_done(&question);
    cli_input_done(&input);
    cli_list_done(&references);
    return code;
}

const struct command cli_command_resolve = {
    .name = "resolve",
    .arguments = "REF... | -",
    .help = "the image ids that names lead to",
    .details =
        "REF is an image id, a parameter's name (also behind ssm: or resolve:ssm:, with :version\n"
        "or :label) or a parameter's ARN; - stands for references on standard input, one a line.\n"
        "One region: the ids in the order given, or nothing when any name fails. Several:\n"
        "region, reference and id, with tabs between them, for each that went well.\n",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .operands_min = 1,
    .operands_max = OPERANDS_MANY,
    .run = run,
};
