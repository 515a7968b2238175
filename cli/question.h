/*
 * What every question to the library needs, from the command line and the environment: regions, the
 * time, consent to old data, who asks, and a catalog with the documents that were handed in.
 */
#ifndef CLI_QUESTION_H
#define CLI_QUESTION_H

#include "cli/options.h"
#include "cli/region.h"

struct question {
    struct amiplan_context context;  /* borrows from the rest and from the options */
    struct amiplan_catalog *catalog; /* owned */
    struct regions regions;
};

/* Whether a command can do without a region. */
enum region_need { REGION_OPTIONAL, REGION_REQUIRED };

/*
 * Fills *out, which cli_question_done() empties, also after a failure, and which must not move.
 * Reads the documents that the options name. USAGE, SYNTAX, UNKNOWN (a source that is not here),
 * MEMORY.
 */
enum amiplan_status cli_question_open(struct options *options, enum region_need need,
                                      struct question *out, struct amiplan_error *err);
void cli_question_done(struct question *question);

/* Whether the answer is for one region, and so needs no column for it. */
bool cli_question_is_of_one_region(const struct question *question);

/* The age of the built-in data that went into an answer. `= { 0 }` for none so far. */
struct age {
    const char *oldest; /* a date, borrowed */
};

/* source and as_of are those of a part of the answer; only the built-in data count. */
void cli_age_add(struct age *age, const char *source, const char *as_of);
/* One line on stderr, unless there is nothing to tell or --quiet. */
void cli_age_print(const struct age *age, const struct question *question,
                   const struct options *options);

#endif
