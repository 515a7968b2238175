/*
 * What types and matrix share: a filter from the options, and a text that the library writes.
 */
#ifndef CLI_CATALOGUE_H
#define CLI_CATALOGUE_H

#include "cli/command.h"

/* amiplan_types_write() or amiplan_matrix_write(). */
typedef enum amiplan_status cli_write_fn(const struct amiplan_catalog *catalog,
                                         const struct amiplan_type_filter *filter,
                                         const char *format, char **out, size_t *len,
                                         struct amiplan_error *err);

/* Runs the command that writes so; argv holds names. */
enum exit_code cli_catalogue_run(struct invocation *invocation, int argc, char **argv,
                                 cli_write_fn *write);

#endif
