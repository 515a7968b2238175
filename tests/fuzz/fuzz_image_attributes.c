/*
 * DescribeImageAttribute answers: read alone, and laid over an image.
 */
#include <stdlib.h>

#include "resolver/catalogue.h"
#include "resolver/permission.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_alone(const struct ap_json_doc *doc)
{
    const struct ap_caller caller = { .account = "123456789012" };
    struct ap_image image = { .id = NULL };
    struct ap_arena arena = { 0 };
    const char *missing = NULL;
    enum ap_fact_grade grade;

    if (ap_image_read_attributes(doc, doc->root, &arena, &image, NULL) == AMIPLAN_OK) {
        if (!ap_image_id_is_well_formed(image.id))
            abort();
        ap_permission_decide(&image, &caller, &missing, &grade);
    }
    ap_arena_done(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ap_catalogue *catalogue = NULL;
    const struct ap_image *image = NULL;
    struct ap_json *root = NULL;
    struct ap_arena arena = { 0 };

    if (ap_catalogue_new(&catalogue, NULL) ||
        ap_json_parse("fuzz", (const char *)data, size, &root, NULL))
        goto done;
    const struct ap_json_doc doc = { "fuzz", root };
    read_alone(&doc);
    ap_catalogue_add_attributes(catalogue, &doc, NULL, NULL, NULL);
    /* One of the built-in images, which an input may name. */
    if (ap_catalogue_find(catalogue, "us-east-1", "ami-0006118602dfc1c09", &arena, &image, NULL) ||
        !image)
        abort();
done:
    ap_json_free(root);
    ap_catalogue_free(catalogue);
    ap_arena_done(&arena);
    return 0;
}
