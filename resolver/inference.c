#include "resolver/inference.h"

#include <string.h>

#include "base/pattern.h"
#include "base/scan.h"
#include "base/table.h"
#include "resolver/builtin/families.h"
#include "resolver/builtin/kernels.h"
#include "resolver/builtin/owners.h"
#include "resolver/family_date.h"

/* One image and the row of its family. */
struct guess {
    struct ap_image *image;
    struct ap_arena *arena;
    size_t row;
    struct ap_family_date date; /* in the name */
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
    if (*matched)
        guess->date = ap_family_date_read(name, group.value);
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

/* What is known of a date, unless the field has something already. */
static bool take_span(struct guess *guess, enum ap_image_field field,
                      const struct ap_family_span *span)
{
    const struct cell cell = { .fact = span->fact };

    return take(guess, field, &cell);
}

static void fill_creation(struct guess *guess, const char *created_by)
{
    const struct ap_family_span span =
        ap_family_created(&guess->date, text_of(guess->row, AP_FAMILIES_CREATED_FROM_DAYS),
                          text_of(guess->row, AP_FAMILIES_CREATED_TO_DAYS), created_by);

    if (!take_span(guess, AP_IMAGE_CREATION_DATE, &span))
        return;
    guess->image->created_from_s = span.from_s;
    guess->image->created_to_s = span.to_s;
}

/* After the creation, recorded or inferred: most rules count from there. */
static void fill_deprecation(struct guess *guess)
{
    struct ap_image *image = guess->image;
    const struct cell cell = cell_of(guess->row, AP_FAMILIES_DEPRECATION);
    const struct ap_family_span created = { .fact = image->facts[AP_IMAGE_CREATION_DATE],
                                            .from_s = image->created_from_s,
                                            .to_s = image->created_to_s };
    const struct ap_family_span span =
        ap_family_deprecated(&guess->date, cell.value, cell.fact, &created);

    if (!take_span(guess, AP_IMAGE_DEPRECATION_TIME, &span))
        return;
    image->deprecated_from_s = span.from_s;
    image->deprecated_to_s = span.to_s;
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
