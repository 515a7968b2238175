/*
 * What may be said of an image of Amazon's of which only the name is recorded: resolver/builtin/
 * families.tsv, one pattern of names a row, each cell with how sure it is. Only for the owner
 * accounts of the region, never for a complete record, never against a record, and always marked.
 */
#ifndef AP_RESOLVER_INFERENCE_H
#define AP_RESOLVER_INFERENCE_H

#include "resolver/image.h"

/* Fills fields that are UNKNOWN. `created_by` is an upper bound of the creation date (a time
 * stamp), or NULL. MEMORY only. */
enum amiplan_status ap_image_infer(struct ap_image *image, const char *created_by,
                                   struct ap_arena *arena, struct amiplan_error *err);

#endif
