#include "planner/lifecycle.h"

#include <string.h>

enum ap_fact_state ap_root_is_store(const struct ap_image *image)
{
    if (!image || image->facts[AP_IMAGE_ROOT_DEVICE_TYPE].state != AP_FACT_KNOWN)
        return AP_FACT_UNKNOWN;
    return image->root == AP_ROOT_INSTANCE_STORE ? AP_FACT_KNOWN : AP_FACT_ABSENT;
}

/* Hibernation is asked for at launch, and needs the type's consent and an HVM image. */
static void settle_hibernation(const struct ap_facts *facts, struct ap_lifecycle *life)
{
    const struct ap_instance_type *type = facts->type;

    life->hibernate = "not possible";
    if (!facts->launch->hibernates) {
        life->hibernate_why = "the request does not ask for it, and it cannot be turned on later";
    } else if (facts->image->facts[AP_IMAGE_VIRTUALIZATION_TYPE].state == AP_FACT_KNOWN &&
               facts->image->virt != AP_VIRT_HVM) {
        life->hibernate_why = "the image is paravirtual";
    } else if (!type || type->facts[AP_TYPE_HIBERNATION].state == AP_FACT_UNKNOWN) {
        life->hibernate = "unknown";
        life->hibernate_why = "whether the type hibernates is not known";
    } else if (!type->hibernation) {
        life->hibernate_why = "the type does not hibernate";
    } else {
        life->hibernate = "possible";
        life->hibernate_why = "for 60 days at most";
    }
}

struct ap_lifecycle ap_lifecycle_of(const struct ap_facts *facts)
{
    const char *shutdown = facts->launch->shutdown;
    bool metal = facts->type && facts->type->facts[AP_TYPE_BARE_METAL].state == AP_FACT_KNOWN &&
                 facts->type->bare_metal;
    struct ap_lifecycle life = {
        .stop = "unknown",
        .hibernate = "unknown",
        .shutdown = "unknown",
        .changes = "unknown",
        .start = "unknown",
        .facts = "LIFE-1 LIFE-2 LIFE-3 LIFE-4 LIFE-9 ROOT-10",
    };

    switch (ap_root_is_store(facts->image)) {
    case AP_FACT_UNKNOWN:
        break;
    case AP_FACT_KNOWN:
        life.stop = "not possible";
        life.hibernate = "not possible";
        life.hibernate_why = "the root is an instance store";
        life.shutdown = "terminate";
        life.changes = "nothing: the attributes are fixed for life";
        life.start = "usually under 5 minutes: the whole image comes from S3 first";
        break;
    case AP_FACT_ABSENT:
        life.stop = "possible";
        settle_hibernation(facts, &life);
        life.shutdown = shutdown && !strcmp(shutdown, "terminate") ? "terminate" : "stop";
        life.changes = facts->launch->hibernates
                           ? "kernel, RAM disk and user data; not the type, since hibernation is on"
                           : "instance type, kernel, RAM disk and user data";
        life.start =
            metal ? "up to 20 minutes: bare metal"
                  : "usually under 1 minute: what is needed to start comes from the snapshot";
        break;
    }
    return life;
}
