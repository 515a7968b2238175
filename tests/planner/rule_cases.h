/*
 * What each rule says of real families, images and requests: one row a case, read by check_rules.c,
 * which says what a row's members stand for. JSON is written with ' for ".
 */
#ifndef AP_TESTS_PLANNER_RULE_CASES_H
#define AP_TESTS_PLANNER_RULE_CASES_H

#include <stdbool.h>

enum wanted { HOLDS, BROKEN, UNKNOWN, NOTE, WANTED_COUNT };

struct rule_case {
    const char *rule;
    const char *shows;
    enum wanted want;

    /* Members laid over a complete record of an HVM, EBS-backed, x86_64 image of the caller's; a
     * null takes one away. "" is that record as it is; NULL: no document of images. */
    const char *image;
    bool reduced; /* the members of `image`, and ImageId, are the whole record */
    const char *attributes;
    const char *parameters;
    const char *types;
    /* Members laid over a RunInstances of that image on one m5.large. */
    const char *request;

    const char *region;  /* NULL: us-east-1 */
    const char *account; /* NULL: 123456789012; "": not given */
    const char *organization;
    const char *unit;
    const char *operation;
    const char *now; /* NULL: 2026-08-02 */

    const char *code;    /* EC2's, of the first finding of the rule; NULL: not looked at */
    const char *text;    /* EC2's, letter by letter; NULL: not looked at */
    const char *device;  /* NULL: not looked at */
    const char *message; /* a part of amiplan's own words; NULL: not looked at */
    bool inferred;       /* the finding says that it rests on what was inferred */
};

#define ID "ami-0123456789abcdef0"

#define PV "'VirtualizationType': 'paravirtual', 'KernelId': 'aki-919dcaf8', 'EnaSupport': null"
#define STORE                                                                                      \
    "'RootDeviceType': 'instance-store', 'RootDeviceName': null, 'BlockDeviceMappings': []"
#define PV_STORE PV ", " STORE
#define WINDOWS  "'Platform': 'windows'"
#define OTHERS   "'OwnerId': '999988887777'"
#define ON(type) "'InstanceType': '" type "'"

#define HVM_REQUIRED(type)                                                                         \
    "Virtualization type 'hvm' is required for instances of type '" type "'. Ensure that you are " \
    "using an AMI with virtualization type 'hvm'. For more information, see "                      \
    "http://docs.aws.amazon.com/AWSEC2/latest/UserGuide/virtualization_types.html"
#define NO_HVM_LINUX                                                                               \
    "Non-Windows instances with a virtualization type of 'hvm' are currently not supported for "   \
    "this instance type."
#define ARCH(of_type, of_image)                                                                    \
    "The architecture '" of_type "' of the specified instance type does not match the "            \
    "architecture '" of_image "' of the specified AMI. Specify an instance type and an AMI that "  \
    "have matching architectures, and try again. You can use 'describe-instance-types' or "        \
    "'describe-images' to discover the architecture of the instance type or AMI."
#define NO_STORE_ROOT(type)                                                                        \
    "AMI '" ID "' with an instance-store root device is not supported for the instance type "      \
    "'" type "'."
#define NOT_SUPPORTED                                                                              \
    "The requested configuration is currently not supported. Please check the documentation for "  \
    "supported configurations."
#define DENIED "Not authorized for images: [" ID "]"

/* A type that no data have; its record is enough for the rules that look at it. */
#define NEW_TYPE                                                                                   \
    "{'InstanceTypes': [{'InstanceType': 'm99.large', 'CurrentGeneration': true, 'BareMetal': "    \
    "false, 'Hypervisor': 'nitro', 'ProcessorInfo': {'SupportedArchitectures': ['x86_64']}, "      \
    "'SupportedVirtualizationTypes': ['hvm'], 'SupportedRootDeviceTypes': ['ebs']}]}"
/* One of which nothing but the name is known. */
#define BARE_TYPE "{'InstanceTypes': [{'InstanceType': 'm99.large'}]}"

#define HIBERNATES     "'HibernationOptions': {'Configured': true}"
#define ROOT(ebs)      "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {" ebs "}}]"
#define MAPS(entries)  "'BlockDeviceMappings': [" entries "]"
#define GRANTS(grants) "{'ImageId': '" ID "', 'LaunchPermissions': [" grants "]}"
#define ORGANIZATION   "arn:aws:organizations::999988887777:organization/o-abcdefghij"
#define OTHER_ORG      "arn:aws:organizations::999988887777:organization/o-zzzzzzzzzz"
#define UNIT           "arn:aws:organizations::999988887777:ou/o-abcdefghij/ou-ab12-11111111"
#define OTHER_UNIT     "arn:aws:organizations::999988887777:ou/o-abcdefghij/ou-ab12-22222222"
#define PARAMETER(type, value)                                                                     \
    "{'Parameters': [{'Name': '/golden/web', 'Type': 'String', 'Value': '" value                   \
    "', 'Version': 3" type "}]}"
#define OF_IMAGES ", 'DataType': 'aws:ec2:image'"
#define OF_TEXT   ", 'DataType': 'text'"

/* Real images of the built-in data. */
#define AL2023_ARM    "ami-04fc404d256fd34a2" /* us-east-1 */
#define AL2023        "ami-0006118602dfc1c09" /* us-east-1 */
#define AL2018_PV     "ami-0e972d2890378139a" /* us-east-1, EBS-backed */
#define AL2023_EU_ARM "ami-009e17fe77734c37f" /* eu-west-1 */

static const struct rule_case rule_cases[] = {
    /* ---- the image id ---- */
    { "id-missing", "an image is named", HOLDS, .image = "" },
    { "id-missing", "no image", UNKNOWN, .image = "", .request = "'ImageId': null",
      .code = "MissingParameter", .text = "The request must contain the parameter ImageId" },
    { "id-missing", "a launch template may have it", UNKNOWN, .image = "",
      .request = "'ImageId': null, 'LaunchTemplate': {'LaunchTemplateName': 'web'}",
      .message = "its launch template may" },

    { "id-malformed", "17 digits", HOLDS, .image = "" },
    { "id-malformed", "8 digits, as before 2016", HOLDS, .request = "'ImageId': 'ami-1a2b3c4d'" },
    { "id-malformed", "a digit too few", BROKEN, .request = "'ImageId': 'ami-0123456789abcdef'",
      .code = "InvalidAMIID.Malformed",
      .text = "Invalid id: \"ami-0123456789abcdef\" (expecting \"ami-...\")" },
    { "id-malformed", "capital letters", BROKEN, .request = "'ImageId': 'ami-0123456789ABCDEF0'" },
    { "id-malformed", "a digit that is none", BROKEN,
      .request = "'ImageId': 'ami-0123456789abcdefg'" },
    { "id-malformed", "a kernel", BROKEN, .request = "'ImageId': 'aki-919dcaf8'" },
    { "id-malformed", "a variable nobody filled in", BROKEN, .request = "'ImageId': '${AMI_ID}'",
      .text = "Invalid id: \"${AMI_ID}\" (expecting \"ami-...\")" },
    { "id-malformed", "an empty text", BROKEN, .request = "'ImageId': ''",
      .text = "Invalid id: \"\" (expecting \"ami-...\")" },
    { "id-malformed", "a friendly name inside a document", BROKEN,
      .request = "'ImageId': '/golden/web'" },
    { "id-malformed", "a reference is no literal", HOLDS,
      .request = "'ImageId': 'resolve:ssm:/golden/web'", .parameters = PARAMETER(OF_IMAGES, ID) },

    { "id-parameter-type", "a parameter of images", HOLDS, .image = "",
      .parameters = PARAMETER(OF_IMAGES, ID), .request = "'ImageId': 'resolve:ssm:/golden/web'" },
    { "id-parameter-type", "a parameter of text", BROKEN, .image = "",
      .parameters = PARAMETER(OF_TEXT, ID), .request = "'ImageId': 'resolve:ssm:/golden/web'",
      .code = "SsmInvalidParameter",
      .text = "Unsupported data type. The following parameter data types are supported: "
              "aws:ec2:image" },
    { "id-parameter-type", "no data type recorded", UNKNOWN, .image = "",
      .parameters = PARAMETER("", ID), .request = "'ImageId': 'resolve:ssm:/golden/web'" },
    { "id-parameter-type", "AWS's own parameters may be text", HOLDS,
      .request =
          "'ImageId': "
          "'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64'" },

    { "id-parameter-unresolved", "it leads to an image", HOLDS, .image = "",
      .parameters = PARAMETER(OF_IMAGES, ID), .request = "'ImageId': 'resolve:ssm:/golden/web:3'" },
    { "id-parameter-unresolved", "a literal id needs none", HOLDS, .image = "" },
    { "id-parameter-unresolved", "no source has it", UNKNOWN, .image = "",
      .request = "'ImageId': 'resolve:ssm:/golden/web'", .code = "SsmInvalidParameter" },
    { "id-parameter-unresolved", "its value is no image id", BROKEN, .image = "",
      .parameters = PARAMETER(OF_TEXT, "hello"),
      .request = "'ImageId': 'resolve:ssm:/golden/web'" },

    { "id-not-found", "a document has it", HOLDS, .image = "" },
    { "id-not-found", "the built-in data have it", HOLDS, .request = "'ImageId': '" AL2023 "'" },
    { "id-not-found", "no source has it", UNKNOWN, .code = "InvalidAMIID.NotFound",
      .text = "The image id '[" ID "]' does not exist" },
    { "id-not-found", "of another region: that rule says so", HOLDS,
      .request = "'ImageId': '" AL2023_EU_ARM "'" },

    { "id-type-unknown", "m5.large", HOLDS, .image = "" },
    { "id-type-unknown", "a retired type is known", HOLDS, .image = "",
      .request = ON("cc2.8xlarge") },
    { "id-type-unknown", "a type that the user's data have", HOLDS, .image = "", .types = NEW_TYPE,
      .request = ON("m99.large") },
    { "id-type-unknown", "a slip of the finger", UNKNOWN, .image = "", .request = ON("m5.lage"),
      .code = "InvalidParameterValue", .text = "Invalid value 'm5.lage' for InstanceType.",
      .message = "did you mean m5.large?" },
    { "id-type-unknown", "no type", UNKNOWN, .image = "", .request = "'InstanceType': null",
      .message = "EC2's own default is m1.small" },
    { "id-type-unknown", "no type, but what it must have", UNKNOWN, .image = "",
      .request = "'InstanceType': null, 'InstanceRequirements': {'VCpuCount': {'Min': 2}}" },

    /* ---- regions and zones ---- */
    { "reg-image-elsewhere", "in its region", HOLDS, .request = "'ImageId': '" AL2023 "'" },
    { "reg-image-elsewhere", "an image of eu-west-1 asked in us-east-1", BROKEN,
      .request = "'ImageId': '" AL2023_EU_ARM "', " ON("m6g.large"),
      .code = "InvalidAMIID.NotFound", .text = "The image id '[" AL2023_EU_ARM "]' does not exist",
      .message = "is an image of eu-west-1" },
    { "reg-image-elsewhere", "an image of us-east-1 asked in eu-west-1", BROKEN,
      .region = "eu-west-1", .request = "'ImageId': '" AL2023 "'",
      .message = "is an image of us-east-1" },

    { "reg-zone-invalid", "no zone", HOLDS, .image = "" },
    { "reg-zone-invalid", "us-east-1a", HOLDS, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1a'}" },
    { "reg-zone-invalid", "a zone of another region", BROKEN, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'eu-west-1a'}", .code = "InvalidParameterValue",
      .text = "Invalid availability zone: [eu-west-1a]" },
    { "reg-zone-invalid", "a region is no zone", BROKEN, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1'}" },
    { "reg-zone-invalid", "a letter that the data do not have", UNKNOWN, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1k'}",
      .text = "Invalid availability zone: [us-east-1k]" },
    { "reg-zone-invalid", "a Local Zone", UNKNOWN, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1-bos-1a'}" },

    { "reg-type-offered", "m5.large in us-east-1", HOLDS, .image = "" },
    { "reg-type-offered", "c1.medium is not in eu-north-1", BROKEN, .image = "",
      .region = "eu-north-1", .request = ON("c1.medium"), .code = "Unsupported",
      .text = NOT_SUPPORTED },
    { "reg-type-offered", "CC2 is retired", BROKEN, .image = "", .request = ON("cc2.8xlarge"),
      .code = "Unsupported", .message = "retired" },
    { "reg-type-offered", "HS1 is retired", BROKEN, .image = PV, .request = ON("hs1.8xlarge") },
    { "reg-type-offered", "a type that the offerings do not have", UNKNOWN, .image = "",
      .types = NEW_TYPE, .request = ON("m99.large"), .code = "Unsupported" },
    { "reg-type-offered", "a region without data", UNKNOWN, .image = "", .region = "cn-north-1" },

    { "reg-zone-offered", "us-east-1a has m5.large", HOLDS, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1a'}" },
    { "reg-zone-offered", "us-east-1e has no m5.large", BROKEN, .image = "",
      .request = "'Placement': {'AvailabilityZone': 'us-east-1e'}", .code = "Unsupported",
      .text = "Your requested instance type (m5.large) is not supported in your requested "
              "Availability Zone (us-east-1e). Please retry your request by not specifying an "
              "Availability Zone or choosing us-east-1a, us-east-1b, us-east-1c, us-east-1d, "
              "us-east-1f." },

    { "reg-pv-region", "PV in us-east-1", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "reg-pv-region", "HVM in eu-north-1", HOLDS, .image = "", .region = "eu-north-1" },
    { "reg-pv-region", "PV in us-east-2", BROKEN, .image = PV, .region = "us-east-2",
      .request = ON("m3.medium") },
    { "reg-pv-region", "virtualization unknown in us-east-2", UNKNOWN,
      .image = "'State': 'available'", .reduced = true, .region = "us-east-2" },

    /* ---- who may launch ---- */
    { "perm-denied", "the owner, implicitly", HOLDS, .image = "" },
    { "perm-denied", "public", HOLDS, .image = OTHERS ", 'Public': true" },
    { "perm-denied", "public, the caller not given", HOLDS, .image = OTHERS ", 'Public': true",
      .account = "" },
    { "perm-denied", "the group all among the permissions", HOLDS,
      .image = OTHERS ", 'LaunchPermissions': [{'Group': 'all'}]" },
    { "perm-denied", "shared with the account", HOLDS, .image = OTHERS,
      .attributes = GRANTS("{'UserId': '111122223333'}, {'UserId': '123456789012'}") },
    { "perm-denied", "shared with the organization", HOLDS, .image = OTHERS,
      .organization = ORGANIZATION,
      .attributes = GRANTS("{'OrganizationArn': '" ORGANIZATION "'}") },
    { "perm-denied", "shared with the unit", HOLDS, .image = OTHERS, .organization = ORGANIZATION,
      .unit = UNIT, .attributes = GRANTS("{'OrganizationalUnitArn': '" UNIT "'}") },
    { "perm-denied", "shared with nobody", BROKEN, .image = OTHERS, .attributes = GRANTS(""),
      .code = "AuthFailure", .text = DENIED },
    { "perm-denied", "shared with another account", BROKEN, .image = OTHERS,
      .attributes = GRANTS("{'UserId': '111122223333'}"), .code = "AuthFailure", .text = DENIED },
    { "perm-denied", "shared with another organization", BROKEN, .image = OTHERS,
      .organization = OTHER_ORG, .attributes = GRANTS("{'OrganizationArn': '" ORGANIZATION "'}"),
      .code = "AuthFailure" },
    { "perm-denied", "shared with another unit", BROKEN, .image = OTHERS,
      .organization = ORGANIZATION, .unit = OTHER_UNIT,
      .attributes = GRANTS("{'OrganizationalUnitArn': '" UNIT "'}") },
    { "perm-denied", "permissions not given", UNKNOWN, .image = OTHERS, .code = "AuthFailure",
      .text = DENIED },
    { "perm-denied", "the caller not given", UNKNOWN, .image = "", .account = "", .text = DENIED },
    { "perm-denied", "shared with an organization, the caller's not given", UNKNOWN,
      .image = OTHERS, .attributes = GRANTS("{'OrganizationArn': '" ORGANIZATION "'}") },
    { "perm-denied", "shared with a unit, the caller's not given", UNKNOWN, .image = OTHERS,
      .organization = ORGANIZATION, .attributes = GRANTS("{'OrganizationalUnitArn': '" UNIT "'}") },
    { "perm-denied", "a record without Public", UNKNOWN, .image = "'State': 'available'",
      .reduced = true },

    { "perm-product-code", "none", HOLDS, .image = "" },
    { "perm-product-code", "a Marketplace product", UNKNOWN,
      .image = "'ProductCodes': [{'ProductCodeId': 'aw0evgkw8e5c1q413zgy5pjce', 'ProductCodeType': "
               "'marketplace'}]",
      .code = "OptInRequired", .message = "aw0evgkw8e5c1q413zgy5pjce" },
    { "perm-product-code", "DevPay", UNKNOWN,
      .image = "'ProductCodes': [{'ProductCodeId': '774F4FF8', 'ProductCodeType': 'devpay'}]",
      .code = "OptInRequired" },
    { "perm-product-code", "a record that does not say", UNKNOWN, .image = "'State': 'available'",
      .reduced = true },

    { "perm-unverified-owner", "Amazon's", HOLDS,
      .image = OTHERS ", 'Public': true, 'ImageOwnerAlias': 'amazon'" },
    { "perm-unverified-owner", "the caller's own", HOLDS, .image = "'Public': true" },
    { "perm-unverified-owner", "not public", HOLDS, .image = OTHERS },
    { "perm-unverified-owner", "anybody's", BROKEN, .image = OTHERS ", 'Public': true" },
    { "perm-unverified-owner", "whether it is public is unknown", UNKNOWN,
      .image = "'OwnerId': '999988887777'", .reduced = true },
    { "perm-unverified-owner", "the alias is unknown", UNKNOWN,
      .image = "'OwnerId': '999988887777', 'Public': true", .reduced = true },

    /* ---- the state of the image ---- */
    { "state-pending", "available", HOLDS, .image = "" },
    { "state-pending", "pending", BROKEN, .image = "'State': 'pending'",
      .code = "InvalidAMIID.Unavailable",
      .text = "The AMI ID '" ID "' is currently pending and may not be used for this operation" },
    { "state-unavailable", "available", HOLDS, .image = "" },
    { "state-unavailable", "pending: that rule says so", HOLDS, .image = "'State': 'pending'" },
    { "state-unavailable", "deregistered", BROKEN, .image = "'State': 'deregistered'",
      .code = "InvalidAMIID.Unavailable",
      .text = "The image id '[" ID "]' is no longer available" },
    { "state-unavailable", "failed", BROKEN, .image = "'State': 'failed'" },
    { "state-unavailable", "invalid", BROKEN, .image = "'State': 'invalid'" },
    { "state-unavailable", "transient", BROKEN, .image = "'State': 'transient'" },
    { "state-unavailable", "error", BROKEN, .image = "'State': 'error'" },
    { "state-unavailable", "a record without State", UNKNOWN, .image = "'Architecture': 'x86_64'",
      .reduced = true, .code = "InvalidAMIID.Unavailable" },
    { "state-disabled", "available", HOLDS, .image = "" },
    { "state-disabled", "disabled", BROKEN, .image = "'State': 'disabled'",
      .code = "InvalidAMIID.Unavailable" },

    { "state-deprecated", "never", HOLDS, .image = "" },
    { "state-deprecated", "in the future", HOLDS,
      .image = "'DeprecationTime': '2026-08-02T00:00:01.000Z'" },
    { "state-deprecated", "from that second on", BROKEN,
      .image = "'DeprecationTime': '2026-08-02T00:00:00.000Z'" },
    { "state-deprecated", "in the past", BROKEN,
      .image = "'DeprecationTime': '2024-10-28T22:58:00.000Z'",
      .message = "since 2024-10-28T22:58:00Z" },
    { "state-deprecated", "a record that does not say", UNKNOWN, .image = "'State': 'available'",
      .reduced = true },
    { "state-deprecated", "inferred: al2023 of July 2026 lives 90 days", HOLDS,
      .request = "'ImageId': '" AL2023 "'", .now = "2026-10-20" },
    { "state-deprecated", "inferred: some day of those days", UNKNOWN,
      .request = "'ImageId': '" AL2023 "'", .now = "2026-10-25", .message = "some time between",
      .inferred = true },
    { "state-deprecated", "inferred: past for certain", BROKEN,
      .request = "'ImageId': '" AL2023 "'", .now = "2026-11-20",
      .message = "inferred from its name", .inferred = true },

    /* ---- architecture ---- */
    { "arch-mismatch", "x86_64 on m5", HOLDS, .image = "" },
    { "arch-mismatch", "arm64 on Graviton", HOLDS, .image = "'Architecture': 'arm64'",
      .request = ON("m6g.large") },
    { "arch-mismatch", "arm64 on m5", BROKEN, .image = "'Architecture': 'arm64'",
      .code = "InvalidParameterValue", .text = ARCH("x86_64", "arm64") },
    { "arch-mismatch", "x86_64 on Graviton", BROKEN, .image = "", .request = ON("t4g.micro"),
      .text = ARCH("arm64", "x86_64") },
    { "arch-mismatch", "the built-in arm64 image on m5", BROKEN,
      .request = "'ImageId': '" AL2023_ARM "'", .text = ARCH("x86_64", "arm64") },
    { "arch-mismatch", "the built-in arm64 image on m6g", HOLDS,
      .request = "'ImageId': '" AL2023_ARM "', " ON("m6g.large") },
    { "arch-mismatch", "i386 on t2.micro", HOLDS, .image = "'Architecture': 'i386'",
      .request = ON("t2.micro") },
    { "arch-mismatch", "i386 on t2.medium", HOLDS, .image = "'Architecture': 'i386'",
      .request = ON("t2.medium") },
    { "arch-mismatch", "i386 on t2.large", BROKEN, .image = "'Architecture': 'i386'",
      .request = ON("t2.large") },
    { "arch-mismatch", "i386 on c3.large", HOLDS, .image = "'Architecture': 'i386'",
      .request = ON("c3.large") },
    { "arch-mismatch", "i386 on c3.xlarge", BROKEN, .image = "'Architecture': 'i386'",
      .request = ON("c3.xlarge") },
    { "arch-mismatch", "i386 on m1.small", HOLDS, .image = "'Architecture': 'i386', " PV,
      .request = ON("m1.small") },
    { "arch-mismatch", "i386 on m3.medium", BROKEN, .image = "'Architecture': 'i386'",
      .request = ON("m3.medium"), .text = ARCH("x86_64", "i386") },
    { "arch-mismatch", "arm64 on t2.micro: of two, the one that is not i386", BROKEN,
      .image = "'Architecture': 'arm64'", .request = ON("t2.micro"),
      .text = ARCH("x86_64", "arm64") },
    { "arch-mismatch", "x86_64_mac on mac1", HOLDS, .image = "'Architecture': 'x86_64_mac'",
      .request = ON("mac1.metal") },
    { "arch-mismatch", "arm64_mac on mac2", HOLDS, .image = "'Architecture': 'arm64_mac'",
      .request = ON("mac2.metal") },
    { "arch-mismatch", "arm64 is not arm64_mac", BROKEN, .image = "'Architecture': 'arm64'",
      .request = ON("mac2.metal"), .text = ARCH("arm64_mac", "arm64") },
    { "arch-mismatch", "x86_64_mac on m5", BROKEN, .image = "'Architecture': 'x86_64_mac'",
      .text = ARCH("x86_64", "x86_64_mac") },
    { "arch-mismatch", "x86_64_mac on mac2", BROKEN, .image = "'Architecture': 'x86_64_mac'",
      .request = ON("mac2.metal"), .text = ARCH("arm64_mac", "x86_64_mac") },
    { "arch-mismatch", "no source has the image", UNKNOWN, .code = "InvalidParameterValue" },
    { "arch-mismatch", "a record without Architecture", UNKNOWN, .image = "'State': 'available'",
      .reduced = true },
    { "arch-mismatch", "a type that no data have", UNKNOWN, .image = "",
      .request = ON("m99.large") },
    { "arch-mismatch", "a type's record without it", UNKNOWN, .image = "", .types = BARE_TYPE,
      .request = ON("m99.large") },
    { "arch-mismatch", "no type", UNKNOWN, .image = "", .request = "'InstanceType': null" },

    { "arch-label", "x86_64", HOLDS, .image = "'Name': 'ubuntu-amd64'" },
    { "arch-label", "i386 by name too", HOLDS,
      .image = "'Architecture': 'i386', 'Name': 'ubuntu-i386'", .request = ON("t2.micro") },
    { "arch-label", "i386 named amd64", BROKEN,
      .image = "'Architecture': 'i386', 'Name': 'ubuntu-amd64'", .request = ON("t2.micro") },
    { "arch-label", "i386 without a name", UNKNOWN, .image = "'Architecture': 'i386'",
      .reduced = true, .request = ON("t2.micro") },

    /* ---- virtualization ---- */
    { "virt-pv-type", "PV on C3", HOLDS, .image = PV, .request = ON("c3.large") },
    { "virt-pv-type", "PV on M3", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "virt-pv-type", "PV on C1", HOLDS, .image = PV, .request = ON("c1.medium") },
    { "virt-pv-type", "PV on M1", HOLDS, .image = PV, .request = ON("m1.small") },
    { "virt-pv-type", "PV on M2", HOLDS, .image = PV, .request = ON("m2.xlarge") },
    { "virt-pv-type", "PV on T1", HOLDS, .image = PV, .request = ON("t1.micro") },
    { "virt-pv-type", "PV on HI1", HOLDS, .image = PV, .request = ON("hi1.4xlarge") },
    { "virt-pv-type", "PV on HS1", HOLDS, .image = PV, .request = ON("hs1.8xlarge") },
    { "virt-pv-type", "PV on CC2", BROKEN, .image = PV, .request = ON("cc2.8xlarge"),
      .text = HVM_REQUIRED("cc2.8xlarge") },
    { "virt-pv-type", "PV on CR1", BROKEN, .image = PV, .request = ON("cr1.8xlarge"),
      .text = HVM_REQUIRED("cr1.8xlarge") },
    { "virt-pv-type", "PV on M5", BROKEN, .image = PV, .code = "InvalidParameterCombination",
      .text = HVM_REQUIRED("m5.large") },
    { "virt-pv-type", "PV on the current generation", BROKEN, .image = PV,
      .request = ON("m7i.large"), .message = "every type of the current generation" },
    { "virt-pv-type", "PV on T2", BROKEN, .image = PV, .request = ON("t2.micro"),
      .text = HVM_REQUIRED("t2.micro") },
    { "virt-pv-type", "PV on R3", BROKEN, .image = PV, .request = ON("r3.large") },
    { "virt-pv-type", "PV on I2", BROKEN, .image = PV, .request = ON("i2.xlarge") },
    { "virt-pv-type", "PV on GPUs: G4", BROKEN, .image = PV, .request = ON("g4dn.xlarge"),
      .message = "GPU" },
    { "virt-pv-type", "PV on GPUs: P4", BROKEN, .image = PV, .request = ON("p4d.24xlarge"),
      .message = "GPU" },
    { "virt-pv-type", "PV on GPUs: G2, retired", BROKEN, .image = PV, .request = ON("g2.2xlarge"),
      .message = "GPU" },
    { "virt-pv-type", "PV on GPUs: CG1, retired", BROKEN, .image = PV, .request = ON("cg1.4xlarge"),
      .message = "GPU" },
    { "virt-pv-type", "HVM on C3", HOLDS, .image = "", .request = ON("c3.large") },
    { "virt-pv-type", "the built-in PV image on M3", HOLDS,
      .request = "'ImageId': '" AL2018_PV "', " ON("m3.medium") },
    { "virt-pv-type", "the built-in PV image on M5", BROKEN,
      .request = "'ImageId': '" AL2018_PV "'", .text = HVM_REQUIRED("m5.large") },
    { "virt-pv-type", "virtualization unknown", UNKNOWN, .image = "'Architecture': 'x86_64'",
      .reduced = true, .code = "InvalidParameterCombination" },
    { "virt-pv-type", "unknown, and a type that takes both", HOLDS,
      .image = "'Architecture': 'x86_64'", .reduced = true, .request = ON("c3.large") },
    { "virt-pv-type", "a type that no data have", UNKNOWN, .image = PV,
      .request = ON("m99.large") },

    { "virt-hvm-type", "HVM on C3", HOLDS, .image = "", .request = ON("c3.large") },
    { "virt-hvm-type", "HVM on M3", HOLDS, .image = "", .request = ON("m3.medium") },
    { "virt-hvm-type", "HVM on HI1", HOLDS, .image = "", .request = ON("hi1.4xlarge") },
    { "virt-hvm-type", "HVM on HS1", HOLDS, .image = "", .request = ON("hs1.8xlarge") },
    { "virt-hvm-type", "HVM on CC2", HOLDS, .image = "", .request = ON("cc2.8xlarge") },
    { "virt-hvm-type", "HVM on CR1", HOLDS, .image = "", .request = ON("cr1.8xlarge") },
    { "virt-hvm-type", "a type that runs PV alone, by the user's data", BROKEN, .image = "",
      .types = "{'InstanceTypes': [{'InstanceType': 'm99.large', 'SupportedVirtualizationTypes': "
               "['paravirtual'], 'ProcessorInfo': {'SupportedArchitectures': ['x86_64']}}]}",
      .request = ON("m99.large"), .code = "InvalidParameterCombination", .text = NO_HVM_LINUX },
    { "virt-hvm-type", "a type that no data have", UNKNOWN, .image = "",
      .request = ON("m99.large") },

    { "virt-hvm-linux", "HVM Linux on M5", HOLDS, .image = "" },
    { "virt-hvm-linux", "HVM Linux on C3", HOLDS, .image = "", .request = ON("c3.large") },
    { "virt-hvm-linux", "HVM Linux on M3", HOLDS, .image = "", .request = ON("m3.medium") },
    { "virt-hvm-linux", "HVM Linux on T1", BROKEN, .image = "", .request = ON("t1.micro"),
      .text = NO_HVM_LINUX, .code = "InvalidParameterCombination", .message = "sources disagree" },
    { "virt-hvm-linux", "HVM Linux on M1", BROKEN, .image = "", .request = ON("m1.small"),
      .text = NO_HVM_LINUX },
    { "virt-hvm-linux", "HVM Linux on M2", BROKEN, .image = "", .request = ON("m2.xlarge"),
      .text = NO_HVM_LINUX },
    { "virt-hvm-linux", "HVM Linux on C1", BROKEN, .image = "", .request = ON("c1.medium"),
      .text = NO_HVM_LINUX },
    { "virt-hvm-linux", "HVM Windows on M1", HOLDS, .image = WINDOWS, .request = ON("m1.small") },
    { "virt-hvm-linux", "HVM Windows on T1", HOLDS, .image = WINDOWS, .request = ON("t1.micro") },
    { "virt-hvm-linux", "HVM Windows on M2", HOLDS, .image = WINDOWS, .request = ON("m2.xlarge") },
    { "virt-hvm-linux", "HVM Windows on C1", HOLDS, .image = WINDOWS, .request = ON("c1.medium") },
    { "virt-hvm-linux", "PV on M1", HOLDS, .image = PV, .request = ON("m1.small") },
    { "virt-hvm-linux", "HVM, and whether Windows is not known", UNKNOWN,
      .image = "'VirtualizationType': 'hvm'", .reduced = true, .request = ON("m1.small") },

    { "virt-pv-networking", "HVM with ENA", HOLDS, .image = "" },
    { "virt-pv-networking", "PV without", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "virt-pv-networking", "PV with ENA", BROKEN,
      .image =
          "'VirtualizationType': 'paravirtual', 'KernelId': 'aki-919dcaf8', 'EnaSupport': true",
      .request = ON("m3.medium"), .message = "EnaSupport" },
    { "virt-pv-networking", "PV with the 82599 VF", BROKEN,
      .image = PV ", 'SriovNetSupport': 'simple'", .request = ON("c3.large"),
      .message = "SriovNetSupport" },
    { "virt-pv-networking", "PV, and how it is registered is unknown", UNKNOWN,
      .image = "'VirtualizationType': 'paravirtual'", .reduced = true, .request = ON("m3.medium"),
      .message = "EnaSupport" },

    { "virt-pv-kernel", "a kernel in the image", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "virt-pv-kernel", "a kernel in the request", HOLDS,
      .image = "'VirtualizationType': 'paravirtual', 'EnaSupport': null",
      .request = ON("m3.medium") ", 'KernelId': 'aki-919dcaf8'" },
    { "virt-pv-kernel", "HVM needs none", HOLDS, .image = "" },
    { "virt-pv-kernel", "no kernel", BROKEN,
      .image = "'VirtualizationType': 'paravirtual', 'EnaSupport': null",
      .request = ON("m3.medium") },
    { "virt-pv-kernel", "a record that does not say", UNKNOWN,
      .image = "'VirtualizationType': 'paravirtual'", .reduced = true, .request = ON("m3.medium") },

    { "virt-extensions", "PV on C3", NOTE, .image = PV, .request = ON("c3.large") },
    { "virt-extensions", "PV on M3: it has none", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "virt-extensions", "HVM", HOLDS, .image = "" },
    { "virt-generation", "HVM on the current generation", HOLDS, .image = "",
      .request = ON("m7i.large") },
    { "virt-generation", "PV", NOTE, .image = PV, .request = ON("m3.medium"),
      .message = "paravirtual" },
    { "virt-generation", "HVM on a previous generation", NOTE, .image = "",
      .request = ON("m3.medium"), .message = "previous generation" },
    { "virt-generation", "HVM on a retired family", NOTE, .image = "", .request = ON("cc2.8xlarge"),
      .message = "retired generation" },

    /* ---- the root device ---- */
    { "root-store-type", "EBS on C5D", HOLDS, .image = "", .request = ON("c5d.large") },
    { "root-store-type", "EBS on T1", HOLDS, .image = PV, .request = ON("t1.micro") },
    { "root-store-type", "instance store on C5D", BROKEN, .image = STORE,
      .request = ON("c5d.large"), .code = "UnsupportedOperation",
      .text = NO_STORE_ROOT("c5d.large") },
    { "root-store-type", "instance store on T1", BROKEN, .image = PV_STORE,
      .request = ON("t1.micro"), .text = NO_STORE_ROOT("t1.micro") },
    { "root-store-type", "instance store on M5", BROKEN, .image = STORE,
      .text = NO_STORE_ROOT("m5.large") },
    { "root-store-type", "instance store on I3", BROKEN, .image = STORE,
      .request = ON("i3.large") },
    { "root-store-type", "instance store on C4", BROKEN, .image = STORE,
      .request = ON("c4.large") },
    { "root-store-type", "instance store on C3", HOLDS, .image = PV_STORE,
      .request = ON("c3.large") },
    { "root-store-type", "instance store on C1", HOLDS, .image = PV_STORE,
      .request = ON("c1.medium") },
    { "root-store-type", "instance store on D2", HOLDS, .image = STORE,
      .request = ON("d2.xlarge") },
    { "root-store-type", "instance store on I2", HOLDS, .image = STORE,
      .request = ON("i2.xlarge") },
    { "root-store-type", "instance store on M1", HOLDS, .image = PV_STORE,
      .request = ON("m1.small") },
    { "root-store-type", "instance store on M2", HOLDS, .image = PV_STORE,
      .request = ON("m2.xlarge") },
    { "root-store-type", "instance store on M3", HOLDS, .image = PV_STORE,
      .request = ON("m3.medium") },
    { "root-store-type", "instance store on R3", HOLDS, .image = STORE, .request = ON("r3.large") },
    { "root-store-type", "instance store on X1", HOLDS, .image = STORE,
      .request = ON("x1.16xlarge") },
    { "root-store-type", "instance store on HS1: no source says", UNKNOWN, .image = PV_STORE,
      .request = ON("hs1.8xlarge"), .code = "UnsupportedOperation" },
    { "root-store-type", "the root's type is unknown", UNKNOWN, .image = "'Architecture': 'x86_64'",
      .reduced = true },
    { "root-store-type", "unknown, and a type that takes both", HOLDS,
      .image = "'Architecture': 'x86_64'", .reduced = true, .request = ON("c3.large") },

    { "root-store-shutdown", "EBS", HOLDS, .image = "",
      .request = "'InstanceInitiatedShutdownBehavior': 'terminate'" },
    { "root-store-shutdown", "instance store, not stated", HOLDS, .image = PV_STORE,
      .request = ON("m1.small") },
    { "root-store-shutdown", "instance store", BROKEN, .image = PV_STORE,
      .request = ON("m1.small") ", 'InstanceInitiatedShutdownBehavior': 'terminate'",
      .code = "InvalidParameterCombination",
      .text =
          "The attribute instanceInitiatedShutdownBehavior can only be used for elastic images." },
    { "root-store-shutdown", "the root's type is unknown", UNKNOWN,
      .image = "'Architecture': 'x86_64'", .reduced = true,
      .request = "'InstanceInitiatedShutdownBehavior': 'stop'" },

    { "root-store-volumes", "EBS", HOLDS, .image = "", .request = ROOT("'VolumeSize': 20") },
    { "root-store-volumes", "instance store, a disk mapped", HOLDS, .image = PV_STORE,
      .request =
          ON("m1.small") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}") },
    { "root-store-volumes", "instance store, a volume mapped", BROKEN, .image = PV_STORE,
      .request = ON("m1.small") ", " MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 10}}"),
      .code = "UnsupportedOperation", .device = "/dev/sdf",
      .text = "EBS block device mappings not supported for instance-store AMIs." },
    { "root-store-volumes", "the root's type is unknown", UNKNOWN,
      .image = "'Architecture': 'x86_64'", .reduced = true, .request = ROOT("'VolumeSize': 20") },

    { "root-name-unmapped", "mapped", HOLDS, .image = "" },
    { "root-name-unmapped", "root /dev/sda1, mapped /dev/sda", BROKEN,
      .image = "'RootDeviceName': '/dev/sda1', 'BlockDeviceMappings': [{'DeviceName': '/dev/sda', "
               "'Ebs': "
               "{'SnapshotId': 'snap-12345678', 'VolumeSize': 8}}]",
      .message = "/dev/sda" },
    { "root-name-unmapped", "the mappings are unknown", UNKNOWN,
      .image = "'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/sda1'", .reduced = true },
    { "root-store-listed", "D2: both list it", HOLDS, .image = STORE, .request = ON("d2.xlarge") },
    { "root-store-listed", "X1: the API alone lists it", NOTE, .image = STORE,
      .request = ON("x1.16xlarge") },
    { "root-store-listed", "M1: the API alone lists it", NOTE, .image = PV_STORE,
      .request = ON("m1.small") },
    { "root-store-advice", "EBS", HOLDS, .image = "" },
    { "root-store-advice", "instance store", NOTE, .image = PV_STORE, .request = ON("m1.small") },

    /* ---- Windows ---- */
    { "os-windows-pv", "Windows, HVM", HOLDS, .image = WINDOWS },
    { "os-windows-pv", "Linux, PV", HOLDS, .image = PV, .request = ON("m3.medium") },
    { "os-windows-pv", "Windows, PV", BROKEN, .image = WINDOWS ", " PV,
      .request = ON("m3.medium") },
    { "os-windows-pv", "PV, and whether Windows is not known", UNKNOWN,
      .image = "'VirtualizationType': 'paravirtual'", .reduced = true, .request = ON("m3.medium") },
    { "os-windows-store", "Windows, EBS", HOLDS, .image = WINDOWS },
    { "os-windows-store", "Linux, instance store", HOLDS, .image = STORE,
      .request = ON("d2.xlarge") },
    { "os-windows-store", "Windows, instance store", BROKEN, .image = WINDOWS ", " STORE,
      .request = ON("d2.xlarge") },
    { "os-windows-store", "instance store, and whether Windows is not known", UNKNOWN,
      .image = "'RootDeviceType': 'instance-store'", .reduced = true, .request = ON("d2.xlarge") },
    { "os-windows-arm64", "Windows, x86_64", HOLDS, .image = WINDOWS },
    { "os-windows-arm64", "Windows, arm64", BROKEN, .image = WINDOWS ", 'Architecture': 'arm64'",
      .request = ON("m6g.large") },
    { "os-windows-arm64", "arm64, and the system is unknown", UNKNOWN,
      .image = "'Architecture': 'arm64'", .reduced = true, .request = ON("m6g.large") },

    /* ---- block device mappings ---- */
    { "map-unnamed", "named", HOLDS, .image = "", .request = ROOT("'VolumeSize': 20") },
    { "map-unnamed", "no name", BROKEN, .image = "", .request = MAPS("{'Ebs': {'VolumeSize': 20}}"),
      .code = "InvalidBlockDeviceMapping", .text = "Missing device name" },
    { "map-unnamed", "an empty name", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': '', 'Ebs': {'VolumeSize': 20}}") },
    { "map-empty", "NoDevice", HOLDS, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'NoDevice': ''}") },
    { "map-empty", "a name alone", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf'}"), .code = "MissingParameter",
      .text = "The request must contain the parameter ebs", .device = "/dev/sdf" },

    { "map-device-twice", "the image's name overrides", HOLDS, .image = "",
      .request = ROOT("'VolumeSize': 20") },
    { "map-device-twice", "twice in the request", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}, "
                      "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 2}}"),
      .code = "InvalidBlockDeviceMapping", .device = "/dev/sdf",
      .text = "The device 'sdf' is used in more than one block-device mapping" },
    { "map-device-twice", "with and without /dev/", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': 'sdf', 'Ebs': {'VolumeSize': 1}}, "
                      "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 2}}") },
    { "map-device-twice", "the image writes it with /dev/", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': 'xvda', 'Ebs': {'VolumeSize': 20}}"), .device = "xvda",
      .text = "The device 'xvda' is used in more than one block-device mapping" },

    { "map-no-size", "the root's comes from the image", HOLDS, .image = "",
      .request = ROOT("'VolumeType': 'gp3'") },
    { "map-no-size", "an added volume with a size", HOLDS, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}") },
    { "map-no-size", "an added volume with a snapshot", HOLDS, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'SnapshotId': 'snap-12345678'}}") },
    { "map-no-size", "an added volume with neither", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeType': 'gp3'}}"),
      .code = "MissingParameter", .device = "/dev/sdf",
      .text = "The request must contain the parameter size or snapshotId" },
    { "map-no-size", "VirtualName beside an empty Ebs", BROKEN, .image = "", .device = "/dev/sdf",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'VirtualName': 'ephemeral0', 'Ebs': {}}") },
    { "map-no-size", "the image's mappings are unknown", UNKNOWN, .image = "'State': 'available'",
      .reduced = true, .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeType': 'gp3'}}"),
      .device = "/dev/sdf" },

    { "map-root-removed", "left in place", HOLDS, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'NoDevice': ''}") },
    { "map-root-removed", "removed", BROKEN, .image = "", .device = "/dev/xvda",
      .request = MAPS("{'DeviceName': '/dev/xvda', 'NoDevice': ''}") },
    { "map-root-removed", "which device is the root is unknown", UNKNOWN,
      .image = "'State': 'available'", .reduced = true,
      .request = MAPS("{'DeviceName': '/dev/xvda', 'NoDevice': ''}") },

    { "map-second-root", "the image's own root", HOLDS, .image = "",
      .request = ROOT("'VolumeSize': 20") },
    { "map-second-root", "/dev/sda1 beside root /dev/xvda", BROKEN, .image = "",
      .device = "/dev/sda1",
      .request = MAPS("{'DeviceName': '/dev/sda1', 'Ebs': {'VolumeSize': 20}}") },
    { "map-second-root", "the root's name is unknown", UNKNOWN, .image = "'State': 'available'",
      .reduced = true, .request = MAPS("{'DeviceName': '/dev/sda1', 'Ebs': {'VolumeSize': 20}}") },

    { "map-no-effect", "a disk that C3 has", HOLDS, .image = "",
      .request =
          ON("c3.large") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral1'}") },
    { "map-no-effect", "one more than C3 has", BROKEN, .image = "", .device = "/dev/sdd",
      .request =
          ON("c3.large") ", " MAPS("{'DeviceName': '/dev/sdd', 'VirtualName': 'ephemeral2'}") },
    { "map-no-effect", "M5 has no disks", BROKEN, .image = "", .device = "/dev/sdb",
      .request = MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}") },
    { "map-no-effect", "ephemeral24 does not exist", BROKEN, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral24'}") },
    { "map-no-effect", "NVMe disks come in any case", NOTE, .image = "",
      .request =
          ON("m5d.large") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}") },
    { "map-no-effect", "the type's disks are unknown", UNKNOWN, .image = "",
      .request =
          ON("x9z.large") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}") },

    { "map-disk-unmapped", "all of C3 mapped", HOLDS, .image = "",
      .request =
          ON("c3.large") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}") },
    { "map-disk-unmapped", "none of C3's", NOTE, .image = "", .request = ON("c3.large"),
      .message = "2 disks" },
    { "map-disk-unmapped", "NVMe needs no mapping", HOLDS, .image = "",
      .request = ON("m5d.large") },
    { "map-disk-unmapped", "no disks", HOLDS, .image = "" },

    /* ---- hibernation ---- */
    { "hib-instance-type", "not asked", HOLDS, .image = "", .request = ON("d2.xlarge") },
    { "hib-instance-type", "M5", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-instance-type", "D2", BROKEN, .image = "", .request = HIBERNATES ", " ON("d2.xlarge"),
      .code = "UnsupportedHibernationConfiguration" },
    { "hib-instance-type", "a type that no data have", UNKNOWN, .image = "",
      .request = HIBERNATES ", " ON("m99.large"), .code = "UnsupportedHibernationConfiguration" },
    { "hib-virtualization", "HVM", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-virtualization", "PV", BROKEN, .image = PV, .request = HIBERNATES ", " ON("m3.medium") },
    { "hib-virtualization", "unknown", UNKNOWN, .image = "'State': 'available'", .reduced = true,
      .request = HIBERNATES },
    { "hib-root-type", "EBS", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-root-type", "instance store", BROKEN, .image = STORE,
      .request = HIBERNATES ", " ON("r3.large") },
    { "hib-root-type", "unknown", UNKNOWN, .image = "'State': 'available'", .reduced = true,
      .request = HIBERNATES },
    { "hib-root-encrypted", "the request says so", HOLDS, .image = "",
      .request = HIBERNATES ", " ROOT("'Encrypted': true") },
    { "hib-root-encrypted", "the image says so", HOLDS,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678', "
               "'VolumeSize': 8, 'VolumeType': 'gp3', 'Encrypted': true}}]",
      .request = HIBERNATES },
    { "hib-root-encrypted", "the account may encrypt by default", UNKNOWN, .image = "",
      .request = HIBERNATES, .code = "UnsupportedHibernationConfiguration", .device = "/dev/xvda",
      .text = "For hibernation, the root device volume must be encrypted." },
    { "hib-root-size", "8 GiB hold 8 GiB", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-root-size", "8 GiB do not hold 16", BROKEN, .image = "",
      .request = HIBERNATES ", " ON("m5.xlarge"), .device = "/dev/xvda" },
    { "hib-root-size", "16 GiB do", HOLDS, .image = "",
      .request = HIBERNATES ", " ON("m5.xlarge") ", " ROOT("'VolumeSize': 16") },
    { "hib-root-size", "15 GiB do not", BROKEN, .image = "",
      .request = HIBERNATES ", " ON("m5.xlarge") ", " ROOT("'VolumeSize': 15") },
    { "hib-root-size", "the root's size is unknown", UNKNOWN,
      .image = "'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/xvda'", .reduced = true,
      .request = HIBERNATES },
    { "hib-volume-type", "gp3", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-volume-type", "standard", BROKEN, .image = "",
      .request = HIBERNATES ", " ROOT("'VolumeType': 'standard'"), .device = "/dev/xvda" },
    { "hib-volume-type", "the root's type is unknown", UNKNOWN,
      .image = "'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/xvda'", .reduced = true,
      .request = HIBERNATES },
    { "hib-enclave", "hibernation alone", HOLDS, .image = "", .request = HIBERNATES },
    { "hib-enclave", "an enclave alone", HOLDS, .image = "",
      .request = "'EnclaveOptions': {'Enabled': true}" },
    { "hib-enclave", "both", BROKEN, .image = "",
      .request = HIBERNATES ", 'EnclaveOptions': {'Enabled': true}",
      .code = "UnsupportedHibernationConfiguration" },

    /* ---- life after launch ---- */
    { "life-stop", "EBS", HOLDS, .image = "", .operation = "StopInstances" },
    { "life-stop", "instance store", BROKEN, .image = PV_STORE, .request = ON("m1.small"),
      .operation = "StopInstances", .code = "UnsupportedOperation" },
    { "life-stop", "the root's type is unknown", UNKNOWN, .image = "'State': 'available'",
      .reduced = true, .operation = "StopInstances" },
    { "life-stop", "a launch stops nothing", HOLDS, .image = PV_STORE, .request = ON("m1.small") },
    { "life-change", "EBS", HOLDS, .image = "", .operation = "ModifyInstanceAttribute" },
    { "life-change", "instance store", BROKEN, .image = PV_STORE, .request = ON("m1.small"),
      .operation = "ModifyInstanceAttribute" },
    { "life-change", "the root's type is unknown", UNKNOWN, .image = "'State': 'available'",
      .reduced = true, .operation = "ModifyInstanceAttribute" },
    { "life-root", "EBS", NOTE, .image = "", .message = "a shutdown from inside stops it" },
    { "life-root", "EBS, and a shutdown terminates", NOTE, .image = "",
      .request = "'InstanceInitiatedShutdownBehavior': 'terminate'",
      .message = "a shutdown from inside terminates it" },
    { "life-root", "instance store", NOTE, .image = PV_STORE, .request = ON("m1.small"),
      .message = "cannot be stopped or hibernated" },
    { "life-root", "the root's type is unknown", UNKNOWN, .image = "'State': 'available'",
      .reduced = true },
    { "life-disk-data", "no disks", HOLDS, .image = "" },
    { "life-disk-data", "the NVMe disk of M5D", NOTE, .image = "", .request = ON("m5d.large"),
      .message = "1 instance-store volume:" },
    { "life-disk-data", "both disks of C3", NOTE, .image = "",
      .message = "2 instance-store volumes:",
      .request =
          ON("c3.large") ", " MAPS("{'DeviceName': '/dev/sdb', 'VirtualName': 'ephemeral0'}, "
                                   "{'DeviceName': '/dev/sdc', 'VirtualName': 'ephemeral1'}") },

    /* ---- DeleteOnTermination ---- */
    { "dot-root-kept", "the image: deleted", HOLDS, .image = "" },
    { "dot-root-kept", "the request: kept", BROKEN, .image = "", .device = "/dev/xvda",
      .request = ROOT("'DeleteOnTermination': false"), .message = "the request says so" },
    { "dot-root-kept", "the image: kept", BROKEN,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678', "
               "'VolumeSize': 8, 'DeleteOnTermination': false}}]",
      .message = "the image says so" },
    { "dot-root-kept", "the request overrules the image", HOLDS,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678', "
               "'VolumeSize': 8, 'DeleteOnTermination': false}}]",
      .request = ROOT("'DeleteOnTermination': true") },
    { "dot-root-kept", "nobody says: deleted", HOLDS,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678'}}]" },

    { "dot-data-deleted", "nobody says: kept", HOLDS, .image = "",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}") },
    { "dot-data-deleted", "the request says it", HOLDS, .image = "",
      .request = MAPS(
          "{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1, 'DeleteOnTermination': true}}") },
    { "dot-data-deleted", "the image says it", BROKEN,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678', "
               "'VolumeSize': 8}}, {'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1, "
               "'DeleteOnTermination': "
               "true}}]",
      .device = "/dev/sdf", .message = "the image says so" },
    { "dot-data-deleted", "the request overrules the image", HOLDS,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678', "
               "'VolumeSize': 8}}, {'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1, "
               "'DeleteOnTermination': "
               "true}}]",
      .request = MAPS("{'DeviceName': '/dev/sdf', 'Ebs': {'DeleteOnTermination': false}}") },

    { "dot-volume", "the root, by the image", NOTE, .image = "", .device = "/dev/xvda",
      .message = "/dev/xvda is deleted when the instance is terminated (the image says so)" },
    { "dot-volume", "the root, by the request", NOTE, .image = "",
      .request = ROOT("'DeleteOnTermination': false"),
      .message =
          "stays and goes on costing when the instance is terminated (the request says so)" },
    { "dot-volume", "the root, by default", NOTE,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/xvda', 'Ebs': {'SnapshotId': "
               "'snap-12345678'}}]",
      .message = "is deleted when the instance is terminated (the default for a root volume)" },
    { "dot-volume", "a further volume, by default", NOTE,
      .image = "'BlockDeviceMappings': [{'DeviceName': '/dev/sdf', 'Ebs': {'VolumeSize': 1}}, "
               "{'DeviceName': "
               "'/dev/xvda', 'Ebs': {'SnapshotId': 'snap-12345678'}}]",
      .device = "/dev/sdf",
      .message = "stays and goes on costing when the instance is terminated (the default for a "
                 "further volume)" },
    { "dot-volume", "the root of Amazon Linux 2023, inferred", NOTE,
      .request = "'ImageId': '" AL2023 "'", .message = "inferred from its name", .inferred = true },
    { "dot-volume", "no volumes", HOLDS, .image = PV_STORE, .request = ON("m1.small") },
    { "dot-volume", "the image's mappings are unknown", UNKNOWN,
      .image = "'RootDeviceType': 'ebs', 'RootDeviceName': '/dev/xvda'", .reduced = true,
      .device = "/dev/xvda" },
    { "dot-volume", "no source has the image", UNKNOWN, .request = ROOT("'VolumeSize': 20"),
      .device = "/dev/xvda" },
};

/*
 * Verdicts that a rule cannot come to, and why. BROKEN stands for what is not right: a rule of
 * severity info notes instead.
 */
static const struct {
    const char *rule;
    enum wanted never;
    const char *because;
} exceptions[] = {
    { "id-missing", BROKEN, "a launch template or the caller's defaults may name the image" },
    { "id-malformed", UNKNOWN, "the id's own text decides" },
    { "id-not-found", BROKEN, "no source of this version is an authority on what does not exist" },
    { "id-type-unknown", BROKEN, "AWS adds types every month" },
    { "reg-image-elsewhere", UNKNOWN, "id-not-found says so when no region has it" },
    { "reg-zone-offered", UNKNOWN, "reg-zone-invalid and reg-type-offered say so" },
    { "perm-product-code", BROKEN, "subscriptions are in no source" },
    { "state-pending", UNKNOWN, "state-unavailable says so" },
    { "state-disabled", UNKNOWN, "state-unavailable says so" },
    { "virt-extensions", UNKNOWN, "an info without its facts has nothing to tell" },
    { "virt-generation", UNKNOWN, "an info without its facts has nothing to tell" },
    { "root-store-listed", UNKNOWN, "root-store-type says so" },
    { "root-store-advice", UNKNOWN, "root-store-type says so" },
    { "map-unnamed", UNKNOWN, "the request's own text decides" },
    { "map-empty", UNKNOWN, "the request's own text decides" },
    { "map-device-twice", UNKNOWN, "what the request itself says decides" },
    { "map-disk-unmapped", UNKNOWN, "id-type-unknown says so" },
    { "hib-root-encrypted", BROKEN, "the account may encrypt by default" },
    { "hib-enclave", UNKNOWN, "the request's own text decides" },
    { "life-root", HOLDS, "a root that is known is always worth a note" },
    { "life-disk-data", UNKNOWN, "id-type-unknown says so" },
    { "dot-root-kept", UNKNOWN, "dot-volume says so" },
    { "dot-data-deleted", UNKNOWN, "dot-volume says so" },
};

#endif
