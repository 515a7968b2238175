/*
 * Built-in instance types as DescribeInstanceTypes shapes them: the columns of the tables are the
 * paths of the members, so a record is the cells of a row, sorted by path and nested.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/builtin/instance_types.h"
#include "planner/builtin/instance_types_network.h"
#include "planner/builtin/retired_types.h"
#include "planner/instance_type.h"

#define CELLS_MAX  (AP_INSTANCE_TYPES_COLUMNS + AP_INSTANCE_TYPES_NETWORK_COLUMNS)
#define NAME_BYTES 80

struct cell {
    const char *path; /* "EbsInfo.NvmeSupport" */
    const char *text;
    char type; /* as base/table.h has them */
};

struct cells {
    struct cell items[CELLS_MAX];
    size_t count;
};

/* Members are spelled with a capital; "as_of", "source" and the like are ours. */
static bool is_member(const char *path)
{
    return *path >= 'A' && *path <= 'Z';
}

static void collect(const struct ap_table *table, size_t row, struct cells *cells)
{
    for (size_t i = 0; i < table->columns; i++) {
        const char *path = ap_table_column_name(table, i);
        if (is_member(path))
            cells->items[cells->count++] =
                (struct cell){ path, ap_table_cell(table, row, i), ap_table_column_type(table, i) };
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct cell *)a)->path, ((const struct cell *)b)->path);
}

/* All cells of a type, sorted by path. The network table has the name of the type once more. */
static bool find_cells(const char *type, struct cells *cells)
{
    struct ap_table living = ap_instance_types_table();
    struct ap_table network = ap_instance_types_network_table();
    struct ap_table retired = ap_retired_types_table();
    size_t row;

    cells->count = 0;
    if (ap_table_find(&living, &type, 1, &row)) {
        collect(&living, row, cells);
        if (ap_table_find(&network, &type, 1, &row))
            collect(&network, row, cells);
    } else if (ap_table_find(&retired, &type, 1, &row)) {
        collect(&retired, row, cells);
    } else {
        return false;
    }
    qsort(cells->items, cells->count, sizeof(cells->items[0]), compare_paths);
    size_t kept = 0;
    for (size_t i = 0; i < cells->count; i++) {
        if (kept == 0 || strcmp(cells->items[kept - 1].path, cells->items[i].path) != 0)
            cells->items[kept++] = cells->items[i];
    }
    cells->count = kept;
    return true;
}

/* How many objects of the one path the other is in, too: 1 for "EbsInfo.A" and "EbsInfo.B". */
static size_t common_depth(const char *a, const char *b)
{
    size_t depth = 0;

    for (; *a && *a == *b; a++, b++)
        depth += *a == '.';
    return depth;
}

static size_t depth_of(const char *path)
{
    size_t depth = 0;

    for (; *path; path++)
        depth += *path == '.';
    return depth;
}

static void write_cell(struct ap_json_writer *writer, const char *name, const struct cell *cell)
{
    if (cell->type == 's')
        ap_json_write_string(writer, name, cell->text);
    else
        ap_json_write_raw(writer, name, cell->text);
}

/* Opens the objects of a path below a depth, and returns what stands behind the last dot. */
static const char *open_objects(struct ap_json_writer *writer, const char *path, size_t depth)
{
    const char *dot;
    char name[NAME_BYTES];

    for (size_t level = 0; (dot = strchr(path, '.')); path = dot + 1, level++) {
        if (level < depth)
            continue;
        memcpy(name, path, (size_t)(dot - path));
        name[dot - path] = '\0';
        ap_json_begin_object(writer, name);
    }
    return path;
}

bool ap_instance_type_write_record(const char *type, struct ap_json_writer *writer,
                                   const char *name)
{
    struct cells cells;
    const char *last = "";

    if (!find_cells(type, &cells))
        return false;
    ap_json_begin_object(writer, name);
    for (size_t i = 0; i < cells.count; i++) {
        const struct cell *cell = &cells.items[i];
        if (*cell->text == '\0' || strcmp(cell->text, "?") == 0)
            continue;
        size_t depth = common_depth(last, cell->path);
        for (size_t open = depth_of(last); open > depth; open--)
            ap_json_end_object(writer);
        write_cell(writer, open_objects(writer, cell->path, depth), cell);
        last = cell->path;
    }
    for (size_t open = depth_of(last); open > 0; open--)
        ap_json_end_object(writer);
    ap_json_end_object(writer);
    return true;
}

void ap_instance_type_write_unknown(const struct ap_instance_type *type,
                                    struct ap_json_writer *writer, const char *name)
{
    struct cells cells = { .count = 0 };

    ap_json_begin_array(writer, name);
    if (type->retired)
        find_cells(type->name, &cells);
    for (size_t i = 0; i < cells.count; i++) {
        if (strcmp(cells.items[i].text, "?") == 0)
            ap_json_write_string(writer, NULL, cells.items[i].path);
    }
    for (size_t i = 0; i < AP_TYPE_FIELDS && !type->retired; i++) {
        if (type->facts[i].state == AP_FACT_UNKNOWN)
            ap_json_write_string(writer, NULL, ap_type_field_name((enum ap_type_field)i));
    }
    ap_json_end_array(writer);
}
