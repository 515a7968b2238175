/* The rule book as a text: ids, clauses, references, EC2's texts. */
#include <ctype.h>
#include <string.h>

#include <check.h>

#include "base/error.h"
#include "planner/rule.h"
#include "tests/check_main.h"

/* Lower-case words with hyphens between, two at least: a group and a noun. */
static bool is_id(const char *id)
{
    size_t words = 1;

    for (const char *c = id; *c; c++) {
        if (*c == '-') {
            if (c == id || c[1] == '-' || !c[1])
                return false;
            words++;
        } else if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c)) {
            return false;
        }
    }
    return words >= 2;
}

/* "VIRT-1": capitals, a hyphen, a number. Returns its length, 0 when it is none. */
static size_t fact_bytes(const char *word)
{
    size_t letters = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    size_t digits = letters && word[letters] == '-' ? strspn(word + letters + 1, "0123456789") : 0;

    return digits ? letters + 1 + digits : 0;
}

static bool are_facts(const char *facts)
{
    while (*facts) {
        size_t len = fact_bytes(facts);
        if (!len)
            return false;
        facts += len;
        if (*facts == ' ' && facts[1])
            facts++;
        else if (*facts)
            return false;
    }
    return true;
}

/* {names} of lower-case letters, none inside another, none left open. */
static bool has_good_braces(const char *text)
{
    for (const char *c = text; *c; c++) {
        if (*c == '}')
            return false;
        if (*c != '{')
            continue;
        size_t len = strspn(c + 1, "abcdefghijklmnopqrstuvwxyz");
        if (!len || c[1 + len] != '}')
            return false;
        c += 1 + len;
    }
    return true;
}

static bool is_line(const char *text)
{
    return !text || (*text && !strpbrk(text, "\r\n\t") && !strstr(text, "  "));
}

START_TEST(row_reads_well)
{
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        const struct amiplan_rule_info *info = amiplan_rule_get(i);
        const char *id = info->id;
        ck_assert_msg(is_id(id), "'%s': an id is GROUP-NOUN in lower case", id);
        ck_assert_msg(info->summary && is_line(info->summary), "%s: summary", id);
        ck_assert_msg(is_line(info->facts) && is_line(info->reference) && is_line(info->fix) &&
                          is_line(info->ec2_code) && is_line(info->ec2_message),
                      "%s: each text is one line, with single blanks", id);
        ck_assert_msg(info->facts && *info->facts && are_facts(info->facts), "%s: facts '%s'", id,
                      info->facts);
    }
}
END_TEST

/* A summary is the clause that stands after "it cannot be told whether". */
START_TEST(summary_fits_after_whether)
{
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        const char *summary = amiplan_rule_get(i)->summary;
        size_t first = strcspn(summary, " ");
        /* EC2's own names may open it, HVM and EBS too: a lower-case word has no capital inside. */
        bool is_name = first > 1 && isupper((unsigned char)summary[0]);
        ck_assert_msg(islower((unsigned char)summary[0]) || is_name, "'%s'", summary);
        ck_assert_msg(summary[strlen(summary) - 1] != '.', "'%s' ends like a sentence", summary);
        ck_assert_msg(strncmp(summary, "whether ", 8), "'%s'", summary);
        ck_assert_msg(strncmp(summary, "The ", 4) && strncmp(summary, "A ", 2) &&
                          strncmp(summary, "An ", 3),
                      "'%s' starts like a sentence", summary);
    }
}
END_TEST

START_TEST(error_has_its_grounds)
{
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        const struct amiplan_rule_info *info = amiplan_rule_get(i);
        if (info->severity == AMIPLAN_INFO) {
            ck_assert_msg(!info->ec2_code && !info->fix, "%s: nothing is to be repaired", info->id);
            continue;
        }
        ck_assert_msg(info->reference && *info->reference, "%s: who says so?", info->id);
        ck_assert_msg(info->fix && *info->fix, "%s: what is to be done?", info->id);
        ck_assert_msg(!info->ec2_message || info->ec2_code, "%s: a text without a code", info->id);
        ck_assert_msg(!info->ec2_message || has_good_braces(info->ec2_message), "%s: braces",
                      info->id);
    }
}
END_TEST

START_TEST(ids_are_unique)
{
    for (size_t i = 0; i < amiplan_rule_count(); i++) {
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(amiplan_rule_get(i)->id, amiplan_rule_get(j)->id);
    }
}
END_TEST

START_TEST(rows_are_complete)
{
    size_t lists, count = 0;
    const struct ap_rule_list *const *book = ap_rule_book(&lists);

    for (size_t i = 0; i < lists; i++) {
        for (size_t j = 0; j < book[i]->count; j++, count++) {
            const struct ap_rule *rule = &book[i]->rules[j];
            ck_assert_ptr_eq(amiplan_rule_get(count), &rule->info);
            ck_assert_msg(rule->ask, "%s is never asked", rule->info.id);
            ck_assert_msg(rule->concerns && !(rule->concerns & ~(unsigned)AP_ANYWHERE),
                          "%s concerns no call", rule->info.id);
            ck_assert_msg(!rule->pointer || rule->pointer[0] == '/', "%s: pointer", rule->info.id);
        }
    }
    ck_assert_uint_eq(count, amiplan_rule_count());
    ck_assert_ptr_null(amiplan_rule_get(count));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("book");
    TCase *book = tcase_create("book");

    tcase_add_test(book, row_reads_well);
    tcase_add_test(book, summary_fits_after_whether);
    tcase_add_test(book, error_has_its_grounds);
    tcase_add_test(book, ids_are_unique);
    tcase_add_test(book, rows_are_complete);
    suite_add_tcase(suite, book);
    return run_suite(suite);
}
