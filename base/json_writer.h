/*
 * Writes JSON into an ap_text: two blanks of indentation, members in the order they are given. The
 * caller nests begin and end; strings are escaped, bytes that are no UTF-8 become U+FFFD.
 */
#ifndef AP_BASE_JSON_WRITER_H
#define AP_BASE_JSON_WRITER_H

#include <stdbool.h>

#include "base/json.h"
#include "base/text.h"

struct ap_json_writer {
    struct ap_text *text; /* borrowed */
    unsigned depth;
    bool has_item; /* whether the open object or array has an item already */
    bool compact;  /* one line, no blanks */
};

/* `name` is NULL for items of an array and for the document itself. */
void ap_json_begin_object(struct ap_json_writer *writer, const char *name);
void ap_json_end_object(struct ap_json_writer *writer);
void ap_json_begin_array(struct ap_json_writer *writer, const char *name);
void ap_json_end_array(struct ap_json_writer *writer);
/* A NULL string is written as null. */
void ap_json_write_string(struct ap_json_writer *writer, const char *name, const char *value);
void ap_json_write_integer(struct ap_json_writer *writer, const char *name, int64_t value);
void ap_json_write_bool(struct ap_json_writer *writer, const char *name, bool value);
void ap_json_write_null(struct ap_json_writer *writer, const char *name);
/* Text that is JSON already: a number as it was recorded, a list kept as text. */
void ap_json_write_raw(struct ap_json_writer *writer, const char *name, const char *json);
/* A parsed value, written out again in full. */
void ap_json_write_value(struct ap_json_writer *writer, const char *name,
                         const struct ap_json *value);

#endif
