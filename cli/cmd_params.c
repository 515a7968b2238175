/*
 * params get, params list: parameters as they are recorded, every byte of their values.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/question.h"

static const enum option_id get_option_ids[] = {
    OPT_AS_OF,   OPT_HELP,  OPT_OFFLINE, OPT_OUTPUT, OPT_PARAMETERS,
    OPT_PROFILE, OPT_QUIET, OPT_REGION,  OPT_SOURCE,
};

static const enum option_id list_option_ids[] = {
    OPT_AS_OF,   OPT_HELP,  OPT_OFFLINE,   OPT_OUTPUT, OPT_PARAMETERS, OPT_PATH,
    OPT_PROFILE, OPT_QUIET, OPT_RECURSIVE, OPT_REGION, OPT_SOURCE,
};

/* What a line of text begins with. */
enum columns { COLUMNS_NONE, COLUMNS_NAME, COLUMNS_REGION_NAME };

static void print_text(const struct amiplan_parameters *parameters, enum columns columns)
{
    size_t count = amiplan_parameters_count(parameters);

    for (size_t i = 0; i < count; i++) {
        const struct amiplan_parameter *one = amiplan_parameters_get(parameters, i);

        if (one->error.status)
            continue;
        if (columns == COLUMNS_REGION_NAME)
            printf("%s\t", one->region);
        if (columns != COLUMNS_NONE)
            printf("%s\t", one->name);
        printf("%s\n", one->value);
    }
}

/* What stands name_count places before one is the same name in the region before. */
static enum amiplan_status print(const struct invocation *invocation,
                                 const struct amiplan_parameters *parameters, size_t name_count,
                                 const struct question *question, enum columns columns,
                                 enum exit_code *code, struct amiplan_error *err)
{
    size_t count = amiplan_parameters_count(parameters);
    struct age age = { 0 };
    char *json = NULL;
    size_t len;
    enum amiplan_status status;

    for (size_t i = 0; i < count; i++) {
        const struct amiplan_parameter *one = amiplan_parameters_get(parameters, i);

        *code = cli_exit_first(*code, cli_exit_of_status(one->error.status));
        if (!one->error.status)
            cli_age_add(&age, one->source, one->as_of);
        /* What a name suffers in each region is told once. */
        if (i < name_count ||
            !cli_error_is_same(&one->error,
                               &amiplan_parameters_get(parameters, i - name_count)->error))
            cli_print_error(&one->error);
    }
    if (cli_output_is_json(invocation)) {
        status = amiplan_parameters_json(parameters, &json, &len, err);
        if (status)
            return status;
        cli_print_document(json, len);
        amiplan_free(json);
    } else if (*code && cli_question_is_of_one_region(question)) {
        /* Scripts put the output into a variable: all or nothing. */
        return AMIPLAN_OK;
    } else {
        print_text(parameters, columns);
    }
    cli_age_print(&age, question, &invocation->options);
    return AMIPLAN_OK;
}

static enum exit_code run_get(struct invocation *invocation, int argc, char **argv)
{
    struct question question = { 0 };
    struct list names = { 0 };
    struct amiplan_parameters *parameters = NULL;
    struct amiplan_error err;
    enum amiplan_status status = AMIPLAN_OK;
    enum exit_code code = EXIT_WELL;

    for (int i = 0; !status && i < argc; i++)
        status = cli_list_add(&names, argv[i], &err);
    if (status)
        goto done;
    status = cli_question_open(&invocation->options, REGION_REQUIRED, &question, &err);
    if (status)
        goto done;
    status = amiplan_parameters_read(question.catalog, names.items, names.count, &question.context,
                                     &parameters, &err);
    if (status)
        goto done;
    status = print(invocation, parameters, names.count, &question,
                   cli_question_is_of_one_region(&question) ? COLUMNS_NONE : COLUMNS_REGION_NAME,
                   &code, &err);
done:
    if (status)
        code = cli_command_fail(invocation, &err);
    amiplan_parameters_free(parameters);
    cli_question_done(&question);
    cli_list_done(&names);
    return code;
}

static enum exit_code run_list(struct invocation *invocation, int argc, char **argv)
{
    const struct options *options = &invocation->options;
    struct question question = { 0 };
    struct amiplan_parameters *parameters = NULL;
    struct amiplan_error err;
    enum amiplan_status status;
    enum exit_code code = EXIT_WELL;

    (void)argc;
    (void)argv;
    status = cli_question_open(&invocation->options, REGION_REQUIRED, &question, &err);
    if (status)
        goto done;
    status = amiplan_parameters_list(question.catalog, options->path ? options->path : "/",
                                     options->recursive || !options->path, &question.context,
                                     &parameters, &err);
    if (status)
        goto done;
    status = print(invocation, parameters, amiplan_parameters_count(parameters), &question,
                   cli_question_is_of_one_region(&question) ? COLUMNS_NAME : COLUMNS_REGION_NAME,
                   &code, &err);
done:
    if (status)
        code = cli_command_fail(invocation, &err);
    amiplan_parameters_free(parameters);
    cli_question_done(&question);
    return code;
}

const struct command cli_command_params_get = {
    .name = "params get",
    .arguments = "NAME...",
    .help = "the values of parameters",
    .details =
        "NAME is a parameter's name or ARN, with :version or :label. One region: the values in\n"
        "the order given, one a line, or nothing when any name fails. Several: region, name\n"
        "and value, with tabs between them.\n",
    .options = get_option_ids,
    .option_count = sizeof(get_option_ids) / sizeof(get_option_ids[0]),
    .operands_min = 1,
    .operands_max = OPERANDS_MANY,
    .run = run_get,
};

const struct command cli_command_params_list = {
    .name = "params list",
    .arguments = "",
    .help = "the names and values of parameters below a path",
    .details = "Name and value, with a tab between them; before them the region when there are\n"
               "several. Without --path everything there is.\n",
    .options = list_option_ids,
    .option_count = sizeof(list_option_ids) / sizeof(list_option_ids[0]),
    .run = run_list,
};
