/*
 * plan: what each launch will give, with the findings of check. A launch that cannot work is still
 * planned, marked, and exit code 1.
 */
#include "cli/launch.h"

static const enum option_id option_ids[] = {
    OPT_ACCOUNT,     OPT_AS_OF,      OPT_AVAILABILITY_ZONE, OPT_BLOCK_DEVICE_MAPPINGS,
    OPT_FAIL_ON,     OPT_HELP,       OPT_IMAGE_ATTRIBUTES,  OPT_IMAGE_ID,
    OPT_IMAGES,      OPT_INPUT,      OPT_INSTANCE_TYPE,     OPT_INSTANCE_TYPES,
    OPT_OFFLINE,     OPT_OPERATION,  OPT_ORGANIZATION,      OPT_OU,
    OPT_OUTPUT_PLAN, OPT_PARAMETERS, OPT_PROFILE,           OPT_QUIET,
    OPT_REGION,      OPT_SOURCE,
};

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return cli_launch_run(invocation, amiplan_plan);
}

const struct command cli_command_plan = {
    .name = "plan",
    .arguments = "",
    .help = "what a launch will give: devices, their fate, what is charged",
    .details =
        "Takes what check takes. --output run-instances, for one launch in one region, writes\n"
        "what aws ec2 run-instances --cli-input-json takes.\n",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .run = run,
};
