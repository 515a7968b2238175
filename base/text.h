/*
 * A growing piece of text with a ceiling. A failed allocation, or text past the ceiling, is
 * remembered in `failed`; further additions do nothing, so that a writer checks once, at its end.
 *
 * Life cycle: struct ap_text text = { 0 }; ap_text_add(&text, ...); ...; ap_text_done(&text);
 * `bytes` is NULL while nothing was added, else NUL-terminated.
 */
#ifndef AP_BASE_TEXT_H
#define AP_BASE_TEXT_H

#include <stdbool.h>

#include "base/error.h"

/* No answer of this library is larger, in bytes. */
#define AP_TEXT_BYTES_MAX ((size_t)512 * 1024 * 1024)

/* A run of bytes in a text that someone else owns; no NUL ends it. NULL and 0: there is none. */
struct ap_view {
    const char *bytes; /* borrowed */
    size_t len;
};

/* True when the view holds just the bytes of string. */
bool ap_view_equals(struct ap_view view, const char *string);

struct ap_text {
    char *bytes; /* owned */
    size_t len;  /* without the NUL */
    size_t room;
    bool failed;
};

void ap_text_add(struct ap_text *text, const char *string);
void ap_text_add_bytes(struct ap_text *text, const char *bytes, size_t len);
void ap_text_add_char(struct ap_text *text, char c);
/* printf(), whose %f and %g follow the locale: no numbers with a fraction here. */
void ap_text_addf(struct ap_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Hands the bytes over ("" when nothing was added): *out is new, free() it. The text is then empty.
 * Fails with AMIPLAN_ERR_MEMORY when an addition failed. out_len may be NULL. */
enum amiplan_status ap_text_take(struct ap_text *text, char **out, size_t *out_len,
                                 struct amiplan_error *err);
void ap_text_done(struct ap_text *text);
/* What a writer ends with: hands the bytes over when status is OK, frees them in any case, and
 * returns status or what the handing over came to. */
enum amiplan_status ap_text_finish(struct ap_text *text, enum amiplan_status status, char **out,
                                   size_t *out_len, struct amiplan_error *err);

/* A NUL-terminated copy of len bytes; NULL when memory is short. New: free() it. */
char *ap_text_copy(const char *bytes, size_t len);

/* The length of the well-formed UTF-8 sequence that the bytes begin with, 1 to 4; 0 when they begin
 * with none, or len is 0. */
size_t ap_text_utf8_length(const char *bytes, size_t len);

/* True when the bytes are well-formed UTF-8 (no overlong forms, no surrogates); else *bad_at is the
 * offset of the first byte that is not. bad_at may be NULL. */
bool ap_text_is_utf8(const char *bytes, size_t len, size_t *bad_at);

/* How many single-character edits lead from a to b (insert, delete, replace, swap of neighbours),
 * or limit + 1 when more than limit, or when either is longer than 128 bytes. For "did you mean".
 */
size_t ap_text_distance(const char *a, const char *b, size_t limit);

#endif
