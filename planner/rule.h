/*
 * What a rule is, and the loop that asks them all. A rule is a row of a table in rules/, one
 * subject a file; rules/book.c lists the subjects in the order in which EC2 would most likely
 * complain.
 */
#ifndef AP_PLANNER_RULE_H
#define AP_PLANNER_RULE_H

#include "planner/finding.h"

struct ap_rule {
    struct amiplan_rule_info info;
    unsigned concerns;   /* of enum ap_concern: the calls that it is about */
    const char *pointer; /* where a request states what it is about: "/InstanceType"; or NULL */
    /* Pure: no I/O. Adds no finding when the rule holds; one a device when it is about devices. */
    void (*ask)(const struct ap_facts *facts, struct ap_findings *findings);
};

struct ap_rule_list {
    const struct ap_rule *rules;
    size_t count;
};

/* Asks each rule that concerns the launch's operation, and marks the finding that EC2 would most
 * likely return first. The book is an argument so that the loop can be tested with rules made up.
 */
void ap_rules_ask(const struct ap_rule_list *const *lists, size_t list_count,
                  const struct ap_facts *facts, struct ap_findings *findings);

/* The book: static. */
const struct ap_rule_list *const *ap_rule_book(size_t *list_count);

#endif
