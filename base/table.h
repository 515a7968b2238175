/*
 * Built-in tables: read-only constants that base/builtin/compile_table.c makes from the sorted text
 * tables of the rooms. Cells are text; a row is a run of offsets into one string pool, so there is
 * nothing to relocate, to parse or to allocate when a program starts.
 *
 * Each generated pair NAME.c, NAME.h gives an enum of columns, the number of rows and
 * struct ap_table ap_NAME_table(void).
 */
#ifndef AP_BASE_TABLE_H
#define AP_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ap_table {
    const char *pool;      /* NUL-terminated cells, each text once */
    const uint32_t *cells; /* offsets: first the column names, then the rows */
    size_t rows;
    size_t columns;
};

/* The text of a cell; "" when it is empty. Static. row < rows, column < columns. */
const char *ap_table_cell(const struct ap_table *table, size_t row, size_t column);
/* The name of a column without its type letter: "EbsInfo.NvmeSupport". Static. */
const char *ap_table_column_name(const struct ap_table *table, size_t column);
/* The type letter behind the colon of the column's head: 's' (the default), 'n', 'b' or 'j'. */
char ap_table_column_type(const struct ap_table *table, size_t column);

/*
 * Tables are sorted by their first columns, bytewise. Finds the first row whose first key_count
 * cells are not less than keys; returns true when they are equal. *row may be table->rows.
 */
bool ap_table_find(const struct ap_table *table, const char *const *keys, size_t key_count,
                   size_t *row);

#endif
