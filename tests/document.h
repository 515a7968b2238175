/*
 * A JSON document of a test, and what was said of records that were kept out of it.
 */
#ifndef AP_TESTS_DOCUMENT_H
#define AP_TESTS_DOCUMENT_H

#include <string.h>

#include <check.h>

#include "base/json.h"

struct document {
    struct ap_json *root; /* owned */
    struct ap_json_doc doc;
};

/* New: close_document() it. The text must parse. */
static inline struct document open_document(const char *name, const char *text)
{
    struct document document = { .doc = { .name = name } };
    struct amiplan_error err = { .message = "" };

    ck_assert_msg(ap_json_parse(name, text, strlen(text), &document.root, &err) == AMIPLAN_OK,
                  "%s: %s: %s", name, err.place, err.message);
    document.doc.root = document.root;
    return document;
}

static inline void close_document(struct document *document)
{
    ap_json_free(document->root);
}

/* The last warning, and how many there were. */
struct warnings {
    size_t count;
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    char message[AMIPLAN_ERROR_MESSAGE_BYTES];
};

static inline void note_warning(void *user, const char *place, const char *message)
{
    struct warnings *warnings = user;

    warnings->count++;
    strncpy(warnings->place, place, sizeof(warnings->place) - 1);
    strncpy(warnings->message, message, sizeof(warnings->message) - 1);
}

#endif
