#include "resolver/resolve.h"

#include <string.h>

#include "base/timestamp.h"
#include "params/builtin/parameters.h"
#include "tests/check_main.h"
#include "tests/document.h"

#define DEFAULT "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
#define ECS     "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended"
#define OLD     "/aws/service/ami-amazon-linux-latest/amzn-ami-hvm-x86_64-gp2"
#define MINE    "arn:aws:ssm:us-east-1:123456789012:parameter/golden"

/* ---- values ---- */

static const struct {
    const char *value;
    const char *id; /* NULL: NO_IMAGE */
} value_cases[] = {
    { "ami-12345678", "ami-12345678" },
    { "ami-0123456789abcdef0", "ami-0123456789abcdef0" },
    { "{\"image_id\": \"ami-12345678\", \"schema_version\": 1}", "ami-12345678" },
    { "{\"image_id\": \"ami-xyz\"}", NULL },
    { "{\"image_id\": 3}", NULL },
    { "{\"image_id\": null}", NULL },
    { "{\"ImageId\": \"ami-12345678\"}", NULL },
    { "{\"image_id\": \"ami-12345678\"", NULL },
    { "[\"ami-12345678\"]", NULL },
    { "ami-12345678\n", NULL },
    { " ami-12345678", NULL },
    { "ami-12345678,ami-87654321", NULL },
    { "2.0.20260226", NULL },
    { "", NULL },
};

START_TEST(value_leads_to_an_image)
{
    char id[32] = "untouched";
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status = ap_resolve_value(value_cases[_i].value, "/golden", id, &err);

    if (value_cases[_i].id) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        ck_assert_str_eq(id, value_cases[_i].id);
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_NO_IMAGE);
    ck_assert_ptr_eq(strstr(err.message, "the value of '/golden' is no image id: '"), err.message);
    ck_assert_ptr_nonnull(strstr(err.message, "(use params get)"));
    ck_assert_str_eq(id, "untouched");
}
END_TEST

START_TEST(long_value_is_cut)
{
    static char value[4097];
    char id[32];
    struct amiplan_error err = { .message = "" };

    memset(value, 'x', sizeof(value) - 1);
    ck_assert_int_eq(ap_resolve_value(value, "/golden", id, &err), AMIPLAN_ERR_NO_IMAGE);
    ck_assert_uint_lt(strlen(err.message), 200);
}
END_TEST

/* ---- references ---- */

static struct ap_store memory;
static struct ap_store builtin;
static struct ap_store_chain chain;
static struct ap_store store;
static struct ap_catalogue *catalogue;
static struct ap_arena arena;

static const char parameters[] =
    "[{\"Name\": \"golden\", \"Value\": \"ami-0006118602dfc1c09\", \"Version\": 3},"
    " {\"Name\": \"/secret\", \"Value\": \"hunter2\", \"Type\": \"SecureString\"},"
    " {\"Name\": \"/text\", \"Value\": \"hello\"}]";

static void set_up(void)
{
    struct document document = open_document("mine.json", parameters);

    builtin = ap_store_builtin();
    chain = (struct ap_store_chain){ &memory, &builtin };
    store = ap_store_chain(&chain);
    ck_assert_int_eq(ap_store_memory_new(&memory, NULL), AMIPLAN_OK);
    ck_assert_int_eq(ap_store_memory_add(&memory, "us-east-1", 0, &document.doc, NULL, NULL, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(ap_catalogue_new(&catalogue, NULL), AMIPLAN_OK);
    close_document(&document);
}

static void tear_down(void)
{
    memory.free(memory.state);
    ap_catalogue_free(catalogue);
    ap_arena_done(&arena);
}

static int64_t seconds(const char *text)
{
    int64_t time_s = 0;

    if (text)
        ck_assert_int_eq(ap_timestamp_parse(text, NULL, &time_s, NULL), AMIPLAN_OK);
    return time_s;
}

static struct amiplan_resolution resolve(const char *text, const struct ap_store_question *question)
{
    static struct ap_reference reference;
    struct amiplan_resolution resolution = { .reference = NULL };
    struct amiplan_error err = { .message = "" };

    ck_assert_msg(ap_reference_parse(text, &reference, &err) == AMIPLAN_OK, "%s", err.message);
    ck_assert_int_eq(ap_resolve(&store, catalogue, question, &reference, &arena, &resolution, &err),
                     AMIPLAN_OK);
    return resolution;
}

static const struct {
    const char *text;
    const char *region;
    bool offline;
    enum amiplan_status status;
    const char *wanted; /* the image id, or words of the message */
} cases[] = {
    { DEFAULT, "us-east-1", true, AMIPLAN_OK, "ami-04fc404d256fd34a2" },
    { "ssm:" DEFAULT, "us-east-1", true, AMIPLAN_OK, "ami-04fc404d256fd34a2" },
    { "resolve:ssm:" DEFAULT ":154", "us-east-1", false, AMIPLAN_OK, "ami-04fc404d256fd34a2" },
    { DEFAULT, "us-east-1", false, AMIPLAN_ERR_UNKNOWN, "--offline" },
    { ECS, "us-east-1", true, AMIPLAN_OK, "ami-06cc69030d77088a1" },
    { ECS "/image_id", "us-east-1", true, AMIPLAN_OK, "ami-06cc69030d77088a1" },
    { ECS "/os", "us-east-1", true, AMIPLAN_ERR_NO_IMAGE, "'Amazon Linux 2' (use params get)" },
    { "golden", "us-east-1", false, AMIPLAN_OK, "ami-0006118602dfc1c09" },
    { "/golden:3", "us-east-1", false, AMIPLAN_OK, "ami-0006118602dfc1c09" },
    { "/golden:4", "us-east-1", false, AMIPLAN_ERR_UNKNOWN, "mine.json has version 3" },
    { MINE, "us-east-1", false, AMIPLAN_OK, "ami-0006118602dfc1c09" },
    { MINE, NULL, false, AMIPLAN_OK, "ami-0006118602dfc1c09" },
    { MINE, "eu-west-1", false, AMIPLAN_ERR_USAGE, "is of us-east-1, the question of eu-west-1" },
    { "golden", NULL, false, AMIPLAN_ERR_USAGE, "none is given" },
    { "golden", "eu-west-1", false, AMIPLAN_ERR_UNKNOWN, "no configured source" },
    { "/text", "us-east-1", false, AMIPLAN_ERR_NO_IMAGE, "'hello' (use params get)" },
    { "/secret", "us-east-1", false, AMIPLAN_ERR_NO_IMAGE, "a SecureString, is no image id" },
    /* an id resolves to itself, known or not, in a region or without */
    { "ami-0006118602dfc1c09", "us-east-1", false, AMIPLAN_OK, "ami-0006118602dfc1c09" },
    { "ami-12345678", "us-east-1", false, AMIPLAN_OK, "ami-12345678" },
    { "ami-12345678", NULL, false, AMIPLAN_OK, "ami-12345678" },
};

START_TEST(reference_is_resolved)
{
    const struct ap_store_question question = { .region = cases[_i].region,
                                                .now_s = seconds("2026-08-05"),
                                                .offline = cases[_i].offline };
    struct amiplan_resolution resolution = resolve(cases[_i].text, &question);

    ck_assert_msg(resolution.error.status == cases[_i].status, "%s", resolution.error.message);
    ck_assert_str_eq(resolution.reference, cases[_i].text);
    if (cases[_i].status) {
        ck_assert_ptr_null(resolution.image_id);
        ck_assert_msg(strstr(resolution.error.message, cases[_i].wanted) != NULL, "%s",
                      resolution.error.message);
        ck_assert_ptr_null(strstr(resolution.error.message, "hunter2"));
    } else {
        ck_assert_str_eq(resolution.image_id, cases[_i].wanted);
    }
}
END_TEST

START_TEST(resolution_is_whole)
{
    const struct ap_store_question question = { .region = "us-east-1",
                                                .now_s = seconds("2026-08-05T00:00:01Z"),
                                                .offline = true };
    struct amiplan_resolution resolution = resolve("ssm:" DEFAULT, &question);

    ck_assert_str_eq(resolution.region, "us-east-1");
    ck_assert_str_eq(resolution.parameter, DEFAULT);
    ck_assert_int_eq(resolution.version, 154);
    ck_assert_str_eq(resolution.source, "snapshot");
    ck_assert_str_eq(resolution.as_of, "2026-08-02");
    ck_assert_int_eq(resolution.age_seconds, 3 * 24 * 3600 + 1);
    ck_assert_str_eq(resolution.image_name, "al2023-ami-2023.12.20260727.0-kernel-6.1-arm64");
    ck_assert_int_eq(resolution.deprecated, 0);
    ck_assert_int_eq(resolution.inferred, 1);

    resolution = resolve("golden", &question);
    ck_assert_str_eq(resolution.source, "mine.json");
    ck_assert_ptr_null(resolution.as_of);
    ck_assert_int_eq(resolution.age_seconds, -1);
    ck_assert_int_eq(resolution.version, 3);

    resolution = resolve("ami-12345678", &question);
    ck_assert_ptr_null(resolution.parameter);
    ck_assert_ptr_null(resolution.source);
    ck_assert_ptr_null(resolution.image_name);
    ck_assert_int_eq(resolution.age_seconds, -1);
    ck_assert_int_eq(resolution.deprecated, -1);
    ck_assert_int_eq(resolution.inferred, 0);
}
END_TEST

/* Data of tomorrow are not of a negative age. */
START_TEST(age_is_not_negative)
{
    const struct ap_store_question question = { .region = "us-east-1",
                                                .now_s = seconds("2026-01-01"),
                                                .offline = true };

    ck_assert_int_eq(resolve(DEFAULT, &question).age_seconds, 0);
}
END_TEST

static const struct {
    const char *reference;
    const char *now;
    const char *as_of;
    int deprecated;
    int inferred;
} deprecation_cases[] = {
    /* AL2023, created by 2026-07-27T19:36:18Z: an interval around 90 days later */
    { DEFAULT, "2026-10-20T23:59:59Z", NULL, 0, 1 },
    { DEFAULT, "2026-10-21", NULL, -1, 0 },
    { DEFAULT, "2026-10-25", NULL, -1, 0 },
    { DEFAULT, "2026-10-26", NULL, 1, 1 },
    /* as things stood then */
    { DEFAULT, "2027-01-01", "2026-08-02", 0, 1 },
    { DEFAULT, "2026-08-05", "2026-10-26", 1, 1 },
    { OLD, "2023-12-31", NULL, 0, 1 },
    { OLD, "2024-01-01", NULL, 1, 1 },
    { ECS, "2026-08-05", NULL, -1, 0 },
};

START_TEST(deprecation_is_told)
{
    const struct ap_store_question question = { .region = "us-east-1",
                                                .now_s = seconds(deprecation_cases[_i].now),
                                                .offline = true,
                                                .as_of_s = seconds(deprecation_cases[_i].as_of) };
    struct amiplan_resolution resolution = resolve(deprecation_cases[_i].reference, &question);

    ck_assert_msg(resolution.error.status == AMIPLAN_OK, "%s", resolution.error.message);
    ck_assert_int_eq(resolution.deprecated, deprecation_cases[_i].deprecated);
    ck_assert_int_eq(resolution.inferred, deprecation_cases[_i].inferred);
}
END_TEST

START_TEST(recorded_deprecation_is_not_inferred)
{
    const struct ap_store_question question = { .region = "us-east-1",
                                                .now_s = seconds("2026-08-05") };
    struct document document = open_document(
        "images.json", "[{\"ImageId\": \"ami-11111111\", \"DeprecationTime\": \"2026-01-01\"},"
                       " {\"ImageId\": \"ami-22222222\", \"OwnerId\": \"111122223333\","
                       "  \"CreationDate\": \"2026-01-01\", \"BlockDeviceMappings\": []}]");

    ck_assert_int_eq(
        ap_catalogue_add_images(catalogue, "us-east-1", 0, &document.doc, NULL, NULL, NULL),
        AMIPLAN_OK);
    close_document(&document);
    ck_assert_int_eq(resolve("ami-11111111", &question).deprecated, 1);
    ck_assert_int_eq(resolve("ami-11111111", &question).inferred, 0);
    /* A complete record without the member: none. */
    ck_assert_int_eq(resolve("ami-22222222", &question).deprecated, 0);
    ck_assert_int_eq(resolve("ami-22222222", &question).inferred, 0);
}
END_TEST

/* ---- all parameters ---- */

struct tally {
    const char *region;
    size_t plain;
    size_t documents;
    size_t others;
};

static enum amiplan_status resolve_visited(void *user, const struct amiplan_parameter *parameter)
{
    struct tally *tally = user;
    char id[32];
    enum amiplan_status status = ap_resolve_value(parameter->value, parameter->name, id, NULL);

    if (status == AMIPLAN_OK && parameter->value[0] == '{')
        tally->documents++;
    else if (status == AMIPLAN_OK)
        tally->plain++;
    else if (status == AMIPLAN_ERR_NO_IMAGE)
        tally->others++;
    return AMIPLAN_OK;
}

START_TEST(every_parameter_has_an_outcome)
{
    const struct ap_table table = ap_parameters_table();
    struct tally tally = { .region = "" };
    struct ap_store_question question = { .offline = true };

    for (size_t row = 0; row < table.rows; row++) {
        question.region = ap_table_cell(&table, row, AP_PARAMETERS_REGION);
        if (strcmp(question.region, tally.region) == 0)
            continue;
        tally.region = question.region;
        ck_assert_int_eq(
            builtin.walk(builtin.state, &question, resolve_visited, &tally, &arena, NULL),
            AMIPLAN_OK);
    }
    ck_assert_uint_eq(tally.plain, 1726);
    ck_assert_uint_eq(tally.plain + tally.documents + tally.others, table.rows);
    ck_assert_uint_gt(tally.documents, 400);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resolve");
    TCase *value = tcase_create("value");
    TCase *reference = tcase_create("reference");

    tcase_add_loop_test(value, value_leads_to_an_image, 0, AP_COUNT(value_cases));
    tcase_add_test(value, long_value_is_cut);
    suite_add_tcase(suite, value);

    tcase_add_checked_fixture(reference, set_up, tear_down);
    tcase_add_loop_test(reference, reference_is_resolved, 0, AP_COUNT(cases));
    tcase_add_test(reference, resolution_is_whole);
    tcase_add_test(reference, age_is_not_negative);
    tcase_add_loop_test(reference, deprecation_is_told, 0, AP_COUNT(deprecation_cases));
    tcase_add_test(reference, recorded_deprecation_is_not_inferred);
    tcase_add_test(reference, every_parameter_has_an_outcome);
    suite_add_tcase(suite, reference);
    return run_suite(suite);
}
