#include "cli/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output.h"

#define FIRST_ROOM_BYTES ((size_t)64 * 1024)

static enum amiplan_status read_all(FILE *file, const char *path, struct input *input,
                                    struct amiplan_error *err)
{
    size_t room = 0;

    for (;;) {
        /* One byte of the room is for the NUL. */
        if (input->len + 1 >= room) {
            char *bytes;

            room = room ? 2 * room : FIRST_ROOM_BYTES;
            bytes = realloc(input->bytes, room);
            if (!bytes)
                return cli_fail_memory(err);
            input->bytes = bytes;
        }
        errno = 0;
        input->len += fread(input->bytes + input->len, 1, room - input->len - 1, file);
        if (input->len > INPUT_BYTES_MAX)
            return cli_fail(err, AMIPLAN_ERR_USAGE, path, "more than %zu bytes; %zu at most",
                            INPUT_BYTES_MAX, INPUT_BYTES_MAX);
        if (ferror(file))
            return cli_fail(err, AMIPLAN_ERR_USAGE, path, "%s", strerror(errno));
        if (feof(file))
            break;
    }
    input->bytes[input->len] = '\0';
    return AMIPLAN_OK;
}

enum amiplan_status cli_input_read(const char *path, struct input *out, struct amiplan_error *err)
{
    struct input input = { 0 };
    int is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    enum amiplan_status status;

    if (!file)
        return cli_fail(err, AMIPLAN_ERR_USAGE, path, "%s", strerror(errno));
    if (is_stdin && feof(stdin))
        return cli_fail(err, AMIPLAN_ERR_USAGE, path, "standard input is taken already");
    status = read_all(file, path, &input, err);
    if (!is_stdin)
        fclose(file);
    if (status)
        cli_input_done(&input);
    else
        *out = input;
    return status;
}

void cli_input_done(struct input *input)
{
    free(input->bytes);
    *input = (struct input){ 0 };
}
