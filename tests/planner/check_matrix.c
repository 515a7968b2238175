#include "planner/matrix.h"

#include <string.h>

#include "planner/family_note.h"
#include "planner/type_filter.h"
#include "tests/check_main.h"

#define HVM (1u << AP_VIRT_HVM)
#define PV  (1u << AP_VIRT_PARAVIRTUAL)

static void make(const struct amiplan_type_filter *filter, struct ap_matrix *matrix)
{
    ck_assert_int_eq(ap_matrix_make(NULL, filter, matrix, NULL), AMIPLAN_OK);
}

static const struct ap_family *find(const struct ap_matrix *matrix, const char *name)
{
    for (size_t i = 0; i < matrix->count; i++) {
        if (strcmp(matrix->families[i].name, name) == 0)
            return &matrix->families[i];
    }
    return NULL;
}

static bool has_note(const char *family, const char *id)
{
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        if (note->id && !strcmp(note->id, id) && ap_family_note_names(note, family))
            return true;
    }
    return false;
}

static bool cites(const struct ap_family *family, const char *source)
{
    for (size_t i = 0; i < family->source_count; i++) {
        if (!strcmp(family->sources[i], source))
            return true;
    }
    return false;
}

/* Whether a list of names, separated by blanks, has one. */
static bool is_listed(const char *list, const char *name)
{
    const struct ap_family_note note = { .families = list };

    return ap_family_note_names(&note, name);
}

/* Launch rules, section 3.5.1: virtualization by family, and who says so. */
static const struct {
    const char *family;
    unsigned virts;
    const char *note;      /* NULL: none */
    const char *citations; /* NULL: the user's texts do not name it */
    const char *more;      /* another citation */
} virtualization_cases[] = {
    { "c3", HVM | PV, "D-9", "user's text S0: PV, and HVM as a current generation",
      "user's text S1: PV" },
    { "m3", HVM | PV, "D-9", "user's text S0: PV, and HVM as a current generation",
      "user's text S1: PV" },
    { "c1", HVM | PV, "D-1", "user's text S0: PV", "user's text S1: PV" },
    { "m1", HVM | PV, "D-1", "user's text S0: PV", "user's text S1: PV" },
    { "m2", HVM | PV, "D-1", "user's text S0: PV", "user's text S1: PV" },
    { "t1", HVM | PV, "D-1", "user's text S0: PV", "user's text S1: PV" },
    { "hi1", HVM | PV, "D-3", "user's text S0: PV and HVM", NULL },
    { "hs1", HVM | PV, "D-3", "user's text S0: PV and HVM", NULL },
    { "cc2", HVM, NULL, "user's text S0: HVM only", NULL },
    { "cr1", HVM, NULL, "user's text S0: HVM only", NULL },
    { "cc1", HVM, NULL, NULL, NULL },
    { "cg1", HVM, NULL, NULL, NULL },
    { "g2", HVM, NULL, NULL, NULL },
    { "i2", HVM, NULL, NULL, NULL },
    { "r3", HVM, NULL, NULL, NULL },
    { "t2", HVM, NULL, NULL, NULL },
    { "m5", HVM, NULL, NULL, NULL },
    { "mac2", HVM, "D-15", NULL, NULL },
};

START_TEST(virtualization_is_as_documented)
{
    struct ap_matrix matrix = { .count = 0 };

    make(NULL, &matrix);
    const struct ap_family *family = find(&matrix, virtualization_cases[_i].family);
    ck_assert_ptr_nonnull(family);
    ck_assert_uint_eq(family->words[AP_ATTRIBUTE_VIRTUALIZATION], virtualization_cases[_i].virts);
    if (virtualization_cases[_i].note)
        ck_assert(has_note(family->name, virtualization_cases[_i].note));
    else
        ck_assert(!has_note(family->name, "D-1") && !has_note(family->name, "D-3"));
    if (virtualization_cases[_i].citations)
        ck_assert(cites(family, virtualization_cases[_i].citations));
    if (virtualization_cases[_i].more)
        ck_assert(cites(family, virtualization_cases[_i].more));
    for (size_t i = 0; !virtualization_cases[_i].citations && i < family->source_count; i++)
        ck_assert_ptr_null(strstr(family->sources[i], "user's text"));
    ap_matrix_done(&matrix);
}
END_TEST

static const char current_bit = 0;  /* "current" */
static const char previous_bit = 1; /* "previous" */
static const char retired_bit = 2;  /* "retired" */

START_TEST(each_family_is_consistent)
{
    static const char roots[] = "c1 c3 d2 i2 m1 m2 m3 r3 x1"; /* ROOT-2 */
    static const char retired_roots[] = "cc2 g2";             /* ROOT-2: by older dumps */
    static const char pv[] = "c1 c3 m1 m2 m3 t1 hi1 hs1";     /* VIRT, section 3.5.1 */
    /* D-9: previous as whole families */
    static const char previous[] =
        "a1 c1 c3 c4 c5 c6gn d2 g5 i2 m1 m2 m3 m4 m5 m6i r3 r4 r5 r6i t1";
    struct ap_matrix matrix = { .count = 0 };
    size_t sizes = 0;
    size_t living = 0;

    make(NULL, &matrix);
    for (size_t i = 0; i < matrix.count; i++) {
        const struct ap_family *family = &matrix.families[i];
        unsigned generations = family->words[AP_ATTRIBUTE_GENERATION];
        unsigned root = family->words[AP_ATTRIBUTE_ROOT_DEVICE];
        bool retired = generations == 1u << retired_bit;

        if (i > 0)
            ck_assert_int_lt(strcmp(matrix.families[i - 1].name, family->name), 0);
        sizes += family->size_count;
        living += !retired;
        ck_assert_uint_gt(family->source_count, 0);
        ck_assert_msg(((family->words[AP_ATTRIBUTE_VIRTUALIZATION] & PV) != 0) ==
                          is_listed(pv, family->name),
                      "%s", family->name);
        ck_assert_msg(
            ((root & 1u << AP_ROOT_INSTANCE_STORE) != 0) ==
                (is_listed(roots, family->name) || is_listed(retired_roots, family->name)),
            "%s", family->name);
        if (!retired)
            ck_assert_msg(((generations & 1u << previous_bit) != 0) ==
                              is_listed(previous, family->name),
                          "%s", family->name);
        if (generations & 1u << current_bit)
            ck_assert_msg(family->words[AP_ATTRIBUTE_VIRTUALIZATION] == HVM, "%s", family->name);
    }
    ck_assert_uint_eq(sizes, ap_instance_type_builtin_count());
    ck_assert_uint_eq(living, 186);
    ap_matrix_done(&matrix);
}
END_TEST

static const struct {
    const char *family;
    const char *exceptions; /* joined by ';' */
} exception_cases[] = {
    { "c3", "i386: large" },
    { "c1", "i386: medium" },
    { "m1", "i386: small medium" },
    { "t2", "i386: nano micro small medium" },
    { "t1", "" },
    { "m5", "bare metal: metal;uefi: not metal" },
    { "c7i", "bare metal: metal-24xl metal-48xl;uefi: not metal-24xl metal-48xl" },
    { "c6g", "bare metal: metal" },
    { "i3", "retired: metal;bare metal: metal" },
    { "mac2", "" },
    { "m4", "" },
};

START_TEST(exceptions_are_named)
{
    struct ap_matrix matrix = { .count = 0 };
    struct ap_text text = { 0 };

    make(NULL, &matrix);
    const struct ap_family *family = find(&matrix, exception_cases[_i].family);
    ck_assert_ptr_nonnull(family);
    ap_text_add(&text, "");
    for (size_t i = 0; i < family->exception_count; i++)
        ap_text_addf(&text, "%s%s", i ? ";" : "", family->exceptions[i]);
    ck_assert_str_eq(text.bytes ? text.bytes : "", exception_cases[_i].exceptions);
    ap_text_done(&text);
    ap_matrix_done(&matrix);
}
END_TEST

START_TEST(notes_are_where_sources_disagree)
{
    static const char *const root_disagrees[] = { "c1", "m1", "m2", "x1" };

    for (size_t i = 0; i < AP_COUNT(root_disagrees); i++)
        ck_assert(has_note(root_disagrees[i], "D-2"));
    ck_assert(!has_note("c3", "D-2"));
    ck_assert(!has_note("x1e", "D-2"));
    ck_assert(has_note("cr1", "DF-4"));
    ck_assert(!has_note("c", "D-1"));
    ck_assert(!has_note("mac", "D-15"));
}
END_TEST

START_TEST(notes_name_families_that_there_are)
{
    struct ap_matrix matrix = { .count = 0 };

    make(NULL, &matrix);
    for (size_t i = 0; i < ap_family_note_count(); i++) {
        const struct ap_family_note *note = ap_family_note_at(i);
        ck_assert((note->id == NULL) != (note->source == NULL));
        for (const char *at = note->families; *at; at += strspn(at, " ")) {
            char name[32] = "";
            size_t len = strcspn(at, " ");
            ck_assert_uint_lt(len, sizeof(name));
            memcpy(name, at, len);
            ck_assert_msg(find(&matrix, name), "%s", name);
            at += len;
        }
    }
    ap_matrix_done(&matrix);
}
END_TEST

/* Filters. */

static const struct {
    struct amiplan_type_filter filter;
    const char *families; /* NULL: not compared */
} filter_cases[] = {
    { { .virtualization = "paravirtual" }, "c1 c3 hi1 hs1 m1 m2 m3 t1" },
    { { .root_device = "instance-store" }, "c1 c3 cc2 d2 g2 i2 m1 m2 m3 r3 x1" },
    { { .architecture = "i386" }, "c1 c3 m1 t1 t2" },
    { { .architecture = "x86_64_mac" }, "mac1" },
    { { .generation = "retired" },
      "cc1 cc2 cg1 cr1 dl1 f1 g2 g3 g3s hi1 hs1 i3 p2 p3 u-12tb1 u-18tb1 u-24tb1 u-6tb1 u-9tb1" },
    { { .virtualization = "paravirtual", .region = "us-east-2" }, "" },
    { { .virtualization = "paravirtual", .generation = "retired" }, "hi1 hs1" },
    { { .architecture = "i386", .virtualization = "hvm", .generation = "current" }, "t2" },
};

START_TEST(filter_selects)
{
    struct ap_matrix matrix = { .count = 0 };
    struct ap_text text = { 0 };

    ck_assert_int_eq(ap_type_filter_check(&filter_cases[_i].filter, NULL), AMIPLAN_OK);
    make(&filter_cases[_i].filter, &matrix);
    for (size_t i = 0; i < matrix.count; i++)
        ap_text_addf(&text, "%s%s", i ? " " : "", matrix.families[i].name);
    ck_assert_str_eq(text.bytes ? text.bytes : "", filter_cases[_i].families);
    ap_text_done(&text);
    ap_matrix_done(&matrix);
}
END_TEST

START_TEST(region_counts_what_is_offered_there)
{
    struct amiplan_type_filter filter = AMIPLAN_TYPE_FILTER_INIT;
    struct ap_matrix matrix = { .count = 0 };

    filter.region = "us-east-1";
    make(&filter, &matrix);
    ck_assert_uint_eq(find(&matrix, "i3")->size_count, 6); /* without the retired i3.metal */
    ck_assert_ptr_null(find(&matrix, "cc2"));
    ap_matrix_done(&matrix);
}
END_TEST

static const struct {
    struct amiplan_type_filter filter;
    const char *format;
    enum amiplan_status status;
    const char *message;
} refusal_cases[] = {
    { { .architecture = "x86" },
      "text",
      AMIPLAN_ERR_USAGE,
      "'x86' is no architecture; one of i386, x86_64, arm64, x86_64_mac, arm64_mac is wanted" },
    { { .virtualization = "pv" },
      "text",
      AMIPLAN_ERR_USAGE,
      "'pv' is no virtualization type; one of hvm, paravirtual is wanted" },
    { { .root_device = "EBS" },
      "text",
      AMIPLAN_ERR_USAGE,
      "'EBS' is no root device type; one of ebs, instance-store is wanted" },
    { { .generation = "" },
      "text",
      AMIPLAN_ERR_USAGE,
      "'' is no generation; one of current, previous, retired is wanted" },
    { { .region = "us-est-1" },
      "text",
      AMIPLAN_ERR_USAGE,
      "there is no region 'us-est-1'; did you mean 'us-east-1'?" },
    { { .region = "cn-north-1" },
      "text",
      AMIPLAN_ERR_UNKNOWN,
      "the data of 2026-08-02 do not say what is offered in cn-north-1" },
    { { .names = (const char *const[]){ "m55" }, .name_count = 1 },
      "text",
      AMIPLAN_ERR_UNKNOWN,
      "the data of 2026-08-02 have no family 'm55'; did you mean m5?" },
    { { .names = (const char *const[]){ "m5.large" }, .name_count = 1 },
      "json",
      AMIPLAN_ERR_USAGE,
      "'m5.large' is an instance type; a family is wanted: m5" },
    { { .region = NULL },
      "yaml",
      AMIPLAN_ERR_USAGE,
      "'yaml' is no format; text, json or csv is wanted" },
};

START_TEST(wrong_question_is_refused)
{
    struct amiplan_error err = { .message = "" };
    struct ap_text text = { 0 };

    ck_assert_int_eq(
        ap_matrix_write(NULL, &refusal_cases[_i].filter, refusal_cases[_i].format, &text, &err),
        refusal_cases[_i].status);
    ck_assert_str_eq(err.message, refusal_cases[_i].message);
    ck_assert_uint_eq(text.len, 0);
    ap_text_done(&text);
}
END_TEST

/* Formats. */

static const struct {
    const char *format;
    const char *answer;
} format_cases[] = {
    { "csv",
      "family,sizes,generations,architectures,virtualization_types,root_device_types,hypervisors,"
      "boot_modes,exceptions,notes,sources\r\n"
      "t1,1,previous,i386 x86_64,hvm paravirtual,ebs,xen,legacy-bios,,\"D-1 HVM: "
      "DescribeInstanceTypes lists hvm, but EC2 refused Linux HVM images in recorded launches of "
      "2015 to 2017 and the user's texts name the family for PV alone; HVM is sure for Windows "
      "only\",DescribeInstanceTypes 2026-08-02; user's text S0: PV; user's text S1: PV\r\n" },
    { "text",
      "FAMILY  SIZES  GENERATION  ARCHITECTURES  VIRTUALIZATION   ROOT DEVICES  HYPERVISOR  "
      "BOOT MODES   SOURCES  NOTES\n"
      "t1          1  previous    i386,x86_64    hvm,paravirtual  ebs           xen         "
      "legacy-bios  1,2,3    D-1\n"
      "\n"
      "Notes\n"
      "  D-1   c1 m1 m2 t1: HVM: DescribeInstanceTypes lists hvm, but EC2 refused Linux HVM images "
      "in recorded launches of 2015 to 2017 and the user's texts name the family for PV alone; HVM "
      "is sure for Windows only\n"
      "\n"
      "Sources\n"
      "  1     DescribeInstanceTypes 2026-08-02\n"
      "  2     user's text S0: PV\n"
      "  3     user's text S1: PV\n" },
};

START_TEST(format_is_as_it_was)
{
    static const char *const names[] = { "t1" };
    struct amiplan_type_filter filter = { .names = names, .name_count = 1 };
    struct ap_text text = { 0 };

    ck_assert_int_eq(ap_matrix_write(NULL, &filter, format_cases[_i].format, &text, NULL),
                     AMIPLAN_OK);
    ck_assert_str_eq(text.bytes, format_cases[_i].answer);
    ap_text_done(&text);
}
END_TEST

START_TEST(json_says_what_is_not_known)
{
    struct ap_text text = { 0 };
    struct ap_json *root;

    ck_assert_int_eq(ap_matrix_write(NULL, NULL, "json", &text, NULL), AMIPLAN_OK);
    ck_assert_int_eq(ap_json_parse("matrix", text.bytes, text.len, &root, NULL), AMIPLAN_OK);
    ck_assert_str_eq(ap_json_string(ap_json_member(root, "schema")), "amiplan/matrix/v1");
    const struct ap_json *families = ap_json_member(root, "families");
    ck_assert_uint_eq(ap_json_count(families), 203);
    const struct ap_json *family = ap_json_first(families);
    while (strcmp(ap_json_string(ap_json_member(family, "family")), "hs1") != 0)
        family = ap_json_next(family);
    ck_assert_ptr_null(ap_json_member(family, "root_device_types")); /* null */
    ck_assert_uint_eq(ap_json_count(ap_json_member(family, "virtualization_types")), 2);
    ck_assert_uint_eq(ap_json_count(ap_json_member(family, "notes")), 2);
    ap_json_free(root);
    ap_text_done(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("matrix");
    TCase *families = tcase_create("families");
    TCase *filters = tcase_create("filters");
    TCase *formats = tcase_create("formats");

    tcase_add_loop_test(families, virtualization_is_as_documented, 0,
                        AP_COUNT(virtualization_cases));
    tcase_add_test(families, each_family_is_consistent);
    tcase_add_loop_test(families, exceptions_are_named, 0, AP_COUNT(exception_cases));
    tcase_add_test(families, notes_are_where_sources_disagree);
    tcase_add_test(families, notes_name_families_that_there_are);
    suite_add_tcase(suite, families);

    tcase_add_loop_test(filters, filter_selects, 0, AP_COUNT(filter_cases));
    tcase_add_test(filters, region_counts_what_is_offered_there);
    tcase_add_loop_test(filters, wrong_question_is_refused, 0, AP_COUNT(refusal_cases));
    suite_add_tcase(suite, filters);

    tcase_add_loop_test(formats, format_is_as_it_was, 0, AP_COUNT(format_cases));
    tcase_add_test(formats, json_says_what_is_not_known);
    suite_add_tcase(suite, formats);
    return run_suite(suite);
}
