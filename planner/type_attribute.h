/*
 * Attributes of an instance type that are sets of a few words: what tables and filters of types and
 * families are about.
 */
#ifndef AP_PLANNER_TYPE_ATTRIBUTE_H
#define AP_PLANNER_TYPE_ATTRIBUTE_H

#include "base/text.h"
#include "planner/instance_type.h"

enum ap_type_attribute {
    AP_ATTRIBUTE_GENERATION, /* current, previous, retired: one of them */
    AP_ATTRIBUTE_ARCHITECTURE,
    AP_ATTRIBUTE_VIRTUALIZATION,
    AP_ATTRIBUTE_ROOT_DEVICE,
    AP_ATTRIBUTE_HYPERVISOR, /* nitro, xen, none: one of them. none is bare metal */
    AP_ATTRIBUTE_BOOT_MODE,
    AP_TYPE_ATTRIBUTES
};

/* The bit that says: not known. Its word is "?". */
#define AP_ATTRIBUTE_UNKNOWN (1u << 31)

/* What an attribute is called in answers: "boot_modes". Static. */
const char *ap_type_attribute_member(enum ap_type_attribute attribute);

/* The words that hold of a type, as bits; never 0. */
unsigned ap_type_attribute_words(enum ap_type_attribute attribute,
                                 const struct ap_instance_type *type);
/* How many words there are, "?" apart, and the word of a bit. Static. */
unsigned ap_type_attribute_count(enum ap_type_attribute attribute);
const char *ap_type_attribute_word(enum ap_type_attribute attribute, unsigned bit);

/* Adds "hvm,paravirtual", with "?" for what is not known. */
void ap_type_attribute_add(struct ap_text *text, enum ap_type_attribute attribute, unsigned words,
                           const char *separator);

#endif
