/*
 * explain: one rule in full, or the rules behind an error code that EC2 gave.
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
    if (amiplan_explain_write(argv[0], cli_output_format(invocation), &text, &len, &err))
        return cli_command_fail(invocation, &err);
    cli_print_document(text, len);
    amiplan_free(text);
    return EXIT_WELL;
}

const struct command cli_command_explain = {
    .name = "explain",
    .arguments = "RULE | FACT | CODE",
    .help = "a rule, or the rules behind a fact or an error code of EC2, in full",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
