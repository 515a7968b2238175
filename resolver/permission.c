#include "resolver/permission.h"

#include <string.h>

#define MISSING_ACCOUNT "the caller's account (--account)"
#define MISSING_PERMISSIONS                                                                        \
    "launch permissions: aws ec2 describe-image-attribute --attribute launchPermission, by the "   \
    "owner"

static bool is_known(const struct ap_image *image, enum ap_image_field field)
{
    return image->facts[field].state == AP_FACT_KNOWN;
}

static bool equal(const char *granted, const char *callers)
{
    return granted && callers && strcmp(granted, callers) == 0;
}

static bool caller_has_unit(const struct ap_caller *caller, const char *unit)
{
    for (size_t i = 0; i < caller->unit_count; i++) {
        if (equal(unit, caller->units[i]))
            return true;
    }
    return false;
}

/* The first grant that covers the caller; UNKNOWN when none does. *needs is what must be known of
 * the caller before one can say that none does, or NULL. */
static enum ap_permission_kind find_grant(const struct ap_image *image,
                                          const struct ap_caller *caller, const char **needs)
{
    *needs = caller->account ? NULL : MISSING_ACCOUNT;
    for (size_t i = 0; i < image->permission_count; i++) {
        const struct ap_permission *granted = &image->permissions[i];

        if (equal(granted->user_id, caller->account))
            return AP_PERMITTED_ACCOUNT;
        if (equal(granted->organization_arn, caller->organization))
            return AP_PERMITTED_ORGANIZATION;
        if (granted->organizational_unit_arn &&
            caller_has_unit(caller, granted->organizational_unit_arn))
            return AP_PERMITTED_UNIT;
        if (!*needs && granted->organization_arn && !caller->organization)
            *needs = "the caller's organization (--organization)";
        if (!*needs && granted->organizational_unit_arn && caller->unit_count == 0)
            *needs = "the caller's organizational units (--ou)";
    }
    return AP_PERMITTED_UNKNOWN;
}

static bool has_everybody(const struct ap_image *image)
{
    for (size_t i = 0; i < image->permission_count; i++) {
        if (image->permissions[i].everybody)
            return true;
    }
    return false;
}

/* The permissions are given, and the caller is not known to be the owner. */
static enum ap_permission_kind
decide_by_grants(const struct ap_image *image, const struct ap_caller *caller, const char **missing)
{
    enum ap_permission_kind kind = AP_PERMITTED_UNKNOWN;
    const char *needs = caller->account ? NULL : MISSING_ACCOUNT;

    if (is_known(image, AP_IMAGE_PERMISSIONS))
        kind = find_grant(image, caller, &needs);
    if (kind != AP_PERMITTED_UNKNOWN)
        return kind;
    if (!needs && !is_known(image, AP_IMAGE_OWNER_ID))
        needs = "the image's OwnerId: aws ec2 describe-images";
    if (!needs)
        return AP_PERMITTED_NOT;
    *missing = needs;
    return AP_PERMITTED_UNKNOWN;
}

enum ap_permission_kind ap_permission_decide(const struct ap_image *image,
                                             const struct ap_caller *caller, const char **missing,
                                             enum ap_fact_grade *grade)
{
    static const struct ap_caller nobody = { .account = NULL };

    if (!caller)
        caller = &nobody;
    if (is_known(image, AP_IMAGE_OWNER_ID) && equal(image->owner_id, caller->account)) {
        *grade = (enum ap_fact_grade)image->facts[AP_IMAGE_OWNER_ID].grade;
        return AP_PERMITTED_OWNER;
    }
    if (is_known(image, AP_IMAGE_PUBLIC) && image->is_public) {
        *grade = (enum ap_fact_grade)image->facts[AP_IMAGE_PUBLIC].grade;
        return AP_PERMITTED_PUBLIC;
    }
    *grade = (enum ap_fact_grade)image->facts[AP_IMAGE_PERMISSIONS].grade;
    if (is_known(image, AP_IMAGE_PERMISSIONS) && has_everybody(image))
        return AP_PERMITTED_PUBLIC;
    if (image->facts[AP_IMAGE_PERMISSIONS].state != AP_FACT_UNKNOWN)
        return decide_by_grants(image, caller, missing);
    if (image->facts[AP_IMAGE_PUBLIC].state == AP_FACT_UNKNOWN)
        *missing = "the image's Public: aws ec2 describe-images";
    else if (!caller->account)
        *missing = MISSING_ACCOUNT;
    else
        *missing = MISSING_PERMISSIONS;
    return AP_PERMITTED_UNKNOWN;
}
