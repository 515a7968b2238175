/* Who may launch an image (EC2 user guide, "Shared AMIs"). */
#ifndef AP_RESOLVER_PERMISSION_H
#define AP_RESOLVER_PERMISSION_H

#include "resolver/image.h"

/* The caller; NULL for not known. */
struct ap_caller {
    const char *account;
    const char *organization;
    const char *const *units; /* ARNs of organizational units */
    size_t unit_count;
};

enum ap_permission_kind {
    AP_PERMITTED_UNKNOWN, /* the facts do not tell: see *missing */
    AP_PERMITTED_NOT,
    AP_PERMITTED_OWNER, /* implicit */
    AP_PERMITTED_PUBLIC,
    AP_PERMITTED_ACCOUNT, /* explicit */
    AP_PERMITTED_ORGANIZATION,
    AP_PERMITTED_UNIT
};

/*
 * Decides. A grant to an organizational unit covers the units and accounts below it: the caller
 * names all of its units, those above included. *missing is a static sentence for
 * AP_PERMITTED_UNKNOWN: which fact is in no source; untouched otherwise. *grade is how sure the
 * deciding fact is; it means nothing for AP_PERMITTED_UNKNOWN. caller may be NULL.
 */
enum ap_permission_kind ap_permission_decide(const struct ap_image *image,
                                             const struct ap_caller *caller, const char **missing,
                                             enum ap_fact_grade *grade);

#endif
