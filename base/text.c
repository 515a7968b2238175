#define _POSIX_C_SOURCE 200809L /* strnlen */

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_AT_FIRST 256

bool ap_view_equals(struct ap_view view, const char *string)
{
    size_t len = strlen(string);

    return view.bytes && view.len == len && memcmp(view.bytes, string, len) == 0;
}

/* Makes room for extra bytes and a NUL. */
static bool make_room(struct ap_text *text, size_t extra)
{
    size_t room = text->room ? text->room : ROOM_AT_FIRST;
    char *bytes;

    if (text->failed)
        return false;
    if (extra > AP_TEXT_BYTES_MAX - text->len) {
        text->failed = true;
        return false;
    }
    if (text->bytes && text->len + extra < text->room)
        return true;
    while (room <= text->len + extra)
        room *= 2;
    bytes = realloc(text->bytes, room);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->room = room;
    return true;
}

void ap_text_add_bytes(struct ap_text *text, const char *bytes, size_t len)
{
    if (!make_room(text, len))
        return;
    if (len)
        memcpy(text->bytes + text->len, bytes, len);
    text->len += len;
    text->bytes[text->len] = '\0';
}

void ap_text_add(struct ap_text *text, const char *string)
{
    ap_text_add_bytes(text, string, strlen(string));
}

void ap_text_add_char(struct ap_text *text, char c)
{
    ap_text_add_bytes(text, &c, 1);
}

void ap_text_addf(struct ap_text *text, const char *format, ...)
{
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0) {
        text->failed = true;
        return;
    }
    if (!make_room(text, (size_t)len))
        return;
    va_start(args, format);
    vsnprintf(text->bytes + text->len, (size_t)len + 1, format, args);
    va_end(args);
    text->len += (size_t)len;
}

enum amiplan_status ap_text_take(struct ap_text *text, char **out, size_t *out_len,
                                 struct amiplan_error *err)
{
    if (!text->bytes)
        ap_text_add_bytes(text, "", 0);
    if (text->failed) {
        ap_text_done(text);
        return ap_fail_memory(err);
    }
    *out = text->bytes;
    if (out_len)
        *out_len = text->len;
    *text = (struct ap_text){ 0 };
    return AMIPLAN_OK;
}

void ap_text_done(struct ap_text *text)
{
    if (!text)
        return;
    free(text->bytes);
    *text = (struct ap_text){ 0 };
}

enum amiplan_status ap_text_finish(struct ap_text *text, enum amiplan_status status, char **out,
                                   size_t *out_len, struct amiplan_error *err)
{
    if (!status)
        status = ap_text_take(text, out, out_len, err);
    ap_text_done(text);
    return status;
}

char *ap_text_copy(const char *bytes, size_t len)
{
    char *copy = len < AP_TEXT_BYTES_MAX ? malloc(len + 1) : NULL;

    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

/* The Unicode Standard, table 3-7: well-formed UTF-8 byte sequences. */
size_t ap_text_utf8_length(const char *bytes, size_t len)
{
    const unsigned char *at = (const unsigned char *)bytes;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    size_t wanted;

    if (len == 0)
        return 0;
    if (at[0] < 0x80)
        return 1;
    if (at[0] < 0xc2 || at[0] > 0xf4)
        return 0;
    wanted = at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
    if (len < wanted)
        return 0;
    if (at[0] == 0xe0)
        low = 0xa0; /* else overlong */
    else if (at[0] == 0xed)
        high = 0x9f; /* else a surrogate */
    else if (at[0] == 0xf0)
        low = 0x90; /* else overlong */
    else if (at[0] == 0xf4)
        high = 0x8f; /* else beyond U+10FFFF */
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < wanted; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    }
    return wanted;
}

bool ap_text_is_utf8(const char *bytes, size_t len, size_t *bad_at)
{
    size_t at = 0;

    while (at < len) {
        size_t step = ap_text_utf8_length(bytes + at, len - at);

        if (step == 0) {
            if (bad_at)
                *bad_at = at;
            return false;
        }
        at += step;
    }
    return true;
}

#define DISTANCE_BYTES_MAX 128

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t ap_text_distance(const char *a, const char *b, size_t limit)
{
    /* Row i of the table of distances between the first i bytes of a and the first j of b; a swap
     * looks two rows back. */
    size_t rows[3][DISTANCE_BYTES_MAX + 1];
    size_t a_len = strnlen(a, DISTANCE_BYTES_MAX + 1);
    size_t b_len = strnlen(b, DISTANCE_BYTES_MAX + 1);
    size_t gap = a_len > b_len ? a_len - b_len : b_len - a_len;

    if (a_len > DISTANCE_BYTES_MAX || b_len > DISTANCE_BYTES_MAX || gap > limit)
        return limit + 1;
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *two_above = rows[(i + 1) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);

            best = least(best, above[j] + 1);
            best = least(best, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, two_above[j - 2] + 1);
            row[j] = best;
        }
    }
    return least(rows[a_len % 3][b_len], limit + 1);
}
