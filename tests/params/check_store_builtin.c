#include "params/store.h"

#include <stdio.h>
#include <string.h>

#include "base/timestamp.h"
#include "tests/check_main.h"

#define PREFIX  "/aws/service/ami-amazon-linux-latest/"
#define DEFAULT PREFIX "al2023-ami-kernel-default-arm64"
#define ECS     "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id"

static struct ap_arena arena;

static void tear_down(void)
{
    ap_arena_done(&arena);
}

static int64_t seconds(const char *text)
{
    int64_t time_s = 0;

    if (text)
        ck_assert_int_eq(ap_timestamp_parse(text, NULL, &time_s, NULL), AMIPLAN_OK);
    return time_s;
}

static struct amiplan_parameter ask(const char *text, const struct ap_store_question *question)
{
    struct ap_store store = ap_store_builtin();
    struct amiplan_parameter answer = { .region = NULL };
    struct amiplan_error err = { .message = "" };
    struct ap_name name;

    ck_assert_int_eq(ap_name_parse(text, NULL, &name, &err), AMIPLAN_OK);
    ck_assert_int_eq(store.read(store.state, question, &name, 1, &answer, &arena, &err),
                     AMIPLAN_OK);
    return answer;
}

static const struct {
    const char *name;
    const char *region;
    bool offline;
    const char *as_of;
    const char *value; /* NULL: UNKNOWN with these words */
    const char *words;
} cases[] = {
    { DEFAULT, "us-east-1", true, NULL, "ami-04fc404d256fd34a2", NULL },
    /* floating, without consent: the three remedies */
    { DEFAULT, "us-east-1", false, NULL, NULL, "--offline (or AMIPLAN_OFFLINE=1)" },
    { DEFAULT, "us-east-1", false, NULL, NULL, "--source FILE or --parameters FILE" },
    { DEFAULT, "us-east-1", false, NULL, NULL, "NAME:154 is built in" },
    { ECS, "us-east-1", false, NULL, NULL, "NAME:VERSION" },
    /* a version is not floating */
    { DEFAULT ":154", "us-east-1", false, NULL, "ami-04fc404d256fd34a2", NULL },
    { DEFAULT ":153", "us-east-1", true, NULL, NULL, "have version 154 of" },
    { DEFAULT ":153", "us-east-1", true, NULL, NULL, "not version 153" },
    { ECS ":1", "us-east-1", true, NULL, NULL, "do not say which version" },
    { DEFAULT ":prod", "us-east-1", true, NULL, NULL, "have no labels, so none 'prod' of" },
    { "arn:aws:ssm:us-east-1::parameter" DEFAULT, "us-east-1", true, NULL, "ami-04fc404d256fd34a2",
      NULL },
    /* --as-of is consent: what was written before, or what is itself as young */
    { DEFAULT, "us-east-1", false, "2026-07-28", "ami-04fc404d256fd34a2", NULL },
    { DEFAULT, "us-east-1", false, "2026-07-27", NULL, "are later than 2026-07-27" },
    { DEFAULT, "us-east-1", true, "2026-07-27", NULL, "written at 2026-07-27T" },
    { ECS, "us-east-1", false, "2026-08-02", "ami-06cc69030d77088a1", NULL },
    { ECS, "us-east-1", false, "2026-08-01", NULL, "are later than 2026-08-01" },
    /* what is not there */
    { DEFAULT, "mx-central-1", true, NULL, NULL, "do not cover mx-central-1" },
    { PREFIX "al2023-ami-kernel-default-arm", "us-east-1", true, NULL, NULL,
      "did you mean " DEFAULT "?" },
    { "/aws/service/none/at/all", "us-east-1", true, NULL, NULL,
      "of 2026-08-02 have no parameter '/aws/service/none/at/all' in us-east-1" },
    { PREFIX "al2023-ami-kernel-6.18-arm64", "me-south-1", true, NULL, NULL,
      "it is there in af-south-1, " },
    { "/golden/web", "us-east-1", true, NULL, NULL, "no configured source holds parameters of" },
};

START_TEST(question_is_answered)
{
    const struct ap_store_question question = {
        .region = cases[_i].region,
        .now_s = seconds("2026-08-05"),
        .offline = cases[_i].offline,
        .as_of_s = seconds(cases[_i].as_of),
    };
    struct amiplan_parameter answer = ask(cases[_i].name, &question);

    ck_assert_str_eq(answer.region, cases[_i].region);
    if (cases[_i].value) {
        ck_assert_int_eq(answer.error.status, AMIPLAN_OK);
        ck_assert_str_eq(answer.value, cases[_i].value);
        ck_assert_str_eq(answer.source, "snapshot");
        ck_assert_str_eq(answer.as_of, "2026-08-02");
    } else {
        ck_assert_int_eq(answer.error.status, AMIPLAN_ERR_UNKNOWN);
        ck_assert_ptr_null(answer.value);
        ck_assert_msg(strstr(answer.error.message, cases[_i].words) != NULL, "%s",
                      answer.error.message);
    }
}
END_TEST

START_TEST(record_is_whole)
{
    const struct ap_store_question question = { .region = "us-east-1", .offline = true };
    struct amiplan_parameter answer = ask(DEFAULT, &question);

    ck_assert_str_eq(answer.name, DEFAULT);
    ck_assert_str_eq(answer.arn, "arn:aws:ssm:us-east-1::parameter" DEFAULT);
    ck_assert_str_eq(answer.type, "String");
    ck_assert_str_eq(answer.data_type, "text");
    ck_assert_int_eq(answer.version, 154);
    ck_assert_str_eq(answer.last_modified, "2026-07-27T19:36:18.479Z");
    answer = ask(ECS, &question);
    ck_assert_int_eq(answer.version, 0);
    ck_assert_ptr_null(answer.last_modified);
}
END_TEST

START_TEST(date_and_regions_are_told)
{
    struct ap_store store = ap_store_builtin();

    ck_assert_str_eq(ap_store_builtin_date(), "2026-08-02");
    ck_assert(store.covers(store.state, "us-east-1"));
    ck_assert(!store.covers(store.state, "mx-central-1"));
    ck_assert(!store.covers(store.state, "us-east"));
}
END_TEST

/* ---- all of it, against the text table ---- */

#define COLUMNS 8

struct table_line {
    char *cells[COLUMNS];
};

/* Splits a line of the table in place; \t, \n and \\ are spelled out there. */
static void split(char *line, struct table_line *out)
{
    char *to = line;
    size_t column = 0;

    out->cells[0] = to;
    for (char *from = line; *from && *from != '\n'; from++) {
        if (*from == '\t') {
            *to++ = '\0';
            ck_assert_uint_lt(++column, COLUMNS);
            out->cells[column] = to;
        } else if (*from == '\\') {
            from++;
            *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : '\\';
        } else {
            *to++ = *from;
        }
    }
    *to = '\0';
    ck_assert_uint_eq(column, COLUMNS - 1);
}

static FILE *open_table(void)
{
    const char *folder = getenv("srcdir");
    char path[4096];

    snprintf(path, sizeof(path), "%s/params/builtin/parameters.tsv", folder ? folder : ".");
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    return file;
}

/* The next record; false at the end. */
static bool next_line(FILE *file, char *text, size_t bytes, struct table_line *out)
{
    while (fgets(text, (int)bytes, file)) {
        if (text[0] == '#' || strncmp(text, "region\t", 7) == 0)
            continue;
        split(text, out);
        return true;
    }
    return false;
}

START_TEST(every_value_is_as_recorded)
{
    FILE *file = open_table();
    struct ap_store_question question = { .offline = true };
    static char text[65536];
    struct table_line line;
    size_t count = 0;

    for (; next_line(file, text, sizeof(text), &line); count++) {
        question.region = line.cells[0];
        struct amiplan_parameter answer = ask(line.cells[1], &question);

        ck_assert_msg(answer.error.status == AMIPLAN_OK, "%s", answer.error.message);
        ck_assert_str_eq(answer.value, line.cells[7]);
        ck_assert_str_eq(answer.type, line.cells[2]);
        ck_assert_str_eq(answer.data_type, line.cells[3]);
        char version[32];
        snprintf(version, sizeof(version), "%lld", (long long)answer.version);
        ck_assert_str_eq(answer.version ? version : "", line.cells[4]);
        ap_arena_done(&arena);
    }
    fclose(file);
    ck_assert_uint_eq(count, 5458);
}
END_TEST

struct walk {
    FILE *file;
    const char *region;
    size_t count;
};

static enum amiplan_status compare_with_table(void *user, const struct amiplan_parameter *parameter)
{
    static char text[65536];
    struct walk *walk = user;
    struct table_line line;

    do {
        ck_assert(next_line(walk->file, text, sizeof(text), &line));
    } while (strcmp(line.cells[0], walk->region) != 0);
    ck_assert_str_eq(parameter->name, line.cells[1]);
    ck_assert_str_eq(parameter->value, line.cells[7]);
    walk->count++;
    return AMIPLAN_OK;
}

START_TEST(walk_is_in_order)
{
    struct ap_store store = ap_store_builtin();
    const struct ap_store_question question = { .region = "eu-central-1", .offline = true };
    struct walk walk = { open_table(), "eu-central-1", 0 };

    ck_assert_int_eq(store.walk(store.state, &question, compare_with_table, &walk, &arena, NULL),
                     AMIPLAN_OK);
    ck_assert_uint_gt(walk.count, 150);
    fclose(walk.file);
}
END_TEST

static enum amiplan_status give_up(void *user, const struct amiplan_parameter *parameter)
{
    (void)parameter;
    ++*(size_t *)user;
    return AMIPLAN_ERR_MEMORY;
}

static const struct {
    const char *region;
    bool offline;
    const char *as_of;
    enum amiplan_status status;
    size_t visits;
} walk_cases[] = {
    { "us-east-1", true, NULL, AMIPLAN_ERR_MEMORY, 1 },
    { "us-east-1", false, "2026-08-02", AMIPLAN_ERR_MEMORY, 1 },
    { "us-east-1", false, NULL, AMIPLAN_ERR_UNKNOWN, 0 },
    { "us-east-1", false, "2000-01-01", AMIPLAN_ERR_UNKNOWN, 0 },
    { "mx-central-1", true, NULL, AMIPLAN_ERR_UNKNOWN, 0 },
};

START_TEST(walk_ends_early)
{
    struct ap_store store = ap_store_builtin();
    const struct ap_store_question question = {
        .region = walk_cases[_i].region,
        .offline = walk_cases[_i].offline,
        .as_of_s = seconds(walk_cases[_i].as_of),
    };
    size_t visits = 0;

    ck_assert_int_eq(store.walk(store.state, &question, give_up, &visits, &arena, NULL),
                     walk_cases[_i].status);
    ck_assert_uint_eq(visits, walk_cases[_i].visits);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_builtin");
    TCase *read = tcase_create("read");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(read, NULL, tear_down);
    tcase_add_loop_test(read, question_is_answered, 0, AP_COUNT(cases));
    tcase_add_test(read, record_is_whole);
    tcase_add_test(read, date_and_regions_are_told);
    tcase_add_loop_test(read, walk_ends_early, 0, AP_COUNT(walk_cases));
    suite_add_tcase(suite, read);

    tcase_add_checked_fixture(all, NULL, tear_down);
    tcase_set_timeout(all, 60);
    tcase_add_test(all, every_value_is_as_recorded);
    tcase_add_test(all, walk_is_in_order);
    suite_add_tcase(suite, all);
    return run_suite(suite);
}
