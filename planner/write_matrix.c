/* The matrix as text, JSON and CSV: one row a family, what family_note.c says of it included. */
#include <string.h>

#include "planner/columns.h"
#include "planner/family_note.h"
#include "planner/matrix.h"
#include "planner/type_filter.h"

/* Text. */

static void add_separated(struct ap_text *text, const char *separator, const char *string)
{
    if (text->len)
        ap_text_add(text, separator);
    ap_text_add(text, string);
}

/* The numbers of a family's sources: "1,3". */
static void add_source_numbers(const struct ap_matrix *matrix, const struct ap_family *family,
                               struct ap_text *text)
{
    for (size_t i = 0; i < matrix->source_count; i++) {
        for (size_t k = 0; k < family->source_count; k++) {
            if (strcmp(matrix->sources[i], family->sources[k]) == 0)
                ap_text_addf(text, "%s%zu", text->len ? "," : "", i + 1);
        }
    }
}

/* "i386: large; D-1" */
static void add_short_notes(const struct ap_family *family, struct ap_text *text)
{
    const char *last = "";

    for (size_t i = 0; i < family->exception_count; i++)
        add_separated(text, "; ", family->exceptions[i]);
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!note->id || !ap_family_note_names(note, family->name) || !strcmp(note->id, last))
            continue;
        add_separated(text, "; ", note->id);
        last = note->id;
    }
}

static bool is_noted(const struct ap_matrix *matrix, const struct ap_family_note *note)
{
    bool is = false;

    for (size_t i = 0; !is && note->id && i < matrix->count; i++)
        is = ap_family_note_names(note, matrix->families[i].name);
    return is;
}

static void write_legend(const struct ap_matrix *matrix, struct ap_text *text)
{
    const char *head = "\nNotes\n";

    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!is_noted(matrix, note))
            continue;
        ap_text_addf(text, "%s  %-5s %s: %s\n", head, note->id, note->families, note->text);
        head = "";
    }
    if (matrix->source_count)
        ap_text_add(text, "\nSources\n");
    for (size_t i = 0; i < matrix->source_count; i++)
        ap_text_addf(text, "  %-5zu %s\n", i + 1, matrix->sources[i]);
}

static enum amiplan_status write_text(const struct ap_matrix *matrix, struct ap_text *text,
                                      struct amiplan_error *err)
{
    static const struct ap_column heads[] = {
        { "FAMILY", false },        { "SIZES", true },           { "GENERATION", false },
        { "ARCHITECTURES", false }, { "VIRTUALIZATION", false }, { "ROOT DEVICES", false },
        { "HYPERVISOR", false },    { "BOOT MODES", false },     { "SOURCES", false },
        { "NOTES", false },
    };
    struct ap_columns columns = { .heads = heads, .count = AP_COUNT(heads) };
    struct ap_text cell = { 0 };
    enum amiplan_status status;

    for (size_t i = 0; i < matrix->count; i++) {
        const struct ap_family *family = &matrix->families[i];
        ap_columns_add(&columns, family->name);
        ap_text_addf(&cell, "%zu", family->size_count);
        ap_columns_take(&columns, &cell);
        for (unsigned a = 0; a < AP_TYPE_ATTRIBUTES; a++) {
            ap_type_attribute_add(&cell, (enum ap_type_attribute)a, family->words[a], ",");
            ap_columns_take(&columns, &cell);
        }
        add_source_numbers(matrix, family, &cell);
        ap_columns_take(&columns, &cell);
        add_short_notes(family, &cell);
        ap_columns_take(&columns, &cell);
    }
    status = ap_columns_write(&columns, text, err);
    ap_columns_done(&columns);
    if (!status)
        write_legend(matrix, text);
    return status;
}

/* JSON: amiplan/matrix/v1. */

/* A list of words; null when nothing of it is known. */
static void write_words(const struct ap_family *family, enum ap_type_attribute attribute,
                        struct ap_json_writer *writer)
{
    unsigned words = family->words[attribute];

    if (words == AP_ATTRIBUTE_UNKNOWN) {
        ap_json_write_null(writer, ap_type_attribute_member(attribute));
        return;
    }
    ap_json_begin_array(writer, ap_type_attribute_member(attribute));
    for (unsigned bit = 0; bit < ap_type_attribute_count(attribute); bit++) {
        if (words & 1u << bit)
            ap_json_write_string(writer, NULL, ap_type_attribute_word(attribute, bit));
    }
    ap_json_end_array(writer);
}

static void write_json_family(const struct ap_family *family, struct ap_json_writer *writer)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "family", family->name);
    ap_json_write_integer(writer, "sizes", (int64_t)family->size_count);
    for (unsigned i = 0; i < AP_TYPE_ATTRIBUTES; i++)
        write_words(family, (enum ap_type_attribute)i, writer);
    ap_json_begin_array(writer, "exceptions");
    for (size_t i = 0; i < family->exception_count; i++)
        ap_json_write_string(writer, NULL, family->exceptions[i]);
    ap_json_end_array(writer);
    ap_json_begin_array(writer, "notes");
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!note->id || !ap_family_note_names(note, family->name))
            continue;
        ap_json_begin_object(writer, NULL);
        ap_json_write_string(writer, "id", note->id);
        ap_json_write_string(writer, "text", note->text);
        ap_json_end_object(writer);
    }
    ap_json_end_array(writer);
    ap_json_begin_array(writer, "sources");
    for (size_t i = 0; i < family->source_count; i++)
        ap_json_write_string(writer, NULL, family->sources[i]);
    ap_json_end_array(writer);
    ap_json_end_object(writer);
}

static enum amiplan_status write_json(const struct ap_matrix *matrix, struct ap_text *text,
                                      struct amiplan_error *err)
{
    struct ap_json_writer writer = { .text = text };

    (void)err;
    ap_json_begin_object(&writer, NULL);
    ap_json_write_string(&writer, "schema", "amiplan/matrix/v1");
    ap_json_begin_array(&writer, "families");
    for (size_t i = 0; i < matrix->count; i++)
        write_json_family(&matrix->families[i], &writer);
    ap_json_end_array(&writer);
    ap_json_end_object(&writer);
    ap_text_add_char(text, '\n');
    return AMIPLAN_OK;
}

/* CSV: RFC 4180. */

static void write_csv_field(struct ap_text *text, const char *field, const char *end)
{
    bool quoted = strpbrk(field, ",\"\r\n") != NULL;

    if (quoted)
        ap_text_add_char(text, '"');
    for (; *field; field++) {
        if (*field == '"')
            ap_text_add_char(text, '"');
        ap_text_add_char(text, *field);
    }
    if (quoted)
        ap_text_add_char(text, '"');
    ap_text_add(text, end);
}

/* Writes what was put together in *cell, and empties it. */
static void take_csv_field(struct ap_text *text, struct ap_text *cell, const char *end)
{
    write_csv_field(text, cell->bytes ? cell->bytes : "", end);
    text->failed |= cell->failed;
    ap_text_done(cell);
}

static void write_csv_family(const struct ap_family *family, struct ap_text *text)
{
    struct ap_text cell = { 0 };

    write_csv_field(text, family->name, ",");
    ap_text_addf(text, "%zu,", family->size_count);
    for (unsigned a = 0; a < AP_TYPE_ATTRIBUTES; a++) {
        ap_type_attribute_add(&cell, (enum ap_type_attribute)a, family->words[a], " ");
        take_csv_field(text, &cell, ",");
    }
    for (size_t i = 0; i < family->exception_count; i++)
        add_separated(&cell, "; ", family->exceptions[i]);
    take_csv_field(text, &cell, ",");
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (!note->id || !ap_family_note_names(note, family->name))
            continue;
        add_separated(&cell, "; ", note->id);
        ap_text_addf(&cell, " %s", note->text);
    }
    take_csv_field(text, &cell, ",");
    for (size_t i = 0; i < family->source_count; i++)
        add_separated(&cell, "; ", family->sources[i]);
    take_csv_field(text, &cell, "\r\n");
}

static enum amiplan_status write_csv(const struct ap_matrix *matrix, struct ap_text *text,
                                     struct amiplan_error *err)
{
    (void)err;
    ap_text_add(text, "family,sizes,");
    for (size_t i = 0; i < AP_TYPE_ATTRIBUTES; i++)
        ap_text_addf(text, "%s,", ap_type_attribute_member((enum ap_type_attribute)i));
    ap_text_add(text, "exceptions,notes,sources\r\n");
    for (size_t i = 0; i < matrix->count; i++)
        write_csv_family(&matrix->families[i], text);
    return AMIPLAN_OK;
}

/* The formats. */

static const struct {
    const char *name;
    enum amiplan_status (*write)(const struct ap_matrix *matrix, struct ap_text *text,
                                 struct amiplan_error *err);
} formats[] = {
    { "text", write_text },
    { "json", write_json },
    { "csv", write_csv },
};

enum amiplan_status ap_matrix_write(const struct ap_type_catalogue *catalogue,
                                    const struct amiplan_type_filter *filter, const char *format,
                                    struct ap_text *text, struct amiplan_error *err)
{
    struct ap_matrix matrix = { .count = 0 };
    char quoted[AP_QUOTE_BYTES];
    size_t chosen = 0;
    enum amiplan_status status = ap_type_filter_check(filter, err);

    if (status)
        return status;
    while (chosen < AP_COUNT(formats) && strcmp(format, formats[chosen].name) != 0)
        chosen++;
    if (chosen == AP_COUNT(formats))
        return ap_fail(err, AMIPLAN_ERR_USAGE, NULL, "%s is no format; text, json or csv is wanted",
                       ap_quote(quoted, format, strlen(format)));
    status = ap_matrix_make(catalogue, filter, &matrix, err);
    if (!status)
        status = formats[chosen].write(&matrix, text, err);
    ap_matrix_done(&matrix);
    return status;
}
