#include "planner/columns.h"

#include <assert.h>
#include <string.h>

#define GAP_BLANKS 2

void ap_columns_add(struct ap_columns *columns, const char *cell)
{
    size_t column = columns->cell_count++ % columns->count;
    size_t len = strlen(cell);

    assert(columns->count <= AP_COLUMNS_MAX);
    if (len > columns->widths[column])
        columns->widths[column] = len;
    ap_text_add_bytes(&columns->cells, cell, len + 1);
}

void ap_columns_take(struct ap_columns *columns, struct ap_text *cell)
{
    ap_columns_add(columns, cell->bytes ? cell->bytes : "");
    columns->cells.failed |= cell->failed;
    ap_text_done(cell);
    *cell = (struct ap_text){ 0 };
}

static void add_blanks(struct ap_text *text, size_t count)
{
    while (count-- > 0)
        ap_text_add_char(text, ' ');
}

/* *blanks are owed to the cell before: an empty end of a line gets none. */
static void add_cell(const struct ap_columns *columns, size_t column, const char *cell,
                     size_t *blanks, struct ap_text *text)
{
    size_t width = columns->widths[column];
    size_t len = strlen(cell);
    bool is_last = column + 1 == columns->count;

    if (width < strlen(columns->heads[column].head))
        width = strlen(columns->heads[column].head);
    size_t padding = width > len ? width - len : 0;
    if (columns->heads[column].is_number) {
        *blanks += padding;
        padding = 0;
    }
    if (len) {
        add_blanks(text, *blanks);
        *blanks = 0;
    }
    ap_text_add(text, cell);
    *blanks = is_last ? 0 : *blanks + padding + GAP_BLANKS;
    if (is_last)
        ap_text_add_char(text, '\n');
}

enum amiplan_status ap_columns_write(const struct ap_columns *columns, struct ap_text *text,
                                     struct amiplan_error *err)
{
    const char *cell = columns->cells.bytes;
    size_t blanks = 0;

    if (columns->cells.failed)
        return ap_fail_memory(err);
    for (size_t i = 0; i < columns->count; i++)
        add_cell(columns, i, columns->heads[i].head, &blanks, text);
    for (size_t i = 0; i < columns->cell_count; i++) {
        add_cell(columns, i % columns->count, cell, &blanks, text);
        cell += strlen(cell) + 1;
    }
    return AMIPLAN_OK;
}

void ap_columns_done(struct ap_columns *columns)
{
    ap_text_done(&columns->cells);
    columns->cell_count = 0;
}
