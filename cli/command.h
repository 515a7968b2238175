/*
 * A command is a row: what it is called, what it takes, and the function that runs it. One file a
 * command; help, the parser and the man page's test all go by these rows.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/exit.h"
#include "cli/options.h"

struct command;

/* One run of one command. */
struct invocation {
    const struct command *command;
    struct options options;
};

/* No more arguments than that; for commands that take any number. */
#define OPERANDS_MANY 100000

struct command {
    const char *name;              /* "resolve", "params get" */
    const char *arguments;         /* as help shows them: "REF... | -", "" for none */
    const char *help;              /* one clause */
    const char *details;           /* whole lines that its own help ends with, or NULL */
    const enum option_id *options; /* by name */
    size_t option_count;
    int operands_min;
    int operands_max;
    /* argv holds the arguments that are no options. */
    enum exit_code (*run)(struct invocation *invocation, int argc, char **argv);
};

extern const struct command cli_command_check;
extern const struct command cli_command_explain;
extern const struct command cli_command_help;
extern const struct command cli_command_matrix;
extern const struct command cli_command_params_get;
extern const struct command cli_command_params_list;
extern const struct command cli_command_plan;
extern const struct command cli_command_resolve;
extern const struct command cli_command_rules;
extern const struct command cli_command_types;

/* By name; NULL behind the last. */
const struct command *cli_command_at(size_t index);

/* Whether the words of argv are the first words of its name: "params" is one of "params get". */
bool cli_command_begins_with(const struct command *command, int argc, char **argv);

/*
 * The command that the first words of argv name, and in *words how many they are. USAGE, with the
 * nearest, when there is none.
 */
enum amiplan_status cli_command_find(int argc, char **argv, const struct command **out, int *words,
                                     struct amiplan_error *err);

/* Tells the error: a line on stderr and, for --output json, a document on stdout. Gives the exit
 * code. */
enum exit_code cli_command_fail(const struct invocation *invocation,
                                const struct amiplan_error *err);

/* What --output asks for; "text" when it is not given. */
const char *cli_output_format(const struct invocation *invocation);
bool cli_output_is_json(const struct invocation *invocation);

#endif
