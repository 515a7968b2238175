#include "base/json_writer.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

static void add_line(struct ap_json_writer *writer)
{
    if (writer->compact)
        return;
    ap_text_add_char(writer->text, '\n');
    for (unsigned i = 0; i < writer->depth; i++)
        ap_text_add(writer->text, "  ");
}

static void add_escape(struct ap_text *text, char c)
{
    switch (c) {
    case '"':
        ap_text_add(text, "\\\"");
        break;
    case '\\':
        ap_text_add(text, "\\\\");
        break;
    case '\b':
        ap_text_add(text, "\\b");
        break;
    case '\f':
        ap_text_add(text, "\\f");
        break;
    case '\n':
        ap_text_add(text, "\\n");
        break;
    case '\r':
        ap_text_add(text, "\\r");
        break;
    case '\t':
        ap_text_add(text, "\\t");
        break;
    default:
        ap_text_addf(text, "\\u%04x", (unsigned)(unsigned char)c);
    }
}

static void add_string(struct ap_text *text, const char *string)
{
    const char *plain = string; /* where what is not yet added begins */
    const char *at = string;
    const char *end = string + strlen(string);

    ap_text_add_char(text, '"');
    while (at < end) {
        size_t step = ap_text_utf8_length(at, (size_t)(end - at));

        if (step > 1 || (step == 1 && (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')) {
            at += step;
            continue;
        }
        ap_text_add_bytes(text, plain, (size_t)(at - plain));
        if (step == 0)
            ap_text_add(text, REPLACEMENT);
        else
            add_escape(text, *at);
        plain = ++at;
    }
    ap_text_add_bytes(text, plain, (size_t)(at - plain));
    ap_text_add_char(text, '"');
}

/* The comma, the line and the name before an item. */
static void begin_item(struct ap_json_writer *writer, const char *name)
{
    if (writer->has_item)
        ap_text_add_char(writer->text, ',');
    if (writer->depth > 0)
        add_line(writer);
    if (name) {
        add_string(writer->text, name);
        ap_text_add(writer->text, writer->compact ? ":" : ": ");
    }
    writer->has_item = true;
}

static void begin(struct ap_json_writer *writer, const char *name, char opener)
{
    begin_item(writer, name);
    ap_text_add_char(writer->text, opener);
    writer->depth++;
    writer->has_item = false;
}

static void end(struct ap_json_writer *writer, char closer)
{
    writer->depth--;
    if (writer->has_item)
        add_line(writer);
    ap_text_add_char(writer->text, closer);
    writer->has_item = true; /* of what is around it */
}

void ap_json_begin_object(struct ap_json_writer *writer, const char *name)
{
    begin(writer, name, '{');
}

void ap_json_end_object(struct ap_json_writer *writer)
{
    end(writer, '}');
}

void ap_json_begin_array(struct ap_json_writer *writer, const char *name)
{
    begin(writer, name, '[');
}

void ap_json_end_array(struct ap_json_writer *writer)
{
    end(writer, ']');
}

void ap_json_write_string(struct ap_json_writer *writer, const char *name, const char *value)
{
    if (!value) {
        ap_json_write_null(writer, name);
        return;
    }
    begin_item(writer, name);
    add_string(writer->text, value);
}

void ap_json_write_integer(struct ap_json_writer *writer, const char *name, int64_t value)
{
    begin_item(writer, name);
    ap_text_addf(writer->text, "%" PRId64, value);
}

void ap_json_write_bool(struct ap_json_writer *writer, const char *name, bool value)
{
    ap_json_write_raw(writer, name, value ? "true" : "false");
}

void ap_json_write_null(struct ap_json_writer *writer, const char *name)
{
    ap_json_write_raw(writer, name, "null");
}

void ap_json_write_raw(struct ap_json_writer *writer, const char *name, const char *json)
{
    begin_item(writer, name);
    ap_text_add(writer->text, json);
}

/* The shortest of %.15g and %.17g that reads back equal. */
static void add_number(struct ap_text *text, double number)
{
    char digits[40];
    bool whole = true;

    if (fabs(number) <= AP_JSON_INTEGER_MAX && number == (double)(int64_t)number) {
        ap_text_addf(text, "%" PRId64, (int64_t)number);
        return;
    }
    /* Written and read back in the same locale, whatever it is. */
    snprintf(digits, sizeof(digits), "%.15g", number);
    if (strtod(digits, NULL) != number)
        snprintf(digits, sizeof(digits), "%.17g", number);
    for (const char *c = digits; *c; c++) {
        if ((*c >= '0' && *c <= '9') || *c == '-' || *c == '+') {
            ap_text_add_char(text, *c);
            continue;
        }
        /* An 'e'; anything else is the locale's decimal point, of one byte or more. */
        if (*c == 'e') {
            ap_text_add_char(text, 'e');
        } else if (whole) {
            ap_text_add_char(text, '.');
        }
        whole = false;
    }
    /* A whole number beyond 2^53 is refused when it is read; one with a point is not. */
    if (whole)
        ap_text_add(text, ".0");
}

/* Recurses as deep as the value, which is no deeper than AP_JSON_DEPTH_MAX. */
void ap_json_write_value(struct ap_json_writer *writer, const char *name,
                         const struct ap_json *value)
{
    bool is_object = ap_json_is_object(value);
    double number;
    bool truth;

    if (is_object || ap_json_is_array(value)) {
        begin(writer, name, is_object ? '{' : '[');
        for (const struct ap_json *c = ap_json_first(value); c; c = ap_json_next(c))
            ap_json_write_value(writer, is_object ? ap_json_name(c) : NULL, c);
        end(writer, is_object ? '}' : ']');
    } else if (ap_json_is_string(value)) {
        ap_json_write_string(writer, name, ap_json_string(value));
    } else if (ap_json_number(value, &number)) {
        begin_item(writer, name);
        add_number(writer->text, number);
    } else if (ap_json_bool(value, &truth)) {
        ap_json_write_bool(writer, name, truth);
    } else {
        ap_json_write_null(writer, name);
    }
}
