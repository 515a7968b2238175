#include "params/store.h"

#include <string.h>

#include "tests/check_main.h"

/* A store whose answers are a table, to see what a chain makes of them. */
struct fake {
    struct {
        const char *name;
        enum amiplan_status status;
        const char *value;
        const char *source; /* set beside a failure: the store knows the name */
    } rows[6];
    size_t count;
    enum amiplan_status whole; /* how the call itself ends */
};

static void answer_from(const struct fake *fake, const char *name, struct amiplan_parameter *out)
{
    ap_fail(&out->error, AMIPLAN_ERR_UNKNOWN, NULL, "not in a store of %zu", fake->count);
    for (size_t i = 0; i < fake->count; i++) {
        if (strcmp(fake->rows[i].name, name) != 0)
            continue;
        *out = (struct amiplan_parameter){ .name = fake->rows[i].name,
                                           .value = fake->rows[i].value,
                                           .source = fake->rows[i].source };
        if (fake->rows[i].status)
            ap_fail(&out->error, fake->rows[i].status, NULL, "row of %zu", fake->count);
    }
}

static enum amiplan_status fake_read(const void *state, const struct ap_store_question *question,
                                     const struct ap_name *names, size_t count,
                                     struct amiplan_parameter *answers, struct ap_arena *arena,
                                     struct amiplan_error *err)
{
    const struct fake *fake = state;

    (void)question;
    (void)arena;
    for (size_t i = 0; i < count; i++)
        answer_from(fake, names[i].text, &answers[i]);
    return fake->whole ? ap_fail(err, fake->whole, NULL, "whole") : AMIPLAN_OK;
}

static enum amiplan_status fake_walk(const void *state, const struct ap_store_question *question,
                                     enum amiplan_status (*visit)(void *user,
                                                                  const struct amiplan_parameter *),
                                     void *user, struct ap_arena *arena, struct amiplan_error *err)
{
    const struct fake *fake = state;

    (void)question;
    (void)arena;
    if (fake->whole)
        return ap_fail(err, fake->whole, NULL, "no walk in a store of %zu", fake->count);
    for (size_t i = 0; i < fake->count; i++) {
        const struct amiplan_parameter parameter = { .name = fake->rows[i].name,
                                                     .value = fake->rows[i].value };
        enum amiplan_status status = visit(user, &parameter);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static bool fake_covers(const void *state, const char *region)
{
    const struct fake *fake = state;

    return fake->count > 0 && strcmp(region, "us-east-1") == 0;
}

static struct ap_store open_fake(struct fake *fake)
{
    return (struct ap_store){
        .state = fake, .read = fake_read, .walk = fake_walk, .covers = fake_covers
    };
}

static struct fake first_rows = {
    .rows = { { "/a", AMIPLAN_OK, "first", "1" },
              { "/b", AMIPLAN_ERR_UNKNOWN, NULL, "1" },
              { "/c", AMIPLAN_ERR_UNKNOWN, NULL, "1" },
              { "/d", AMIPLAN_ERR_SOURCE, NULL, NULL },
              { "/e", AMIPLAN_ERR_NOT_FOUND, NULL, NULL } },
    .count = 5,
};

static struct fake second_rows = {
    .rows = { { "/a", AMIPLAN_OK, "second", "2" },
              { "/b", AMIPLAN_OK, "second", "2" },
              { "/d", AMIPLAN_OK, "second", "2" },
              { "/e", AMIPLAN_OK, "second", "2" },
              { "/f", AMIPLAN_OK, "second", "2" },
              { "/g", AMIPLAN_ERR_UNKNOWN, NULL, "2" } },
    .count = 6,
};

static const struct {
    const char *name;
    enum amiplan_status status;
    const char *value;
    const char *message;
} cases[] = {
    { "/a", AMIPLAN_OK, "first", "" },
    { "/b", AMIPLAN_OK, "second", "" },
    /* only the first knows the name: its reason is the better one */
    { "/c", AMIPLAN_ERR_UNKNOWN, NULL, "row of 5" },
    /* a chain goes on after "not here", never after a failure or an authoritative no */
    { "/d", AMIPLAN_ERR_SOURCE, NULL, "row of 5" },
    { "/e", AMIPLAN_ERR_NOT_FOUND, NULL, "row of 5" },
    { "/f", AMIPLAN_OK, "second", "" },
    { "/g", AMIPLAN_ERR_UNKNOWN, NULL, "row of 6" },
    { "/h", AMIPLAN_ERR_UNKNOWN, NULL, "not in a store of 6" },
};

/* All names in one batch, so that answers keep their places. */
START_TEST(chain_goes_on_when_not_here)
{
    struct ap_store first = open_fake(&first_rows);
    struct ap_store second = open_fake(&second_rows);
    const struct ap_store_chain chain = { &first, &second };
    struct ap_store store = ap_store_chain(&chain);
    const struct ap_store_question question = { .region = "us-east-1" };
    struct amiplan_parameter answers[AP_COUNT(cases)];
    static struct ap_name names[AP_COUNT(cases)];
    struct ap_arena arena = { 0 };

    memset(answers, 0, sizeof(answers));
    for (size_t i = 0; i < AP_COUNT(cases); i++)
        ck_assert_int_eq(ap_name_parse(cases[i].name, NULL, &names[i], NULL), AMIPLAN_OK);
    ck_assert_int_eq(
        store.read(store.state, &question, names, AP_COUNT(cases), answers, &arena, NULL),
        AMIPLAN_OK);
    for (size_t i = 0; i < AP_COUNT(cases); i++) {
        ck_assert_int_eq(answers[i].error.status, cases[i].status);
        ck_assert_str_eq(answers[i].error.message, cases[i].message);
        if (cases[i].value)
            ck_assert_str_eq(answers[i].value, cases[i].value);
    }
    store.free(store.state);
    ap_arena_done(&arena);
}
END_TEST

START_TEST(chain_passes_on_a_failure)
{
    struct fake broken = { .whole = AMIPLAN_ERR_MEMORY };
    struct ap_store first = open_fake(&broken);
    struct ap_store second = open_fake(&second_rows);
    const struct ap_store_chain chain = { &first, &second };
    struct ap_store store = ap_store_chain(&chain);
    const struct ap_store_question question = { .region = "us-east-1" };
    struct amiplan_parameter answer = { .name = NULL };
    struct amiplan_error err = { .message = "" };
    static struct ap_name name;

    ck_assert_int_eq(ap_name_parse("/a", NULL, &name, NULL), AMIPLAN_OK);
    ck_assert_int_eq(store.read(store.state, &question, &name, 1, &answer, NULL, &err),
                     AMIPLAN_ERR_MEMORY);
    ck_assert_str_eq(err.message, "whole");
}
END_TEST

struct seen {
    char text[256];
    size_t stop_after;
    size_t count;
};

static enum amiplan_status note(void *user, const struct amiplan_parameter *parameter)
{
    struct seen *seen = user;

    strcat(seen->text, parameter->name);
    strcat(seen->text, parameter->value ? "=" : "");
    strcat(seen->text, parameter->value ? parameter->value : "");
    strcat(seen->text, " ");
    return ++seen->count == seen->stop_after ? AMIPLAN_ERR_MEMORY : AMIPLAN_OK;
}

static const struct fake roots = {
    .rows = { { "/aaa", AMIPLAN_OK, "1", "1" },
              { "aab", AMIPLAN_OK, "1", "1" },
              { "/aws/x", AMIPLAN_OK, "1", "1" } },
    .count = 3,
};

static const struct fake publics = {
    .rows = { { "/aws/w", AMIPLAN_OK, "2", "2" },
              { "/aws/x", AMIPLAN_OK, "2", "2" },
              { "/aws/y", AMIPLAN_OK, "2", "2" } },
    .count = 3,
};

static const struct {
    enum amiplan_status first;
    enum amiplan_status second;
    size_t stop_after;
    enum amiplan_status status;
    const char *seen;
    const char *message;
} walk_cases[] = {
    { AMIPLAN_OK, AMIPLAN_OK, 0, AMIPLAN_OK, "/aaa=1 aab=1 /aws/w=2 /aws/x=1 /aws/y=2 ", "" },
    { AMIPLAN_ERR_UNKNOWN, AMIPLAN_OK, 0, AMIPLAN_OK, "/aws/w=2 /aws/x=2 /aws/y=2 ", "" },
    { AMIPLAN_OK, AMIPLAN_ERR_UNKNOWN, 0, AMIPLAN_OK, "/aaa=1 aab=1 /aws/x=1 ", "" },
    { AMIPLAN_ERR_UNKNOWN, AMIPLAN_ERR_UNKNOWN, 0, AMIPLAN_ERR_UNKNOWN, "",
      "no walk in a store of 3" },
    { AMIPLAN_ERR_SOURCE, AMIPLAN_OK, 0, AMIPLAN_ERR_SOURCE, "", "no walk in a store of 3" },
    { AMIPLAN_OK, AMIPLAN_ERR_SOURCE, 0, AMIPLAN_ERR_SOURCE, "", "no walk in a store of 3" },
    { AMIPLAN_OK, AMIPLAN_OK, 2, AMIPLAN_ERR_MEMORY, "/aaa=1 aab=1 ", "" },
    { AMIPLAN_OK, AMIPLAN_OK, 4, AMIPLAN_ERR_MEMORY, "/aaa=1 aab=1 /aws/w=2 /aws/x=1 ", "" },
};

START_TEST(walk_is_merged)
{
    struct fake left = roots;
    struct fake right = publics;
    struct ap_store first = open_fake(&left);
    struct ap_store second = open_fake(&right);
    const struct ap_store_chain chain = { &first, &second };
    struct ap_store store = ap_store_chain(&chain);
    const struct ap_store_question question = { .region = "us-east-1" };
    struct seen seen = { .stop_after = walk_cases[_i].stop_after };
    struct amiplan_error err = { .message = "" };
    struct ap_arena arena = { 0 };

    left.whole = walk_cases[_i].first;
    right.whole = walk_cases[_i].second;
    ck_assert_int_eq(store.walk(store.state, &question, note, &seen, &arena, &err),
                     walk_cases[_i].status);
    ck_assert_str_eq(seen.text, walk_cases[_i].seen);
    ck_assert_str_eq(err.message, walk_cases[_i].message);
    ap_arena_done(&arena);
}
END_TEST

START_TEST(either_covers)
{
    struct fake nothing = { .count = 0 };
    struct fake something = roots;
    struct ap_store first = open_fake(&nothing);
    struct ap_store second = open_fake(&something);
    const struct ap_store_chain one = { &first, &second };
    const struct ap_store_chain none = { &first, &first };
    struct ap_store store = ap_store_chain(&one);

    ck_assert(store.covers(store.state, "us-east-1"));
    ck_assert(!store.covers(store.state, "eu-west-1"));
    store = ap_store_chain(&none);
    ck_assert(!store.covers(store.state, "us-east-1"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_chain");
    TCase *read = tcase_create("read");
    TCase *walk = tcase_create("walk");

    tcase_add_test(read, chain_goes_on_when_not_here);
    tcase_add_test(read, chain_passes_on_a_failure);
    tcase_add_test(read, either_covers);
    suite_add_tcase(suite, read);

    tcase_add_loop_test(walk, walk_is_merged, 0, AP_COUNT(walk_cases));
    suite_add_tcase(suite, walk);
    return run_suite(suite);
}
