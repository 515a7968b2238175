#include "cli/output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* One line for a terminal: no control character, no half of a UTF-8 sequence where it was cut. */
static void tidy(char *text, size_t room)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
            text[i] = '?';
    if (len + 1 < room)
        return;
    while (len > 0 && ((unsigned char)text[len - 1] & 0xc0) == 0x80)
        text[--len] = '\0';
    if (len > 0 && ((unsigned char)text[len - 1] & 0x80))
        text[len - 1] = '\0';
}

enum amiplan_status cli_fail(struct amiplan_error *err, enum amiplan_status status,
                             const char *place, const char *format, ...)
{
    va_list arguments;

    err->status = status;
    snprintf(err->place, sizeof(err->place), "%s", place ? place : "");
    tidy(err->place, sizeof(err->place));
    va_start(arguments, format);
    vsnprintf(err->message, sizeof(err->message), format, arguments);
    va_end(arguments);
    tidy(err->message, sizeof(err->message));
    return status;
}

enum amiplan_status cli_fail_memory(struct amiplan_error *err)
{
    return cli_fail(err, AMIPLAN_ERR_MEMORY, NULL, "no memory left");
}

bool cli_error_is_same(const struct amiplan_error *a, const struct amiplan_error *b)
{
    return a->status == b->status &&
           (!a->status || (strcmp(a->place, b->place) == 0 && strcmp(a->message, b->message) == 0));
}

void cli_print_error(const struct amiplan_error *err)
{
    if (!err->status)
        return;
    if (err->place[0])
        fprintf(stderr, "amiplan: %s: %s\n", err->place, err->message);
    else
        fprintf(stderr, "amiplan: %s\n", err->message);
}

void cli_print_note(const char *format, ...)
{
    va_list arguments;

    fputs("amiplan: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void cli_print_warning(void *user, const char *place, const char *message)
{
    struct amiplan_error warning;

    (void)user;
    cli_fail(&warning, AMIPLAN_OK, place, "%s", message);
    cli_print_note("warning: %s%s%s", warning.place, warning.place[0] ? ": " : "", warning.message);
}

void cli_print_document(const char *bytes, size_t len)
{
    fwrite(bytes, 1, len, stdout);
    if (len > 0 && bytes[len - 1] != '\n')
        putchar('\n');
}

enum amiplan_status cli_output_close(struct amiplan_error *err)
{
    int had_failed = ferror(stdout);

    errno = 0;
    if (fclose(stdout) == 0 && !had_failed)
        return AMIPLAN_OK;
    /* The error of an earlier write has lost its errno by now. */
    return cli_fail(err, AMIPLAN_ERR_STORAGE, "standard output", "%s",
                    errno ? strerror(errno) : "a write failed");
}
