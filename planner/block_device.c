/* Merging block device mappings, and what becomes of each device. */
#include "planner/block_device.h"

#include <string.h>

static const char *const from_names[AP_FROMS] = {
    [AP_FROM_UNKNOWN] = "unknown", [AP_FROM_IMAGE] = "image",     [AP_FROM_INFERRED] = "inferred",
    [AP_FROM_REQUEST] = "request", [AP_FROM_DEFAULT] = "default", [AP_FROM_TYPE] = "instance-type",
};

const char *ap_from_name(enum ap_from from)
{
    return from_names[from];
}

int ap_ephemeral_number(const char *virtual_name)
{
    static const char prefix[] = "ephemeral";
    const char *digits;
    int number = 0;

    if (!virtual_name || strncmp(virtual_name, prefix, sizeof(prefix) - 1))
        return -1;
    digits = virtual_name + sizeof(prefix) - 1;
    size_t len = strlen(digits);
    if (len < 1 || len > 2 || (len == 2 && digits[0] == '0'))
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            return -1;
        number = number * 10 + (digits[i] - '0');
    }
    return number <= 23 ? number : -1; /* EC2 user guide, block device mapping: ephemeral[0-23] */
}

const char *ap_device_bare_name(const char *name)
{
    return strncmp(name, "/dev/", 5) ? name : name + 5;
}

const struct ap_device *ap_devices_root(const struct ap_devices *devices)
{
    for (size_t i = 0; i < devices->count; i++) {
        if (devices->items[i].root && devices->items[i].kind != AP_DEVICE_REMOVED)
            return &devices->items[i];
    }
    return NULL;
}

static enum ap_from from_of_fact(struct ap_fact fact)
{
    if (fact.state == AP_FACT_UNKNOWN)
        return AP_FROM_UNKNOWN;
    return ap_fact_is_inferred(fact) ? AP_FROM_INFERRED : AP_FROM_IMAGE;
}

static void copy_field(struct ap_mapping *to, const struct ap_mapping *from,
                       enum ap_volume_field field)
{
    to->facts[field] = from->facts[field];
    switch (field) {
    case AP_VOLUME_SNAPSHOT_ID:
        to->snapshot_id = from->snapshot_id;
        break;
    case AP_VOLUME_SIZE:
        to->size_gib = from->size_gib;
        break;
    case AP_VOLUME_TYPE:
        to->volume_type = from->volume_type;
        break;
    case AP_VOLUME_IOPS:
        to->iops = from->iops;
        break;
    case AP_VOLUME_THROUGHPUT:
        to->throughput_mibps = from->throughput_mibps;
        break;
    case AP_VOLUME_ENCRYPTED:
        to->encrypted = from->encrypted;
        break;
    case AP_VOLUME_KMS_KEY_ID:
        to->kms_key_id = from->kms_key_id;
        break;
    case AP_VOLUME_DELETE_ON_TERMINATION:
        to->delete_on_termination = from->delete_on_termination;
        break;
    case AP_VOLUME_FIELDS:
        break;
    }
}

/* An entry of the image, as the device that it makes. */
static struct ap_device device_of_image(const struct ap_image *image,
                                        const struct ap_mapping *mapping)
{
    bool inferred = ap_fact_is_inferred(image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS]);
    struct ap_device device = {
        .name = mapping->device_name,
        .kind = mapping->virtual_name ? AP_DEVICE_INSTANCE_STORE : AP_DEVICE_EBS,
        .from = inferred ? AP_FROM_INFERRED : AP_FROM_IMAGE,
        .virtual_name = mapping->virtual_name,
        .volume = *mapping,
        .request_index = SIZE_MAX,
    };

    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++) {
        device.field_from[i] = from_of_fact(mapping->facts[i]);
        if (mapping->facts[i].state == AP_FACT_ABSENT)
            device.field_from[i] = inferred ? AP_FROM_INFERRED : AP_FROM_IMAGE;
    }
    return device;
}

/* Lays a request's entry over a device: field by field (MAP-2). */
static void override(struct ap_device *device, const struct ap_mapping *mapping)
{
    device->overridden = true;
    device->request_index = mapping->index;
    if (mapping->no_device) {
        device->kind = AP_DEVICE_REMOVED;
        return;
    }
    if (mapping->has_ebs) { /* beside a VirtualName the Ebs part counts: MAP-18 */
        device->kind = AP_DEVICE_EBS;
        device->virtual_name = NULL;
    } else if (mapping->virtual_name) {
        device->kind = AP_DEVICE_INSTANCE_STORE;
        device->virtual_name = mapping->virtual_name;
    }
    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++) {
        if (mapping->facts[i].state != AP_FACT_KNOWN)
            continue;
        copy_field(&device->volume, mapping, (enum ap_volume_field)i);
        device->field_from[i] = AP_FROM_REQUEST;
    }
    /* An image's IOPS or throughput stay behind when the request changes the volume's type: EC2
     * would complain of IOPS that nobody asked for (MAP-12); the plan shows what is merged. */
}

static struct ap_device device_of_request(const struct ap_mapping *mapping, bool image_known)
{
    struct ap_device device = {
        .name = mapping->device_name,
        .kind = AP_DEVICE_EBS,
        .from = AP_FROM_REQUEST,
        .request_index = mapping->index,
    };

    for (size_t i = 0; i < AP_VOLUME_FIELDS; i++)
        device.volume.facts[i] = (struct ap_fact){ AP_FACT_ABSENT, AP_GRADE_RECORD };
    device.volume.device_name = mapping->device_name;
    override(&device, mapping);
    device.overridden = false;
    if (mapping->no_device) {
        device.kind = AP_DEVICE_IGNORED;
        device.why = image_known ? "NoDevice for a name that the image does not map"
                                 : "NoDevice; whether the image maps that name is not known";
    } else if (!mapping->has_ebs && !mapping->virtual_name) {
        device.kind = AP_DEVICE_IGNORED;
        device.why = "the entry names a device and nothing to put there";
    }
    return device;
}

/* The image's entry that is the root: by name, else the first (ROOT-9). -1 when there is none. */
static long root_entry(const struct ap_image *image)
{
    if (image->facts[AP_IMAGE_ROOT_DEVICE_NAME].state == AP_FACT_KNOWN) {
        for (size_t i = 0; i < image->mapping_count; i++) {
            const char *name = image->mappings[i].device_name;
            if (name && !strcmp(name, image->root_device_name))
                return (long)i;
        }
    }
    bool store = image->facts[AP_IMAGE_ROOT_DEVICE_TYPE].state == AP_FACT_KNOWN &&
                 image->root == AP_ROOT_INSTANCE_STORE;
    return image->mapping_count && !store ? 0 : -1;
}

/* A root that no mapping of the image tells of. */
static struct ap_device unmapped_root(const struct ap_image *image)
{
    bool store = image->facts[AP_IMAGE_ROOT_DEVICE_TYPE].state == AP_FACT_KNOWN &&
                 image->root == AP_ROOT_INSTANCE_STORE;
    struct ap_device device = {
        .kind = store ? AP_DEVICE_INSTANCE_STORE : AP_DEVICE_EBS,
        .from = AP_FROM_IMAGE,
        .root = true,
        .request_index = SIZE_MAX,
    };

    if (image->facts[AP_IMAGE_ROOT_DEVICE_NAME].state == AP_FACT_KNOWN)
        device.name = image->root_device_name;
    return device;
}

/* Disks that are not NVMe exist only when mapped; those that are NVMe are there in any case. */
static void settle_disk(struct ap_device *device, const struct ap_instance_type *type)
{
    int number = ap_ephemeral_number(device->virtual_name);
    enum ap_fact_state disks = AP_FACT_UNKNOWN;

    if (type)
        disks = (enum ap_fact_state)type->facts[AP_TYPE_DISKS].state;
    if (device->kind != AP_DEVICE_INSTANCE_STORE || device->root)
        return;
    if (number < 0) {
        device->kind = AP_DEVICE_IGNORED;
        device->why = "VirtualName is not ephemeral0 to ephemeral23";
    } else if (disks == AP_FACT_UNKNOWN) {
        device->presence_unknown = true;
    } else if (disks == AP_FACT_ABSENT) {
        device->kind = AP_DEVICE_IGNORED;
        device->why = "the instance type has no instance-store disks";
    } else if (type->facts[AP_TYPE_DISK_NVME_SUPPORT].state == AP_FACT_KNOWN &&
               type->disk_nvme == AP_REQUIRED) {
        device->kind = AP_DEVICE_IGNORED;
        device->why = "NVMe disks are attached without a mapping";
    } else if (number >= type->disk_count) {
        device->kind = AP_DEVICE_IGNORED;
        device->why = "the instance type has fewer disks";
    } else if (!strcmp(type->family, "m3") && device->from != AP_FROM_REQUEST &&
               !device->overridden) {
        device->kind = AP_DEVICE_IGNORED; /* EPH-6: EC2 API Reference, BlockDeviceMapping */
        device->why = "for M3, mappings that only the image has are ignored";
    } else {
        device->disk_gb = type->disk_gb;
    }
}

/* What EC2 fills in where neither image nor request says anything. */
static void fill_defaults(struct ap_device *device, bool image_known)
{
    struct ap_mapping *volume = &device->volume;
    struct ap_fact by_default = { AP_FACT_KNOWN, AP_GRADE_RECORD };

    if (device->kind != AP_DEVICE_EBS)
        return;
    bool of_request = device->from == AP_FROM_REQUEST;
    if (of_request && !image_known) { /* the image may map that name, and say it (MAP-20) */
        for (size_t i = 0; i < AP_VOLUME_FIELDS; i++) {
            if (volume->facts[i].state == AP_FACT_ABSENT)
                volume->facts[i].state = AP_FACT_UNKNOWN;
        }
        return;
    }
    /* Not stated is none, for these; whether a volume is encrypted, the account decides too. */
    static const enum ap_volume_field none_by_default[] = { AP_VOLUME_SNAPSHOT_ID, AP_VOLUME_IOPS,
                                                            AP_VOLUME_THROUGHPUT };
    for (size_t i = 0; of_request && i < AP_COUNT(none_by_default); i++) {
        if (volume->facts[none_by_default[i]].state == AP_FACT_ABSENT)
            device->field_from[none_by_default[i]] = AP_FROM_DEFAULT;
    }
    struct ap_fact *type = &volume->facts[AP_VOLUME_TYPE];
    if (type->state == AP_FACT_ABSENT && of_request) { /* VOL-2 */
        *type = by_default;
        volume->volume_type = "gp2";
        device->field_from[AP_VOLUME_TYPE] = AP_FROM_DEFAULT;
    }
    bool gp3 = type->state == AP_FACT_KNOWN && !strcmp(volume->volume_type, "gp3");
    if (gp3 && volume->facts[AP_VOLUME_IOPS].state == AP_FACT_ABSENT) {
        volume->facts[AP_VOLUME_IOPS] = by_default;
        volume->iops = 3000;
        device->field_from[AP_VOLUME_IOPS] = AP_FROM_DEFAULT;
    }
    if (gp3 && volume->facts[AP_VOLUME_THROUGHPUT].state == AP_FACT_ABSENT) {
        volume->facts[AP_VOLUME_THROUGHPUT] = by_default;
        volume->throughput_mibps = 125;
        device->field_from[AP_VOLUME_THROUGHPUT] = AP_FROM_DEFAULT;
    }
    /* DOT-3, DOT-4: true for the root, false for any other, when nobody says. */
    struct ap_fact *dot = &volume->facts[AP_VOLUME_DELETE_ON_TERMINATION];
    if (dot->state == AP_FACT_ABSENT) {
        *dot = by_default;
        volume->delete_on_termination = device->root;
        device->field_from[AP_VOLUME_DELETE_ON_TERMINATION] = AP_FROM_DEFAULT;
    }
}

static size_t count_type_disks(const struct ap_instance_type *type)
{
    if (!type || type->facts[AP_TYPE_DISKS].state != AP_FACT_KNOWN || type->disk_count < 0)
        return 0;
    if (type->facts[AP_TYPE_DISK_NVME_SUPPORT].state != AP_FACT_KNOWN)
        return 0;
    /* A Mac's internal disk is Apple's: AWS neither manages nor supports it as storage (LOAD-7). */
    if (type->archs & (1u << AP_ARCH_X86_64_MAC | 1u << AP_ARCH_ARM64_MAC))
        return 0;
    /* hs1: all 24 disks come, whatever is mapped (EPH-7). */
    bool all_come = type->disk_nvme == AP_REQUIRED || !strcmp(type->family, "hs1");
    return all_come ? (size_t)type->disk_count : 0;
}

static void add_type_disks(struct ap_devices *devices, const struct ap_instance_type *type,
                           size_t disks)
{
    size_t mapped = devices->count;

    for (size_t disk = 0; disk < disks; disk++) {
        bool is_mapped = false;
        for (size_t i = 0; i < mapped && !is_mapped; i++)
            is_mapped = devices->items[i].kind == AP_DEVICE_INSTANCE_STORE &&
                        ap_ephemeral_number(devices->items[i].virtual_name) == (int)disk;
        if (is_mapped)
            continue;
        devices->items[devices->count++] = (struct ap_device){
            .kind = AP_DEVICE_INSTANCE_STORE,
            .from = AP_FROM_TYPE,
            .disk_gb = type->disk_gb,
            .request_index = SIZE_MAX,
        };
    }
}

enum amiplan_status ap_devices_merge(const struct ap_image *image,
                                     const struct amiplan_launch *launch,
                                     const struct ap_instance_type *type, struct ap_arena *arena,
                                     struct ap_devices *out, struct amiplan_error *err)
{
    bool image_known =
        image && image->facts[AP_IMAGE_BLOCK_DEVICE_MAPPINGS].state != AP_FACT_UNKNOWN;
    size_t image_count = image_known ? image->mapping_count : 0;
    size_t disks = count_type_disks(type);
    struct ap_devices devices = { .image_known = image_known };

    devices.items = ap_arena_array(arena, image_count + launch->mapping_count + disks + 1,
                                   sizeof(*devices.items));
    if (!devices.items)
        return ap_fail_memory(err);

    long root = image_known ? root_entry(image) : -1;
    for (size_t i = 0; i < image_count; i++) {
        devices.items[devices.count] = device_of_image(image, &image->mappings[i]);
        devices.items[devices.count++].root = (long)i == root;
    }
    if (image && root < 0) /* MAP-20: the root is there, whatever the record leaves out */
        devices.items[devices.count++] = unmapped_root(image);

    size_t of_image = devices.count;
    for (size_t i = 0; i < launch->mapping_count; i++) {
        const struct ap_mapping *mapping = &launch->mappings[i];
        struct ap_device *same = NULL;
        /* The key is the name as written (MAP-19). */
        for (size_t j = 0; j < of_image && !same && mapping->device_name; j++) {
            const char *name = devices.items[j].name;
            if (name && !strcmp(name, mapping->device_name) &&
                devices.items[j].request_index == SIZE_MAX)
                same = &devices.items[j];
        }
        if (same)
            override(same, mapping);
        else
            devices.items[devices.count++] = device_of_request(mapping, image_known);
    }
    for (size_t i = 0; i < devices.count; i++) {
        settle_disk(&devices.items[i], type);
        fill_defaults(&devices.items[i], image_known);
    }
    add_type_disks(&devices, type, disks);
    *out = devices;
    return AMIPLAN_OK;
}

struct ap_fate ap_device_fate(const struct ap_device *device, enum ap_fact_state root_is_store)
{
    struct ap_fate fate = { "unknown", "unknown", "kept", "unknown" };
    const struct ap_mapping *volume = &device->volume;

    if (device->kind == AP_DEVICE_REMOVED || device->kind == AP_DEVICE_IGNORED)
        return (struct ap_fate){ "absent", "absent", "absent", "absent" };

    bool is_store = device->kind == AP_DEVICE_INSTANCE_STORE;
    if (root_is_store == AP_FACT_KNOWN) { /* LIFE-2: such an instance runs or is terminated */
        fate.stop = "not possible";
        fate.hibernate = "not possible";
    } else if (is_store) {
        fate.stop = "lost";
        fate.hibernate = "lost";
    } else if (root_is_store == AP_FACT_ABSENT) {
        fate.stop = "kept";
        fate.hibernate = "kept";
    }
    if (is_store)
        fate.terminate = "lost";
    else if (volume->facts[AP_VOLUME_DELETE_ON_TERMINATION].state == AP_FACT_KNOWN)
        fate.terminate = volume->delete_on_termination ? "deleted" : "kept";
    return fate;
}
