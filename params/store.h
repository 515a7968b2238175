/*
 * The one question that a parameter store answers: what are the values of these names? One source a
 * file: store_builtin.c (the snapshot), store_memory.c (documents that the caller handed in),
 * store_chain.c (several, in order). A chain is a store too, so nothing else knows of it.
 */
#ifndef AP_PARAMS_STORE_H
#define AP_PARAMS_STORE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "params/name.h"

/* What a caller must know of a question besides the names. */
struct ap_store_question {
    const char *region;
    int64_t now_s;
    bool offline;    /* consent: built-in data may answer floating names */
    int64_t as_of_s; /* 0, or answer as things stood then */
};

/*
 * An answer: a record when found. Else `error` says why not: status UNKNOWN when this store does
 * not cover the name ("not here": a chain goes on), NOT_FOUND from an authoritative store, anything
 * else is a failure that ends a chain. An answer that failed with `source` set: the store knows the
 * name, but not as it was asked for (another version, not without consent).
 */
struct ap_store {
    void *state;
    /* Reads a batch: count names, count answers (zeroed by the caller). Strings of an answer are
     * borrowed from the store or from arena. Fails only as a whole (MEMORY). */
    enum amiplan_status (*read)(const void *state, const struct ap_store_question *question,
                                const struct ap_name *names, size_t count,
                                struct amiplan_parameter *answers, struct ap_arena *arena,
                                struct amiplan_error *err);
    /* Calls visit for each parameter of the region, in order of name; a status of visit other than
     * OK ends the walk and is passed on. UNKNOWN when the store does not cover the region, or not
     * without consent. */
    enum amiplan_status (*walk)(const void *state, const struct ap_store_question *question,
                                enum amiplan_status (*visit)(void *user,
                                                             const struct amiplan_parameter *),
                                void *user, struct ap_arena *arena, struct amiplan_error *err);
    /* Whether the store has anything of the region: what "all" stands for. */
    bool (*covers)(const void *state, const char *region);
    void (*free)(void *state);
};

/* The built-in data. Owns nothing. */
struct ap_store ap_store_builtin(void);

/* A store of documents that the caller hands in. New: its free() frees the state. */
enum amiplan_status ap_store_memory_new(struct ap_store *out, struct amiplan_error *err);
/* Adds the answer of GetParameter, GetParameters or GetParametersByPath. A record without a Name or
 * a Value, or with a member of the wrong type, is kept out with a warning. */
enum amiplan_status ap_store_memory_add(struct ap_store *store, const char *region, int64_t as_of_s,
                                        const struct ap_json_doc *doc, amiplan_warn_fn *warn,
                                        void *user, struct amiplan_error *err);

/* Asks first, then second for what is "not here"; a walk merges both, the first's record of a name
 * hides the second's. When neither has a name, the error is the second's, unless only the first
 * knows the name. Both, and the chain itself, are borrowed. */
struct ap_store_chain {
    const struct ap_store *first;
    const struct ap_store *second;
};
struct ap_store ap_store_chain(const struct ap_store_chain *chain);

/* The date of the built-in data, "2026-08-02". Static. */
const char *ap_store_builtin_date(void);

#endif
