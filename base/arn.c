#include "base/arn.h"

#include <string.h>

#include "base/scan.h"

#define ORGANIZATION_FORM "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5"
#define OU_FORM           "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-1a2b3c4d"

static bool is_account(struct ap_view text)
{
    struct ap_scan scan = ap_scan_text(text.bytes, text.len);

    return ap_scan_run(&scan, ap_scan_is_digit, NULL) == AP_ACCOUNT_DIGITS && ap_scan_end(&scan);
}

static bool is_of_partition(char c)
{
    return ap_scan_is_lower_or_digit(c) || c == '-';
}

/* Of one or more lower-case letters, digits and hyphens, as partitions and services are. */
static bool is_plain(struct ap_view text)
{
    struct ap_scan scan = ap_scan_text(text.bytes, text.len);

    return ap_scan_run(&scan, is_of_partition, NULL) > 0 && ap_scan_end(&scan);
}

/* Whether all of it is printable: no blanks, no control characters, UTF-8. */
static bool is_printable(struct ap_view text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.bytes[i] <= ' ' || text.bytes[i] == 0x7f)
            return false;
    }
    return ap_text_is_utf8(text.bytes, text.len, NULL);
}

bool ap_arn_has_form(const char *text)
{
    return strncmp(text, "arn:", 4) == 0;
}

static enum amiplan_status fail(const char *text, const char *place, const char *why,
                                struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];

    return ap_fail(err, AMIPLAN_ERR_SYNTAX, place,
                   "%s is no ARN (%s); arn:partition:service:region:account:resource is wanted",
                   ap_quote(quote, text, strlen(text)), why);
}

enum amiplan_status ap_arn_parse(const char *text, const char *place, struct ap_arn *out,
                                 struct amiplan_error *err)
{
    size_t len = strlen(text);
    struct ap_scan scan = ap_scan_text(text, len);
    struct ap_arn arn;

    if (len > AP_ARN_BYTES_MAX)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, place, "an ARN of %zu bytes; %d at most", len,
                       AP_ARN_BYTES_MAX);
    if (!ap_scan_literal(&scan, "arn:"))
        return fail(text, place, "it does not begin with 'arn:'", err);
    if (!ap_scan_until(&scan, ':', &arn.partition) || !ap_scan_until(&scan, ':', &arn.service) ||
        !ap_scan_until(&scan, ':', &arn.region) || !ap_scan_until(&scan, ':', &arn.account))
        return fail(text, place, "it has fewer than five colons", err);
    arn.resource = (struct ap_view){ scan.at, ap_scan_left(&scan) };
    if (!is_plain(arn.partition))
        return fail(text, place, "its partition is not spelled as one", err);
    if (!is_plain(arn.service))
        return fail(text, place, "its service is not spelled as one", err);
    if (arn.region.len > 0 && !is_plain(arn.region))
        return fail(text, place, "its region is not spelled as one", err);
    if (arn.account.len > 0 && !is_account(arn.account))
        return fail(text, place, "its account has not 12 digits", err);
    if (arn.resource.len == 0)
        return fail(text, place, "it names no resource", err);
    if (!is_printable(arn.resource))
        return fail(text, place, "blanks or control characters in its resource", err);
    *out = arn;
    return AMIPLAN_OK;
}

enum amiplan_status ap_account_check(const char *account, const char *place,
                                     struct amiplan_error *err)
{
    size_t len = strlen(account);
    struct ap_view view = { account, len };
    struct ap_scan scan = ap_scan_text(account, len);
    char quote[AP_QUOTE_BYTES];

    if (is_account(view))
        return AMIPLAN_OK;
    ap_quote(quote, account, len);
    ap_scan_run(&scan, ap_scan_is_digit, NULL);
    if (!ap_scan_end(&scan))
        return ap_fail(err, AMIPLAN_ERR_USAGE, place, "an account id has %d digits, not %s",
                       AP_ACCOUNT_DIGITS, quote);
    return ap_fail(err, AMIPLAN_ERR_USAGE, place, "an account id has %d digits; %s has %zu",
                   AP_ACCOUNT_DIGITS, quote, len);
}

/* Organizations API Reference, Organization, Id: ^o-[a-z0-9]{10,32}$ */
static bool scan_organization_id(struct ap_scan *scan)
{
    size_t len;

    if (!ap_scan_literal(scan, "o-"))
        return false;
    len = ap_scan_run(scan, ap_scan_is_lower_or_digit, NULL);
    return len >= 10 && len <= 32;
}

/* Organizations API Reference, OrganizationalUnit, Id: ^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$ */
static bool scan_ou_id(struct ap_scan *scan)
{
    size_t root_len;
    size_t len;

    if (!ap_scan_literal(scan, "ou-"))
        return false;
    root_len = ap_scan_run(scan, ap_scan_is_lower_or_digit, NULL);
    if (!ap_scan_literal(scan, "-"))
        return false;
    len = ap_scan_run(scan, ap_scan_is_lower_or_digit, NULL);
    return root_len >= 4 && root_len <= 32 && len >= 8 && len <= 32;
}

/* An ARN of the service organizations, in the account that manages it; the cursor is put on its
 * resource. */
static bool scan_organizations_arn(const char *text, struct ap_scan *resource)
{
    struct ap_arn arn;

    if (ap_arn_parse(text, NULL, &arn, NULL) || !ap_view_equals(arn.service, "organizations") ||
        arn.region.len > 0 || arn.account.len == 0)
        return false;
    *resource = ap_scan_text(arn.resource.bytes, arn.resource.len);
    return true;
}

enum amiplan_status ap_arn_check_organization(const char *text, const char *place,
                                              struct amiplan_error *err)
{
    struct ap_scan scan;
    char quote[AP_QUOTE_BYTES];

    if (scan_organizations_arn(text, &scan) && ap_scan_literal(&scan, "organization/") &&
        scan_organization_id(&scan) && ap_scan_end(&scan))
        return AMIPLAN_OK;
    return ap_fail(err, AMIPLAN_ERR_USAGE, place,
                   "%s is not an organization's ARN, such as " ORGANIZATION_FORM,
                   ap_quote(quote, text, strlen(text)));
}

enum amiplan_status ap_arn_check_ou(const char *text, const char *place, struct amiplan_error *err)
{
    struct ap_scan scan;
    char quote[AP_QUOTE_BYTES];

    if (scan_organizations_arn(text, &scan) && ap_scan_literal(&scan, "ou/") &&
        scan_organization_id(&scan) && ap_scan_literal(&scan, "/") && scan_ou_id(&scan) &&
        ap_scan_end(&scan))
        return AMIPLAN_OK;
    return ap_fail(err, AMIPLAN_ERR_USAGE, place,
                   "%s is not an organizational unit's ARN, such as " OU_FORM,
                   ap_quote(quote, text, strlen(text)));
}
