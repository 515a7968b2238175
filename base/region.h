/*
 * The regions of AWS and the partitions that they are in. A new region is a new row.
 */
#ifndef AP_BASE_REGION_H
#define AP_BASE_REGION_H

#include <stdbool.h>

#include "base/error.h"

/* "aws", "aws-cn", "aws-us-gov" …; NULL when there is no such region. Static. */
const char *ap_region_partition(const char *region);

/* USAGE when there is no such region; the message names the one that may have been meant. */
enum amiplan_status ap_region_check(const char *region, const char *place,
                                    struct amiplan_error *err);

/* All regions, sorted by name. i < ap_region_count(). Static. */
size_t ap_region_count(void);
const char *ap_region_name(size_t i);

/* Whether zone is named as the zones of region are: "us-east-1a", "us-east-1-bos-1a". Says nothing
 * of whether there is such a zone. */
bool ap_region_has_zone_form(const char *region, const char *zone);

#endif
