#include "base/json.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/text.h"
#include "tests/check_main.h"

#define UNTOUCHED "untouched"

/* A handle that no call may write over when it fails. */
static char no_tree_byte;
static struct ap_json *const no_tree = (struct ap_json *)&no_tree_byte;

static struct ap_json *must_parse(const char *text)
{
    struct amiplan_error err = { .message = UNTOUCHED };
    struct ap_json *root = NULL;
    enum amiplan_status status = ap_json_parse("doc.json", text, strlen(text), &root, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s: %s", text, err.place, err.message);
    ck_assert_str_eq(err.message, UNTOUCHED);
    return root;
}

/* Parses what must be refused, and leaves the error in *err. */
static void must_fail(const char *bytes, size_t len, struct amiplan_error *err)
{
    struct ap_json *root = no_tree;

    *err = (struct amiplan_error){ .message = UNTOUCHED };
    ck_assert_msg(ap_json_parse("doc.json", bytes, len, &root, err) == AMIPLAN_ERR_SYNTAX, "%.40s",
                  bytes);
    ck_assert_int_eq(err->status, AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_eq(root, no_tree);
    ck_assert_int_eq(ap_json_parse("doc.json", bytes, len, &root, NULL), AMIPLAN_ERR_SYNTAX);
}

/* ---- parsing -----------------------------------------------------------------------------------
 */

/* What must come out when it is written again on one line; NULL: the same. */
static const struct {
    const char *text;
    const char *written;
} good_cases[] = {
    { "{}", NULL },
    { "[]", NULL },
    { "null", NULL },
    { "true", NULL },
    { "\"x\"", NULL },
    { "\xef\xbb\xbf{}", "{}" }, /* a byte order mark */
    { " \t\r\n{ \"a\" : [ 1 , 2 ] }\r\n ", "{\"a\":[1,2]}" },
    { "{\"a\":{\"b\":[{},[],null,false]}}", NULL },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
    { "\"\\u00e4\\ud83d\\ude00\"", "\"\xc3\xa4\xf0\x9f\x98\x80\"" },
    { "\"\\u001f\x7f\"", "\"\\u001f\x7f\"" },
    { "{\"\":1}", NULL },
    { "{\"a\":1,\"A\":2}", NULL }, /* case counts */
    /* numbers */
    { "[0,-1,8,9007199254740991,-9007199254740991]", NULL },
    { "-0", "0" },
    { "2.5", NULL },
    { "0.1", NULL },
    { "1E2", "100" },
    { "1e-7", "1e-07" },
    { "1.0", "1" },
    { "0.30000000000000004", NULL },
    { "1e300", "1e+300" },
    { "1.7976931348623157e308", "1.7976931348623157e+308" },
    { "5e-324", "4.94065645841247e-324" },
    /* beyond 2^53, and so printed with a point */
    { "9007199254740992.0", NULL },
    { "123456789012345680e0", "1.2345678901234568e+17" },
    { "12345678901234567.0", "12345678901234568.0" },
};

static char *write_compact(const struct ap_json *root)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text, .compact = true };
    char *out = NULL;

    ap_json_write_value(&writer, NULL, root);
    ck_assert_int_eq(ap_text_take(&text, &out, NULL, NULL), AMIPLAN_OK);
    return out;
}

START_TEST(good_documents_come_out_again)
{
    const char *wanted = good_cases[_i].written ? good_cases[_i].written : good_cases[_i].text;
    struct ap_json *root = must_parse(good_cases[_i].text);
    char *first = write_compact(root);
    struct ap_json *again = must_parse(first);
    char *second = write_compact(again);

    ck_assert_str_eq(first, wanted);
    ck_assert_str_eq(second, first);
    ap_json_free(again);
    ap_json_free(root);
    free(first);
    free(second);
}
END_TEST

static const struct {
    const char *text;
    const char *place; /* behind "doc.json" */
    const char *message;
} bad_cases[] = {
    { "", ": line 1, column 1", "empty; a JSON document is wanted" },
    { " \n ", ": line 2, column 2", "empty; a JSON document is wanted" },
    { "\xff\xfe{", "", "UTF-16 text" },
    { "\xfe\xff", "", "UTF-16 text" },
    { "{} x", ": line 1, column 4", "'x' where the end of the document is wanted" },
    { "{}{}", ": line 1, column 3", "'{' where the end of the document is wanted" },
    { "{", ": line 1, column 2", "the document ends where a member's name" },
    { "[1", ": line 1, column 3", "the document ends where a ',' or a ']' is wanted" },
    { "{\"a\"", ": line 1, column 5", "the document ends where a ':' is wanted" },
    { "{\"a\":", ": line 1, column 6", "the document ends where a value is wanted" },
    { "[1,]", ": line 1, column 4", "']' behind a ','" },
    { "{\"a\":1,}", ": line 1, column 8", "'}' behind a ','" },
    { "[1}", ": line 1, column 3", "'}' where a ',' or a ']' is wanted" },
    { "{\"a\":1 \"b\":2}", ": line 1, column 8", "'\"' where a ',' or a '}' is wanted" },
    { "[,1]", ": line 1, column 2", "',' where a value is wanted" },
    { "]", ": line 1, column 1", "']' where a value is wanted" },
    { "{a:1}", ": line 1, column 2", "'a' where a member's name in double quotes is wanted" },
    { "{'a':1}", ": line 1, column 2", "a single quote" },
    { "{1:1}", ": line 1, column 2", "'1' where a member's name" },
    { "[\n  1, // one\n 2]", ": line 2, column 6", "a comment" },
    { "# x\n{}", ": line 1, column 1", "a comment" },
    { "True", ": line 1, column 1", "'True' where a value is wanted" },
    { "nullx", ": line 1, column 1", "'nullx' where a value is wanted" },
    { "NaN", ": line 1, column 1", "'NaN' where a value is wanted" },
    { "tru", ": line 1, column 1", "'tru' where a value is wanted" },
    /* strings */
    { "\"abc", ": line 1, column 1", "a string without its closing" },
    { "\"abc\\", ": line 1, column 5", "the document ends within a string" },
    { "\"a\nb\"", ": line 1, column 3", "a line break within a string" },
    { "\"a\tb\"", ": line 1, column 3", "a control character 0x09 within a string" },
    { "\"\\x41\"", ": line 1, column 2", "'\\x' is no escape of JSON" },
    { "\"\\u12g4\"", ": line 1, column 2", "\\u without four hexadecimal digits" },
    { "\"\\u12", ": line 1, column 2", "\\u without four hexadecimal digits" },
    { "\"\\u0000\"", ": line 1, column 2", "\\u0000" },
    { "{\"\\u0000\":1}", ": line 1, column 3", "\\u0000" },
    { "\"\\ud800\"", ": line 1, column 2", "\\ud800, half of a surrogate pair" },
    { "\"\\ud800\\u0041\"", ": line 1, column 2", "\\ud800, half of a surrogate pair" },
    { "\"\\udc00\"", ": line 1, column 2", "\\udc00, half of a surrogate pair" },
    { "\"a\xff\"", ": line 1, column 3", "a byte 0xff that is no UTF-8" },
    { "\"\xc0\xaf\"", ": line 1, column 2", "a byte 0xc0 that is no UTF-8" },
    { "\"\xed\xa0\x80\"", ": line 1, column 2", "a byte 0xed that is no UTF-8" },
    { "\xff", ": line 1, column 1", "a byte 0xff that is no UTF-8" },
    { "\x01", ": line 1, column 1", "a control character 0x01" },
    /* columns count characters */
    { "\"\xc3\xa4\xe2\x82\xac\" x", ": line 1, column 6", "'x' where the end" },
    /* numbers */
    { "01", ": line 1, column 1", "a number that begins with a 0: '01'" },
    { "-", ": line 1, column 2", "the document ends where a digit is wanted" },
    { "-x", ": line 1, column 2", "'x' where a digit is wanted" },
    { "+1", ": line 1, column 1", "'+' where a value is wanted" },
    { ".5", ": line 1, column 1", "'.5' where a value is wanted" },
    { "[1.]", ": line 1, column 4", "']' where a digit behind the point is wanted" },
    { "1e", ": line 1, column 3", "the document ends where a digit of the exponent" },
    { "1e+x", ": line 1, column 4", "'x' where a digit of the exponent" },
    { "0x10", ": line 1, column 2", "'x10' where the end of the document" },
    { "9007199254740992", ": line 1, column 1", "9007199254740991 (2^53 - 1)" },
    { "-9007199254740992", ": line 1, column 1", "9007199254740991 (2^53 - 1)" },
    { "12345678901234567", ": line 1, column 1", "the whole number '12345678901234567'" },
    { "[\n\n  1e400]", ": line 3, column 3", "the number '1e400'" },
    { "1.8e308", ": line 1, column 1", "the number '1.8e308'" },
    { "1e999999999999999999", ": line 1, column 1", "the number" },
    { "0.00000000000000000000000000000000000000000000000000000000000001", ": line 1, column 1",
      "a number of 64 characters; 63 at most" },
    /* duplicates */
    { "{\"a\":1,\"a\":2}", ": /a", "two members 'a' in one object" },
    { "{\"x\":[0,{\"a\":1,\"\\u0061\":2}]}", ": /x/1/a", "two members 'a' in one object" },
    { "{\"a/b~\":1,\"a/b~\":2}", ": /a~1b~0", "two members 'a/b~' in one object" },
};

START_TEST(bad_documents_are_refused)
{
    const char *text = bad_cases[_i].text;
    char place[AMIPLAN_ERROR_PLACE_BYTES] = "doc.json";
    struct amiplan_error err;

    must_fail(text, strlen(text), &err);
    strcat(place, bad_cases[_i].place);
    ck_assert_str_eq(err.place, place);
    ck_assert_msg(strstr(err.message, bad_cases[_i].message) != NULL, "%s: %s", text, err.message);
}
END_TEST

START_TEST(nul_bytes_are_refused)
{
    struct amiplan_error err;

    must_fail("[1,\0]", 5, &err);
    ck_assert_str_eq(err.place, "doc.json: line 1, column 4");
    must_fail("\"ab\0\"", 5, &err);
    ck_assert_str_eq(err.message, "a control character 0x00 within a string");
    /* UTF-16 without a mark */
    must_fail("{\0}\0", 4, &err);
    ck_assert_ptr_nonnull(strstr(err.message, "UTF-16"));
    must_fail("\0{\0}", 4, &err);
    ck_assert_ptr_nonnull(strstr(err.message, "UTF-16"));
}
END_TEST

START_TEST(bytes_need_no_nul)
{
    struct ap_json *root = no_tree;

    /* The fourth byte is none of the document's. */
    ck_assert_int_eq(ap_json_parse("-", "12 7", 2, &root, NULL), AMIPLAN_OK);
    ap_json_free(root);
    ck_assert_int_eq(ap_json_parse("-", NULL, 0, &root, NULL), AMIPLAN_ERR_SYNTAX);
    ap_json_free(NULL);
}
END_TEST

/* levels of '[', then as many ']' */
static char *nested(size_t levels)
{
    struct ap_text text = { 0 };
    char *out = NULL;

    for (size_t i = 0; i < levels; i++)
        ap_text_add(&text, i % 2 ? "[" : "{\"a\":");
    ap_text_add(&text, "1");
    for (size_t i = levels; i-- > 0;)
        ap_text_add_char(&text, i % 2 ? ']' : '}');
    ap_text_take(&text, &out, NULL, NULL);
    return out;
}

START_TEST(depth_has_a_limit)
{
    char *deepest = nested(AP_JSON_DEPTH_MAX);
    char *deeper = nested(AP_JSON_DEPTH_MAX + 1);
    struct ap_json *root = must_parse(deepest);
    char *written = write_compact(root);
    struct amiplan_error err;

    ck_assert_str_eq(written, deepest);
    must_fail(deeper, strlen(deeper), &err);
    ck_assert_str_eq(err.message, "more than 64 levels of objects and arrays");
    ap_json_free(root);
    free(deepest);
    free(deeper);
    free(written);
}
END_TEST

START_TEST(size_has_a_limit)
{
    struct amiplan_error err = { .message = UNTOUCHED };
    struct ap_json *root = no_tree;

    /* Nothing is read: the length alone is too much. */
    ck_assert_int_eq(ap_json_parse("doc.json", "{}", AP_JSON_BYTES_MAX + 1, &root, &err),
                     AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.message, "268435457 bytes; 268435456 at most");
    ck_assert_str_eq(err.place, "doc.json");
}
END_TEST

START_TEST(strings_have_a_limit)
{
    size_t len = AP_JSON_STRING_BYTES_MAX + 2;
    char *text = malloc(len + 1);
    struct ap_json *root = no_tree;
    struct amiplan_error err;

    memset(text, 'x', len + 1);
    text[0] = '"';
    text[len - 1] = '"';
    ck_assert_int_eq(ap_json_parse("doc.json", text, len, &root, NULL), AMIPLAN_OK);
    ck_assert_uint_eq(strlen(ap_json_string(root)), AP_JSON_STRING_BYTES_MAX);
    text[len - 1] = 'x';
    text[len] = '"';
    must_fail(text, len + 1, &err);
    ck_assert_str_eq(err.message, "a string of 1048577 bytes; 1048576 at most");
    ap_json_free(root);
    free(text);
}
END_TEST

/* Objects of 1 to 40 members, and then one member twice: compared in pairs, or sorted. */
START_TEST(duplicates_are_found_in_any_size)
{
    for (int count = 1; count <= 40; count++) {
        struct ap_text text = { 0 };
        struct amiplan_error err;
        struct ap_json *root;

        ap_text_add(&text, "{");
        for (int i = 0; i < count; i++)
            ap_text_addf(&text, "%s\"m%d\":%d", i ? "," : "", (i * 7) % 41, i);
        ap_text_add(&text, "}");
        root = must_parse(text.bytes);
        ck_assert_uint_eq(ap_json_count(root), (size_t)count);
        ap_json_free(root);
        text.len--;
        ap_text_add(&text, ",\"m0\":0}");
        must_fail(text.bytes, text.len, &err);
        ck_assert_str_eq(err.message, "two members 'm0' in one object");
        ap_text_done(&text);
    }
}
END_TEST

START_TEST(long_names_keep_the_line)
{
    struct amiplan_error err = { 0 };
    struct ap_json *root = no_tree;
    char name[300];

    memset(name, 'd', sizeof(name));
    strcpy(name + sizeof(name) - 12, "launch.json");
    ck_assert_int_eq(ap_json_parse(name, "[x", 2, &root, &err), AMIPLAN_ERR_SYNTAX);
    ck_assert_ptr_nonnull(strstr(err.place, "launch.json: line 1, column 2"));
}
END_TEST

/* ---- reading -----------------------------------------------------------------------------------
 */

static const char sample[] =
    "{\"s\":\"text\",\"t\":true,\"n\":8,\"f\":2.5,\"big\":1e300,\"nil\":null,\"neg\":-1,"
    "\"list\":[\"a\",{\"deep/er\":1}],\"obj\":{\"x\":1}}";

START_TEST(members_are_read)
{
    struct ap_json *root = must_parse(sample);
    struct ap_json_doc doc = { "doc.json", root };
    struct amiplan_error err = { .message = UNTOUCHED };
    const struct ap_json *tree = NULL;
    const char *string = NULL;
    bool truth = false;
    bool found = false;
    int64_t integer = 0;

    ck_assert_int_eq(ap_json_get_string(&doc, root, "s", &string, &found, &err), AMIPLAN_OK);
    ck_assert_str_eq(string, "text");
    ck_assert(found);
    ck_assert_int_eq(ap_json_get_bool(&doc, root, "t", &truth, NULL, &err), AMIPLAN_OK);
    ck_assert(truth);
    ck_assert_int_eq(ap_json_get_integer(&doc, root, "n", 8, 8, &integer, &found, &err),
                     AMIPLAN_OK);
    ck_assert_int_eq(integer, 8);
    ck_assert_int_eq(ap_json_get_array(&doc, root, "list", &tree, &err), AMIPLAN_OK);
    ck_assert_uint_eq(ap_json_count(tree), 2);
    ck_assert_ptr_null(ap_json_name(ap_json_first(tree)));
    ck_assert_int_eq(ap_json_get_object(&doc, root, "obj", &tree, &err), AMIPLAN_OK);
    ck_assert_str_eq(ap_json_name(tree), "obj");
    ck_assert_str_eq(ap_json_name(ap_json_first(tree)), "x");
    ck_assert_ptr_null(ap_json_next(ap_json_first(tree)));
    ck_assert_ptr_null(ap_json_member(root, "S"));
    ck_assert_ptr_null(ap_json_member(ap_json_member(root, "list"), "a"));
    ck_assert_str_eq(err.message, UNTOUCHED);
    ap_json_free(root);
}
END_TEST

START_TEST(absent_members_leave_out_alone)
{
    static const char *const names[] = { "none", "nil" }; /* null counts as absent */
    struct ap_json *root = must_parse(sample);
    struct ap_json_doc doc = { "doc.json", root };

    for (size_t i = 0; i < AP_COUNT(names); i++) {
        const struct ap_json *tree = root;
        const char *string = UNTOUCHED;
        int64_t integer = 77;
        bool truth = true;
        bool found = true;

        ck_assert_int_eq(ap_json_get_string(&doc, root, names[i], &string, &found, NULL), 0);
        ck_assert(!found);
        found = true;
        ck_assert_int_eq(ap_json_get_bool(&doc, root, names[i], &truth, &found, NULL), 0);
        ck_assert(!found);
        found = true;
        ck_assert_int_eq(ap_json_get_integer(&doc, root, names[i], 0, 1, &integer, &found, NULL),
                         0);
        ck_assert(!found);
        ck_assert_int_eq(ap_json_get_array(&doc, root, names[i], &tree, NULL), 0);
        ck_assert_int_eq(ap_json_get_object(&doc, root, names[i], &tree, NULL), 0);
        ck_assert_str_eq(string, UNTOUCHED);
        ck_assert_int_eq(integer, 77);
        ck_assert(truth);
        ck_assert_ptr_eq(tree, root);
    }
    ap_json_free(root);
}
END_TEST

/* The kind asked for: s, b, i (0 to 10), a, o. */
static const struct {
    char kind;
    const char *member;
    const char *place;
    const char *message;
} wrong_cases[] = {
    { 's', "n", "doc.json: /n", "a number; a string is wanted" },
    { 's', "list", "doc.json: /list", "an array; a string is wanted" },
    { 'b', "s", "doc.json: /s", "a string; true or false is wanted" },
    { 'i', "t", "doc.json: /t", "true; a whole number is wanted" },
    { 'i', "obj", "doc.json: /obj", "an object; a whole number is wanted" },
    { 'i', "f", "doc.json: /f", "a number with a fraction; a whole number of 0 to 7 is wanted" },
    { 'i', "n", "doc.json: /n", "8; a whole number of 0 to 7 is wanted" },
    { 'i', "neg", "doc.json: /neg", "-1; a whole number of 0 to 7 is wanted" },
    { 'i', "big", "doc.json: /big",
      "a number beyond 9007199254740991 (2^53 - 1); a whole number of 0 to 7 is wanted" },
    { 'a', "obj", "doc.json: /obj", "an object; an array is wanted" },
    { 'o', "list", "doc.json: /list", "an array; an object is wanted" },
};

START_TEST(wrong_members_are_refused)
{
    struct ap_json *root = must_parse(sample);
    struct ap_json_doc doc = { "doc.json", root };
    struct amiplan_error err = { 0 };
    const char *member = wrong_cases[_i].member;
    enum amiplan_status status = AMIPLAN_OK;
    const struct ap_json *tree = root;
    const char *string = UNTOUCHED;
    int64_t integer = 77;
    bool truth = true;
    bool found = true;

    switch (wrong_cases[_i].kind) {
    case 's':
        status = ap_json_get_string(&doc, root, member, &string, &found, &err);
        break;
    case 'b':
        status = ap_json_get_bool(&doc, root, member, &truth, &found, &err);
        break;
    case 'i':
        status = ap_json_get_integer(&doc, root, member, 0, 7, &integer, &found, &err);
        break;
    case 'a':
        status = ap_json_get_array(&doc, root, member, &tree, &err);
        break;
    case 'o':
        status = ap_json_get_object(&doc, root, member, &tree, &err);
        break;
    }
    ck_assert_int_eq(status, AMIPLAN_ERR_SYNTAX);
    ck_assert_str_eq(err.place, wrong_cases[_i].place);
    ck_assert_str_eq(err.message, wrong_cases[_i].message);
    ck_assert_str_eq(string, UNTOUCHED);
    ck_assert_int_eq(integer, 77);
    ck_assert(truth);
    ck_assert(found);
    ck_assert_ptr_eq(tree, root);
    ap_json_free(root);
}
END_TEST

START_TEST(pointers_name_the_way)
{
    struct ap_json *root = must_parse(sample);
    struct ap_json_doc doc = { "doc.json", root };
    const struct ap_json *list = ap_json_member(root, "list");
    const struct ap_json *object = ap_json_next(ap_json_first(list));
    char out[64] = "";

    ap_json_pointer(&doc, root, out, sizeof(out));
    ck_assert_str_eq(out, "");
    ap_json_pointer(&doc, ap_json_first(object), out, sizeof(out));
    ck_assert_str_eq(out, "/list/1/deep~1er");
    ap_json_pointer(&doc, ap_json_first(object), out, 6);
    ck_assert_str_eq(out, "/list");
    ap_json_free(root);
}
END_TEST

START_TEST(copies_stand_alone)
{
    struct ap_json *root = must_parse(sample);
    struct ap_json *copy = ap_json_copy(ap_json_member(root, "list"));
    struct ap_json_doc doc = { "copy", copy };
    char out[64] = "x";
    char *written;

    ap_json_free(root);
    ck_assert_ptr_null(ap_json_name(copy));
    ap_json_pointer(&doc, ap_json_first(copy), out, sizeof(out));
    ck_assert_str_eq(out, "/0");
    written = write_compact(copy);
    ck_assert_str_eq(written, "[\"a\",{\"deep/er\":1}]");
    free(written);
    ap_json_free(copy);
}
END_TEST

/* ---- writing -----------------------------------------------------------------------------------
 */

static void write_sample(struct ap_json_writer *writer)
{
    ap_json_begin_object(writer, NULL);
    ap_json_write_string(writer, "s", "a\"b\\\n\x01\xff\xc3\xa4");
    ap_json_write_string(writer, "none", NULL);
    ap_json_begin_array(writer, "list");
    ap_json_write_integer(writer, NULL, INT64_MIN);
    ap_json_write_bool(writer, NULL, false);
    ap_json_begin_object(writer, NULL);
    ap_json_end_object(writer);
    ap_json_end_array(writer);
    ap_json_begin_array(writer, "empty");
    ap_json_end_array(writer);
    ap_json_write_raw(writer, "raw", "2.50");
    ap_json_write_null(writer, "nil");
    ap_json_end_object(writer);
}

START_TEST(writer_writes)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };

    write_sample(&writer);
    ck_assert_str_eq(text.bytes, "{\n"
                                 "  \"s\": \"a\\\"b\\\\\\n\\u0001\xef\xbf\xbd\xc3\xa4\",\n"
                                 "  \"none\": null,\n"
                                 "  \"list\": [\n"
                                 "    -9223372036854775808,\n"
                                 "    false,\n"
                                 "    {}\n"
                                 "  ],\n"
                                 "  \"empty\": [],\n"
                                 "  \"raw\": 2.50,\n"
                                 "  \"nil\": null\n"
                                 "}");
    ap_text_done(&text);
}
END_TEST

START_TEST(writer_writes_one_line)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text, .compact = true };

    write_sample(&writer);
    ck_assert_str_eq(text.bytes,
                     "{\"s\":\"a\\\"b\\\\\\n\\u0001\xef\xbf\xbd\xc3\xa4\",\"none\":null,"
                     "\"list\":[-9223372036854775808,false,{}],\"empty\":[],"
                     "\"raw\":2.50,\"nil\":null}");
    ap_text_done(&text);
}
END_TEST

/* A host program may have set a locale with a decimal comma. Passes where none is installed. */
START_TEST(numbers_know_no_locale)
{
    static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8", "de_DE" };
    struct ap_json *root;
    char *written;

    for (size_t i = 0; i < AP_COUNT(locales); i++) {
        if (setlocale(LC_ALL, locales[i]))
            break;
    }
    root = must_parse("[2.5,1.7976931348623157e308,0.1]");
    written = write_compact(root);
    ck_assert_str_eq(written, "[2.5,1.7976931348623157e+308,0.1]");
    free(written);
    ap_json_free(root);
    setlocale(LC_ALL, "C");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *parse = tcase_create("parse");
    TCase *read = tcase_create("read");
    TCase *write = tcase_create("write");

    tcase_add_loop_test(parse, good_documents_come_out_again, 0, AP_COUNT(good_cases));
    tcase_add_loop_test(parse, bad_documents_are_refused, 0, AP_COUNT(bad_cases));
    tcase_add_test(parse, nul_bytes_are_refused);
    tcase_add_test(parse, bytes_need_no_nul);
    tcase_add_test(parse, depth_has_a_limit);
    tcase_add_test(parse, size_has_a_limit);
    tcase_add_test(parse, strings_have_a_limit);
    tcase_add_test(parse, duplicates_are_found_in_any_size);
    tcase_add_test(parse, long_names_keep_the_line);
    suite_add_tcase(suite, parse);

    tcase_add_test(read, members_are_read);
    tcase_add_test(read, absent_members_leave_out_alone);
    tcase_add_loop_test(read, wrong_members_are_refused, 0, AP_COUNT(wrong_cases));
    tcase_add_test(read, pointers_name_the_way);
    tcase_add_test(read, copies_stand_alone);
    suite_add_tcase(suite, read);

    tcase_add_test(write, writer_writes);
    tcase_add_test(write, writer_writes_one_line);
    tcase_add_test(write, numbers_know_no_locale);
    suite_add_tcase(suite, write);
    return run_suite(suite);
}
