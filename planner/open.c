/* Where sources are put together: the catalog and the context of the public header. */
#include "planner/open.h"

#include <stdlib.h>
#include <string.h>

#include "base/arn.h"
#include "base/aws_config.h"
#include "base/region.h"
#include "base/timestamp.h"

#ifndef PACKAGE_VERSION
#include "config.h"
#endif

const char *amiplan_version(void)
{
    return PACKAGE_VERSION;
}

void amiplan_free(void *bytes)
{
    free(bytes);
}

const char *amiplan_snapshot_date(void)
{
    return ap_store_builtin_date();
}

enum amiplan_status amiplan_catalog_new(amiplan_warn_fn *warn, void *user,
                                        struct amiplan_catalog **out, struct amiplan_error *err)
{
    struct amiplan_catalog *catalog = calloc(1, sizeof(*catalog));
    enum amiplan_status status;

    if (!catalog)
        return ap_fail_memory(err);
    catalog->warn = warn;
    catalog->user = user;
    catalog->builtin = ap_store_builtin();
    status = ap_store_memory_new(&catalog->added, err);
    if (!status)
        status = ap_catalogue_new(&catalog->images, err);
    if (!status)
        status = ap_type_catalogue_new(&catalog->types, err);
    if (status) {
        amiplan_catalog_free(catalog);
        return status;
    }
    catalog->chain = (struct ap_store_chain){ &catalog->added, &catalog->builtin };
    catalog->store = ap_store_chain(&catalog->chain);
    *out = catalog;
    return AMIPLAN_OK;
}

void amiplan_catalog_free(struct amiplan_catalog *catalog)
{
    if (!catalog)
        return;
    if (catalog->added.free)
        catalog->added.free(catalog->added.state);
    ap_catalogue_free(catalog->images);
    ap_type_catalogue_free(catalog->types);
    free(catalog);
}

enum amiplan_status amiplan_catalog_add_json(struct amiplan_catalog *catalog,
                                             enum amiplan_kind kind, const char *region,
                                             int64_t as_of_s, const char *name, const char *bytes,
                                             size_t len, struct amiplan_error *err)
{
    struct ap_json *root = NULL;
    enum amiplan_status status;

    if (!catalog || !name || (!bytes && len))
        return ap_fail(err, AMIPLAN_ERR_USAGE, "", "a catalog, a name and bytes are wanted");
    if (kind == AMIPLAN_PARAMETERS || kind == AMIPLAN_IMAGES) {
        if (!region)
            return ap_fail(err, AMIPLAN_ERR_USAGE, name,
                           "parameters and images are regional: a region is wanted");
        status = ap_region_check(region, name, err);
        if (status)
            return status;
    }
    status = ap_json_parse(name, bytes, len, &root, err);
    if (status)
        return status;
    const struct ap_json_doc doc = { name, root };
    switch (kind) {
    case AMIPLAN_PARAMETERS:
        status = ap_store_memory_add(&catalog->added, region, as_of_s, &doc, catalog->warn,
                                     catalog->user, err);
        break;
    case AMIPLAN_IMAGES:
        status = ap_catalogue_add_images(catalog->images, region, as_of_s, &doc, catalog->warn,
                                         catalog->user, err);
        break;
    case AMIPLAN_IMAGE_ATTRIBUTES:
        status =
            ap_catalogue_add_attributes(catalog->images, &doc, catalog->warn, catalog->user, err);
        break;
    case AMIPLAN_INSTANCE_TYPES:
        status =
            ap_type_catalogue_add(catalog->types, as_of_s, &doc, catalog->warn, catalog->user, err);
        break;
    default:
        status =
            ap_fail(err, AMIPLAN_ERR_USAGE, name, "there is no kind %d of document", (int)kind);
        break;
    }
    ap_json_free(root);
    return status;
}

struct ap_store_question ap_question_of(const struct amiplan_context *context, const char *region)
{
    return (struct ap_store_question){
        .region = region,
        .now_s = context->now_s,
        .offline = context->offline != 0,
        .as_of_s = context->as_of_s,
    };
}

/* "all": every region that the parameters, images or offerings at hand cover. */
static enum amiplan_status all_regions(const struct amiplan_catalog *catalog,
                                       struct ap_arena *arena, const char *const **out,
                                       size_t *out_count, struct amiplan_error *err)
{
    const char **regions = ap_arena_array(arena, AP_REGIONS_MAX, sizeof(*regions));
    size_t count = 0;

    if (!regions)
        return ap_fail_memory(err);
    for (size_t i = 0; i < ap_region_count() && count < AP_REGIONS_MAX; i++) {
        const char *region = ap_region_name(i);
        if (catalog->store.covers(catalog->store.state, region))
            regions[count++] = region;
    }
    *out = regions;
    *out_count = count;
    return AMIPLAN_OK;
}

enum amiplan_status ap_context_regions(const struct amiplan_catalog *catalog,
                                       const struct amiplan_context *context,
                                       struct ap_arena *arena, const char *const **out,
                                       size_t *out_count, struct amiplan_error *err)
{
    size_t count = context->region_count;

    if (count == 1 && !strcmp(context->regions[0], "all"))
        return all_regions(catalog, arena, out, out_count, err);
    if (count > AP_REGIONS_MAX)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "region", "%zu regions; %d at most", count,
                       AP_REGIONS_MAX);
    const char **regions = ap_arena_array(arena, count, sizeof(*regions));
    if (!regions)
        return ap_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(context->regions[i], "all"))
            return ap_fail(err, AMIPLAN_ERR_USAGE, "region",
                           "'all' stands alone; it is given beside other regions");
        enum amiplan_status status = ap_region_check(context->regions[i], "region", err);
        if (status)
            return status;
        for (size_t j = 0; j < i; j++) {
            if (!strcmp(context->regions[i], context->regions[j]))
                return ap_fail(err, AMIPLAN_ERR_USAGE, "region", "'%s' is given twice",
                               context->regions[i]);
        }
        regions[i] = ap_arena_copy(arena, context->regions[i]);
        if (!regions[i])
            return ap_fail_memory(err);
    }
    *out = regions;
    *out_count = count;
    return AMIPLAN_OK;
}

enum amiplan_status ap_context_check(const struct amiplan_context *context,
                                     struct amiplan_error *err)
{
    enum amiplan_status status = AMIPLAN_OK;

    if (!context || context->size < sizeof(struct amiplan_context))
        return ap_fail(err, AMIPLAN_ERR_USAGE, "context",
                       "start from AMIPLAN_CONTEXT_INIT, so that its size is set");
    if (context->now_s <= 0)
        return ap_fail(err, AMIPLAN_ERR_USAGE, "context",
                       "now_s is wanted: the time to answer for");
    if (context->account)
        status = ap_account_check(context->account, "account", err);
    if (!status && context->organization)
        status = ap_arn_check_organization(context->organization, "organization", err);
    for (size_t i = 0; !status && i < context->organizational_unit_count; i++)
        status = ap_arn_check_ou(context->organizational_units[i], "organizational unit", err);
    return status;
}

enum amiplan_status amiplan_config_region(const char *name, const char *bytes, size_t len,
                                          const char *profile, char *out, size_t out_bytes,
                                          struct amiplan_error *err)
{
    bool found = false, profile_found = false;
    enum amiplan_status status = ap_aws_config_get(name, bytes, len, profile, "region", out,
                                                   out_bytes, &found, &profile_found, err);

    if (status)
        return status;
    if (!profile_found)
        return ap_fail(err, AMIPLAN_ERR_USAGE, name, "there is no profile '%.60s'", profile);
    if (!found)
        out[0] = '\0';
    return AMIPLAN_OK;
}

enum amiplan_status amiplan_time_parse(const char *text, int64_t *out_s, struct amiplan_error *err)
{
    return ap_timestamp_parse(text, "", out_s, err);
}

enum amiplan_status amiplan_region_check(const char *region, struct amiplan_error *err)
{
    return ap_region_check(region, "region", err);
}
