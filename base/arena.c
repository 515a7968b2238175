/* Blocks in a list, the newest first; a large piece gets a block of its own. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)8 * 1024)

struct ap_arena_block {
    struct ap_arena_block *next;
    size_t used;
    size_t room;
    max_align_t bytes[];
};

static size_t aligned(size_t bytes)
{
    size_t unit = sizeof(max_align_t);

    return (bytes + unit - 1) / unit * unit;
}

void *ap_arena_alloc(struct ap_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    bytes = aligned(bytes ? bytes : 1);

    struct ap_arena_block *block = arena->blocks;
    if (!block || block->room - block->used < bytes) {
        size_t room = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
        block = calloc(1, sizeof(*block) + room);
        if (!block) {
            arena->failed = true;
            return NULL;
        }
        block->room = room;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *piece = (char *)block->bytes + block->used;
    block->used += bytes;
    return piece;
}

void *ap_arena_array(struct ap_arena *arena, size_t count, size_t item_bytes)
{
    if (item_bytes && count > SIZE_MAX / 2 / item_bytes) {
        arena->failed = true;
        return NULL;
    }
    return ap_arena_alloc(arena, count * item_bytes);
}

char *ap_arena_copy_bytes(struct ap_arena *arena, const char *bytes, size_t len)
{
    char *copy = ap_arena_alloc(arena, len + 1);

    if (copy && len)
        memcpy(copy, bytes, len);
    return copy;
}

char *ap_arena_copy(struct ap_arena *arena, const char *string)
{
    return string ? ap_arena_copy_bytes(arena, string, strlen(string)) : NULL;
}

char *ap_arena_vprintf(struct ap_arena *arena, const char *format, va_list args)
{
    va_list again;

    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0) {
        arena->failed = true;
        return NULL;
    }
    char *text = ap_arena_alloc(arena, (size_t)len + 1);
    if (text)
        vsnprintf(text, (size_t)len + 1, format, args);
    return text;
}

char *ap_arena_printf(struct ap_arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    char *text = ap_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void ap_arena_done(struct ap_arena *arena)
{
    if (!arena)
        return;
    while (arena->blocks) {
        struct ap_arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    arena->failed = false;
}
