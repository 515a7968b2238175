/* Reading a launch: what is taken, what is refused and with which place, and set(). */
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "planner/launch.h"
#include "tests/check_main.h"

#define NAME "launch.json"

static struct amiplan_launch *read_good(const char *text)
{
    struct amiplan_error err = { .message = "" };
    struct amiplan_launch *launch = NULL;
    enum amiplan_status status = amiplan_launch_read(NAME, text, strlen(text), &launch, &err);

    ck_assert_msg(status == AMIPLAN_OK, "%s: %s: %s", text, err.place, err.message);
    ck_assert_int_eq(err.status, AMIPLAN_OK); /* written only on failure */
    return launch;
}

static void assert_refused(const char *text, const char *place, const char *message)
{
    struct amiplan_launch *const untouched = (struct amiplan_launch *)(uintptr_t)&assert_refused;
    struct amiplan_launch *launch = untouched;
    struct amiplan_error err = { .message = "" };
    enum amiplan_status status = amiplan_launch_read(NAME, text, strlen(text), &launch, &err);

    ck_assert_msg(status == AMIPLAN_ERR_SYNTAX && err.status == status, "%.200s: %s", text,
                  amiplan_status_name(status));
    ck_assert_msg(!strcmp(err.place, place), "%.200s: at '%s'; want '%s'", text, err.place, place);
    ck_assert_msg(strstr(err.message, message), "%.200s: '%s'; want '%s'", text, err.message,
                  message);
    ck_assert_msg(!strchr(err.message, '\n'), "%s", err.message);
    ck_assert_ptr_eq(launch, untouched);
}

START_TEST(members_are_read)
{
    struct amiplan_launch *launch = read_good(
        "{\"ImageId\": \"ami-1a2b3c4d\", \"InstanceType\": \"c3.large\", \"MinCount\": 1, "
        "\"MaxCount\": 3, \"Placement\": {\"AvailabilityZone\": \"us-east-1a\", \"Tenancy\": "
        "\"dedicated\"}, \"KernelId\": \"aki-1\", \"RamdiskId\": \"ari-1\", "
        "\"InstanceInitiatedShutdownBehavior\": \"stop\", \"HibernationOptions\": {\"Configured\": "
        "true}, \"EnclaveOptions\": {\"Enabled\": true}, \"LaunchTemplate\": {\"Version\": \"1\"}, "
        "\"InstanceRequirements\": {}, \"BlockDeviceMappings\": [{\"DeviceName\": \"/dev/sdb\", "
        "\"VirtualName\": \"ephemeral0\"}, {\"DeviceName\": \"/dev/sdf\", \"Ebs\": "
        "{\"VolumeSize\": "
        "7, \"Iops\": 100, \"Throughput\": 125, \"VolumeType\": \"io1\", \"Encrypted\": false, "
        "\"SnapshotId\": \"snap-1\", \"KmsKeyId\": \"alias/a\", \"DeleteOnTermination\": true}}]}");
    const struct ap_mapping *disk = &launch->mappings[0], *volume = &launch->mappings[1];

    ck_assert_str_eq(launch->image_id, "ami-1a2b3c4d");
    ck_assert(!launch->image_is_friendly);
    ck_assert_str_eq(launch->instance_type, "c3.large");
    ck_assert_int_eq(launch->min_count, 1);
    ck_assert_int_eq(launch->max_count, 3);
    ck_assert_str_eq(launch->zone, "us-east-1a");
    ck_assert_str_eq(launch->tenancy, "dedicated");
    ck_assert_str_eq(launch->kernel_id, "aki-1");
    ck_assert_str_eq(launch->ramdisk_id, "ari-1");
    ck_assert_str_eq(launch->shutdown, "stop");
    ck_assert(launch->hibernates && launch->has_enclave);
    ck_assert(launch->has_template && launch->has_requirements);
    ck_assert_uint_eq(launch->mapping_count, 2);
    ck_assert_str_eq(disk->virtual_name, "ephemeral0");
    ck_assert(!disk->has_ebs && !disk->no_device && volume->has_ebs);
    ck_assert_str_eq(volume->device_name, "/dev/sdf");
    ck_assert_int_eq(volume->size_gib, 7);
    ck_assert_int_eq(volume->iops, 100);
    ck_assert_int_eq(volume->throughput_mibps, 125);
    ck_assert_str_eq(volume->volume_type, "io1");
    ck_assert_str_eq(volume->snapshot_id, "snap-1");
    ck_assert_str_eq(volume->kms_key_id, "alias/a");
    ck_assert(!volume->encrypted && volume->delete_on_termination);
    ck_assert_int_eq(volume->facts[AP_VOLUME_ENCRYPTED].state, AP_FACT_KNOWN);
    ck_assert_int_ne(disk->facts[AP_VOLUME_SIZE].state, AP_FACT_KNOWN);
    ck_assert_uint_eq(volume->index, 1);
    amiplan_launch_free(launch);
}
END_TEST

START_TEST(nothing_is_stated)
{
    struct amiplan_launch *launch =
        read_good("{\"TagSpecifications\": [], \"NewOfAws\": {\"a\": 1}}");

    ck_assert_ptr_null(launch->image_id);
    ck_assert_ptr_null(launch->instance_type);
    ck_assert_ptr_null(launch->zone);
    ck_assert_ptr_null(launch->shutdown);
    ck_assert(!launch->hibernates && !launch->has_template && !launch->has_requirements);
    ck_assert_int_eq(launch->min_count, 0);
    ck_assert_int_eq(launch->max_count, 0);
    ck_assert_uint_eq(launch->mapping_count, 0);
    amiplan_launch_free(launch);
}
END_TEST

START_TEST(pointers_are_stated)
{
    struct amiplan_launch *launch =
        read_good("{\"Placement\": {\"Tenancy\": \"host\"}, \"KernelId\": "
                  "null, \"BlockDeviceMappings\": [{}, {\"Ebs\": {}}]}");

    ck_assert(ap_launch_states(launch, "/Placement"));
    ck_assert(ap_launch_states(launch, "/Placement/Tenancy"));
    ck_assert(!ap_launch_states(launch, "/Placement/AvailabilityZone"));
    ck_assert(!ap_launch_states(launch, "/ImageId"));
    ck_assert(!ap_launch_states(launch, "/KernelId")); /* null is absent */
    ck_assert(ap_launch_states(launch, "/BlockDeviceMappings"));
    ck_assert(ap_launch_states(launch, "/BlockDeviceMappings/0"));
    ck_assert(ap_launch_states(launch, "/BlockDeviceMappings/1/Ebs"));
    ck_assert(!ap_launch_states(launch, "/BlockDeviceMappings/0/Ebs"));
    ck_assert(!ap_launch_states(launch, "/BlockDeviceMappings/2"));
    ck_assert(!ap_launch_states(launch, "/BlockDeviceMappings/x"));
    amiplan_launch_free(launch);
}
END_TEST

static const struct {
    const char *text;
    const char *place;
    const char *message;
} refused[] = {
    { "", NAME, "" },
    { "{", NAME ": line 1, column 2", "" },
    { "{} {}", NAME ": line 1, column 4", "" },
    { "[]", NAME, "one JSON object" },
    { "\"ami-1a2b3c4d\"", NAME, "one JSON object" },
    { "null", NAME, "one JSON object" },
    { "{\"ImageId\": 7}", NAME ": /ImageId", "a string is wanted" },
    { "{\"InstanceType\": [\"m5.large\"]}", NAME ": /InstanceType", "a string is wanted" },
    { "{\"Placement\": \"us-east-1a\"}", NAME ": /Placement", "an object is wanted" },
    { "{\"Placement\": {\"AvailabilityZone\": 1}}", NAME ": /Placement/AvailabilityZone",
      "a string is wanted" },
    { "{\"HibernationOptions\": {\"Configured\": \"true\"}}",
      NAME ": /HibernationOptions/Configured", "" },
    { "{\"EnclaveOptions\": true}", NAME ": /EnclaveOptions", "an object is wanted" },
    { "{\"LaunchTemplate\": \"web\"}", NAME ": /LaunchTemplate", "an object is wanted" },
    { "{\"InstanceRequirements\": []}", NAME ": /InstanceRequirements", "an object is wanted" },
    { "{\"BlockDeviceMappings\": {}}", NAME ": /BlockDeviceMappings", "" },
    { "{\"BlockDeviceMappings\": [7]}", NAME ": /BlockDeviceMappings/0", "" },
    { "{\"BlockDeviceMappings\": [{}, {\"Ebs\": []}]}", NAME ": /BlockDeviceMappings/1/Ebs",
      "an object is wanted" },
    { "{\"BlockDeviceMappings\": [{\"Ebs\": {\"VolumeSize\": \"8\"}}]}",
      NAME ": /BlockDeviceMappings/0/Ebs/VolumeSize", "" },
    { "{\"BlockDeviceMappings\": [{\"Ebs\": {\"VolumeSize\": 8.5}}]}",
      NAME ": /BlockDeviceMappings/0/Ebs/VolumeSize", "" },
    { "{\"BlockDeviceMappings\": [{\"Ebs\": {\"DeleteOnTermination\": 1}}]}",
      NAME ": /BlockDeviceMappings/0/Ebs/DeleteOnTermination", "" },
    { "{\"ImageId\": \"ami-1\", \"ImageId\": \"ami-2\"}", NAME ": /ImageId", "two members" },
    { "{\"MinCount\": 0}", NAME ": /MinCount", "" },
    { "{\"MinCount\": -1}", NAME ": /MinCount", "" },
    { "{\"MinCount\": 1000001}", NAME ": /MinCount", "1000000" },
    { "{\"MaxCount\": 1.5}", NAME ": /MaxCount", "" },
    /* 2^53: a double no longer tells it from its neighbour */
    { "{\"MaxCount\": 9007199254740992}", NAME ": line 1, column 14", "" },
    { "{\"MaxCount\": 1e400}", NAME ": line 1, column", "" },
    { "{\"MinCount\": 3, \"MaxCount\": 2}", NAME ": /MaxCount", "2 is less than MinCount, 3" },
    { "{\"ImageId\": \"ami-\xff\"}", NAME ": line 1, column", "UTF-8" },
};

START_TEST(wrong_is_refused)
{
    const char *place = refused[_i].place;
    struct amiplan_launch *launch = NULL;
    struct amiplan_error err = { .message = "" };
    const char *text = refused[_i].text;
    size_t len = strlen(place);

    /* Where the parser itself stops, the column is its own affair: the beginning is compared. */
    if (strstr(place, "line 1") || !*text) {
        ck_assert_int_eq(amiplan_launch_read(NAME, text, strlen(text), &launch, &err),
                         AMIPLAN_ERR_SYNTAX);
        ck_assert_msg(!strncmp(err.place, place, len), "%s: at '%s'", text, err.place);
        ck_assert_msg(strstr(err.message, refused[_i].message), "%s: %s", text, err.message);
        ck_assert_ptr_null(launch);
    } else {
        assert_refused(text, place, refused[_i].message);
    }
}
END_TEST

/* {"MEMBER": "xxx..."} with a value of count bytes. */
static const char *long_member(const char *member, size_t count)
{
    static char text[8192];
    int len = snprintf(text, sizeof(text), "{\"%s\": \"", member);

    ck_assert_uint_lt((size_t)len + count + 3, sizeof(text));
    memset(text + len, 'x', count);
    memcpy(text + (size_t)len + count, "\"}", 3);
    return text;
}

static const struct {
    const char *member;
    size_t max;
} text_ceilings[] = {
    { "ImageId", 2048 },
    { "InstanceType", 64 },
    { "KernelId", 128 },
    { "RamdiskId", 128 },
    { "InstanceInitiatedShutdownBehavior", 128 },
};

START_TEST(texts_have_ceilings)
{
    char place[80], message[80];
    size_t max = text_ceilings[_i].max;

    amiplan_launch_free(read_good(long_member(text_ceilings[_i].member, max)));
    snprintf(place, sizeof(place), NAME ": /%s", text_ceilings[_i].member);
    snprintf(message, sizeof(message), "%zu bytes; %zu at most", max + 1, max);
    assert_refused(long_member(text_ceilings[_i].member, max + 1), place, message);
}
END_TEST

START_TEST(mappings_have_a_ceiling)
{
    static char text[16384];
    char message[40];

    for (size_t count = AP_MAPPINGS_MAX; count <= AP_MAPPINGS_MAX + 1; count++) {
        size_t len = (size_t)snprintf(text, sizeof(text), "{\"BlockDeviceMappings\": [");
        for (size_t i = 0; i < count; i++)
            len += (size_t)snprintf(text + len, sizeof(text) - len, "%s{\"DeviceName\": \"%zu\"}",
                                    i ? "," : "", i);
        snprintf(text + len, sizeof(text) - len, "]}");
        if (count == AP_MAPPINGS_MAX) {
            struct amiplan_launch *launch = read_good(text);
            ck_assert_uint_eq(launch->mapping_count, AP_MAPPINGS_MAX);
            amiplan_launch_free(launch);
        } else {
            snprintf(message, sizeof(message), "%d", AP_MAPPINGS_MAX);
            assert_refused(text, NAME ": /BlockDeviceMappings", message);
        }
    }
}
END_TEST

START_TEST(depth_has_a_ceiling)
{
    static char text[400];

    for (size_t depth = AP_JSON_DEPTH_MAX; depth <= AP_JSON_DEPTH_MAX + 1; depth++) {
        struct amiplan_launch *launch = NULL;
        struct amiplan_error err = { .message = "" };
        size_t len = (size_t)snprintf(text, sizeof(text), "{\"a\": ");
        for (size_t i = 1; i < depth; i++)
            text[len++] = '[';
        for (size_t i = 1; i < depth; i++)
            text[len++] = ']';
        text[len++] = '}';
        enum amiplan_status status = amiplan_launch_read(NAME, text, len, &launch, &err);
        ck_assert_msg(status == (depth > AP_JSON_DEPTH_MAX ? AMIPLAN_ERR_SYNTAX : AMIPLAN_OK),
                      "%zu levels: %s %s", depth, err.place, err.message);
        amiplan_launch_free(launch);
    }
}
END_TEST

static const struct {
    const char *document; /* NULL: an empty launch */
    const char *member;
    const char *value;
    enum amiplan_status status;
    const char *message;
} settings[] = {
    { NULL, "ImageId", "al2023", AMIPLAN_OK, "" },
    { NULL, "InstanceType", "m5.large", AMIPLAN_OK, "" },
    { NULL, "AvailabilityZone", "us-east-1a", AMIPLAN_OK, "" },
    { NULL, "BlockDeviceMappings", "[{\"DeviceName\": \"/dev/sdf\", \"NoDevice\": \"\"}]",
      AMIPLAN_OK, "" },
    /* what the document says already */
    { "{\"ImageId\": \"ami-1a2b3c4d\"}", "ImageId", "ami-1a2b3c4d", AMIPLAN_OK, "" },
    { "{\"InstanceType\": \"m5.large\"}", "InstanceType", "m5.large", AMIPLAN_OK, "" },
    /* contradictions */
    { "{\"ImageId\": \"ami-1a2b3c4d\"}", "ImageId", "al2023", AMIPLAN_ERR_USAGE,
      "ImageId is 'ami-1a2b3c4d' already; 'al2023' contradicts it" },
    { "{\"InstanceType\": \"m5.large\"}", "InstanceType", "c5.large", AMIPLAN_ERR_USAGE,
      "contradicts" },
    { "{\"Placement\": {\"AvailabilityZone\": \"us-east-1b\"}}", "AvailabilityZone", "us-east-1a",
      AMIPLAN_ERR_USAGE, "contradicts" },
    { "{\"BlockDeviceMappings\": [{\"DeviceName\": \"/dev/sdf\"}]}", "BlockDeviceMappings", "[]",
      AMIPLAN_ERR_USAGE, "given twice" },
    /* what does not parse */
    { NULL, "ImageId", "", AMIPLAN_ERR_SYNTAX, "empty" },
    { NULL, "InstanceType", "", AMIPLAN_ERR_SYNTAX, "empty" },
    { NULL, "InstanceType",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" /* 65 */,
      AMIPLAN_ERR_SYNTAX, "65 bytes; 64 at most" },
    { NULL, "BlockDeviceMappings", "DeviceName=/dev/sdf", AMIPLAN_ERR_SYNTAX, "" },
    { NULL, "BlockDeviceMappings", "{}", AMIPLAN_ERR_SYNTAX, "a JSON list" },
    { NULL, "BlockDeviceMappings", "[{\"Ebs\": {\"VolumeSize\": -1}}]", AMIPLAN_ERR_SYNTAX, "" },
    /* what cannot be set */
    { NULL, "KernelId", "aki-1", AMIPLAN_ERR_USAGE, "there is no member 'KernelId' to set" },
    { NULL, "imageid", "al2023", AMIPLAN_ERR_USAGE, "there is no member 'imageid' to set" },
};

START_TEST(member_is_set)
{
    struct amiplan_error err = { .message = "" };
    struct amiplan_launch *launch = NULL;

    if (settings[_i].document)
        launch = read_good(settings[_i].document);
    else
        ck_assert_int_eq(amiplan_launch_new(&launch, &err), AMIPLAN_OK);
    enum amiplan_status status =
        amiplan_launch_set(launch, settings[_i].member, settings[_i].value, &err);
    ck_assert_msg(status == settings[_i].status, "%s=%s: %s: %s", settings[_i].member,
                  settings[_i].value, amiplan_status_name(status), err.message);
    ck_assert_msg(strstr(err.message, settings[_i].message), "%s", err.message);
    amiplan_launch_free(launch);
}
END_TEST

START_TEST(set_image_may_be_friendly)
{
    struct amiplan_launch *launch = NULL;

    ck_assert_int_eq(amiplan_launch_new(&launch, NULL), AMIPLAN_OK);
    ck_assert_int_eq(amiplan_launch_set(launch, "ImageId", "al2023", NULL), AMIPLAN_OK);
    ck_assert(launch->image_is_friendly);
    amiplan_launch_free(launch);

    /* The document's own word keeps EC2's grammar, also when it is said once more. */
    launch = read_good("{\"ImageId\": \"al2023\"}");
    ck_assert_int_eq(amiplan_launch_set(launch, "ImageId", "al2023", NULL), AMIPLAN_OK);
    ck_assert(!launch->image_is_friendly);
    amiplan_launch_free(launch);
}
END_TEST

START_TEST(nothing_is_refused_gently)
{
    struct amiplan_launch *launch = NULL;

    amiplan_launch_free(NULL);
    ck_assert_int_eq(amiplan_launch_new(&launch, NULL), AMIPLAN_OK);
    ck_assert_int_eq(amiplan_launch_set(NULL, "ImageId", "a", NULL), AMIPLAN_ERR_USAGE);
    ck_assert_int_eq(amiplan_launch_set(launch, NULL, "a", NULL), AMIPLAN_ERR_USAGE);
    ck_assert_int_eq(amiplan_launch_set(launch, "ImageId", NULL, NULL), AMIPLAN_ERR_USAGE);
    amiplan_launch_free(launch);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("launch");
    TCase *read = tcase_create("read");
    TCase *set = tcase_create("set");

    tcase_add_test(read, members_are_read);
    tcase_add_test(read, nothing_is_stated);
    tcase_add_test(read, pointers_are_stated);
    tcase_add_loop_test(read, wrong_is_refused, 0, (int)AP_COUNT(refused));
    tcase_add_loop_test(read, texts_have_ceilings, 0, (int)AP_COUNT(text_ceilings));
    tcase_add_test(read, mappings_have_a_ceiling);
    tcase_add_test(read, depth_has_a_ceiling);
    suite_add_tcase(suite, read);
    tcase_add_loop_test(set, member_is_set, 0, (int)AP_COUNT(settings));
    tcase_add_test(set, set_image_may_be_friendly);
    tcase_add_test(set, nothing_is_refused_gently);
    suite_add_tcase(suite, set);
    return run_suite(suite);
}
