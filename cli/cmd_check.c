/*
 * check: asks every rule of each launch and tells what it found. A launch that EC2 would refuse is
 * an answer, and exit code 1; an error means that there is no answer.
 */
#include "cli/launch.h"

static const enum option_id option_ids[] = {
    OPT_ACCOUNT, OPT_AS_OF,      OPT_AVAILABILITY_ZONE, OPT_BLOCK_DEVICE_MAPPINGS,
    OPT_FAIL_ON, OPT_HELP,       OPT_IMAGE_ATTRIBUTES,  OPT_IMAGE_ID,
    OPT_IMAGES,  OPT_INPUT,      OPT_INSTANCE_TYPE,     OPT_INSTANCE_TYPES,
    OPT_OFFLINE, OPT_OPERATION,  OPT_ORGANIZATION,      OPT_OU,
    OPT_OUTPUT,  OPT_PARAMETERS, OPT_PROFILE,           OPT_QUIET,
    OPT_REGION,  OPT_SOURCE,
};

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return cli_launch_run(invocation, amiplan_check);
}

const struct command cli_command_check = {
    .name = "check",
    .arguments = "",
    .help = "whether EC2 will take a launch, before it is asked",
    .details =
        "One report for each launch (--input, or the options that describe one), type and region.\n"
        "FILE may be -, once, for standard input, and a pipe:\n"
        "  --images <(aws ec2 describe-images --image-ids ami-...)\n"
        "Exit code 1 says that a rule is broken: an error by default; with --fail-on warning a\n"
        "warning too, with --fail-on unknown also an error that a missing fact leaves open.\n",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .run = run,
};
