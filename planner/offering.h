/* Which instance types are offered where: DescribeInstanceTypeOfferings, by region and zone. */
#ifndef AP_PLANNER_OFFERING_H
#define AP_PLANNER_OFFERING_H

#include <stdbool.h>
#include <stddef.h>

enum ap_offered { AP_OFFERED_UNKNOWN, AP_OFFERED_NO, AP_OFFERED_YES };

/* UNKNOWN when the data do not cover the region, or have no such type. A retired type is NO
 * everywhere. */
enum ap_offered ap_offering_in_region(const char *type, const char *region);
/* UNKNOWN when the data do not know the zone, have no such type, or do not say in which zones of
 * the region it is offered. */
enum ap_offered ap_offering_in_zone(const char *type, const char *zone);

/* Whether the data cover a region, and know a zone. */
bool ap_offering_covers(const char *region);
bool ap_offering_knows_zone(const char *zone);
/* Whether the data say where a type is offered: false for one that they do not have. */
bool ap_offering_knows_type(const char *type);

/* The zones of a region that offer a type, "us-east-1a, us-east-1b"; the regions that offer it
 * likewise. Cut to fit at a comma, "" when none. */
void ap_offering_zones(const char *type, const char *region, char *out, size_t out_bytes);
void ap_offering_regions(const char *type, char *out, size_t out_bytes);

/*
 * Walks the regions that offer a type, and the zones of each that do:
 *     struct ap_offering_walk walk = ap_offering_begin("m5.large");
 *     while (ap_offering_next_region(&walk))
 *         while (ap_offering_next_zone(&walk))
 * A zone's name is in walk->zone, a region's in walk->region, until the next step.
 */
#define AP_OFFERING_NAME_BYTES 64

struct ap_offering_walk {
    const char *rest;  /* static: the regions that are still to come */
    const char *zones; /* static: likewise the zones of this region */
    char region[AP_OFFERING_NAME_BYTES];
    char zone[AP_OFFERING_NAME_BYTES];
};

struct ap_offering_walk ap_offering_begin(const char *type);
bool ap_offering_next_region(struct ap_offering_walk *walk);
bool ap_offering_next_zone(struct ap_offering_walk *walk);

/* The date of the offerings. Static. */
const char *ap_offering_date(void);

#endif
