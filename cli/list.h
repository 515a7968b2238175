/*
 * A growing list of strings, borrowed from the command line, the environment or a file that was
 * read. `= { 0 }` is an empty one.
 */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include <amiplan.h>

struct list {
    const char **items; /* owned; the strings are not */
    size_t count;
    size_t room;
};

/* Only MEMORY. */
enum amiplan_status cli_list_add(struct list *list, const char *item, struct amiplan_error *err);
void cli_list_done(struct list *list);

#endif
