#include "planner/operation.h"

#include <string.h>

#include "base/text.h"

/* Sorted by name: a test checks it. */
static const struct ap_operation operations[] = {
    { "AttachNetworkInterface", 0 },
    { "AutoScaling", AP_LAUNCHES },
    { "CreateAutoScalingGroup", AP_LAUNCHES },
    { "CreateFleet", AP_LAUNCHES },
    { "CreateLaunchConfiguration", AP_LAUNCHES },
    { "CreateLaunchTemplate", AP_LAUNCHES },
    { "CreateLaunchTemplateVersion", AP_LAUNCHES },
    { "CreateNodegroup", AP_LAUNCHES },
    { "CreateVolume", 0 },
    { "ModifyInstanceAttribute", AP_MODIFIES },
    { "RequestSpotFleet", AP_LAUNCHES },
    { "RequestSpotInstances", AP_LAUNCHES },
    { "RunInstances", AP_LAUNCHES },
    { "StartInstances", AP_LAUNCHES },
    { "StopInstances", AP_STOPS },
};

enum amiplan_status ap_operation_find(const char *name, const struct ap_operation **out,
                                      struct amiplan_error *err)
{
    const char *nearest = NULL;
    size_t nearest_edits = 6;

    if (!name)
        name = "RunInstances";
    for (size_t i = 0; i < AP_COUNT(operations); i++) {
        if (!strcmp(operations[i].name, name)) {
            *out = &operations[i];
            return AMIPLAN_OK;
        }
        size_t edits = ap_text_distance(operations[i].name, name, nearest_edits);
        if (edits < nearest_edits) {
            nearest_edits = edits;
            nearest = operations[i].name;
        }
    }
    if (nearest)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "--operation",
                       "there is no operation '%.60s'; did you mean %s?", name, nearest);
    return ap_fail(err, AMIPLAN_ERR_USAGE, "--operation",
                   "there is no operation '%.60s' that launches or stops an instance, such as "
                   "RunInstances, CreateLaunchTemplate or StopInstances",
                   name);
}
