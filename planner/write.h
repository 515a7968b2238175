/* What a report is written as; the table of formats stands in report.c. And words that writers
 * share. */
#ifndef AP_PLANNER_WRITE_H
#define AP_PLANNER_WRITE_H

#include "base/json_writer.h"
#include "base/text.h"
#include "planner/report.h"

enum amiplan_status ap_write_json(const struct amiplan_report *report, struct ap_text *text,
                                  struct amiplan_error *err);
enum amiplan_status ap_write_text(const struct amiplan_report *report, struct ap_text *text,
                                  struct amiplan_error *err);
enum amiplan_status ap_write_run_instances(const struct amiplan_report *report,
                                           struct ap_text *text, struct amiplan_error *err);

/* The words of the JSON documents. Static. */
const char *ap_severity_name(enum amiplan_severity severity);
const char *ap_certainty_name(enum amiplan_certainty certainty);
const char *ap_verdict_name(enum amiplan_verdict verdict);
const char *ap_finding_verdict_name(enum amiplan_finding_verdict verdict);
/* "ebs", "instance-store", "removed", "ignored". */
const char *ap_device_kind_name(enum ap_device_kind kind);

/* "VIRT-1 D-3" as a list of strings named `name`. */
void ap_json_write_words(struct ap_json_writer *writer, const char *name, const char *words);

/* The document amiplan/error/v1. */
void ap_json_write_error(struct ap_json_writer *writer, const char *name,
                         const struct amiplan_error *error);

#endif
