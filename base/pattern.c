/*
 * The interpreter only: compiling a pattern to machine code pays back after some 500 names, and few
 * questions look at as many.
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/pattern.h"

#include <stdlib.h>
#include <string.h>

#include <pcre2.h>

#define PCRE2_MESSAGE_BYTES 160

struct ap_pattern {
    pcre2_code *code;             /* owned; not written after ap_pattern_compile() */
    pcre2_match_context *context; /* likewise: the limits */
};

static enum amiplan_status fail_compile(const char *pattern, int code, size_t offset,
                                        struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];
    PCRE2_UCHAR message[PCRE2_MESSAGE_BYTES] = "";

    if (code == PCRE2_ERROR_HEAP_FAILED)
        return ap_fail_memory(err);
    pcre2_get_error_message(code, message, sizeof(message));
    return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL, "the pattern %s: %s, at byte %zu",
                   ap_quote(quote, pattern, strlen(pattern)), (const char *)message, offset);
}

/* The limits of a match; NULL when memory is short. */
static pcre2_match_context *new_limits(void)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);

    if (!context)
        return NULL;
    pcre2_set_match_limit(context, AP_PATTERN_MATCH_LIMIT);
    pcre2_set_depth_limit(context, AP_PATTERN_DEPTH_LIMIT);
    pcre2_set_heap_limit(context, AP_PATTERN_HEAP_KIB);
    return context;
}

enum amiplan_status ap_pattern_compile(const char *pattern, struct ap_pattern **out,
                                       struct amiplan_error *err)
{
    /* A \C could end within a UTF-8 sequence. */
    const uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
    size_t len = strlen(pattern);
    pcre2_compile_context *limits = NULL;
    struct ap_pattern *made = NULL;
    enum amiplan_status status;
    size_t offset = 0;
    int code = 0;

    if (len > AP_PATTERN_BYTES_MAX)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL, "a pattern of %zu bytes; %d at most", len,
                       AP_PATTERN_BYTES_MAX);
    limits = pcre2_compile_context_create(NULL);
    made = calloc(1, sizeof(*made));
    if (!limits || !made) {
        status = ap_fail_memory(err);
        goto done;
    }
    made->context = new_limits();
    if (!made->context) {
        status = ap_fail_memory(err);
        goto done;
    }
    pcre2_set_parens_nest_limit(limits, AP_PATTERN_NEST_LIMIT);
    made->code = pcre2_compile((PCRE2_SPTR)pattern, len, options, &code, &offset, limits);
    if (!made->code) {
        status = fail_compile(pattern, code, offset, err);
        goto done;
    }
    *out = made;
    made = NULL;
    status = AMIPLAN_OK;
done:
    ap_pattern_free(made);
    pcre2_compile_context_free(limits);
    return status;
}

void ap_pattern_free(struct ap_pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    pcre2_match_context_free(pattern->context);
    free(pattern);
}

static enum amiplan_status fail_match(int code, const char *subject, size_t len,
                                      struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];

    ap_quote(quote, subject, len);
    switch (code) {
    case PCRE2_ERROR_NOMEMORY:
        return ap_fail_memory(err);
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL,
                       "the pattern takes more than %d steps on %s; a simpler one is wanted",
                       AP_PATTERN_MATCH_LIMIT, quote);
    case PCRE2_ERROR_RECURSELOOP:
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL,
                       "the pattern calls itself without an end on %s", quote);
    default:
        if (!ap_text_is_utf8(subject, len, NULL))
            return ap_fail(err, AMIPLAN_ERR_SYNTAX, NULL, "%s is no UTF-8", quote);
        return ap_fail(err, AMIPLAN_ERR_INTERNAL, NULL, "PCRE2 failed with %d on %s", code, quote);
    }
}

enum amiplan_status ap_pattern_match(const struct ap_pattern *pattern, const char *subject,
                                     size_t len, bool *matched, struct ap_pattern_group *groups,
                                     size_t group_count, struct amiplan_error *err)
{
    pcre2_match_data *match;
    const size_t *offsets;
    int code;

    for (size_t i = 0; i < group_count; i++) {
        if (pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)groups[i].name) < 0)
            return ap_fail(err, AMIPLAN_ERR_USAGE, NULL, "the pattern has no group '%s'",
                           groups[i].name);
    }
    match = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    if (!match)
        return ap_fail_memory(err);
    code = pcre2_match(pattern->code, (PCRE2_SPTR)subject, len, 0, 0, match, pattern->context);
    if (code < 0 && code != PCRE2_ERROR_NOMATCH) {
        pcre2_match_data_free(match);
        return fail_match(code, subject, len, err);
    }
    if (code > 0) {
        offsets = pcre2_get_ovector_pointer(match);
        for (size_t i = 0; i < group_count; i++) {
            int number =
                pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)groups[i].name);
            size_t start = offsets[2 * number];
            size_t end = offsets[2 * number + 1];

            /* \K within a lookahead can put the end before the start. */
            if (start == PCRE2_UNSET || end < start)
                groups[i].value = (struct ap_view){ NULL, 0 };
            else
                groups[i].value = (struct ap_view){ subject + start, end - start };
        }
    }
    *matched = code > 0;
    pcre2_match_data_free(match);
    return AMIPLAN_OK;
}
