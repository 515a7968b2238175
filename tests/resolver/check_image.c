/* resolver/image.h: words, and which member of a record makes which fact. */
#include "resolver/image.h"

#include <stdio.h>
#include <string.h>

#include "tests/check_main.h"
#include "tests/document.h"

#define COMPLETE                                                                                   \
    "\"OwnerId\": \"111122223333\", \"CreationDate\": \"2026-01-02T03:04:05.000Z\", "              \
    "\"BlockDeviceMappings\": []"

static struct ap_arena arena;

static void tear_down(void)
{
    ap_arena_done(&arena);
}

/* A record of ami-12345678 with these members, read; the document is closed again. */
static enum amiplan_status read_record(const char *members, struct ap_image *out,
                                       struct amiplan_error *err)
{
    char text[4096];

    snprintf(text, sizeof(text), "{\"ImageId\": \"ami-12345678\"%s%s}", *members ? ", " : "",
             members);
    struct document document = open_document("x.json", text);
    enum amiplan_status status =
        ap_image_read(&document.doc, document.root, "us-east-1", "2026-08-01", &arena, out, err);
    close_document(&document);
    return status;
}

static const struct {
    const char *members;
    enum ap_image_field field;
    enum ap_fact_state state;
} fact_cases[] = {
    /* a complete record: an optional member that it lacks is absent */
    { COMPLETE, AP_IMAGE_ENA_SUPPORT, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_PLATFORM, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_KERNEL_ID, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_RAMDISK_ID, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_BOOT_MODE, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_PRODUCT_CODES, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_SRIOV_NET_SUPPORT, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_TPM_SUPPORT, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_IMDS_SUPPORT, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_DEPRECATION_TIME, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_ROOT_DEVICE_NAME, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_OWNER_ALIAS, AP_FACT_ABSENT },
    { COMPLETE, AP_IMAGE_OWNER_ID, AP_FACT_KNOWN },
    { COMPLETE, AP_IMAGE_BLOCK_DEVICE_MAPPINGS, AP_FACT_KNOWN },
    /* DescribeImages never returns these, or always: that they are lacking says nothing */
    { COMPLETE, AP_IMAGE_PERMISSIONS, AP_FACT_UNKNOWN },
    { COMPLETE, AP_IMAGE_ARCHITECTURE, AP_FACT_UNKNOWN },
    { COMPLETE, AP_IMAGE_PUBLIC, AP_FACT_UNKNOWN },
    { COMPLETE, AP_IMAGE_STATE, AP_FACT_UNKNOWN },
    /* any other record: unknown */
    { "", AP_IMAGE_ENA_SUPPORT, AP_FACT_UNKNOWN },
    { "", AP_IMAGE_PLATFORM, AP_FACT_UNKNOWN },
    { "", AP_IMAGE_KERNEL_ID, AP_FACT_UNKNOWN },
    { "", AP_IMAGE_BOOT_MODE, AP_FACT_UNKNOWN },
    { "", AP_IMAGE_PRODUCT_CODES, AP_FACT_UNKNOWN },
    { "", AP_IMAGE_BLOCK_DEVICE_MAPPINGS, AP_FACT_UNKNOWN },
    { "\"OwnerId\": \"1\", \"CreationDate\": \"2026-01-02\"", AP_IMAGE_ENA_SUPPORT,
      AP_FACT_UNKNOWN },
    { "\"OwnerId\": \"1\", \"BlockDeviceMappings\": []", AP_IMAGE_ENA_SUPPORT, AP_FACT_UNKNOWN },
    { "\"CreationDate\": \"2026-01-02\", \"BlockDeviceMappings\": []", AP_IMAGE_ENA_SUPPORT,
      AP_FACT_UNKNOWN },
    { "\"EnaSupport\": null", AP_IMAGE_ENA_SUPPORT, AP_FACT_UNKNOWN },
    /* stated */
    { "\"EnaSupport\": true", AP_IMAGE_ENA_SUPPORT, AP_FACT_KNOWN },
    { "\"EnaSupport\": false", AP_IMAGE_ENA_SUPPORT, AP_FACT_KNOWN },
    { "\"KernelId\": \"\"", AP_IMAGE_KERNEL_ID, AP_FACT_ABSENT },
    { "\"KernelId\": \"aki-12345678\"", AP_IMAGE_KERNEL_ID, AP_FACT_KNOWN },
    { "\"ProductCodes\": []", AP_IMAGE_PRODUCT_CODES, AP_FACT_ABSENT },
    { "\"ProductCodes\": [{\"ProductCodeType\": \"marketplace\"}]", AP_IMAGE_PRODUCT_CODES,
      AP_FACT_KNOWN },
    { "\"LaunchPermissions\": []", AP_IMAGE_PERMISSIONS, AP_FACT_ABSENT },
    { "\"LaunchPermissions\": [{\"Group\": \"all\"}]", AP_IMAGE_PERMISSIONS, AP_FACT_KNOWN },
    { "\"BlockDeviceMappings\": []", AP_IMAGE_BLOCK_DEVICE_MAPPINGS, AP_FACT_KNOWN },
    { "\"Public\": false", AP_IMAGE_PUBLIC, AP_FACT_KNOWN },
    /* the platform: stated, or told by the details */
    { "\"Platform\": \"windows\"", AP_IMAGE_PLATFORM, AP_FACT_KNOWN },
    { "\"Platform\": \"Windows\"", AP_IMAGE_PLATFORM, AP_FACT_KNOWN },
    { "\"PlatformDetails\": \"Windows\"", AP_IMAGE_PLATFORM, AP_FACT_KNOWN },
    { "\"PlatformDetails\": \"Windows with SQL Server Web\"", AP_IMAGE_PLATFORM, AP_FACT_KNOWN },
    { "\"PlatformDetails\": \"Linux/UNIX\"", AP_IMAGE_PLATFORM, AP_FACT_ABSENT },
    { "\"PlatformDetails\": \"Red Hat Enterprise Linux\"", AP_IMAGE_PLATFORM, AP_FACT_ABSENT },
    { "\"PlatformDetails\": \"SQL Server Enterprise\"", AP_IMAGE_PLATFORM, AP_FACT_UNKNOWN },
};

START_TEST(member_makes_fact)
{
    struct amiplan_error err = { .message = "" };
    struct ap_image image;

    ck_assert_msg(read_record(fact_cases[_i].members, &image, &err) == AMIPLAN_OK, "%s: %s",
                  err.place, err.message);
    ck_assert_msg(image.facts[fact_cases[_i].field].state == fact_cases[_i].state, "%s: %s",
                  fact_cases[_i].members, ap_image_field_name(fact_cases[_i].field));
    if (fact_cases[_i].state != AP_FACT_UNKNOWN)
        ck_assert_int_eq(image.facts[fact_cases[_i].field].grade, AP_GRADE_RECORD);
}
END_TEST

static const char whole[] =
    "\"OwnerId\": \"111122223333\", \"ImageOwnerAlias\": \"amazon\", \"Name\": \"n\","
    "\"Description\": \"d\", \"State\": \"available\", \"Public\": true, \"Hypervisor\": \"xen\","
    "\"Architecture\": \"arm64\", \"VirtualizationType\": \"hvm\", \"RootDeviceType\": \"ebs\","
    "\"RootDeviceName\": \"/dev/xvda\", \"PlatformDetails\": \"Linux/UNIX\","
    "\"UsageOperation\": \"RunInstances\", \"BootMode\": \"uefi\", \"EnaSupport\": true,"
    "\"SriovNetSupport\": \"simple\", \"TpmSupport\": \"v2.0\", \"ImdsSupport\": \"v2.0\","
    "\"KernelId\": \"aki-12345678\", \"RamdiskId\": \"ari-12345678\", \"ImageType\": \"machine\","
    "\"CreationDate\": \"2026-01-02T03:04:05.000Z\","
    "\"DeprecationTime\": \"2028-01-02T03:04:05.000Z\","
    "\"ProductCodes\": [{\"ProductCodeId\": \"p\", \"ProductCodeType\": \"devpay\"}],"
    "\"LaunchPermissions\": [{\"UserId\": \"444455556666\"}, {\"OrganizationArn\": \"o\"},"
    "  {\"OrganizationalUnitArn\": \"u\"}, {\"Group\": \"all\"}],"
    "\"BlockDeviceMappings\": [{\"DeviceName\": \"/dev/xvda\", \"Ebs\": {\"VolumeSize\": 8}}],"
    "\"Tags\": [], \"Newer\": {}";

START_TEST(record_is_whole)
{
    struct ap_image image;

    ck_assert_int_eq(read_record(whole, &image, NULL), AMIPLAN_OK);
    ck_assert(image.complete);
    ck_assert_str_eq(image.id, "ami-12345678");
    ck_assert_str_eq(image.region, "us-east-1");
    ck_assert_str_eq(image.source, "x.json");
    ck_assert_str_eq(image.as_of, "2026-08-01");
    ck_assert_ptr_null(image.family);
    ck_assert_str_eq(image.owner_id, "111122223333");
    ck_assert_str_eq(image.owner_alias, "amazon");
    ck_assert_str_eq(image.name, "n");
    ck_assert_str_eq(image.description, "d");
    ck_assert_int_eq(image.state, AP_STATE_AVAILABLE);
    ck_assert(image.is_public && image.ena && image.sriov);
    ck_assert_int_eq(image.arch, AP_ARCH_ARM64);
    ck_assert_int_eq(image.virt, AP_VIRT_HVM);
    ck_assert_int_eq(image.root, AP_ROOT_EBS);
    ck_assert_int_eq(image.boot, AP_BOOT_UEFI);
    ck_assert_str_eq(image.root_device_name, "/dev/xvda");
    ck_assert_str_eq(image.tpm, "v2.0");
    ck_assert_str_eq(image.imds, "v2.0");
    ck_assert_str_eq(image.kernel_id, "aki-12345678");
    ck_assert_str_eq(image.ramdisk_id, "ari-12345678");
    ck_assert_str_eq(image.type, "machine");
    ck_assert_int_eq(image.created_from_s, 1767323045);
    ck_assert_int_eq(image.created_to_s, 1767323045);
    ck_assert_int_eq(image.deprecated_from_s, image.deprecated_to_s);
    ck_assert_uint_eq(image.product_code_count, 1);
    ck_assert_str_eq(image.product_codes[0].id, "p");
    ck_assert_uint_eq(image.permission_count, 4);
    ck_assert_str_eq(image.permissions[0].user_id, "444455556666");
    ck_assert_str_eq(image.permissions[1].organization_arn, "o");
    ck_assert_str_eq(image.permissions[2].organizational_unit_arn, "u");
    ck_assert(image.permissions[3].everybody);
    ck_assert_uint_eq(image.mapping_count, 1);
    for (int i = 0; i < AP_IMAGE_FIELDS; i++)
        ck_assert_msg(image.facts[i].state ==
                          (i == AP_IMAGE_PLATFORM ? AP_FACT_ABSENT : AP_FACT_KNOWN),
                      "%s", ap_image_field_name((enum ap_image_field)i));
}
END_TEST

/* What an EBS entry lacks: absent in a complete record, else unknown. */
START_TEST(mapping_follows_the_record)
{
    struct ap_image image;

    ck_assert_int_eq(read_record(whole, &image, NULL), AMIPLAN_OK);
    ck_assert_int_eq(image.mappings[0].facts[AP_VOLUME_TYPE].state, AP_FACT_ABSENT);
    ck_assert_int_eq(read_record("\"BlockDeviceMappings\": [{\"Ebs\": {}}]", &image, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(image.mappings[0].facts[AP_VOLUME_TYPE].state, AP_FACT_UNKNOWN);
}
END_TEST

static const struct {
    const char *members;
    const char *place;
    const char *message;
} bad_cases[] = {
    { "\"Architecture\": \"amd64\"", "x.json: /Architecture",
      "'amd64' is not one of EC2's words: i386, x86_64, arm64, x86_64_mac, arm64_mac" },
    { "\"VirtualizationType\": \"pv\"", "x.json: /VirtualizationType", "hvm, paravirtual" },
    { "\"RootDeviceType\": \"s3\"", "x.json: /RootDeviceType", "ebs, instance-store" },
    { "\"BootMode\": \"bios\"", "x.json: /BootMode", "legacy-bios, uefi, uefi-preferred" },
    { "\"State\": \"Available\"", "x.json: /State", "pending, available, invalid" },
    { "\"ImageType\": \"vm\"", "x.json: /ImageType", "machine, kernel, ramdisk" },
    { "\"Platform\": \"linux\"", "x.json: /Platform", "windows, Windows" },
    { "\"SriovNetSupport\": \"yes\"", "x.json: /SriovNetSupport", "simple" },
    { "\"Public\": \"true\"", "x.json: /Public", "a string" },
    { "\"EnaSupport\": 1", "x.json: /EnaSupport", "a number" },
    { "\"Name\": 3", "x.json: /Name", "a number" },
    { "\"CreationDate\": \"yesterday\"", "x.json: /CreationDate", "is no time" },
    { "\"DeprecationTime\": 5", "x.json: /DeprecationTime", "a number" },
    { "\"ProductCodes\": {}", "x.json: /ProductCodes", "an array is wanted" },
    { "\"ProductCodes\": [3]", "x.json: /ProductCodes/0", "an object" },
    { "\"ProductCodes\": [{\"ProductCodeType\": \"paid\"}]",
      "x.json: /ProductCodes/0/ProductCodeType", "devpay, marketplace" },
    { "\"LaunchPermissions\": [{\"UserId\": \"12345678901\"}]",
      "x.json: /LaunchPermissions/0/UserId", "12 digits; '12345678901' has 11" },
    { "\"LaunchPermissions\": [{\"Group\": \"some\"}]", "x.json: /LaunchPermissions/0/Group",
      "'all'" },
    { "\"LaunchPermissions\": [{}]", "x.json: /LaunchPermissions/0", "names a Group, UserId" },
    { "\"BlockDeviceMappings\": [{\"Ebs\": {\"VolumeSize\": \"8\"}}]",
      "x.json: /BlockDeviceMappings/0/Ebs/VolumeSize", "a string" },
};

START_TEST(bad_record_is_refused)
{
    struct amiplan_error err = { .message = "" };
    struct ap_image image = { .id = "untouched" };

    ck_assert_int_eq(read_record(bad_cases[_i].members, &image, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.place, bad_cases[_i].place);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s", err.message);
    ck_assert_str_eq(image.id, "untouched");
}
END_TEST

static const struct {
    const char *text;
    const char *message;
} id_cases[] = {
    { "{}", "there is no ImageId" },
    { "3", "an image is an object" },
    { "{\"ImageId\": \"ami-xyz\"}", "'ami-xyz' is no image id" },
    { "{\"ImageId\": 3}", "a number" },
};

START_TEST(record_wants_an_id)
{
    struct document document = open_document("x.json", id_cases[_i].text);
    struct amiplan_error err = { .message = "" };
    struct ap_image image;

    ck_assert_int_eq(
        ap_image_read(&document.doc, document.root, "us-east-1", NULL, &arena, &image, &err),
        AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strstr(err.message, id_cases[_i].message) != NULL, "%s", err.message);
    close_document(&document);
}
END_TEST

/* 4,000 permissions are read, 4,001 refused. */
START_TEST(permissions_have_a_limit)
{
    static char text[200 * 1024];
    struct amiplan_error err = { .message = "" };

    for (size_t count = 4000; count <= 4001; count++) {
        struct ap_image image = { .id = NULL };
        size_t len = (size_t)snprintf(text, sizeof(text),
                                      "{\"ImageId\": \"ami-12345678\", \"LaunchPermissions\": [");
        for (size_t i = 0; i < count; i++)
            len += (size_t)snprintf(text + len, sizeof(text) - len, "%s{\"UserId\":\"%012zu\"}",
                                    i ? "," : "", i);
        snprintf(text + len, sizeof(text) - len, "]}");
        struct document document = open_document("x.json", text);
        enum amiplan_status status =
            ap_image_read_attributes(&document.doc, document.root, &arena, &image, &err);
        close_document(&document);
        ck_assert_int_eq(status, count == 4000 ? AMIPLAN_OK : AMIPLAN_ERR_SYNTAX);
    }
    ck_assert_ptr_nonnull(strstr(err.message, "4001 items; 4000 at most"));
}
END_TEST

static const struct {
    const char *text;
    const char *message; /* NULL: fine */
    enum ap_fact_state permissions;
    enum ap_fact_state product_codes;
} attribute_cases[] = {
    { "{\"ImageId\": \"ami-12345678\", \"LaunchPermissions\": []}", NULL, AP_FACT_ABSENT,
      AP_FACT_UNKNOWN },
    { "{\"ImageId\": \"ami-12345678\", \"LaunchPermissions\": [{\"Group\": \"all\"}]}", NULL,
      AP_FACT_KNOWN, AP_FACT_UNKNOWN },
    { "{\"ImageId\": \"ami-12345678\", \"ProductCodes\": [{\"ProductCodeId\": \"p\"}]}", NULL,
      AP_FACT_UNKNOWN, AP_FACT_KNOWN },
    { "{\"ImageId\": \"ami-12345678\", \"BootMode\": {\"Value\": \"uefi\"}}", NULL, AP_FACT_UNKNOWN,
      AP_FACT_UNKNOWN },
    { "{\"ImageId\": \"ami-87654321\", \"LaunchPermissions\": []}",
      "attributes of ami-87654321, where ami-12345678 is meant", AP_FACT_UNKNOWN, AP_FACT_UNKNOWN },
    { "{\"LaunchPermissions\": []}", "there is no ImageId", AP_FACT_UNKNOWN, AP_FACT_UNKNOWN },
    { "[]", "is an object", AP_FACT_UNKNOWN, AP_FACT_UNKNOWN },
};

START_TEST(attributes_are_laid_over)
{
    struct document document = open_document("x.json", attribute_cases[_i].text);
    struct amiplan_error err = { .message = "" };
    struct ap_image image = { .id = "ami-12345678" };
    enum amiplan_status status =
        ap_image_read_attributes(&document.doc, document.root, &arena, &image, &err);

    if (attribute_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
        ck_assert_msg(strstr(err.message, attribute_cases[_i].message) != NULL, "%s", err.message);
    } else {
        ck_assert_int_eq(status, AMIPLAN_OK);
    }
    ck_assert_int_eq(image.facts[AP_IMAGE_PERMISSIONS].state, attribute_cases[_i].permissions);
    ck_assert_int_eq(image.facts[AP_IMAGE_PRODUCT_CODES].state, attribute_cases[_i].product_codes);
    close_document(&document);
}
END_TEST

static const struct {
    const char *text;
    bool well_formed;
} form_cases[] = {
    { "ami-12345678", true },   { "ami-0123456789abcdef0", true },   { "ami-1234567", false },
    { "ami-123456789", false }, { "ami-0123456789abcdef01", false }, { "ami-1234567G", false },
    { "ami-ABCDEF01", false },  { "AMI-12345678", false },           { "ami12345678", false },
    { " ami-12345678", false }, { "ami-12345678 ", false },          { "", false },
};

START_TEST(id_has_a_form)
{
    ck_assert_int_eq(ap_image_id_is_well_formed(form_cases[_i].text), form_cases[_i].well_formed);
}
END_TEST

START_TEST(words_lead_back)
{
    for (int i = 0; i < AP_ARCHS; i++)
        ck_assert_int_eq(ap_arch_find(ap_arch_name((enum ap_arch)i)), i);
    for (int i = 0; i < AP_VIRTS; i++)
        ck_assert_int_eq(ap_virt_find(ap_virt_name((enum ap_virt)i)), i);
    for (int i = 0; i < AP_ROOTS; i++)
        ck_assert_int_eq(ap_root_find(ap_root_name((enum ap_root)i)), i);
    for (int i = 0; i < AP_BOOTS; i++)
        ck_assert_int_eq(ap_boot_find(ap_boot_name((enum ap_boot)i)), i);
    for (int i = 0; i < AP_STATES; i++)
        ck_assert_int_eq(ap_image_state_find(ap_image_state_name((enum ap_image_state)i)), i);
    ck_assert_int_eq(ap_arch_find("amd64"), -1);
    ck_assert_int_eq(ap_virt_find("HVM"), -1);
    for (int i = 0; i < AP_IMAGE_FIELDS; i++)
        ck_assert_ptr_nonnull(ap_image_field_name((enum ap_image_field)i));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("image");
    TCase *read = tcase_create("read");
    TCase *words = tcase_create("words");

    tcase_add_checked_fixture(read, NULL, tear_down);
    tcase_add_loop_test(read, member_makes_fact, 0, AP_COUNT(fact_cases));
    tcase_add_test(read, record_is_whole);
    tcase_add_test(read, mapping_follows_the_record);
    tcase_add_loop_test(read, bad_record_is_refused, 0, AP_COUNT(bad_cases));
    tcase_add_loop_test(read, record_wants_an_id, 0, AP_COUNT(id_cases));
    tcase_add_test(read, permissions_have_a_limit);
    tcase_add_loop_test(read, attributes_are_laid_over, 0, AP_COUNT(attribute_cases));
    suite_add_tcase(suite, read);

    tcase_add_loop_test(words, id_has_a_form, 0, AP_COUNT(form_cases));
    tcase_add_test(words, words_lead_back);
    suite_add_tcase(suite, words);
    return run_suite(suite);
}
