/*
 * The ceilings of the public calls: at one past each the answer is a clear USAGE or SYNTAX that
 * names the limit, and nothing is written to the caller's result.
 */
#include <stdlib.h>
#include <string.h>

#include <amiplan.h>

#include "base/text.h"
#include "tests/check_main.h"

#define ITEMS 100001 /* one past what a call takes */

static struct amiplan_catalog *catalog;
static struct amiplan_error err;
static struct amiplan_context context;
static const char *const one_region[] = { "us-east-1" };

static void set_up(void)
{
    context = (struct amiplan_context)AMIPLAN_CONTEXT_INIT;
    context.now_s = 1785628800;
    context.offline = 1;
    context.regions = one_region;
    context.region_count = 1;
    memset(&err, 0, sizeof(err));
    ck_assert_int_eq(amiplan_catalog_new(NULL, NULL, &catalog, &err), AMIPLAN_OK);
}

static void tear_down(void)
{
    amiplan_catalog_free(catalog);
}

/* ITEMS times the same text. New: free() it. */
static const char **many(const char *text)
{
    const char **texts = malloc(ITEMS * sizeof(*texts));

    ck_assert_ptr_nonnull(texts);
    for (size_t i = 0; i < ITEMS; i++)
        texts[i] = text;
    return texts;
}

static void limit_is_named(enum amiplan_status status, enum amiplan_status want, const char *limit)
{
    ck_assert_msg(status == want, "%s: %s", amiplan_status_name(status), err.message);
    ck_assert_msg(strstr(err.message, limit) != NULL, "%s does not name %s", err.message, limit);
}

START_TEST(regions)
{
    struct amiplan_resolutions *out = NULL;
    const char **texts = many("us-east-1");
    const char *const reference[] = { "ami-0123456789abcdef0" };

    context.regions = texts;
    context.region_count = 65;
    limit_is_named(amiplan_resolve(catalog, reference, 1, &context, &out, &err), AMIPLAN_ERR_USAGE,
                   "64 at most");
    ck_assert_ptr_null(out);
    free(texts);
}
END_TEST

START_TEST(references)
{
    struct amiplan_resolutions *out = NULL;
    const char **texts = many("ami-0123456789abcdef0");

    limit_is_named(amiplan_resolve(catalog, texts, ITEMS, &context, &out, &err), AMIPLAN_ERR_USAGE,
                   "100000 together at most");
    ck_assert_ptr_null(out);
    free(texts);
}
END_TEST

START_TEST(names)
{
    struct amiplan_parameters *out = NULL;
    const char **texts = many("/golden/web");

    limit_is_named(amiplan_parameters_read(catalog, texts, ITEMS, &context, &out, &err),
                   AMIPLAN_ERR_USAGE, "100000 together at most");
    ck_assert_ptr_null(out);
    free(texts);
}
END_TEST

START_TEST(path)
{
    struct amiplan_parameters *out = NULL;
    char text[2050];

    memset(text, 'a', sizeof(text) - 1);
    text[0] = '/';
    text[sizeof(text) - 1] = '\0';
    limit_is_named(amiplan_parameters_list(catalog, text, 1, &context, &out, &err),
                   AMIPLAN_ERR_USAGE, "2048 at most");
    ck_assert_ptr_null(out);
}
END_TEST

START_TEST(launches)
{
    const struct amiplan_launch **list = malloc(ITEMS * sizeof(*list));
    struct amiplan_launch *launch = NULL;
    struct amiplan_report *out = NULL;

    ck_assert_ptr_nonnull(list);
    ck_assert_int_eq(amiplan_launch_new(&launch, &err), AMIPLAN_OK);
    for (size_t i = 0; i < ITEMS; i++)
        list[i] = launch;
    limit_is_named(amiplan_check(catalog, list, ITEMS, &context, &out, &err), AMIPLAN_ERR_USAGE,
                   "100000 together at most");
    ck_assert_ptr_null(out);
    amiplan_launch_free(launch);
    free(list);
}
END_TEST

static const struct {
    const char *before; /* a call, up to its long list */
    const char *item;
} calls[] = {
    { "{\"call\": \"resolve\", \"references\": [", "\"x\"" },
    { "{\"call\": \"check\", \"launches\": [", "{}" },
    { "{\"call\": \"plan\", \"organizational_units\": [", "\"x\"" },
};

START_TEST(lists_of_a_call)
{
    enum amiplan_status status = AMIPLAN_OK;
    struct ap_text text = { 0 };
    char *out = NULL;

    ap_text_add(&text, calls[_i].before);
    for (size_t i = 0; i < ITEMS; i++) {
        ap_text_add(&text, i ? "," : "");
        ap_text_add(&text, calls[_i].item);
    }
    ap_text_add(&text, "]}");
    ck_assert_int_eq(amiplan_call_json(catalog, text.bytes, text.len, &status, &out, NULL, &err),
                     AMIPLAN_OK);
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strstr(out, "100001 items; 100000 at most") != NULL, "%s", out);
    amiplan_free(out);
    ap_text_done(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ceilings");
    TCase *tcase = tcase_create("one past");

    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, regions);
    tcase_add_test(tcase, references);
    tcase_add_test(tcase, names);
    tcase_add_test(tcase, path);
    tcase_add_test(tcase, launches);
    tcase_add_loop_test(tcase, lists_of_a_call, 0, (int)AP_COUNT(calls));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
