/* Two stores asked in order. More than two make a chain of chains. */
#include "params/store.h"

#include <string.h>

static bool is_not_here(const struct amiplan_parameter *answer)
{
    return answer->error.status == AMIPLAN_ERR_UNKNOWN;
}

/* Asks the second store for a name that the first does not have. When neither has it, the better
 * reason is that of a store which knows it, if not as asked; else the second's. */
static enum amiplan_status read_second(const struct ap_store *second,
                                       const struct ap_store_question *question,
                                       const struct ap_name *name, struct amiplan_parameter *answer,
                                       struct ap_arena *arena, struct amiplan_error *err)
{
    struct amiplan_parameter other = { .region = NULL };
    enum amiplan_status status = second->read(second->state, question, name, 1, &other, arena, err);

    if (status)
        return status;
    if (!is_not_here(&other) || other.source || !answer->source)
        *answer = other;
    return AMIPLAN_OK;
}

static enum amiplan_status read_names(const void *state, const struct ap_store_question *question,
                                      const struct ap_name *names, size_t count,
                                      struct amiplan_parameter *answers, struct ap_arena *arena,
                                      struct amiplan_error *err)
{
    const struct ap_store_chain *chain = state;
    const struct ap_store *first = chain->first;
    enum amiplan_status status =
        first->read(first->state, question, names, count, answers, arena, err);

    for (size_t i = 0; i < count && !status; i++) {
        if (is_not_here(&answers[i]))
            status = read_second(chain->second, question, &names[i], &answers[i], arena, err);
    }
    return status;
}

/* What the first store has of a region, until the second's parameters have gone past it. */
struct merge {
    struct ap_arena *arena;
    struct amiplan_parameter *held;
    size_t count;
    size_t room;
    size_t next; /* not yet visited */
    enum amiplan_status (*visit)(void *user, const struct amiplan_parameter *);
    void *user;
};

static enum amiplan_status hold(void *user, const struct amiplan_parameter *parameter)
{
    struct merge *merge = user;

    if (merge->count == merge->room) {
        size_t room = merge->room ? 2 * merge->room : 64;
        struct amiplan_parameter *grown = ap_arena_array(merge->arena, room, sizeof(*grown));
        if (!grown)
            return AMIPLAN_ERR_MEMORY;
        if (merge->count)
            memcpy(grown, merge->held, merge->count * sizeof(*grown));
        merge->held = grown;
        merge->room = room;
    }
    merge->held[merge->count++] = *parameter;
    return AMIPLAN_OK;
}

/* Visits what is held and comes before name; all of it when name is NULL. */
static enum amiplan_status visit_before(struct merge *merge, const char *name)
{
    while (merge->next < merge->count &&
           (!name || ap_name_compare(merge->held[merge->next].name, name) < 0)) {
        enum amiplan_status status = merge->visit(merge->user, &merge->held[merge->next++]);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status visit_merged(void *user, const struct amiplan_parameter *parameter)
{
    struct merge *merge = user;
    enum amiplan_status status = visit_before(merge, parameter->name);

    if (status)
        return status;
    if (merge->next < merge->count &&
        ap_name_compare(merge->held[merge->next].name, parameter->name) == 0)
        return AMIPLAN_OK;
    return merge->visit(merge->user, parameter);
}

/* A visitor that gives up says nothing itself. */
static enum amiplan_status pass_on(enum amiplan_status status, const struct amiplan_error *why,
                                   struct amiplan_error *err)
{
    return why->status ? ap_fail(err, status, why->place, "%s", why->message) : status;
}

/* A store that does not cover the region adds nothing, as long as the other one has something. */
static enum amiplan_status walk(const void *state, const struct ap_store_question *question,
                                enum amiplan_status (*visit)(void *user,
                                                             const struct amiplan_parameter *),
                                void *user, struct ap_arena *arena, struct amiplan_error *err)
{
    const struct ap_store_chain *chain = state;
    struct merge merge = { .arena = arena, .visit = visit, .user = user };
    struct amiplan_error why = { .status = AMIPLAN_OK };
    enum amiplan_status status;

    status = chain->first->walk(chain->first->state, question, hold, &merge, arena, &why);
    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(err);
    if (status && status != AMIPLAN_ERR_UNKNOWN)
        return pass_on(status, &why, err);
    why.status = AMIPLAN_OK;
    status = chain->second->walk(chain->second->state, question, visit_merged, &merge, arena, &why);
    if (status && (status != AMIPLAN_ERR_UNKNOWN || merge.count == 0))
        return pass_on(status, &why, err);
    return visit_before(&merge, NULL);
}

static bool covers(const void *state, const char *region)
{
    const struct ap_store_chain *chain = state;

    return chain->first->covers(chain->first->state, region) ||
           chain->second->covers(chain->second->state, region);
}

static void free_nothing(void *state)
{
    (void)state;
}

struct ap_store ap_store_chain(const struct ap_store_chain *chain)
{
    /* Never written through: all that takes it back here takes it as const. */
    return (struct ap_store){
        .state = (void *)(uintptr_t)chain,
        .read = read_names,
        .walk = walk,
        .covers = covers,
        .free = free_nothing,
    };
}
