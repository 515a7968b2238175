#include "planner/finding.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/rule.h"

#define FINDINGS_MAX 20000 /* of one launch: some rules times the mappings */

__attribute__((format(printf, 3, 0))) static struct amiplan_finding *
add(struct ap_findings *findings, enum amiplan_finding_verdict verdict, const char *format,
    va_list args)
{
    if (findings->failed || findings->count >= FINDINGS_MAX)
        return NULL;
    if (findings->count == findings->room) {
        size_t room = findings->room ? findings->room * 2 : 16;
        struct amiplan_finding *items = realloc(findings->items, room * sizeof(*items));
        if (!items) {
            findings->failed = true;
            return NULL;
        }
        findings->items = items;
        findings->room = room;
    }
    const struct amiplan_rule_info *info = &findings->rule->info;
    struct amiplan_finding *finding = &findings->items[findings->count];
    *finding = (struct amiplan_finding){
        .rule = info,
        .verdict = verdict,
        .certainty = findings->inferred ? AMIPLAN_INFERRED : info->certainty,
        .message = ap_arena_vprintf(findings->arena, format, args),
        .fix = verdict == AMIPLAN_NOTE ? NULL : info->fix,
        .ec2_code = verdict == AMIPLAN_NOTE ? NULL : info->ec2_code,
    };
    if (!finding->message) {
        findings->failed = true;
        return NULL;
    }
    findings->count++;
    return finding;
}

struct amiplan_finding *ap_broken(struct ap_findings *findings, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct amiplan_finding *finding = add(findings, AMIPLAN_BROKEN, format, args);
    va_end(args);
    return finding;
}

struct amiplan_finding *ap_note(struct ap_findings *findings, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct amiplan_finding *finding = add(findings, AMIPLAN_NOTE, format, args);
    va_end(args);
    return finding;
}

struct amiplan_finding *ap_cannot_tell(struct ap_findings *findings, const char *missing,
                                       const char *settled_by, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    struct amiplan_finding *finding = add(findings, AMIPLAN_CANNOT_TELL, format, args);
    va_end(args);
    if (!finding)
        return NULL;
    finding->missing = ap_arena_copy(findings->arena, missing);
    finding->settled_by = ap_arena_copy(findings->arena, settled_by);
    finding->fix = NULL;
    findings->failed |= findings->arena->failed;
    return finding;
}

/* EC2's text with each {name} replaced by the next argument. NULL when an argument is missing. */
static char *fill(struct ap_arena *arena, const char *text, va_list args)
{
    struct ap_text filled = { 0 };
    char *copy = NULL;

    while (*text) {
        size_t plain = strcspn(text, "{");
        ap_text_add_bytes(&filled, text, plain);
        text += plain;
        if (!*text)
            break;
        const char *value = va_arg(args, const char *);
        const char *close = strchr(text, '}');
        if (!value || !close)
            goto done;
        ap_text_add(&filled, value);
        text = close + 1;
    }
    if (filled.failed)
        arena->failed = true;
    else
        copy = ap_arena_copy(arena, filled.bytes ? filled.bytes : "");
done:
    ap_text_done(&filled);
    return copy;
}

void ap_finding_ec2(struct ap_findings *findings, struct amiplan_finding *finding, ...)
{
    va_list args;

    if (!finding || !finding->rule->ec2_message)
        return;
    va_start(args, finding);
    finding->ec2_code = finding->rule->ec2_code;
    finding->ec2_message = fill(findings->arena, finding->rule->ec2_message, args);
    va_end(args);
    findings->failed |= findings->arena->failed;
}

void ap_finding_ec2_as(struct ap_findings *findings, struct amiplan_finding *finding,
                       const char *code, const char *text, ...)
{
    va_list args;

    if (!finding)
        return;
    va_start(args, text);
    finding->ec2_code = code;
    finding->ec2_message = text ? fill(findings->arena, text, args) : NULL;
    va_end(args);
    findings->failed |= findings->arena->failed;
}

void ap_finding_fix(struct ap_findings *findings, struct amiplan_finding *finding,
                    const char *format, ...)
{
    va_list args;

    if (!finding)
        return;
    va_start(args, format);
    finding->fix = ap_arena_vprintf(findings->arena, format, args);
    va_end(args);
    findings->failed |= findings->arena->failed;
}

void ap_finding_device(struct amiplan_finding *finding, const char *device)
{
    if (finding)
        finding->device = device;
}

void ap_finding_at(struct ap_findings *findings, struct amiplan_finding *finding,
                   const struct amiplan_launch *launch, const char *pointer)
{
    if (!finding || !launch->document || !pointer || !ap_launch_states(launch, pointer))
        return;
    finding->file = launch->document;
    finding->pointer = ap_arena_copy(findings->arena, pointer);
    findings->failed |= findings->arena->failed;
}

/* ERROR wants what was recorded of the family at least, WARNING partial evidence, INFO anything
 * (facts: amazon-image-families.md, section 1). */
static enum ap_fact_grade grade_needed(const struct ap_findings *findings)
{
    switch (findings->rule->info.severity) {
    case AMIPLAN_ERROR:
        return AP_GRADE_FAMILY;
    case AMIPLAN_WARNING:
        return AP_GRADE_PARTIAL;
    default:
        return AP_GRADE_ANALOGY;
    }
}

enum ap_fact_state ap_know_image(const struct ap_facts *facts, struct ap_findings *findings,
                                 enum ap_image_field field)
{
    if (!facts->image)
        return AP_FACT_UNKNOWN;
    struct ap_fact fact = facts->image->facts[field];
    enum ap_fact_state state = ap_fact_for(fact, grade_needed(findings));
    if (state != AP_FACT_UNKNOWN && ap_fact_is_inferred(fact))
        findings->inferred = true;
    return state;
}

enum ap_fact_state ap_know_type(const struct ap_facts *facts, struct ap_findings *findings,
                                enum ap_type_field field)
{
    if (!facts->type)
        return AP_FACT_UNKNOWN;
    struct ap_fact fact = facts->type->facts[field];
    if (fact.state != AP_FACT_UNKNOWN && ap_fact_is_inferred(fact))
        findings->inferred = true;
    return (enum ap_fact_state)fact.state;
}

const char *ap_describe_image(const struct ap_facts *facts, struct ap_findings *findings)
{
    return ap_arena_printf(findings->arena, "aws ec2 describe-images --region %s --image-ids %s",
                           facts->image ? facts->image->region : facts->region,
                           facts->image_id ? facts->image_id : "IMAGE");
}

enum ap_fact_state ap_need_image(const struct ap_facts *facts, struct ap_findings *findings,
                                 enum ap_image_field field)
{
    enum ap_fact_state state = ap_know_image(facts, findings, field);

    if (state != AP_FACT_UNKNOWN)
        return state;
    if (!facts->image_id || !facts->image_id_well_formed) {
        ap_cannot_tell(findings, "ImageId", "an image id in the request",
                       "%s, so it cannot be told whether %s",
                       facts->image_id ? "what is stated is no image id"
                                       : "no image is stated or resolved",
                       findings->rule->info.summary);
        return state;
    }
    const char *name = ap_image_field_name(field);
    const char *command = ap_describe_image(facts, findings);
    const char *missing = ap_arena_printf(findings->arena, "image %s", name);
    if (!facts->image)
        ap_cannot_tell(findings, missing, command,
                       "no source has the image's record, so it cannot be told whether %s",
                       findings->rule->info.summary);
    else
        ap_cannot_tell(findings, missing, command,
                       "no source gives the image's %s%s, so it cannot be told whether %s", name,
                       facts->image->facts[field].state == AP_FACT_UNKNOWN
                           ? ""
                           : " (what its name suggests is too weak a ground)",
                       findings->rule->info.summary);
    return state;
}

enum ap_fact_state ap_need_type(const struct ap_facts *facts, struct ap_findings *findings,
                                enum ap_type_field field)
{
    enum ap_fact_state state = ap_know_type(facts, findings, field);

    if (state != AP_FACT_UNKNOWN)
        return state;
    const char *type = facts->launch->instance_type;
    const char *name = ap_type_field_name(field);
    if (!type)
        ap_cannot_tell(findings, "InstanceType", "an instance type in the request",
                       "no instance type is stated, so it cannot be told whether %s",
                       findings->rule->info.summary);
    else
        ap_cannot_tell(
            findings, ap_arena_printf(findings->arena, "instance type %s", name),
            ap_arena_printf(findings->arena,
                            "aws ec2 describe-instance-types --region %s --instance-types %s",
                            facts->region, type),
            "no source gives %s of '%s', so it cannot be told whether %s", name, type,
            findings->rule->info.summary);
    return state;
}
