#include "params/name.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arn.h"
#include "base/region.h"
#include "base/scan.h"

/* A name that is being taken apart: what messages need besides the cursor. */
struct reader {
    const char *text; /* as the user wrote it */
    const char *place;
    struct amiplan_error *err;
};

/* Bytes are counted from 1, in the text as the user wrote it. */
static size_t byte_of(const struct reader *reader, const char *at)
{
    return (size_t)(at - reader->text) + 1;
}

static enum amiplan_status fail(const struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "the parameter name '/team//ami': " and the fault. */
static enum amiplan_status fail(const struct reader *reader, const char *format, ...)
{
    char quote[AP_QUOTE_BYTES];
    char fault[AMIPLAN_ERROR_MESSAGE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(fault, sizeof(fault), format, args);
    va_end(args);
    return ap_fail(reader->err, AMIPLAN_ERR_SYNTAX, reader->place, "the parameter name %s: %s",
                   ap_quote(quote, reader->text, strlen(reader->text)), fault);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct ap_view trimmed(const char *text)
{
    struct ap_view view = { text, strlen(text) };

    while (view.len > 0 && is_space(view.bytes[0])) {
        view.bytes++;
        view.len--;
    }
    while (view.len > 0 && is_space(view.bytes[view.len - 1]))
        view.len--;
    return view;
}

/* SSM API Reference, PutParameter, Name */
static bool is_in_segment(char c)
{
    return ap_scan_is_letter_or_digit(c) || c == '_' || c == '.' || c == '-';
}

static enum amiplan_status fail_character(const struct reader *reader, const struct ap_scan *scan,
                                          const char *allowed)
{
    char quote[AP_QUOTE_BYTES];
    size_t len = ap_text_utf8_length(scan->at, ap_scan_left(scan));
    unsigned byte = (unsigned char)*scan->at;

    if (len == 0 || byte < ' ' || byte == 0x7f)
        return fail(reader, "byte 0x%02x at byte %zu; %s", byte, byte_of(reader, scan->at),
                    allowed);
    return fail(reader, "%s at byte %zu; %s", ap_quote(quote, scan->at, len),
                byte_of(reader, scan->at), allowed);
}

/* A label: 1 to 100 of the characters of a segment, no digit first, neither aws… nor ssm…
 * (SSM user guide, sysman-paramstore-labels). */
static enum amiplan_status read_label(const struct reader *reader, struct ap_scan *scan,
                                      struct ap_name *out)
{
    struct ap_view label;
    char beginning[4] = "";

    ap_scan_run(scan, is_in_segment, &label);
    if (!ap_scan_end(scan) && *scan->at == ':')
        return fail(reader, "a second ':' at byte %zu; one version or label at most",
                    byte_of(reader, scan->at));
    if (!ap_scan_end(scan))
        return fail_character(reader, scan,
                              "a version is a number, a label has letters, digits and . - _");
    if (ap_scan_is_digit(label.bytes[0]))
        return fail(reader, "the label at byte %zu begins with a digit",
                    byte_of(reader, label.bytes));
    if (label.len > AP_LABEL_BYTES_MAX)
        return fail(reader, "a label of %zu characters at byte %zu; %d at most", label.len,
                    byte_of(reader, label.bytes), AP_LABEL_BYTES_MAX);
    for (size_t i = 0; i < 3 && i < label.len; i++)
        beginning[i] = ap_scan_lower(label.bytes[i]);
    if (strcmp(beginning, "aws") == 0 || strcmp(beginning, "ssm") == 0)
        return fail(reader, "the label at byte %zu begins with '%s', which is reserved",
                    byte_of(reader, label.bytes), beginning);
    memcpy(out->label, label.bytes, label.len);
    out->label[label.len] = '\0';
    out->selector = AP_SELECT_LABEL;
    return AMIPLAN_OK;
}

/* What stands behind the colon: all digits is a version, anything else a label. */
static enum amiplan_status read_selector(const struct reader *reader, struct ap_scan *scan,
                                         struct ap_name *out)
{
    struct ap_scan digits = *scan;
    struct ap_view run;
    uint64_t version;

    if (ap_scan_end(scan))
        return fail(reader, "nothing behind the ':' at byte %zu; a version or a label is wanted",
                    byte_of(reader, scan->at) - 1);
    ap_scan_run(&digits, ap_scan_is_digit, &run);
    if (!ap_scan_end(&digits))
        return read_label(reader, scan, out);
    digits = *scan;
    if (!ap_scan_number(&digits, INT64_MAX, &version) || version == 0)
        return fail(reader, "the version at byte %zu is not within 1 to %" PRId64,
                    byte_of(reader, scan->at), INT64_MAX);
    out->selector = AP_SELECT_VERSION;
    out->version = (int64_t)version;
    return AMIPLAN_OK;
}

/* Levels, then ':' and a selector. The cursor stands behind the '/' that opens a path, or at the
 * beginning of a root name. */
static enum amiplan_status read_levels(const struct reader *reader, struct ap_scan *scan,
                                       bool has_slash, struct ap_name *out)
{
    const char *begin = scan->at;
    unsigned levels = 0;

    do {
        const char *segment = scan->at;

        if (ap_scan_run(scan, is_in_segment, NULL) == 0) {
            if (ap_scan_end(scan) || *scan->at == '/' || *scan->at == ':')
                return fail(reader, "an empty level at byte %zu", byte_of(reader, segment));
            return fail_character(reader, scan, "letters, digits and . - _ / are allowed");
        }
        levels++;
    } while (ap_scan_literal(scan, "/"));
    if (!ap_scan_end(scan) && *scan->at != ':')
        return fail_character(reader, scan, "letters, digits and . - _ / are allowed");
    if (levels > AP_NAME_LEVELS_MAX)
        return fail(reader, "%u levels; %d at most", levels, AP_NAME_LEVELS_MAX);
    if (levels > 1 && !has_slash)
        return fail(reader, "a name of several levels begins with '/'");

    size_t len = (size_t)(scan->at - begin);
    if (len + 1 > AP_NAME_BYTES_MAX)
        return fail(reader, "%zu characters; %d at most", len + 1, AP_NAME_BYTES_MAX);
    out->text[0] = '/';
    memcpy(out->text + 1, begin, len);
    out->text[len + 1] = '\0';
    out->levels = levels;
    if (ap_scan_literal(scan, ":"))
        return read_selector(reader, scan, out);
    return AMIPLAN_OK;
}

/* Leaves the cursor at the name behind "parameter/": there is one slash whether or not the name has
 * one of its own. */
static enum amiplan_status read_arn(const struct reader *reader, struct ap_view text,
                                    struct ap_scan *scan, struct ap_name *out)
{
    char copy[AP_NAME_BYTES_MAX + 1];
    char region[sizeof(out->region)] = "";
    struct ap_arn arn;
    enum amiplan_status status;

    memcpy(copy, text.bytes, text.len);
    copy[text.len] = '\0';
    status = ap_arn_parse(copy, reader->place, &arn, reader->err);
    if (status)
        return status;
    if (!ap_view_equals(arn.service, "ssm"))
        return fail(reader, "an ARN of '%.*s'; a parameter's is of 'ssm'",
                    (int)(arn.service.len < 32 ? arn.service.len : 32), arn.service.bytes);
    if (arn.region.len > 0 && arn.region.len < sizeof(region))
        memcpy(region, arn.region.bytes, arn.region.len);
    const char *partition = ap_region_partition(region);
    if (!partition)
        return fail(reader, "an ARN of no known region; a parameter's names its region");
    if (!ap_view_equals(arn.partition, partition))
        return fail(reader, "region %s is in partition %s, not '%.*s'", region, partition,
                    (int)(arn.partition.len < 32 ? arn.partition.len : 32), arn.partition.bytes);
    *scan = ap_scan_text(text.bytes + (arn.resource.bytes - copy), arn.resource.len);
    if (!ap_scan_literal(scan, "parameter/"))
        return fail(reader, "an ARN without 'parameter/' at byte %zu", byte_of(reader, scan->at));
    memcpy(out->region, region, sizeof(out->region));
    memcpy(out->account, arn.account.bytes, arn.account.len);
    out->account[arn.account.len] = '\0';
    return AMIPLAN_OK;
}

enum amiplan_status ap_name_parse(const char *text, const char *place, struct ap_name *out,
                                  struct amiplan_error *err)
{
    const struct reader reader = { text, place, err };
    struct ap_view view = trimmed(text);
    struct ap_scan scan = ap_scan_text(view.bytes, view.len);
    struct ap_name name = { .selector = AP_SELECT_LATEST };
    enum amiplan_status status = AMIPLAN_OK;
    bool has_slash = true;

    if (view.len == 0)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, place, "an empty parameter name");
    if (view.len > AP_NAME_BYTES_MAX)
        return fail(&reader, "%zu characters; %d at most", view.len, AP_NAME_BYTES_MAX);
    /* "arn" is a name, too, and "arn:v1" a name with a label: an ARN has more colons. */
    bool is_arn = view.len > 4 && ap_arn_has_form(view.bytes) &&
                  memchr(view.bytes + 4, ':', view.len - 4) != NULL;
    if (is_arn)
        status = read_arn(&reader, view, &scan, &name);
    else
        has_slash = ap_scan_literal(&scan, "/");
    if (!status)
        status = read_levels(&reader, &scan, has_slash, &name);
    if (status)
        return status;
    name.is_public = strncmp(name.text, "/aws/", 5) == 0;
    if (is_arn && name.is_public != (name.account[0] == '\0'))
        return fail(&reader, "%s",
                    name.is_public ? "the ARN of a public parameter has no account"
                                   : "the ARN of a parameter of your own has an account");
    *out = name;
    return AMIPLAN_OK;
}

int ap_name_compare(const char *a, const char *b)
{
    return strcmp(*a == '/' ? a + 1 : a, *b == '/' ? b + 1 : b);
}

bool ap_name_is_below(const char *name, const char *path, bool recursive)
{
    size_t len = strlen(path);

    if (len > 0 && path[len - 1] == '/')
        len--;
    /* A root name without its slash stands below the root alone. */
    if (*name != '/')
        return len == 0 && *name != '\0';
    if (strncmp(name, path, len) != 0 || name[len] != '/' || name[len + 1] == '\0')
        return false;
    return recursive || strchr(name + len + 1, '/') == NULL;
}
