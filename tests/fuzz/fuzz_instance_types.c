/*
 * Whatever a DescribeInstanceTypes document says: what is kept is typed soundly, and what is
 * written of it is JSON again.
 */
#include <stdlib.h>
#include <string.h>

#include "planner/matrix.h"
#include "planner/write_types.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_type(const struct ap_instance_type *type)
{
    bool has_disks = type->facts[AP_TYPE_DISKS].state == AP_FACT_KNOWN;
    bool has_hypervisor = type->facts[AP_TYPE_HYPERVISOR].state == AP_FACT_KNOWN;

    if (!ap_instance_type_is_well_formed(type->name) || type->retired)
        abort();
    if (has_disks ? type->disk_count < 1 || type->disk_gb < 0 : type->disk_count != 0)
        abort();
    if (has_hypervisor != (type->hypervisor != NULL) || type->vcpus < 0 || type->memory_mib < 0)
        abort();
    if (type->archs >> AP_ARCHS || type->virts >> AP_VIRTS || type->roots >> AP_ROOTS ||
        type->boots >> AP_BOOT_UEFI_PREFERRED)
        abort();
}

/* The first type that is not built in, in each format. */
static void check_written(const struct ap_type_catalogue *catalogue)
{
    const char *name = ap_type_catalogue_added_name(catalogue, 0);
    struct amiplan_type_filter filter = { .names = &name, .name_count = 1 };
    struct ap_instance_type type;
    struct ap_text text = { 0 };
    struct ap_json *root = NULL;

    if (ap_types_write(catalogue, &filter, "json", &text, NULL) != AMIPLAN_OK ||
        ap_json_parse("types", text.bytes, text.len, &root, NULL) != AMIPLAN_OK)
        abort();
    ap_json_free(root);
    ap_text_done(&text);
    if (ap_types_write(catalogue, &filter, "text", &text, NULL) != AMIPLAN_OK ||
        !ap_type_catalogue_find(catalogue, name, &type))
        abort();
    ap_text_done(&text);
    name = type.family;
    if (ap_matrix_write(catalogue, &filter, "csv", &text, NULL) != AMIPLAN_OK)
        abort();
    ap_text_done(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ap_type_catalogue *catalogue = NULL;
    struct ap_json *root = NULL;
    struct amiplan_error err;

    if (ap_json_parse("fuzz", (const char *)data, size, &root, &err) != AMIPLAN_OK)
        return 0;
    if (ap_type_catalogue_new(&catalogue, &err) == AMIPLAN_OK) {
        struct ap_json_doc doc = { "fuzz", root };
        ap_type_catalogue_add(catalogue, 1785628800, &doc, NULL, NULL, &err);
        size_t added = ap_type_catalogue_added_count(catalogue);
        for (size_t i = 0; i < added; i++) {
            struct ap_instance_type type;
            if (!ap_type_catalogue_find(catalogue, ap_type_catalogue_added_name(catalogue, i),
                                        &type))
                abort();
            check_type(&type);
        }
        if (added > 0)
            check_written(catalogue);
    }
    ap_type_catalogue_free(catalogue);
    ap_json_free(root);
    return 0;
}
