/*
 * A reference is an image id that is well formed or a parameter; EC2's own grammar agrees on
 * parameters.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "resolver/image.h"
#include "resolver/reference.h"
#include "resolver/resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct ap_reference *reference)
{
    bool is_image = reference->kind == AP_REFERENCE_IMAGE_ID;

    if (is_image != ap_image_id_is_well_formed(reference->image_id))
        abort();
    if (is_image ? reference->floating : reference->name.text[0] != '/')
        abort();
    if (reference->floating && !reference->name.is_public)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = ap_text_copy((const char *)data, size);
    struct ap_reference reference;
    bool is_parameter = false;
    char id[32];

    if (!text)
        return 0;
    if (ap_reference_parse(text, &reference, NULL) == AMIPLAN_OK)
        check(&reference);
    if (ap_reference_parse_ec2(text, NULL, &is_parameter, &reference, NULL) == AMIPLAN_OK &&
        is_parameter)
        check(&reference);
    if (ap_resolve_value(text, "/fuzz", id, NULL) == AMIPLAN_OK && !ap_image_id_is_well_formed(id))
        abort();
    free(text);
    return 0;
}
