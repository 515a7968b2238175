#include "planner/type_names.h"

#include <string.h>

/* Another spelling of a family, 'm55' for m5. */
#define FAMILY_EDITS_MAX 1

static int compare_numbers(struct ap_fact fact_a, int64_t a, struct ap_fact fact_b, int64_t b)
{
    bool knows_a = fact_a.state == AP_FACT_KNOWN;
    bool knows_b = fact_b.state == AP_FACT_KNOWN;

    if (!knows_a || !knows_b)
        return (knows_b ? 1 : 0) - (knows_a ? 1 : 0);
    return (a > b) - (a < b);
}

int ap_instance_type_compare_sizes(const struct ap_instance_type *a,
                                   const struct ap_instance_type *b)
{
    int order =
        compare_numbers(a->facts[AP_TYPE_VCPUS], a->vcpus, b->facts[AP_TYPE_VCPUS], b->vcpus);

    if (!order)
        order = compare_numbers(a->facts[AP_TYPE_MEMORY], a->memory_mib, b->facts[AP_TYPE_MEMORY],
                                b->memory_mib);
    return order ? order : strcmp(a->name, b->name);
}

static const char *nearest_family(const struct ap_instance_type *types, size_t count,
                                  const char *name)
{
    const char *nearest = NULL;

    for (size_t i = 0; i < count && !nearest; i++) {
        if (ap_text_distance(name, types[i].family, FAMILY_EDITS_MAX) <= FAMILY_EDITS_MAX)
            nearest = types[i].family;
    }
    return nearest;
}

enum amiplan_status ap_type_name_check(const struct ap_instance_type *types, size_t count,
                                       const char *name, enum ap_type_name_kind kind,
                                       struct amiplan_error *err)
{
    char quoted[AP_QUOTE_BYTES];
    const char *nearest = NULL;
    bool is_type = strchr(name, '.');

    ap_quote(quoted, name, strlen(name));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, types[i].family) == 0)
            return AMIPLAN_OK;
        if (strcmp(name, types[i].name) != 0)
            continue;
        if (kind == AP_TYPE_OR_FAMILY)
            return AMIPLAN_OK;
        return ap_fail(err, AMIPLAN_ERR_USAGE, NULL,
                       "%s is an instance type; a family is wanted: %s", quoted, types[i].family);
    }
    if (is_type)
        ap_instance_type_nearest(name, &nearest, 1);
    else
        nearest = nearest_family(types, count, name);
    return ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL, "the data of %s have no %s %s%s%s%s",
                   ap_instance_type_builtin_date(), is_type ? "instance type" : "family", quoted,
                   nearest ? "; did you mean " : "", nearest ? nearest : "", nearest ? "?" : "");
}
