#include "cli/list.h"

#include <stdlib.h>

#include "cli/output.h"

enum amiplan_status cli_list_add(struct list *list, const char *item, struct amiplan_error *err)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 8;
        const char **items = realloc(list->items, room * sizeof(*items));

        if (!items)
            return cli_fail_memory(err);
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = item;
    return AMIPLAN_OK;
}

void cli_list_done(struct list *list)
{
    free(list->items);
    *list = (struct list){ 0 };
}
