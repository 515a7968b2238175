/*
 * Reads the built-in tables. A column's head stands in the pool as its name and its type letter,
 * each with a NUL behind it ("EbsInfo.NvmeSupport\0s\0"), so that the name alone is a text too.
 */
#include "base/table.h"

#include <assert.h>
#include <string.h>

static const char *text_at(const struct ap_table *table, size_t index)
{
    return table->pool + table->cells[index];
}

const char *ap_table_cell(const struct ap_table *table, size_t row, size_t column)
{
    assert(row < table->rows && column < table->columns);
    return text_at(table, (row + 1) * table->columns + column);
}

const char *ap_table_column_name(const struct ap_table *table, size_t column)
{
    assert(column < table->columns);
    return text_at(table, column);
}

char ap_table_column_type(const struct ap_table *table, size_t column)
{
    const char *name = ap_table_column_name(table, column);

    return name[strlen(name) + 1];
}

static int compare_row(const struct ap_table *table, size_t row, const char *const *keys,
                       size_t key_count)
{
    for (size_t i = 0; i < key_count; i++) {
        int order = strcmp(ap_table_cell(table, row, i), keys[i]);

        if (order)
            return order;
    }
    return 0;
}

bool ap_table_find(const struct ap_table *table, const char *const *keys, size_t key_count,
                   size_t *row)
{
    size_t low = 0;
    size_t high = table->rows;

    assert(key_count <= table->columns);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_row(table, middle, keys, key_count) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return low < table->rows && compare_row(table, low, keys, key_count) == 0;
}
