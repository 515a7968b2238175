/*
 * How each test program runs its suite. CK_RUN_CASE=parse runs one case, CK_FORK=no suits gdb.
 */
#ifndef AP_TESTS_CHECK_MAIN_H
#define AP_TESTS_CHECK_MAIN_H

#include <stdlib.h>

#include <check.h>

/* Runs and frees the suite; returns what main() is to return. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    int failed;

    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
