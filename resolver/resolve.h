/*
 * From a reference to an image id, through a parameter store. Keeps what led there.
 */
#ifndef AP_RESOLVER_RESOLVE_H
#define AP_RESOLVER_RESOLVE_H

#include "params/store.h"
#include "resolver/catalogue.h"
#include "resolver/reference.h"

/* What a parameter's value leads to. The id is in out (NUL-terminated): the value itself, or the
 * image_id member of a JSON document. NO_IMAGE: "the value is no image id" with a remedy. */
enum amiplan_status ap_resolve_value(const char *value, const char *name, char out[32],
                                     struct amiplan_error *err);

/*
 * Resolves one reference in one region (NULL: none was given, which an image id and a parameter's
 * ARN can do without) and fills *out, whose `error` says when it failed. catalogue may be NULL.
 * Strings are borrowed from store, catalogue or arena. The call itself fails only with MEMORY.
 */
enum amiplan_status ap_resolve(const struct ap_store *store, const struct ap_catalogue *catalogue,
                               const struct ap_store_question *question,
                               const struct ap_reference *reference, struct ap_arena *arena,
                               struct amiplan_resolution *out, struct amiplan_error *err);

#endif
