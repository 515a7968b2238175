/*
 * ARNs that are taken apart make the same text when they are put together.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arn.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add_view(struct ap_text *text, struct ap_view view)
{
    ap_text_add_char(text, ':');
    ap_text_add_bytes(text, view.bytes, view.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = ap_text_copy((const char *)data, size);
    struct ap_text joined = { 0 };
    struct amiplan_error err;
    struct ap_arn arn;

    if (!text)
        return 0;
    if (ap_arn_parse(text, NULL, &arn, &err) == AMIPLAN_OK) {
        ap_text_add(&joined, "arn");
        add_view(&joined, arn.partition);
        add_view(&joined, arn.service);
        add_view(&joined, arn.region);
        add_view(&joined, arn.account);
        add_view(&joined, arn.resource);
        if (joined.failed || strcmp(joined.bytes, text) != 0)
            abort();
    }
    if (ap_arn_check_organization(text, NULL, &err) == AMIPLAN_OK &&
        ap_arn_check_ou(text, NULL, &err) == AMIPLAN_OK)
        abort();
    ap_account_check(text, NULL, &err);
    ap_text_done(&joined);
    free(text);
    return 0;
}
