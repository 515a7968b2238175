/*
 * cJSON takes much that is no JSON: text behind the document, raw control characters, 01, bytes
 * that are no UTF-8. So a strict pass of our own goes first (json_grammar.c), and cJSON only builds
 * the tree. Nothing here recurses, and cJSON recurses no deeper than AP_JSON_DEPTH_MAX.
 *
 * cJSON keeps the place of its last error in a global, which is never read here.
 */
#include "base/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/text.h"

/* Above this many members, duplicates are found by sorting. */
#define MEMBERS_COMPARED_IN_PAIRS 16

/* ---- the tree ----------------------------------------------------------------------------------
 */

/* The two directions of the one cast between the handle and what stands behind it. */
static const cJSON *tree_of(const struct ap_json *value)
{
    return (const cJSON *)value;
}

static const struct ap_json *handle_of(const cJSON *item)
{
    return (const struct ap_json *)item;
}

static bool holds_items(const cJSON *item)
{
    return cJSON_IsObject(item) || cJSON_IsArray(item);
}

/* A walk over a tree, each value before what it holds. */
struct walk {
    const cJSON *path[AP_JSON_DEPTH_MAX + 1]; /* from the root to the value that the walk is at */
    size_t levels;
};

static struct walk walk_from(const cJSON *root)
{
    return (struct walk){ .path = { root }, .levels = 1 };
}

static const cJSON *walk_at(const struct walk *walk)
{
    return walk->levels ? walk->path[walk->levels - 1] : NULL;
}

static void walk_on(struct walk *walk)
{
    const cJSON *at = walk_at(walk);

    if (holds_items(at) && at->child && walk->levels < AP_COUNT(walk->path)) {
        walk->path[walk->levels++] = at->child;
        return;
    }
    /* The root may be an item of a larger tree: its neighbours are none of ours. */
    while (walk->levels > 1 && !walk->path[walk->levels - 1]->next)
        walk->levels--;
    if (walk->levels > 1)
        walk->path[walk->levels - 1] = walk->path[walk->levels - 1]->next;
    else
        walk->levels = 0;
}

static void add_pointer_name(struct ap_text *text, const char *name)
{
    for (const char *c = name; *c; c++) {
        if (*c == '~')
            ap_text_add(text, "~0");
        else if (*c == '/')
            ap_text_add(text, "~1");
        else
            ap_text_add_char(text, *c);
    }
}

void ap_json_pointer(const struct ap_json_doc *doc, const struct ap_json *value, char *out,
                     size_t out_bytes)
{
    struct walk walk = walk_from(tree_of(doc->root));
    struct ap_text text = { 0 };
    size_t used = 0;

    /* cJSON's items do not know what holds them, so look for the value. This is for errors only. */
    while (walk_at(&walk) && walk_at(&walk) != tree_of(value))
        walk_on(&walk);
    for (size_t i = 1; i < walk.levels; i++) {
        ap_text_add_char(&text, '/');
        if (cJSON_IsObject(walk.path[i - 1])) {
            add_pointer_name(&text, walk.path[i]->string);
        } else {
            size_t index = 0;

            for (const cJSON *c = walk.path[i - 1]->child; c != walk.path[i]; c = c->next)
                index++;
            ap_text_addf(&text, "%zu", index);
        }
    }
    /* Short memory shortens the pointer; the error that it is for is worth more. */
    while (used < text.len) {
        size_t step = ap_text_utf8_length(text.bytes + used, text.len - used);

        if (used + step >= out_bytes)
            break;
        used += step;
    }
    if (used)
        memcpy(out, text.bytes, used);
    out[used] = '\0';
    ap_text_done(&text);
}

enum amiplan_status ap_json_fail(const struct ap_json_doc *doc, const struct ap_json *value,
                                 struct amiplan_error *err, const char *format, ...)
{
    char pointer[AMIPLAN_ERROR_PLACE_BYTES];
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    va_list args;

    if (!err)
        return AMIPLAN_ERR_SYNTAX;
    ap_json_pointer(doc, value, pointer, sizeof(pointer));
    ap_place(place, doc->name, "%s", pointer);
    va_start(args, format);
    ap_fail_va(err, AMIPLAN_ERR_SYNTAX, place, format, args);
    va_end(args);
    return AMIPLAN_ERR_SYNTAX;
}

static int compare_names(const void *a, const void *b)
{
    const cJSON *const *left = a;
    const cJSON *const *right = b;

    return strcmp((*left)->string, (*right)->string);
}

/* Sets *duplicate to a member whose name another member of the object has too, or to NULL. */
static enum amiplan_status find_duplicate(const cJSON *object, const cJSON **duplicate,
                                          struct amiplan_error *err)
{
    size_t count = ap_json_count(handle_of(object));
    const cJSON **members;
    size_t i = 0;

    *duplicate = NULL;
    if (count <= MEMBERS_COMPARED_IN_PAIRS) {
        for (const cJSON *second = object->child; second; second = second->next) {
            for (const cJSON *first = object->child; first != second; first = first->next) {
                if (strcmp(first->string, second->string) == 0)
                    *duplicate = second;
            }
        }
        return AMIPLAN_OK;
    }
    members = malloc(count * sizeof(*members));
    if (!members)
        return ap_fail_memory(err);
    for (const cJSON *c = object->child; c; c = c->next)
        members[i++] = c;
    qsort(members, count, sizeof(*members), compare_names);
    for (i = 1; i < count; i++) {
        if (strcmp(members[i - 1]->string, members[i]->string) == 0)
            *duplicate = members[i];
    }
    free(members);
    return AMIPLAN_OK;
}

static enum amiplan_status check_duplicates(const char *name, const cJSON *root,
                                            struct amiplan_error *err)
{
    const struct ap_json_doc doc = { name, handle_of(root) };

    for (struct walk walk = walk_from(root); walk_at(&walk); walk_on(&walk)) {
        enum amiplan_status status;
        const cJSON *duplicate;
        char quote[AP_QUOTE_BYTES];

        if (!cJSON_IsObject(walk_at(&walk)))
            continue;
        status = find_duplicate(walk_at(&walk), &duplicate, err);
        if (status)
            return status;
        if (duplicate)
            return ap_json_fail(&doc, handle_of(duplicate), err, "two members %s in one object",
                                ap_quote(quote, duplicate->string, strlen(duplicate->string)));
    }
    return AMIPLAN_OK;
}

enum amiplan_status ap_json_parse(const char *name, const char *bytes, size_t len,
                                  struct ap_json **out, struct amiplan_error *err)
{
    struct ap_view text;
    enum amiplan_status status = ap_json_grammar_check(name, bytes, len, &text, err);
    cJSON *root;

    if (status)
        return status;
    /* It is JSON, and no deeper than cJSON goes: what can fail now is an allocation. */
    root = cJSON_ParseWithLengthOpts(text.bytes, text.len, NULL, false);
    if (!root)
        return ap_fail_memory(err);
    status = check_duplicates(name, root, err);
    if (status) {
        cJSON_Delete(root);
        return status;
    }
    *out = (struct ap_json *)root;
    return AMIPLAN_OK;
}

void ap_json_free(struct ap_json *root)
{
    cJSON_Delete((cJSON *)root);
}

struct ap_json *ap_json_copy(const struct ap_json *value)
{
    cJSON *copy = cJSON_Duplicate(tree_of(value), true);

    if (!copy)
        return NULL;
    if (copy->string)
        cJSON_free(copy->string);
    copy->string = NULL;
    return (struct ap_json *)copy;
}

/* ---- reading -----------------------------------------------------------------------------------
 */

bool ap_json_is_object(const struct ap_json *value)
{
    return cJSON_IsObject(tree_of(value));
}

bool ap_json_is_array(const struct ap_json *value)
{
    return cJSON_IsArray(tree_of(value));
}

bool ap_json_is_string(const struct ap_json *value)
{
    return cJSON_IsString(tree_of(value));
}

bool ap_json_is_null(const struct ap_json *value)
{
    return cJSON_IsNull(tree_of(value));
}

const char *ap_json_name(const struct ap_json *value)
{
    return tree_of(value)->string;
}

const char *ap_json_string(const struct ap_json *value)
{
    return cJSON_GetStringValue(tree_of(value));
}

const struct ap_json *ap_json_first(const struct ap_json *value)
{
    return value ? handle_of(tree_of(value)->child) : NULL;
}

const struct ap_json *ap_json_next(const struct ap_json *item)
{
    return handle_of(tree_of(item)->next);
}

size_t ap_json_count(const struct ap_json *value)
{
    size_t count = 0;

    for (const struct ap_json *c = ap_json_first(value); c; c = ap_json_next(c))
        count++;
    return count;
}

const struct ap_json *ap_json_member(const struct ap_json *object, const char *name)
{
    if (!ap_json_is_object(object))
        return NULL;
    for (const cJSON *c = tree_of(object)->child; c; c = c->next) {
        if (strcmp(c->string, name) == 0)
            return cJSON_IsNull(c) ? NULL : handle_of(c);
    }
    return NULL;
}

bool ap_json_number(const struct ap_json *value, double *out)
{
    if (!cJSON_IsNumber(tree_of(value)))
        return false;
    *out = tree_of(value)->valuedouble;
    return true;
}

bool ap_json_bool(const struct ap_json *value, bool *out)
{
    if (!cJSON_IsBool(tree_of(value)))
        return false;
    *out = cJSON_IsTrue(tree_of(value));
    return true;
}

static const char *kind_of(const cJSON *item)
{
    switch (item->type & 0xff) {
    case cJSON_Object:
        return "an object";
    case cJSON_Array:
        return "an array";
    case cJSON_String:
        return "a string";
    case cJSON_Number:
        return "a number";
    case cJSON_NULL:
        return "null";
    default:
        return cJSON_IsTrue(item) ? "true" : "false";
    }
}

static enum amiplan_status fail_kind(const struct ap_json_doc *doc, const struct ap_json *value,
                                     const char *wanted, struct amiplan_error *err)
{
    return ap_json_fail(doc, value, err, "%s; %s is wanted", kind_of(tree_of(value)), wanted);
}

static void set_found(bool *found, bool value)
{
    if (found)
        *found = value;
}

enum amiplan_status ap_json_get_string(const struct ap_json_doc *doc, const struct ap_json *object,
                                       const char *name, const char **out, bool *found,
                                       struct amiplan_error *err)
{
    const struct ap_json *member = ap_json_member(object, name);

    if (member && !ap_json_is_string(member))
        return fail_kind(doc, member, "a string", err);
    if (member)
        *out = ap_json_string(member);
    set_found(found, member != NULL);
    return AMIPLAN_OK;
}

enum amiplan_status ap_json_get_bool(const struct ap_json_doc *doc, const struct ap_json *object,
                                     const char *name, bool *out, bool *found,
                                     struct amiplan_error *err)
{
    const struct ap_json *member = ap_json_member(object, name);

    if (member && !ap_json_bool(member, out))
        return fail_kind(doc, member, "true or false", err);
    set_found(found, member != NULL);
    return AMIPLAN_OK;
}

enum amiplan_status ap_json_get_integer(const struct ap_json_doc *doc, const struct ap_json *object,
                                        const char *name, int64_t min, int64_t max, int64_t *out,
                                        bool *found, struct amiplan_error *err)
{
    const struct ap_json *member = ap_json_member(object, name);
    double number;

    if (!member) {
        set_found(found, false);
        return AMIPLAN_OK;
    }
    if (!ap_json_number(member, &number))
        return fail_kind(doc, member, "a whole number", err);
    if (number < -AP_JSON_INTEGER_MAX || number > AP_JSON_INTEGER_MAX)
        return ap_json_fail(doc, member, err,
                            "a number beyond 9007199254740991 (2^53 - 1); a whole number of "
                            "%" PRId64 " to %" PRId64 " is wanted",
                            min, max);
    if (number != (double)(int64_t)number)
        return ap_json_fail(doc, member, err,
                            "a number with a fraction; a whole number of %" PRId64 " to %" PRId64
                            " is wanted",
                            min, max);
    if ((int64_t)number < min || (int64_t)number > max)
        return ap_json_fail(doc, member, err,
                            "%" PRId64 "; a whole number of %" PRId64 " to %" PRId64 " is wanted",
                            (int64_t)number, min, max);
    *out = (int64_t)number;
    set_found(found, true);
    return AMIPLAN_OK;
}

enum amiplan_status ap_json_get_array(const struct ap_json_doc *doc, const struct ap_json *object,
                                      const char *name, const struct ap_json **out,
                                      struct amiplan_error *err)
{
    const struct ap_json *member = ap_json_member(object, name);

    if (member && !ap_json_is_array(member))
        return fail_kind(doc, member, "an array", err);
    if (member)
        *out = member;
    return AMIPLAN_OK;
}

enum amiplan_status ap_json_get_object(const struct ap_json_doc *doc, const struct ap_json *object,
                                       const char *name, const struct ap_json **out,
                                       struct amiplan_error *err)
{
    const struct ap_json *member = ap_json_member(object, name);

    if (member && !ap_json_is_object(member))
        return fail_kind(doc, member, "an object", err);
    if (member)
        *out = member;
    return AMIPLAN_OK;
}
