/*
 * Allocation failure: the first allocation of a call fails, then the second, and so on until the
 * call succeeds. Each failure is AMIPLAN_ERR_MEMORY, leaves what it should have given alone, and
 * leaks nothing. The program is linked with -Wl,--wrap for malloc, calloc, realloc and free, so
 * that what cJSON and PCRE2 allocate within their own libraries does not count; Check's own does,
 * so nothing is asserted while a call is watched. With -DAP_NO_WRAP (sanitizers have their own
 * allocators) it is skipped.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <amiplan.h>

#define SKIPPED 77

#ifdef AP_NO_WRAP

int main(void)
{
    return SKIPPED;
}

#else

#include <check.h>

#include "base/error.h"
#include "tests/check_main.h"

#define ALLOCATIONS_MAX 100000 /* a call that wants more is taken for one that never ends */

/* The seam: how many allocations are still to succeed, or -1 for all; and how many live. */
static long allocations_left = -1;
static long live;

/* The names that ld's --wrap gives. */
void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
void __real_free(void *bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
void __wrap_free(void *bytes);

static int refuses(void)
{
    if (allocations_left < 0)
        return 0;
    if (allocations_left == 0)
        return 1;
    allocations_left--;
    return 0;
}

void *__wrap_malloc(size_t bytes)
{
    void *got = refuses() ? NULL : __real_malloc(bytes);

    live += got != NULL;
    return got;
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    void *got = refuses() ? NULL : __real_calloc(count, bytes);

    live += got != NULL;
    return got;
}

void *__wrap_realloc(void *old, size_t bytes)
{
    void *got = refuses() ? NULL : __real_realloc(old, bytes);

    live += got != NULL && !old;
    return got;
}

void __wrap_free(void *bytes)
{
    live -= bytes != NULL;
    __real_free(bytes);
}

/* ---- the calls, each with what it needs made beforehand
 * ------------------------------------------- */

#define IMAGES                                                                                     \
    "{\"Images\": [{\"ImageId\": \"ami-0123456789abcdef0\", \"OwnerId\": \"999988887777\", "       \
    "\"CreationDate\": \"2026-01-01T00:00:00.000Z\", \"Name\": \"web\", \"Public\": false, "       \
    "\"State\": \"available\", \"Architecture\": \"arm64\", \"VirtualizationType\": \"hvm\", "     \
    "\"RootDeviceType\": \"ebs\", \"RootDeviceName\": \"/dev/xvda\", \"ProductCodes\": "           \
    "[{\"ProductCodeId\": \"abc\", \"ProductCodeType\": \"marketplace\"}], "                       \
    "\"BlockDeviceMappings\": [{\"DeviceName\": \"/dev/xvda\", \"Ebs\": {\"SnapshotId\": "         \
    "\"snap-1\", \"VolumeSize\": 8, \"VolumeType\": \"gp3\"}}, {\"DeviceName\": \"/dev/sdb\", "    \
    "\"VirtualName\": \"ephemeral0\"}]}]}"
#define ATTRIBUTES                                                                                 \
    "{\"ImageId\": \"ami-0123456789abcdef0\", \"LaunchPermissions\": [{\"UserId\": "               \
    "\"123456789012\"}, {\"Group\": \"all\"}]}"
#define TYPES                                                                                      \
    "{\"InstanceTypes\": [{\"InstanceType\": \"m99.large\", \"SupportedVirtualizationTypes\": "    \
    "[\"hvm\"], \"ProcessorInfo\": {\"SupportedArchitectures\": [\"x86_64\"]}}]}"
#define PARAMETERS                                                                                 \
    "{\"Parameters\": [{\"Name\": \"/golden/web\", \"Type\": \"String\", \"Value\": "              \
    "\"ami-0123456789abcdef0\", \"Version\": 3, \"DataType\": \"aws:ec2:image\"}]}"
#define LAUNCH                                                                                     \
    "{\"ImageId\": \"resolve:ssm:/golden/web\", \"InstanceType\": \"m5.large\", \"Placement\": "   \
    "{\"AvailabilityZone\": \"us-east-1e\"}, \"BlockDeviceMappings\": [{\"DeviceName\": "          \
    "\"/dev/xvda\", \"Ebs\": {\"VolumeSize\": 20}}, {\"DeviceName\": \"/dev/sdf\", \"Ebs\": "      \
    "{\"VolumeSize\": 1}}], \"TagSpecifications\": [{\"ResourceType\": \"instance\"}]}"
#define CALL                                                                                       \
    "{\"call\": \"plan\", \"now\": \"2026-08-02\", \"regions\": [\"us-east-1\"], \"launches\": "   \
    "[{\"ImageId\": \"ami-04fc404d256fd34a2\", \"InstanceType\": \"m5.large\"}]}"
#define WRONG_CALL "{\"call\": \"launch\"}"

static const char *const regions[] = { "us-east-1", "eu-west-1" };

struct world {
    struct amiplan_catalog *catalog;
    struct amiplan_launch *launch;
    struct amiplan_context context;
    struct amiplan_report *report; /* a plan of the launch in one region */
    struct amiplan_resolutions *resolutions;
    struct amiplan_parameters *parameters;
};

/* What a call gives: whichever it is, NULL before. */
struct given {
    struct amiplan_catalog *catalog;
    struct amiplan_launch *launch;
    struct amiplan_resolutions *resolutions;
    struct amiplan_parameters *parameters;
    struct amiplan_report *report;
    char *text;
};

static void free_given(struct given *given)
{
    amiplan_catalog_free(given->catalog);
    amiplan_launch_free(given->launch);
    amiplan_resolutions_free(given->resolutions);
    amiplan_parameters_free(given->parameters);
    amiplan_report_free(given->report);
    amiplan_free(given->text);
}

typedef enum amiplan_status call_fn(struct world *world, struct given *given,
                                    struct amiplan_error *err);

static enum amiplan_status call_catalog_new(struct world *world, struct given *given,
                                            struct amiplan_error *err)
{
    (void)world;
    return amiplan_catalog_new(NULL, NULL, &given->catalog, err);
}

/* Into a catalog of its own, which is made before allocations are counted. */
static enum amiplan_status add(struct given *given, enum amiplan_kind kind, const char *text,
                               struct amiplan_error *err)
{
    struct amiplan_catalog *catalog = NULL;
    long left = allocations_left;

    allocations_left = -1;
    enum amiplan_status status = amiplan_catalog_new(NULL, NULL, &catalog, err);
    allocations_left = left;
    if (!status)
        status = amiplan_catalog_add_json(catalog, kind, "us-east-1", 1, "test.json", text,
                                          strlen(text), err);
    if (status)
        amiplan_catalog_free(catalog);
    else
        given->catalog = catalog;
    return status;
}

static enum amiplan_status call_add_images(struct world *world, struct given *given,
                                           struct amiplan_error *err)
{
    (void)world;
    return add(given, AMIPLAN_IMAGES, IMAGES, err);
}

static enum amiplan_status call_add_attributes(struct world *world, struct given *given,
                                               struct amiplan_error *err)
{
    (void)world;
    return add(given, AMIPLAN_IMAGE_ATTRIBUTES, ATTRIBUTES, err);
}

static enum amiplan_status call_add_types(struct world *world, struct given *given,
                                          struct amiplan_error *err)
{
    (void)world;
    return add(given, AMIPLAN_INSTANCE_TYPES, TYPES, err);
}

static enum amiplan_status call_add_parameters(struct world *world, struct given *given,
                                               struct amiplan_error *err)
{
    (void)world;
    return add(given, AMIPLAN_PARAMETERS, PARAMETERS, err);
}

static enum amiplan_status call_launch_read(struct world *world, struct given *given,
                                            struct amiplan_error *err)
{
    (void)world;
    return amiplan_launch_read("launch.json", LAUNCH, strlen(LAUNCH), &given->launch, err);
}

static enum amiplan_status call_resolve(struct world *world, struct given *given,
                                        struct amiplan_error *err)
{
    static const char *const references[] = {
        "/golden/web", "ami-04fc404d256fd34a2", "/no/such/name",
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64"
    };

    return amiplan_resolve(world->catalog, references, AP_COUNT(references), &world->context,
                           &given->resolutions, err);
}

static enum amiplan_status call_resolutions_json(struct world *world, struct given *given,
                                                 struct amiplan_error *err)
{
    return amiplan_resolutions_json(world->resolutions, &given->text, NULL, err);
}

static enum amiplan_status call_parameters_read(struct world *world, struct given *given,
                                                struct amiplan_error *err)
{
    static const char *const names[] = { "/golden/web", "/no/such/name" };

    return amiplan_parameters_read(world->catalog, names, AP_COUNT(names), &world->context,
                                   &given->parameters, err);
}

static enum amiplan_status call_parameters_list(struct world *world, struct given *given,
                                                struct amiplan_error *err)
{
    return amiplan_parameters_list(world->catalog, "/golden", 1, &world->context,
                                   &given->parameters, err);
}

static enum amiplan_status call_parameters_json(struct world *world, struct given *given,
                                                struct amiplan_error *err)
{
    return amiplan_parameters_json(world->parameters, &given->text, NULL, err);
}

static enum amiplan_status call_check(struct world *world, struct given *given,
                                      struct amiplan_error *err)
{
    const struct amiplan_launch *const launches[] = { world->launch };

    return amiplan_check(world->catalog, launches, 1, &world->context, &given->report, err);
}

static enum amiplan_status call_plan(struct world *world, struct given *given,
                                     struct amiplan_error *err)
{
    const struct amiplan_launch *const launches[] = { world->launch };

    return amiplan_plan(world->catalog, launches, 1, &world->context, &given->report, err);
}

static enum amiplan_status call_write_text(struct world *world, struct given *given,
                                           struct amiplan_error *err)
{
    return amiplan_report_write(world->report, "text", &given->text, NULL, err);
}

static enum amiplan_status call_write_json(struct world *world, struct given *given,
                                           struct amiplan_error *err)
{
    return amiplan_report_write(world->report, "json", &given->text, NULL, err);
}

static enum amiplan_status call_write_run_instances(struct world *world, struct given *given,
                                                    struct amiplan_error *err)
{
    return amiplan_report_write(world->report, "run-instances", &given->text, NULL, err);
}

static enum amiplan_status call_types_write(struct world *world, struct given *given,
                                            struct amiplan_error *err)
{
    static const char *const names[] = { "m5.large", "cc2.8xlarge" };
    struct amiplan_type_filter filter = AMIPLAN_TYPE_FILTER_INIT;

    filter.names = names;
    filter.name_count = AP_COUNT(names);
    return amiplan_types_write(world->catalog, &filter, "json", &given->text, NULL, err);
}

static enum amiplan_status call_rules_write(struct world *world, struct given *given,
                                            struct amiplan_error *err)
{
    (void)world;
    return amiplan_rules_write("json", &given->text, NULL, err);
}

static enum amiplan_status call_explain_write(struct world *world, struct given *given,
                                              struct amiplan_error *err)
{
    (void)world;
    return amiplan_explain_write("arch-mismatch", "text", &given->text, NULL, err);
}

static enum amiplan_status call_json(struct world *world, struct given *given,
                                     struct amiplan_error *err)
{
    enum amiplan_status ended = AMIPLAN_ERR_INTERNAL;
    enum amiplan_status status =
        amiplan_call_json(world->catalog, CALL, strlen(CALL), &ended, &given->text, NULL, err);

    return ended == (status ? AMIPLAN_ERR_INTERNAL : AMIPLAN_OK) ? status : AMIPLAN_ERR_INTERNAL;
}

static enum amiplan_status call_json_wrong(struct world *world, struct given *given,
                                           struct amiplan_error *err)
{
    enum amiplan_status ended = AMIPLAN_OK;
    enum amiplan_status status = amiplan_call_json(world->catalog, WRONG_CALL, strlen(WRONG_CALL),
                                                   &ended, &given->text, NULL, err);

    return ended == (status ? AMIPLAN_OK : AMIPLAN_ERR_SYNTAX) ? status : AMIPLAN_ERR_INTERNAL;
}

static const struct {
    const char *name;
    call_fn *call;
} calls[] = {
    { "catalog_new", call_catalog_new },
    { "add images", call_add_images },
    { "add image attributes", call_add_attributes },
    { "add instance types", call_add_types },
    { "add parameters", call_add_parameters },
    { "launch_read", call_launch_read },
    { "resolve", call_resolve },
    { "resolutions_json", call_resolutions_json },
    { "parameters_read", call_parameters_read },
    { "parameters_list", call_parameters_list },
    { "parameters_json", call_parameters_json },
    { "check", call_check },
    { "plan", call_plan },
    { "report_write text", call_write_text },
    { "report_write json", call_write_json },
    { "report_write run-instances", call_write_run_instances },
    { "types_write", call_types_write },
    { "rules_write", call_rules_write },
    { "explain_write", call_explain_write },
    { "call_json", call_json },
    { "call_json, refused", call_json_wrong },
};

static void add_to(struct amiplan_catalog *catalog, enum amiplan_kind kind, const char *text)
{
    ck_assert_int_eq(amiplan_catalog_add_json(catalog, kind, "us-east-1", 1, "test.json", text,
                                              strlen(text), NULL),
                     AMIPLAN_OK);
}

static void make_world(struct world *world)
{
    struct given given = { .text = NULL };

    *world = (struct world){ .context = AMIPLAN_CONTEXT_INIT };
    world->context.now_s = 1785628800; /* 2026-08-02 */
    world->context.regions = regions;
    world->context.region_count = 1;
    world->context.offline = 1;
    world->context.account = "123456789012";
    ck_assert_int_eq(amiplan_catalog_new(NULL, NULL, &world->catalog, NULL), AMIPLAN_OK);
    add_to(world->catalog, AMIPLAN_IMAGES, IMAGES);
    add_to(world->catalog, AMIPLAN_PARAMETERS, PARAMETERS);
    add_to(world->catalog, AMIPLAN_INSTANCE_TYPES, TYPES);
    ck_assert_int_eq(call_launch_read(world, &given, NULL), AMIPLAN_OK);
    world->launch = given.launch;
    ck_assert_int_eq(call_plan(world, &given, NULL), AMIPLAN_OK);
    world->report = given.report;
    ck_assert_int_eq(call_resolve(world, &given, NULL), AMIPLAN_OK);
    world->resolutions = given.resolutions;
    ck_assert_int_eq(call_parameters_list(world, &given, NULL), AMIPLAN_OK);
    world->parameters = given.parameters;
    world->context.region_count = AP_COUNT(regions);
}

static void free_world(struct world *world)
{
    amiplan_parameters_free(world->parameters);
    amiplan_resolutions_free(world->resolutions);
    amiplan_report_free(world->report);
    amiplan_launch_free(world->launch);
    amiplan_catalog_free(world->catalog);
}

START_TEST(each_allocation_may_fail)
{
    static const struct given nothing;
    struct world world;
    enum amiplan_status status = AMIPLAN_ERR_MEMORY;
    long n = 0;

    make_world(&world);
    for (; status == AMIPLAN_ERR_MEMORY; n++) {
        struct given given = { .text = NULL };
        struct amiplan_error err = { .status = AMIPLAN_OK };
        long before = live;

        allocations_left = n;
        status = calls[_i].call(&world, &given, &err);
        allocations_left = -1;
        bool touched = memcmp(&given, &nothing, sizeof(given)) != 0;
        free_given(&given);
        long leaked = live - before;

        const char *name = calls[_i].name;
        ck_assert_msg(status == AMIPLAN_OK || status == AMIPLAN_ERR_MEMORY,
                      "%s, allocation %ld fails: %s: %s", name, n, amiplan_status_name(status),
                      err.message);
        ck_assert_msg(err.status == status, "%s, allocation %ld fails: the error says %s", name, n,
                      amiplan_status_name(err.status));
        ck_assert_msg(touched == (status == AMIPLAN_OK), "%s, allocation %ld fails: out is touched",
                      name, n);
        ck_assert_msg(!leaked, "%s, allocation %ld fails: %ld leaked", name, n, leaked);
        ck_assert_int_lt(n, ALLOCATIONS_MAX);
    }
    free_world(&world);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *fail = tcase_create("fail");

    tcase_set_timeout(fail, 120);
    tcase_add_loop_test(fail, each_allocation_may_fail, 0, (int)AP_COUNT(calls));
    suite_add_tcase(suite, fail);
    return run_suite(suite);
}

#endif
