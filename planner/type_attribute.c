#include "planner/type_attribute.h"

#include <string.h>

static const char *const generations[] = { "current", "previous", "retired" };
static const char *const hypervisors[] = { "nitro", "xen", "none" };

enum { CURRENT, PREVIOUS, RETIRED };
enum { NITRO, XEN, NONE };

static bool is_known(const struct ap_instance_type *type, enum ap_type_field field)
{
    return type->facts[field].state == AP_FACT_KNOWN;
}

static unsigned generation_of(const struct ap_instance_type *type)
{
    if (type->retired)
        return 1u << RETIRED;
    if (!is_known(type, AP_TYPE_CURRENT_GENERATION))
        return AP_ATTRIBUTE_UNKNOWN;
    return type->current_generation ? 1u << CURRENT : 1u << PREVIOUS;
}

static unsigned hypervisor_of(const struct ap_instance_type *type)
{
    if (type->facts[AP_TYPE_HYPERVISOR].state == AP_FACT_ABSENT)
        return 1u << NONE;
    for (unsigned i = 0; is_known(type, AP_TYPE_HYPERVISOR) && i < NONE; i++) {
        if (strcmp(type->hypervisor, hypervisors[i]) == 0)
            return 1u << i;
    }
    return AP_ATTRIBUTE_UNKNOWN;
}

static unsigned set_of(const struct ap_instance_type *type, enum ap_type_field field, unsigned set)
{
    return is_known(type, field) && set ? set : AP_ATTRIBUTE_UNKNOWN;
}

unsigned ap_type_attribute_words(enum ap_type_attribute attribute,
                                 const struct ap_instance_type *type)
{
    switch (attribute) {
    case AP_ATTRIBUTE_GENERATION:
        return generation_of(type);
    case AP_ATTRIBUTE_ARCHITECTURE:
        return set_of(type, AP_TYPE_ARCHITECTURES, type->archs);
    case AP_ATTRIBUTE_VIRTUALIZATION:
        return set_of(type, AP_TYPE_VIRTUALIZATION_TYPES, type->virts);
    case AP_ATTRIBUTE_ROOT_DEVICE:
        return set_of(type, AP_TYPE_ROOT_DEVICE_TYPES, type->roots);
    case AP_ATTRIBUTE_HYPERVISOR:
        return hypervisor_of(type);
    case AP_ATTRIBUTE_BOOT_MODE:
        return set_of(type, AP_TYPE_BOOT_MODES, type->boots);
    case AP_TYPE_ATTRIBUTES:
        break;
    }
    return AP_ATTRIBUTE_UNKNOWN;
}

const char *ap_type_attribute_member(enum ap_type_attribute attribute)
{
    static const char *const members[AP_TYPE_ATTRIBUTES] = {
        [AP_ATTRIBUTE_GENERATION] = "generations",
        [AP_ATTRIBUTE_ARCHITECTURE] = "architectures",
        [AP_ATTRIBUTE_VIRTUALIZATION] = "virtualization_types",
        [AP_ATTRIBUTE_ROOT_DEVICE] = "root_device_types",
        [AP_ATTRIBUTE_HYPERVISOR] = "hypervisors",
        [AP_ATTRIBUTE_BOOT_MODE] = "boot_modes",
    };

    return members[attribute];
}

unsigned ap_type_attribute_count(enum ap_type_attribute attribute)
{
    static const unsigned counts[AP_TYPE_ATTRIBUTES] = {
        [AP_ATTRIBUTE_GENERATION] = AP_COUNT(generations), [AP_ATTRIBUTE_ARCHITECTURE] = AP_ARCHS,
        [AP_ATTRIBUTE_VIRTUALIZATION] = AP_VIRTS,          [AP_ATTRIBUTE_ROOT_DEVICE] = AP_ROOTS,
        [AP_ATTRIBUTE_HYPERVISOR] = AP_COUNT(hypervisors), [AP_ATTRIBUTE_BOOT_MODE] = AP_BOOTS,
    };

    return counts[attribute];
}

const char *ap_type_attribute_word(enum ap_type_attribute attribute, unsigned bit)
{
    switch (attribute) {
    case AP_ATTRIBUTE_GENERATION:
        return generations[bit];
    case AP_ATTRIBUTE_ARCHITECTURE:
        return ap_arch_name((enum ap_arch)bit);
    case AP_ATTRIBUTE_VIRTUALIZATION:
        return ap_virt_name((enum ap_virt)bit);
    case AP_ATTRIBUTE_ROOT_DEVICE:
        return ap_root_name((enum ap_root)bit);
    case AP_ATTRIBUTE_HYPERVISOR:
        return hypervisors[bit];
    case AP_ATTRIBUTE_BOOT_MODE:
        return ap_boot_name((enum ap_boot)bit);
    case AP_TYPE_ATTRIBUTES:
        break;
    }
    return "?";
}

void ap_type_attribute_add(struct ap_text *text, enum ap_type_attribute attribute, unsigned words,
                           const char *separator)
{
    const char *between = "";

    for (unsigned i = 0; i < ap_type_attribute_count(attribute); i++) {
        if (!(words & 1u << i))
            continue;
        ap_text_add(text, between);
        ap_text_add(text, ap_type_attribute_word(attribute, i));
        between = separator;
    }
    if (words & AP_ATTRIBUTE_UNKNOWN) {
        ap_text_add(text, between);
        ap_text_add_char(text, '?');
    }
}
