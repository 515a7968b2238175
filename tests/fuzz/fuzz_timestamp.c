/*
 * Times that are taken are formatted as a text that gives the same time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/timestamp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = ap_text_copy((const char *)data, size);
    char formatted[AP_TIMESTAMP_BYTES];
    int64_t s = 0;
    int64_t again = 0;

    if (!text)
        return 0;
    if (ap_timestamp_parse(text, NULL, &s, NULL) == AMIPLAN_OK) {
        ap_timestamp_format(s, formatted);
        if (ap_timestamp_parse(formatted, NULL, &again, NULL) || again != s)
            abort();
    }
    free(text);
    return 0;
}
