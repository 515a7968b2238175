#include "cli/exit.h"

/* clang-format off */
static const struct {
    const char *meaning;
    int rank; /* of several outcomes, the one of the highest rank is told */
} codes[EXIT_CODE_COUNT] = {
    [EXIT_WELL]       = { "well", 0 },
    [EXIT_FINDING]    = { "a finding at or above --fail-on", 1 },
    [EXIT_WRONG_CALL] = { "the call or an input file is wrong", 4 },
    [EXIT_NONE]       = { "an authoritative source says that there is none", 2 },
    [EXIT_SOURCE]     = { "a source failed, a retry may help", 5 },
    [EXIT_INTERNAL]   = { "no memory, no room to write, or a fault of amiplan", 6 },
    [EXIT_CANNOT_SAY] = { "cannot say: no source covers it, or its data are too old", 3 },
};
/* clang-format on */

const char *cli_exit_meaning(enum exit_code code)
{
    return codes[code].meaning;
}

enum exit_code cli_exit_of_status(enum amiplan_status status)
{
    switch (status) {
    case AMIPLAN_OK:
        return EXIT_WELL;
    case AMIPLAN_ERR_USAGE:
    case AMIPLAN_ERR_SYNTAX:
    case AMIPLAN_ERR_NO_IMAGE:
        return EXIT_WRONG_CALL;
    case AMIPLAN_ERR_NOT_FOUND:
        return EXIT_NONE;
    case AMIPLAN_ERR_SOURCE:
        return EXIT_SOURCE;
    case AMIPLAN_ERR_UNKNOWN:
        return EXIT_CANNOT_SAY;
    case AMIPLAN_ERR_MEMORY:
    case AMIPLAN_ERR_STORAGE:
    case AMIPLAN_ERR_INTERNAL:
        break;
    }
    return EXIT_INTERNAL;
}

enum exit_code cli_exit_first(enum exit_code a, enum exit_code b)
{
    return codes[a].rank >= codes[b].rank ? a : b;
}
