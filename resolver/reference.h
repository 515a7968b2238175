/*
 * References: what a user writes where an image is meant. The only code that takes them apart.
 */
#ifndef AP_RESOLVER_REFERENCE_H
#define AP_RESOLVER_REFERENCE_H

#include "params/name.h"

enum ap_reference_kind { AP_REFERENCE_IMAGE_ID, AP_REFERENCE_PARAMETER };

struct ap_reference {
    enum ap_reference_kind kind;
    const char *text;    /* as it was asked; borrowed */
    char image_id[32];   /* of AP_REFERENCE_IMAGE_ID; "" for a literal that is malformed */
    struct ap_name name; /* of AP_REFERENCE_PARAMETER */
    bool floating;       /* its meaning changes with time: a public name without a version */
};

/*
 * Parses an image id, a parameter name (with :version or :label), the same behind "ssm:" or
 * "resolve:ssm:", or a parameter ARN. Text that begins like an image id ("ami-") and is none is
 * refused as such. SYNTAX; *out is left alone.
 */
enum amiplan_status ap_reference_parse(const char *text, struct ap_reference *out,
                                       struct amiplan_error *err);

/*
 * EC2's own grammar of ImageId: "resolve:ssm:..." is a parameter, everything else is a literal id,
 * whatever it looks like. *is_parameter tells which; a literal id is not looked at. SYNTAX for a
 * reference that does not parse.
 */
enum amiplan_status ap_reference_parse_ec2(const char *text, const char *place, bool *is_parameter,
                                           struct ap_reference *out, struct amiplan_error *err);

#endif
