/* The snapshot: public parameters as they were recorded, by region and name. It is never
 * authoritative: what it lacks is unknown. */
#include "params/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/region.h"
#include "base/scan.h"
#include "base/table.h"
#include "base/text.h"
#include "base/timestamp.h"
#include "params/builtin/parameters.h"

/* How far a name may be from one that exists, and how many regions a message names. */
#define MEANT_DISTANCE_MAX 6
#define OTHER_REGIONS_MAX  4

static const char *cell(size_t row, size_t column)
{
    const struct ap_table table = ap_parameters_table();

    return ap_table_cell(&table, row, column);
}

static bool find(const char *region, const char *name, size_t *row)
{
    const struct ap_table table = ap_parameters_table();
    const char *const keys[] = { region, name };

    return ap_table_find(&table, keys, 2, row);
}

/* The first row of the region; rows of a region stand together. False when there is none. */
static bool find_region(const char *region, size_t *row)
{
    const struct ap_table table = ap_parameters_table();
    const char *const keys[] = { region };

    return ap_table_find(&table, keys, 1, row);
}

static bool is_of_region(size_t row, const char *region)
{
    return row < AP_PARAMETERS_ROWS && strcmp(cell(row, AP_PARAMETERS_REGION), region) == 0;
}

/* NULL for an empty cell: not recorded. */
static const char *recorded(size_t row, size_t column)
{
    const char *text = cell(row, column);

    return *text ? text : NULL;
}

/* 0 when not recorded. */
static int64_t recorded_version(size_t row)
{
    const char *text = cell(row, AP_PARAMETERS_VERSION);
    struct ap_scan scan = ap_scan_text(text, strlen(text));
    uint64_t version = 0;

    return ap_scan_number(&scan, INT64_MAX, &version) ? (int64_t)version : 0;
}

static int64_t time_of(const char *text)
{
    int64_t time_s = 0;

    return text && ap_timestamp_parse(text, NULL, &time_s, NULL) == AMIPLAN_OK ? time_s : 0;
}

static enum amiplan_status fill(size_t row, struct ap_arena *arena, struct amiplan_parameter *out,
                                struct amiplan_error *err)
{
    const char *region = cell(row, AP_PARAMETERS_REGION);
    const char *name = cell(row, AP_PARAMETERS_NAME);

    *out = (struct amiplan_parameter){
        .region = region,
        .name = name,
        .value = cell(row, AP_PARAMETERS_VALUE),
        .type = recorded(row, AP_PARAMETERS_TYPE),
        .data_type = recorded(row, AP_PARAMETERS_DATA_TYPE),
        .version = recorded_version(row),
        .last_modified = recorded(row, AP_PARAMETERS_LAST_MODIFIED),
        .source = "snapshot",
        .as_of = recorded(row, AP_PARAMETERS_AS_OF),
    };
    /* A public parameter's ARN has no account. */
    out->arn = ap_arena_printf(arena, "arn:%s:ssm:%s::parameter%s", ap_region_partition(region),
                               region, name);
    return out->arn ? AMIPLAN_OK : ap_fail_memory(err);
}

/* The data did hold what is asked for at that time: it was written before, or is younger itself. */
static bool covers_time(size_t row, int64_t as_of_s)
{
    const char *modified = recorded(row, AP_PARAMETERS_LAST_MODIFIED);

    return (modified && time_of(modified) <= as_of_s) ||
           time_of(cell(row, AP_PARAMETERS_AS_OF)) <= as_of_s;
}

static void say_later(size_t row, int64_t as_of_s, struct amiplan_error *err)
{
    const char *modified = recorded(row, AP_PARAMETERS_LAST_MODIFIED);
    char asked[AP_DATE_BYTES];

    ap_timestamp_format_date(as_of_s, asked);
    if (modified)
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data are later than %s: the value they have was written at %s", asked,
                modified);
    else
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL, "the built-in data are later than %s: of %s", asked,
                cell(row, AP_PARAMETERS_AS_OF));
}

/* The nearest name of the region, else the other regions that have this one. */
static void say_missing(const char *region, const char *name, struct amiplan_error *err)
{
    const struct ap_table table = ap_parameters_table();
    char quote[AP_QUOTE_BYTES];
    char hint[320] = "";
    const char *meant = NULL;
    size_t best = MEANT_DISTANCE_MAX + 1;
    size_t regions = 0;

    for (size_t row = 0; row < table.rows; row++) {
        const char *other = cell(row, AP_PARAMETERS_NAME);
        const char *where = cell(row, AP_PARAMETERS_REGION);

        if (strcmp(where, region) == 0) {
            size_t distance = ap_text_distance(name, other, best - 1);
            if (distance < best) {
                best = distance;
                meant = other;
            }
        } else if (strcmp(other, name) == 0 && regions++ < OTHER_REGIONS_MAX) {
            strcat(hint, regions == 1 ? "; it is there in " : ", ");
            strcat(hint, where);
        }
    }
    if (regions > OTHER_REGIONS_MAX)
        strcat(hint, ", ...");
    if (regions == 0 && meant)
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data of %s have no parameter %s in %s; did you mean %s?",
                ap_store_builtin_date(), ap_quote(quote, name, strlen(name)), region, meant);
    else
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data of %s have no parameter %s in %s%s", ap_store_builtin_date(),
                ap_quote(quote, name, strlen(name)), region, hint);
}

static void say_other_version(size_t row, const struct ap_name *name, struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];
    int64_t version = recorded_version(row);

    ap_quote(quote, name->text, strlen(name->text));
    if (name->selector == AP_SELECT_LABEL)
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data have no labels, so none '%.40s' of %s", name->label, quote);
    else if (version == 0)
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data do not say which version of %s they have", quote);
    else
        ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                "the built-in data have version %" PRId64 " of %s, not version %" PRId64, version,
                quote, name->version);
}

static void say_consent(size_t row, struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];
    const char *name = cell(row, AP_PARAMETERS_NAME);
    int64_t version = recorded_version(row);
    char versions[64] = "NAME:VERSION, with data that have it";

    if (version)
        snprintf(versions, sizeof(versions), "NAME:%" PRId64 " is built in", version);
    ap_fail(
        err, AMIPLAN_ERR_UNKNOWN, NULL,
        "%s changes with time, and the built-in data are of %s: accept them with --offline (or "
        "AMIPLAN_OFFLINE=1), give data of your own with --source FILE or --parameters FILE (what "
        "aws ssm get-parameters-by-path prints), or ask for one version (%s)",
        ap_quote(quote, name, strlen(name)), cell(row, AP_PARAMETERS_AS_OF), versions);
}

/* Answers, or says in answer->error why it cannot. Fails with MEMORY. */
static enum amiplan_status read_one(const struct ap_store_question *question,
                                    const struct ap_name *name, struct ap_arena *arena,
                                    struct amiplan_parameter *answer, struct amiplan_error *err)
{
    struct amiplan_error *why = &answer->error;
    size_t row = 0;

    answer->region = ap_arena_copy(arena, question->region);
    answer->name = ap_arena_copy(arena, name->text);
    if (!answer->region || !answer->name)
        return ap_fail_memory(err);
    if (!name->is_public) {
        char quote[AP_QUOTE_BYTES];
        ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL,
                "no configured source holds parameters of your own; --source FILE or --parameters "
                "FILE gives %s (what aws ssm get-parameter prints)",
                ap_quote(quote, name->text, strlen(name->text)));
        return AMIPLAN_OK;
    }
    if (!find(question->region, name->text, &row)) {
        if (find_region(question->region, &row))
            say_missing(question->region, name->text, why);
        else
            ap_fail(why, AMIPLAN_ERR_UNKNOWN, NULL, "the built-in data do not cover %s",
                    question->region);
        return AMIPLAN_OK;
    }
    /* From here on the name is there, though perhaps not as it is asked for. */
    answer->source = "snapshot";
    if (name->selector == AP_SELECT_LABEL ||
        (name->selector == AP_SELECT_VERSION && name->version != recorded_version(row))) {
        say_other_version(row, name, why);
        return AMIPLAN_OK;
    }
    if (name->selector == AP_SELECT_LATEST) {
        if (question->as_of_s && !covers_time(row, question->as_of_s)) {
            say_later(row, question->as_of_s, why);
            return AMIPLAN_OK;
        }
        if (!question->as_of_s && !question->offline) {
            say_consent(row, why);
            return AMIPLAN_OK;
        }
    }
    return fill(row, arena, answer, err);
}

static enum amiplan_status read_names(const void *state, const struct ap_store_question *question,
                                      const struct ap_name *names, size_t count,
                                      struct amiplan_parameter *answers, struct ap_arena *arena,
                                      struct amiplan_error *err)
{
    (void)state;
    for (size_t i = 0; i < count; i++) {
        enum amiplan_status status = read_one(question, &names[i], arena, &answers[i], err);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

static enum amiplan_status walk(const void *state, const struct ap_store_question *question,
                                enum amiplan_status (*visit)(void *user,
                                                             const struct amiplan_parameter *),
                                void *user, struct ap_arena *arena, struct amiplan_error *err)
{
    size_t row = 0;
    size_t first = 0;
    size_t visited = 0;

    (void)state;
    if (!find_region(question->region, &first))
        return ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL, "the built-in data do not cover %s",
                       question->region);
    if (!question->as_of_s && !question->offline)
        return ap_fail(
            err, AMIPLAN_ERR_UNKNOWN, NULL,
            "public parameters change with time, and the built-in data are of %s: accept "
            "them with --offline (or AMIPLAN_OFFLINE=1), or give data of your own with "
            "--source FILE (what aws ssm get-parameters-by-path prints)",
            ap_store_builtin_date());
    for (row = first; is_of_region(row, question->region); row++) {
        struct amiplan_parameter parameter;
        enum amiplan_status status;

        if (question->as_of_s && !covers_time(row, question->as_of_s))
            continue;
        status = fill(row, arena, &parameter, err);
        if (!status)
            status = visit(user, &parameter);
        if (status)
            return status;
        visited++;
    }
    if (visited == 0) {
        struct amiplan_error why;
        say_later(first, question->as_of_s, &why);
        return ap_fail(err, why.status, NULL, "%s", why.message);
    }
    return AMIPLAN_OK;
}

static bool covers(const void *state, const char *region)
{
    size_t row;

    (void)state;
    return find_region(region, &row);
}

static void free_nothing(void *state)
{
    (void)state;
}

struct ap_store ap_store_builtin(void)
{
    return (struct ap_store){
        .read = read_names,
        .walk = walk,
        .covers = covers,
        .free = free_nothing,
    };
}

const char *ap_store_builtin_date(void)
{
    return cell(0, AP_PARAMETERS_AS_OF);
}
