#include "params/store.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/warning.h"
#include "tests/check_main.h"
#include "tests/document.h"

#define AS_OF_S 1785542400 /* 2026-08-01 */

static struct ap_store store;
static struct ap_arena arena;

static void set_up(void)
{
    ck_assert_int_eq(ap_store_memory_new(&store, NULL), AMIPLAN_OK);
}

static void tear_down(void)
{
    store.free(store.state);
    ap_arena_done(&arena);
}

static enum amiplan_status add(const char *region, const char *name, const char *text,
                               struct warnings *warnings, struct amiplan_error *err)
{
    struct document document = open_document(name, text);
    enum amiplan_status status =
        ap_store_memory_add(&store, region, AS_OF_S, &document.doc, note_warning, warnings, err);

    close_document(&document);
    return status;
}

static struct amiplan_parameter ask(const char *region, const char *text, int64_t as_of_s)
{
    const struct ap_store_question question = { .region = region, .as_of_s = as_of_s };
    struct amiplan_parameter answer = { .region = NULL };
    struct amiplan_error err = { .message = "" };
    struct ap_name name;

    ck_assert_int_eq(ap_name_parse(text, NULL, &name, &err), AMIPLAN_OK);
    ck_assert_int_eq(store.read(store.state, &question, &name, 1, &answer, &arena, &err),
                     AMIPLAN_OK);
    return answer;
}

static const char documents[] =
    "{\"Parameters\": ["
    " {\"Name\": \"golden\", \"Value\": \"ami-11111111\", \"Type\": \"String\", \"Version\": 3,"
    "  \"DataType\": \"aws:ec2:image\", \"LastModifiedDate\": 1785180974.837,"
    "  \"ARN\": \"arn:aws:ssm:us-east-1:123456789012:parameter/golden\"},"
    " {\"Name\": \"/team/web\", \"Value\": \"ami-22222222\","
    "  \"LastModifiedDate\": \"2026-07-27T19:36:14.837000+00:00\"},"
    " {\"Name\": \"/team/old\", \"Value\": \"ami-33333333\", \"Version\": 2, \"Selector\": \":2\"},"
    " {\"Name\": \"/team/old\", \"Value\": \"ami-44444444\", \"Version\": 5, "
    "  \"Selector\": \":prod\"},"
    " {\"Name\": \"/aws/service/x\", \"Value\": \"v\"}"
    "]}";

static const struct {
    const char *name;
    int64_t as_of_s;
    const char *value; /* NULL: UNKNOWN with these words */
    const char *words;
} cases[] = {
    { "golden", 0, "ami-11111111", NULL },
    { "/golden", 0, "ami-11111111", NULL },
    { "/golden:3", 0, "ami-11111111", NULL },
    { "golden:2", 0, NULL, "mine.json has version 3 of '/golden', not version 2" },
    { "golden:prod", 0, NULL, "mine.json does not say which version of '/golden' is 'prod'" },
    { "Golden", 0, NULL, "no configured source holds the parameter '/Golden'" },
    { "/team/web", 0, "ami-22222222", NULL },
    { "/team/web:1", 0, NULL, "mine.json does not say which version of '/team/web' it has" },
    /* what was read by a selector says nothing of the latest */
    { "/team/old:2", 0, "ami-33333333", NULL },
    { "/team/old:prod", 0, "ami-44444444", NULL },
    { "/team/old:5", 0, "ami-44444444", NULL },
    { "/team/old", 0, NULL, "only, not the latest version" },
    { "/team", 0, NULL, "no configured source holds" },
    { "/aws/service/x", 0, "v", NULL },
    /* as things stood then */
    { "golden", 1785180975, "ami-11111111", NULL },
    { "golden", 1785180973, NULL, "was written at 2026-07-27T19:36:14.837Z, later than" },
    { "/team/web", 1785180973, NULL, "later than" },
    { "/aws/service/x", 1, "v", NULL },
};

START_TEST(question_is_answered)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add("us-east-1", "mine.json", documents, &warnings, NULL), AMIPLAN_OK);
    ck_assert_msg(warnings.count == 0, "%s", warnings.message);
    struct amiplan_parameter answer = ask("us-east-1", cases[_i].name, cases[_i].as_of_s);
    ck_assert_str_eq(answer.region, "us-east-1");
    if (cases[_i].value) {
        ck_assert_msg(answer.error.status == AMIPLAN_OK, "%s", answer.error.message);
        ck_assert_str_eq(answer.value, cases[_i].value);
        ck_assert_str_eq(answer.source, "mine.json");
        ck_assert_str_eq(answer.as_of, "2026-08-01");
    } else {
        ck_assert_int_eq(answer.error.status, AMIPLAN_ERR_UNKNOWN);
        ck_assert_msg(strstr(answer.error.message, cases[_i].words) != NULL, "%s",
                      answer.error.message);
        ck_assert_ptr_null(answer.value);
    }
    ck_assert_int_eq(ask("eu-west-1", cases[_i].name, 0).error.status, AMIPLAN_ERR_UNKNOWN);
}
END_TEST

START_TEST(record_is_whole)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add("us-east-1", "mine.json", documents, &warnings, NULL), AMIPLAN_OK);
    struct amiplan_parameter answer = ask("us-east-1", "golden", 0);
    ck_assert_str_eq(answer.name, "golden");
    ck_assert_str_eq(answer.arn, "arn:aws:ssm:us-east-1:123456789012:parameter/golden");
    ck_assert_str_eq(answer.type, "String");
    ck_assert_str_eq(answer.data_type, "aws:ec2:image");
    ck_assert_int_eq(answer.version, 3);
    ck_assert_str_eq(answer.last_modified, "2026-07-27T19:36:14.837Z");
    answer = ask("us-east-1", "/aws/service/x", 0);
    ck_assert_str_eq(answer.arn, "arn:aws:ssm:us-east-1::parameter/aws/service/x");
    ck_assert_ptr_null(answer.type);
    ck_assert_ptr_null(answer.last_modified);
}
END_TEST

START_TEST(later_addition_wins)
{
    struct warnings warnings = { .count = 0 };

    ck_assert_int_eq(add("us-east-1", "a.json", documents, &warnings, NULL), AMIPLAN_OK);
    ck_assert_int_eq(add("us-east-1", "b.json",
                         "{\"Parameter\": {\"Name\": \"/golden\", \"Value\": \"b\"}}", &warnings,
                         NULL),
                     AMIPLAN_OK);
    ck_assert_str_eq(ask("us-east-1", "golden", 0).value, "b");
    ck_assert_int_eq(add("us-east-1", "c.json",
                         "[{\"Name\": \"golden\", \"Value\": \"c\"},"
                         " {\"Name\": \"golden\", \"Value\": \"d\"}]",
                         &warnings, NULL),
                     AMIPLAN_OK);
    ck_assert_str_eq(ask("us-east-1", "golden", 0).value, "d");
    ck_assert_str_eq(ask("us-east-1", "/team/web", 0).value, "ami-22222222");
    ck_assert_int_eq(
        add("eu-west-1", "e.json", "[{\"Name\": \"golden\", \"Value\": \"e\"}]", &warnings, NULL),
        AMIPLAN_OK);
    ck_assert_str_eq(ask("us-east-1", "golden", 0).value, "d");
    ck_assert_str_eq(ask("eu-west-1", "golden", 0).value, "e");
    ck_assert_uint_eq(warnings.count, 0);
}
END_TEST

static const struct {
    const char *text;
    const char *message; /* NULL: fine */
} document_cases[] = {
    { "{\"Parameters\": []}", NULL },
    { "[]", NULL },
    { "{\"Parameters\": [], \"InvalidParameters\": [\"x\"], \"NextToken\": \"y\"}", NULL },
    { "{}", "what aws ssm get-parameters-by-path, get-parameters or get-parameter prints" },
    { "{\"Images\": []}", "no parameters" },
    { "3", "no parameters" },
    { "\"text\"", "no parameters" },
    { "{\"Parameters\": {}}", "an array is wanted" },
    { "{\"Parameter\": []}", "an object is wanted" },
};

START_TEST(document_is_recognised)
{
    struct warnings warnings = { .count = 0 };
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status =
        add("us-east-1", "mine.json", document_cases[_i].text, &warnings, &err);

    ck_assert_uint_eq(warnings.count, 0);
    if (!document_cases[_i].message) {
        ck_assert_int_eq(status, AMIPLAN_OK);
        return;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_msg(strncmp(err.place, "mine.json", 9) == 0, "%s", err.place);
    ck_assert_msg(strstr(err.message, document_cases[_i].message) != NULL, "%s", err.message);
}
END_TEST

static const struct {
    const char *record;
    const char *place;
    const char *message;
} bad_records[] = {
    { "3", "mine.json: /Parameters/0", "a parameter is an object" },
    { "{\"Value\": \"v\"}", "mine.json: /Parameters/0", "without a Name" },
    { "{\"Name\": \"n\"}", "mine.json: /Parameters/0", "without a Value" },
    { "{\"Name\": \"n\", \"Value\": null}", "mine.json: /Parameters/0", "without a Value" },
    { "{\"Name\": 3, \"Value\": \"v\"}", "mine.json: /Parameters/0/Name", "a number" },
    { "{\"Name\": \"n\", \"Value\": true}", "mine.json: /Parameters/0/Value", "true" },
    { "{\"Name\": \"/n//m\", \"Value\": \"v\"}", "mine.json: /Parameters/0/Name",
      "an empty level at byte 4" },
    { "{\"Name\": \"n:3\", \"Value\": \"v\"}", "mine.json: /Parameters/0/Name",
      "a recorded name has no ':'" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"Version\": \"3\"}", "mine.json: /Parameters/0/Version",
      "a string" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"Version\": 2.5}", "mine.json: /Parameters/0/Version",
      "a number with a fraction" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"Version\": -1}", "mine.json: /Parameters/0/Version",
      "-1" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"LastModifiedDate\": \"yesterday\"}",
      "mine.json: /Parameters/0/LastModifiedDate", "2026-08-02T19:33:42.000Z is the form" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"LastModifiedDate\": -5}",
      "mine.json: /Parameters/0/LastModifiedDate", "1970 to 9999" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"LastModifiedDate\": 1e300}",
      "mine.json: /Parameters/0/LastModifiedDate", "1970 to 9999" },
    { "{\"Name\": \"n\", \"Value\": \"v\", \"LastModifiedDate\": []}",
      "mine.json: /Parameters/0/LastModifiedDate", "seconds since 1970" },
};

/* It is kept out with a warning, and spoils no other. */
START_TEST(bad_record_is_kept_out)
{
    struct warnings warnings = { .count = 0 };
    char text[512];

    snprintf(text, sizeof(text),
             "{\"Parameters\": [%s, {\"Name\": \"good\", \"Value\": \"ami-11111111\"}]}",
             bad_records[_i].record);
    ck_assert_int_eq(add("us-east-1", "mine.json", text, &warnings, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, 1);
    ck_assert_str_eq(warnings.place, bad_records[_i].place);
    ck_assert_msg(strstr(warnings.message, bad_records[_i].message) != NULL, "%s",
                  warnings.message);
    ck_assert_str_eq(ask("us-east-1", "good", 0).value, "ami-11111111");
    ck_assert_int_eq(ask("us-east-1", "n", 0).error.status, AMIPLAN_ERR_UNKNOWN);
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

static const struct {
    size_t bad;
    size_t warnings;
    const char *place; /* of the last warning, and what it says */
    const char *message;
} many_cases[] = {
    { AP_WARNINGS_MAX, AP_WARNINGS_MAX, "mine.json: /99", "a parameter is an object" },
    { AP_WARNINGS_MAX + 1, AP_WARNINGS_MAX + 1, "mine.json", "1 further record was kept out" },
    { AP_WARNINGS_MAX + 2, AP_WARNINGS_MAX + 1, "mine.json", "2 further records were kept out" },
    /* each named, it would take a minute */
    { 100000, AP_WARNINGS_MAX + 1, "mine.json", "99900 further records were kept out" },
};

START_TEST(many_bad_records_are_counted)
{
    struct warnings warnings = { .count = 0 };
    char *text = bad_records_and("{\"Name\": \"good\", \"Value\": \"v\"}", many_cases[_i].bad);

    ck_assert_int_eq(add("us-east-1", "mine.json", text, &warnings, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, many_cases[_i].warnings);
    ck_assert_str_eq(warnings.place, many_cases[_i].place);
    ck_assert_str_eq(warnings.message, many_cases[_i].message);
    ck_assert_str_eq(ask("us-east-1", "good", 0).value, "v");
    free(text);
}
END_TEST

/* The number that is named is a document's own. */
START_TEST(each_document_is_counted_anew)
{
    struct warnings warnings = { .count = 0 };
    char *text = bad_records_and("0", AP_WARNINGS_MAX);

    ck_assert_int_eq(add("us-east-1", "a.json", text, &warnings, NULL), AMIPLAN_OK);
    ck_assert_int_eq(add("us-east-1", "b.json", "[0]", &warnings, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(warnings.count, AP_WARNINGS_MAX + 2);
    ck_assert_str_eq(warnings.place, "b.json: /0");
    free(text);
}
END_TEST

struct seen {
    char names[256];
};

static enum amiplan_status note_name(void *user, const struct amiplan_parameter *parameter)
{
    struct seen *seen = user;

    strcat(seen->names, parameter->name);
    strcat(seen->names, " ");
    return AMIPLAN_OK;
}

START_TEST(walk_is_in_order)
{
    const struct ap_store_question question = { .region = "us-east-1" };
    const struct ap_store_question elsewhere = { .region = "eu-west-1" };
    struct warnings warnings = { .count = 0 };
    struct amiplan_error err = { .message = "" };
    struct seen seen = { .names = "" };

    ck_assert(!store.covers(store.state, "us-east-1"));
    ck_assert_int_eq(add("us-east-1", "mine.json", documents, &warnings, NULL), AMIPLAN_OK);
    ck_assert(store.covers(store.state, "us-east-1"));
    ck_assert(!store.covers(store.state, "us-east"));
    ck_assert_int_eq(store.walk(store.state, &question, note_name, &seen, &arena, &err),
                     AMIPLAN_OK);
    ck_assert_str_eq(seen.names, "/aws/service/x golden /team/web ");
    ck_assert_int_eq(store.walk(store.state, &elsewhere, note_name, &seen, &arena, &err),
                     AMIPLAN_ERR_UNKNOWN);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("store_memory");
    TCase *read = tcase_create("read");
    TCase *add_case = tcase_create("add");

    tcase_add_checked_fixture(read, set_up, tear_down);
    tcase_add_loop_test(read, question_is_answered, 0, AP_COUNT(cases));
    tcase_add_test(read, record_is_whole);
    tcase_add_test(read, walk_is_in_order);
    suite_add_tcase(suite, read);

    tcase_add_checked_fixture(add_case, set_up, tear_down);
    tcase_add_test(add_case, later_addition_wins);
    tcase_add_loop_test(add_case, document_is_recognised, 0, AP_COUNT(document_cases));
    tcase_add_loop_test(add_case, bad_record_is_kept_out, 0, AP_COUNT(bad_records));
    tcase_add_loop_test(add_case, many_bad_records_are_counted, 0, AP_COUNT(many_cases));
    tcase_add_test(add_case, each_document_is_counted_anew);
    suite_add_tcase(suite, add_case);
    return run_suite(suite);
}
