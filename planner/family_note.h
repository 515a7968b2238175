/*
 * What is said of families of instance types outside of DescribeInstanceTypes: where sources
 * disagree, and which of the user's texts name them. Kept by hand.
 */
#ifndef AP_PLANNER_FAMILY_NOTE_H
#define AP_PLANNER_FAMILY_NOTE_H

#include <stdbool.h>
#include <stddef.h>

struct ap_family_note {
    const char *families; /* "c1 m1 m2 t1" */
    const char *id;       /* of the disagreement: "D-1"; NULL for a citation */
    const char *text;     /* what is to be known, or what the source says of the families */
    const char *source;   /* "user's text S0"; NULL for a disagreement */
};

/* Static. index < ap_family_note_count(). */
size_t ap_family_note_count(void);
const struct ap_family_note *ap_family_note_at(size_t index);
bool ap_family_note_names(const struct ap_family_note *note, const char *family);

#endif
