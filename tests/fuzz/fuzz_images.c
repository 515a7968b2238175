/*
 * DescribeImages answers: what is read can be found again, with inference and permissions.
 */
#include <stdlib.h>
#include <string.h>

#include "resolver/catalogue.h"
#include "resolver/permission.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each fact of an image must be one of the three, and the lists as long as they say. */
static void check(const struct ap_image *image)
{
    const struct ap_caller caller = { .account = "123456789012" };
    const char *missing = NULL;
    enum ap_fact_grade grade;
    size_t bytes = 0;

    for (size_t i = 0; i < AP_IMAGE_FIELDS; i++) {
        if (image->facts[i].state > AP_FACT_KNOWN || image->facts[i].grade > AP_GRADE_RECORD)
            abort();
    }
    for (size_t i = 0; i < image->mapping_count; i++)
        bytes += image->mappings[i].device_name ? strlen(image->mappings[i].device_name) : 0;
    for (size_t i = 0; i < image->product_code_count; i++)
        bytes += image->product_codes[i].id ? strlen(image->product_codes[i].id) : 0;
    if (bytes > 4 * 1024 * 1024)
        abort();
    ap_permission_decide(image, &caller, &missing, &grade);
}

static void find_all(const struct ap_catalogue *catalogue, const struct ap_json *list,
                     struct ap_arena *arena)
{
    const char *regions[2];

    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        const struct ap_json *id = ap_json_is_object(item) ? ap_json_member(item, "ImageId") : NULL;
        const struct ap_image *image = NULL;

        if (!id || !ap_json_is_string(id))
            continue;
        if (ap_catalogue_find(catalogue, "us-east-1", ap_json_string(id), arena, &image, NULL))
            abort();
        if (image)
            check(image);
        ap_catalogue_regions_of(catalogue, ap_json_string(id), "eu-west-1", regions, 2);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ap_catalogue *catalogue = NULL;
    struct ap_json *root = NULL;
    struct ap_arena arena = { 0 };

    if (ap_catalogue_new(&catalogue, NULL) ||
        ap_json_parse("fuzz", (const char *)data, size, &root, NULL))
        goto done;
    const struct ap_json_doc doc = { "fuzz", root };
    if (ap_catalogue_add_images(catalogue, "us-east-1", 1, &doc, NULL, NULL, NULL) == AMIPLAN_OK)
        find_all(catalogue, ap_json_is_array(root) ? root : ap_json_member(root, "Images"), &arena);
done:
    ap_json_free(root);
    ap_catalogue_free(catalogue);
    ap_arena_done(&arena);
    return 0;
}
