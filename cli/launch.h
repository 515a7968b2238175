/*
 * What check and plan share: the launches that the command line describes, asking the library about
 * them, and the exit code of what it found.
 */
#ifndef CLI_LAUNCH_H
#define CLI_LAUNCH_H

#include "cli/command.h"

/* amiplan_check() or amiplan_plan(). */
typedef enum amiplan_status cli_ask_fn(const struct amiplan_catalog *catalog,
                                       const struct amiplan_launch *const *launches,
                                       size_t launch_count, const struct amiplan_context *context,
                                       struct amiplan_report **out, struct amiplan_error *err);

/* Runs the command that asks so. */
enum exit_code cli_launch_run(struct invocation *invocation, cli_ask_fn *ask);

#endif
