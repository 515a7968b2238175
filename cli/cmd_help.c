/*
 * help: what there is, or how one command is used. The words of a group ("params") print each of
 * its commands.
 */
#include <stdio.h>
#include <string.h>

#include "cli/help.h"
#include "cli/output.h"

/* Where the sentences begin: behind the longest option and its argument. */
#define SENTENCE_COLUMN 36

static const enum option_id option_ids[] = { OPT_HELP };

/* clang-format off */
static const struct {
    const char *name;
    const char *meaning;
} variables[] = {
    { "AMIPLAN_OFFLINE", "anything but empty and 0 is --offline" },
    { "AWS_REGION, AWS_DEFAULT_REGION", "the region, when --region is not given" },
    { "AWS_CONFIG_FILE", "where profiles are, instead of ~/.aws/config" },
    { "AWS_PROFILE, AWS_DEFAULT_PROFILE", "the profile whose region is taken" },
};
/* clang-format on */

/* Two columns; a name too long for its own stands on a line alone. */
static void print_row(const char *name, const char *sentence)
{
    if (strlen(name) + 4 > SENTENCE_COLUMN)
        printf("  %s\n%*s%s\n", name, SENTENCE_COLUMN, "", sentence);
    else
        printf("  %-*s%s\n", SENTENCE_COLUMN - 2, name, sentence);
}

enum exit_code cli_help_print(const struct command *command)
{
    printf("usage: amiplan %s [OPTION...]%s%s\n\n%s\n\n", command->name,
           *command->arguments ? " " : "", command->arguments, command->help);
    for (size_t i = 0; i < command->option_count; i++) {
        const struct option *option = cli_option(command->options[i]);
        char name[80];

        snprintf(name, sizeof(name), "--%s%s%s", option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        print_row(name, option->help);
    }
    if (command->details)
        printf("\n%s", command->details);
    return EXIT_WELL;
}

static void print_all(void)
{
    const struct command *command;

    printf("amiplan turns a friendly name into a launch that will work.\n\n"
           "usage: amiplan COMMAND [OPTION...] [ARGUMENT...]\n"
           "       amiplan COMMAND --help\n"
           "       amiplan --version\n\n"
           "Commands:\n");
    for (size_t i = 0; (command = cli_command_at(i)); i++)
        print_row(command->name, command->help);
    printf("\nEnvironment:\n");
    for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
        print_row(variables[i].name, variables[i].meaning);
    printf("\nExit codes:\n");
    for (int code = 0; code < EXIT_CODE_COUNT; code++)
        printf("  %d  %s\n", code, cli_exit_meaning((enum exit_code)code));
}

static enum exit_code run(struct invocation *invocation, int argc, char **argv)
{
    const struct command *command;
    struct amiplan_error err;
    bool is_found = false;
    int words;

    if (argc == 0) {
        print_all();
        return EXIT_WELL;
    }
    for (size_t i = 0; (command = cli_command_at(i)); i++) {
        if (!cli_command_begins_with(command, argc, argv))
            continue;
        if (is_found)
            printf("\n");
        cli_help_print(command);
        is_found = true;
    }
    if (is_found)
        return EXIT_WELL;
    if (!cli_command_find(argc, argv, &command, &words, &err))
        cli_fail(&err, AMIPLAN_ERR_USAGE, NULL, "no command '%s %s'", argv[0], argv[1]);
    return cli_command_fail(invocation, &err);
}

const struct command cli_command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .help = "what there is, and how it is used",
    .options = option_ids,
    .option_count = sizeof(option_ids) / sizeof(option_ids[0]),
    .operands_max = 2,
    .run = run,
};
