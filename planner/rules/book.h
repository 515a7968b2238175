/* The subjects of the rule book: one list of rows a file. */
#ifndef AP_PLANNER_RULES_BOOK_H
#define AP_PLANNER_RULES_BOOK_H

#include "planner/rule.h"

extern const struct ap_rule_list ap_rules_id;
extern const struct ap_rule_list ap_rules_reg;
extern const struct ap_rule_list ap_rules_perm;
extern const struct ap_rule_list ap_rules_state;
extern const struct ap_rule_list ap_rules_arch;
extern const struct ap_rule_list ap_rules_virt;
extern const struct ap_rule_list ap_rules_os;
extern const struct ap_rule_list ap_rules_root;
extern const struct ap_rule_list ap_rules_map;
extern const struct ap_rule_list ap_rules_hib;
extern const struct ap_rule_list ap_rules_life;
extern const struct ap_rule_list ap_rules_dot;

#endif
