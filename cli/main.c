/*
 * amiplan, the program: finds the command, reads its options, runs it and tells how it ended. It
 * knows nothing of how anything is computed, and uses the library as any outside program does.
 * Start at command.h.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/output.h"

static enum amiplan_status check_operands(const struct command *command, int count, char **operands,
                                          struct amiplan_error *err)
{
    if (count < command->operands_min)
        return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "%s wants an argument: %s", command->name,
                        command->arguments);
    if (count <= command->operands_max)
        return AMIPLAN_OK;
    if (command->operands_max == OPERANDS_MANY)
        return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "%d arguments; %d at most", count,
                        OPERANDS_MANY);
    return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "%s takes no argument '%.100s'", command->name,
                    operands[command->operands_max]);
}

static enum exit_code run(int argc, char **argv)
{
    struct invocation invocation = { 0 };
    struct amiplan_error err;
    enum amiplan_status status;
    enum exit_code code;
    bool wants_help;
    int words;
    int operand_count;

    status = cli_command_find(argc, argv, &invocation.command, &words, &err);
    if (status)
        return cli_command_fail(&invocation, &err);
    argv += words;
    status = cli_options_parse(invocation.command->options, invocation.command->option_count,
                               argc - words, argv, &invocation.options, &operand_count, &err);
    /* "params --help" is "help params": there the command is help already. */
    wants_help =
        invocation.options.help && (invocation.command != &cli_command_help || operand_count == 0);
    if (!status && !wants_help)
        status = check_operands(invocation.command, operand_count, argv, &err);
    if (status)
        code = cli_command_fail(&invocation, &err);
    else if (wants_help)
        code = cli_help_print(invocation.command);
    else
        code = invocation.command->run(&invocation, operand_count, argv);
    cli_options_done(&invocation.options);
    return code;
}

int main(int argc, char **argv)
{
    struct amiplan_error err;
    enum exit_code code;

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("amiplan %s, built-in data of %s\n", amiplan_version(), amiplan_snapshot_date());
        code = EXIT_WELL;
    } else {
        code = run(argc > 0 ? argc - 1 : 0, argc > 0 ? argv + 1 : argv);
    }
    if (cli_output_close(&err)) {
        cli_print_error(&err);
        code = cli_exit_first(code, EXIT_INTERNAL);
    }
    return (int)code;
}
