#include "resolver/inference.h"

#include <string.h>

#include "base/pattern.h"
#include "base/scan.h"
#include "base/table.h"
#include "base/timestamp.h"
#include "resolver/builtin/families.h"
#include "resolver/builtin/kernels.h"
#include "resolver/builtin/owners.h"

#define MINUTE_S 60
#define DAY_S    ((int64_t)24 * 60 * MINUTE_S)

/* How late the time of deprecation was set, in the records that were seen: see families.tsv, 90d.
 */
#define AL2023_SLACK_S (8 * MINUTE_S)
#define AL2_SLACK_S    (137 * MINUTE_S)

/* One image and the row of its family. */
struct guess {
    struct ap_image *image;
    struct ap_arena *arena;
    size_t row;
    bool has_date;
    struct ap_view date; /* in the name: "20260727", "2026.07.27" */
    int64_t date_s;      /* midnight */
};

/* A cell, VALUE|MARK, taken apart. */
struct cell {
    struct ap_fact fact; /* UNKNOWN for "?" and for an empty cell */
    struct ap_view value;
};

static enum ap_fact_grade grade_of(const char *mark)
{
    if (strcmp(mark, "I") == 0)
        return AP_GRADE_ANALOGY;
    if (strcmp(mark, "I+") == 0)
        return AP_GRADE_PARTIAL;
    return AP_GRADE_FAMILY; /* R, D, P */
}

static const char *text_of(size_t row, size_t column)
{
    const struct ap_table table = ap_families_table();

    return ap_table_cell(&table, row, column);
}

static struct cell cell_of(size_t row, size_t column)
{
    const char *text = text_of(row, column);
    const char *bar = strrchr(text, '|');
    struct cell cell = { .value = { text, bar ? (size_t)(bar - text) : 0 } };

    if (!bar)
        return cell;
    cell.fact.state = ap_view_equals(cell.value, "absent") ? AP_FACT_ABSENT : AP_FACT_KNOWN;
    cell.fact.grade = (uint8_t)grade_of(bar + 1);
    return cell;
}

/* ---- which family ---- */

/* The column of owners.tsv for the set of accounts that a row of families.tsv names. */
static size_t owner_column(const char *set)
{
    return strcmp(set, "ECS") == 0 ? AP_OWNERS_ECS : AP_OWNERS_AL;
}

/* Whether a name may match: it begins with what the pattern begins with, up to the first character
 * that is no literal. Patterns are long to compile, and a process wants one or two of them. */
static bool may_match(const char *pattern, const char *name)
{
    static const char special[] = "\\^$.[|()?*+{";

    if (*pattern++ != '^')
        return true;
    while (*pattern) {
        size_t step = *pattern == '\\' && strchr(special, pattern[1]) ? 2 : 1;
        char literal = pattern[step - 1];

        if ((step == 1 && strchr(special, literal)) || strchr("?*+{", pattern[step]))
            return true;
        if (literal != *name)
            return false;
        pattern += step;
        name++;
    }
    return true;
}

/* Matches the image's name with the pattern of the row. Fails with MEMORY only. */
static enum amiplan_status match(struct guess *guess, bool *matched, struct amiplan_error *err)
{
    const char *text = text_of(guess->row, AP_FAMILIES_PATTERN);
    const char *name = guess->image->name;
    struct ap_pattern_group group = { .name = "date" };
    struct ap_pattern *pattern = NULL;
    enum amiplan_status status;

    *matched = false;
    if (!may_match(text, name))
        return AMIPLAN_OK;
    status = ap_pattern_compile(text, &pattern, NULL);
    if (!status)
        status = ap_pattern_match(pattern, name, strlen(name), matched, &group,
                                  strstr(text, "(?<date>") ? 1 : 0, NULL);
    ap_pattern_free(pattern);
    if (status == AMIPLAN_ERR_MEMORY)
        return ap_fail_memory(err);
    /* A name that is too much for a pattern is no name of Amazon's. */
    *matched = *matched && !status;
    guess->date = *matched ? group.value : (struct ap_view){ NULL, 0 };
    return AMIPLAN_OK;
}

/* The row whose pattern and owner fit: at most one does. */
static enum amiplan_status find_family(struct guess *guess, bool *found, struct amiplan_error *err)
{
    const struct ap_table owners = ap_owners_table();
    const char *const keys[] = { guess->image->region };
    size_t owner = 0;

    *found = false;
    if (!guess->image->region || !ap_table_find(&owners, keys, 1, &owner))
        return AMIPLAN_OK;
    for (guess->row = 0; guess->row < AP_FAMILIES_ROWS; guess->row++) {
        size_t column = owner_column(text_of(guess->row, AP_FAMILIES_OWNER));
        enum amiplan_status status;

        if (strcmp(ap_table_cell(&owners, owner, column), guess->image->owner_id) != 0)
            continue;
        status = match(guess, found, err);
        if (status || *found)
            return status;
    }
    return AMIPLAN_OK;
}

/* "20260727" or "2026.07.27". */
static void read_date(struct guess *guess)
{
    struct ap_scan scan = ap_scan_text(guess->date.bytes, guess->date.len);
    char text[AP_DATE_BYTES] = "";
    size_t len = 0;

    while (!ap_scan_end(&scan) && len < sizeof(text) - 1) {
        char digit;

        if (len == 4 || len == 7)
            text[len++] = '-';
        if (ap_scan_one_of(&scan, "0123456789", &digit))
            text[len++] = digit;
        else if (!ap_scan_literal(&scan, "."))
            return;
        else if (len == 5 || len == 8)
            len--;
    }
    guess->has_date = ap_timestamp_parse(text, NULL, &guess->date_s, NULL) == AMIPLAN_OK;
}

/* ---- filling in ---- */

/* Whether the field is open, and the cell says something of it; then the fact is set. */
static bool take(struct guess *guess, enum ap_image_field field, const struct cell *cell)
{
    struct ap_fact *fact = &guess->image->facts[field];

    if (fact->state != AP_FACT_UNKNOWN || cell->fact.state == AP_FACT_UNKNOWN)
        return false;
    *fact = cell->fact;
    return cell->fact.state == AP_FACT_KNOWN;
}

static enum amiplan_status copy(struct guess *guess, struct ap_view value, const char **out,
                                struct amiplan_error *err)
{
    const char *text = ap_arena_copy_bytes(guess->arena, value.bytes, value.len);

    if (!text)
        return ap_fail_memory(err);
    *out = text;
    return AMIPLAN_OK;
}

static enum amiplan_status fill_texts(struct guess *guess, struct amiplan_error *err)
{
    struct ap_image *image = guess->image;
    const struct {
        enum ap_image_field field;
        size_t column;
        const char **out;
    } texts[] = {
        { AP_IMAGE_ROOT_DEVICE_NAME, AP_FAMILIES_ROOT_DEVICE_NAME, &image->root_device_name },
        { AP_IMAGE_PLATFORM_DETAILS, AP_FAMILIES_PLATFORM_DETAILS, &image->platform_details },
        { AP_IMAGE_USAGE_OPERATION, AP_FAMILIES_USAGE_OPERATION, &image->usage_operation },
        { AP_IMAGE_TPM_SUPPORT, AP_FAMILIES_TPM_SUPPORT, &image->tpm },
        { AP_IMAGE_IMDS_SUPPORT, AP_FAMILIES_IMDS_SUPPORT, &image->imds },
    };

    for (size_t i = 0; i < AP_COUNT(texts); i++) {
        struct cell cell = cell_of(guess->row, texts[i].column);
        enum amiplan_status status = AMIPLAN_OK;

        if (take(guess, texts[i].field, &cell))
            status = copy(guess, cell.value, texts[i].out, err);
        if (status)
            return status;
    }
    return AMIPLAN_OK;
}

/* The index of a word that the table has, which only a fault of the table can miss. */
static int word(struct ap_view value, int (*find)(const char *name))
{
    char text[32] = "";

    if (value.len < sizeof(text))
        memcpy(text, value.bytes, value.len);
    int found = find(text);
    return found < 0 ? 0 : found;
}

/* "from-name": the word that the name ends in. */
static struct ap_view architecture(const struct guess *guess, struct ap_view value)
{
    const char *dash = strrchr(guess->image->name, '-');

    if (!ap_view_equals(value, "from-name") || !dash)
        return value;
    return (struct ap_view){ dash + 1, strlen(dash + 1) };
}

static void fill_words(struct guess *guess)
{
    struct ap_image *image = guess->image;
    struct cell cell = cell_of(guess->row, AP_FAMILIES_ARCHITECTURE);

    cell.value = architecture(guess, cell.value);
    if (!ap_view_equals(cell.value, "x86_64") && !ap_view_equals(cell.value, "arm64"))
        cell.fact.state = AP_FACT_UNKNOWN;
    if (take(guess, AP_IMAGE_ARCHITECTURE, &cell))
        image->arch = (enum ap_arch)word(cell.value, ap_arch_find);
    cell = cell_of(guess->row, AP_FAMILIES_VIRTUALIZATION_TYPE);
    if (take(guess, AP_IMAGE_VIRTUALIZATION_TYPE, &cell))
        image->virt = (enum ap_virt)word(cell.value, ap_virt_find);
    cell = cell_of(guess->row, AP_FAMILIES_ROOT_DEVICE_TYPE);
    if (take(guess, AP_IMAGE_ROOT_DEVICE_TYPE, &cell))
        image->root = (enum ap_root)word(cell.value, ap_root_find);
    cell = cell_of(guess->row, AP_FAMILIES_BOOT_MODE);
    if (take(guess, AP_IMAGE_BOOT_MODE, &cell))
        image->boot = (enum ap_boot)word(cell.value, ap_boot_find);
    cell = cell_of(guess->row, AP_FAMILIES_ENA_SUPPORT);
    if (take(guess, AP_IMAGE_ENA_SUPPORT, &cell))
        image->ena = ap_view_equals(cell.value, "true");
    cell = cell_of(guess->row, AP_FAMILIES_SRIOV_NET_SUPPORT);
    if (take(guess, AP_IMAGE_SRIOV_NET_SUPPORT, &cell))
        image->sriov = true;
}

/* KernelId: PV-GRUB, by region. */
static enum amiplan_status fill_kernel(struct guess *guess, struct amiplan_error *err)
{
    const struct ap_table kernels = ap_kernels_table();
    const char *const keys[] = { guess->image->region };
    struct cell cell = cell_of(guess->row, AP_FAMILIES_KERNEL_ID);
    size_t row = 0;

    if (ap_view_equals(cell.value, "by-region")) {
        if (!ap_table_find(&kernels, keys, 1, &row))
            return AMIPLAN_OK;
        cell.value.bytes = ap_table_cell(&kernels, row, AP_KERNELS_KERNEL_ID);
        cell.value.len = strlen(cell.value.bytes);
    }
    if (!take(guess, AP_IMAGE_KERNEL_ID, &cell))
        return AMIPLAN_OK;
    return copy(guess, cell.value, &guess->image->kernel_id, err);
}

/* What holds for every family, without exception in all records seen. */
static void fill_common(struct guess *guess)
{
    static const char *const main_owners[] = { "137112412989", "591542846629" };
    struct ap_image *image = guess->image;
    const struct cell known = { .fact = { AP_FACT_KNOWN, AP_GRADE_FAMILY } };
    const struct cell absent = { .fact = { AP_FACT_ABSENT, AP_GRADE_FAMILY } };
    /* The alias is recorded for the two main accounts; for those of single regions by analogy. */
    struct cell alias = { .fact = { AP_FACT_KNOWN, AP_GRADE_ANALOGY } };

    for (size_t i = 0; i < AP_COUNT(main_owners); i++) {
        if (strcmp(image->owner_id, main_owners[i]) == 0)
            alias.fact.grade = AP_GRADE_FAMILY;
    }
    if (take(guess, AP_IMAGE_OWNER_ALIAS, &alias))
        image->owner_alias = "amazon";
    if (take(guess, AP_IMAGE_PUBLIC, &known))
        image->is_public = true;
    if (take(guess, AP_IMAGE_TYPE, &known))
        image->type = "machine";
    take(guess, AP_IMAGE_PRODUCT_CODES, &absent);
    take(guess, AP_IMAGE_RAMDISK_ID, &absent);

    struct cell details = cell_of(guess->row, AP_FAMILIES_PLATFORM_DETAILS);
    take(guess, AP_IMAGE_PLATFORM, ap_view_equals(details.value, "Windows") ? &known : &absent);
}

/* ---- block devices ---- */

static bool take_volume(struct ap_mapping *mapping, enum ap_volume_field field,
                        const struct cell *cell)
{
    mapping->facts[field] = cell->fact;
    return cell->fact.state == AP_FACT_KNOWN;
}

static int64_t number(struct ap_view value)
{
    struct ap_scan scan = ap_scan_text(value.bytes, value.len);
    uint64_t parsed = 0;

    return ap_scan_number(&scan, AP_VOLUME_NUMBER_MAX, &parsed) ? (int64_t)parsed : 0;
}

/* The root volume. Its snapshot stays unknown; a family's has never had a key. */
static enum amiplan_status fill_root(struct guess *guess, struct ap_mapping *root,
                                     struct amiplan_error *err)
{
    const struct cell no_key = { .fact = { AP_FACT_ABSENT, AP_GRADE_FAMILY } };
    enum amiplan_status status = AMIPLAN_OK;
    struct cell cell;

    root->device_name = guess->image->root_device_name;
    root->has_ebs = true;
    take_volume(root, AP_VOLUME_KMS_KEY_ID, &no_key);
    cell = cell_of(guess->row, AP_FAMILIES_VOLUME_SIZE);
    if (take_volume(root, AP_VOLUME_SIZE, &cell))
        root->size_gib = number(cell.value);
    cell = cell_of(guess->row, AP_FAMILIES_IOPS);
    if (take_volume(root, AP_VOLUME_IOPS, &cell))
        root->iops = number(cell.value);
    cell = cell_of(guess->row, AP_FAMILIES_THROUGHPUT);
    if (take_volume(root, AP_VOLUME_THROUGHPUT, &cell))
        root->throughput_mibps = number(cell.value);
    cell = cell_of(guess->row, AP_FAMILIES_ENCRYPTED);
    if (take_volume(root, AP_VOLUME_ENCRYPTED, &cell))
        root->encrypted = ap_view_equals(cell.value, "true");
    cell = cell_of(guess->row, AP_FAMILIES_DELETE_ON_TERMINATION);
    if (take_volume(root, AP_VOLUME_DELETE_ON_TERMINATION, &cell))
        root->delete_on_termination = ap_view_equals(cell.value, "true");
    cell = cell_of(guess->row, AP_FAMILIES_VOLUME_TYPE);
    if (take_volume(root, AP_VOLUME_TYPE, &cell))
        status = copy(guess, cell.value, &root->volume_type, err);
    return status;
}

/* What a row lists besides the root: JSON, or "none". */
static enum amiplan_status read_further(struct guess *guess, const struct cell *cell,
                                        struct ap_mapping **out, size_t *count,
                                        struct amiplan_error *err)
{
    struct ap_json *root = NULL;
    struct ap_json_doc doc = { .name = "families.tsv" };
    enum amiplan_status status;

    *count = 0;
    if (ap_view_equals(cell->value, "none"))
        return AMIPLAN_OK;
    status = ap_json_parse(doc.name, cell->value.bytes, cell->value.len, &root, err);
    if (status)
        return status;
    doc.root = root;
    status = ap_mappings_read(&doc, root, AP_FACT_ABSENT, guess->arena, out, count, err);
    ap_json_free(root);
    for (size_t i = 0; !status && i < *count; i++) {
        for (size_t field = 0; field < AP_VOLUME_FIELDS; field++)
            (*out)[i].facts[field].grade = cell->fact.grade;
    }
    return status;
}

static enum amiplan_status fill_mappings(struct guess *guess, struct amiplan_error *err)
{
    struct ap_image *image = guess->image;
    struct cell cell = cell_of(guess->row, AP_FAMILIES_FURTHER_MAPPINGS);
    struct cell type = cell_of(guess->row, AP_FAMILIES_ROOT_DEVICE_TYPE);
    struct ap_mapping *further = NULL;
    size_t further_count = 0;
    enum amiplan_status status;

    /* Not against a record that has another kind of root. */
    if (image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS].state != AP_FACT_UNKNOWN ||
        cell.fact.state == AP_FACT_UNKNOWN ||
        !ap_view_equals(type.value, ap_root_name(image->root)))
        return AMIPLAN_OK;
    size_t roots = image->root == AP_ROOT_EBS ? 1 : 0;
    if (roots && image->facts[AP_IMAGE_ROOT_DEVICE_NAME].state != AP_FACT_KNOWN)
        return AMIPLAN_OK;
    status = read_further(guess, &cell, &further, &further_count, err);
    if (status)
        return status;

    struct ap_mapping *mappings =
        ap_arena_array(guess->arena, roots + further_count, sizeof(*mappings));
    if (!mappings)
        return ap_fail_memory(err);
    if (roots)
        status = fill_root(guess, &mappings[0], err);
    if (status)
        return status;
    for (size_t i = 0; i < further_count; i++) {
        mappings[roots + i] = further[i];
        mappings[roots + i].index = roots + i;
    }
    image->mappings = mappings;
    image->mapping_count = roots + further_count;
    image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS] = cell.fact;
    return AMIPLAN_OK;
}

/* ---- dates ---- */

static bool is_al2023(const struct guess *guess)
{
    return strncmp(guess->image->name, "al2023-", 7) == 0;
}

/* Days between the date in the name and the creation, as they were seen. A first build of AL2023
 * ends in .0 and is made by the day after; a respin is not made before the date. */
static bool read_days(const struct guess *guess, int64_t *from, int64_t *to)
{
    const char *first = text_of(guess->row, AP_FAMILIES_CREATED_FROM_DAYS);
    const char *last = text_of(guess->row, AP_FAMILIES_CREATED_TO_DAYS);
    struct ap_scan scan = ap_scan_text(first, strlen(first));

    if (!ap_scan_integer(&scan, -365, 365, from))
        return false;
    scan = ap_scan_text(last, strlen(last));
    if (!ap_scan_integer(&scan, -365, 365, to))
        return false;
    if (is_al2023(guess)) {
        if (strncmp(guess->date.bytes + guess->date.len, ".0-", 3) == 0)
            *to = 1;
        else
            *from = 0;
    }
    return true;
}

static void fill_creation(struct guess *guess, const char *created_by)
{
    struct ap_image *image = guess->image;
    /* No record of the family lies outside, but the table has no mark for it. */
    const struct cell cell = { .fact = { AP_FACT_KNOWN, AP_GRADE_PARTIAL } };
    int64_t from_days = 0;
    int64_t to_days = 0;
    int64_t bound_s = 0;

    if (!guess->has_date || !read_days(guess, &from_days, &to_days))
        return;
    int64_t from_s = guess->date_s + from_days * DAY_S;
    int64_t to_s = guess->date_s + (to_days + 1) * DAY_S - 1;
    if (created_by && ap_timestamp_parse(created_by, NULL, &bound_s, NULL) == AMIPLAN_OK &&
        bound_s < to_s)
        to_s = bound_s;
    if (from_s > to_s || !take(guess, AP_IMAGE_CREATION_DATE, &cell))
        return;
    image->created_from_s = from_s;
    image->created_to_s = to_s;
}

static void set_deprecation(struct guess *guess, const struct cell *cell, int64_t from_s,
                            int64_t to_s)
{
    if (!take(guess, AP_IMAGE_DEPRECATION_TIME, cell))
        return;
    guess->image->deprecated_from_s = from_s;
    guess->image->deprecated_to_s = to_s;
}

static bool has_creation(const struct guess *guess)
{
    return guess->image->facts[AP_IMAGE_CREATION_DATE].state == AP_FACT_KNOWN;
}

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

/* Amazon Linux 2: the rule changed with the end of support that was announced. */
static void fill_al2_deprecation(struct guess *guess, struct cell cell)
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
    const struct ap_image *image = guess->image;
    char date[AP_DATE_BYTES];
    int rule = NOTHING;
    int64_t fixed_s = 0;

    if (!guess->has_date)
        return;
    ap_timestamp_format_date(guess->date_s, date);
    for (size_t i = 0; i < AP_COUNT(spans); i++) {
        if (strcmp(spans[i].from, date) <= 0 && strcmp(date, spans[i].to) <= 0)
            rule = spans[i].rule;
    }
    if (rule == FIXED && ap_timestamp_parse("2025-07-01", NULL, &fixed_s, NULL) == AMIPLAN_OK)
        set_deprecation(guess, &cell, fixed_s, fixed_s);
    if (!has_creation(guess) || rule == NOTHING || rule == FIXED)
        return;
    if (rule == TWO_YEARS) {
        set_deprecation(guess, &cell, two_years_after(image->created_from_s),
                        two_years_after(image->created_to_s));
        return;
    }
    if (rule == DAYS_BY_ANALOGY)
        cell.fact.grade = AP_GRADE_ANALOGY;
    /* One record was cut to the midnight before, one was set more than two hours late. */
    set_deprecation(guess, &cell, image->created_from_s / DAY_S * DAY_S + 90 * DAY_S,
                    image->created_to_s + 90 * DAY_S + AL2_SLACK_S);
}

static void fill_deprecation(struct guess *guess)
{
    const struct ap_image *image = guess->image;
    struct cell cell = cell_of(guess->row, AP_FAMILIES_DEPRECATION);
    char text[32] = "";
    int64_t fixed_s = 0;

    if (cell.value.len >= sizeof(text))
        return;
    memcpy(text, cell.value.bytes, cell.value.len);
    if (strcmp(text, "al2-by-date") == 0) {
        fill_al2_deprecation(guess, cell);
    } else if (strcmp(text, "90d") == 0) {
        if (has_creation(guess))
            set_deprecation(guess, &cell, image->created_from_s + 90 * DAY_S,
                            image->created_to_s + 90 * DAY_S + AL2023_SLACK_S);
    } else if (strcmp(text, "none") == 0) {
        cell.fact.state = AP_FACT_ABSENT;
        set_deprecation(guess, &cell, 0, 0);
    } else if (ap_timestamp_parse(text, NULL, &fixed_s, NULL) == AMIPLAN_OK) {
        set_deprecation(guess, &cell, fixed_s, fixed_s);
    }
}

static bool is_recorded(const struct ap_image *image, enum ap_image_field field)
{
    return image->facts[field].state == AP_FACT_KNOWN &&
           image->facts[field].grade == AP_GRADE_RECORD;
}

enum amiplan_status ap_image_infer(struct ap_image *image, const char *created_by,
                                   struct ap_arena *arena, struct amiplan_error *err)
{
    struct guess guess = { .image = image, .arena = arena };
    enum amiplan_status status;
    bool found = false;

    if (image->complete || !is_recorded(image, AP_IMAGE_NAME) ||
        !is_recorded(image, AP_IMAGE_OWNER_ID))
        return AMIPLAN_OK;
    status = find_family(&guess, &found, err);
    if (status || !found)
        return status;
    read_date(&guess);
    image->family = text_of(guess.row, AP_FAMILIES_ID);
    fill_words(&guess);
    status = fill_texts(&guess, err);
    if (!status)
        status = fill_kernel(&guess, err);
    if (!status)
        status = fill_mappings(&guess, err);
    if (status)
        return status;
    fill_common(&guess);
    fill_creation(&guess, created_by);
    fill_deprecation(&guess);
    return AMIPLAN_OK;
}
