/*
 * A table of text, aligned. Cells are added row by row; the last column is not padded.
 *
 * Life cycle: struct ap_columns columns = { .heads = heads, .count = AP_COUNT(heads) };
 * ap_columns_add(...) for each cell; ap_columns_write(); ap_columns_done().
 */
#ifndef AP_PLANNER_COLUMNS_H
#define AP_PLANNER_COLUMNS_H

#include "base/text.h"

#define AP_COLUMNS_MAX 16

struct ap_column {
    const char *head;
    bool is_number; /* stands to the right */
};

struct ap_columns {
    const struct ap_column *heads; /* borrowed */
    size_t count;                  /* at most AP_COLUMNS_MAX */
    struct ap_text cells;          /* each with a NUL behind it */
    size_t cell_count;
    size_t widths[AP_COLUMNS_MAX];
};

void ap_columns_add(struct ap_columns *columns, const char *cell);
/* Takes the bytes of *cell and empties it, for cells that are put together. */
void ap_columns_take(struct ap_columns *columns, struct ap_text *cell);
/* MEMORY when a cell could not be kept; a failure of text is left to its taker. */
enum amiplan_status ap_columns_write(const struct ap_columns *columns, struct ap_text *text,
                                     struct amiplan_error *err);
void ap_columns_done(struct ap_columns *columns);

#endif
