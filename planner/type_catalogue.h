/* What is known of instance types: the documents that the caller handed in, then the built-in data.
 */
#ifndef AP_PLANNER_TYPE_CATALOGUE_H
#define AP_PLANNER_TYPE_CATALOGUE_H

#include "planner/instance_type.h"

struct ap_type_catalogue;

enum amiplan_status ap_type_catalogue_new(struct ap_type_catalogue **out,
                                          struct amiplan_error *err);
void ap_type_catalogue_free(struct ap_type_catalogue *catalogue);

/* A DescribeInstanceTypes answer ({"InstanceTypes": [...]}, or the bare list), copied as far as
 * needed. A bad record is kept out with a warning and spoils no other. Of records of one name the
 * last that was added holds. SYNTAX when the document is no such answer, MEMORY; nothing was added
 * then. */
enum amiplan_status ap_type_catalogue_add(struct ap_type_catalogue *catalogue, int64_t as_of_s,
                                          const struct ap_json_doc *doc, amiplan_warn_fn *warn,
                                          void *user, struct amiplan_error *err);

/* The type of that name: a copy whose strings are borrowed from the catalogue or static. False when
 * no source has it. */
bool ap_type_catalogue_find(const struct ap_type_catalogue *catalogue, const char *name,
                            struct ap_instance_type *out);

/* The handed-in record of that name as JSON, or NULL. Borrowed. */
const struct ap_json *ap_type_catalogue_record(const struct ap_type_catalogue *catalogue,
                                               const char *name);

/* Handed-in types that are not built in: count, and the name at an index. Borrowed. */
size_t ap_type_catalogue_added_count(const struct ap_type_catalogue *catalogue);
const char *ap_type_catalogue_added_name(const struct ap_type_catalogue *catalogue, size_t index);

/*
 * All types, the handed-in ones in the place of built-in ones of their name, in order of name: an
 * array in arena. Their strings are borrowed from the catalogue or static. MEMORY.
 */
enum amiplan_status ap_type_catalogue_all(const struct ap_type_catalogue *catalogue,
                                          struct ap_arena *arena, struct ap_instance_type **out,
                                          size_t *out_count, struct amiplan_error *err);

#endif
