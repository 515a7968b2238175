/*
 * Whether bytes are JSON as RFC 8259 has it, in UTF-8 and within our ceilings: the one pass that
 * finds the faults of a text, with line and column. It builds nothing and knows no tree: json.h
 * does.
 *
 * Stricter than the RFC where a C program would lose something: no \u0000, no lone surrogate, no
 * number that a double cannot hold. Members of the same name are json.c's to find.
 */
#ifndef AP_BASE_JSON_GRAMMAR_H
#define AP_BASE_JSON_GRAMMAR_H

#include "base/text.h"

#define AP_JSON_BYTES_MAX                                                                          \
    ((size_t)256 * 1024 * 1024) /* describe-images of every public image: 150 MB */
#define AP_JSON_DEPTH_MAX        64
#define AP_JSON_INTEGER_MAX      9007199254740991.0 /* 2^53 - 1: beyond it a double loses digits */
#define AP_JSON_STRING_BYTES_MAX ((size_t)1024 * 1024) /* as written, between the quotes */
#define AP_JSON_NUMBER_BYTES_MAX 63                    /* as much of a number as cJSON reads */

/*
 * Checks one document. `name` is how the user knows it; it opens the place of each error:
 * "launch.json: line 3, column 7". bytes may be NULL when len is 0.
 * *out is the document without its UTF-8 byte order mark: borrowed from bytes. SYNTAX only.
 */
enum amiplan_status ap_json_grammar_check(const char *name, const char *bytes, size_t len,
                                          struct ap_view *out, struct amiplan_error *err);

#endif
