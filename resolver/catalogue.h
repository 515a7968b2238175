/*
 * What is known of images: the documents that the caller handed in, then the built-in data.
 */
#ifndef AP_RESOLVER_CATALOGUE_H
#define AP_RESOLVER_CATALOGUE_H

#include "resolver/image.h"

struct ap_catalogue;

enum amiplan_status ap_catalogue_new(struct ap_catalogue **out, struct amiplan_error *err);
void ap_catalogue_free(struct ap_catalogue *catalogue);

/* A DescribeImages answer ({"Images": [...]}, or the bare list that --query prints). */
enum amiplan_status ap_catalogue_add_images(struct ap_catalogue *catalogue, const char *region,
                                            int64_t as_of_s, const struct ap_json_doc *doc,
                                            amiplan_warn_fn *warn, void *user,
                                            struct amiplan_error *err);
/* A DescribeImageAttribute answer, or a list of such. */
enum amiplan_status ap_catalogue_add_attributes(struct ap_catalogue *catalogue,
                                                const struct ap_json_doc *doc,
                                                amiplan_warn_fn *warn, void *user,
                                                struct amiplan_error *err);

/*
 * The image of that id in that region, attributes laid over and inference done: a copy in arena, or
 * *out NULL when no source has it. MEMORY.
 */
enum amiplan_status ap_catalogue_find(const struct ap_catalogue *catalogue, const char *region,
                                      const char *id, struct ap_arena *arena,
                                      const struct ap_image **out, struct amiplan_error *err);

/* The regions other than `region` in which a source has the id: at most max, borrowed (static or
 * the catalogue's). Returns how many were written. */
size_t ap_catalogue_regions_of(const struct ap_catalogue *catalogue, const char *id,
                               const char *region, const char **out, size_t max);

#endif
