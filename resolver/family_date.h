/*
 * When an image of a family was created and when it is deprecated, told from the date in its name:
 * al2023-ami-2023.12.20260727.0-kernel-6.1-x86_64. Spans of time, since neither is known to the
 * second. It knows no image and no table: what families.tsv says of a row is handed in.
 */
#ifndef AP_RESOLVER_FAMILY_DATE_H
#define AP_RESOLVER_FAMILY_DATE_H

#include <stdint.h>

#include "base/text.h"
#include "resolver/fact.h"

/* The date in a name. */
struct ap_family_date {
    const char *name;    /* borrowed: the image's */
    struct ap_view text; /* in name: "20260727", "2026.07.27"; bytes NULL when it has none */
    bool known;          /* false, too, when the text is no date */
    int64_t s;           /* its midnight */
};

/* Reads the date that stands at text, a part of name. */
struct ap_family_date ap_family_date_read(const char *name, struct ap_view text);

/* From first to last second. */
struct ap_family_span {
    struct ap_fact fact; /* UNKNOWN: nothing can be said; ABSENT: it has no such time */
    int64_t from_s;
    int64_t to_s;
};

/*
 * When an image of that date was created. first_day and last_day are how many days after the date
 * that was seen, as families.tsv has them ("-1", "2"; "" is unknown). created_by is an upper bound
 * (a time stamp), or NULL.
 */
struct ap_family_span ap_family_created(const struct ap_family_date *date, const char *first_day,
                                        const char *last_day, const char *created_by);

/*
 * When an image of that date is deprecated. rule and fact are the cell of families.tsv: "90d" after
 * the creation, "al2-by-date", "none" or a fixed day, and how sure that is. Rules that count from
 * the creation give UNKNOWN when `created` is not KNOWN.
 */
struct ap_family_span ap_family_deprecated(const struct ap_family_date *date, struct ap_view rule,
                                           struct ap_fact fact,
                                           const struct ap_family_span *created);

#endif
