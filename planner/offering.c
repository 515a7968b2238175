/*
 * A type's cell in offerings.tsv is "REGION:ZONES,REGION:ZONES"; ZONES are the letters of
 * availability zones, then "+NAME" for each other zone. The same in zones.tsv for all zones of a
 * region.
 */
#include "planner/offering.h"

#include <string.h>

#include "base/scan.h"
#include "planner/builtin/offerings.h"
#include "planner/builtin/retired_types.h"
#include "planner/builtin/zones.h"

static bool is_retired(const char *type)
{
    struct ap_table table = ap_retired_types_table();
    size_t row;

    return ap_table_find(&table, &type, 1, &row);
}

/* The cell of a type; NULL when the data have no such type. */
static const char *regions_of(const char *type)
{
    struct ap_table table = ap_offerings_table();
    size_t row;

    if (ap_table_find(&table, &type, 1, &row))
        return ap_table_cell(&table, row, AP_OFFERINGS_REGIONS);
    return is_retired(type) ? "" : NULL;
}

struct ap_offering_walk ap_offering_begin(const char *type)
{
    const char *rest = regions_of(type);

    return (struct ap_offering_walk){ .rest = rest ? rest : "", .zones = "" };
}

/* Copies what stands before any of stops, and returns what stands behind: at the stop. */
static const char *copy_until(char out[AP_OFFERING_NAME_BYTES], const char *text, const char *stops)
{
    size_t len = strcspn(text, stops);
    size_t kept = len < AP_OFFERING_NAME_BYTES ? len : AP_OFFERING_NAME_BYTES - 1;

    memcpy(out, text, kept);
    out[kept] = '\0';
    return text + len;
}

bool ap_offering_next_region(struct ap_offering_walk *walk)
{
    if (*walk->rest == '\0')
        return false;
    walk->zones = copy_until(walk->region, walk->rest, ":,");
    if (*walk->zones == ':')
        walk->zones++;
    walk->rest = walk->zones + strcspn(walk->zones, ",");
    if (*walk->rest == ',')
        walk->rest++;
    return true;
}

bool ap_offering_next_zone(struct ap_offering_walk *walk)
{
    char c = *walk->zones;

    if (c == '\0' || c == ',')
        return false;
    if (c == '+') {
        walk->zones = copy_until(walk->zone, walk->zones + 1, "+,");
        return true;
    }
    size_t len = strlen(walk->region);
    memcpy(walk->zone, walk->region, len);
    if (len + 1 < sizeof(walk->zone))
        walk->zone[len++] = c;
    walk->zone[len] = '\0';
    walk->zones++;
    return true;
}

static bool walk_to_region(struct ap_offering_walk *walk, const char *region)
{
    while (ap_offering_next_region(walk)) {
        if (strcmp(walk->region, region) == 0)
            return true;
    }
    return false;
}

static bool walk_to_zone(struct ap_offering_walk *walk, const char *zone)
{
    while (ap_offering_next_zone(walk)) {
        if (strcmp(walk->zone, zone) == 0)
            return true;
    }
    return false;
}

/* Walks the zones of a row of zones.tsv. */
static struct ap_offering_walk begin_zones(const struct ap_table *table, size_t row)
{
    struct ap_offering_walk walk = { .rest = "",
                                     .zones = ap_table_cell(table, row, AP_ZONES_ZONES) };

    copy_until(walk.region, ap_table_cell(table, row, AP_ZONES_REGION), "");
    return walk;
}

/* The region that a zone is in; NULL when the data do not know the zone. */
static const char *region_of_zone(const char *zone)
{
    struct ap_table table = ap_zones_table();

    for (size_t row = 0; row < table.rows; row++) {
        const char *region = ap_table_cell(&table, row, AP_ZONES_REGION);
        struct ap_offering_walk walk = begin_zones(&table, row);
        if (strncmp(zone, region, strlen(region)) == 0 && walk_to_zone(&walk, zone))
            return region;
    }
    return NULL;
}

bool ap_offering_covers(const char *region)
{
    struct ap_table table = ap_zones_table();
    size_t row;

    return ap_table_find(&table, &region, 1, &row);
}

bool ap_offering_knows_type(const char *type)
{
    return regions_of(type) != NULL;
}

bool ap_offering_knows_zone(const char *zone)
{
    return region_of_zone(zone) != NULL;
}

enum ap_offered ap_offering_in_region(const char *type, const char *region)
{
    struct ap_offering_walk walk = ap_offering_begin(type);

    if (!regions_of(type) || !ap_offering_covers(region))
        return AP_OFFERED_UNKNOWN;
    return walk_to_region(&walk, region) ? AP_OFFERED_YES : AP_OFFERED_NO;
}

enum ap_offered ap_offering_in_zone(const char *type, const char *zone)
{
    const char *region = region_of_zone(zone);
    struct ap_offering_walk walk = ap_offering_begin(type);

    if (!region || !regions_of(type))
        return AP_OFFERED_UNKNOWN;
    if (!walk_to_region(&walk, region))
        return AP_OFFERED_NO;
    if (*walk.zones == '\0' || *walk.zones == ',')
        return AP_OFFERED_UNKNOWN;
    return walk_to_zone(&walk, zone) ? AP_OFFERED_YES : AP_OFFERED_NO;
}

/* Adds ", name"; false when it does not fit. */
static bool add_name(char *out, size_t out_bytes, const char *name)
{
    size_t len = strlen(out);
    const char *comma = len ? ", " : "";

    if (len + strlen(comma) + strlen(name) >= out_bytes)
        return false;
    memcpy(out + len, comma, strlen(comma));
    len += strlen(comma);
    memcpy(out + len, name, strlen(name) + 1);
    return true;
}

void ap_offering_zones(const char *type, const char *region, char *out, size_t out_bytes)
{
    struct ap_offering_walk walk = ap_offering_begin(type);

    if (out_bytes == 0)
        return;
    *out = '\0';
    if (!walk_to_region(&walk, region))
        return;
    while (ap_offering_next_zone(&walk) && add_name(out, out_bytes, walk.zone))
        ;
}

void ap_offering_regions(const char *type, char *out, size_t out_bytes)
{
    struct ap_offering_walk walk = ap_offering_begin(type);

    if (out_bytes == 0)
        return;
    *out = '\0';
    while (ap_offering_next_region(&walk) && add_name(out, out_bytes, walk.region))
        ;
}

const char *ap_offering_date(void)
{
    struct ap_table table = ap_zones_table();

    return ap_table_cell(&table, 0, AP_ZONES_AS_OF);
}
