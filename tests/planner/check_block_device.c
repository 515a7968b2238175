/*
 * The effective block devices: the image's mappings merged with the request's, the type's disks,
 * what EC2 fills in, and what becomes of each device. JSON is written with ' for ".
 */
#include <stdio.h>
#include <string.h>

#include <check.h>

#include "base/text.h"
#include "planner/block_device.h"
#include "tests/check_main.h"

#define TEXT_BYTES 4096

/* An EBS image, root /dev/xvda: 8 GiB, gp3, deleted; and one that is not complete. */
#define OF_EBS(mappings)                                                                           \
    "{'ImageId': 'ami-1a2b3c4d', 'OwnerId': '123456789012', 'CreationDate': "                      \
    "'2026-01-01T00:00:00.000Z', 'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/xvda', "         \
    "'BlockDeviceMappings': [" mappings "]}"
#define ROOT                                                                                       \
    "{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': 'snap-1', 'VolumeSize': 8, 'VolumeType': "  \
    "'gp2', 'Encrypted': false, 'DeleteOnTermination': true}}"
#define OF_STORE                                                                                   \
    "{'ImageId': 'ami-1a2b3c4d', 'OwnerId': '123456789012', 'CreationDate': "                      \
    "'2026-01-01T00:00:00.000Z', 'RootDeviceType': 'instance-store', 'BlockDeviceMappings': []}"
#define REDUCED                                                                                    \
    "{'ImageId': 'ami-1a2b3c4d', 'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/xvda'}"

/* The unchanged root, as devices_text() writes it. */
#define ROOT_TEXT                                                                                  \
    "/dev/xvda ebs from image root SnapshotId=snap-1(image) VolumeSize=8(image) "                  \
    "VolumeType=gp2(image) Encrypted=false(image) DeleteOnTermination=true(image)\n"

static const struct {
    const char *shows;
    const char *image; /* NULL: no source has it */
    const char *request;
    const char *type; /* NULL: not stated */
    const char *want;
} merge_cases[] = {
    { "the image as it is", OF_EBS(ROOT), "", "m5.large", ROOT_TEXT },
    { "a size alone", OF_EBS(ROOT), "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 30}}",
      "m5.large",
      "/dev/xvda ebs from image root overridden SnapshotId=snap-1(image) VolumeSize=30(request) "
      "VolumeType=gp2(image) Encrypted=false(image) DeleteOnTermination=true(image)\n" },
    { "a flag alone", OF_EBS(ROOT),
      "{'DeviceName': '/dev/xvda', 'Ebs': {'DeleteOnTermination': false}}", "m5.large",
      "/dev/xvda ebs from image root overridden SnapshotId=snap-1(image) VolumeSize=8(image) "
      "VolumeType=gp2(image) Encrypted=false(image) DeleteOnTermination=false(request)\n" },
    { "each field", OF_EBS(ROOT),
      "{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': 'snap-2', 'VolumeSize': 9, 'VolumeType': "
      "'gp3', 'Iops': 4000, 'Throughput': 250, 'Encrypted': true, 'KmsKeyId': 'alias/a', "
      "'DeleteOnTermination': false}}",
      "m5.large",
      "/dev/xvda ebs from image root overridden SnapshotId=snap-2(request) VolumeSize=9(request) "
      "VolumeType=gp3(request) Iops=4000(request) Throughput=250(request) Encrypted=true(request) "
      "KmsKeyId=alias/a(request) DeleteOnTermination=false(request)\n" },
    { "to gp3, whose defaults come", OF_EBS(ROOT),
      "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeType': 'gp3'}}", "m5.large",
      "/dev/xvda ebs from image root overridden SnapshotId=snap-1(image) VolumeSize=8(image) "
      "VolumeType=gp3(request) Iops=3000(default) Throughput=125(default) Encrypted=false(image) "
      "DeleteOnTermination=true(image)\n" },
    { "an empty Ebs changes nothing", OF_EBS(ROOT), "{'DeviceName': '/dev/xvda', 'Ebs': {}}",
      "m5.large",
      "/dev/xvda ebs from image root overridden SnapshotId=snap-1(image) VolumeSize=8(image) "
      "VolumeType=gp2(image) Encrypted=false(image) DeleteOnTermination=true(image)\n" },
    { "an added volume", OF_EBS(ROOT), "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 100}}",
      "m5.large",
      ROOT_TEXT "/dev/sdf ebs from request VolumeSize=100(request) VolumeType=gp2(default) "
                "DeleteOnTermination=false(default)\n" },
    { "the name as written is the key: xvda is another", OF_EBS(ROOT),
      "{'DeviceName': 'xvda', 'Ebs': {'VolumeSize': 30}}", "m5.large",
      ROOT_TEXT "xvda ebs from request VolumeSize=30(request) VolumeType=gp2(default) "
                "DeleteOnTermination=false(default)\n" },
    { "NoDevice on the root", OF_EBS(ROOT), "{'DeviceName': '/dev/xvda', 'NoDevice': ''}",
      "m5.large", "/dev/xvda removed from image root overridden\n" },
    { "NoDevice on a further volume",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}"),
      "{'DeviceName': '/dev/sdf', 'NoDevice': 'x'}", "m5.large",
      ROOT_TEXT "/dev/sdf removed from image overridden\n" },
    { "NoDevice on nothing", OF_EBS(ROOT), "{'DeviceName': '/dev/sdz', 'NoDevice': ''}", "m5.large",
      ROOT_TEXT
      "/dev/sdz ignored from request (NoDevice for a name that the image does not map)\n" },
    { "a name alone", OF_EBS(ROOT), "{'DeviceName': '/dev/sdf'}", "m5.large",
      ROOT_TEXT
      "/dev/sdf ignored from request (the entry names a device and nothing to put there)\n" },
    { "the image says nothing of DeleteOnTermination",
      OF_EBS("{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 8}}, {'DeviceName': '/dev/sdf', "
             "'Ebs': "
             "{'VolumeSize': 1}}"),
      "", "m5.large",
      "/dev/xvda ebs from image root VolumeSize=8(image) DeleteOnTermination=true(default)\n"
      "/dev/sdf ebs from image VolumeSize=1(image) DeleteOnTermination=false(default)\n" },
    { "the root is not mapped: the first mapping is",
      OF_EBS("{'DeviceName': '/dev/sda', 'Ebs': {'VolumeSize': 8}}"), "", "m5.large",
      "/dev/sda ebs from image root VolumeSize=8(image) DeleteOnTermination=true(default)\n" },

    { "a disk that Xen has", OF_EBS(ROOT),
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral1'}", "c3.large",
      ROOT_TEXT "/dev/sdb instance-store from request ephemeral1 16 GB\n" },
    { "a disk that Xen has, mapped by the image",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}"), "", "c3.large",
      ROOT_TEXT "/dev/sdb instance-store from image ephemeral0 16 GB\n" },
    { "one more than it has", OF_EBS(ROOT),
      "{'DeviceName': '/dev/sdd', 'VirtualName': 'ephemeral2'}", "c3.large",
      ROOT_TEXT "/dev/sdd ignored from request ephemeral2 (the instance type has fewer disks)\n" },
    { "no disks at all", OF_EBS(ROOT), "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}",
      "m5.large",
      ROOT_TEXT "/dev/sdb ignored from request ephemeral0 (the instance type has no instance-store "
                "disks)\n" },
    { "NVMe: the disk comes, the mapping counts for nothing", OF_EBS(ROOT),
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}", "m5d.large",
      ROOT_TEXT
      "/dev/sdb ignored from request ephemeral0 (NVMe disks are attached without a mapping)\n"
      "- instance-store from instance-type 75 GB\n" },
    { "NVMe without a mapping", OF_EBS(ROOT), "", "c5d.large",
      ROOT_TEXT "- instance-store from instance-type 50 GB\n" },
    { "Xen without a mapping", OF_EBS(ROOT), "", "c3.large", ROOT_TEXT },
    { "a Mac's disk is Apple's", OF_EBS(ROOT), "", "mac2.metal", ROOT_TEXT },
    { "the type is not known", OF_EBS(ROOT),
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}", NULL,
      ROOT_TEXT "/dev/sdb instance-store from request maybe ephemeral0\n" },
    { "not ephemeral0 to ephemeral23", OF_EBS(ROOT),
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral24'}", "c3.large",
      ROOT_TEXT "/dev/sdb ignored from request ephemeral24 (VirtualName is not ephemeral0 to "
                "ephemeral23)\n" },
    { "M3 ignores what the image alone maps",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}"), "", "m3.medium",
      ROOT_TEXT
      "/dev/sdb ignored from image ephemeral0 (for M3, mappings that only the image has are "
      "ignored)\n" },
    { "M3 takes what the request maps",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}"),
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}", "m3.medium",
      ROOT_TEXT "/dev/sdb instance-store from image overridden ephemeral0 4 GB\n" },
    { "a volume where the image has a disk",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}"),
      "{'DeviceName': '/dev/sdb', 'Ebs': {'VolumeSize': 5, 'VolumeType': 'gp2', "
      "'DeleteOnTermination': "
      "true}}",
      "c3.large",
      ROOT_TEXT "/dev/sdb ebs from image overridden VolumeSize=5(request) VolumeType=gp2(request) "
                "DeleteOnTermination=true(request)\n" },
    { "NoDevice takes a disk of the image away",
      OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}"),
      "{'DeviceName': '/dev/sdb', 'NoDevice': ''}", "c3.large",
      ROOT_TEXT "/dev/sdb removed from image overridden ephemeral0\n" },

    { "an instance-store root", OF_STORE, "", "m1.small", "- instance-store from image root\n" },
    { "an instance-store root and a mapped disk", OF_STORE,
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}", "m1.small",
      "- instance-store from image root\n/dev/sdb instance-store from request ephemeral0 160 "
      "GB\n" },

    { "the image's mappings are unknown", REDUCED, "", "m5.large",
      "/dev/xvda ebs from image root\n" },
    { "unknown, and the root resized", REDUCED,
      "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 30}}", "m5.large",
      "/dev/xvda ebs from image root overridden VolumeSize=30(request)\n" },
    { "unknown, and another name: the image may map it", REDUCED,
      "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 30}}", "m5.large",
      "/dev/xvda ebs from image root\n/dev/sdf ebs from request VolumeSize=30(request)\n" },
    { "no source has the image", NULL, "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 30}}",
      "m5.large", "/dev/xvda ebs from request VolumeSize=30(request)\n" },
    { "no source has the image, and NoDevice", NULL, "{'DeviceName': '/dev/xvda', 'NoDevice': ''}",
      "m5.large",
      "/dev/xvda ignored from request (NoDevice; whether the image maps that name is not "
      "known)\n" },
    { "no source has the image, and nothing asked", NULL, "", "m5.large", "" },
};

/* ---- from JSON to devices, and devices as text
 * --------------------------------------------------- */

static const char *with_quotes(char *out, const char *text)
{
    size_t len = strlen(text);

    ck_assert_uint_lt(len, TEXT_BYTES);
    for (size_t i = 0; i <= len; i++)
        out[i] = text[i] == '\'' ? '"' : text[i];
    return out;
}

struct world {
    struct ap_arena arena;
    struct ap_image image;
    struct ap_instance_type type;
    struct amiplan_launch *launch;
    struct ap_devices devices;
};

static void read_image(struct world *world, const char *text)
{
    char bytes[TEXT_BYTES];
    struct ap_json *root = NULL;
    struct amiplan_error err = { .message = "" };

    with_quotes(bytes, text);
    ck_assert_int_eq(ap_json_parse("image", bytes, strlen(bytes), &root, &err), AMIPLAN_OK);
    const struct ap_json_doc doc = { "image", root };
    enum amiplan_status status =
        ap_image_read(&doc, root, "us-east-1", NULL, &world->arena, &world->image, &err);
    ck_assert_msg(status == AMIPLAN_OK, "%s: %s", err.place, err.message);
    ap_json_free(root);
}

/* Merges; free_world() frees what came of it. */
static void make_world(struct world *world, const char *image, const char *request,
                       const char *type)
{
    char text[TEXT_BYTES], bytes[TEXT_BYTES];
    struct amiplan_error err = { .message = "" };

    if (image)
        read_image(world, image);
    if (type)
        ck_assert_msg(ap_instance_type_builtin(type, &world->type), "%s", type);
    snprintf(text, sizeof(text), "{'BlockDeviceMappings': [%s]}", request);
    with_quotes(bytes, text);
    enum amiplan_status status =
        amiplan_launch_read("request", bytes, strlen(bytes), &world->launch, &err);
    ck_assert_msg(status == AMIPLAN_OK, "%s: %s", err.place, err.message);
    status = ap_devices_merge(image ? &world->image : NULL, world->launch,
                              type ? &world->type : NULL, &world->arena, &world->devices, &err);
    ck_assert_int_eq(status, AMIPLAN_OK);
}

static void free_world(struct world *world)
{
    amiplan_launch_free(world->launch);
    ap_arena_done(&world->arena);
}

static void field_text(struct ap_text *out, const struct ap_device *device,
                       enum ap_volume_field field)
{
    const struct ap_mapping *volume = &device->volume;
    const struct {
        const char *text;
        int64_t number;
        bool flag;
    } values[AP_VOLUME_FIELDS] = {
        [AP_VOLUME_SNAPSHOT_ID] = { .text = volume->snapshot_id },
        [AP_VOLUME_SIZE] = { .number = volume->size_gib },
        [AP_VOLUME_TYPE] = { .text = volume->volume_type },
        [AP_VOLUME_IOPS] = { .number = volume->iops },
        [AP_VOLUME_THROUGHPUT] = { .number = volume->throughput_mibps },
        [AP_VOLUME_ENCRYPTED] = { .flag = volume->encrypted },
        [AP_VOLUME_KMS_KEY_ID] = { .text = volume->kms_key_id },
        [AP_VOLUME_DELETE_ON_TERMINATION] = { .flag = volume->delete_on_termination },
    };
    bool is_flag = field == AP_VOLUME_ENCRYPTED || field == AP_VOLUME_DELETE_ON_TERMINATION;

    if (volume->facts[field].state != AP_FACT_KNOWN)
        return;
    ap_text_addf(out, " %s=", ap_volume_field_name(field));
    if (values[field].text)
        ap_text_add(out, values[field].text);
    else if (is_flag)
        ap_text_add(out, values[field].flag ? "true" : "false");
    else
        ap_text_addf(out, "%lld", (long long)values[field].number);
    ap_text_addf(out, "(%s)", ap_from_name(device->field_from[field]));
}

static void device_text(struct ap_text *out, const struct ap_device *device)
{
    static const char *const kinds[] = {
        [AP_DEVICE_EBS] = "ebs",
        [AP_DEVICE_INSTANCE_STORE] = "instance-store",
        [AP_DEVICE_REMOVED] = "removed",
        [AP_DEVICE_IGNORED] = "ignored",
    };

    ap_text_addf(out, "%s %s from %s%s%s%s", device->name ? device->name : "-", kinds[device->kind],
                 ap_from_name(device->from), device->root ? " root" : "",
                 device->overridden ? " overridden" : "", device->presence_unknown ? " maybe" : "");
    if (device->virtual_name)
        ap_text_addf(out, " %s", device->virtual_name);
    if (device->disk_gb)
        ap_text_addf(out, " %lld GB", (long long)device->disk_gb);
    for (size_t i = 0; device->kind == AP_DEVICE_EBS && i < AP_VOLUME_FIELDS; i++)
        field_text(out, device, (enum ap_volume_field)i);
    if (device->why)
        ap_text_addf(out, " (%s)", device->why);
    ap_text_add(out, "\n");
}

static const char *devices_text(struct ap_text *out, const struct ap_devices *devices)
{
    for (size_t i = 0; i < devices->count; i++)
        device_text(out, &devices->items[i]);
    ck_assert(!out->failed);
    return out->bytes ? out->bytes : "";
}

START_TEST(mappings_merge)
{
    struct world world = { .launch = NULL };
    struct ap_text text = { 0 };

    make_world(&world, merge_cases[_i].image, merge_cases[_i].request, merge_cases[_i].type);
    const char *got = devices_text(&text, &world.devices);
    ck_assert_msg(!strcmp(got, merge_cases[_i].want), "%s:\n got  %s want %s",
                  merge_cases[_i].shows, got, merge_cases[_i].want);
    ap_text_done(&text);
    free_world(&world);
}
END_TEST

START_TEST(hs1_brings_all_its_disks)
{
    struct world world = { .launch = NULL };
    size_t mapped = 0, of_type = 0;

    make_world(&world, OF_EBS(ROOT), "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral3'}",
               "hs1.8xlarge");
    for (size_t i = 0; i < world.devices.count; i++) {
        const struct ap_device *device = &world.devices.items[i];
        mapped += device->kind == AP_DEVICE_INSTANCE_STORE && device->from == AP_FROM_REQUEST;
        of_type += device->kind == AP_DEVICE_INSTANCE_STORE && device->from == AP_FROM_TYPE;
    }
    ck_assert_uint_eq(mapped, 1);
    ck_assert_uint_eq(of_type, 23);
    free_world(&world);
}
END_TEST

/* ---- properties
 * ---------------------------------------------------------------------------------- */

/* What a request would have to say to get this device. */
static void request_text(struct ap_text *out, const struct ap_device *device)
{
    const struct ap_mapping *volume = &device->volume;

    ap_text_addf(out, "%s{'DeviceName': '%s', ", out->len ? ", " : "", device->name);
    if (device->kind == AP_DEVICE_REMOVED) {
        ap_text_add(out, "'NoDevice': ''}");
        return;
    }
    if (device->kind == AP_DEVICE_INSTANCE_STORE) {
        ap_text_addf(out, "'VirtualName': '%s'}", device->virtual_name);
        return;
    }
    ap_text_addf(out, "'Ebs': {'VolumeSize': %lld, 'VolumeType': '%s', 'DeleteOnTermination': %s",
                 (long long)volume->size_gib, volume->volume_type,
                 volume->delete_on_termination ? "true" : "false");
    if (volume->facts[AP_VOLUME_ENCRYPTED].state == AP_FACT_KNOWN)
        ap_text_addf(out, ", 'Encrypted': %s", volume->encrypted ? "true" : "false");
    if (volume->facts[AP_VOLUME_SNAPSHOT_ID].state == AP_FACT_KNOWN)
        ap_text_addf(out, ", 'SnapshotId': '%s'", volume->snapshot_id);
    if (volume->facts[AP_VOLUME_IOPS].state == AP_FACT_KNOWN)
        ap_text_addf(out, ", 'Iops': %lld", (long long)volume->iops);
    if (volume->facts[AP_VOLUME_THROUGHPUT].state == AP_FACT_KNOWN)
        ap_text_addf(out, ", 'Throughput': %lld", (long long)volume->throughput_mibps);
    ap_text_add(out, "}}");
}

static bool same_value(const struct ap_device *a, const struct ap_device *b)
{
    const struct ap_mapping *v = &a->volume, *w = &b->volume;
    bool same = a->kind == b->kind && a->root == b->root && a->disk_gb == b->disk_gb &&
                !strcmp(a->name ? a->name : "", b->name ? b->name : "");

    if (a->kind != AP_DEVICE_EBS)
        return same;
    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++)
        same &= (v->facts[i].state == AP_FACT_KNOWN) == (w->facts[i].state == AP_FACT_KNOWN);
    return same && v->size_gib == w->size_gib && v->iops == w->iops &&
           v->throughput_mibps == w->throughput_mibps && v->encrypted == w->encrypted &&
           v->delete_on_termination == w->delete_on_termination &&
           !strcmp(v->volume_type, w->volume_type);
}

#define THREE                                                                                      \
    OF_EBS(ROOT ", {'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}, {'DeviceName': "       \
                "'/dev/sdf', 'Ebs': {'VolumeSize': 5, 'VolumeType': 'gp3', 'Encrypted': true}}")

static const char *const property_requests[] = {
    "",
    "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 30}}",
    "{'DeviceName': '/dev/sdf', 'NoDevice': ''}, {'DeviceName': '/dev/sdg', 'Ebs': {'VolumeSize': "
    "1}}",
    "{'DeviceName': '/dev/sdb', 'NoDevice': ''}, {'DeviceName': '/dev/xvda', 'Ebs': {'VolumeType': "
    "'gp3', 'Iops': 4000}}",
    "{'DeviceName': '/dev/sdc', 'VirtualName': 'ephemeral1'}, {'DeviceName': '/dev/sdh', 'Ebs': "
    "{'SnapshotId': 'snap-9', 'VolumeSize': 2, 'DeleteOnTermination': true}}",
};

/* The effective devices taken as a request give the same devices. */
START_TEST(merge_is_idempotent)
{
    struct world once = { .launch = NULL }, again = { .launch = NULL };
    struct ap_text request = { 0 };

    make_world(&once, THREE, property_requests[_i], "c3.large");
    for (size_t i = 0; i < once.devices.count; i++)
        request_text(&request, &once.devices.items[i]);
    make_world(&again, THREE, request.bytes, "c3.large");
    ck_assert_uint_eq(once.devices.count, again.devices.count);
    for (size_t i = 0; i < once.devices.count; i++)
        ck_assert_msg(same_value(&once.devices.items[i], &again.devices.items[i]), "%s: device %zu",
                      property_requests[_i], i);
    ap_text_done(&request);
    free_world(&once);
    free_world(&again);
}
END_TEST

/* Where the names differ, the order of the request's entries orders added devices and nothing else.
 */
START_TEST(order_matters_to_nothing_else)
{
#define FIRST  "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 30}}"
#define SECOND "{'DeviceName': '/dev/sdf', 'NoDevice': ''}"
#define THIRD  "{'DeviceName': '/dev/sdg', 'Ebs': {'VolumeSize': 1}}"
    static const char *const orders[] = { FIRST ", " SECOND ", " THIRD,
                                          THIRD ", " SECOND ", " FIRST,
                                          SECOND ", " THIRD ", " FIRST };
    char want[TEXT_BYTES] = "";

    for (size_t i = 0; i < AP_COUNT(orders); i++) {
        struct world world = { .launch = NULL };
        struct ap_text text = { 0 };
        make_world(&world, THREE, orders[i], "c3.large");
        const char *got = devices_text(&text, &world.devices);
        if (i)
            ck_assert_str_eq(got, want);
        else
            snprintf(want, sizeof(want), "%s", got);
        ap_text_done(&text);
        free_world(&world);
    }
}
END_TEST

/* ---- fates
 * --------------------------------------------------------------------------------------- */

static const struct {
    const char *shows;
    const char *image;
    const char *request;
    const char *type;
    size_t device; /* the one to look at */
    const char *stop, *hibernate, *reboot, *terminate;
} fate_cases[] = {
    { "an EBS root", OF_EBS(ROOT), "", "m5.large", 0, "kept", "kept", "kept", "deleted" },
    { "a further volume", OF_EBS(ROOT), "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}",
      "m5.large", 1, "kept", "kept", "kept", "kept" },
    { "a disk beside an EBS root", OF_EBS(ROOT), "", "m5d.large", 1, "lost", "lost", "kept",
      "lost" },
    { "an instance-store root", OF_STORE, "", "m1.small", 0, "not possible", "not possible", "kept",
      "lost" },
    { "a disk beside an instance-store root", OF_STORE,
      "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}", "m1.small", 1, "not possible",
      "not possible", "kept", "lost" },
    { "a root of which nothing is known", REDUCED, "", "m5.large", 0, "kept", "kept", "kept",
      "unknown" },
    { "no source has the image", NULL, "{'DeviceName': '/dev/xvda', 'Ebs': {'VolumeSize': 1}}",
      "m5.large", 0, "unknown", "unknown", "kept", "unknown" },
    { "removed", OF_EBS(ROOT), "{'DeviceName': '/dev/xvda', 'NoDevice': ''}", "m5.large", 0,
      "absent", "absent", "absent", "absent" },
    { "ignored", OF_EBS(ROOT), "{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}",
      "m5.large", 1, "absent", "absent", "absent", "absent" },
};

START_TEST(device_has_a_fate)
{
    struct world world = { .launch = NULL };
    enum ap_fact_state store = AP_FACT_UNKNOWN;

    make_world(&world, fate_cases[_i].image, fate_cases[_i].request, fate_cases[_i].type);
    if (fate_cases[_i].image)
        store = world.image.root == AP_ROOT_INSTANCE_STORE ? AP_FACT_KNOWN : AP_FACT_ABSENT;
    ck_assert_uint_lt(fate_cases[_i].device, world.devices.count);
    struct ap_fate fate = ap_device_fate(&world.devices.items[fate_cases[_i].device], store);
    ck_assert_str_eq(fate.stop, fate_cases[_i].stop);
    ck_assert_str_eq(fate.hibernate, fate_cases[_i].hibernate);
    ck_assert_str_eq(fate.reboot, fate_cases[_i].reboot);
    ck_assert_str_eq(fate.terminate, fate_cases[_i].terminate);
    free_world(&world);
}
END_TEST

static const struct {
    const char *name;
    int number;
} ephemeral_cases[] = {
    { "ephemeral0", 0 },
    { "ephemeral9", 9 },
    { "ephemeral10", 10 },
    { "ephemeral23", 23 },
    { "ephemeral24", -1 },
    { "ephemeral", -1 },
    { "ephemeral00", -1 },
    { "ephemeral01", -1 },
    { "ephemeral-1", -1 },
    { "ephemeral1x", -1 },
    { "ephemeral100", -1 },
    { "Ephemeral0", -1 },
    { "", -1 },
    { NULL, -1 },
    { "ephemeral 1", -1 },
};

START_TEST(ephemeral_has_a_number)
{
    ck_assert_int_eq(ap_ephemeral_number(ephemeral_cases[_i].name), ephemeral_cases[_i].number);
}
END_TEST

START_TEST(bare_name_has_no_dev)
{
    ck_assert_str_eq(ap_device_bare_name("/dev/sda1"), "sda1");
    ck_assert_str_eq(ap_device_bare_name("xvda"), "xvda");
    ck_assert_str_eq(ap_device_bare_name("/dev/"), "");
    ck_assert_str_eq(ap_device_bare_name("/dev"), "/dev");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("block_device");
    TCase *merge = tcase_create("merge");
    TCase *property = tcase_create("property");
    TCase *fate = tcase_create("fate");
    TCase *name = tcase_create("name");

    tcase_add_loop_test(merge, mappings_merge, 0, (int)AP_COUNT(merge_cases));
    tcase_add_test(merge, hs1_brings_all_its_disks);
    suite_add_tcase(suite, merge);
    tcase_add_loop_test(property, merge_is_idempotent, 0, (int)AP_COUNT(property_requests));
    tcase_add_test(property, order_matters_to_nothing_else);
    suite_add_tcase(suite, property);
    tcase_add_loop_test(fate, device_has_a_fate, 0, (int)AP_COUNT(fate_cases));
    suite_add_tcase(suite, fate);
    tcase_add_loop_test(name, ephemeral_has_a_number, 0, (int)AP_COUNT(ephemeral_cases));
    tcase_add_test(name, bare_name_has_no_dev);
    suite_add_tcase(suite, name);
    return run_suite(suite);
}
