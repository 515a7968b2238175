#include "base/region.h"

#include <string.h>

#include "base/scan.h"
#include "base/text.h"

/* A region is meant by what is at most so many edits away from its name. */
#define MEANT_EDITS_MAX 2
#define NAME_BYTES_MAX  32

/* Sorted by name. AWS: "AWS Regions" in the AWS Global Infrastructure guide, and the partitions of
 * the SDKs' endpoint data. */
static const struct {
    const char *name;
    const char *partition;
} regions[] = {
    /* clang-format off */
    { "af-south-1",     "aws" },
    { "ap-east-1",      "aws" },
    { "ap-east-2",      "aws" },
    { "ap-northeast-1", "aws" },
    { "ap-northeast-2", "aws" },
    { "ap-northeast-3", "aws" },
    { "ap-south-1",     "aws" },
    { "ap-south-2",     "aws" },
    { "ap-southeast-1", "aws" },
    { "ap-southeast-2", "aws" },
    { "ap-southeast-3", "aws" },
    { "ap-southeast-4", "aws" },
    { "ap-southeast-5", "aws" },
    { "ap-southeast-6", "aws" },
    { "ap-southeast-7", "aws" },
    { "ca-central-1",   "aws" },
    { "ca-west-1",      "aws" },
    { "cn-north-1",     "aws-cn" },
    { "cn-northwest-1", "aws-cn" },
    { "eu-central-1",   "aws" },
    { "eu-central-2",   "aws" },
    { "eu-isoe-west-1", "aws-iso-e" },
    { "eu-north-1",     "aws" },
    { "eu-south-1",     "aws" },
    { "eu-south-2",     "aws" },
    { "eu-west-1",      "aws" },
    { "eu-west-2",      "aws" },
    { "eu-west-3",      "aws" },
    { "eusc-de-east-1", "aws-eusc" },
    { "il-central-1",   "aws" },
    { "me-central-1",   "aws" },
    { "me-south-1",     "aws" },
    { "mx-central-1",   "aws" },
    { "sa-east-1",      "aws" },
    { "us-east-1",      "aws" },
    { "us-east-2",      "aws" },
    { "us-gov-east-1",  "aws-us-gov" },
    { "us-gov-west-1",  "aws-us-gov" },
    { "us-iso-east-1",  "aws-iso" },
    { "us-iso-west-1",  "aws-iso" },
    { "us-isob-east-1", "aws-iso-b" },
    { "us-isob-west-1", "aws-iso-b" },
    { "us-isof-east-1", "aws-iso-f" },
    { "us-isof-south-1", "aws-iso-f" },
    { "us-west-1",      "aws" },
    { "us-west-2",      "aws" },
    /* clang-format on */
};

const char *ap_region_partition(const char *region)
{
    size_t low = 0;
    size_t high = AP_COUNT(regions);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(region, regions[middle].name);

        if (order == 0)
            return regions[middle].partition;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The region whose zone this is named as, or NULL. */
static const char *region_of_zone(const char *zone)
{
    for (size_t i = 0; i < AP_COUNT(regions); i++) {
        if (ap_region_has_zone_form(regions[i].name, zone))
            return regions[i].name;
    }
    return NULL;
}

/* The region whose name is nearest, whatever the case, or NULL. */
static const char *nearest_region(const char *text)
{
    const char *nearest = NULL;
    size_t nearest_edits = MEANT_EDITS_MAX + 1;
    char lower[NAME_BYTES_MAX + 1];
    size_t len = strlen(text);

    if (len > NAME_BYTES_MAX)
        return NULL;
    for (size_t i = 0; i <= len; i++)
        lower[i] = ap_scan_lower(text[i]);
    for (size_t i = 0; i < AP_COUNT(regions); i++) {
        size_t edits = ap_text_distance(lower, regions[i].name, MEANT_EDITS_MAX);

        if (edits < nearest_edits) {
            nearest = regions[i].name;
            nearest_edits = edits;
        }
    }
    return nearest;
}

enum amiplan_status ap_region_check(const char *region, const char *place,
                                    struct amiplan_error *err)
{
    char quote[AP_QUOTE_BYTES];
    const char *meant;

    if (ap_region_partition(region))
        return AMIPLAN_OK;
    ap_quote(quote, region, strlen(region));
    meant = region_of_zone(region);
    if (meant)
        return ap_fail(err, AMIPLAN_ERR_USAGE, place,
                       "there is no region %s, which looks like a zone of '%s'", quote, meant);
    meant = nearest_region(region);
    if (meant)
        return ap_fail(err, AMIPLAN_ERR_USAGE, place, "there is no region %s; did you mean '%s'?",
                       quote, meant);
    return ap_fail(err, AMIPLAN_ERR_USAGE, place, "there is no region %s", quote);
}

size_t ap_region_count(void)
{
    return AP_COUNT(regions);
}

const char *ap_region_name(size_t i)
{
    return regions[i].name;
}

bool ap_region_has_zone_form(const char *region, const char *zone)
{
    size_t len = strlen(region);

    return strncmp(zone, region, len) == 0 && (zone[len] == '-' || ap_scan_is_lower(zone[len]));
}
