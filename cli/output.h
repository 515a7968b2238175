/*
 * What the program says: the result on stdout, and nothing else there; diagnostics on stderr, one
 * line each, "amiplan: PLACE: MESSAGE". Whatever a user wrote reaches the terminal without control
 * characters.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>

#include <amiplan.h>

/* Fills *err: place ("" when NULL) and one line of message, cut to fit. Returns status. */
enum amiplan_status cli_fail(struct amiplan_error *err, enum amiplan_status status,
                             const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The one message for a failed allocation. Returns AMIPLAN_ERR_MEMORY. */
enum amiplan_status cli_fail_memory(struct amiplan_error *err);

bool cli_error_is_same(const struct amiplan_error *a, const struct amiplan_error *b);

/* One line on stderr; nothing for AMIPLAN_OK. */
void cli_print_error(const struct amiplan_error *err);
void cli_print_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* An amiplan_warn_fn: one line, "amiplan: warning: PLACE: MESSAGE". */
void cli_print_warning(void *user, const char *place, const char *message);

/* A document on stdout, ended by a newline. */
void cli_print_document(const char *bytes, size_t len);

/* Closes stdout. STORAGE when what was printed did not all arrive: a full disk, a closed pipe. */
enum amiplan_status cli_output_close(struct amiplan_error *err);

#endif
