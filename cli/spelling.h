/*
 * "Did you mean": which of some names a mistyped word is nearest to.
 */
#ifndef CLI_SPELLING_H
#define CLI_SPELLING_H

#include <stddef.h>

/* The nearest so far. Start from SPELLING_INIT(word); `nearest` stays NULL when none is near. */
struct spelling {
    const char *word;    /* borrowed */
    const char *nearest; /* borrowed from the caller's names */
    size_t distance;     /* edits from word to nearest; only what is nearer replaces it */
};

/* Two typing errors are forgiven. */
#define SPELLING_INIT(text)                                                                        \
    {                                                                                              \
        .word = (text), .distance = 3                                                              \
    }

void cli_spelling_try(struct spelling *spelling, const char *name);

#endif
