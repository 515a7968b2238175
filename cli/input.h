/*
 * Reading a file whole: a regular file, a pipe such as bash's <(...), or stdin as "-".
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <amiplan.h>

/* No input is larger, in bytes; describe-images of every public image is some 150 MB. */
#define INPUT_BYTES_MAX ((size_t)256 * 1024 * 1024)

struct input {
    char *bytes; /* owned; a NUL stands behind the last */
    size_t len;
};

/* Fills *out, which cli_input_done() empties. USAGE when the file cannot be read or is larger than
 * the ceiling, MEMORY. */
enum amiplan_status cli_input_read(const char *path, struct input *out, struct amiplan_error *err);
void cli_input_done(struct input *input);

#endif
