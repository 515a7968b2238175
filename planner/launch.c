/* Reading a launch: the edge where RunInstances JSON becomes typed. */
#include "planner/launch.h"

#include <stdlib.h>
#include <string.h>

#include "planner/instance_type.h"

#define IMAGE_ID_BYTES_MAX 2048 /* a reference may carry a parameter's whole name */
#define ZONE_BYTES_MAX     64
#define WORD_BYTES_MAX     128
#define COUNT_MAX          1000000 /* instances of one request; EC2's own limit is a quota */

enum amiplan_status amiplan_launch_new(struct amiplan_launch **out, struct amiplan_error *err)
{
    struct amiplan_launch *launch = calloc(1, sizeof(*launch));

    if (!launch)
        return ap_fail_memory(err);
    *out = launch;
    return AMIPLAN_OK;
}

void amiplan_launch_free(struct amiplan_launch *launch)
{
    if (!launch)
        return;
    ap_json_free(launch->root);
    ap_arena_done(&launch->arena);
    free(launch);
}

/* A text member of at most max bytes, borrowed from the document. */
static enum amiplan_status read_text(const struct ap_json_doc *doc, const struct ap_json *object,
                                     const char *name, size_t max, const char **out,
                                     struct amiplan_error *err)
{
    const char *text = NULL;
    enum amiplan_status status = ap_json_get_string(doc, object, name, &text, NULL, err);

    if (status || !text)
        return status;
    if (strlen(text) > max)
        return ap_json_fail(doc, ap_json_member(object, name), err, "%zu bytes; %zu at most",
                            strlen(text), max);
    *out = text;
    return AMIPLAN_OK;
}

static enum amiplan_status read_placement(const struct ap_json_doc *doc,
                                          const struct ap_json *request,
                                          struct amiplan_launch *launch, struct amiplan_error *err)
{
    const struct ap_json *placement = NULL;
    enum amiplan_status status = ap_json_get_object(doc, request, "Placement", &placement, err);

    if (status || !placement)
        return status;
    status = read_text(doc, placement, "AvailabilityZone", ZONE_BYTES_MAX, &launch->zone, err);
    if (!status)
        status = read_text(doc, placement, "Tenancy", WORD_BYTES_MAX, &launch->tenancy, err);
    return status;
}

/* {"OPTIONS": {"FLAG": true}} */
static enum amiplan_status read_option(const struct ap_json_doc *doc, const struct ap_json *request,
                                       const char *options, const char *flag, bool *out,
                                       struct amiplan_error *err)
{
    const struct ap_json *object = NULL;
    enum amiplan_status status = ap_json_get_object(doc, request, options, &object, err);

    if (status || !object)
        return status;
    return ap_json_get_bool(doc, object, flag, out, NULL, err);
}

static enum amiplan_status read_members(const struct ap_json_doc *doc,
                                        const struct ap_json *request,
                                        struct amiplan_launch *launch, struct amiplan_error *err)
{
    const struct {
        const char *name;
        size_t max;
        const char **out;
    } texts[] = {
        { "ImageId", IMAGE_ID_BYTES_MAX, &launch->image_id },
        { "InstanceType", AP_INSTANCE_TYPE_NAME_BYTES_MAX, &launch->instance_type },
        { "KernelId", WORD_BYTES_MAX, &launch->kernel_id },
        { "RamdiskId", WORD_BYTES_MAX, &launch->ramdisk_id },
        { "InstanceInitiatedShutdownBehavior", WORD_BYTES_MAX, &launch->shutdown },
    };
    const struct ap_json *object = NULL;
    enum amiplan_status status;

    for (size_t i = 0; i < AP_COUNT(texts); i++) {
        status = read_text(doc, request, texts[i].name, texts[i].max, texts[i].out, err);
        if (status)
            return status;
    }
    status = read_placement(doc, request, launch, err);
    if (!status)
        status =
            read_option(doc, request, "HibernationOptions", "Configured", &launch->hibernates, err);
    if (!status)
        status = read_option(doc, request, "EnclaveOptions", "Enabled", &launch->has_enclave, err);
    if (!status)
        status = ap_json_get_integer(doc, request, "MinCount", 1, COUNT_MAX, &launch->min_count,
                                     NULL, err);
    if (!status)
        status = ap_json_get_integer(doc, request, "MaxCount", 1, COUNT_MAX, &launch->max_count,
                                     NULL, err);
    if (!status)
        status = ap_json_get_object(doc, request, "LaunchTemplate", &object, err);
    launch->has_template = object != NULL;
    object = NULL;
    if (!status)
        status = ap_json_get_object(doc, request, "InstanceRequirements", &object, err);
    launch->has_requirements = object != NULL;
    if (!status && launch->min_count && launch->max_count && launch->max_count < launch->min_count)
        status = ap_json_fail(doc, ap_json_member(request, "MaxCount"), err,
                              "%lld is less than MinCount, %lld", (long long)launch->max_count,
                              (long long)launch->min_count);
    return status;
}

enum amiplan_status amiplan_launch_read(const char *name, const char *bytes, size_t len,
                                        struct amiplan_launch **out, struct amiplan_error *err)
{
    struct amiplan_launch *launch = NULL;
    const struct ap_json *list = NULL;
    enum amiplan_status status = amiplan_launch_new(&launch, err);

    if (status)
        return status;
    launch->document = ap_arena_copy(&launch->arena, name ? name : "request");
    if (!launch->document) {
        status = ap_fail_memory(err);
        goto done;
    }
    status = ap_json_parse(launch->document, bytes, len, &launch->root, err);
    if (status)
        goto done;

    const struct ap_json_doc doc = { launch->document, launch->root };
    if (!ap_json_is_object(launch->root)) {
        status = ap_json_fail(&doc, launch->root, err,
                              "a request is one JSON object, as `aws ec2 run-instances "
                              "--generate-cli-skeleton` prints it");
        goto done;
    }
    status = read_members(&doc, launch->root, launch, err);
    if (status)
        goto done;
    status = ap_json_get_array(&doc, launch->root, "BlockDeviceMappings", &list, err);
    if (!status && list)
        status = ap_mappings_read(&doc, list, AP_FACT_ABSENT, &launch->arena, &launch->mappings,
                                  &launch->mapping_count, err);
done:
    if (status)
        amiplan_launch_free(launch);
    else
        *out = launch;
    return status;
}

/* Sets one text, unless the document says something else. */
static enum amiplan_status set_text(struct amiplan_launch *launch, const char *member,
                                    const char *value, size_t max, const char **out,
                                    struct amiplan_error *err)
{
    if (!*value)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, member, "it is empty");
    if (strlen(value) > max)
        return ap_fail(err, AMIPLAN_ERR_SYNTAX, member, "%zu bytes; %zu at most", strlen(value),
                       max);
    if (*out && strcmp(*out, value))
        return ap_fail(err, AMIPLAN_ERR_USAGE, launch->document ? launch->document : member,
                       "%s is '%.60s' already; '%.60s' contradicts it", member, *out, value);
    const char *copy = ap_arena_copy(&launch->arena, value);
    if (!copy)
        return ap_fail_memory(err);
    *out = copy;
    return AMIPLAN_OK;
}

static enum amiplan_status set_mappings(struct amiplan_launch *launch, const char *value,
                                        struct amiplan_error *err)
{
    struct ap_json *root = NULL;
    const struct ap_json_doc name = { "BlockDeviceMappings", NULL };

    if (launch->mapping_count)
        return ap_fail(err, AMIPLAN_ERR_USAGE, name.name,
                       "given twice: there are %zu mappings already", launch->mapping_count);
    enum amiplan_status status = ap_json_parse(name.name, value, strlen(value), &root, err);
    if (status)
        return status;
    const struct ap_json_doc doc = { name.name, root };
    if (!ap_json_is_array(root))
        status = ap_json_fail(&doc, root, err, "a JSON list of mappings is wanted");
    else
        status = ap_mappings_read(&doc, root, AP_FACT_ABSENT, &launch->arena, &launch->mappings,
                                  &launch->mapping_count, err);
    ap_json_free(root);
    return status;
}

enum amiplan_status amiplan_launch_set(struct amiplan_launch *launch, const char *member,
                                       const char *value, struct amiplan_error *err)
{
    if (!launch || !member || !value)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "", "a launch, a member and a value are wanted");
    if (!strcmp(member, "ImageId")) {
        bool stated = launch->image_id != NULL;
        enum amiplan_status status =
            set_text(launch, member, value, IMAGE_ID_BYTES_MAX, &launch->image_id, err);
        if (!status && !stated)
            launch->image_is_friendly = true;
        return status;
    }
    if (!strcmp(member, "InstanceType"))
        return set_text(launch, member, value, AP_INSTANCE_TYPE_NAME_BYTES_MAX,
                        &launch->instance_type, err);
    if (!strcmp(member, "AvailabilityZone"))
        return set_text(launch, member, value, ZONE_BYTES_MAX, &launch->zone, err);
    if (!strcmp(member, "BlockDeviceMappings"))
        return set_mappings(launch, value, err);
    return ap_fail(err, AMIPLAN_ERR_USAGE, "",
                   "there is no member '%.60s' to set; ImageId, InstanceType, AvailabilityZone and "
                   "BlockDeviceMappings are",
                   member);
}

/* The member of an object, or the item of a list, of that name. */
static const struct ap_json *step_into(const struct ap_json *value, const char *name)
{
    size_t index = 0;

    if (!ap_json_is_array(value))
        return ap_json_member(value, name);
    for (const char *digit = name; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || index > AP_MAPPINGS_MAX)
            return NULL;
        index = index * 10 + (size_t)(*digit - '0');
    }
    const struct ap_json *item = ap_json_first(value);
    while (item && index-- > 0)
        item = ap_json_next(item);
    return item;
}

bool ap_launch_states(const struct amiplan_launch *launch, const char *pointer)
{
    const struct ap_json *value = launch->root;
    char name[WORD_BYTES_MAX + 1];

    while (value && *pointer == '/') {
        size_t len = strcspn(++pointer, "/");
        if (len >= sizeof(name))
            return false;
        memcpy(name, pointer, len);
        name[len] = '\0';
        value = step_into(value, name);
        pointer += len;
    }
    return value != NULL;
}
