#include "planner/type_filter.h"

#include <stddef.h>
#include <string.h>

#include "base/region.h"
#include "planner/offering.h"
#include "planner/type_attribute.h"

/* The members of the filter that name an attribute. */
static const struct {
    size_t member; /* offset of the const char * */
    const char *what;
    enum ap_type_attribute attribute;
} words[] = {
    { offsetof(struct amiplan_type_filter, architecture), "architecture",
      AP_ATTRIBUTE_ARCHITECTURE },
    { offsetof(struct amiplan_type_filter, virtualization), "virtualization type",
      AP_ATTRIBUTE_VIRTUALIZATION },
    { offsetof(struct amiplan_type_filter, root_device), "root device type",
      AP_ATTRIBUTE_ROOT_DEVICE },
    { offsetof(struct amiplan_type_filter, generation), "generation", AP_ATTRIBUTE_GENERATION },
};

static const char *word_at(const struct amiplan_type_filter *filter, size_t i)
{
    const char *word;

    memcpy(&word, (const char *)filter + words[i].member, sizeof(word));
    return word;
}

/* The bit of a word, 0 when there is none such. */
static unsigned find_word(enum ap_type_attribute attribute, const char *word)
{
    for (unsigned i = 0; i < ap_type_attribute_count(attribute); i++) {
        if (strcmp(word, ap_type_attribute_word(attribute, i)) == 0)
            return 1u << i;
    }
    return 0;
}

static enum amiplan_status fail_word(const char *word, size_t i, struct amiplan_error *err)
{
    char quoted[AP_QUOTE_BYTES];
    char valid[AMIPLAN_ERROR_MESSAGE_BYTES] = "";
    size_t len = 0;

    for (unsigned bit = 0; bit < ap_type_attribute_count(words[i].attribute); bit++) {
        const char *name = ap_type_attribute_word(words[i].attribute, bit);
        size_t name_len = strlen(name);
        if (len + name_len + 3 > sizeof(valid))
            break;
        if (len) {
            memcpy(valid + len, ", ", 2);
            len += 2;
        }
        memcpy(valid + len, name, name_len + 1);
        len += name_len;
    }
    return ap_fail(err, AMIPLAN_ERR_USAGE, NULL, "%s is no %s; one of %s is wanted",
                   ap_quote(quoted, word, strlen(word)), words[i].what, valid);
}

enum amiplan_status ap_type_filter_check(const struct amiplan_type_filter *filter,
                                         struct amiplan_error *err)
{
    enum amiplan_status status;

    if (!filter)
        return AMIPLAN_OK;
    for (size_t i = 0; i < AP_COUNT(words); i++) {
        const char *word = word_at(filter, i);
        if (word && !find_word(words[i].attribute, word))
            return fail_word(word, i, err);
    }
    if (!filter->region)
        return AMIPLAN_OK;
    status = ap_region_check(filter->region, NULL, err);
    if (status)
        return status;
    if (!ap_offering_covers(filter->region))
        return ap_fail(err, AMIPLAN_ERR_UNKNOWN, NULL,
                       "the data of %s do not say what is offered in %s", ap_offering_date(),
                       filter->region);
    return AMIPLAN_OK;
}

bool ap_type_filter_passes_region(const struct amiplan_type_filter *filter,
                                  const struct ap_instance_type *type)
{
    return !filter || !filter->region ||
           ap_offering_in_region(type->name, filter->region) == AP_OFFERED_YES;
}

bool ap_type_filter_passes(const struct amiplan_type_filter *filter,
                           const struct ap_instance_type *type)
{
    for (size_t i = 0; filter && i < AP_COUNT(words); i++) {
        const char *word = word_at(filter, i);
        if (word && !(ap_type_attribute_words(words[i].attribute, type) &
                      find_word(words[i].attribute, word)))
            return false;
    }
    return ap_type_filter_passes_region(filter, type);
}
