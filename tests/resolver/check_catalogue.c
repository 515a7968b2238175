#include "resolver/catalogue.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/warning.h"
#include "resolver/builtin/images.h"
#include "resolver/permission.h"
#include "tests/check_main.h"
#include "tests/document.h"

#define AS_OF_S 1785542400              /* 2026-08-01 */
#define BUILTIN "ami-0006118602dfc1c09" /* of us-east-1, AL2023 */

static struct ap_catalogue *catalogue;
static struct ap_arena arena;

static void set_up(void)
{
    ck_assert_int_eq(ap_catalogue_new(&catalogue, NULL), AMIPLAN_OK);
}

static void tear_down(void)
{
    ap_catalogue_free(catalogue);
    ap_arena_done(&arena);
}

static enum amiplan_status add_images(const char *region, const char *name, const char *text,
                                      struct warnings *warnings, struct amiplan_error *err)
{
    struct document document = open_document(name, text);
    enum amiplan_status status = ap_catalogue_add_images(catalogue, region, AS_OF_S, &document.doc,
                                                         note_warning, warnings, err);

    close_document(&document);
    return status;
}

static enum amiplan_status add_attributes(const char *text, struct warnings *warnings,
                                          struct amiplan_error *err)
{
    struct document document = open_document("attributes.json", text);
    enum amiplan_status status =
        ap_catalogue_add_attributes(catalogue, &document.doc, note_warning, warnings, err);

    close_document(&document);
    return status;
}

static const struct ap_image *find(const char *region, const char *id)
{
    const struct ap_image *image = NULL;
    struct amiplan_error err = { .message = "" };

    ck_assert_msg(ap_catalogue_find(catalogue, region, id, &arena, &image, &err) == AMIPLAN_OK,
                  "%s", err.message);
    return image;
}

static const char documents[] = "{\"Images\": ["
                                " {\"ImageId\": \"ami-11111111\", \"Name\": \"one\"},"
                                " {\"ImageId\": \"ami-22222222\", \"Name\": \"two\"},"
                                " {\"ImageId\": \"ami-11111111\", \"Name\": \"one again\"}]}";

START_TEST(document_is_looked_at_first)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_ptr_null(find("us-east-1", "ami-11111111"));
    ck_assert_int_eq(add_images("us-east-1", "a.json", documents, &warnings, NULL), AMIPLAN_OK);
    const struct ap_image *image = find("us-east-1", "ami-11111111");
    ck_assert_str_eq(image->name, "one again");
    ck_assert_str_eq(image->source, "a.json");
    ck_assert_str_eq(image->as_of, "2026-08-01");
    ck_assert_str_eq(image->region, "us-east-1");
    ck_assert_str_eq(find("us-east-1", "ami-22222222")->name, "two");
    ck_assert_ptr_null(find("eu-west-1", "ami-11111111"));

    ck_assert_int_eq(add_images("us-east-1", "b.json",
                                "[{\"ImageId\": \"ami-11111111\", \"Name\": \"later\"},"
                                " {\"ImageId\": \"" BUILTIN "\", \"Name\": \"mine\"}]",
                                &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(add_images("eu-west-1", "c.json",
                                "[{\"ImageId\": \"ami-11111111\", \"Name\": \"elsewhere\"}]",
                                &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_str_eq(find("us-east-1", "ami-11111111")->name, "later");
    ck_assert_str_eq(find("us-east-1", "ami-11111111")->source, "b.json");
    ck_assert_str_eq(find("eu-west-1", "ami-11111111")->name, "elsewhere");
    /* before the built-in record, whole */
    ck_assert_str_eq(find("us-east-1", BUILTIN)->name, "mine");
    ck_assert_int_eq(find("us-east-1", BUILTIN)->facts[AP_IMAGE_ARCHITECTURE].state,
                     AP_FACT_UNKNOWN);
    ck_assert_uint_eq(warnings.count, 0);
}
END_TEST

static const struct {
    const char *text;
    const char *message; /* NULL: fine */
} document_cases[] = {
    { "{\"Images\": []}", NULL },
    { "[]", NULL },
    { "{\"Images\": [], \"NextToken\": \"x\"}", NULL },
    { "{}", "what aws ec2 describe-images prints is wanted" },
    { "{\"Parameters\": []}", "no images" },
    { "{\"ImageId\": \"ami-11111111\"}", "no images" },
    { "\"x\"", "no images" },
    { "3", "no images" },
    { "{\"Images\": {}}", "an array is wanted" },
    { "{\"Images\": null}", "no images" },
};

START_TEST(document_is_recognised)
{
    struct warnings warnings = { .count = 0 };
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status =
        add_images("us-east-1", "a.json", document_cases[_i].text, &warnings, &err);

    ck_assert_uint_eq(warnings.count, 0);
    if (!document_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_eq(strstr(err.place, "a.json"), err.place);
    ck_assert_msg(strstr(err.message, document_cases[_i].message) != NULL, "%s", err.message);
}
END_TEST

START_TEST(bad_record_is_kept_out)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add_images("us-east-1", "a.json",
                                "{\"Images\": [3, {\"ImageId\": \"ami-11111111\"},"
                                " {\"ImageId\": \"ami-22222222\", \"Architecture\": \"amd64\"},"
                                " {\"ImageId\": \"ami-33333333\"}]}",
                                &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, 2);
    ck_assert_str_eq(warnings.place, "a.json: /Images/2/Architecture");
    ck_assert_ptr_nonnull(strstr(warnings.message, "'amd64' is not one of EC2's words: i386, "));
    ck_assert_ptr_nonnull(find("us-east-1", "ami-11111111"));
    ck_assert_ptr_null(find("us-east-1", "ami-22222222"));
    ck_assert_ptr_nonnull(find("us-east-1", "ami-33333333"));
    /* Nobody has to listen. */
    struct document document = open_document("b.json", "[3]");
    ck_assert_int_eq(
        ap_catalogue_add_images(catalogue, "us-east-1", 0, &document.doc, NULL, NULL, NULL),
        AMIPLAN_OK);
    close_document(&document);
}
END_TEST

#define MANY 100000 /* bad records in one document; each named, it would take a minute */

/* "[0,0,...,last]": count bad records, then one more. New: free() it. */
static char *bad_records_and(const char *last, size_t count)
{
    struct ap_text text = { 0 };
    char *list = NULL;

    ap_text_add_char(&text, '[');
    for (size_t i = 0; i < count; i++)
        ap_text_add(&text, "0,");
    ap_text_addf(&text, "%s]", last);
    ck_assert_int_eq(ap_text_take(&text, &list, NULL, NULL), AMIPLAN_OK);
    return list;
}

START_TEST(many_bad_images_are_counted)
{
    struct warnings warnings = { .count = 0 };
    char *text = bad_records_and("{\"ImageId\": \"ami-11111111\"}", MANY);

    ck_assert_int_eq(add_images("us-east-1", "a.json", text, &warnings, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, AP_WARNINGS_MAX + 1);
    ck_assert_str_eq(warnings.place, "a.json");
    ck_assert_str_eq(warnings.message, "99900 further records were kept out");
    ck_assert_ptr_nonnull(find("us-east-1", "ami-11111111"));
    free(text);
}
END_TEST

/* ---- attributes ---- */

static const char permitted[] =
    "{\"ImageId\": \"ami-11111111\", \"LaunchPermissions\": [{\"UserId\": \"111122223333\"}]}";

static enum ap_permission_kind decide(const struct ap_image *image, const char *account)
{
    const struct ap_caller caller = { .account = account };
    const char *missing = NULL;
    enum ap_fact_grade grade;

    return ap_permission_decide(image, &caller, &missing, &grade);
}

/* Design, facts: without permissions unknown, with permissions decided by them. */
START_TEST(attributes_decide_permission)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add_images("us-east-1", "a.json",
                                "[{\"ImageId\": \"ami-11111111\", \"Public\": false,"
                                "  \"OwnerId\": \"999988887777\"}]",
                                &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(decide(find("us-east-1", "ami-11111111"), "111122223333"),
                     AP_PERMITTED_UNKNOWN);
    ck_assert_int_eq(decide(find("us-east-1", "ami-11111111"), "999988887777"), AP_PERMITTED_OWNER);
    ck_assert_int_eq(add_attributes(permitted, &warnings, NULL), AMIPLAN_OK);
    ck_assert_int_eq(decide(find("us-east-1", "ami-11111111"), "111122223333"),
                     AP_PERMITTED_ACCOUNT);
    ck_assert_int_eq(decide(find("us-east-1", "ami-11111111"), "444455556666"), AP_PERMITTED_NOT);
    /* A later answer, in a list: the last one stands; another attribute adds to it. */
    ck_assert_int_eq(add_attributes("[{\"ImageId\": \"ami-11111111\", \"LaunchPermissions\": []},"
                                    " {\"ImageId\": \"ami-11111111\", \"ProductCodes\":"
                                    "  [{\"ProductCodeId\": \"p\"}]}]",
                                    &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(decide(find("us-east-1", "ami-11111111"), "111122223333"), AP_PERMITTED_NOT);
    ck_assert_uint_eq(find("us-east-1", "ami-11111111")->product_code_count, 1);
    ck_assert_uint_eq(warnings.count, 0);
}
END_TEST

START_TEST(attributes_lie_over_builtin_images)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add_attributes("{\"ImageId\": \"" BUILTIN "\", \"ProductCodes\": "
                                    "[{\"ProductCodeType\": \"marketplace\"}]}",
                                    &warnings, NULL),
                     AMIPLAN_OK);
    const struct ap_image *image = find("us-east-1", BUILTIN);
    ck_assert_int_eq(image->facts[AP_IMAGE_PRODUCT_CODES].state, AP_FACT_KNOWN);
    ck_assert_int_eq(image->facts[AP_IMAGE_PRODUCT_CODES].grade, AP_GRADE_RECORD);
    /* Attributes alone make no image. */
    ck_assert_int_eq(add_attributes(permitted, &warnings, NULL), AMIPLAN_OK);
    ck_assert_ptr_null(find("us-east-1", "ami-11111111"));
}
END_TEST

static const struct {
    const char *text;
    enum amiplan_status status;
    size_t warnings;
} attribute_cases[] = {
    { "[]", AMIPLAN_OK, 0 },
    { permitted, AMIPLAN_OK, 0 },
    { "{}", AMIPLAN_ERR_SYNTAX, 0 },
    { "{\"LaunchPermissions\": []}", AMIPLAN_ERR_SYNTAX, 0 },
    { "{\"Images\": []}", AMIPLAN_ERR_SYNTAX, 0 },
    { "3", AMIPLAN_ERR_SYNTAX, 0 },
    { "[3, {}]", AMIPLAN_OK, 2 },
    { "{\"ImageId\": \"ami-xyz\", \"LaunchPermissions\": []}", AMIPLAN_OK, 1 },
    { "{\"ImageId\": \"ami-11111111\", \"LaunchPermissions\": [{\"UserId\": \"1\"}]}", AMIPLAN_OK,
      1 },
};

START_TEST(attributes_are_recognised)
{
    struct warnings warnings = { .count = 0 };
    struct amiplan_error err = { .message = "" };

    ck_assert_int_eq(add_attributes(attribute_cases[_i].text, &warnings, &err),
                     attribute_cases[_i].status);
    ck_assert_uint_eq(warnings.count, attribute_cases[_i].warnings);
    if (attribute_cases[_i].status)
        ck_assert_ptr_nonnull(strstr(err.message, "describe-image-attribute"));
}
END_TEST

START_TEST(many_bad_attributes_are_counted)
{
    struct warnings warnings = { .count = 0 };
    char *text = bad_records_and(permitted, MANY);

    ck_assert_int_eq(
        add_images("us-east-1", "a.json", "[{\"ImageId\": \"ami-11111111\"}]", &warnings, NULL),
        AMIPLAN_OK);
    ck_assert_int_eq(add_attributes(text, &warnings, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, AP_WARNINGS_MAX + 1);
    ck_assert_str_eq(warnings.place, "attributes.json");
    ck_assert_str_eq(warnings.message, "99900 further records were kept out");
    ck_assert_uint_eq(find("us-east-1", "ami-11111111")->permission_count, 1);
    free(text);
}
END_TEST

/* ---- regions ---- */

START_TEST(other_regions_are_told)
{
    struct warnings warnings = { .count = 0 };
    const char *regions[4];

    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(
            add_images("eu-west-1", "a.json", "[{\"ImageId\": \"" BUILTIN "\"}]", &warnings, NULL),
            AMIPLAN_OK);
        ck_assert_int_eq(
            add_images("us-east-1", "a.json", "[{\"ImageId\": \"" BUILTIN "\"}]", &warnings, NULL),
            AMIPLAN_OK);
    }
    ck_assert_uint_eq(ap_catalogue_regions_of(catalogue, BUILTIN, "us-west-1", regions, 4), 2);
    ck_assert_str_eq(regions[0], "eu-west-1");
    ck_assert_str_eq(regions[1], "us-east-1");
    ck_assert_uint_eq(ap_catalogue_regions_of(catalogue, BUILTIN, "us-west-1", regions, 1), 1);
    ck_assert_uint_eq(ap_catalogue_regions_of(catalogue, BUILTIN, "us-east-1", regions, 4), 1);
    ck_assert_uint_eq(ap_catalogue_regions_of(catalogue, "ami-00000000", "us-east-1", regions, 4),
                      0);
}
END_TEST

/* ---- the built-in images ---- */

/* How many built-in images each family has: all of them are of one. */
/* clang-format off */
static const struct {
    const char *family;
    size_t count;
} family_counts[] = {
    { "A1", 89 },  { "A2", 89 },  { "A3", 89 },  { "A4", 89 },  { "B1", 60 },  { "B2", 60 },
    { "B3", 60 },  { "B4", 30 },  { "B5", 30 },  { "B6", 30 },  { "B7", 30 },  { "C1", 28 },
    { "C2", 22 },  { "C3", 7 },   { "C4", 4 },   { "D1", 30 },  { "D2", 30 },  { "D3", 30 },
    { "D4", 30 },  { "D5", 60 },  { "D6", 60 },  { "D7", 30 },  { "D8", 30 },  { "D9", 30 },
    { "D10", 30 }, { "D11", 18 }, { "D12", 4 },  { "D13", 5 },  { "D14", 30 }, { "D15", 9 },
};
/* clang-format on */

START_TEST(every_builtin_image_has_a_family)
{
    const struct ap_table table = ap_images_table();
    size_t counts[AP_COUNT(family_counts)] = { 0 };

    for (size_t row = 0; row < table.rows; row++) {
        const char *id = ap_table_cell(&table, row, AP_IMAGES_IMAGE_ID);
        const struct ap_image *image = find(ap_table_cell(&table, row, AP_IMAGES_REGION), id);

        ck_assert_str_eq(image->id, id);
        ck_assert_str_eq(image->source, "snapshot");
        ck_assert_str_eq(image->as_of, "2026-08-02");
        ck_assert_str_eq(image->owner_id, ap_table_cell(&table, row, AP_IMAGES_OWNER_ID));
        ck_assert_str_eq(image->name, ap_table_cell(&table, row, AP_IMAGES_NAME));
        ck_assert_str_eq(image->description, ap_table_cell(&table, row, AP_IMAGES_DESCRIPTION));
        ck_assert_str_eq(ap_arch_name(image->arch),
                         ap_table_cell(&table, row, AP_IMAGES_ARCHITECTURE));
        ck_assert_str_eq(ap_virt_name(image->virt),
                         ap_table_cell(&table, row, AP_IMAGES_VIRTUALIZATION_TYPE));
        ck_assert_int_eq(image->facts[AP_IMAGE_ARCHITECTURE].grade, AP_GRADE_RECORD);
        ck_assert_int_eq(image->facts[AP_IMAGE_STATE].state, AP_FACT_KNOWN);
        ck_assert_msg(image->family != NULL, "%s", image->name);
        for (size_t i = 0; i < AP_COUNT(family_counts); i++)
            counts[i] += strcmp(family_counts[i].family, image->family) == 0;
        ap_arena_done(&arena);
    }
    for (size_t i = 0; i < AP_COUNT(family_counts); i++)
        ck_assert_msg(counts[i] == family_counts[i].count, "%s: %zu", family_counts[i].family,
                      counts[i]);
}
END_TEST

/* Design, facts: what the built-in record lacks is unknown, unless inferred and marked. */
START_TEST(builtin_image_is_inferred)
{
    const struct ap_image *image = find("us-east-1", BUILTIN);

    ck_assert(!image->complete);
    ck_assert_str_eq(image->family, "A1");
    ck_assert(!ap_fact_is_inferred(image->facts[AP_IMAGE_NAME]));
    ck_assert(ap_fact_is_inferred(image->facts[AP_IMAGE_ENA_SUPPORT]));
    ck_assert_int_eq(image->facts[AP_IMAGE_PERMISSIONS].state, AP_FACT_UNKNOWN);
    ck_assert_int_eq(ap_fact_for(image->facts[AP_IMAGE_ENA_SUPPORT], AP_GRADE_FAMILY),
                     AP_FACT_KNOWN);
    ck_assert_int_eq(ap_fact_for(image->facts[AP_IMAGE_ENA_SUPPORT], AP_GRADE_RECORD),
                     AP_FACT_UNKNOWN);
    ck_assert_ptr_null(find("us-west-2", BUILTIN));
    ck_assert_int_eq(decide(image, NULL), AP_PERMITTED_PUBLIC);
}
END_TEST

/* Many images in one document, shuffled by construction, all found again. */
START_TEST(many_images_are_found)
{
    enum { IMAGES = 5000 };
    struct ap_text text = { 0 };
    struct warnings warnings = { .count = 0 };
    char id[32];

    ap_text_add_char(&text, '[');
    for (unsigned i = 0; i < IMAGES; i++)
        ap_text_addf(&text, "%s{\"ImageId\":\"ami-%08x\",\"Name\":\"n%u\"}", i ? "," : "",
                     i * 2654435761u, i);
    ap_text_add_char(&text, ']');
    ck_assert_int_eq(add_images("us-east-1", "a.json", text.bytes, &warnings, NULL), AMIPLAN_OK);
    ap_text_done(&text);
    for (unsigned i = 0; i < IMAGES; i++) {
        char name[32];

        snprintf(id, sizeof(id), "ami-%08x", i * 2654435761u);
        snprintf(name, sizeof(name), "n%u", i);
        ck_assert_str_eq(find("us-east-1", id)->name, name);
        ap_arena_done(&arena);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *images = tcase_create("images");
    TCase *attributes = tcase_create("attributes");
    TCase *builtin = tcase_create("builtin");

    tcase_add_checked_fixture(images, set_up, tear_down);
    tcase_add_test(images, document_is_looked_at_first);
    tcase_add_loop_test(images, document_is_recognised, 0, AP_COUNT(document_cases));
    tcase_add_test(images, bad_record_is_kept_out);
    tcase_add_test(images, many_bad_images_are_counted);
    tcase_add_test(images, other_regions_are_told);
    tcase_add_test(images, many_images_are_found);
    suite_add_tcase(suite, images);

    tcase_add_checked_fixture(attributes, set_up, tear_down);
    tcase_add_test(attributes, attributes_decide_permission);
    tcase_add_test(attributes, attributes_lie_over_builtin_images);
    tcase_add_loop_test(attributes, attributes_are_recognised, 0, AP_COUNT(attribute_cases));
    tcase_add_test(attributes, many_bad_attributes_are_counted);
    suite_add_tcase(suite, attributes);

    tcase_add_checked_fixture(builtin, set_up, tear_down);
    tcase_set_timeout(builtin, 60);
    tcase_add_test(builtin, every_builtin_image_has_a_family);
    tcase_add_test(builtin, builtin_image_is_inferred);
    suite_add_tcase(suite, builtin);
    return run_suite(suite);
}
