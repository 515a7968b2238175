#include "resolver/mapping.h"

#include <stdio.h>
#include <string.h>

#include "tests/check_main.h"
#include "tests/document.h"

static struct ap_arena arena;

static void tear_down(void)
{
    ap_arena_done(&arena);
}

static enum amiplan_status read_list(const char *text, enum ap_fact_state missing,
                                     struct ap_mapping **out, size_t *count,
                                     struct amiplan_error *err)
{
    struct document document = open_document("x.json", text);
    enum amiplan_status status =
        ap_mappings_read(&document.doc, document.root, missing, &arena, out, count, err);

    close_document(&document);
    return status;
}

static const char whole[] =
    "[{\"DeviceName\": \"/dev/xvda\", \"Ebs\": {\"SnapshotId\": \"snap-1\", \"VolumeSize\": 8,"
    "  \"VolumeType\": \"gp3\", \"Iops\": 3000, \"Throughput\": 125, \"Encrypted\": false,"
    "  \"KmsKeyId\": \"key\", \"DeleteOnTermination\": true, \"Newer\": 1}, \"Newer\": {}},"
    " {\"DeviceName\": \"xvdb\", \"VirtualName\": \"ephemeral0\"},"
    " {\"DeviceName\": \"/dev/sdc\", \"NoDevice\": \"\"},"
    " {\"DeviceName\": \"/dev/sdd\", \"Ebs\": {}},"
    " {}]";

START_TEST(list_is_read)
{
    struct ap_mapping *list = NULL;
    size_t count = 0;

    ck_assert_int_eq(read_list(whole, AP_FACT_ABSENT, &list, &count, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(count, 5);
    ck_assert_str_eq(list[0].device_name, "/dev/xvda");
    ck_assert(list[0].has_ebs && !list[0].no_device);
    ck_assert_str_eq(list[0].snapshot_id, "snap-1");
    ck_assert_int_eq(list[0].size_gib, 8);
    ck_assert_str_eq(list[0].volume_type, "gp3");
    ck_assert_int_eq(list[0].iops, 3000);
    ck_assert_int_eq(list[0].throughput_mibps, 125);
    ck_assert(!list[0].encrypted);
    ck_assert_str_eq(list[0].kms_key_id, "key");
    ck_assert(list[0].delete_on_termination);
    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++) {
        ck_assert_int_eq(list[0].facts[i].state, AP_FACT_KNOWN);
        ck_assert_int_eq(list[0].facts[i].grade, AP_GRADE_RECORD);
    }
    ck_assert_str_eq(list[1].virtual_name, "ephemeral0");
    ck_assert(!list[1].has_ebs);
    ck_assert(list[2].no_device);
    ck_assert(list[3].has_ebs);
    ck_assert_ptr_null(list[4].device_name);
    ck_assert_uint_eq(list[4].index, 4);
}
END_TEST

/* What an entry lacks: absent in a request and in a complete record, else unknown. */
START_TEST(missing_member_is_as_told)
{
    static const enum ap_fact_state states[] = { AP_FACT_UNKNOWN, AP_FACT_ABSENT };
    struct ap_mapping *list = NULL;
    size_t count = 0;

    ck_assert_int_eq(read_list("[{\"Ebs\": {\"VolumeSize\": 8}}]", states[_i], &list, &count, NULL),
                     AMIPLAN_OK);
    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++)
        ck_assert_int_eq(list[0].facts[i].state, i == AP_VOLUME_SIZE ? AP_FACT_KNOWN : states[_i]);
}
END_TEST

static const struct {
    const char *text;
    const char *place;
    const char *message;
} bad_cases[] = {
    { "{}", "x.json", "a list of block device mappings is wanted" },
    { "[3]", "x.json: /0", "is an object" },
    { "[{}, {\"DeviceName\": 3}]", "x.json: /1/DeviceName", "a number" },
    { "[{\"NoDevice\": true}]", "x.json: /0/NoDevice", "true" },
    { "[{\"Ebs\": []}]", "x.json: /0/Ebs", "an object is wanted" },
    { "[{\"Ebs\": {\"VolumeSize\": \"8\"}}]", "x.json: /0/Ebs/VolumeSize", "a string" },
    { "[{\"Ebs\": {\"VolumeSize\": -1}}]", "x.json: /0/Ebs/VolumeSize", "-1" },
    { "[{\"Ebs\": {\"VolumeSize\": 8.5}}]", "x.json: /0/Ebs/VolumeSize", "a fraction" },
    { "[{\"Ebs\": {\"VolumeSize\": 1000001}}]", "x.json: /0/Ebs/VolumeSize", "1000000" },
    { "[{\"Ebs\": {\"Encrypted\": \"true\"}}]", "x.json: /0/Ebs/Encrypted", "a string" },
};

START_TEST(bad_list_is_refused)
{
    struct ap_mapping *list = NULL;
    size_t count = 99;
    struct amiplan_error err = { .message = "" };

    ck_assert_int_eq(read_list(bad_cases[_i].text, AP_FACT_ABSENT, &list, &count, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strncmp(err.place, bad_cases[_i].place, strlen(bad_cases[_i].place)) == 0, "%s",
                  err.place);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s", err.message);
    ck_assert_ptr_null(list);
    ck_assert_uint_eq(count, 99);
}
END_TEST

/* At the limit, and one past it. */
static const struct {
    size_t entries;
    size_t name_bytes;
    enum amiplan_status status;
} limit_cases[] = {
    { 256, 1, AMIPLAN_OK },
    { 257, 1, AMIPLAN_ERR_SYNTAX },
    { 1, 255, AMIPLAN_OK },
    { 1, 256, AMIPLAN_ERR_SYNTAX },
};

START_TEST(lists_have_limits)
{
    static char text[16384];
    char name[300];
    struct ap_mapping *list = NULL;
    size_t count = 0;
    size_t len = 0;

    memset(name, 'x', sizeof(name));
    for (size_t i = 0; i < limit_cases[_i].entries; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%c{\"DeviceName\": \"%.*s\"}",
                                i ? ',' : '[', (int)limit_cases[_i].name_bytes, name);
    snprintf(text + len, sizeof(text) - len, "]");
    ck_assert_int_eq(read_list(text, AP_FACT_ABSENT, &list, &count, NULL), limit_cases[_i].status);
}
END_TEST

START_TEST(fields_have_names)
{
    for (int i = 0; i < AP_VOLUME_FIELDS; i++)
        ck_assert_ptr_nonnull(ap_volume_field_name((enum ap_volume_field)i));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mapping");
    TCase *read = tcase_create("read");

    tcase_add_checked_fixture(read, NULL, tear_down);
    tcase_add_test(read, list_is_read);
    tcase_add_loop_test(read, missing_member_is_as_told, 0, 2);
    tcase_add_loop_test(read, bad_list_is_refused, 0, AP_COUNT(bad_cases));
    tcase_add_loop_test(read, lists_have_limits, 0, AP_COUNT(limit_cases));
    tcase_add_test(read, fields_have_names);
    suite_add_tcase(suite, read);
    return run_suite(suite);
}
