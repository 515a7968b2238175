/*
 * types: instance types and what decides whether an image starts on them.
 */
#include "cli/catalogue.h"

static const enum option_id option_ids[] = {
    OPT_ARCHITECTURE,     OPT_GENERATION,          OPT_HELP, OPT_OUTPUT, OPT_REGION_FILTER,
    OPT_ROOT_DEVICE_TYPE, OPT_VIRTUALIZATION_TYPE,
};

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    return cli_catalogue_run(invocation, argc, argv, amiplan_types_write);
}

const struct command cli_command_types = {
    .name = "types",
    .arguments = "[TYPE...]",
    .help = "instance types, and what they take",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .operands_max = OPERANDS_MANY,
    .run = run,
};
