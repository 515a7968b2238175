/* One pass over the bytes that does not recurse: the brackets that are open stand in struct check.
 */
#include "base/json_grammar.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits of AP_JSON_INTEGER_MAX. */
#define INTEGER_DIGITS_MAX 16

struct check {
    const char *name;
    const char *start;
    const char *at;
    const char *end;
    struct amiplan_error *err;
    size_t depth;
    char closers[AP_JSON_DEPTH_MAX]; /* of the open objects and arrays, outermost first */
};

__attribute__((format(printf, 3, 4))) static enum amiplan_status
check_fail(const struct check *check, const char *at, const char *format, ...)
{
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    size_t line = 1;
    size_t column = 1;
    va_list args;

    if (!check->err)
        return AMIPLAN_ERR_SYNTAX;
    for (const char *c = check->start; c < at; c++) {
        if (*c == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)*c & 0xc0) != 0x80) {
            column++; /* columns are characters, not bytes */
        }
    }
    ap_place(place, check->name, "line %zu, column %zu", line, column);
    va_start(args, format);
    ap_fail_va(check->err, AMIPLAN_ERR_SYNTAX, place, format, args);
    va_end(args);
    return AMIPLAN_ERR_SYNTAX;
}

/* What stands at the cursor is not what is wanted: quotes a word of it. */
static enum amiplan_status check_fail_wanted(const struct check *check, const char *wanted)
{
    char quote[AP_QUOTE_BYTES];
    const char *end = check->at;

    if (check->at == check->end)
        return check_fail(check, check->at, "the document ends where %s is wanted", wanted);
    if (*check->at == '/' || *check->at == '#')
        return check_fail(check, check->at, "a comment, which JSON does not have; %s is wanted",
                          wanted);
    if (*check->at == '\'')
        return check_fail(check, check->at, "a single quote where %s is wanted; JSON has \" alone",
                          wanted);
    /* A word, or else one character. */
    while (end < check->end &&
           ((*end >= 'a' && *end <= 'z') || (*end >= 'A' && *end <= 'Z') ||
            (*end >= '0' && *end <= '9') || *end == '_' || *end == '-' || *end == '.'))
        end++;
    if (end == check->at)
        end += ap_text_utf8_length(end, (size_t)(check->end - end));
    if (end == check->at)
        return check_fail(check, check->at, "a byte 0x%02x that is no UTF-8",
                          (unsigned)(unsigned char)*check->at);
    if ((unsigned char)*check->at < 0x20)
        return check_fail(check, check->at, "a control character 0x%02x where %s is wanted",
                          (unsigned)(unsigned char)*check->at, wanted);
    return check_fail(check, check->at, "%s where %s is wanted",
                      ap_quote(quote, check->at, (size_t)(end - check->at)), wanted);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void skip_blanks(struct check *check)
{
    while (check->at < check->end &&
           (*check->at == ' ' || *check->at == '\t' || *check->at == '\n' || *check->at == '\r'))
        check->at++;
}

static bool skip_char(struct check *check, char c)
{
    if (check->at == check->end || *check->at != c)
        return false;
    check->at++;
    return true;
}

/* The four hexadecimal digits at `at`, or -1. */
static int hex4(const char *at, const char *end)
{
    int value = 0;

    if (end - at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = at[i];

        if (is_digit(c))
            value = value * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value * 16 + (c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            value = value * 16 + (c - 'A' + 10);
        else
            return -1;
    }
    return value;
}

/* An escape, the cursor on its backslash. */
static enum amiplan_status check_escape(struct check *check)
{
    const char *at = check->at;
    char quote[AP_QUOTE_BYTES];
    int unit;
    int second;

    if (check->end - at < 2)
        return check_fail(check, at, "the document ends within a string");
    if (at[1] != 'u') {
        size_t step = ap_text_utf8_length(at + 1, (size_t)(check->end - at - 1));

        if (!at[1] || !strchr("\"\\/bfnrt", at[1]))
            return check_fail(check, at, "%s is no escape of JSON", ap_quote(quote, at, 1 + step));
        check->at += 2;
        return AMIPLAN_OK;
    }
    unit = hex4(at + 2, check->end);
    if (unit < 0)
        return check_fail(check, at, "\\u without four hexadecimal digits");
    if (unit == 0)
        return check_fail(check, at, "\\u0000, which no text can hold here");
    check->at += 6;
    if (unit < 0xd800 || unit > 0xdfff)
        return AMIPLAN_OK;
    second = check->end - check->at >= 6 && check->at[0] == '\\' && check->at[1] == 'u'
                 ? hex4(check->at + 2, check->end)
                 : -1;
    if (unit > 0xdbff || second < 0xdc00 || second > 0xdfff)
        return check_fail(check, at, "\\u%.4s, half of a surrogate pair, without its other half",
                          at + 2);
    check->at += 6;
    return AMIPLAN_OK;
}

static enum amiplan_status check_string(struct check *check, const char *wanted)
{
    const char *start = check->at;

    if (!skip_char(check, '"'))
        return check_fail_wanted(check, wanted);
    while (check->at < check->end && *check->at != '"') {
        unsigned char c = (unsigned char)*check->at;
        size_t step;

        if (c == '\\') {
            enum amiplan_status status = check_escape(check);

            if (status)
                return status;
            continue;
        }
        if (c == '\n' || c == '\r')
            return check_fail(check, check->at, "a line break within a string");
        if (c < 0x20)
            return check_fail(check, check->at, "a control character 0x%02x within a string",
                              (unsigned)c);
        step = ap_text_utf8_length(check->at, (size_t)(check->end - check->at));
        if (step == 0)
            return check_fail(check, check->at, "a byte 0x%02x that is no UTF-8", (unsigned)c);
        check->at += step;
    }
    if (check->at == check->end)
        return check_fail(check, start, "a string without its closing '\"'");
    if ((size_t)(check->at - start - 1) > AP_JSON_STRING_BYTES_MAX)
        return check_fail(check, start, "a string of %zu bytes; %zu at most",
                          (size_t)(check->at - start - 1), AP_JSON_STRING_BYTES_MAX);
    check->at++;
    return AMIPLAN_OK;
}

static size_t skip_digits(struct check *check)
{
    const char *start = check->at;

    while (check->at < check->end && is_digit(*check->at))
        check->at++;
    return (size_t)(check->at - start);
}

/* The number's text is well-formed and short: whether a double can hold it. */
static bool is_finite(const char *text, size_t len)
{
    char copy[AP_JSON_NUMBER_BYTES_MAX + 16];
    size_t used = 0;
    int exponent = 0;
    bool negative = false;
    bool fraction = false;
    size_t i = 0;

    /* 12.5e300 is 125e299: without its point, strtod() is the same in every locale. */
    for (; i < len && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        copy[used++] = text[i];
        exponent -= fraction;
    }
    if (i < len) {
        int value = 0;

        i++;
        if (text[i] == '-' || text[i] == '+')
            negative = text[i++] == '-';
        for (; i < len; i++) {
            if (value < 100000)
                value = value * 10 + (text[i] - '0');
        }
        exponent += negative ? -value : value;
    }
    snprintf(copy + used, sizeof(copy) - used, "e%d", exponent);
    return isfinite(strtod(copy, NULL));
}

static enum amiplan_status check_number(struct check *check)
{
    const char *start = check->at;
    char quote[AP_QUOTE_BYTES];
    const char *digits;
    size_t count;
    bool whole = true;

    skip_char(check, '-');
    digits = check->at;
    count = skip_digits(check);
    if (count == 0)
        return check_fail_wanted(check, "a digit");
    if (count > 1 && *digits == '0')
        return check_fail(check, start, "a number that begins with a 0: %s",
                          ap_quote(quote, start, (size_t)(check->at - start)));
    if (skip_char(check, '.')) {
        whole = false;
        if (skip_digits(check) == 0)
            return check_fail_wanted(check, "a digit behind the point");
    }
    if (skip_char(check, 'e') || skip_char(check, 'E')) {
        whole = false;
        if (!skip_char(check, '+'))
            skip_char(check, '-');
        if (skip_digits(check) == 0)
            return check_fail_wanted(check, "a digit of the exponent");
    }

    /* Of equally long digits, the larger number is the larger text. */
    if (whole && (count > INTEGER_DIGITS_MAX ||
                  (count == INTEGER_DIGITS_MAX && memcmp(digits, "9007199254740991", count) > 0)))
        return check_fail(check, start,
                          "the whole number %s; beyond 9007199254740991 (2^53 - 1) digits are lost",
                          ap_quote(quote, start, (size_t)(check->at - start)));
    count = (size_t)(check->at - start);
    if (count > AP_JSON_NUMBER_BYTES_MAX)
        return check_fail(check, start, "a number of %zu characters; %d at most", count,
                          AP_JSON_NUMBER_BYTES_MAX);
    if (!is_finite(start, count))
        return check_fail(check, start, "the number %s; some 1.8e308 at most",
                          ap_quote(quote, start, count));
    return AMIPLAN_OK;
}

static enum amiplan_status check_literal(struct check *check)
{
    static const char *const literals[] = { "true", "false", "null" };

    for (size_t i = 0; i < AP_COUNT(literals); i++) {
        size_t len = strlen(literals[i]);
        const char *behind = check->at + len;

        if ((size_t)(check->end - check->at) < len || memcmp(check->at, literals[i], len) != 0)
            continue;
        /* "nullx": name the whole word. */
        if (behind < check->end && ((*behind >= 'a' && *behind <= 'z') ||
                                    (*behind >= 'A' && *behind <= 'Z') || is_digit(*behind)))
            break;
        check->at = behind;
        return AMIPLAN_OK;
    }
    return check_fail_wanted(check, "a value");
}

static enum amiplan_status check_open(struct check *check)
{
    if (check->depth == AP_JSON_DEPTH_MAX)
        return check_fail(check, check->at, "more than %d levels of objects and arrays",
                          AP_JSON_DEPTH_MAX);
    check->closers[check->depth++] = *check->at == '{' ? '}' : ']';
    check->at++;
    return AMIPLAN_OK;
}

static enum amiplan_status check_member_name(struct check *check)
{
    enum amiplan_status status;

    skip_blanks(check);
    status = check_string(check, "a member's name in double quotes");
    if (status)
        return status;
    skip_blanks(check);
    if (!skip_char(check, ':'))
        return check_fail_wanted(check, "a ':'");
    return AMIPLAN_OK;
}

/* Behind a value: steps over closing brackets, and over the comma and the name that lead to the
 * next value. *more is false when the document is complete. */
static enum amiplan_status check_behind_value(struct check *check, bool *more)
{
    while (check->depth > 0) {
        char closer = check->closers[check->depth - 1];

        skip_blanks(check);
        if (skip_char(check, closer)) {
            check->depth--;
            continue;
        }
        if (!skip_char(check, ','))
            return check_fail_wanted(check, closer == '}' ? "a ',' or a '}'" : "a ',' or a ']'");
        skip_blanks(check);
        if (check->at < check->end && *check->at == closer)
            return check_fail(check, check->at, "'%c' behind a ',': the last item has none",
                              closer);
        *more = true;
        return closer == '}' ? check_member_name(check) : AMIPLAN_OK;
    }
    *more = false;
    return AMIPLAN_OK;
}

/* One value that holds no others, or the opening of one that does. *complete: nothing is wanted
 * before what stands behind it. */
static enum amiplan_status check_value(struct check *check, bool *complete)
{
    enum amiplan_status status;
    char opener;

    skip_blanks(check);
    *complete = true;
    if (check->at == check->end)
        return check_fail_wanted(check, "a value");
    opener = *check->at;
    if (opener == '"')
        return check_string(check, "a string");
    if (opener == '-' || is_digit(opener))
        return check_number(check);
    if (opener != '{' && opener != '[')
        return check_literal(check);

    status = check_open(check);
    if (status)
        return status;
    skip_blanks(check);
    if (skip_char(check, check->closers[check->depth - 1])) {
        check->depth--;
        return AMIPLAN_OK;
    }
    *complete = false;
    return opener == '{' ? check_member_name(check) : AMIPLAN_OK;
}

static enum amiplan_status check_document(struct check *check)
{
    bool more = true;

    skip_blanks(check);
    if (check->at == check->end)
        return check_fail(check, check->at, "empty; a JSON document is wanted");
    while (more) {
        bool complete;
        enum amiplan_status status = check_value(check, &complete);

        if (!status && complete)
            status = check_behind_value(check, &more);
        if (status)
            return status;
    }
    skip_blanks(check);
    if (check->at < check->end)
        return check_fail_wanted(check, "the end of the document");
    return AMIPLAN_OK;
}

/* A byte order mark of UTF-16, or its NUL beside the first character, which is ASCII in JSON. */
static bool looks_like_utf16(const char *bytes, size_t len)
{
    if (len < 2)
        return false;
    return memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0 ||
           (bytes[0] && !bytes[1]) || (!bytes[0] && bytes[1]);
}

enum amiplan_status ap_json_grammar_check(const char *name, const char *bytes, size_t len,
                                          struct ap_view *out, struct amiplan_error *err)
{
    struct check check = { .name = name, .err = err };
    enum amiplan_status status;

    if (!bytes)
        bytes = "";
    if (len > AP_JSON_BYTES_MAX)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, name, "%zu bytes; %zu at most", len,
                       AP_JSON_BYTES_MAX);
    if (looks_like_utf16(bytes, len))
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, name,
                       "UTF-16 text; JSON is UTF-8 (PowerShell's > writes UTF-16: "
                       "use Set-Content -Encoding utf8)");
    if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    check.start = bytes;
    check.at = bytes;
    check.end = bytes + len;
    status = check_document(&check);
    if (status)
        return status;
    *out = (struct ap_view){ bytes, len };
    return AMIPLAN_OK;
}
