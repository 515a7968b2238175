/*
 * Families of instance types: the union of what their types have, with the sizes that differ, and
 * the sources. Written by write_matrix.c.
 */
#include "planner/matrix.h"

#include <stdlib.h>
#include <string.h>

#include "planner/family_note.h"
#include "planner/type_filter.h"
#include "planner/type_names.h"

/* What is in a row. */

static const char *size_of(const struct ap_instance_type *type)
{
    const char *dot = strchr(type->name, '.');

    return dot ? dot + 1 : type->name;
}

/* " large xlarge": the sizes that have a word, or that do not. */
static const char *name_sizes(const struct ap_family *family, enum ap_type_attribute attribute,
                              unsigned word, bool having, struct ap_arena *arena)
{
    const char *names = "";

    for (size_t i = 0; i < family->size_count; i++) {
        bool has = ap_type_attribute_words(attribute, family->types[i]) & word;
        if (has == having && names)
            names = ap_arena_printf(arena, "%s %s", names, size_of(family->types[i]));
    }
    return names ? names : "";
}

static size_t count_sizes(const struct ap_family *family, enum ap_type_attribute attribute,
                          unsigned word)
{
    size_t count = 0;

    for (size_t i = 0; i < family->size_count; i++)
        count += (ap_type_attribute_words(attribute, family->types[i]) & word) != 0;
    return count;
}

/* "i386: large", "uefi: not metal"; NULL when all sizes have the word, or none. */
static const char *describe_word(const struct ap_family *family, enum ap_type_attribute attribute,
                                 unsigned bit, struct ap_arena *arena)
{
    unsigned word = 1u << bit;
    size_t having = count_sizes(family, attribute, word);
    size_t lacking = family->size_count - having;
    /* Generation and hypervisor have one word each: what most sizes have goes without saying. */
    bool is_single = attribute == AP_ATTRIBUTE_GENERATION || attribute == AP_ATTRIBUTE_HYPERVISOR;

    if (having == 0 || lacking == 0 || (is_single && having > lacking))
        return NULL;
    const char *name = word == AP_ATTRIBUTE_UNKNOWN ? ap_type_attribute_member(attribute)
                                                    : ap_type_attribute_word(attribute, bit);
    if (attribute == AP_ATTRIBUTE_HYPERVISOR && !strcmp(name, "none"))
        name = "bare metal";
    bool by_having = having <= lacking + 1;
    return ap_arena_printf(
        arena, "%s%s:%s%s", name, word == AP_ATTRIBUTE_UNKNOWN ? " not known" : "",
        by_having ? "" : " not", name_sizes(family, attribute, word, by_having, arena));
}

static void describe_exceptions(struct ap_family *family, struct ap_arena *arena)
{
    family->exceptions = ap_arena_array(arena, (size_t)AP_TYPE_ATTRIBUTES * 32, sizeof(char *));
    if (!family->exceptions)
        return;
    for (unsigned i = 0; i < AP_TYPE_ATTRIBUTES; i++) {
        for (unsigned bit = 0; bit < 32; bit++) {
            const char *text = NULL;
            if (family->words[i] & 1u << bit)
                text = describe_word(family, (enum ap_type_attribute)i, bit, arena);
            if (text)
                family->exceptions[family->exception_count++] = text;
        }
    }
}

static const char *source_of(const struct ap_instance_type *type, struct ap_arena *arena)
{
    if (type->retired && type->last_seen)
        return ap_arena_printf(arena, "%s (last seen %s)", type->provenance, type->last_seen);
    if (type->retired)
        return type->provenance;
    const char *name = type->source ? type->source : "?";
    if (strcmp(name, "snapshot") == 0)
        name = "DescribeInstanceTypes";
    return type->as_of ? ap_arena_printf(arena, "%s %s", name, type->as_of) : name;
}

/* Adds a string that is not yet there. The array has room. */
static void add_once(const char **strings, size_t *count, const char *string)
{
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(strings[i], string) == 0)
            return;
    }
    strings[(*count)++] = string;
}

static void cite_sources(struct ap_family *family, struct ap_arena *arena)
{
    size_t max = family->size_count + ap_family_note_count();

    family->sources = ap_arena_array(arena, max, sizeof(char *));
    for (size_t i = 0; family->sources && i < family->size_count; i++) {
        const char *source = source_of(family->types[i], arena);
        if (source)
            add_once(family->sources, &family->source_count, source);
    }
    for (size_t i = 0; family->sources && i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!note->source || !ap_family_note_names(note, family->name))
            continue;
        const char *source = ap_arena_printf(arena, "%s: %s", note->source, note->text);
        if (source)
            add_once(family->sources, &family->source_count, source);
    }
}

/* Which rows there are. */

static int compare_sizes(const void *a, const void *b)
{
    return ap_instance_type_compare_sizes(*(const struct ap_instance_type *const *)a,
                                          *(const struct ap_instance_type *const *)b);
}

static bool is_named(const struct amiplan_type_filter *filter, const char *family)
{
    bool is = !filter || filter->name_count == 0;

    for (size_t i = 0; !is && i < filter->name_count; i++)
        is = strcmp(filter->names[i], family) == 0;
    return is;
}

/* A family is shown when one of its types passes the filter: then with all of its types that are
 * offered in the filter's region. */
static bool gather(struct ap_family *family, const struct ap_instance_type *types, size_t count,
                   const struct amiplan_type_filter *filter, struct ap_arena *arena)
{
    bool passes = false;

    *family = (struct ap_family){ .name = types[0].family };
    if (!is_named(filter, family->name))
        return false;
    family->types = ap_arena_array(arena, count, sizeof(struct ap_instance_type *));
    for (size_t i = 0; family->types && i < count; i++) {
        passes |= ap_type_filter_passes(filter, &types[i]);
        if (!ap_type_filter_passes_region(filter, &types[i]))
            continue;
        family->types[family->size_count++] = &types[i];
        for (unsigned a = 0; a < AP_TYPE_ATTRIBUTES; a++)
            family->words[a] |= ap_type_attribute_words((enum ap_type_attribute)a, &types[i]);
    }
    if (passes)
        qsort(family->types, family->size_count, sizeof(struct ap_instance_type *), compare_sizes);
    return passes;
}

static void collect_sources(struct ap_matrix *matrix)
{
    size_t max = 0;

    for (size_t i = 0; i < matrix->count; i++)
        max += matrix->families[i].source_count;
    matrix->sources = ap_arena_array(&matrix->arena, max, sizeof(char *));
    for (size_t i = 0; matrix->sources && i < matrix->count; i++) {
        const struct ap_family *family = &matrix->families[i];
        for (size_t k = 0; k < family->source_count; k++)
            add_once(matrix->sources, &matrix->source_count, family->sources[k]);
    }
}

/* "c7i" before "c7i-flex", whose types come first: '-' before '.'. */
static int compare_families(const void *a, const void *b)
{
    return strcmp(((const struct ap_family *)a)->name, ((const struct ap_family *)b)->name);
}

enum amiplan_status ap_matrix_make(const struct ap_type_catalogue *catalogue,
                                   const struct amiplan_type_filter *filter,
                                   struct ap_matrix *matrix, struct amiplan_error *err)
{
    struct ap_instance_type *types;
    size_t count;
    enum amiplan_status status =
        ap_type_catalogue_all(catalogue, &matrix->arena, &types, &count, err);

    for (size_t i = 0; !status && filter && i < filter->name_count; i++)
        status = ap_type_name_check(types, count, filter->names[i], AP_FAMILY, err);
    if (status)
        return status;
    matrix->families = ap_arena_array(&matrix->arena, count, sizeof(struct ap_family));
    /* In order of name the types of a family stand together: '.' ends it. */
    for (size_t first = 0, end; matrix->families && first < count; first = end) {
        struct ap_family *family = &matrix->families[matrix->count];
        for (end = first + 1; end < count; end++) {
            if (strcmp(types[end].family, types[first].family) != 0)
                break;
        }
        if (!gather(family, types + first, end - first, filter, &matrix->arena))
            continue;
        describe_exceptions(family, &matrix->arena);
        cite_sources(family, &matrix->arena);
        matrix->count++;
    }
    if (matrix->count)
        qsort(matrix->families, matrix->count, sizeof(struct ap_family), compare_families);
    collect_sources(matrix);
    return matrix->arena.failed ? ap_fail_memory(err) : AMIPLAN_OK;
}

void ap_matrix_done(struct ap_matrix *matrix)
{
    ap_arena_done(&matrix->arena);
    *matrix = (struct ap_matrix){ .count = 0 };
}
