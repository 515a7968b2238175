/*
 * What is said of the records of one document that were kept out: the first ones are named, the
 * rest are counted. Where a record stands costs a walk over the document (ap_json_pointer()), so a
 * document of a million bad records would take a million walks.
 *
 * Life cycle: struct ap_warnings warnings = { .warn = warn, .user = user }; for each record: read
 * it with ap_warnings_why() as its err, and when that fails ap_warnings_add(); ap_warnings_end().
 */
#ifndef AP_BASE_WARNING_H
#define AP_BASE_WARNING_H

#include <stddef.h>

#include "base/error.h"

/* Records of one document that are named. */
#define AP_WARNINGS_MAX 100

struct ap_warnings {
    amiplan_warn_fn *warn;    /* NULL: nobody listens */
    void *user;               /* borrowed: handed to warn */
    size_t count;             /* of records kept out so far */
    struct amiplan_error why; /* of the record at hand */
};

/* Where reading a record says why it fails. NULL when nobody will be told. Borrowed. */
struct amiplan_error *ap_warnings_why(struct ap_warnings *warnings);
/* A record was kept out: tells what stands in ap_warnings_why(). */
void ap_warnings_add(struct ap_warnings *warnings);
/* Behind the last record: tells how many were not named, if any. place: the document's name. */
void ap_warnings_end(const struct ap_warnings *warnings, const char *place);

#endif
