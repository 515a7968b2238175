/* The public functions that read out what is known of instance types and families. */
#include "planner/matrix.h"
#include "planner/open.h"
#include "planner/write_types.h"

enum amiplan_status amiplan_types_write(const struct amiplan_catalog *catalog,
                                        const struct amiplan_type_filter *filter,
                                        const char *format, char **out, size_t *len,
                                        struct amiplan_error *err)
{
    struct ap_text text = { 0 };
    enum amiplan_status status = ap_types_write(catalog->types, filter, format, &text, err);

    return ap_text_finish(&text, status, out, len, err);
}

enum amiplan_status amiplan_matrix_write(const struct amiplan_catalog *catalog,
                                         const struct amiplan_type_filter *filter,
                                         const char *format, char **out, size_t *len,
                                         struct amiplan_error *err)
{
    struct ap_text text = { 0 };
    enum amiplan_status status = ap_matrix_write(catalog->types, filter, format, &text, err);

    return ap_text_finish(&text, status, out, len, err);
}
