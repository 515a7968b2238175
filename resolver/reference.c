#include "resolver/reference.h"

#include <string.h>

#include "base/scan.h"
#include "base/text.h"
#include "resolver/image.h"

#define EC2_PREFIX   "resolve:ssm:"
#define SHORT_PREFIX "ssm:"

static enum amiplan_status parse_parameter(const char *whole, const char *name, const char *place,
                                           struct ap_reference *out, struct amiplan_error *err)
{
    struct ap_name parsed;
    enum amiplan_status status = ap_name_parse(name, place, &parsed, err);

    if (status)
        return status;
    out->kind = AP_REFERENCE_PARAMETER;
    out->text = whole;
    out->image_id[0] = '\0';
    out->name = parsed;
    out->floating = parsed.is_public && parsed.selector != AP_SELECT_VERSION;
    return AMIPLAN_OK;
}

static void set_image_id(const char *whole, const char *id, struct ap_reference *out)
{
    memset(out, 0, sizeof(*out));
    out->kind = AP_REFERENCE_IMAGE_ID;
    out->text = whole;
    memcpy(out->image_id, id, strlen(id) + 1);
}

enum amiplan_status ap_reference_parse(const char *text, struct ap_reference *out,
                                       struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];
    struct ap_scan scan = ap_scan_text(text, strlen(text));

    while (ap_scan_one_of(&scan, " \t\r\n\v\f", NULL))
        ;
    if (ap_scan_literal(&scan, EC2_PREFIX) || ap_scan_literal(&scan, SHORT_PREFIX))
        return parse_parameter(text, scan.at, NULL, out, err);
    if (strncmp(scan.at, "resolve:", 8) == 0)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL,
                       "%s: 'resolve:ssm:' and the name of a parameter is the only form of these",
                       ap_quote(quote, text, strlen(text)));
    if (strncmp(scan.at, "{{", 2) == 0)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL,
                       "%s is CloudFormation's; resolve:ssm:NAME, without braces, is meant",
                       ap_quote(quote, text, strlen(text)));
    if (strncmp(scan.at, "ami-", 4) != 0)
        return parse_parameter(text, scan.at, NULL, out, err);

    /* "ami-" and 17 digits is 21 bytes; a longer text is no id anyway. */
    char id[sizeof(out->image_id)] = "";
    size_t len = strcspn(scan.at, " \t\r\n\v\f");
    if (len < sizeof(id) && scan.at[len + strspn(scan.at + len, " \t\r\n\v\f")] == '\0')
        memcpy(id, scan.at, len);
    if (!ap_image_id_is_well_formed(id))
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL,
                       "%s is no image id: \"ami-\" and 8 or 17 hexadecimal digits (0-9, a-f)",
                       ap_quote(quote, text, strlen(text)));
    set_image_id(text, id, out);
    return AMIPLAN_OK;
}

enum amiplan_status ap_reference_parse_ec2(const char *text, const char *place, bool *is_parameter,
                                           struct ap_reference *out, struct amiplan_error *err)
{
    if (strncmp(text, EC2_PREFIX, strlen(EC2_PREFIX)) == 0) {
        enum amiplan_status status =
            parse_parameter(text, text + strlen(EC2_PREFIX), place, out, err);
        if (!status)
            *is_parameter = true;
        return status;
    }
    set_image_id(text, ap_image_id_is_well_formed(text) ? text : "", out);
    *is_parameter = false;
    return AMIPLAN_OK;
}
