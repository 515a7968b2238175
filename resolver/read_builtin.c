/* From a row of resolver/builtin/images.tsv to a struct ap_image. Its texts are static. */
#include "resolver/image.h"

#include <string.h>

#include "base/table.h"
#include "base/timestamp.h"
#include "resolver/builtin/images.h"

/* One row being read. */
struct reader {
    size_t row;
    struct ap_arena *arena;
    struct ap_image *image;
};

static const char *cell(const struct reader *reader, size_t column)
{
    const struct ap_table table = ap_images_table();

    return ap_table_cell(&table, reader->row, column);
}

static void set_known(const struct reader *reader, enum ap_image_field field)
{
    reader->image->facts[field] = (struct ap_fact){ AP_FACT_KNOWN, AP_GRADE_RECORD };
}

static void set_absent(const struct reader *reader, enum ap_image_field field)
{
    reader->image->facts[field] = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
}

/* An empty cell: the record lacks the member. */
static void set_lacking(const struct reader *reader, enum ap_image_field field)
{
    if (reader->image->complete && !ap_image_field_is_always_returned(field))
        set_absent(reader, field);
}

static void read_texts(const struct reader *reader)
{
    struct ap_image *image = reader->image;
    const struct {
        enum ap_image_field field;
        size_t column;
        const char **out;
    } texts[] = {
        { AP_IMAGE_OWNER_ID, AP_IMAGES_OWNER_ID, &image->owner_id },
        { AP_IMAGE_OWNER_ALIAS, AP_IMAGES_IMAGE_OWNER_ALIAS, &image->owner_alias },
        { AP_IMAGE_NAME, AP_IMAGES_NAME, &image->name },
        { AP_IMAGE_DESCRIPTION, AP_IMAGES_DESCRIPTION, &image->description },
        { AP_IMAGE_ROOT_DEVICE_NAME, AP_IMAGES_ROOT_DEVICE_NAME, &image->root_device_name },
        { AP_IMAGE_PLATFORM_DETAILS, AP_IMAGES_PLATFORM_DETAILS, &image->platform_details },
        { AP_IMAGE_USAGE_OPERATION, AP_IMAGES_USAGE_OPERATION, &image->usage_operation },
        { AP_IMAGE_TPM_SUPPORT, AP_IMAGES_TPM_SUPPORT, &image->tpm },
        { AP_IMAGE_IMDS_SUPPORT, AP_IMAGES_IMDS_SUPPORT, &image->imds },
        { AP_IMAGE_KERNEL_ID, AP_IMAGES_KERNEL_ID, &image->kernel_id },
        { AP_IMAGE_RAMDISK_ID, AP_IMAGES_RAMDISK_ID, &image->ramdisk_id },
        { AP_IMAGE_TYPE, AP_IMAGES_IMAGE_TYPE, &image->type },
    };

    for (size_t i = 0; i < AP_COUNT(texts); i++) {
        const char *text = cell(reader, texts[i].column);

        if (*text == '\0') {
            set_lacking(reader, texts[i].field);
            continue;
        }
        *texts[i].out = text;
        set_known(reader, texts[i].field);
    }
}

/* The index of the cell's word; 0 when there is none. */
static int read_word(const struct reader *reader, enum ap_image_field field, size_t column,
                     int (*find)(const char *name))
{
    const char *text = cell(reader, column);
    int found = *text ? find(text) : -1;

    if (found < 0) {
        set_lacking(reader, field);
        return 0;
    }
    set_known(reader, field);
    return found;
}

static void read_words(const struct reader *reader)
{
    struct ap_image *image = reader->image;

    image->arch = (enum ap_arch)read_word(reader, AP_IMAGE_ARCHITECTURE, AP_IMAGES_ARCHITECTURE,
                                          ap_arch_find);
    image->virt = (enum ap_virt)read_word(reader, AP_IMAGE_VIRTUALIZATION_TYPE,
                                          AP_IMAGES_VIRTUALIZATION_TYPE, ap_virt_find);
    image->root = (enum ap_root)read_word(reader, AP_IMAGE_ROOT_DEVICE_TYPE,
                                          AP_IMAGES_ROOT_DEVICE_TYPE, ap_root_find);
    image->boot =
        (enum ap_boot)read_word(reader, AP_IMAGE_BOOT_MODE, AP_IMAGES_BOOT_MODE, ap_boot_find);
    image->state = (enum ap_image_state)read_word(reader, AP_IMAGE_STATE, AP_IMAGES_STATE,
                                                  ap_image_state_find);
}

static bool read_flag(const struct reader *reader, enum ap_image_field field, size_t column,
                      const char *yes)
{
    const char *text = cell(reader, column);

    if (*text == '\0')
        set_lacking(reader, field);
    else
        set_known(reader, field);
    return strcmp(text, yes) == 0;
}

static void read_time(const struct reader *reader, enum ap_image_field field, size_t column,
                      int64_t *from_s, int64_t *to_s)
{
    const char *text = cell(reader, column);

    if (*text == '\0' || ap_timestamp_parse(text, NULL, from_s, NULL) != AMIPLAN_OK) {
        set_lacking(reader, field);
        return;
    }
    *to_s = *from_s;
    set_known(reader, field);
}

/* Lists stand in the table as JSON. They are read as a record that has them alone would be. */
static enum amiplan_status read_lists(const struct reader *reader, struct amiplan_error *err)
{
    struct ap_image *image = reader->image;
    const char *mappings = cell(reader, AP_IMAGES_BLOCK_DEVICE_MAPPINGS);
    const char *codes = cell(reader, AP_IMAGES_PRODUCT_CODES);
    struct ap_json_doc doc = { .name = "images.tsv" };
    struct ap_json *root = NULL;
    enum amiplan_status status = AMIPLAN_OK;

    set_lacking(reader, AP_IMAGE_PRODUCT_CODES);
    set_lacking(reader, AP_IMAGE_BLOCK_DEVICE_MAPPINGS);
    if (*mappings) {
        status = ap_json_parse(doc.name, mappings, strlen(mappings), &root, err);
        if (status)
            return status;
        doc.root = root;
        status = ap_mappings_read(&doc, root, image->complete ? AP_FACT_ABSENT : AP_FACT_UNKNOWN,
                                  reader->arena, &image->mappings, &image->mapping_count, err);
        ap_json_free(root);
        set_known(reader, AP_IMAGE_BLOCK_DEVICE_MAPPINGS);
    }
    if (*codes && !status) {
        status = ap_json_parse(doc.name, codes, strlen(codes), &root, err);
        if (status)
            return status;
        doc.root = root;
        status = ap_image_read_product_codes(&doc, root, reader->arena, image, err);
        ap_json_free(root);
    }
    return status;
}

enum amiplan_status ap_image_read_builtin(size_t row, struct ap_arena *arena, struct ap_image *out,
                                          struct amiplan_error *err)
{
    struct ap_image image = { .source = "snapshot" };
    const struct reader reader = { row, arena, &image };
    enum amiplan_status status;

    image.id = cell(&reader, AP_IMAGES_IMAGE_ID);
    image.region = cell(&reader, AP_IMAGES_REGION);
    image.as_of = cell(&reader, AP_IMAGES_AS_OF);
    image.complete = strcmp(cell(&reader, AP_IMAGES_COMPLETE), "true") == 0;
    read_texts(&reader);
    read_words(&reader);
    image.is_public = read_flag(&reader, AP_IMAGE_PUBLIC, AP_IMAGES_PUBLIC, "true");
    image.ena = read_flag(&reader, AP_IMAGE_ENA_SUPPORT, AP_IMAGES_ENA_SUPPORT, "true");
    image.sriov =
        read_flag(&reader, AP_IMAGE_SRIOV_NET_SUPPORT, AP_IMAGES_SRIOV_NET_SUPPORT, "simple");
    read_flag(&reader, AP_IMAGE_PLATFORM, AP_IMAGES_PLATFORM, "windows");
    read_time(&reader, AP_IMAGE_CREATION_DATE, AP_IMAGES_CREATION_DATE, &image.created_from_s,
              &image.created_to_s);
    read_time(&reader, AP_IMAGE_DEPRECATION_TIME, AP_IMAGES_DEPRECATION_TIME,
              &image.deprecated_from_s, &image.deprecated_to_s);
    status = read_lists(&reader, err);
    if (status)
        return status;
    ap_image_conclude_platform(&image);
    *out = image;
    return AMIPLAN_OK;
}
