#include "base/aws_config.h"

#include <string.h>

#include "base/scan.h"
#include "base/text.h"

/* The parser follows botocore's configloader and the RawConfigParser that it uses, down to what is
 * a continuation: a line indented deeper than the key above it. */
struct reader {
    const char *name;
    const char *profile;
    const char *key;
    struct amiplan_error *err;
    size_t line;
    bool in_section;
    bool in_profile; /* whether the section is the profile that is looked for */
    bool has_key;    /* whether the section had a key yet */
    size_t indent;   /* of that key */
    struct ap_view value;
    size_t value_line; /* 0 while the key was not seen */
    bool profile_found;
};

/* What the line says, in quotes, and why it is wrong. */
static enum amiplan_status fail(const struct reader *reader, struct ap_view text, const char *why)
{
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    char quote[AP_QUOTE_BYTES];

    ap_place(place, reader->name, "line %zu", reader->line);
    return ap_fail(reader->err, AMIPLAN_ERR_SYNTAX, place, "%s %s",
                   ap_quote(quote, text.bytes, text.len), why);
}

static enum amiplan_status fail_size(const struct reader *reader, const char *what, size_t bytes,
                                     size_t bytes_max)
{
    char place[AMIPLAN_ERROR_PLACE_BYTES];

    ap_place(place, reader->name, "line %zu", reader->line);
    return ap_fail(reader->err, AMIPLAN_ERR_SYNTAX, place, "a %s of %zu bytes; %zu at most", what,
                   bytes, bytes_max);
}

static struct ap_view trim(struct ap_view text)
{
    while (text.len > 0 && ap_scan_is_blank(text.bytes[0])) {
        text.bytes++;
        text.len--;
    }
    while (text.len > 0 && ap_scan_is_blank(text.bytes[text.len - 1]))
        text.len--;
    return text;
}

/*
 * Takes one word as a shell does: up to a blank, quotes keep blanks. Compares it with wanted as it
 * goes, so that no copy is made. False when a quote stays open.
 */
static bool scan_word(struct ap_scan *scan, const char *wanted, bool *equal)
{
    size_t wanted_len = strlen(wanted);
    size_t len = 0;
    char open = '\0';

    *equal = true;
    while (!ap_scan_end(scan) && (open || !ap_scan_is_blank(*scan->at))) {
        char c = *scan->at++;

        if (open && c == open) {
            open = '\0';
        } else if (!open && (c == '"' || c == '\'')) {
            open = c;
        } else {
            if (len >= wanted_len || wanted[len] != c)
                *equal = false;
            len++;
        }
    }
    if (len != wanted_len)
        *equal = false;
    return !open;
}

/* "default", "profile NAME", "profile 'NAME'". Other sections, "sso-session x", are none of ours.
 */
static bool names_profile(struct ap_view header, const char *profile)
{
    struct ap_scan scan = ap_scan_text(header.bytes, header.len);
    bool equal;

    if (ap_view_equals(header, "default"))
        return strcmp(profile, "default") == 0;
    if (!scan_word(&scan, "profile", &equal) || !equal)
        return false;
    ap_scan_run(&scan, ap_scan_is_blank, NULL);
    if (ap_scan_end(&scan) || !scan_word(&scan, profile, &equal) || !equal)
        return false;
    ap_scan_run(&scan, ap_scan_is_blank, NULL);
    return ap_scan_end(&scan);
}

static bool equals_whatever_case(struct ap_view text, const char *string)
{
    if (text.len != strlen(string))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (ap_scan_lower(text.bytes[i]) != ap_scan_lower(string[i]))
            return false;
    }
    return true;
}

static enum amiplan_status read_section(struct reader *reader, struct ap_view line)
{
    struct ap_scan scan = ap_scan_text(line.bytes + 1, line.len - 1);
    struct ap_view header;

    if (!ap_scan_until(&scan, ']', &header))
        return fail(reader, line, "has no closing ']'");
    if (header.len == 0)
        return fail(reader, line, "names no section");
    reader->in_section = true;
    reader->has_key = false;
    reader->in_profile = names_profile(trim(header), reader->profile);
    if (reader->in_profile)
        reader->profile_found = true;
    return AMIPLAN_OK;
}

static enum amiplan_status read_assignment(struct reader *reader, struct ap_view line)
{
    struct ap_view key = line;
    struct ap_view value;

    for (key.len = 0; key.len < line.len; key.len++) {
        if (line.bytes[key.len] == '=' || line.bytes[key.len] == ':')
            break;
    }
    if (!reader->in_section)
        return fail(reader, line, "stands before the first [section]");
    if (key.len == line.len)
        return fail(reader, line, "is neither a [section] nor KEY = VALUE");
    value = (struct ap_view){ line.bytes + key.len + 1, line.len - key.len - 1 };
    key = trim(key);
    if (key.len == 0)
        return fail(reader, line, "has no key before its value");
    reader->has_key = true;
    if (reader->in_profile && equals_whatever_case(key, reader->key)) {
        reader->value = trim(value);
        reader->value_line = reader->line;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status read_line(struct reader *reader, struct ap_view line)
{
    struct ap_view text = trim(line);
    size_t indent = (size_t)(text.bytes - line.bytes);
    enum amiplan_status status;

    if (line.len > AP_AWS_CONFIG_LINE_BYTES_MAX)
        return fail_size(reader, "line", line.len, AP_AWS_CONFIG_LINE_BYTES_MAX);
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.bytes[i] < 0x20 && text.bytes[i] != '\t')
            return fail(reader, text, "holds a control character");
    }
    if (text.len == 0 || text.bytes[0] == '#' || text.bytes[0] == ';')
        return AMIPLAN_OK;
    if (reader->has_key && indent > reader->indent)
        return AMIPLAN_OK;
    if (text.bytes[0] == '[')
        status = read_section(reader, text);
    else
        status = read_assignment(reader, text);
    reader->indent = indent;
    return status;
}

/* A line ends in LF, CR LF or CR. */
static struct ap_view next_line(struct ap_scan *scan)
{
    struct ap_view line = { scan->at, 0 };

    while (!ap_scan_end(scan) && *scan->at != '\n' && *scan->at != '\r')
        scan->at++;
    line.len = (size_t)(scan->at - line.bytes);
    if (!ap_scan_literal(scan, "\r\n") && !ap_scan_end(scan))
        scan->at++;
    return line;
}

enum amiplan_status ap_aws_config_get(const char *name, const char *bytes, size_t len,
                                      const char *profile, const char *key, char *out,
                                      size_t out_bytes, bool *found, bool *profile_found,
                                      struct amiplan_error *err)
{
    struct reader reader = { .name = name, .profile = profile, .key = key, .err = err };
    struct ap_scan scan = ap_scan_text(bytes, len);

    if (len > AP_AWS_CONFIG_BYTES_MAX)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, name, "%zu bytes; %zu at most", len,
                       AP_AWS_CONFIG_BYTES_MAX);
    ap_scan_literal(&scan, "\xef\xbb\xbf");
    while (!ap_scan_end(&scan)) {
        struct ap_view line = next_line(&scan);
        enum amiplan_status status;

        reader.line++;
        if (!ap_text_is_utf8(line.bytes, line.len, NULL))
            return fail(&reader, line, "is no UTF-8");
        status = read_line(&reader, line);
        if (status)
            return status;
    }

    if (reader.value_line > 0) {
        if (reader.value.len >= out_bytes) {
            reader.line = reader.value_line;
            return fail_size(&reader, "value", reader.value.len, out_bytes - 1);
        }
        memcpy(out, reader.value.bytes, reader.value.len);
        out[reader.value.len] = '\0';
    }
    *found = reader.value_line > 0;
    *profile_found = reader.profile_found;
    return AMIPLAN_OK;
}
