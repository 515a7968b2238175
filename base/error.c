#include "base/error.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define ELLIPSIS "..."

const char *amiplan_status_name(enum amiplan_status status)
{
    switch (status) {
    case AMIPLAN_OK:
        return "OK";
    case AMIPLAN_ERR_MEMORY:
        return "Memory";
    case AMIPLAN_ERR_USAGE:
        return "Usage";
    case AMIPLAN_ERR_SYNTAX:
        return "Syntax";
    case AMIPLAN_ERR_NO_IMAGE:
        return "NoImage";
    case AMIPLAN_ERR_NOT_FOUND:
        return "NotFound";
    case AMIPLAN_ERR_UNKNOWN:
        return "Unknown";
    case AMIPLAN_ERR_SOURCE:
        return "Source";
    case AMIPLAN_ERR_STORAGE:
        return "Storage";
    case AMIPLAN_ERR_INTERNAL:
        return "Internal";
    }
    /* A number that no status has is a caller's fault, and no reason to crash in an error path. */
    return "Internal";
}

int amiplan_status_is_retryable(enum amiplan_status status)
{
    return status == AMIPLAN_ERR_SOURCE || status == AMIPLAN_ERR_MEMORY;
}

/* C0, DEL, C1 (U+0080 to U+009F) and the line and paragraph separators (U+2028, U+2029). */
static bool is_control(const unsigned char *bytes, size_t len)
{
    if (len == 1)
        return bytes[0] < 0x20 || bytes[0] == 0x7f;
    if (len == 2)
        return bytes[0] == 0xc2 && bytes[1] < 0xa0;
    return len == 3 && bytes[0] == 0xe2 && bytes[1] == 0x80 &&
           (bytes[2] == 0xa8 || bytes[2] == 0xa9);
}

/*
 * Copies what fits of bytes, one line and printable, and a NUL: whole UTF-8 sequences only. Returns
 * how many input bytes were used.
 */
static size_t copy_printable(char *out, size_t out_bytes, const char *bytes, size_t len)
{
    size_t used = 0;
    size_t written = 0;

    while (used < len) {
        size_t step = ap_text_utf8_length(bytes + used, len - used);
        size_t width = step;
        bool bad = step == 0 || is_control((const unsigned char *)bytes + used, step);

        if (bad)
            width = 1;
        if (written + width >= out_bytes)
            break;
        if (bad)
            out[written] = '?';
        else
            memcpy(out + written, bytes + used, width);
        written += width;
        used += step ? step : 1;
    }
    out[written] = '\0';
    return used;
}

enum amiplan_status ap_fail_va(struct amiplan_error *err, enum amiplan_status status,
                               const char *place, const char *format, va_list args)
{
    /* One longer than the member, so that a cut by vsnprintf() is past what is kept; and apart from
     * *err, since the arguments may point into it. */
    char message[AMIPLAN_ERROR_MESSAGE_BYTES + 8];
    char place_copy[AMIPLAN_ERROR_PLACE_BYTES];

    if (!err)
        return status;
    if (vsnprintf(message, sizeof(message), format, args) < 0)
        message[0] = '\0';
    if (!place)
        place = "";
    copy_printable(place_copy, sizeof(place_copy), place, strlen(place));
    err->status = status;
    memcpy(err->place, place_copy, sizeof(place_copy));
    copy_printable(err->message, sizeof(err->message), message, strlen(message));
    return status;
}

enum amiplan_status ap_fail(struct amiplan_error *err, enum amiplan_status status,
                            const char *place, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    ap_fail_va(err, status, place, format, args);
    va_end(args);
    return status;
}

enum amiplan_status ap_fail_memory(struct amiplan_error *err)
{
    return ap_fail(err, AMIPLAN_ERR_MEMORY, NULL, "out of memory");
}

void ap_place(char out[AMIPLAN_ERROR_PLACE_BYTES], const char *name, const char *format, ...)
{
    char detail[AMIPLAN_ERROR_PLACE_BYTES];
    char whole[2 * AMIPLAN_ERROR_PLACE_BYTES];
    const char *cut = "";
    const char *colon = ": ";
    size_t name_len = name ? strlen(name) : 0;
    size_t room;
    va_list args;

    va_start(args, format);
    if (vsnprintf(detail, sizeof(detail), format, args) < 0)
        detail[0] = '\0';
    va_end(args);

    if (name_len == 0 || detail[0] == '\0')
        colon = "";
    /* Half of the place is for the name, and more when the detail is short. */
    room = AMIPLAN_ERROR_PLACE_BYTES / 2;
    if (strlen(detail) + 3 < AMIPLAN_ERROR_PLACE_BYTES / 2)
        room = AMIPLAN_ERROR_PLACE_BYTES - 3 - strlen(detail);
    if (name_len > room) {
        name += name_len - (room - strlen(ELLIPSIS));
        cut = ELLIPSIS;
        while (((unsigned char)*name & 0xc0) == 0x80)
            name++;
    }
    snprintf(whole, sizeof(whole), "%s%s%s%s", cut, name_len ? name : "", colon, detail);
    copy_printable(out, AMIPLAN_ERROR_PLACE_BYTES, whole, strlen(whole));
}

const char *ap_quote(char out[AP_QUOTE_BYTES], const char *bytes, size_t len)
{
    /* Room for two quotes and the dots. */
    size_t used = copy_printable(out + 1, AP_QUOTE_BYTES - 1 - strlen(ELLIPSIS "'"), bytes, len);

    out[0] = '\'';
    strcat(out, used < len ? ELLIPSIS "'" : "'");
    return out;
}
