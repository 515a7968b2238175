/*
 * Amazon Resource Names, "arn:partition:service:region:account:resource", and the account ids,
 * organizations and organizational units that launch permissions name.
 */
#ifndef AP_BASE_ARN_H
#define AP_BASE_ARN_H

#include <stdbool.h>

#include "base/error.h"
#include "base/text.h"

#define AP_ARN_BYTES_MAX  2048
#define AP_ACCOUNT_DIGITS 12

/* Views into the text that was parsed. */
struct ap_arn {
    struct ap_view partition; /* "aws" */
    struct ap_view service;   /* "ssm" */
    struct ap_view region;    /* may be empty */
    struct ap_view account;   /* 12 digits, or empty */
    struct ap_view resource;  /* "parameter/golden/web"; may hold colons */
};

/* Whether text means to be an ARN: it begins with "arn:". */
bool ap_arn_has_form(const char *text);

/* Takes an ARN apart. SYNTAX, with the place given. */
enum amiplan_status ap_arn_parse(const char *text, const char *place, struct ap_arn *out,
                                 struct amiplan_error *err);

/* Each of these fails with USAGE, and a message that shows the form that is wanted. */
enum amiplan_status ap_account_check(const char *account, const char *place,
                                     struct amiplan_error *err);
/* "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5" */
enum amiplan_status ap_arn_check_organization(const char *text, const char *place,
                                              struct amiplan_error *err);
/* "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-1a2b3c4d" */
enum amiplan_status ap_arn_check_ou(const char *text, const char *place, struct amiplan_error *err);

#endif
