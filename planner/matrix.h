/* `matrix`: families by virtualization, architecture, root device and generation, with sources. */
#ifndef AP_PLANNER_MATRIX_H
#define AP_PLANNER_MATRIX_H

#include "base/text.h"
#include "planner/type_attribute.h"
#include "planner/type_catalogue.h"

/* One family. Strings are static, the catalogue's, or in the matrix's arena. */
struct ap_family {
    const char *name;
    const struct ap_instance_type **types; /* by size */
    size_t size_count;
    unsigned words[AP_TYPE_ATTRIBUTES]; /* what any of the types has */
    const char **exceptions;            /* "i386: large" */
    size_t exception_count;
    const char **sources;
    size_t source_count;
};

/* Life cycle: struct ap_matrix matrix = { .count = 0 }; ap_matrix_make(); ap_matrix_done(). */
struct ap_matrix {
    struct ap_arena arena;
    struct ap_family *families;
    size_t count;
    const char **sources; /* of all families, each once */
    size_t source_count;
};

/*
 * The families, in order of name. A family is shown when one of its types passes the filter, then
 * whole; with a region, as far as it is offered there. Names are families. The filter has been
 * checked, or is NULL. UNKNOWN for a family that the data do not have, MEMORY; done() is to be
 * called then, too.
 */
enum amiplan_status ap_matrix_make(const struct ap_type_catalogue *catalogue,
                                   const struct amiplan_type_filter *filter,
                                   struct ap_matrix *matrix, struct amiplan_error *err);
void ap_matrix_done(struct ap_matrix *matrix);

/* Adds the matrix to text: "text", "json" or "csv" (RFC 4180). USAGE for a filter word or a format,
 * UNKNOWN, MEMORY. */
enum amiplan_status ap_matrix_write(const struct ap_type_catalogue *catalogue,
                                    const struct amiplan_type_filter *filter, const char *format,
                                    struct ap_text *text, struct amiplan_error *err);

#endif
