#include "planner/type_catalogue.h"

#include <string.h>

#include "base/text.h"
#include "base/warning.h"
#include "planner/write_types.h"
#include "tests/check_main.h"

#define AS_OF_S 1785628800 /* 2026-08-02 */

/* What a document led to: warnings are counted, the last one kept. */
struct heard {
    size_t count;
    char place[AMIPLAN_ERROR_PLACE_BYTES];
    char message[AMIPLAN_ERROR_MESSAGE_BYTES];
};

static void hear(void *user, const char *place, const char *message)
{
    struct heard *heard = user;

    heard->count++;
    strcpy(heard->place, place);
    strcpy(heard->message, message);
}

static struct ap_type_catalogue *new_catalogue(void)
{
    struct ap_type_catalogue *catalogue = NULL;

    ck_assert_int_eq(ap_type_catalogue_new(&catalogue, NULL), AMIPLAN_OK);
    return catalogue;
}

static enum amiplan_status add(struct ap_type_catalogue *catalogue, const char *name,
                               const char *json, struct heard *heard, struct amiplan_error *err)
{
    struct ap_json *root;
    enum amiplan_status status;

    ck_assert_int_eq(ap_json_parse(name, json, strlen(json), &root, NULL), AMIPLAN_OK);
    struct ap_json_doc doc = { name, root };
    status = ap_type_catalogue_add(catalogue, AS_OF_S, &doc, heard ? hear : NULL, heard, err);
    ap_json_free(root); /* what is kept was copied */
    return status;
}

START_TEST(handed_in_type_wins)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct ap_instance_type type;

    ck_assert(ap_type_catalogue_find(catalogue, "m5.large", &type));
    ck_assert_str_eq(type.source, "snapshot");
    ck_assert_ptr_null(ap_type_catalogue_record(catalogue, "m5.large"));
    ck_assert(ap_type_catalogue_find(NULL, "m5.large", &type));

    ck_assert_int_eq(add(catalogue, "mine.json",
                         "{\"InstanceTypes\":[{\"InstanceType\":\"m5.large\","
                         "\"VCpuInfo\":{\"DefaultVCpus\":3}},"
                         "{\"InstanceType\":\"x9.large\"}]}",
                         NULL, NULL),
                     AMIPLAN_OK);
    ck_assert(ap_type_catalogue_find(catalogue, "m5.large", &type));
    ck_assert_str_eq(type.source, "mine.json");
    ck_assert_str_eq(type.as_of, "2026-08-02");
    ck_assert_int_eq(type.vcpus, 3);
    ck_assert_int_eq(type.facts[AP_TYPE_MEMORY].state, AP_FACT_UNKNOWN);
    ck_assert_ptr_nonnull(ap_type_catalogue_record(catalogue, "m5.large"));
    ck_assert(ap_type_catalogue_find(catalogue, "x9.large", &type));
    ck_assert(!ap_type_catalogue_find(catalogue, "x9.xlarge", &type));
    ck_assert_uint_eq(ap_type_catalogue_added_count(catalogue), 1);
    ck_assert_str_eq(ap_type_catalogue_added_name(catalogue, 0), "x9.large");
    ck_assert_ptr_null(ap_type_catalogue_added_name(catalogue, 1));
    ap_type_catalogue_free(catalogue);
}
END_TEST

START_TEST(last_record_of_a_name_holds)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct ap_instance_type type;

    ck_assert_int_eq(add(catalogue, "a.json",
                         "[{\"InstanceType\":\"x9.large\",\"BareMetal\":true},"
                         "{\"InstanceType\":\"b2.large\"}]",
                         NULL, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(add(catalogue, "b.json",
                         "[{\"InstanceType\":\"x9.large\",\"BareMetal\":true},"
                         "{\"InstanceType\":\"x9.large\",\"BareMetal\":false}]",
                         NULL, NULL),
                     AMIPLAN_OK);
    ck_assert(ap_type_catalogue_find(catalogue, "x9.large", &type));
    ck_assert_str_eq(type.source, "b.json");
    ck_assert(!type.bare_metal);
    ck_assert_uint_eq(ap_type_catalogue_added_count(catalogue), 2);
    ap_type_catalogue_free(catalogue);
}
END_TEST

START_TEST(bad_record_spoils_no_other)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct heard heard = { .count = 0 };
    struct amiplan_error err = { .message = "untouched" };
    struct ap_instance_type type;

    ck_assert_int_eq(add(catalogue, "mine.json",
                         "{\"InstanceTypes\":[5,{\"InstanceType\":\"x9.large\"},"
                         "{\"InstanceType\":\"m5.large\",\"BareMetal\":\"no\"}]}",
                         &heard, &err),
                     AMIPLAN_OK);
    ck_assert_uint_eq(heard.count, 2);
    ck_assert_str_eq(heard.place, "mine.json: /InstanceTypes/2/BareMetal");
    ck_assert_str_eq(err.message, "untouched");
    ck_assert(ap_type_catalogue_find(catalogue, "x9.large", &type));
    ck_assert(ap_type_catalogue_find(catalogue, "m5.large", &type));
    ck_assert_str_eq(type.source, "snapshot");
    ap_type_catalogue_free(catalogue);
}
END_TEST

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

/* Each named, that many would take a minute. */
START_TEST(many_bad_records_are_counted)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct heard heard = { .count = 0 };
    char *json = bad_records_and("{\"InstanceType\":\"x9.large\"}", 100000);
    struct ap_instance_type type;

    ck_assert_int_eq(add(catalogue, "mine.json", json, &heard, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(heard.count, AP_WARNINGS_MAX + 1);
    ck_assert_str_eq(heard.place, "mine.json");
    ck_assert_str_eq(heard.message, "99900 further records were kept out");
    ck_assert(ap_type_catalogue_find(catalogue, "x9.large", &type));
    free(json);
    ap_type_catalogue_free(catalogue);
}
END_TEST

static const struct {
    const char *json;
    enum amiplan_status status;
    const char *message;
} document_cases[] = {
    { "[]", AMIPLAN_OK, "" },
    { "{\"InstanceTypes\":[],\"NextToken\":null}", AMIPLAN_OK, "" },
    { "{}", AMIPLAN_ERR_SYNTAX, "no answer of DescribeInstanceTypes: no InstanceTypes in it" },
    { "{\"Images\":[]}", AMIPLAN_ERR_SYNTAX,
      "no answer of DescribeInstanceTypes: no InstanceTypes in it" },
    { "{\"InstanceTypes\":{}}", AMIPLAN_ERR_SYNTAX, "an object; an array is wanted" },
    { "7", AMIPLAN_ERR_SYNTAX,
      "no answer of DescribeInstanceTypes: an object or an array is wanted" },
};

START_TEST(document_is_such_an_answer)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct amiplan_error err = { .message = "" };

    ck_assert_int_eq(add(catalogue, "mine.json", document_cases[_i].json, NULL, &err),
                     document_cases[_i].status);
    ck_assert_str_eq(err.message, document_cases[_i].message);
    ck_assert_uint_eq(ap_type_catalogue_added_count(catalogue), 0);
    ap_type_catalogue_free(catalogue);
}
END_TEST

START_TEST(all_are_in_order)
{
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct ap_arena arena = { 0 };
    struct ap_instance_type *types;
    size_t count;

    ck_assert_int_eq(add(catalogue, "mine.json",
                         "[{\"InstanceType\":\"zz9.large\"},{\"InstanceType\":\"a0.large\"},"
                         "{\"InstanceType\":\"m5.lard\"},{\"InstanceType\":\"m5.large\"},"
                         "{\"InstanceType\":\"cc2.8xlarge\",\"CurrentGeneration\":true}]",
                         NULL, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(ap_type_catalogue_all(catalogue, &arena, &types, &count, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(count, ap_instance_type_builtin_count() + 3);
    ck_assert_str_eq(types[0].name, "a0.large");
    ck_assert_str_eq(types[count - 1].name, "zz9.large");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ck_assert_int_lt(strcmp(types[i - 1].name, types[i].name), 0);
        if (!strcmp(types[i].name, "m5.large"))
            ck_assert_str_eq(types[i].source, "mine.json");
        if (!strcmp(types[i].name, "cc2.8xlarge"))
            ck_assert(!types[i].retired); /* back again, says the document */
    }
    ap_arena_done(&arena);
    ap_type_catalogue_free(catalogue);
}
END_TEST

/* `types` */

static const struct {
    struct amiplan_type_filter filter;
    const char *format;
    enum amiplan_status status;
    const char *answer; /* or the message */
} write_cases[] = {
    { { .names = (const char *const[]){ "m5.large", "t1.micro", "cr1.8xlarge", "mac2.metal" },
        .name_count = 4 },
      "text",
      AMIPLAN_OK,
      "TYPE         GENERATION  ARCHITECTURES  VIRTUALIZATION   ROOT DEVICES  HYPERVISOR  "
      "BOOT MODES        VCPUS     GIB  DISKS       ENA\n"
      "cr1.8xlarge  retired     x86_64         hvm              ?             xen         "
      "legacy-bios          32  243.76  2x120 GB ?  unsupported\n"
      "m5.large     previous    x86_64         hvm              ebs           nitro       "
      "legacy-bios,uefi      2       8  -           required\n"
      "mac2.metal   current     arm64_mac      hvm              ebs           none        "
      "?                     8      16  -           required\n"
      "t1.micro     previous    i386,x86_64    hvm,paravirtual  ebs           xen         "
      "legacy-bios           1   0.612  -           unsupported\n" },
    { { .names = (const char *const[]){ "c5d" },
        .name_count = 1,
        .generation = "current",
        .region = "us-west-1" },
      "text",
      AMIPLAN_OK,
      "TYPE          GENERATION  ARCHITECTURES  VIRTUALIZATION  ROOT DEVICES  HYPERVISOR  "
      "BOOT MODES        VCPUS  GIB  DISKS              ENA\n"
      "c5d.large     current     x86_64         hvm             ebs           nitro       "
      "legacy-bios,uefi      2    4  1x50 GB NVMe ssd   required\n"
      "c5d.xlarge    current     x86_64         hvm             ebs           nitro       "
      "legacy-bios,uefi      4    8  1x100 GB NVMe ssd  required\n"
      "c5d.2xlarge   current     x86_64         hvm             ebs           nitro       "
      "legacy-bios,uefi      8   16  1x200 GB NVMe ssd  required\n" },
    { { .names = (const char *const[]){ "m5.larg" }, .name_count = 1 },
      "text",
      AMIPLAN_ERR_UNKNOWN,
      "the data of 2026-08-02 have no instance type 'm5.larg'; did you mean m5.large?" },
    { { .names = (const char *const[]){ "m5.large", "strawberry.jam" }, .name_count = 2 },
      "json",
      AMIPLAN_ERR_UNKNOWN,
      "the data of 2026-08-02 have no instance type 'strawberry.jam'" },
    { { .region = NULL }, "csv", AMIPLAN_ERR_USAGE, "'csv' is no format; text or json is wanted" },
    { { .architecture = "sparc" },
      "text",
      AMIPLAN_ERR_USAGE,
      "'sparc' is no architecture; one of i386, x86_64, arm64, x86_64_mac, arm64_mac is wanted" },
};

START_TEST(types_are_written)
{
    struct ap_text text = { 0 };
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status =
        ap_types_write(NULL, &write_cases[_i].filter, write_cases[_i].format, &text, &err);

    ck_assert_msg(status == write_cases[_i].status, "%s", err.message);
    if (status == AMIPLAN_OK)
        ck_assert_msg(!strncmp(text.bytes, write_cases[_i].answer, strlen(write_cases[_i].answer)),
                      "%s", text.bytes);
    else
        ck_assert_str_eq(err.message, write_cases[_i].answer);
    ap_text_done(&text);
}
END_TEST

START_TEST(single_type_is_written_in_full)
{
    static const char *const names[] = { "m1.small" };
    struct amiplan_type_filter filter = { .names = names, .name_count = 1, .region = "sa-east-1" };
    struct ap_text text = { 0 };

    ck_assert_int_eq(ap_types_write(NULL, &filter, "text", &text, NULL), AMIPLAN_OK);
    ck_assert_ptr_nonnull(strstr(text.bytes, "m1.small\n  generation        previous\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "  memory            1.699 GiB\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "  disks             1x160 GB hdd, not encrypted\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "in 8 regions, 19 zones: ap-northeast-1, "));
    ck_assert_ptr_nonnull(strstr(text.bytes, " in sa-east-1: sa-east-1a\n"));
    ck_assert_ptr_nonnull(strstr(text.bytes, "  note              D-1, HVM: "));
    ck_assert_ptr_nonnull(strstr(text.bytes, "  source            snapshot, 2026-08-02\n"));
    ap_text_done(&text);
}
END_TEST

static const struct ap_json *type_at(const struct ap_json *root, size_t index)
{
    const struct ap_json *type = ap_json_first(ap_json_member(root, "instance_types"));

    while (type && index-- > 0)
        type = ap_json_next(type);
    return type;
}

START_TEST(json_has_records_and_offerings)
{
    static const char *const names[] = { "m1.small", "cr1.8xlarge", "x9.large" };
    struct amiplan_type_filter filter = { .names = names, .name_count = 3 };
    struct ap_type_catalogue *catalogue = new_catalogue();
    struct ap_text text = { 0 };
    struct ap_json *root;

    ck_assert_int_eq(add(catalogue, "mine.json",
                         "[{\"InstanceType\":\"x9.large\",\"Mine\":[1.5,{\"a\":null}]}]", NULL,
                         NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(ap_types_write(catalogue, &filter, "json", &text, NULL), AMIPLAN_OK);
    ck_assert_int_eq(ap_json_parse("types", text.bytes, text.len, &root, NULL), AMIPLAN_OK);
    ck_assert_str_eq(ap_json_string(ap_json_member(root, "schema")), "amiplan/types/v1");

    const struct ap_json *type = type_at(root, 0);
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "instance_type")), "cr1.8xlarge");
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "status")), "retired");
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "last_seen")), "2020-04-15");
    ck_assert_uint_eq(ap_json_count(ap_json_member(type, "unknown")), 7);
    ck_assert_uint_eq(ap_json_count(ap_json_member(type, "regions")), 0);
    ck_assert_ptr_null(ap_json_member(ap_json_member(type, "record"), "SupportedRootDeviceTypes"));

    type = type_at(root, 1);
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "instance_type")), "m1.small");
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "as_of")), "2026-08-02");
    ck_assert_uint_eq(ap_json_count(ap_json_member(type, "regions")), 8);
    ck_assert_uint_eq(ap_json_count(ap_json_member(ap_json_member(type, "regions"), "us-west-2")),
                      3);
    ck_assert_ptr_nonnull(ap_json_member(ap_json_member(type, "record"), "NetworkInfo"));

    type = type_at(root, 2);
    ck_assert_str_eq(ap_json_string(ap_json_member(type, "source")), "mine.json");
    ck_assert_ptr_null(ap_json_member(type, "status"));  /* null: not known */
    ck_assert_ptr_null(ap_json_member(type, "regions")); /* null: not known */
    ck_assert_ptr_nonnull(ap_json_member(ap_json_member(type, "record"), "Mine"));
    ck_assert_uint_eq(ap_json_count(ap_json_member(type, "unknown")), AP_TYPE_FIELDS);
    ck_assert_ptr_null(type_at(root, 3));
    ap_json_free(root);
    ap_text_done(&text);
    ap_type_catalogue_free(catalogue);
}
END_TEST

START_TEST(filter_wants_what_is_known)
{
    struct amiplan_type_filter filter = AMIPLAN_TYPE_FILTER_INIT;
    struct ap_instance_type type;

    ck_assert(ap_instance_type_builtin("hs1.8xlarge", &type));
    ck_assert(ap_type_filter_passes(NULL, &type));
    ck_assert(ap_type_filter_passes(&filter, &type));
    filter.virtualization = "paravirtual";
    ck_assert(ap_type_filter_passes(&filter, &type));
    filter.root_device = "ebs"; /* unknown for hs1 */
    ck_assert(!ap_type_filter_passes(&filter, &type));
    filter.root_device = NULL;
    filter.generation = "previous"; /* retired is a generation of its own */
    ck_assert(!ap_type_filter_passes(&filter, &type));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("type_catalogue");
    TCase *catalogue = tcase_create("catalogue");
    TCase *writer = tcase_create("write");

    tcase_add_test(catalogue, handed_in_type_wins);
    tcase_add_test(catalogue, last_record_of_a_name_holds);
    tcase_add_test(catalogue, bad_record_spoils_no_other);
    tcase_add_test(catalogue, many_bad_records_are_counted);
    tcase_add_loop_test(catalogue, document_is_such_an_answer, 0, AP_COUNT(document_cases));
    tcase_add_test(catalogue, all_are_in_order);
    suite_add_tcase(suite, catalogue);

    tcase_add_loop_test(writer, types_are_written, 0, AP_COUNT(write_cases));
    tcase_add_test(writer, single_type_is_written_in_full);
    tcase_add_test(writer, json_has_records_and_offerings);
    tcase_add_test(writer, filter_wants_what_is_known);
    suite_add_tcase(suite, writer);
    return run_suite(suite);
}
