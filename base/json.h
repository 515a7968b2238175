/*
 * The one door to cJSON: the tree of a document that json_grammar.h has passed and in which no
 * object has two members of one name. A struct ap_json is never defined: outside json.c it is a
 * handle.
 *
 * The typed getters are the only way in; they fail with the JSON pointer of the member (RFC 6901).
 */
#ifndef AP_BASE_JSON_H
#define AP_BASE_JSON_H

#include <stdbool.h>

#include "base/error.h"
#include "base/json_grammar.h"

struct ap_json;

/*
 * Parses one document. `name` is how the user knows it ("launch.json", "-"); it opens the place of
 * each error: "launch.json: line 3, column 7". A UTF-8 byte order mark is skipped.
 * New: the caller frees *out with ap_json_free(). SYNTAX or MEMORY.
 */
enum amiplan_status ap_json_parse(const char *name, const char *bytes, size_t len,
                                  struct ap_json **out, struct amiplan_error *err);
void ap_json_free(struct ap_json *root);

/* A deep copy, a document of its own: it has no name. New, NULL when memory is short. */
struct ap_json *ap_json_copy(const struct ap_json *value);

bool ap_json_is_object(const struct ap_json *value);
bool ap_json_is_array(const struct ap_json *value);
bool ap_json_is_string(const struct ap_json *value);
bool ap_json_is_null(const struct ap_json *value);

/* The name under which value stands in its object; NULL for an item of an array. Borrowed. */
const char *ap_json_name(const struct ap_json *value);
/* The string; NULL when value is no string. Borrowed. */
const char *ap_json_string(const struct ap_json *value);

/* Walks the items of an array or the members of an object: NULL after the last. */
const struct ap_json *ap_json_first(const struct ap_json *value);
const struct ap_json *ap_json_next(const struct ap_json *item);
size_t ap_json_count(const struct ap_json *value);

/* The member of that name (case counts), or NULL. A member whose value is null counts as absent. */
const struct ap_json *ap_json_member(const struct ap_json *object, const char *name);

/*
 * A document together with the name of the file it came from: what an error needs to say where.
 */
struct ap_json_doc {
    const char *name;           /* borrowed */
    const struct ap_json *root; /* borrowed */
};

/*
 * Typed members. An absent member leaves *out alone and returns AMIPLAN_OK with *found false (found
 * may be NULL); a member of the wrong type fails with SYNTAX, place "launch.json: /ImageId" and a
 * message such as "a number; a string is wanted".
 */
enum amiplan_status ap_json_get_string(const struct ap_json_doc *doc, const struct ap_json *object,
                                       const char *name, const char **out, bool *found,
                                       struct amiplan_error *err);
enum amiplan_status ap_json_get_bool(const struct ap_json_doc *doc, const struct ap_json *object,
                                     const char *name, bool *out, bool *found,
                                     struct amiplan_error *err);
/* A whole number of min to max. */
enum amiplan_status ap_json_get_integer(const struct ap_json_doc *doc, const struct ap_json *object,
                                        const char *name, int64_t min, int64_t max, int64_t *out,
                                        bool *found, struct amiplan_error *err);
enum amiplan_status ap_json_get_array(const struct ap_json_doc *doc, const struct ap_json *object,
                                      const char *name, const struct ap_json **out,
                                      struct amiplan_error *err);
enum amiplan_status ap_json_get_object(const struct ap_json_doc *doc, const struct ap_json *object,
                                       const char *name, const struct ap_json **out,
                                       struct amiplan_error *err);

/* The number, the truth value: false, and *out left alone, when value is none. */
bool ap_json_number(const struct ap_json *value, double *out);
bool ap_json_bool(const struct ap_json *value, bool *out);

/* "" for the root, else "/BlockDeviceMappings/0/Ebs". Cut to fit. */
void ap_json_pointer(const struct ap_json_doc *doc, const struct ap_json *value, char *out,
                     size_t out_bytes);

/* Fails with SYNTAX at the place of value. */
enum amiplan_status ap_json_fail(const struct ap_json_doc *doc, const struct ap_json *value,
                                 struct amiplan_error *err, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
