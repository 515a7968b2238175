/*
 * Documents that are taken can be written, and what was written is taken again and written the
 * same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *write_document(const struct ap_json *root, size_t *len)
{
    struct ap_text text = { 0 };
    struct ap_json_writer writer = { .text = &text };
    char *out = NULL;

    ap_json_write_value(&writer, NULL, root);
    if (ap_text_take(&text, &out, len, NULL))
        abort();
    return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct amiplan_error err = { 0 };
    struct ap_json *root = NULL;
    struct ap_json *again = NULL;
    size_t first_len, second_len;
    char *first, *second;
    enum amiplan_status status = ap_json_parse("fuzz", (const char *)data, size, &root, &err);

    if (status) {
        /* MEMORY would mean that cJSON refused what our own pass had taken. */
        if (status != AMIPLAN_ERR_SYNTAX || !err.message[0] ||
            !ap_text_is_utf8(err.message, strlen(err.message), NULL))
            abort();
        return 0;
    }
    first = write_document(root, &first_len);
    if (ap_json_parse("again", first, first_len, &again, &err))
        abort();
    second = write_document(again, &second_len);
    if (first_len != second_len || memcmp(first, second, first_len) != 0)
        abort();
    free(first);
    free(second);
    ap_json_free(again);
    ap_json_free(root);
    return 0;
}
