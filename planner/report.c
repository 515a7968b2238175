/* Making a report: the facts of each launch are gathered, the rules asked, the plan drawn up. */
#include "planner/report.h"

#include <stdlib.h>
#include <string.h>

#include "planner/open.h"
#include "planner/rule.h"
#include "planner/write.h"
#include "resolver/resolve.h"

/* Copies the caller, whose strings are borrowed for the time of the call only. */
static enum amiplan_status copy_caller(const struct amiplan_context *context,
                                       struct amiplan_report *report, struct amiplan_error *err)
{
    size_t count = context->organizational_unit_count;
    const char **units = ap_arena_array(&report->arena, count, sizeof(*units));

    for (size_t i = 0; units && i < count; i++)
        units[i] = ap_arena_copy(&report->arena, context->organizational_units[i]);
    report->caller = (struct ap_caller){
        .account = ap_arena_copy(&report->arena, context->account),
        .organization = ap_arena_copy(&report->arena, context->organization),
        .units = units,
        .unit_count = count,
    };
    return report->arena.failed ? ap_fail_memory(err) : AMIPLAN_OK;
}

/* The parameter that a resolution went through, if a source has it. */
static enum amiplan_status read_parameter(const struct amiplan_catalog *catalog,
                                          const struct ap_store_question *question,
                                          const struct ap_reference *reference,
                                          struct ap_arena *arena, struct ap_subject *subject,
                                          struct amiplan_error *err)
{
    struct amiplan_parameter answer = { 0 };
    enum amiplan_status status = catalog->store.read(catalog->store.state, question,
                                                     &reference->name, 1, &answer, arena, err);

    if (!status && answer.error.status == AMIPLAN_OK) {
        subject->parameter = answer;
        subject->facts.parameter = &subject->parameter;
    }
    return status;
}

/*
 * From what the launch states to an image id. A friendly name that leads nowhere is the call's
 * failure; a reference inside a document is a finding, and the other rules go on.
 */
static enum amiplan_status find_image_id(const struct amiplan_catalog *catalog,
                                         const struct amiplan_context *context,
                                         struct ap_arena *arena, struct ap_subject *subject,
                                         struct amiplan_error *err)
{
    const struct amiplan_launch *launch = subject->facts.launch;
    const struct ap_store_question question = ap_question_of(context, subject->facts.region);
    struct ap_reference reference;
    bool is_parameter = false;
    enum amiplan_status status;

    if (!launch->image_id)
        return AMIPLAN_OK;
    if (launch->image_is_friendly) {
        /* What looks like an image id, or was meant as one, is EC2's to judge. */
        is_parameter = strncmp(launch->image_id, "ami-", 4) != 0 &&
                       strncmp(launch->image_id, "aki-", 4) != 0 &&
                       strncmp(launch->image_id, "ari-", 4) != 0;
        status = is_parameter ? ap_reference_parse(launch->image_id, &reference, err) : AMIPLAN_OK;
    } else {
        status = ap_reference_parse_ec2(launch->image_id, launch->document, &is_parameter,
                                        &reference, err);
    }
    if (status)
        return status;
    if (!is_parameter) {
        subject->facts.image_id = launch->image_id;
        subject->facts.image_id_well_formed = ap_image_id_is_well_formed(launch->image_id);
        return AMIPLAN_OK;
    }

    status = read_parameter(catalog, &question, &reference, arena, subject, err);
    if (!status)
        status = ap_resolve(&catalog->store, catalog->images, &question, &reference, arena,
                            &subject->resolution, err);
    if (status)
        return status;
    subject->facts.resolution = &subject->resolution;
    if (subject->resolution.error.status == AMIPLAN_OK) {
        subject->facts.image_id = subject->resolution.image_id;
        subject->facts.image_id_well_formed = true;
    } else if (launch->image_is_friendly) {
        return ap_fail(err, subject->resolution.error.status, subject->resolution.error.place, "%s",
                       subject->resolution.error.message);
    }
    return AMIPLAN_OK;
}

static enum amiplan_status gather(const struct amiplan_catalog *catalog,
                                  const struct amiplan_context *context, struct ap_arena *arena,
                                  struct ap_subject *subject, struct amiplan_error *err)
{
    struct ap_facts *facts = &subject->facts;
    enum amiplan_status status = find_image_id(catalog, context, arena, subject, err);

    if (!status && facts->image_id_well_formed)
        status = ap_catalogue_find(catalog->images, facts->region, facts->image_id, arena,
                                   &facts->image, err);
    if (status)
        return status;
    if (facts->image_id_well_formed && !facts->image) {
        facts->elsewhere_count = ap_catalogue_regions_of(
            catalog->images, facts->image_id, facts->region, subject->elsewhere, AP_ELSEWHERE_MAX);
        facts->elsewhere = subject->elsewhere;
    }
    if (facts->elsewhere_count) /* a copy would be like it: COPY-1 */
        status = ap_catalogue_find(catalog->images, facts->elsewhere[0], facts->image_id, arena,
                                   &facts->image, err);
    if (status)
        return status;
    const char *type = facts->launch->instance_type;
    if (type && ap_type_catalogue_find(catalog->types, type, &subject->type))
        facts->type = &subject->type;
    status =
        ap_devices_merge(facts->image, facts->launch, facts->type, arena, &subject->devices, err);
    facts->devices = &subject->devices;
    return status;
}

static enum amiplan_verdict judge(const struct ap_findings *findings)
{
    enum amiplan_verdict verdict = AMIPLAN_PASS;

    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].rule->severity != AMIPLAN_ERROR)
            continue;
        if (findings->items[i].verdict == AMIPLAN_BROKEN)
            return AMIPLAN_FAIL;
        if (findings->items[i].verdict == AMIPLAN_CANNOT_TELL)
            verdict = AMIPLAN_UNKNOWN;
    }
    return verdict;
}

static enum amiplan_status fill_subject(const struct amiplan_catalog *catalog,
                                        const struct amiplan_context *context,
                                        struct amiplan_report *report, struct ap_subject *subject,
                                        struct amiplan_error *err)
{
    size_t lists;
    const struct ap_rule_list *const *book = ap_rule_book(&lists);
    enum amiplan_status status = gather(catalog, context, &report->arena, subject, err);

    if (status)
        return status;
    subject->findings.arena = &report->arena;
    ap_rules_ask(book, lists, &subject->facts, &subject->findings);
    subject->verdict = judge(&subject->findings);
    if (report->is_plan) {
        subject->lifecycle = ap_lifecycle_of(&subject->facts);
        subject->charge_count = ap_charges_of(&subject->facts, &report->arena, subject->charges);
        subject->step_count =
            ap_steps_of(&subject->facts, subject->verdict, &report->arena, subject->steps);
    }
    if (subject->findings.failed || report->arena.failed)
        return ap_fail_memory(err);
    return AMIPLAN_OK;
}

static enum amiplan_status make_report(const struct amiplan_catalog *catalog,
                                       const struct amiplan_launch *const *launches,
                                       size_t launch_count, const struct amiplan_context *context,
                                       bool is_plan, struct amiplan_report **out,
                                       struct amiplan_error *err)
{
    const struct ap_operation *operation = NULL;
    const char *const *regions = NULL;
    struct amiplan_report *report;
    size_t region_count = 0;
    enum amiplan_status status;

    if (!catalog || (!launches && launch_count))
        return ap_fail(err, AMIPLAN_ERR_USAGE, "", "a catalog and launches are wanted");
    status = ap_context_check(context, err);
    if (!status)
        status = ap_operation_find(context->operation, &operation, err);
    if (status)
        return status;
    report = calloc(1, sizeof(*report));
    if (!report)
        return ap_fail_memory(err);
    report->is_plan = is_plan;
    status = copy_caller(context, report, err);
    if (!status)
        status = ap_context_regions(catalog, context, &report->arena, &regions, &region_count, err);
    if (!status && !region_count)
        status = ap_fail(err, AMIPLAN_ERR_USAGE, "region", "a launch needs a region");
    if (!status && launch_count > AP_SUBJECTS_MAX / region_count)
        status =
            ap_fail(err, AMIPLAN_ERR_USAGE, "", "%zu launches in %zu regions; %d together at most",
                    launch_count, region_count, AP_SUBJECTS_MAX);
    if (status)
        goto done;
    report->subjects = calloc(launch_count * region_count + 1, sizeof(*report->subjects));
    if (!report->subjects) {
        status = ap_fail_memory(err);
        goto done;
    }
    for (size_t i = 0; i < launch_count && !status; i++) {
        for (size_t j = 0; j < region_count && !status; j++) {
            struct ap_subject *subject = &report->subjects[report->count++];
            subject->facts = (struct ap_facts){
                .launch = launches[i],
                .operation = operation,
                .region = regions[j],
                .caller = &report->caller,
                .now_s = context->now_s,
            };
            status = fill_subject(catalog, context, report, subject, err);
        }
    }
done:
    if (status)
        amiplan_report_free(report);
    else
        *out = report;
    return status;
}

enum amiplan_status amiplan_check(const struct amiplan_catalog *catalog,
                                  const struct amiplan_launch *const *launches, size_t launch_count,
                                  const struct amiplan_context *context,
                                  struct amiplan_report **out, struct amiplan_error *err)
{
    return make_report(catalog, launches, launch_count, context, false, out, err);
}

enum amiplan_status amiplan_plan(const struct amiplan_catalog *catalog,
                                 const struct amiplan_launch *const *launches, size_t launch_count,
                                 const struct amiplan_context *context, struct amiplan_report **out,
                                 struct amiplan_error *err)
{
    return make_report(catalog, launches, launch_count, context, true, out, err);
}

void amiplan_report_free(struct amiplan_report *report)
{
    if (!report)
        return;
    for (size_t i = 0; i < report->count; i++)
        free(report->subjects[i].findings.items);
    free(report->subjects);
    ap_arena_done(&report->arena);
    free(report);
}

enum amiplan_verdict amiplan_report_verdict(const struct amiplan_report *report)
{
    enum amiplan_verdict worst = AMIPLAN_PASS;

    for (size_t i = 0; i < report->count; i++) {
        if (report->subjects[i].verdict > worst)
            worst = report->subjects[i].verdict;
    }
    return worst;
}

size_t amiplan_report_subject_count(const struct amiplan_report *report)
{
    return report->count;
}

enum amiplan_verdict amiplan_report_subject_verdict(const struct amiplan_report *report,
                                                    size_t subject)
{
    return report->subjects[subject].verdict;
}

size_t amiplan_report_finding_count(const struct amiplan_report *report, size_t subject)
{
    return report->subjects[subject].findings.count;
}

const struct amiplan_finding *amiplan_report_finding(const struct amiplan_report *report,
                                                     size_t subject, size_t index)
{
    return &report->subjects[subject].findings.items[index];
}

/* What a report is written as. */
static const struct {
    const char *name;
    bool plan_only;
    enum amiplan_status (*write)(const struct amiplan_report *, struct ap_text *,
                                 struct amiplan_error *);
} writers[] = {
    { "json", false, ap_write_json },
    { "run-instances", true, ap_write_run_instances },
    { "text", false, ap_write_text },
};

enum amiplan_status amiplan_report_write(const struct amiplan_report *report, const char *format,
                                         char **out, size_t *len, struct amiplan_error *err)
{
    for (size_t i = 0; i < AP_COUNT(writers); i++) {
        if (strcmp(writers[i].name, format) || (writers[i].plan_only && !report->is_plan))
            continue;
        struct ap_text text = { 0 };
        return ap_text_finish(&text, writers[i].write(report, &text, err), out, len, err);
    }
    return ap_fail(err, AMIPLAN_ERR_USAGE, "output", "there is no format '%.40s'; %s", format,
                   report->is_plan ? "text, json and run-instances are" : "text and json are");
}
