/*
 * rules: the rule book, as the library has it.
 */
#include "cli/command.h"
#include "cli/output.h"

static const enum option_id option_ids[] = { OPT_HELP, OPT_OUTPUT };

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    char *text = NULL;
    size_t len;
    struct amiplan_error err;

    (void)argc;
    (void)argv;
    if (amiplan_rules_write(cli_output_format(invocation), &text, &len, &err))
        return cli_command_fail(invocation, &err);
    cli_print_document(text, len);
    amiplan_free(text);
    return EXIT_WELL;
}

const struct command cli_command_rules = {
    .name = "rules",
    .arguments = "",
    .help = "every rule that check asks",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .run = run,
};
