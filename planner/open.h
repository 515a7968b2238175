/* The catalog behind the public header: the sources, put together. */
#ifndef AP_PLANNER_OPEN_H
#define AP_PLANNER_OPEN_H

#include "params/store.h"
#include "planner/type_catalogue.h"
#include "resolver/catalogue.h"

struct amiplan_catalog {
    amiplan_warn_fn *warn;
    void *user;
    struct ap_store added;   /* parameters that the caller handed in */
    struct ap_store builtin; /* the built-in parameters */
    struct ap_store_chain chain;
    struct ap_store store; /* the chain of the two */
    struct ap_catalogue *images;
    struct ap_type_catalogue *types;
};

/* The question that a context asks of a store, for one region. */
struct ap_store_question ap_question_of(const struct amiplan_context *context, const char *region);

/*
 * The regions of a context: checked, "all" spelled out, in arena. At most AP_REGIONS_MAX. USAGE for
 * a region that does not exist, or is named twice.
 */
#define AP_REGIONS_MAX 64
enum amiplan_status ap_context_regions(const struct amiplan_catalog *catalog,
                                       const struct amiplan_context *context,
                                       struct ap_arena *arena, const char *const **out,
                                       size_t *out_count, struct amiplan_error *err);

/* USAGE for a context that cannot be: no time, an account of 11 digits, a bare organization id. */
enum amiplan_status ap_context_check(const struct amiplan_context *context,
                                     struct amiplan_error *err);

#endif
