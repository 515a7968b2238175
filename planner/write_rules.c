/* The rule book, and single rules in full. */
#include <string.h>

#include "planner/write.h"

static void write_rule(struct ap_json_writer *writer, const struct amiplan_rule_info *rule)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "rule", rule->id);
    ap_json_write_string(writer, "severity", ap_severity_name(rule->severity));
    ap_json_write_string(writer, "certainty", ap_certainty_name(rule->certainty));
    ap_json_write_string(writer, "summary", rule->summary);
    ap_json_write_words(writer, "facts", rule->facts);
    ap_json_write_string(writer, "reference", rule->reference);
    ap_json_write_string(writer, "fix", rule->fix);
    if (rule->ec2_code) {
        ap_json_begin_object(writer, "ec2");
        ap_json_write_string(writer, "code", rule->ec2_code);
        ap_json_write_string(writer, "message", rule->ec2_message);
        ap_json_end_object(writer);
    } else {
        ap_json_write_null(writer, "ec2");
    }
    ap_json_end_object(writer);
}

/* Whether "VIRT-1 D-3" has the word. */
static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = strstr(words, word); at && len; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    }
    return false;
}

/* Whether `what` is the rule's id, a row of the facts that it rests on, or the code that it
 * predicts. NULL: every rule. */
static bool is_meant(const struct amiplan_rule_info *rule, const char *what)
{
    return !what || !strcmp(rule->id, what) || has_word(rule->facts, what) ||
           (rule->ec2_code && !strcmp(rule->ec2_code, what));
}

static void write_json(const char *what, struct ap_text *text)
{
    struct ap_json_writer writer = { .text = text };

    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/rules/v1");
    ap_json_begin_array(&writer, "rules");
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        if (is_meant(amiplan_rule_get(i), what))
            write_rule(&writer, amiplan_rule_get(i));
    }
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(text, '\n');
}

static void write_line(const struct amiplan_rule_info *rule, struct ap_text *text)
{
    ap_text_addf(text, "%-8s %-24s %s\n", ap_severity_name(rule->severity), rule->id,
                 rule->summary);
}

static void write_in_full(const struct amiplan_rule_info *rule, struct ap_text *text)
{
    ap_text_addf(text, "%s (%s, %s)\n", rule->id, ap_severity_name(rule->severity),
                 ap_certainty_name(rule->certainty));
    ap_text_addf(text, "  what must hold: %s\n", rule->summary);
    if (rule->fix)
        ap_text_addf(text, "  otherwise:      %s\n", rule->fix);
    if (rule->ec2_code)
        ap_text_addf(text, "  EC2 would say:  %s: %s\n", rule->ec2_code,
                     rule->ec2_message ? rule->ec2_message : "(its text is not recorded)");
    else if (rule->severity == AMIPLAN_ERROR)
        ap_text_add(text, "  EC2 would say:  (neither its code nor its text is recorded)\n");
    ap_text_addf(text, "  facts:          %s\n", rule->facts);
    ap_text_addf(text, "  source:         %s\n", rule->reference);
}

/* Writes what is meant in that format. */
static enum amiplan_status write_as(const char *what, const char *format, char **out, size_t *len,
                                    struct amiplan_error *err)
{
    struct ap_text text = { 0 };
    bool some = false;

    if (!strcmp(format, "json")) {
        write_json(what, &text);
    } else if (!strcmp(format, "text")) {
        for (size_t i = 0; i < amiplan_rule_count(); i++) {
            const struct amiplan_rule_info *rule = amiplan_rule_get(i);
            if (!is_meant(rule, what))
                continue;
            if (what && some)
                ap_text_add_char(&text, '\n');
            if (what)
                write_in_full(rule, &text);
            else
                write_line(rule, &text);
            some = true;
        }
    } else {
        return ap_fail(err, AMIPLAN_ERR_USAGE, "output",
                       "there is no format '%.40s'; text and json are", format);
    }
    return ap_text_finish(&text, AMIPLAN_OK, out, len, err);
}

enum amiplan_status amiplan_rules_write(const char *format, char **out, size_t *len,
                                        struct amiplan_error *err)
{
    return write_as(NULL, format, out, len, err);
}

enum amiplan_status amiplan_explain_write(const char *what, const char *format, char **out,
                                          size_t *len, struct amiplan_error *err)
{
    const char *nearest = NULL;
    size_t nearest_edits = 6;

    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        const struct amiplan_rule_info *rule = amiplan_rule_get(i);
        if (is_meant(rule, what))
            return write_as(what, format, out, len, err);
        size_t edits = ap_text_distance(rule->id, what, nearest_edits - 1);
        if (edits < nearest_edits) {
            nearest_edits = edits;
            nearest = rule->id;
        }
    }
    return ap_fail(err, AMIPLAN_ERR_NOT_FOUND, "",
                   "there is no rule '%.60s', and no rule rests on a fact or predicts a code of "
                   "that name%s%s%s",
                   what, nearest ? "; did you mean " : "", nearest ? nearest : "",
                   nearest ? "?" : "");
}
