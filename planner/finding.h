/*
 * What the rules say of one launch. A rule adds to struct ap_findings: nothing when it holds,
 * BROKEN, CANNOT_TELL with the fact that is missing, or a NOTE. Every function here accepts a NULL
 * finding and does nothing then, so a rule need not look at failed allocations: `failed` remembers
 * them.
 */
#ifndef AP_PLANNER_FINDING_H
#define AP_PLANNER_FINDING_H

#include "base/arena.h"
#include "planner/facts.h"

struct ap_rule;

struct ap_findings {
    struct ap_arena *arena;        /* borrowed: where texts go */
    const struct ap_rule *rule;    /* the one that is being asked */
    bool inferred;                 /* a fact that it used is inferred */
    struct amiplan_finding *items; /* owned */
    size_t count, room;
    bool failed;
};

/* One finding, with its one-line message. Borrowed; valid until the next is added. */
struct amiplan_finding *ap_broken(struct ap_findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct amiplan_finding *ap_note(struct ap_findings *findings, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `missing` is the fact ("image EnaSupport"), settled_by what would settle it. */
struct amiplan_finding *ap_cannot_tell(struct ap_findings *findings, const char *missing,
                                       const char *settled_by, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* EC2's text of the rule that is being asked: each {name} takes the next argument; NULL ends them.
 */
void ap_finding_ec2(struct ap_findings *findings, struct amiplan_finding *finding, ...)
    __attribute__((sentinel));
/* Another code and text than the row's. A NULL text says that none is recorded. */
void ap_finding_ec2_as(struct ap_findings *findings, struct amiplan_finding *finding,
                       const char *code, const char *text, ...) __attribute__((sentinel));
/* A fix made for this launch, instead of the row's. */
void ap_finding_fix(struct ap_findings *findings, struct amiplan_finding *finding,
                    const char *format, ...) __attribute__((format(printf, 3, 4)));
void ap_finding_device(struct amiplan_finding *finding, const char *device);
/* Where in the input, when the launch's document states it. */
void ap_finding_at(struct ap_findings *findings, struct amiplan_finding *finding,
                   const struct amiplan_launch *launch, const char *pointer);

/*
 * A fact that the rule's outcome depends on. KNOWN or ABSENT when it is sure enough for the rule's
 * severity; otherwise adds a CANNOT_TELL finding and returns UNKNOWN: the rule then returns.
 */
enum ap_fact_state ap_need_image(const struct ap_facts *facts, struct ap_findings *findings,
                                 enum ap_image_field field);
enum ap_fact_state ap_need_type(const struct ap_facts *facts, struct ap_findings *findings,
                                enum ap_type_field field);
/* The same, without a finding: for what only adds to a message, or ends in a finding of its own. */
enum ap_fact_state ap_know_image(const struct ap_facts *facts, struct ap_findings *findings,
                                 enum ap_image_field field);
enum ap_fact_state ap_know_type(const struct ap_facts *facts, struct ap_findings *findings,
                                enum ap_type_field field);

/* The command whose answer is the image's record, asked in the region that has it: what settles a
 * fact of the image. In the arena. */
const char *ap_describe_image(const struct ap_facts *facts, struct ap_findings *findings);

#endif
