#include "cli/region.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "cli/output.h"

#define PATH_BYTES_MAX 4096

/* The first of the variables that is set and not empty, or NULL. */
static const char *variable(const char *first, const char *second)
{
    const char *value = getenv(first);

    if (!value || !*value)
        value = getenv(second);
    return value && *value ? value : NULL;
}

/* False when there is no home to look in. */
static bool config_path(char *out, size_t out_bytes)
{
    const char *named = getenv("AWS_CONFIG_FILE");
    const char *home = getenv("HOME");
    int len;

    if (!named || !*named)
        named = "~/.aws/config";
    if (strncmp(named, "~/", 2) != 0)
        len = snprintf(out, out_bytes, "%s", named);
    else if (home && *home)
        len = snprintf(out, out_bytes, "%s%s", home, named + 1);
    else
        return false;
    return len > 0 && (size_t)len < out_bytes;
}

static bool is_there(const char *path)
{
    FILE *file = fopen(path, "rb");

    if (!file)
        return errno != ENOENT && errno != ENOTDIR;
    fclose(file);
    return true;
}

static enum amiplan_status region_of_profile(const char *profile, char *out, size_t out_bytes,
                                             struct amiplan_error *err)
{
    bool is_named = profile != NULL;
    struct input input = { 0 };
    char path[PATH_BYTES_MAX];
    enum amiplan_status status;

    /* Who names no profile needs no file, nor a profile of that name in it. */
    if (!profile)
        profile = "default";
    if (!config_path(path, sizeof(path)) || !is_there(path)) {
        if (is_named)
            return cli_fail(err, AMIPLAN_ERR_USAGE, NULL,
                            "profile '%.200s': there is no AWS config file", profile);
        return AMIPLAN_OK;
    }
    status = cli_input_read(path, &input, err);
    if (status)
        return status;
    status = amiplan_config_region(path, input.bytes, input.len, profile, out, out_bytes, err);
    if (status == AMIPLAN_ERR_USAGE && !is_named) {
        out[0] = '\0';
        status = AMIPLAN_OK;
    }
    cli_input_done(&input);
    return status;
}

enum amiplan_status cli_regions_find(const struct options *options, struct regions *out,
                                     struct amiplan_error *err)
{
    const char *region = variable("AWS_REGION", "AWS_DEFAULT_REGION");
    const char *profile = options->profile;
    enum amiplan_status status;

    *out = (struct regions){ 0 };
    for (size_t i = 0; i < options->regions.count; i++) {
        if (options->regions.count > 1 && strcmp(options->regions.items[i], "all") == 0)
            return cli_fail(err, AMIPLAN_ERR_USAGE, NULL, "--region: 'all' stands alone");
        status = cli_list_add(&out->names, options->regions.items[i], err);
        if (status)
            return status;
    }
    if (out->names.count > 0)
        return AMIPLAN_OK;
    if (!region) {
        if (!profile)
            profile = variable("AWS_PROFILE", "AWS_DEFAULT_PROFILE");
        status = region_of_profile(profile, out->of_profile, sizeof(out->of_profile), err);
        if (status)
            return status;
        region = out->of_profile;
    }
    return *region ? cli_list_add(&out->names, region, err) : AMIPLAN_OK;
}

void cli_regions_done(struct regions *regions)
{
    cli_list_done(&regions->names);
}

enum amiplan_status cli_regions_fail_none(const char *place, struct amiplan_error *err)
{
    return cli_fail(err, AMIPLAN_ERR_USAGE, place,
                    "no region: give --region, set AWS_REGION or AWS_DEFAULT_REGION, or name one "
                    "in the profile of ~/.aws/config");
}
