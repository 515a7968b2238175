/* Reports as text for people. What is inferred carries a '*'. */
#include <stdio.h>
#include <string.h>

#include "planner/write.h"

#define CELL_BYTES 64

static const char *verdict_word(enum amiplan_verdict verdict)
{
    static const char *const words[] = { "PASS", "UNKNOWN", "FAIL" };

    return words[verdict];
}

/* ---- findings ---- */

static void write_ec2(struct ap_text *text, const struct amiplan_finding *finding, const char *lead)
{
    if (finding->ec2_code)
        ap_text_addf(text, "           %s %s%s%s\n", lead, finding->ec2_code,
                     finding->ec2_message ? ": " : "",
                     finding->ec2_message ? finding->ec2_message : "");
}

static void write_broken(struct ap_text *text, const struct amiplan_finding *finding)
{
    ap_text_addf(text, "  %-8s %s: %s", ap_severity_name(finding->rule->severity),
                 finding->rule->id, finding->message);
    if (finding->pointer)
        ap_text_addf(text, " [%s: %s]", finding->file, finding->pointer);
    ap_text_add_char(text, '\n');
    write_ec2(text, finding, finding->first ? "EC2 says this first:" : "EC2 says:");
    if (finding->fix)
        ap_text_addf(text, "           fix: %s\n", finding->fix);
    ap_text_addf(text, "           source: %s\n", finding->rule->reference);
}

static bool same_unknown(const struct amiplan_finding *a, const struct amiplan_finding *b)
{
    return b->verdict == AMIPLAN_CANNOT_TELL && a->settled_by && b->settled_by &&
           !strcmp(a->settled_by, b->settled_by);
}

/* What one answer would settle stands together. */
static void write_unknown(struct ap_text *text, const struct ap_findings *findings, size_t at)
{
    const struct amiplan_finding *first = &findings->items[at];

    for (size_t i = 0; i < at; i++) {
        if (same_unknown(first, &findings->items[i]))
            return; /* written with that one */
    }
    ap_text_addf(text, "  unknown  %s: %s\n", first->rule->id, first->message);
    const char *lead = "           also unknown: ";
    for (size_t i = at + 1; i < findings->count; i++) {
        if (!same_unknown(first, &findings->items[i]))
            continue;
        ap_text_addf(text, "%s%s", lead, findings->items[i].rule->id);
        lead = ", ";
    }
    if (*lead == ',')
        ap_text_add(text, "\n");
    ap_text_addf(text, "           missing: %s", first->missing);
    for (size_t i = at + 1; i < findings->count; i++) {
        bool named = false;
        if (!same_unknown(first, &findings->items[i]))
            continue;
        for (size_t j = at; j < i && !named; j++)
            named = same_unknown(first, &findings->items[j]) &&
                    !strcmp(findings->items[j].missing, findings->items[i].missing);
        if (!named)
            ap_text_addf(text, ", %s", findings->items[i].missing);
    }
    ap_text_addf(text, "\n           settled by: %s\n", first->settled_by);
    if (first->ec2_message)
        write_ec2(text, first, "EC2 might say:");
}

static void write_findings(struct ap_text *text, const struct ap_findings *findings)
{
    for (int severity = AMIPLAN_ERROR; severity >= AMIPLAN_INFO; severity--) {
        for (size_t i = 0; i < findings->count; i++) {
            if (findings->items[i].verdict == AMIPLAN_BROKEN &&
                (int)findings->items[i].rule->severity == severity)
                write_broken(text, &findings->items[i]);
        }
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].verdict == AMIPLAN_CANNOT_TELL)
            write_unknown(text, findings, i);
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].verdict == AMIPLAN_NOTE)
            ap_text_addf(text, "  note     %s: %s\n", findings->items[i].rule->id,
                         findings->items[i].message);
    }
}

/* ---- the head ---- */

static void write_head(struct ap_text *text, const struct ap_subject *subject)
{
    const struct ap_facts *facts = &subject->facts;
    const struct amiplan_launch *launch = facts->launch;

    ap_text_addf(text, "%s  %s on %s in %s", verdict_word(subject->verdict),
                 facts->image_id    ? facts->image_id
                 : launch->image_id ? launch->image_id
                                    : "(no image)",
                 launch->instance_type ? launch->instance_type : "(no instance type)",
                 facts->region);
    if (strcmp(facts->operation->name, "RunInstances"))
        ap_text_addf(text, " by %s", facts->operation->name);
    if (launch->document)
        ap_text_addf(text, " (%s)", launch->document);
    ap_text_add_char(text, '\n');
}

/* ", hvm*": a word of the image, with its mark; nothing when it is unknown. */
static void add_word(struct ap_text *text, const struct ap_image *image, enum ap_image_field field,
                     const char *lead, const char *word)
{
    struct ap_fact fact = image->facts[field];

    if (fact.state == AP_FACT_KNOWN)
        ap_text_addf(text, "%s%s%s", lead, word, ap_fact_is_inferred(fact) ? "*" : "");
}

static void write_image(struct ap_text *text, const struct ap_facts *facts)
{
    const struct amiplan_resolution *resolution = facts->resolution;
    const struct ap_image *image = facts->image;

    ap_text_add(text, "\nImage\n");
    if (resolution && !resolution->error.status) {
        ap_text_addf(text, "  %s, from %s", resolution->image_id, resolution->parameter);
        if (resolution->version)
            ap_text_addf(text, " version %lld", (long long)resolution->version);
        ap_text_addf(text, " (%s%s%s)\n", resolution->source, resolution->as_of ? " of " : "",
                     resolution->as_of ? resolution->as_of : "");
    } else {
        ap_text_addf(text, "  %s\n",
                     facts->image_id           ? facts->image_id
                     : facts->launch->image_id ? facts->launch->image_id
                                               : "not stated");
    }
    if (!image) {
        ap_text_add(text, "  no source at hand has its record\n");
        return;
    }
    add_word(text, image, AP_IMAGE_NAME, "  ", image->name);
    add_word(text, image, AP_IMAGE_OWNER_ID, " of ", image->owner_id);
    ap_text_addf(
        text, "%s(%s%s%s)%s%s\n  ", image->facts[AP_IMAGE_NAME].state == AP_FACT_KNOWN ? " " : "  ",
        image->source, image->as_of ? " of " : "", image->as_of ? image->as_of : "",
        facts->elsewhere_count ? ", in " : "", facts->elsewhere_count ? facts->elsewhere[0] : "");
    add_word(text, image, AP_IMAGE_STATE, "", ap_image_state_name(image->state));
    add_word(text, image, AP_IMAGE_ARCHITECTURE, ", ", ap_arch_name(image->arch));
    add_word(text, image, AP_IMAGE_VIRTUALIZATION_TYPE, ", ", ap_virt_name(image->virt));
    add_word(text, image, AP_IMAGE_PLATFORM_DETAILS, ", ", image->platform_details);
    add_word(text, image, AP_IMAGE_ROOT_DEVICE_TYPE, ", root ", ap_root_name(image->root));
    add_word(text, image, AP_IMAGE_ROOT_DEVICE_NAME, " ", image->root_device_name);
    ap_text_add_char(text, '\n');
}

/* ---- devices ---- */

static bool is_known(const struct ap_device *device, enum ap_volume_field field)
{
    return device->volume.facts[field].state == AP_FACT_KNOWN;
}

static const char *mark(const struct ap_device *device, enum ap_volume_field field)
{
    return device->field_from[field] == AP_FROM_INFERRED ? "*" : "";
}

static void size_cell(const struct ap_device *device, char cell[CELL_BYTES])
{
    if (device->kind == AP_DEVICE_INSTANCE_STORE && device->disk_gb)
        snprintf(cell, CELL_BYTES, "%lld GB", (long long)device->disk_gb);
    else if (device->kind == AP_DEVICE_EBS && is_known(device, AP_VOLUME_SIZE))
        snprintf(cell, CELL_BYTES, "%lld GiB%s", (long long)device->volume.size_gib,
                 mark(device, AP_VOLUME_SIZE));
    else
        snprintf(cell, CELL_BYTES, "%s",
                 device->kind == AP_DEVICE_EBS || device->kind == AP_DEVICE_INSTANCE_STORE ? "?"
                                                                                           : "-");
}

static void type_cell(const struct ap_device *device, char cell[CELL_BYTES])
{
    if (device->kind != AP_DEVICE_EBS)
        snprintf(cell, CELL_BYTES, "-");
    else if (is_known(device, AP_VOLUME_TYPE))
        snprintf(cell, CELL_BYTES, "%.40s%s", device->volume.volume_type,
                 mark(device, AP_VOLUME_TYPE));
    else
        snprintf(cell, CELL_BYTES, "?");
}

static void kind_cell(const struct ap_device *device, char cell[CELL_BYTES])
{
    snprintf(cell, CELL_BYTES, "%s%s", ap_device_kind_name(device->kind),
             device->root ? " (root)" : "");
}

/* "deleted*": what termination does, marked when that is inferred. */
static void terminate_cell(const struct ap_device *device, const struct ap_fate *fate,
                           char cell[CELL_BYTES])
{
    snprintf(cell, CELL_BYTES, "%s%s", fate->terminate,
             device->kind == AP_DEVICE_EBS ? mark(device, AP_VOLUME_DELETE_ON_TERMINATION) : "");
}

static void write_devices(struct ap_text *text, const struct ap_subject *subject)
{
    static const char row[] = "  %-10s %-21s %-8s %-9s %-16s %-12s %-12s %-7s %s\n";
    enum ap_fact_state store = ap_root_is_store(subject->facts.image);

    ap_text_add(text, "\nBlock devices");
    if (!subject->devices.image_known)
        ap_text_add(text, " (no source gives the image's own mappings)");
    ap_text_add_char(text, '\n');
    if (!subject->devices.count) {
        ap_text_add(text, "  none is known\n");
        return;
    }
    ap_text_addf(text, row, "device", "kind", "size", "volume", "from", "on stop", "on hibernate",
                 "reboot", "terminate");
    for (size_t i = 0; i < subject->devices.count; i++) {
        const struct ap_device *device = &subject->devices.items[i];
        struct ap_fate fate = ap_device_fate(device, store);
        char size[CELL_BYTES], type[CELL_BYTES], kind[CELL_BYTES], terminate[CELL_BYTES];
        char from[CELL_BYTES];

        size_cell(device, size);
        type_cell(device, type);
        kind_cell(device, kind);
        terminate_cell(device, &fate, terminate);
        snprintf(from, sizeof(from), "%s%s", ap_from_name(device->from),
                 device->overridden ? "+request" : "");
        ap_text_addf(text, row, device->name ? device->name : "?", kind, size, type, from,
                     fate.stop, fate.hibernate, fate.reboot, terminate);
        if (device->why)
            ap_text_addf(text, "  %-12s %s%s%s\n", "",
                         device->virtual_name ? device->virtual_name : "",
                         device->virtual_name ? ": " : "", device->why);
        if (device->presence_unknown)
            ap_text_addf(text, "  %-12s %s: whether the type has the disk is not known\n", "",
                         device->virtual_name);
    }
}

static bool has_inferred(const struct ap_subject *subject)
{
    const struct ap_image *image = subject->facts.image;

    for (size_t i = 0; image && i < AP_IMAGE_FIELDS; i++) {
        if (ap_fact_is_inferred(image->facts[i]))
            return true;
    }
    return false;
}

static void write_plan(struct ap_text *text, const struct ap_subject *subject)
{
    const struct ap_lifecycle *life = &subject->lifecycle;

    write_image(text, &subject->facts);
    write_devices(text, subject);
    ap_text_add(text, "\nOnce it runs\n");
    ap_text_addf(text, "  stop                   %s\n", life->stop);
    ap_text_addf(text, "  hibernate              %s%s%s\n", life->hibernate,
                 life->hibernate_why ? ": " : "", life->hibernate_why ? life->hibernate_why : "");
    ap_text_addf(text, "  shutdown from inside   %s\n", life->shutdown);
    ap_text_addf(text, "  changes while stopped  %s\n", life->changes);
    ap_text_addf(text, "  start                  %s\n", life->start);
    ap_text_add(text, "\nCharged\n");
    for (size_t i = 0; i < subject->charge_count; i++)
        ap_text_addf(text, "  %s (%s): %s\n", subject->charges[i].item, subject->charges[i].payer,
                     subject->charges[i].when);
    if (subject->step_count)
        ap_text_add(text, "\nSteps\n");
    for (size_t i = 0; i < subject->step_count; i++)
        ap_text_addf(text, "  %zu. %s\n     %s\n", i + 1, subject->steps[i].command,
                     subject->steps[i].why);
    ap_text_add(text, "\nFindings\n");
    if (!subject->findings.count)
        ap_text_add(text, "  none\n");
}

enum amiplan_status ap_write_text(const struct amiplan_report *report, struct ap_text *text,
                                  struct amiplan_error *err)
{
    (void)err;
    for (size_t i = 0; i < report->count; i++) {
        const struct ap_subject *subject = &report->subjects[i];
        if (i)
            ap_text_add_char(text, '\n');
        write_head(text, subject);
        if (report->is_plan && subject->verdict == AMIPLAN_FAIL)
            ap_text_add(text, "      this launch cannot work: see Findings\n");
        if (report->is_plan)
            write_plan(text, subject);
        write_findings(text, &subject->findings);
        if (report->is_plan && has_inferred(subject))
            ap_text_addf(text,
                         "\n  * inferred from the image's name (family %s): no record at hand "
                         "has it\n",
                         subject->facts.image->family ? subject->facts.image->family : "?");
    }
    return AMIPLAN_OK;
}
