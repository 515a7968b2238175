/* amiplan_call_json(): one question as JSON, one answer as JSON. JSON is written with ' for ". */
#include <stdio.h>
#include <string.h>

#include <check.h>

#include <amiplan.h>

#include "base/error.h"
#include "tests/check_main.h"

#define CALL_BYTES 4096
#define NAMES      "/aws/service/ami-amazon-linux-latest/"
#define NOW        "'now': '2026-08-02', 'regions': ['us-east-1']"
#define LAUNCH     "{'ImageId': 'ami-04fc404d256fd34a2', 'InstanceType': 'm5.large'}"

static const struct {
    const char *shows;
    const char *call;
    enum amiplan_status status;
    const char *says[3]; /* parts of the answer */
} call_cases[] = {
    { "resolve",
      "{'call': 'resolve', " NOW ", 'offline': true, 'references': ['" NAMES
      "al2023-ami-kernel-6.1-arm64', 'ami-04fc404d256fd34a2']}",
      AMIPLAN_OK,
      { "'schema': 'amiplan/resolve/v1'", "'image_id': 'ami-04fc404d256fd34a2'" } },
    { "resolve without consent: the outcome is the reference's",
      "{'call': 'resolve', " NOW ", 'references': ['" NAMES "al2023-ami-kernel-6.1-arm64']}",
      AMIPLAN_OK,
      { "'schema': 'amiplan/resolve/v1'", "'error': {" } },
    { "as_of is consent, and the time too",
      "{'call': 'resolve', 'as_of': '2026-08-02', 'regions': ['us-east-1'], 'references': ['" NAMES
      "al2023-ami-kernel-6.1-arm64']}",
      AMIPLAN_OK,
      { "'image_id': 'ami-04fc404d256fd34a2'" } },
    { "nothing to resolve", "{'call': 'resolve', " NOW "}", AMIPLAN_OK, { "'results': []" } },
    { "check",
      "{'call': 'check', " NOW ", 'launches': [" LAUNCH "]}",
      AMIPLAN_OK,
      { "'schema': 'amiplan/check/v1'", "'rule': 'arch-mismatch'", "'verdict': 'fail'" } },
    { "a finding says where in the call",
      "{'call': 'check', " NOW ", 'launches': [{}, " LAUNCH "]}",
      AMIPLAN_OK,
      { "'file': '/launches/1'", "'pointer': '/InstanceType'" } },
    { "check, as another operation",
      "{'call': 'check', " NOW ", 'operation': 'StopInstances', 'launches': [" LAUNCH "]}",
      AMIPLAN_OK,
      { "'operation': 'StopInstances'", "'verdict': 'pass'" } },
    { "check nothing",
      "{'call': 'check', " NOW ", 'launches': []}",
      AMIPLAN_OK,
      { "'reports': []" } },
    { "plan",
      "{'call': 'plan', " NOW ", 'launches': [" LAUNCH "]}",
      AMIPLAN_OK,
      { "'schema': 'amiplan/plan/v1'", "'block_devices'", "'steps'" } },

    { "no JSON", "resolve", AMIPLAN_ERR_SYNTAX, { "'schema': 'amiplan/error/v1'", "line 1" } },
    { "no object", "['resolve']", AMIPLAN_ERR_SYNTAX, { "a call is one JSON object" } },
    { "no call", "{}", AMIPLAN_ERR_SYNTAX, { "the member call is wanted" } },
    { "an unknown call",
      "{'call': 'launch', " NOW "}",
      AMIPLAN_ERR_SYNTAX,
      { "there is no call 'launch'", "call: /call" } },
    { "a call that is no string",
      "{'call': 7}",
      AMIPLAN_ERR_SYNTAX,
      { "call: /call", "a string is wanted" } },
    { "no launches", "{'call': 'check', " NOW "}", AMIPLAN_ERR_SYNTAX, { "launches is wanted" } },
    { "launches that are none",
      "{'call': 'check', " NOW ", 'launches': {}}",
      AMIPLAN_ERR_SYNTAX,
      { "call: /launches" } },
    { "a launch that is none",
      "{'call': 'check', " NOW ", 'launches': [{}, 'ami-1']}",
      AMIPLAN_ERR_SYNTAX,
      { "/launches/1", "one JSON object" } },
    { "a launch with a wrong member",
      "{'call': 'plan', " NOW ", 'launches': [{'ImageId': 7}]}",
      AMIPLAN_ERR_SYNTAX,
      { "/launches/0: /ImageId", "a string is wanted" } },
    { "references that are none",
      "{'call': 'resolve', " NOW ", 'references': 'al2023'}",
      AMIPLAN_ERR_SYNTAX,
      { "call: /references" } },
    { "a reference that is none",
      "{'call': 'resolve', " NOW ", 'references': ['al2023', 7]}",
      AMIPLAN_ERR_SYNTAX,
      { "call: /references/1", "a string is wanted" } },
    { "no time",
      "{'call': 'resolve', 'regions': ['us-east-1'], 'references': []}",
      AMIPLAN_ERR_USAGE,
      { "now_s is wanted" } },
    { "a time that is none",
      "{'call': 'resolve', 'now': 'today'}",
      AMIPLAN_ERR_SYNTAX,
      { "/now" } },
    { "a region that does not exist",
      "{'call': 'check', 'now': '2026-08-02', 'regions': ['us-east-9'], 'launches': [{}]}",
      AMIPLAN_ERR_USAGE,
      { "us-east-9" } },
    { "no region",
      "{'call': 'check', 'now': '2026-08-02', 'launches': [{}]}",
      AMIPLAN_ERR_USAGE,
      { "a launch needs a region" } },
    { "an account of 11 digits",
      "{'call': 'check', " NOW ", 'account': '12345678901', 'launches': []}",
      AMIPLAN_ERR_USAGE,
      { "12" } },
    { "a bare organization id",
      "{'call': 'check', " NOW ", 'organization': 'o-abcdefghij', 'launches': []}",
      AMIPLAN_ERR_USAGE,
      { "o-abcdefghij" } },
    { "an unknown operation",
      "{'call': 'check', " NOW ", 'operation': 'RunInstance', 'launches': []}",
      AMIPLAN_ERR_USAGE,
      { "did you mean RunInstances?" } },
    { "two members of one name",
      "{'call': 'check', 'call': 'plan'}",
      AMIPLAN_ERR_SYNTAX,
      { "two members" } },
};

static void replace_quotes(char *text, char from, char to)
{
    for (; *text; text++) {
        if (*text == from)
            *text = to;
    }
}

START_TEST(call_is_answered)
{
    struct amiplan_catalog *catalog = NULL;
    struct amiplan_error err = { .message = "" };
    enum amiplan_status ended = AMIPLAN_ERR_INTERNAL;
    char call[CALL_BYTES], *answer = NULL;
    size_t len = 0;

    snprintf(call, sizeof(call), "%s", call_cases[_i].call);
    replace_quotes(call, '\'', '"');
    ck_assert_int_eq(amiplan_catalog_new(NULL, NULL, &catalog, &err), AMIPLAN_OK);
    ck_assert_int_eq(amiplan_call_json(catalog, call, strlen(call), &ended, &answer, &len, &err),
                     AMIPLAN_OK);
    ck_assert_uint_eq(strlen(answer), len);
    replace_quotes(answer, '"', '\'');
    ck_assert_msg(ended == call_cases[_i].status, "%s: %s\n%s", call_cases[_i].shows,
                  amiplan_status_name(ended), answer);
    for (size_t i = 0; i < AP_COUNT(call_cases[0].says) && call_cases[_i].says[i]; i++)
        ck_assert_msg(strstr(answer, call_cases[_i].says[i]), "%s: no %s in\n%s",
                      call_cases[_i].shows, call_cases[_i].says[i], answer);
    ck_assert_msg(!ended == !strstr(answer, "amiplan/error/v1"), "%s:\n%s", call_cases[_i].shows,
                  answer);
    amiplan_free(answer);
    amiplan_catalog_free(catalog);
}
END_TEST

START_TEST(length_may_be_null)
{
    static const char call[] = "{\"call\": \"nothing\"}";
    struct amiplan_catalog *catalog = NULL;
    enum amiplan_status ended = AMIPLAN_OK;
    char *answer = NULL;

    ck_assert_int_eq(amiplan_catalog_new(NULL, NULL, &catalog, NULL), AMIPLAN_OK);
    ck_assert_int_eq(amiplan_call_json(catalog, call, strlen(call), &ended, &answer, NULL, NULL),
                     AMIPLAN_OK);
    ck_assert_int_eq(ended, AMIPLAN_ERR_SYNTAX);
    amiplan_free(answer);
    amiplan_catalog_free(catalog);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("call_json");
    TCase *call = tcase_create("call");

    tcase_add_loop_test(call, call_is_answered, 0, (int)AP_COUNT(call_cases));
    tcase_add_test(call, length_may_be_null);
    suite_add_tcase(suite, call);
    return run_suite(suite);
}
