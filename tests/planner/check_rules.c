/*
 * Each rule against the rows of rule_cases.h, through the public header; that every rule of the
 * book has such rows; and the loop that asks the rules, with rules made up.
 */
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "planner/rule.h"
#include "tests/check_main.h"
#include "tests/planner/rule_cases.h"

#define DOCUMENT_BYTES 8192

static const struct {
    const char *name;
    const char *value;
} image_base[] = {
    { "ImageId", "'" ID "'" },
    { "OwnerId", "'123456789012'" },
    { "CreationDate", "'2026-01-01T00:00:00.000Z'" },
    { "Name", "'web'" },
    { "Public", "false" },
    { "State", "'available'" },
    { "ImageType", "'machine'" },
    { "Architecture", "'x86_64'" },
    { "VirtualizationType", "'hvm'" },
    { "EnaSupport", "true" },
    { "RootDeviceType", "'ebs'" },
    { "RootDeviceName", "'/dev/xvda'" },
    { "BlockDeviceMappings",
      "[{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': 'snap-1a2b3c4d', 'VolumeSize': 8, "
      "'VolumeType': 'gp3', 'Encrypted': false, 'DeleteOnTermination': true}}]" },
}, request_base[] = {
    { "ImageId", "'" ID "'" },
    { "InstanceType", "'m5.large'" },
    { "MinCount", "1" },
    { "MaxCount", "1" },
};

/* A growing text of a fixed size; what does not fit fails the test. */
struct document {
    char bytes[DOCUMENT_BYTES];
    size_t len;
};

/* Adds text, each ' made a ". */
static void add(struct document *document, const char *text)
{
    for (; *text; text++) {
        ck_assert_uint_lt(document->len, sizeof(document->bytes) - 1);
        document->bytes[document->len++] = *text == '\'' ? '"' : *text;
    }
    document->bytes[document->len] = '\0';
}

/* Whether members name this one at their own level, which no nested member of the rows shares. */
static bool states(const char *members, const char *name)
{
    char quoted[64];

    snprintf(quoted, sizeof(quoted), "'%s':", name);
    return members && strstr(members, quoted);
}

#define ADD_MEMBERS(document, base, members)                                                       \
    do {                                                                                           \
        add(document, "{");                                                                        \
        for (size_t i = 0; i < AP_COUNT(base); i++) {                                              \
            if (states(members, (base)[i].name))                                                   \
                continue;                                                                          \
            add(document, "'");                                                                    \
            add(document, (base)[i].name);                                                         \
            add(document, "': ");                                                                  \
            add(document, (base)[i].value);                                                        \
            add(document, ", ");                                                                   \
        }                                                                                          \
        add(document, (members) ? (members) : "");                                                 \
        while ((document)->len && strchr(", ", (document)->bytes[(document)->len - 1]))            \
            (document)->len--;                                                                     \
        add(document, "}");                                                                        \
    } while (0)

static void image_document(const struct rule_case *row, struct document *out)
{
    out->len = 0;
    add(out, "{'Images': [");
    if (row->reduced) {
        add(out, "{'ImageId': '" ID "', ");
        add(out, row->image);
        add(out, "}");
    } else {
        ADD_MEMBERS(out, image_base, row->image);
    }
    add(out, "]}");
}

static void refuse_warning(void *user, const char *place, const char *message)
{
    (void)user;
    ck_abort_msg("kept out: %s: %s", place, message);
}

static void add_to(struct amiplan_catalog *catalog, enum amiplan_kind kind, const char *region,
                   const struct document *document)
{
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status = amiplan_catalog_add_json(catalog, kind, region, 0, "test.json",
                                                          document->bytes, document->len, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s\n%s", err.place, err.message, document->bytes);
}

static void add_text_to(struct amiplan_catalog *catalog, enum amiplan_kind kind, const char *region,
                        const char *text)
{
    struct document document = { .len = 0 };

    if (!text)
        return;
    add(&document, text);
    add_to(catalog, kind, region, &document);
}

static const char *const wanted_names[WANTED_COUNT] = { "holds", "broken", "unknown", "note" };

static enum wanted verdict_of(const struct amiplan_finding *finding)
{
    switch (finding->verdict) {
    case AMIPLAN_BROKEN:
        return BROKEN;
    case AMIPLAN_CANNOT_TELL:
        return UNKNOWN;
    case AMIPLAN_NOTE:
        break;
    }
    return NOTE;
}

/* What every finding has, whatever the rule. */
static void look_at(const struct rule_case *row, const struct amiplan_finding *finding)
{
    ck_assert_msg(finding->message && *finding->message && !strchr(finding->message, '\n'),
                  "%s, %s: no message of one line", row->rule, row->shows);
    ck_assert_msg(!strstr(finding->message, "(null)"), "%s", finding->message);
    if (finding->verdict == AMIPLAN_CANNOT_TELL)
        ck_assert_msg(finding->missing && finding->settled_by, "%s, %s: what is missing?",
                      row->rule, row->shows);
    if (finding->verdict == AMIPLAN_NOTE)
        ck_assert_msg(!finding->ec2_code, "%s, %s: a note predicts %s", row->rule, row->shows,
                      finding->ec2_code);
    if (finding->ec2_message)
        ck_assert_msg(!strchr(finding->ec2_message, '{') || strchr(finding->ec2_message, '$'),
                      "not filled in: %s", finding->ec2_message);
}

static bool equal(const char *a, const char *b)
{
    return a && b && !strcmp(a, b);
}

static void compare(const struct rule_case *row, const struct amiplan_finding *finding)
{
#define NEITHER_OR(member, got)                                                                    \
    ck_assert_msg(!row->member || equal(row->member, finding->got), "%s, %s:\n got  %s\n want %s", \
                  row->rule, row->shows, finding->got ? finding->got : "(none)", row->member)
    NEITHER_OR(code, ec2_code);
    NEITHER_OR(text, ec2_message);
    NEITHER_OR(device, device);
#undef NEITHER_OR
    ck_assert_msg(!row->message || strstr(finding->message, row->message), "%s, %s:\n got %s",
                  row->rule, row->shows, finding->message);
    ck_assert_msg((finding->certainty == AMIPLAN_INFERRED) == row->inferred ||
                      finding->rule->certainty == AMIPLAN_INFERRED,
                  "%s, %s: %s", row->rule, row->shows, row->inferred ? "not inferred" : "inferred");
}

static void check_row(const struct rule_case *row, const struct amiplan_report *report)
{
    const struct amiplan_finding *found = NULL;

    for (size_t i = 0; i < amiplan_report_finding_count(report, 0); i++) {
        const struct amiplan_finding *finding = amiplan_report_finding(report, 0, i);
        look_at(row, finding);
        if (!found && !strcmp(finding->rule->id, row->rule))
            found = finding;
    }
    enum wanted got = found ? verdict_of(found) : HOLDS;
    ck_assert_msg(got == row->want, "%s, %s: %s; want %s\n%s", row->rule, row->shows,
                  wanted_names[got], wanted_names[row->want], found ? found->message : "");
    if (found)
        compare(row, found);
}

START_TEST(rule_answers)
{
    const struct rule_case *row = &rule_cases[_i];
    const char *region = row->region ? row->region : "us-east-1";
    struct amiplan_error err = { .message = "" };
    struct amiplan_catalog *catalog = NULL;
    struct amiplan_launch *launch = NULL;
    struct amiplan_report *report = NULL;
    struct document document = { .len = 0 };
    struct amiplan_context context = AMIPLAN_CONTEXT_INIT;

    context.regions = &region;
    context.region_count = 1;
    context.account = row->account ? row->account : "123456789012";
    if (!*context.account)
        context.account = NULL;
    context.organization = row->organization;
    context.organizational_units = &row->unit;
    context.organizational_unit_count = row->unit != NULL;
    context.operation = row->operation;
    context.offline = 1;
    ck_assert_int_eq(amiplan_time_parse(row->now ? row->now : "2026-08-02", &context.now_s, &err),
                     AMIPLAN_OK);

    ck_assert_int_eq(amiplan_catalog_new(refuse_warning, NULL, &catalog, &err), AMIPLAN_OK);
    if (row->image) {
        image_document(row, &document);
        add_to(catalog, AMIPLAN_IMAGES, region, &document);
    }
    add_text_to(catalog, AMIPLAN_IMAGE_ATTRIBUTES, NULL, row->attributes);
    add_text_to(catalog, AMIPLAN_PARAMETERS, region, row->parameters);
    add_text_to(catalog, AMIPLAN_INSTANCE_TYPES, NULL, row->types);

    document.len = 0;
    ADD_MEMBERS(&document, request_base, row->request);
    enum amiplan_status status =
        amiplan_launch_read("request.json", document.bytes, document.len, &launch, &err);
    ck_assert_msg(status == AMIPLAN_OK, "%s: %s\n%s", err.place, err.message, document.bytes);

    const struct amiplan_launch *launches[] = { launch };
    status = amiplan_check(catalog, launches, 1, &context, &report, &err);
    ck_assert_msg(status == AMIPLAN_OK, "%s, %s: %s: %s", row->rule, row->shows, err.place,
                  err.message);
    ck_assert_uint_eq(amiplan_report_subject_count(report), 1);
    check_row(row, report);

    amiplan_report_free(report);
    amiplan_launch_free(launch);
    amiplan_catalog_free(catalog);
}
END_TEST

static bool has_case(const char *rule, enum wanted want)
{
    for (size_t i = 0; i < AP_COUNT(rule_cases); i++) {
        if (rule_cases[i].want == want && !strcmp(rule_cases[i].rule, rule))
            return true;
    }
    return false;
}

static bool is_excepted(const char *rule, enum wanted never)
{
    for (size_t i = 0; i < AP_COUNT(exceptions); i++) {
        if (exceptions[i].never == never && !strcmp(exceptions[i].rule, rule))
            return true;
    }
    return false;
}

START_TEST(every_rule_has_cases)
{
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        const struct amiplan_rule_info *info = amiplan_rule_get(i);
        const enum wanted wants[] = { HOLDS, info->severity == AMIPLAN_INFO ? NOTE : BROKEN,
                                      UNKNOWN };
        for (size_t j = 0; j < AP_COUNT(wants); j++)
            ck_assert_msg(has_case(info->id, wants[j]) != is_excepted(info->id, wants[j]),
                          "%s: has %s case in which it is %s, and %s exception", info->id,
                          has_case(info->id, wants[j]) ? "a" : "no", wanted_names[wants[j]],
                          is_excepted(info->id, wants[j]) ? "an" : "no");
    }
}
END_TEST

/* Rows and exceptions that name no rule would test nothing. */
START_TEST(every_case_has_a_rule)
{
    for (size_t i = 0; i < AP_COUNT(rule_cases) + AP_COUNT(exceptions); i++) {
        const char *id = i < AP_COUNT(rule_cases) ? rule_cases[i].rule
                                                  : exceptions[i - AP_COUNT(rule_cases)].rule;
        bool found = false;
        for (size_t j = 0; j < amiplan_rule_count(); j++)
            found |= !strcmp(amiplan_rule_get(j)->id, id);
        ck_assert_msg(found, "%s is no rule", id);
    }
    for (size_t i = 0; i < AP_COUNT(exceptions); i++)
        ck_assert_msg(*exceptions[i].because, "%s: why?", exceptions[i].rule);
}
END_TEST

/* ---- the loop, with rules made up ------------------------------------------------------------ */

static void ask_holds(const struct ap_facts *facts, struct ap_findings *findings)
{
    (void)facts;
    (void)findings;
}

static void ask_breaks(const struct ap_facts *facts, struct ap_findings *findings)
{
    (void)facts;
    ap_broken(findings, "broken by %s", findings->rule->info.id);
}

static void ask_twice(const struct ap_facts *facts, struct ap_findings *findings)
{
    ask_breaks(facts, findings);
    ask_breaks(facts, findings);
}

static void ask_cannot_tell(const struct ap_facts *facts, struct ap_findings *findings)
{
    (void)facts;
    ap_cannot_tell(findings, "moon", "a telescope", "the moon is in no source");
}

static void ask_infers(const struct ap_facts *facts, struct ap_findings *findings)
{
    findings->inferred = true;
    ask_breaks(facts, findings);
}

#define MADE_UP(name, how_bad, about, what)                                                        \
    {                                                                                              \
        .info = { .id = name, .severity = how_bad, .certainty = AMIPLAN_DATA }, .concerns = about, \
        .ask = what                                                                                \
    }

static const struct ap_rule first_rules[] = {
    MADE_UP("test-holds", AMIPLAN_ERROR, AP_LAUNCHES, ask_holds),
    MADE_UP("test-warning", AMIPLAN_WARNING, AP_LAUNCHES, ask_breaks),
    MADE_UP("test-unknown", AMIPLAN_ERROR, AP_ANYWHERE, ask_cannot_tell),
    MADE_UP("test-stops", AMIPLAN_ERROR, AP_STOPS, ask_breaks),
};
static const struct ap_rule second_rules[] = {
    MADE_UP("test-twice", AMIPLAN_ERROR, AP_LAUNCHES, ask_twice),
    MADE_UP("test-inferred", AMIPLAN_ERROR, AP_LAUNCHES | AP_MODIFIES, ask_infers),
    MADE_UP("test-after", AMIPLAN_INFO, AP_LAUNCHES, ask_breaks),
};
static const struct ap_rule_list first_list = { first_rules, AP_COUNT(first_rules) };
static const struct ap_rule_list second_list = { second_rules, AP_COUNT(second_rules) };

struct made_up {
    const char *id;
    enum amiplan_finding_verdict verdict;
    enum amiplan_certainty certainty;
    int first;
};

/* Asks the rules above on behalf of an operation, and compares all findings, in order. */
static void ask_all(const char *operation, const struct made_up *want, size_t want_count)
{
    const struct ap_rule_list *const book[] = { &first_list, &second_list };
    const struct amiplan_launch launch = { .image_id = NULL };
    struct ap_facts facts = { .launch = &launch };
    struct ap_arena arena = { 0 };
    struct ap_findings findings = { .arena = &arena };

    ck_assert_int_eq(ap_operation_find(operation, &facts.operation, NULL), AMIPLAN_OK);
    ap_rules_ask(book, AP_COUNT(book), &facts, &findings);
    ck_assert(!findings.failed);
    ck_assert_uint_eq(findings.count, want_count);
    for (size_t i = 0; i < want_count; i++) {
        const struct amiplan_finding *got = &findings.items[i];
        ck_assert_str_eq(got->rule->id, want[i].id);
        ck_assert_int_eq(got->verdict, want[i].verdict);
        ck_assert_int_eq(got->certainty, want[i].certainty);
        ck_assert_int_eq(got->first, want[i].first);
    }
    free(findings.items);
    ap_arena_done(&arena);
}

START_TEST(loop_marks_the_first_error)
{
    /* A warning and an unknown come before it, and are not what EC2 returns; its own second finding
     * and a further error are not the first. What one rule inferred is not laid to the next. */
    static const struct made_up want[] = {
        { "test-warning", AMIPLAN_BROKEN, AMIPLAN_DATA, 0 },
        { "test-unknown", AMIPLAN_CANNOT_TELL, AMIPLAN_DATA, 0 },
        { "test-twice", AMIPLAN_BROKEN, AMIPLAN_DATA, 1 },
        { "test-twice", AMIPLAN_BROKEN, AMIPLAN_DATA, 0 },
        { "test-inferred", AMIPLAN_BROKEN, AMIPLAN_INFERRED, 0 },
        { "test-after", AMIPLAN_BROKEN, AMIPLAN_DATA, 0 },
    };

    ask_all(NULL, want, AP_COUNT(want));
}
END_TEST

START_TEST(loop_respects_concerns)
{
    static const struct made_up stop[] = {
        { "test-unknown", AMIPLAN_CANNOT_TELL, AMIPLAN_DATA, 0 },
        { "test-stops", AMIPLAN_BROKEN, AMIPLAN_DATA, 1 },
    };
    static const struct made_up modify[] = {
        { "test-unknown", AMIPLAN_CANNOT_TELL, AMIPLAN_DATA, 0 },
        { "test-inferred", AMIPLAN_BROKEN, AMIPLAN_INFERRED, 1 },
    };

    ask_all("StopInstances", stop, AP_COUNT(stop));
    ask_all("ModifyInstanceAttribute", modify, AP_COUNT(modify));
    ask_all("CreateVolume", NULL, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *cases = tcase_create("cases");
    TCase *coverage = tcase_create("coverage");
    TCase *loop = tcase_create("loop");

    tcase_add_loop_test(cases, rule_answers, 0, (int)AP_COUNT(rule_cases));
    suite_add_tcase(suite, cases);
    tcase_add_test(coverage, every_rule_has_cases);
    tcase_add_test(coverage, every_case_has_a_rule);
    suite_add_tcase(suite, coverage);
    tcase_add_test(loop, loop_marks_the_first_error);
    tcase_add_test(loop, loop_respects_concerns);
    suite_add_tcase(suite, loop);
    return run_suite(suite);
}
