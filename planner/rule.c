#include "planner/rule.h"

static void ask_one(const struct ap_rule *rule, const struct ap_facts *facts,
                    struct ap_findings *findings)
{
    size_t before = findings->count;

    findings->rule = rule;
    findings->inferred = false;
    rule->ask(facts, findings);
    for (size_t i = before; i < findings->count; i++) {
        if (!findings->items[i].file)
            ap_finding_at(findings, &findings->items[i], facts->launch, rule->pointer);
    }
}

void ap_rules_ask(const struct ap_rule_list *const *lists, size_t list_count,
                  const struct ap_facts *facts, struct ap_findings *findings)
{
    for (size_t i = 0; i < list_count; i++) {
        for (size_t j = 0; j < lists[i]->count; j++) {
            if (lists[i]->rules[j].concerns & facts->operation->concerns)
                ask_one(&lists[i]->rules[j], facts, findings);
        }
    }
    for (size_t i = 0; i < findings->count; i++) {
        struct amiplan_finding *finding = &findings->items[i];
        if (finding->verdict == AMIPLAN_BROKEN && finding->rule->severity == AMIPLAN_ERROR) {
            finding->first = 1;
            break;
        }
    }
}
