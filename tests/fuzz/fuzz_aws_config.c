/*
 * Config files never crash the parser, and a value that is found fits and is one line.
 */
#include <stdlib.h>
#include <string.h>

#include "base/aws_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const profiles[] = { "default", "dev", "my name" };

    for (size_t i = 0; i < AP_COUNT(profiles); i++) {
        struct amiplan_error err = { 0 };
        bool found = false;
        bool profile_found = false;
        char out[64] = "";
        enum amiplan_status status =
            ap_aws_config_get("fuzz", (const char *)data, size, profiles[i], "region", out,
                              sizeof(out), &found, &profile_found, &err);

        if (status && (status != AMIPLAN_ERR_SYNTAX || out[0] || found || profile_found))
            abort();
        if (found && (!profile_found || strpbrk(out, "\r\n")))
            abort();
    }
    return 0;
}
