#include "planner/charge.h"

#include <stdio.h>
#include <string.h>

#include "planner/lifecycle.h"

/* "8 GiB of gp3", "28 GiB", "at least 20 GiB": what is known of the EBS volumes' sizes. */
static const char *volume_sizes(const struct ap_devices *devices, struct ap_arena *arena)
{
    long long total = 0;
    size_t volumes = 0, unknown = 0;

    for (size_t i = 0; i < devices->count; i++) {
        const struct ap_device *device = &devices->items[i];
        if (device->kind != AP_DEVICE_EBS)
            continue;
        volumes++;
        if (device->volume.facts[AP_VOLUME_SIZE].state == AP_FACT_KNOWN)
            total += device->volume.size_gib;
        else
            unknown++;
    }
    if (!volumes)
        return "EBS volumes";
    if (unknown == volumes)
        return ap_arena_printf(arena, "%zu EBS volume%s of unknown size", volumes,
                               volumes == 1 ? "" : "s");
    return ap_arena_printf(arena, "%zu EBS volume%s, %s%lld GiB together", volumes,
                           volumes == 1 ? "" : "s", unknown ? "at least " : "", total);
}

static bool some_stay(const struct ap_devices *devices)
{
    for (size_t i = 0; i < devices->count; i++) {
        const struct ap_device *device = &devices->items[i];
        if (device->kind == AP_DEVICE_EBS &&
            device->volume.facts[AP_VOLUME_DELETE_ON_TERMINATION].state == AP_FACT_KNOWN &&
            !device->volume.delete_on_termination)
            return true;
    }
    return false;
}

/* IOPS of io1 and io2, and what a gp3 volume has beyond 3,000 IOPS and 125 MiB/s. */
static bool pays_for_performance(const struct ap_devices *devices)
{
    for (size_t i = 0; i < devices->count; i++) {
        const struct ap_mapping *volume = &devices->items[i].volume;
        if (devices->items[i].kind != AP_DEVICE_EBS ||
            volume->facts[AP_VOLUME_TYPE].state != AP_FACT_KNOWN)
            continue;
        if (!strcmp(volume->volume_type, "io1") || !strcmp(volume->volume_type, "io2"))
            return true;
        if (!strcmp(volume->volume_type, "gp3") &&
            ((volume->facts[AP_VOLUME_IOPS].state == AP_FACT_KNOWN && volume->iops > 3000) ||
             (volume->facts[AP_VOLUME_THROUGHPUT].state == AP_FACT_KNOWN &&
              volume->throughput_mibps > 125)))
            return true;
    }
    return false;
}

static bool has_disks(const struct ap_devices *devices)
{
    for (size_t i = 0; i < devices->count; i++) {
        if (devices->items[i].kind == AP_DEVICE_INSTANCE_STORE && !devices->items[i].root)
            return true;
    }
    return false;
}

size_t ap_charges_of(const struct ap_facts *facts, struct ap_arena *arena, struct ap_charge *out)
{
    const struct ap_image *image = facts->image;
    enum ap_fact_state store = ap_root_is_store(image);
    size_t count = 0;

    if (store == AP_FACT_UNKNOWN) {
        out[count++] = (struct ap_charge){
            "instance time",
            "while it runs; what else is charged follows the root device type, which "
            "is not known",
            "caller", "COST-1 COST-2"
        };
        return count;
    }
    if (store == AP_FACT_KNOWN) {
        out[count++] =
            (struct ap_charge){ "instance time", "from launch to termination: it cannot be stopped",
                                "caller", "COST-2" };
        out[count++] =
            (struct ap_charge){ "the image in S3",
                                "as long as the image exists; each image is stored whole",
                                "image owner", "COST-2 COST-3" };
    } else {
        out[count++] = (struct ap_charge){
            "instance time", "while it runs, a minute at least for each start; not while stopped",
            "caller", "COST-1 COST-5"
        };
        out[count++] =
            (struct ap_charge){ volume_sizes(facts->devices, arena),
                                "as long as they exist, also while the instance is stopped",
                                "caller", "COST-1 COST-5" };
        out[count++] = (struct ap_charge){ "the image's snapshots",
                                           "as long as the image exists; a further image of the "
                                           "same line stores its changes alone",
                                           "image owner", "COST-1 COST-4" };
        if (pays_for_performance(facts->devices))
            out[count++] = (struct ap_charge){
                "provisioned performance",
                "IOPS of io1 and io2; of gp3 what is beyond 3,000 IOPS and 125 MiB/s", "caller",
                "COST-10"
            };
        if (some_stay(facts->devices))
            out[count++] =
                (struct ap_charge){ "volumes that stay",
                                    "after the instance is terminated, until they are deleted",
                                    "caller", "COST-11" };
    }
    if (has_disks(facts->devices))
        out[count++] =
            (struct ap_charge){ "instance-store disks", "inside the price of the instance",
                                "caller", "COST-10" };
    if (image->facts[AP_IMAGE_PRODUCT_CODES].state == AP_FACT_KNOWN && image->product_code_count)
        out[count++] =
            (struct ap_charge){ "the product's price", "as its seller sets it, besides EC2's own",
                                "caller", "COST-9" };
    return count;
}
