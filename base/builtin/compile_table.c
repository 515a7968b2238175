/*
 * A program of the build: compile_table NAME TABLE.tsv OUT.c OUT.h turns a sorted text table into
 * the constants that base/table.h reads. It checks what it reads and writes nothing unless all of
 * it is right; the same table always gives the same bytes.
 *
 * A text table is comment lines ("#…"; "#key N" says that the first N columns are the key, 1 when
 * it is missing), one line of column names, and one line a record, in bytewise order of the key.
 * Cells are separated by a TAB; in a cell \t, \n and \\ stand for TAB, newline and backslash. A
 * column's name may end in a type: ":n" number, ":b" true or false, ":j" JSON. "?" is a cell of any
 * type.
 *
 * Start reading at main(), at the end.
 */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_BYTES_MAX ((size_t)1024 * 1024)
#define LINE_BYTES_MAX  ((size_t)32 * 1024)
#define COLUMNS_MAX     256
#define NAME_BYTES_MAX  96

/* Bytes of a string literal on one line of the output, before escapes. */
#define LITERAL_BYTES 80

static const char type_letters[] = "snbj";

struct compiler {
    const char *name;  /* "instance_types" */
    const char *table; /* path of the text table */
    size_t line;       /* being read; 0 before the first */
    size_t keys;
    size_t columns; /* 0 until the heads were read */
    size_t rows;
    size_t names[COLUMNS_MAX]; /* where in the pool each column's name is */
    char types[COLUMNS_MAX];
    char *text; /* owned: the file, which unescaping overwrites */
    size_t text_len;
    char *pool; /* owned */
    size_t pool_len;
    size_t pool_room;
    uint32_t *cells; /* owned: offsets into the pool, the heads first */
    size_t cell_count;
    size_t cell_room;
    uint32_t *slots;   /* owned: hash table of 1 + offset into the pool; 0 is free */
    size_t slot_count; /* a power of two */
    size_t texts;      /* in the hash table */
};

static _Noreturn void fail(const struct compiler *compiler, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static _Noreturn void fail(const struct compiler *compiler, const char *format, ...)
{
    va_list args;

    if (compiler->line)
        fprintf(stderr, "%s:%zu: ", compiler->table, compiler->line);
    else
        fprintf(stderr, "%s: ", compiler->table);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    exit(1);
}

static void *grow(const struct compiler *compiler, void *bytes, size_t count, size_t size)
{
    void *grown = realloc(bytes, count * size);

    if (!grown)
        fail(compiler, "out of memory");
    return grown;
}

/* The pool: every text once. */

static uint64_t hash_text(const char *text)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static size_t append_text(struct compiler *compiler, const char *text)
{
    size_t size = strlen(text) + 1;
    size_t offset = compiler->pool_len;

    if (compiler->pool_room - compiler->pool_len < size) {
        compiler->pool_room = 2 * compiler->pool_room + size;
        compiler->pool = grow(compiler, compiler->pool, compiler->pool_room, 1);
    }
    memcpy(compiler->pool + offset, text, size);
    compiler->pool_len += size;
    return offset;
}

static uint32_t *find_slot(const struct compiler *compiler, const char *text)
{
    size_t mask = compiler->slot_count - 1;
    size_t i = hash_text(text) & mask;

    while (compiler->slots[i] && strcmp(compiler->pool + compiler->slots[i] - 1, text) != 0)
        i = (i + 1) & mask;
    return &compiler->slots[i];
}

/* Doubles the hash table; what it held finds new slots. */
static void grow_slots(struct compiler *compiler)
{
    uint32_t *old = compiler->slots;
    size_t old_count = compiler->slot_count;

    compiler->slot_count = old_count ? 2 * old_count : 1024;
    compiler->slots = calloc(compiler->slot_count, sizeof(*compiler->slots));
    if (!compiler->slots)
        fail(compiler, "out of memory");
    for (size_t i = 0; i < old_count; i++) {
        if (old[i])
            *find_slot(compiler, compiler->pool + old[i] - 1) = old[i];
    }
    free(old);
}

static size_t intern(struct compiler *compiler, const char *text)
{
    uint32_t *slot;

    if (2 * (compiler->texts + 1) > compiler->slot_count)
        grow_slots(compiler);
    slot = find_slot(compiler, text);
    if (!*slot) {
        *slot = (uint32_t)append_text(compiler, text) + 1;
        compiler->texts++;
    }
    return *slot - 1;
}

static void add_cell(struct compiler *compiler, size_t offset)
{
    if (compiler->cell_count == compiler->cell_room) {
        compiler->cell_room = compiler->cell_room ? 2 * compiler->cell_room : 4096;
        compiler->cells =
            grow(compiler, compiler->cells, compiler->cell_room, sizeof(*compiler->cells));
    }
    compiler->cells[compiler->cell_count++] = (uint32_t)offset;
}

/* Checks of the text. */

/* The length of the UTF-8 sequence at bytes[0 … len - 1]; 0 when it is not well-formed. */
static size_t utf8_length(const unsigned char *bytes, size_t len)
{
    unsigned low = 0x80;
    unsigned high = 0xbf;
    size_t need;

    if (bytes[0] < 0x80)
        return 1;
    if (bytes[0] < 0xc2 || bytes[0] > 0xf4)
        return 0;
    need = bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    if (need > len)
        return 0;
    /* no overlong forms, no surrogates, nothing above U+10FFFF */
    if (bytes[0] == 0xe0)
        low = 0xa0;
    else if (bytes[0] == 0xed)
        high = 0x9f;
    else if (bytes[0] == 0xf0)
        low = 0x90;
    else if (bytes[0] == 0xf4)
        high = 0x8f;
    for (size_t i = 1; i < need; i++) {
        if (bytes[i] < low || bytes[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return need;
}

static void check_line(const struct compiler *compiler, const char *line, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)line;

    if (len > LINE_BYTES_MAX)
        fail(compiler, "a line of %zu bytes; %zu at most", len, LINE_BYTES_MAX);
    for (size_t i = 0; i < len;) {
        size_t length = utf8_length(bytes + i, len - i);
        bool c1 = length == 2 && bytes[i] == 0xc2 && bytes[i + 1] < 0xa0;

        if (length == 0)
            fail(compiler, "byte %zu (0x%02x) is not UTF-8", i + 1, bytes[i]);
        if ((bytes[i] < 0x20 && bytes[i] != '\t') || bytes[i] == 0x7f || c1)
            fail(compiler, "a control character (byte %zu)", i + 1);
        i += length;
    }
}

/* Takes the escapes out of a cell, in place. */
static void unescape(const struct compiler *compiler, char *cell)
{
    char *to = cell;

    for (const char *from = cell; *from; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        from++;
        if (*from == 't')
            *to++ = '\t';
        else if (*from == 'n')
            *to++ = '\n';
        else if (*from == '\\')
            *to++ = '\\';
        else
            fail(compiler, "a bad escape; \\t, \\n and \\\\ are all there are");
    }
    *to = '\0';
}

static bool is_number(const char *text)
{
    size_t digits;

    text += *text == '-';
    digits = strspn(text, "0123456789");
    if (digits == 0 || (digits > 1 && *text == '0'))
        return false;
    text += digits;
    if (*text == '.') {
        digits = strspn(++text, "0123456789");
        if (digits == 0)
            return false;
        text += digits;
    }
    if (*text == 'e' || *text == 'E') {
        text++;
        text += *text == '+' || *text == '-';
        digits = strspn(text, "0123456789");
        if (digits == 0)
            return false;
        text += digits;
    }
    return *text == '\0';
}

static void check_cell(const struct compiler *compiler, size_t column, const char *cell)
{
    const char *name = compiler->pool + compiler->names[column];
    char type = compiler->types[column];

    if (column < compiler->keys && *cell == '\0')
        fail(compiler, "%s is part of the key and empty", name);
    if (*cell == '\0' || strcmp(cell, "?") == 0)
        return;
    if (type == 'n' && !is_number(cell))
        fail(compiler, "%s is '%.40s', which is not a number", name, cell);
    if (type == 'b' && strcmp(cell, "true") != 0 && strcmp(cell, "false") != 0)
        fail(compiler, "%s is '%.40s', neither true nor false", name, cell);
    if (type == 'j' && *cell != '[' && *cell != '{')
        fail(compiler, "%s is '%.40s', neither a JSON list nor an object", name, cell);
}

/* The rows: heads first. */

/* Cuts the next cell off a line and takes its escapes out; NULL when there are no more. */
static char *next_cell(const struct compiler *compiler, char **line)
{
    char *cell = *line;
    char *tab;

    if (!cell)
        return NULL;
    tab = strchr(cell, '\t');
    *line = tab ? tab + 1 : NULL;
    if (tab)
        *tab = '\0';
    unescape(compiler, cell);
    return cell;
}

/* "EbsInfo.NvmeSupport" as it stands in an enum: EBSINFO_NVMESUPPORT. */
static void write_enum_name(char *out, const char *name)
{
    for (; *name; name++)
        *out++ = (char)(isalnum((unsigned char)*name) ? toupper((unsigned char)*name) : '_');
    *out = '\0';
}

static void check_head(const struct compiler *compiler, const char *name)
{
    char mine[NAME_BYTES_MAX + 1];
    char other[NAME_BYTES_MAX + 1];

    if (*name == '\0')
        fail(compiler, "a column without a name");
    if (strlen(name) > NAME_BYTES_MAX)
        fail(compiler, "a column name of %zu bytes; %d at most", strlen(name), NAME_BYTES_MAX);
    write_enum_name(mine, name);
    if (strcmp(mine, "ROWS") == 0 || strcmp(mine, "COLUMNS") == 0)
        fail(compiler, "a column cannot be named '%s'", name);
    for (size_t i = 0; i < compiler->columns; i++) {
        write_enum_name(other, compiler->pool + compiler->names[i]);
        if (strcmp(mine, other) == 0)
            fail(compiler, "two columns are AP_%s_%s", compiler->name, mine);
    }
}

/* The name and, behind its NUL, the type letter go to the pool: base/table.c counts on it. */
static void read_heads(struct compiler *compiler, char *line)
{
    char *head;

    while ((head = next_cell(compiler, &line))) {
        char type[2] = "s";
        char *colon = strrchr(head, ':');

        if (colon) {
            if (strlen(colon) != 2 || !strchr(type_letters, colon[1]))
                fail(compiler, "'%.40s': the type of a column is one of %s", head, type_letters);
            type[0] = colon[1];
            *colon = '\0';
        }
        if (compiler->columns == COLUMNS_MAX)
            fail(compiler, "more than %d columns", COLUMNS_MAX);
        check_head(compiler, head);
        compiler->names[compiler->columns] = append_text(compiler, head);
        append_text(compiler, type);
        compiler->types[compiler->columns] = type[0];
        add_cell(compiler, compiler->names[compiler->columns]);
        compiler->columns++;
    }
    if (compiler->keys > compiler->columns)
        fail(compiler, "a key of %zu columns; there are %zu", compiler->keys, compiler->columns);
}

static const char *cell_text(const struct compiler *compiler, size_t row, size_t column)
{
    return compiler->pool + compiler->cells[(row + 1) * compiler->columns + column];
}

static void check_order(const struct compiler *compiler)
{
    size_t row = compiler->rows - 1;

    if (row == 0)
        return;
    for (size_t i = 0; i < compiler->keys; i++) {
        int order = strcmp(cell_text(compiler, row - 1, i), cell_text(compiler, row, i));

        if (order < 0)
            return;
        if (order > 0)
            fail(compiler, "'%.40s' is out of order; the table is sorted bytewise by its key",
                 cell_text(compiler, row, i));
    }
    fail(compiler, "'%.40s' has the key of the line before", cell_text(compiler, row, 0));
}

static void read_row(struct compiler *compiler, char *line)
{
    size_t count = 0;
    char *cell;

    while ((cell = next_cell(compiler, &line))) {
        if (count < compiler->columns) {
            check_cell(compiler, count, cell);
            add_cell(compiler, intern(compiler, cell));
        }
        count++;
    }
    if (count != compiler->columns)
        fail(compiler, "%zu cells; the table has %zu columns", count, compiler->columns);
    compiler->rows++;
    check_order(compiler);
}

static void read_comment(struct compiler *compiler, const char *line)
{
    static const char key[] = "#key";

    if (strncmp(line, key, sizeof(key) - 1) != 0)
        return;
    line += sizeof(key) - 1;
    if (line[0] != ' ' || line[1] < '1' || line[1] > '9' || line[2] != '\0')
        fail(compiler, "'#key' takes one blank and a number from 1 to 9");
    compiler->keys = (size_t)(line[1] - '0');
}

static void read_table(struct compiler *compiler)
{
    char *line = compiler->text;
    char *end = compiler->text + compiler->text_len;

    compiler->keys = 1;
    intern(compiler, ""); /* an empty cell is offset 0 */
    while (line < end) {
        char *newline = memchr(line, '\n', (size_t)(end - line));

        compiler->line++;
        if (!newline)
            fail(compiler, "no newline at the end of the file");
        check_line(compiler, line, (size_t)(newline - line));
        *newline = '\0';
        if (compiler->columns)
            read_row(compiler, line);
        else if (*line == '#')
            read_comment(compiler, line);
        else
            read_heads(compiler, line);
        line = newline + 1;
    }
    if (compiler->rows == 0) {
        compiler->line += compiler->line == 0;
        fail(compiler, "a table without rows");
    }
}

static void read_file(struct compiler *compiler)
{
    FILE *file = fopen(compiler->table, "rb");

    if (!file)
        fail(compiler, "%s", strerror(errno));
    compiler->text = grow(compiler, NULL, TABLE_BYTES_MAX + 1, 1);
    compiler->text_len = fread(compiler->text, 1, TABLE_BYTES_MAX + 1, file);
    if (ferror(file))
        fail(compiler, "%s", strerror(errno));
    fclose(file);
    if (compiler->text_len > TABLE_BYTES_MAX)
        fail(compiler, "more than %zu bytes; split the table", TABLE_BYTES_MAX);
}

/* The output. */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* One byte inside a string literal. Octal escapes have three digits, so a digit may follow; no '?'
 * stands bare, so there is no trigraph. */
static void write_byte(FILE *out, unsigned char byte)
{
    if (byte == '"' || byte == '\\' || byte == '?')
        fprintf(out, "\\%c", byte);
    else if (byte < 0x20 || byte >= 0x7f)
        fprintf(out, "\\%03o", byte);
    else
        fputc(byte, out);
}

/* A text of the pool: one literal, or several lines of them, and its NUL. */
static void write_text(FILE *out, const char *text)
{
    size_t len = strlen(text);
    size_t i = 0;

    do {
        size_t cut = len - i < LITERAL_BYTES ? len : i + LITERAL_BYTES;

        fputs("    \"", out);
        for (; i < cut; i++)
            write_byte(out, (unsigned char)text[i]);
        fputs(i == len ? "\\0\"\n" : "\"\n", out);
    } while (i < len);
}

static void write_source(const struct compiler *compiler, const char *header, FILE *out)
{
    fprintf(out, "/* Made by compile_table from %s. Do not edit. */\n", base_name(compiler->table));
    fprintf(out, "#include \"%s\"\n\n", base_name(header));
    fputs("/* clang-format off */\nstatic const char pool[] =\n", out);
    for (size_t i = 0; i < compiler->pool_len; i += strlen(compiler->pool + i) + 1)
        write_text(out, compiler->pool + i);
    fputs("    ;\n\nstatic const uint32_t cells[] = {", out);
    for (size_t i = 0; i < compiler->cell_count; i++)
        fprintf(out, "%s%lu,", i % compiler->columns % 12 ? " " : "\n    ",
                (unsigned long)compiler->cells[i]);
    fputs("\n};\n/* clang-format on */\n\n", out);
    fprintf(out, "struct ap_table ap_%s_table(void)\n{\n", compiler->name);
    fprintf(out, "    return (struct ap_table){ pool, cells, %zu, %zu };\n}\n", compiler->rows,
            compiler->columns);
}

static void write_header(const struct compiler *compiler, FILE *out)
{
    char table[NAME_BYTES_MAX + 1];
    char column[NAME_BYTES_MAX + 1];

    write_enum_name(table, compiler->name);
    fprintf(out, "/* Made by compile_table from %s. Do not edit. */\n", base_name(compiler->table));
    fprintf(out, "#ifndef AP_BUILTIN_%s_H\n#define AP_BUILTIN_%s_H\n\n", table, table);
    fputs("#include \"base/table.h\"\n\nenum {\n", out);
    for (size_t i = 0; i < compiler->columns; i++) {
        write_enum_name(column, compiler->pool + compiler->names[i]);
        fprintf(out, "    AP_%s_%s,\n", table, column);
    }
    fprintf(out, "    AP_%s_COLUMNS,\n    AP_%s_ROWS = %zu\n};\n\n", table, table, compiler->rows);
    fprintf(out, "struct ap_table ap_%s_table(void);\n\n#endif\n", compiler->name);
}

static FILE *open_output(const char *path)
{
    FILE *out = fopen(path, "wb");

    if (!out) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(1);
    }
    return out;
}

/* A file that could not be written whole is removed: make must not find it. */
static void close_output(FILE *out, const char *path)
{
    bool failed = ferror(out) != 0;

    if (fclose(out) != 0 || failed) {
        remove(path);
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
}

static bool is_table_name(const char *name)
{
    size_t len = strlen(name);

    return len > 0 && len <= NAME_BYTES_MAX && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

int main(int argc, char **argv)
{
    struct compiler compiler = { 0 };
    FILE *out;

    if (argc != 5) {
        fputs("usage: compile_table NAME TABLE.tsv OUT.c OUT.h\n", stderr);
        return 2;
    }
    if (!is_table_name(argv[1])) {
        fprintf(stderr, "'%s' is no name for a table: a-z, 0-9 and _, a letter first\n", argv[1]);
        return 2;
    }
    compiler.name = argv[1];
    compiler.table = argv[2];
    read_file(&compiler);
    read_table(&compiler);

    out = open_output(argv[3]);
    write_source(&compiler, argv[4], out);
    close_output(out, argv[3]);
    out = open_output(argv[4]);
    write_header(&compiler, out);
    close_output(out, argv[4]);

    free(compiler.text);
    free(compiler.pool);
    free(compiler.cells);
    free(compiler.slots);
    return 0;
}
