/*
 * Help, printed from the tables that dispatch and parse.
 */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

/* How one command is used. Gives EXIT_WELL. */
enum exit_code cli_help_print(const struct command *command);

#endif
