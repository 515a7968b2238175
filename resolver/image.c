/* The words of EC2 for images. Reading a record is in read_image.c. */
#include "resolver/image.h"

#include <string.h>

#include "base/scan.h"

static const char *const arch_names[AP_ARCHS] = {
    [AP_ARCH_I386] = "i386",           [AP_ARCH_X86_64] = "x86_64",
    [AP_ARCH_ARM64] = "arm64",         [AP_ARCH_X86_64_MAC] = "x86_64_mac",
    [AP_ARCH_ARM64_MAC] = "arm64_mac",
};

static const char *const virt_names[AP_VIRTS] = {
    [AP_VIRT_HVM] = "hvm",
    [AP_VIRT_PARAVIRTUAL] = "paravirtual",
};

static const char *const root_names[AP_ROOTS] = {
    [AP_ROOT_EBS] = "ebs",
    [AP_ROOT_INSTANCE_STORE] = "instance-store",
};

static const char *const boot_names[AP_BOOTS] = {
    [AP_BOOT_LEGACY_BIOS] = "legacy-bios",
    [AP_BOOT_UEFI] = "uefi",
    [AP_BOOT_UEFI_PREFERRED] = "uefi-preferred",
};

static const char *const state_names[AP_STATES] = {
    [AP_STATE_PENDING] = "pending",     [AP_STATE_AVAILABLE] = "available",
    [AP_STATE_INVALID] = "invalid",     [AP_STATE_DEREGISTERED] = "deregistered",
    [AP_STATE_TRANSIENT] = "transient", [AP_STATE_FAILED] = "failed",
    [AP_STATE_ERROR] = "error",         [AP_STATE_DISABLED] = "disabled",
};

static const char *const field_names[AP_IMAGE_FIELDS] = {
    [AP_IMAGE_OWNER_ID] = "OwnerId",
    [AP_IMAGE_OWNER_ALIAS] = "ImageOwnerAlias",
    [AP_IMAGE_NAME] = "Name",
    [AP_IMAGE_DESCRIPTION] = "Description",
    [AP_IMAGE_STATE] = "State",
    [AP_IMAGE_PUBLIC] = "Public",
    [AP_IMAGE_PERMISSIONS] = "LaunchPermissions",
    [AP_IMAGE_PRODUCT_CODES] = "ProductCodes",
    [AP_IMAGE_ARCHITECTURE] = "Architecture",
    [AP_IMAGE_VIRTUALIZATION_TYPE] = "VirtualizationType",
    [AP_IMAGE_ROOT_DEVICE_TYPE] = "RootDeviceType",
    [AP_IMAGE_ROOT_DEVICE_NAME] = "RootDeviceName",
    [AP_IMAGE_BLOCK_DEVICE_MAPPINGS] = "BlockDeviceMappings",
    [AP_IMAGE_PLATFORM] = "Platform",
    [AP_IMAGE_PLATFORM_DETAILS] = "PlatformDetails",
    [AP_IMAGE_USAGE_OPERATION] = "UsageOperation",
    [AP_IMAGE_BOOT_MODE] = "BootMode",
    [AP_IMAGE_ENA_SUPPORT] = "EnaSupport",
    [AP_IMAGE_SRIOV_NET_SUPPORT] = "SriovNetSupport",
    [AP_IMAGE_TPM_SUPPORT] = "TpmSupport",
    [AP_IMAGE_IMDS_SUPPORT] = "ImdsSupport",
    [AP_IMAGE_KERNEL_ID] = "KernelId",
    [AP_IMAGE_RAMDISK_ID] = "RamdiskId",
    [AP_IMAGE_TYPE] = "ImageType",
    [AP_IMAGE_CREATION_DATE] = "CreationDate",
    [AP_IMAGE_DEPRECATION_TIME] = "DeprecationTime",
};

static int find(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0)
            return (int)i;
    }
    return -1;
}

const char *ap_arch_name(enum ap_arch arch)
{
    return arch_names[arch];
}

int ap_arch_find(const char *name)
{
    return find(arch_names, AP_ARCHS, name);
}

const char *ap_virt_name(enum ap_virt virt)
{
    return virt_names[virt];
}

int ap_virt_find(const char *name)
{
    return find(virt_names, AP_VIRTS, name);
}

const char *ap_root_name(enum ap_root root)
{
    return root_names[root];
}

int ap_root_find(const char *name)
{
    return find(root_names, AP_ROOTS, name);
}

const char *ap_boot_name(enum ap_boot boot)
{
    return boot_names[boot];
}

int ap_boot_find(const char *name)
{
    return find(boot_names, AP_BOOTS, name);
}

const char *ap_image_state_name(enum ap_image_state state)
{
    return state_names[state];
}

int ap_image_state_find(const char *name)
{
    return find(state_names, AP_STATES, name);
}

const char *ap_image_field_name(enum ap_image_field field)
{
    return field_names[field];
}

static bool is_hexadecimal(char c)
{
    return ap_scan_is_digit(c) || (c >= 'a' && c <= 'f');
}

bool ap_image_id_is_well_formed(const char *text)
{
    struct ap_scan scan = ap_scan_text(text, strlen(text));

    if (!ap_scan_literal(&scan, "ami-"))
        return false;
    size_t digits = ap_scan_run(&scan, is_hexadecimal, NULL);
    return (digits == 8 || digits == 17) && ap_scan_end(&scan);
}
