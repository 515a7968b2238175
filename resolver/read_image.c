/* From a DescribeImages record to a struct ap_image: the only code that knows its members. */
#include "resolver/image.h"

#include <string.h>

#include "base/arn.h"
#include "base/timestamp.h"

/* One record being read. */
struct reader {
    const struct ap_json_doc *doc;
    const struct ap_json *record;
    struct ap_arena *arena;
    struct ap_image *image;
    struct amiplan_error *err;
};

static void set_known(struct ap_image *image, enum ap_image_field field)
{
    image->facts[field] = (struct ap_fact){ AP_FACT_KNOWN, AP_GRADE_RECORD };
}

static void set_absent(struct ap_image *image, enum ap_image_field field)
{
    image->facts[field] = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
}

bool ap_image_field_is_always_returned(enum ap_image_field field)
{
    switch (field) {
    case AP_IMAGE_OWNER_ID:
    case AP_IMAGE_STATE:
    case AP_IMAGE_PUBLIC:
    case AP_IMAGE_PERMISSIONS:
    case AP_IMAGE_ARCHITECTURE:
    case AP_IMAGE_VIRTUALIZATION_TYPE:
    case AP_IMAGE_ROOT_DEVICE_TYPE:
    case AP_IMAGE_TYPE:
        return true;
    default:
        return false;
    }
}

/* A text, copied. An empty one states that there is none. */
static enum amiplan_status read_text(const struct reader *reader, enum ap_image_field field,
                                     const char **out)
{
    const char *text = NULL;
    enum amiplan_status status = ap_json_get_string(
        reader->doc, reader->record, ap_image_field_name(field), &text, NULL, reader->err);

    if (status || !text)
        return status;
    if (*text == '\0') {
        if (!ap_image_field_is_always_returned(field))
            set_absent(reader->image, field);
        return AMIPLAN_OK;
    }
    *out = ap_arena_copy(reader->arena, text);
    if (!*out)
        return ap_fail_memory(reader->err);
    set_known(reader->image, field);
    return AMIPLAN_OK;
}

/* A word of a fixed set, in the order of names: *out is its index. Left alone when there is none.
 */
static enum amiplan_status read_word(const struct reader *reader, enum ap_image_field field,
                                     const char *(*name_of)(int), int count, int *out)
{
    const char *member = ap_image_field_name(field);
    const char *text = NULL;
    char quote[AP_QUOTE_BYTES];
    char words[256] = "";
    enum amiplan_status status =
        ap_json_get_string(reader->doc, reader->record, member, &text, NULL, reader->err);

    if (status || !text)
        return status;
    for (int i = 0; i < count; i++) {
        if (strcmp(name_of(i), text) == 0) {
            *out = i;
            set_known(reader->image, field);
            return AMIPLAN_OK;
        }
        strcat(words, i == 0 ? "" : ", ");
        strcat(words, name_of(i));
    }
    return ap_json_fail(reader->doc, ap_json_member(reader->record, member), reader->err,
                        "%s is not one of EC2's words: %s", ap_quote(quote, text, strlen(text)),
                        words);
}

static const char *arch_word(int i)
{
    return ap_arch_name((enum ap_arch)i);
}

static const char *virt_word(int i)
{
    return ap_virt_name((enum ap_virt)i);
}

static const char *root_word(int i)
{
    return ap_root_name((enum ap_root)i);
}

static const char *boot_word(int i)
{
    return ap_boot_name((enum ap_boot)i);
}

static const char *state_word(int i)
{
    return ap_image_state_name((enum ap_image_state)i);
}

static const char *type_word(int i)
{
    static const char *const names[] = { "machine", "kernel", "ramdisk" };

    return names[i];
}

/* The API has "windows", the SDKs' enumerations "Windows". */
static const char *platform_word(int i)
{
    static const char *const names[] = { "windows", "Windows" };

    return names[i];
}

static const char *sriov_word(int i)
{
    (void)i;
    return "simple";
}

static enum amiplan_status read_words(const struct reader *reader)
{
    struct ap_image *image = reader->image;
    int arch = 0;
    int virt = 0;
    int root = 0;
    int boot = 0;
    int state = 0;
    int type = 0;
    enum amiplan_status status;

    status = read_word(reader, AP_IMAGE_ARCHITECTURE, arch_word, AP_ARCHS, &arch);
    if (!status)
        status = read_word(reader, AP_IMAGE_VIRTUALIZATION_TYPE, virt_word, AP_VIRTS, &virt);
    if (!status)
        status = read_word(reader, AP_IMAGE_ROOT_DEVICE_TYPE, root_word, AP_ROOTS, &root);
    if (!status)
        status = read_word(reader, AP_IMAGE_BOOT_MODE, boot_word, AP_BOOTS, &boot);
    if (!status)
        status = read_word(reader, AP_IMAGE_STATE, state_word, AP_STATES, &state);
    if (!status)
        status = read_word(reader, AP_IMAGE_TYPE, type_word, 3, &type);
    if (status)
        return status;
    image->arch = (enum ap_arch)arch;
    image->virt = (enum ap_virt)virt;
    image->root = (enum ap_root)root;
    image->boot = (enum ap_boot)boot;
    image->state = (enum ap_image_state)state;
    if (image->facts[AP_IMAGE_TYPE].state == AP_FACT_KNOWN)
        image->type = type_word(type);
    return AMIPLAN_OK;
}

static enum amiplan_status read_texts(const struct reader *reader)
{
    struct ap_image *image = reader->image;
    const struct {
        enum ap_image_field field;
        const char **out;
    } texts[] = {
        { AP_IMAGE_OWNER_ID, &image->owner_id },
        { AP_IMAGE_OWNER_ALIAS, &image->owner_alias },
        { AP_IMAGE_NAME, &image->name },
        { AP_IMAGE_DESCRIPTION, &image->description },
        { AP_IMAGE_ROOT_DEVICE_NAME, &image->root_device_name },
        { AP_IMAGE_PLATFORM_DETAILS, &image->platform_details },
        { AP_IMAGE_USAGE_OPERATION, &image->usage_operation },
        { AP_IMAGE_TPM_SUPPORT, &image->tpm },
        { AP_IMAGE_IMDS_SUPPORT, &image->imds },
        { AP_IMAGE_KERNEL_ID, &image->kernel_id },
        { AP_IMAGE_RAMDISK_ID, &image->ramdisk_id },
    };

    for (size_t i = 0; i < AP_COUNT(texts); i++) {
        enum amiplan_status status = read_text(reader, texts[i].field, texts[i].out);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status read_bool(const struct reader *reader, enum ap_image_field field,
                                     bool *out)
{
    bool found = false;
    enum amiplan_status status = ap_json_get_bool(
        reader->doc, reader->record, ap_image_field_name(field), out, &found, reader->err);

    if (!status && found)
        set_known(reader->image, field);
    return status;
}

static enum amiplan_status read_time(const struct reader *reader, enum ap_image_field field,
                                     int64_t *from_s, int64_t *to_s)
{
    const char *text = NULL;
    char quote[AP_QUOTE_BYTES];
    enum amiplan_status status = read_text(reader, field, &text);

    if (status || !text)
        return status;
    if (ap_timestamp_parse(text, NULL, from_s, NULL))
        return ap_json_fail(reader->doc, ap_json_member(reader->record, ap_image_field_name(field)),
                            reader->err, "%s is no time; 2026-08-02T19:33:42.000Z is the form",
                            ap_quote(quote, text, strlen(text)));
    *to_s = *from_s;
    return AMIPLAN_OK;
}

static enum amiplan_status read_flags_and_times(const struct reader *reader)
{
    struct ap_image *image = reader->image;
    int ignored;
    enum amiplan_status status;

    status = read_bool(reader, AP_IMAGE_PUBLIC, &image->is_public);
    if (!status)
        status = read_bool(reader, AP_IMAGE_ENA_SUPPORT, &image->ena);
    if (!status)
        status = read_word(reader, AP_IMAGE_SRIOV_NET_SUPPORT, sriov_word, 1, &ignored);
    if (status)
        return status;
    image->sriov = image->facts[AP_IMAGE_SRIOV_NET_SUPPORT].state == AP_FACT_KNOWN;
    status = read_word(reader, AP_IMAGE_PLATFORM, platform_word, 2, &ignored);
    if (!status)
        status =
            read_time(reader, AP_IMAGE_CREATION_DATE, &image->created_from_s, &image->created_to_s);
    if (!status)
        status = read_time(reader, AP_IMAGE_DEPRECATION_TIME, &image->deprecated_from_s,
                           &image->deprecated_to_s);
    return status;
}

/* That a list holds objects, and not too many. */
static enum amiplan_status check_list(const struct reader *reader, const struct ap_json *list,
                                      size_t max, size_t *out_count)
{
    size_t count;

    if (!ap_json_is_array(list))
        return ap_json_fail(reader->doc, list, reader->err, "a list is wanted here");
    count = ap_json_count(list);
    if (count > max)
        return ap_json_fail(reader->doc, list, reader->err, "a list of %zu items; %zu at most",
                            count, max);
    for (const struct ap_json *item = ap_json_first(list); item; item = ap_json_next(item)) {
        if (!ap_json_is_object(item))
            return ap_json_fail(reader->doc, item, reader->err, "an object is wanted here");
    }
    *out_count = count;
    return AMIPLAN_OK;
}

static enum amiplan_status copy_member(const struct reader *reader, const struct ap_json *item,
                                       const char *name, const char **out)
{
    const char *text = NULL;
    enum amiplan_status status =
        ap_json_get_string(reader->doc, item, name, &text, NULL, reader->err);

    if (status || !text)
        return status;
    *out = ap_arena_copy(reader->arena, text);
    return *out ? AMIPLAN_OK : ap_fail_memory(reader->err);
}

enum amiplan_status ap_image_read_product_codes(const struct ap_json_doc *doc,
                                                const struct ap_json *list, struct ap_arena *arena,
                                                struct ap_image *image, struct amiplan_error *err)
{
    const struct reader reader = { doc, list, arena, image, err };
    char quote[AP_QUOTE_BYTES];
    size_t count = 0;
    enum amiplan_status status = check_list(&reader, list, AP_IMAGE_PRODUCT_CODES_MAX, &count);

    if (status)
        return status;
    if (count == 0) {
        set_absent(image, AP_IMAGE_PRODUCT_CODES);
        return AMIPLAN_OK;
    }
    struct ap_product_code *codes = ap_arena_array(arena, count, sizeof(*codes));
    if (!codes)
        return ap_fail_memory(err);

    const struct ap_json *item = ap_json_first(list);
    for (size_t i = 0; i < count; i++, item = ap_json_next(item)) {
        status = copy_member(&reader, item, "ProductCodeId", &codes[i].id);
        if (!status)
            status = copy_member(&reader, item, "ProductCodeType", &codes[i].type);
        if (status)
            return status;
        if (codes[i].type && strcmp(codes[i].type, "marketplace") != 0 &&
            strcmp(codes[i].type, "devpay") != 0)
            return ap_json_fail(doc, ap_json_member(item, "ProductCodeType"), err,
                                "%s is not one of EC2's words: devpay, marketplace",
                                ap_quote(quote, codes[i].type, strlen(codes[i].type)));
    }
    image->product_codes = codes;
    image->product_code_count = count;
    set_known(image, AP_IMAGE_PRODUCT_CODES);
    return AMIPLAN_OK;
}

static enum amiplan_status read_product_codes(const struct reader *reader)
{
    const struct ap_json *list = NULL;
    enum amiplan_status status =
        ap_json_get_array(reader->doc, reader->record, "ProductCodes", &list, reader->err);

    if (status || !list)
        return status;
    return ap_image_read_product_codes(reader->doc, list, reader->arena, reader->image,
                                       reader->err);
}

static enum amiplan_status read_permission(const struct reader *reader, const struct ap_json *item,
                                           struct ap_permission *out)
{
    const char *group = NULL;
    struct amiplan_error why;
    enum amiplan_status status;

    status = ap_json_get_string(reader->doc, item, "Group", &group, NULL, reader->err);
    if (!status)
        status = copy_member(reader, item, "UserId", &out->user_id);
    if (!status)
        status = copy_member(reader, item, "OrganizationArn", &out->organization_arn);
    if (!status)
        status = copy_member(reader, item, "OrganizationalUnitArn", &out->organizational_unit_arn);
    if (status)
        return status;
    if (group && strcmp(group, "all") != 0)
        return ap_json_fail(reader->doc, ap_json_member(item, "Group"), reader->err,
                            "the only group is 'all'");
    out->everybody = group != NULL;
    if (out->user_id && ap_account_check(out->user_id, NULL, &why))
        return ap_json_fail(reader->doc, ap_json_member(item, "UserId"), reader->err, "%s",
                            why.message);
    if (!group && !out->user_id && !out->organization_arn && !out->organizational_unit_arn)
        return ap_json_fail(reader->doc, item, reader->err,
                            "a launch permission names a Group, UserId, OrganizationArn or "
                            "OrganizationalUnitArn");
    return AMIPLAN_OK;
}

static enum amiplan_status read_permissions(const struct reader *reader)
{
    const struct ap_json *list = NULL;
    size_t count = 0;
    enum amiplan_status status =
        ap_json_get_array(reader->doc, reader->record, "LaunchPermissions", &list, reader->err);

    if (status || !list)
        return status;
    status = check_list(reader, list, AP_IMAGE_PERMISSIONS_MAX, &count);
    if (status)
        return status;
    if (count == 0) {
        set_absent(reader->image, AP_IMAGE_PERMISSIONS);
        return AMIPLAN_OK;
    }
    struct ap_permission *permissions = ap_arena_array(reader->arena, count, sizeof(*permissions));
    if (!permissions)
        return ap_fail_memory(reader->err);

    const struct ap_json *item = ap_json_first(list);
    for (size_t i = 0; i < count; i++, item = ap_json_next(item)) {
        status = read_permission(reader, item, &permissions[i]);
        if (status)
            return status;
    }
    reader->image->permissions = permissions;
    reader->image->permission_count = count;
    set_known(reader->image, AP_IMAGE_PERMISSIONS);
    return AMIPLAN_OK;
}

static enum amiplan_status read_mappings(const struct reader *reader)
{
    struct ap_image *image = reader->image;
    const struct ap_json *list = NULL;
    enum amiplan_status status =
        ap_json_get_array(reader->doc, reader->record, "BlockDeviceMappings", &list, reader->err);

    if (status || !list)
        return status;
    status = ap_mappings_read(reader->doc, list, image->complete ? AP_FACT_ABSENT : AP_FACT_UNKNOWN,
                              reader->arena, &image->mappings, &image->mapping_count, reader->err);
    if (!status)
        set_known(image, AP_IMAGE_BLOCK_DEVICE_MAPPINGS);
    return status;
}

/* "Windows", "Windows with SQL Server Standard", "Windows BYOL" (EC2 user guide, AMI billing
 * information); "SQL Server Enterprise" and its like do not tell the system. */
void ap_image_conclude_platform(struct ap_image *image)
{
    if (image->facts[AP_IMAGE_PLATFORM].state != AP_FACT_UNKNOWN || !image->platform_details)
        return;
    if (strncmp(image->platform_details, "Windows", 7) == 0)
        set_known(image, AP_IMAGE_PLATFORM);
    else if (strncmp(image->platform_details, "SQL Server", 10) != 0)
        set_absent(image, AP_IMAGE_PLATFORM);
}

static enum amiplan_status read_id(const struct reader *reader)
{
    const char *id = NULL;
    char quote[AP_QUOTE_BYTES];
    enum amiplan_status status =
        ap_json_get_string(reader->doc, reader->record, "ImageId", &id, NULL, reader->err);

    if (status)
        return status;
    if (!id)
        return ap_json_fail(reader->doc, reader->record, reader->err, "there is no ImageId");
    if (!ap_image_id_is_well_formed(id))
        return ap_json_fail(reader->doc, ap_json_member(reader->record, "ImageId"), reader->err,
                            "%s is no image id: \"ami-\" and 8 or 17 hexadecimal digits "
                            "(0-9, a-f)",
                            ap_quote(quote, id, strlen(id)));
    reader->image->id = ap_arena_copy(reader->arena, id);
    return reader->image->id ? AMIPLAN_OK : ap_fail_memory(reader->err);
}

enum amiplan_status ap_image_read(const struct ap_json_doc *doc, const struct ap_json *record,
                                  const char *region, const char *as_of, struct ap_arena *arena,
                                  struct ap_image *out, struct amiplan_error *err)
{
    struct ap_image image = { .region = region, .as_of = as_of, .source = doc->name };
    const struct reader reader = { doc, record, arena, &image, err };
    enum amiplan_status status;

    if (!ap_json_is_object(record))
        return ap_json_fail(doc, record, err, "an image is an object");
    image.complete = ap_json_member(record, "OwnerId") && ap_json_member(record, "CreationDate") &&
                     ap_json_member(record, "BlockDeviceMappings");
    status = read_id(&reader);
    if (!status)
        status = read_texts(&reader);
    if (!status)
        status = read_words(&reader);
    if (!status)
        status = read_flags_and_times(&reader);
    if (!status)
        status = read_product_codes(&reader);
    if (!status)
        status = read_permissions(&reader);
    if (!status)
        status = read_mappings(&reader);
    if (status)
        return status;
    for (int field = 0; image.complete && field < AP_IMAGE_FIELDS; field++) {
        if (image.facts[field].state == AP_FACT_UNKNOWN &&
            !ap_image_field_is_always_returned((enum ap_image_field)field))
            set_absent(&image, (enum ap_image_field)field);
    }
    ap_image_conclude_platform(&image);
    *out = image;
    return AMIPLAN_OK;
}

enum amiplan_status ap_image_read_attributes(const struct ap_json_doc *doc,
                                             const struct ap_json *record, struct ap_arena *arena,
                                             struct ap_image *image, struct amiplan_error *err)
{
    struct ap_image stated = { .id = NULL };
    const struct reader reader = { doc, record, arena, &stated, err };
    enum amiplan_status status;

    if (!ap_json_is_object(record))
        return ap_json_fail(doc, record, err, "an answer of DescribeImageAttribute is an object");
    status = read_id(&reader);
    if (!status)
        status = read_product_codes(&reader);
    if (!status)
        status = read_permissions(&reader);
    if (status)
        return status;
    if (!image->id)
        image->id = stated.id;
    else if (strcmp(image->id, stated.id) != 0)
        return ap_json_fail(doc, ap_json_member(record, "ImageId"), err,
                            "attributes of %s, where %s is meant", stated.id, image->id);
    ap_image_overlay(image, &stated);
    return AMIPLAN_OK;
}

void ap_image_overlay(struct ap_image *image, const struct ap_image *stated)
{
    if (stated->facts[AP_IMAGE_PERMISSIONS].state != AP_FACT_UNKNOWN) {
        image->facts[AP_IMAGE_PERMISSIONS] = stated->facts[AP_IMAGE_PERMISSIONS];
        image->permissions = stated->permissions;
        image->permission_count = stated->permission_count;
    }
    if (stated->facts[AP_IMAGE_PRODUCT_CODES].state != AP_FACT_UNKNOWN) {
        image->facts[AP_IMAGE_PRODUCT_CODES] = stated->facts[AP_IMAGE_PRODUCT_CODES];
        image->product_codes = stated->product_codes;
        image->product_code_count = stated->product_code_count;
    }
}
