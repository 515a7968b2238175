/*
 * Facts have three values: known, absent (known to be false or none) and unknown. A fact also
 * carries how it is known, since what is inferred from a family may decide less than what was
 * recorded.
 */
#ifndef AP_RESOLVER_FACT_H
#define AP_RESOLVER_FACT_H

#include <stdbool.h>
#include <stdint.h>

enum ap_fact_state { AP_FACT_UNKNOWN, AP_FACT_ABSENT, AP_FACT_KNOWN };

/* How a fact is known, the strongest last. */
enum ap_fact_grade {
    AP_GRADE_ANALOGY, /* inferred by analogy: fills a plan's display, decides nothing */
    AP_GRADE_PARTIAL, /* inferred with partial evidence: may decide a warning */
    AP_GRADE_FAMILY,  /* recorded or documented for the image's family: may decide an error */
    AP_GRADE_RECORD,  /* in the record itself, or stated by the user */
};

struct ap_fact {
    uint8_t state; /* enum ap_fact_state */
    uint8_t grade; /* enum ap_fact_grade; means nothing while unknown */
};

/* The state of a fact for a decision that needs at least that grade: UNKNOWN when it is weaker. */
static inline enum ap_fact_state ap_fact_for(struct ap_fact fact, enum ap_fact_grade needed)
{
    return fact.grade >= needed ? (enum ap_fact_state)fact.state : AP_FACT_UNKNOWN;
}

static inline bool ap_fact_is_inferred(struct ap_fact fact)
{
    return fact.state != AP_FACT_UNKNOWN && fact.grade != AP_GRADE_RECORD;
}

#endif
