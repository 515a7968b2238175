/*
 * Any bytes read as a launch, checked and planned against a built-in image, and written in each
 * format. Whatever the bytes: no crash, an outcome that fits its report, and JSON that reads again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a launch that names no image, or any, is asked with; the document's own word comes first. */
static void state_image(struct amiplan_launch *launch)
{
    struct amiplan_error err;

    /* USAGE when the document names another: that one is checked. */
    if (amiplan_launch_set(launch, "ImageId", "ami-04fc404d256fd34a2", &err) == AMIPLAN_ERR_SYNTAX)
        abort();
}

static void write_as(const struct amiplan_report *report, const char *format)
{
    struct amiplan_error err;
    struct ap_json *root = NULL;
    char *text = NULL;
    size_t len = 0;

    if (amiplan_report_write(report, format, &text, &len, &err))
        return; /* memory */
    if (strlen(text) != len)
        abort();
    if (strcmp(format, "text") && ap_json_parse(format, text, len, &root, &err))
        abort();
    ap_json_free(root);
    amiplan_free(text);
}

/* FAIL has one broken error that EC2 returns first, and no other verdict has any. */
static void look_at(const struct amiplan_report *report)
{
    int first = 0;

    for (size_t i = 0; i < amiplan_report_finding_count(report, 0); i++) {
        const struct amiplan_finding *finding = amiplan_report_finding(report, 0, i);
        if (!finding->message || !*finding->message)
            abort();
        first += finding->first;
    }
    if (first != (amiplan_report_verdict(report) == AMIPLAN_FAIL))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const regions[] = { "us-east-1" };
    struct amiplan_context context = AMIPLAN_CONTEXT_INIT;
    struct amiplan_catalog *catalog = NULL;
    struct amiplan_launch *launch = NULL;
    struct amiplan_report *report = NULL;
    struct amiplan_error err;

    context.now_s = 1785628800; /* 2026-08-02 */
    context.regions = regions;
    context.region_count = 1;
    context.offline = 1;
    if (amiplan_launch_read("fuzz", (const char *)data, size, &launch, &err))
        return 0;
    state_image(launch);
    const struct amiplan_launch *const launches[] = { launch };
    if (!amiplan_catalog_new(NULL, NULL, &catalog, &err) &&
        !amiplan_plan(catalog, launches, 1, &context, &report, &err)) {
        look_at(report);
        write_as(report, "text");
        write_as(report, "json");
        write_as(report, "run-instances");
    }
    amiplan_report_free(report);
    amiplan_catalog_free(catalog);
    amiplan_launch_free(launch);
    return 0;
}
