/* The subjects, in the order in which EC2 would most likely complain: the image must exist and be
 * the caller's to launch before it is compared with the type, and that before its volumes are made.
 */
#include "planner/rules/book.h"

static const struct ap_rule_list *const subjects[] = {
    &ap_rules_id,   &ap_rules_reg, &ap_rules_perm, &ap_rules_state, &ap_rules_arch, &ap_rules_virt,
    &ap_rules_root, &ap_rules_os,  &ap_rules_map,  &ap_rules_hib,   &ap_rules_life, &ap_rules_dot,
};

const struct ap_rule_list *const *ap_rule_book(size_t *list_count)
{
    *list_count = AP_COUNT(subjects);
    return subjects;
}

size_t amiplan_rule_count(void)
{
    size_t count = 0;

    for (size_t i = 0; i < AP_COUNT(subjects); i++)
        count += subjects[i]->count;
    return count;
}

const struct amiplan_rule_info *amiplan_rule_get(size_t index)
{
    for (size_t i = 0; i < AP_COUNT(subjects); i++) {
        if (index < subjects[i]->count)
            return &subjects[i]->rules[index].info;
        index -= subjects[i]->count;
    }
    return NULL;
}
