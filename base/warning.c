#include "base/warning.h"

#include <stdio.h>

struct amiplan_error *ap_warnings_why(struct ap_warnings *warnings)
{
    return warnings->warn && warnings->count < AP_WARNINGS_MAX ? &warnings->why : NULL;
}

void ap_warnings_add(struct ap_warnings *warnings)
{
    if (ap_warnings_why(warnings))
        warnings->warn(warnings->user, warnings->why.place, warnings->why.message);
    warnings->count++;
}

void ap_warnings_end(const struct ap_warnings *warnings, const char *place)
{
    char message[AMIPLAN_ERROR_MESSAGE_BYTES];
    size_t further;

    if (!warnings->warn || warnings->count <= AP_WARNINGS_MAX)
        return;
    further = warnings->count - AP_WARNINGS_MAX;
    snprintf(message, sizeof(message), "%zu further record%s kept out", further,
             further == 1 ? " was" : "s were");
    warnings->warn(warnings->user, place, message);
}
