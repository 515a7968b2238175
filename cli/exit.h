/*
 * How the program ends: one table of what each exit code means, and of which comes first when one
 * run has several outcomes.
 */
#ifndef CLI_EXIT_H
#define CLI_EXIT_H

#include <amiplan.h>

enum exit_code {
    EXIT_WELL = 0,
    EXIT_FINDING = 1,
    EXIT_WRONG_CALL = 2,
    EXIT_NONE = 3,
    EXIT_SOURCE = 4,
    EXIT_INTERNAL = 5,
    EXIT_CANNOT_SAY = 6,
};

#define EXIT_CODE_COUNT 7

/* What the code means, as help prints it. Static. */
const char *cli_exit_meaning(enum exit_code code);

enum exit_code cli_exit_of_status(enum amiplan_status status);

/* Of two outcomes the one that the program ends with: the first of 5, 4, 2, 6, 3, 1, 0. */
enum exit_code cli_exit_first(enum exit_code a, enum exit_code b);

#endif
