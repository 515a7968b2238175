#include "cli/spelling.h"

#include <string.h>

/* Longer than any command or option; a word that long is no slip of one. */
#define WORD_BYTES_MAX 40

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, replacements and swaps of neighbours that lead from a to b. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[WORD_BYTES_MAX + 1][WORD_BYTES_MAX + 1];

    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        rows[i][0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);

            best = least(best, least(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, rows[i - 2][j - 2] + 1);
            rows[i][j] = best;
        }
    }
    return rows[a_len][b_len];
}

void cli_spelling_try(struct spelling *spelling, const char *name)
{
    size_t word_len = strlen(spelling->word);
    size_t name_len = strlen(name);
    size_t edits;

    if (word_len > WORD_BYTES_MAX || name_len > WORD_BYTES_MAX)
        return;
    edits = distance(spelling->word, word_len, name, name_len);
    /* "ab" is not a slip of "xy": half of a short word must be right. */
    if (edits >= spelling->distance || 2 * edits > name_len)
        return;
    spelling->distance = edits;
    spelling->nearest = name;
}
