#include "resolver/family_date.h"

#include <string.h>

#include "base/scan.h"
#include "base/timestamp.h"

#define MINUTE_S 60
#define DAY_S    ((int64_t)24 * 60 * MINUTE_S)

/* How late the time of deprecation was set, in the records that were seen: see families.tsv, 90d.
 */
#define AL2023_SLACK_S (8 * MINUTE_S)
#define AL2_SLACK_S    (137 * MINUTE_S)

static const struct ap_family_span nothing = { .fact = { .state = AP_FACT_UNKNOWN } };

struct ap_family_date ap_family_date_read(const char *name, struct ap_view text)
{
    struct ap_family_date date = { .name = name, .text = text };
    struct ap_scan scan = ap_scan_text(text.bytes, text.len);
    char dashed[AP_DATE_BYTES] = "";
    size_t len = 0;

    while (!ap_scan_end(&scan) && len < sizeof(dashed) - 1) {
        char digit;

        if (len == 4 || len == 7)
            dashed[len++] = '-';
        if (ap_scan_one_of(&scan, "0123456789", &digit))
            dashed[len++] = digit;
        else if (!ap_scan_literal(&scan, "."))
            return date;
        else if (len == 5 || len == 8)
            len--;
    }
    date.known = ap_timestamp_parse(dashed, NULL, &date.s, NULL) == AMIPLAN_OK;
    return date;
}

/* ---- creation ---- */

static bool read_days(const char *text, int64_t *out)
{
    struct ap_scan scan = ap_scan_text(text, strlen(text));

    return ap_scan_integer(&scan, -365, 365, out);
}

/* A first build of AL2023 ends in .0 and is made by the day after; a respin is not made before the
 * date. */
static void narrow_al2023(const struct ap_family_date *date, int64_t *from_days, int64_t *to_days)
{
    if (strncmp(date->name, "al2023-", 7) != 0)
        return;
    if (strncmp(date->text.bytes + date->text.len, ".0-", 3) == 0)
        *to_days = 1;
    else
        *from_days = 0;
}

struct ap_family_span ap_family_created(const struct ap_family_date *date, const char *first_day,
                                        const char *last_day, const char *created_by)
{
    /* No record of the family lies outside, but the table has no mark for it. */
    struct ap_family_span span = { .fact = { AP_FACT_KNOWN, AP_GRADE_PARTIAL } };
    int64_t from_days = 0;
    int64_t to_days = 0;
    int64_t bound_s = 0;

    if (!date->known || !read_days(first_day, &from_days) || !read_days(last_day, &to_days))
        return nothing;
    narrow_al2023(date, &from_days, &to_days);
    span.from_s = date->s + from_days * DAY_S;
    span.to_s = date->s + (to_days + 1) * DAY_S - 1;
    if (created_by && ap_timestamp_parse(created_by, NULL, &bound_s, NULL) == AMIPLAN_OK &&
        bound_s < span.to_s)
        span.to_s = bound_s;
    return span.from_s <= span.to_s ? span : nothing;
}

/* ---- deprecation ---- */

/* The same moment two years later, the default of public images. */
static int64_t two_years_after(int64_t s)
{
    char text[AP_TIMESTAMP_BYTES];
    int64_t later_s = s + 730 * DAY_S;
    int64_t year = 0;

    ap_timestamp_format(s, text);
    struct ap_scan scan = ap_scan_text(text, 4);
    if (!ap_scan_digits(&scan, 4, &year))
        return later_s;
    year += 2;
    for (int i = 3; i >= 0; i--, year /= 10)
        text[i] = (char)('0' + year % 10);
    ap_timestamp_parse(text, NULL, &later_s, NULL);
    return later_s;
}

static struct ap_family_span at(int64_t s, struct ap_fact fact)
{
    return (struct ap_family_span){ .fact = fact, .from_s = s, .to_s = s };
}

/* Amazon Linux 2: the rule changed with the end of support that was announced. */
static struct ap_family_span al2_deprecated(const struct ap_family_date *date, struct ap_fact fact,
                                            const struct ap_family_span *created)
{
    enum { NOTHING, TWO_YEARS, FIXED, DAYS, DAYS_BY_ANALOGY };
    static const struct {
        const char *from; /* of the date in the name */
        const char *to;
        int rule;
    } spans[] = {
        { "2022-01-01", "2022-12-31", TWO_YEARS },
        { "2024-05-01", "2025-03-31", FIXED },
        { "2025-08-01", "2026-03-31", DAYS },
        /* Nothing is recorded after the end of support, 2026-06-30. */
        { "2026-07-01", "9999-12-31", DAYS_BY_ANALOGY },
    };
    char text[AP_DATE_BYTES];
    int rule = NOTHING;
    int64_t fixed_s = 0;

    if (!date->known)
        return nothing;
    ap_timestamp_format_date(date->s, text);
    for (size_t i = 0; i < AP_COUNT(spans); i++) {
        if (strcmp(spans[i].from, text) <= 0 && strcmp(text, spans[i].to) <= 0)
            rule = spans[i].rule;
    }
    if (rule == FIXED && ap_timestamp_parse("2025-07-01", NULL, &fixed_s, NULL) == AMIPLAN_OK)
        return at(fixed_s, fact);
    if (created->fact.state != AP_FACT_KNOWN || rule == NOTHING || rule == FIXED)
        return nothing;
    if (rule == TWO_YEARS)
        return (struct ap_family_span){ .fact = fact,
                                        .from_s = two_years_after(created->from_s),
                                        .to_s = two_years_after(created->to_s) };
    if (rule == DAYS_BY_ANALOGY)
        fact.grade = AP_GRADE_ANALOGY;
    /* One record was cut to the midnight before, one was set more than two hours late. */
    return (struct ap_family_span){ .fact = fact,
                                    .from_s = created->from_s / DAY_S * DAY_S + 90 * DAY_S,
                                    .to_s = created->to_s + 90 * DAY_S + AL2_SLACK_S };
}

struct ap_family_span ap_family_deprecated(const struct ap_family_date *date, struct ap_view rule,
                                           struct ap_fact fact,
                                           const struct ap_family_span *created)
{
    char day[32] = "";
    int64_t fixed_s = 0;

    if (ap_view_equals(rule, "al2-by-date"))
        return al2_deprecated(date, fact, created);
    if (ap_view_equals(rule, "90d")) {
        if (created->fact.state != AP_FACT_KNOWN)
            return nothing;
        return (struct ap_family_span){ .fact = fact,
                                        .from_s = created->from_s + 90 * DAY_S,
                                        .to_s = created->to_s + 90 * DAY_S + AL2023_SLACK_S };
    }
    if (ap_view_equals(rule, "none")) {
        fact.state = AP_FACT_ABSENT;
        return at(0, fact);
    }
    if (rule.len >= sizeof(day))
        return nothing;
    memcpy(day, rule.bytes, rule.len);
    return ap_timestamp_parse(day, NULL, &fixed_s, NULL) == AMIPLAN_OK ? at(fixed_s, fact)
                                                                       : nothing;
}
