/* base/table.h, on a table written by hand as compile_table writes them. */
#include <stdlib.h>

#include <check.h>

#include "base/error.h"
#include "base/table.h"

/* clang-format off */
static const char pool[] =
    "\0"                        /*  0 */
    "region\0s\0"               /*  1 */
    "Memory.SizeInMiB\0n\0"     /* 10 */
    "Metal\0b\0"                /* 29 */
    "Modes\0j\0"                /* 37 */
    "a\0"                       /* 45 */
    "b\0"                       /* 47 */
    "c\0"                       /* 49 */
    "1\0"                       /* 51 */
    "2\0"                       /* 53 */
    "true\0"                    /* 55 */
    "[\"uefi\"]"                /* 60 */
    ;

static const uint32_t cells[] = {
     1, 10, 29, 37,
    45, 51, 55, 60,
    45, 53,  0,  0,
    47, 53, 55,  0,
    49, 51,  0, 60,
};
/* clang-format on */

static const struct ap_table table = { pool, cells, 4, 4 };

static const struct {
    const char *name;
    char type;
} columns[] = {
    { "region", 's' },
    { "Memory.SizeInMiB", 'n' },
    { "Metal", 'b' },
    { "Modes", 'j' },
};

START_TEST(column_is_described)
{
    ck_assert_str_eq(ap_table_column_name(&table, (size_t)_i), columns[_i].name);
    ck_assert_int_eq(ap_table_column_type(&table, (size_t)_i), columns[_i].type);
}
END_TEST

START_TEST(cells_are_read)
{
    ck_assert_str_eq(ap_table_cell(&table, 0, 0), "a");
    ck_assert_str_eq(ap_table_cell(&table, 0, 3), "[\"uefi\"]");
    ck_assert_str_eq(ap_table_cell(&table, 1, 2), "");
    ck_assert_str_eq(ap_table_cell(&table, 3, 1), "1");
}
END_TEST

static const struct {
    const char *keys[2];
    size_t key_count;
    bool found;
    size_t row;
} find_cases[] = {
    { { "a", "1" }, 2, true, 0 },
    { { "a", "2" }, 2, true, 1 },
    { { "c", "1" }, 2, true, 3 },
    /* the first of several rows */
    { { "a", NULL }, 1, true, 0 },
    { { "b", NULL }, 1, true, 2 },
    /* between rows, before the first, after the last */
    { { "a", "3" }, 2, false, 2 },
    { { "a", "10" }, 2, false, 1 },
    { { "", "1" }, 2, false, 0 },
    { { "c", "2" }, 2, false, 4 },
    { { "\xc3\xa9", NULL }, 1, false, 4 },
    /* no key: every row is equal */
    { { NULL, NULL }, 0, true, 0 },
};

START_TEST(row_is_found)
{
    size_t row = 99;
    bool found = ap_table_find(&table, find_cases[_i].keys, find_cases[_i].key_count, &row);

    ck_assert(found == find_cases[_i].found);
    ck_assert_uint_eq(row, find_cases[_i].row);
}
END_TEST

START_TEST(empty_table_has_nothing)
{
    const struct ap_table empty = { pool, cells, 0, 4 };
    const char *const keys[] = { "a" };
    size_t row = 99;

    ck_assert(!ap_table_find(&empty, keys, 1, &row));
    ck_assert_uint_eq(row, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("table");
    TCase *read = tcase_create("read");
    TCase *find = tcase_create("find");
    SRunner *runner;
    int failed;

    tcase_add_loop_test(read, column_is_described, 0, AP_COUNT(columns));
    tcase_add_test(read, cells_are_read);
    tcase_add_loop_test(find, row_is_found, 0, AP_COUNT(find_cases));
    tcase_add_test(find, empty_table_has_nothing);
    suite_add_tcase(suite, read);
    suite_add_tcase(suite, find);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
