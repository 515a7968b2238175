#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "cli/output.h"
#include "cli/spelling.h"

/* By name. */
static const struct command *const commands[] = {
    &cli_command_check,      &cli_command_explain,     &cli_command_help, &cli_command_matrix,
    &cli_command_params_get, &cli_command_params_list, &cli_command_plan, &cli_command_resolve,
    &cli_command_rules,      &cli_command_types,
};

const struct command *cli_command_at(size_t index)
{
    return index < sizeof(commands) / sizeof(commands[0]) ? commands[index] : NULL;
}

bool cli_command_begins_with(const struct command *command, int argc, char **argv)
{
    const char *rest = command->name;

    for (int i = 0; i < argc; i++) {
        size_t len = strcspn(rest, " ");

        if (!*rest || strlen(argv[i]) != len || memcmp(argv[i], rest, len) != 0)
            return false;
        rest += len + (rest[len] == ' ');
    }
    return true;
}

/* argv[0] begins the names of several commands, and argv[1] continues none. */
static enum amiplan_status fail_half(char **argv, struct amiplan_error *err)
{
    char ways[80] = "";
    const struct command *command;

    for (size_t i = 0; (command = cli_command_at(i)); i++) {
        size_t len = strlen(ways);

        if (cli_command_begins_with(command, 1, argv))
            snprintf(ways + len, sizeof(ways) - len, "%s%s", len ? ", " : "", command->name);
    }
    return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "'%s' wants another word: %s", argv[0], ways);
}

enum amiplan_status cli_command_find(int argc, char **argv, const struct command **out, int *words,
                                     struct amiplan_error *err)
{
    const char *typed = argc > 0 ? argv[0] : "help";
    struct spelling spelling = SPELLING_INIT(typed);
    const struct command *command;
    bool is_half = false;

    for (size_t i = 0; (command = cli_command_at(i)); i++) {
        int length = strchr(command->name, ' ') ? 2 : 1;

        if (argc >= length && cli_command_begins_with(command, length, argv)) {
            *out = command;
            *words = length;
            return AMIPLAN_OK;
        }
        is_half = is_half || (argc > 0 && cli_command_begins_with(command, 1, argv));
        cli_spelling_try(&spelling, command->name);
    }
    if (argc == 0)
        return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "no command; see amiplan help");
    if (strcmp(typed, "--help") == 0 || (is_half && argc > 1 && strcmp(argv[1], "--help") == 0)) {
        *out = &cli_command_help;
        *words = is_half ? 0 : 1;
        return AMIPLAN_OK;
    }
    if (is_half)
        return fail_half(argv, err);
    if (spelling.nearest)
        return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "no command '%s'; did you mean '%s'?", typed,
                        spelling.nearest);
    return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "no command '%.100s'; see amiplan help", typed);
}

const char *cli_output_format(const struct invocation *invocation)
{
    return invocation->options.output ? invocation->options.output : "text";
}

bool cli_output_is_json(const struct invocation *invocation)
{
    return strcmp(cli_output_format(invocation), "json") == 0;
}

enum exit_code cli_command_fail(const struct invocation *invocation,
                                const struct amiplan_error *err)
{
    char *json = NULL;
    size_t len;

    cli_print_error(err);
    if (cli_output_is_json(invocation) && amiplan_error_json(err, &json, &len) == AMIPLAN_OK)
        cli_print_document(json, len);
    amiplan_free(json);
    return cli_exit_of_status(err->status);
}
