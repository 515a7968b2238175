/*
 * Memory that is freed all at once: what a report, an image or a list of parameters is made of.
 * A failed allocation is remembered in `failed` and gives NULL; a builder may check once, at its
 * end.
 *
 * Life cycle: struct ap_arena arena = { 0 }; ...; ap_arena_done(&arena).
 */
#ifndef AP_BASE_ARENA_H
#define AP_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct ap_arena_block;

struct ap_arena {
    struct ap_arena_block *blocks; /* owned */
    bool failed;
};

/* Zeroed, aligned for any type. Borrowed from the arena. NULL when memory is short. */
void *ap_arena_alloc(struct ap_arena *arena, size_t bytes);
/* An array of count items of item_bytes each; NULL when that overflows, too. */
void *ap_arena_array(struct ap_arena *arena, size_t count, size_t item_bytes);
/* A NUL-terminated copy. ap_arena_copy(arena, NULL) is NULL. */
char *ap_arena_copy(struct ap_arena *arena, const char *string);
char *ap_arena_copy_bytes(struct ap_arena *arena, const char *bytes, size_t len);
char *ap_arena_printf(struct ap_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *ap_arena_vprintf(struct ap_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
void ap_arena_done(struct ap_arena *arena);

#endif
