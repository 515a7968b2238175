/*
 * A name that parses is canonical: it keeps to the limits, and parses again to the same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "params/name.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct ap_name *name)
{
    struct ap_name again;

    if (name->text[0] != '/' || strlen(name->text) > AP_NAME_BYTES_MAX || name->levels < 1 ||
        name->levels > AP_NAME_LEVELS_MAX || strlen(name->label) > AP_LABEL_BYTES_MAX)
        abort();
    if ((name->selector == AP_SELECT_VERSION) != (name->version > 0) ||
        (name->selector == AP_SELECT_LABEL) != (name->label[0] != '\0'))
        abort();
    if (ap_name_parse(name->text, NULL, &again, NULL) || strcmp(again.text, name->text) != 0 ||
        again.levels != name->levels || again.is_public != name->is_public)
        abort();
    if (!ap_name_is_below(name->text, "/", true) ||
        ap_name_is_below(name->text, name->text, true) ||
        ap_name_compare(name->text, name->text + 1) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = ap_text_copy((const char *)data, size);
    struct amiplan_error err;
    struct ap_name name;

    if (!text)
        return 0;
    if (ap_name_parse(text, "fuzz", &name, &err) == AMIPLAN_OK)
        check(&name);
    else if (err.status != AMIPLAN_ERR_SYNTAX || err.message[0] == '\0')
        abort();
    free(text);
    return 0;
}
