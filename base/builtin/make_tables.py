#!/usr/bin/env python3
"""Makes the generated built-in tables of amiplan from what the AWS CLI printed.

Each option that names inputs rewrites the tables made from them, whole; the others stay as they are.
Nothing is written unless all inputs are right. Start reading at main(), at the end.
"""

import argparse
import datetime
import decimal
import json
import os
import re
import sys

TABLE_BYTES_MAX = 1024 * 1024  # the ceiling of compile_table too

SCRIPT = "base/builtin/make_tables.py"

PARAMETERS = "params/builtin/parameters.tsv"
IMAGES = "resolver/builtin/images.tsv"
TYPES = "planner/builtin/instance_types.tsv"
TYPES_NETWORK = "planner/builtin/instance_types_network.tsv"
OFFERINGS = "planner/builtin/offerings.tsv"
ZONES = "planner/builtin/zones.tsv"

REGION = re.compile(r"[a-z]+(?:-[a-z]+)+-[0-9]+")
IMAGE_ID = re.compile(r"ami-[0-9a-f]{8}(?:[0-9a-f]{9})?")
TYPE_NAME = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")
UTC_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?Z")

# What the start of a region's name says of its partition; "aws" is the rest.
PARTITIONS = [
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("us-isof-", "aws-iso-f"),
    ("eu-isoe-", "aws-iso-e"),
    ("eusc-", "aws-eusc"),
]

# The parameters of which some dates are known; they bound the creation of the image they name.
DATED_PARAMETERS = "/aws/service/ami-amazon-linux-latest/"

PARAMETER_COLUMNS = [
    "region",
    "name",
    "type",
    "data_type",
    "version:n",
    "last_modified",
    "as_of",
    "value",
]

# Columns of an image and the members of DescribeImages that they come from.
IMAGE_MEMBERS = [
    ("owner_id", "OwnerId"),
    ("name", "Name"),
    ("description", "Description"),
    ("architecture", "Architecture"),
    ("virtualization_type", "VirtualizationType"),
    ("root_device_type", "RootDeviceType"),
    ("root_device_name", "RootDeviceName"),
    ("platform", "Platform"),
    ("hypervisor", "Hypervisor"),
    ("image_type", "ImageType"),
    ("public:b", "Public"),
    ("state", "State"),
    ("created_by", None),
    ("creation_date", "CreationDate"),
    ("deprecation_time", "DeprecationTime"),
    ("ena_support:b", "EnaSupport"),
    ("boot_mode", "BootMode"),
    ("imds_support", "ImdsSupport"),
    ("tpm_support", "TpmSupport"),
    ("platform_details", "PlatformDetails"),
    ("usage_operation", "UsageOperation"),
    ("kernel_id", "KernelId"),
    ("ramdisk_id", "RamdiskId"),
    ("sriov_net_support", "SriovNetSupport"),
    ("image_owner_alias", "ImageOwnerAlias"),
    ("image_location", "ImageLocation"),
    ("product_codes:j", "ProductCodes"),
    ("block_device_mappings:j", "BlockDeviceMappings"),
    ("complete:b", None),
]

# Members of an image that no launch depends on, or that are the asking account's own: left out, with
# a note on stderr.
IMAGE_MEMBERS_LEFT_OUT = {
    "DeregistrationProtection",
    "FreeTierEligible",
    "ImageAllowed",
    "LastLaunchedTime",
    "SourceImageId",
    "SourceImageRegion",
    "SourceInstanceId",
    "StateReason",
    "Tags",
}

# With these a record is complete: an optional member that it lacks is absent, not unknown.
IMAGE_COMPLETE = {"OwnerId", "CreationDate", "BlockDeviceMappings"}

# Every attribute of an instance type, as a JSON path and a type letter (n number, b true or false,
# j JSON text; none: text). What decides a boot comes first.
TYPE_COLUMNS = {
    TYPES: [
        "CurrentGeneration:b",
        "ProcessorInfo.SupportedArchitectures:j",
        "SupportedVirtualizationTypes:j",
        "Hypervisor",
        "BareMetal:b",
        "SupportedRootDeviceTypes:j",
        "SupportedBootModes:j",
        "InstanceStorageSupported:b",
        "InstanceStorageInfo.Disks:j",
        "InstanceStorageInfo.NvmeSupport",
        "InstanceStorageInfo.EncryptionSupport",
        "InstanceStorageInfo.TotalSizeInGB:n",
        "EbsInfo.NvmeSupport",
        "EbsInfo.EncryptionSupport",
        "EbsInfo.EbsOptimizedSupport",
        "EbsInfo.MaximumEbsAttachments:n",
        "EbsInfo.AttachmentLimitType",
        "NitroTpmSupport",
        "NitroTpmInfo.SupportedVersions:j",
        "NitroEnclavesSupport",
        "HibernationSupported:b",
        "SupportedUsageClasses:j",
        "PlacementGroupInfo.SupportedStrategies:j",
        "DedicatedHostsSupported:b",
        "BurstablePerformanceSupported:b",
        "FreeTierEligible:b",
        "AutoRecoverySupported:b",
        "RebootMigrationSupport",
        "PhcSupport",
        "MemoryInfo.SizeInMiB:n",
        "VCpuInfo.DefaultVCpus:n",
        "EbsInfo.EbsOptimizedInfo.BaselineBandwidthInMbps:n",
        "EbsInfo.EbsOptimizedInfo.BaselineIops:n",
        "EbsInfo.EbsOptimizedInfo.BaselineThroughputInMBps:n",
        "EbsInfo.EbsOptimizedInfo.MaximumBandwidthInMbps:n",
        "EbsInfo.EbsOptimizedInfo.MaximumIops:n",
        "EbsInfo.EbsOptimizedInfo.MaximumThroughputInMBps:n",
        "EbsInfo.MaximumEbsCards:n",
        "EbsInfo.EbsCards:j",
        "ProcessorInfo.Manufacturer",
        "ProcessorInfo.SustainedClockSpeedInGhz:n",
        "ProcessorInfo.SupportedFeatures:j",
        "VCpuInfo.DefaultCores:n",
        "VCpuInfo.DefaultThreadsPerCore:n",
        "VCpuInfo.ValidThreadsPerCore:j",
        "VCpuInfo.ValidCores:j",
        "GpuInfo.Gpus:j",
        "GpuInfo.TotalGpuMemoryInMiB:n",
        "FpgaInfo.Fpgas:j",
        "FpgaInfo.TotalFpgaMemoryInMiB:n",
        "InferenceAcceleratorInfo.Accelerators:j",
        "InferenceAcceleratorInfo.TotalInferenceMemoryInMiB:n",
        "NeuronInfo.NeuronDevices:j",
        "NeuronInfo.TotalNeuronDeviceMemoryInMiB:n",
        "MediaAcceleratorInfo.Accelerators:j",
        "MediaAcceleratorInfo.TotalMediaMemoryInMiB:n",
        "SupportedInRegion:b",
    ],
    TYPES_NETWORK: [
        "NetworkInfo.EnaSupport",
        "NetworkInfo.EfaSupported:b",
        "NetworkInfo.MaximumNetworkInterfaces:n",
        "NetworkInfo.Ipv4AddressesPerInterface:n",
        "NetworkInfo.Ipv4AddressesPerSecondaryInterface:n",
        "NetworkInfo.Ipv6AddressesPerInterface:n",
        "NetworkInfo.Ipv6Supported:b",
        "NetworkInfo.EnaSrdSupported:b",
        "NetworkInfo.EncryptionInTransitSupported:b",
        "NetworkInfo.EfaInfo.MaximumEfaInterfaces:n",
        "NetworkInfo.MaximumNetworkCards:n",
        "NetworkInfo.DefaultNetworkCardIndex:n",
        "NetworkInfo.NetworkPerformance",
        "NetworkInfo.BandwidthWeightings:j",
        "NetworkInfo.FlexibleEnaQueuesSupport",
        "NetworkInfo.SecondaryNetworkSupported:b",
        "NetworkInfo.ConnectionTrackingConfiguration.DefaultTcpEstablishedTimeout:n",
        "NetworkInfo.ConnectionTrackingConfiguration.DefaultUdpStreamTimeout:n",
        "NetworkInfo.ConnectionTrackingConfiguration.DefaultUdpTimeout:n",
        "NetworkInfo.NetworkCards:j",
    ],
}

# What a table is and where it comes from; further lines for what its columns cannot say.
COMMENTS = {
    PARAMETERS: [
        "Public SSM parameters, as `aws ssm get-parameters-by-path` printed them.",
        "last_modified, version: empty when not recorded. as_of: the day of collection.",
    ],
    IMAGES: [
        "The images that public parameters name, as `aws ec2 describe-images` printed them.",
        "created_by: when a parameter named it first, so it existed by then; empty: not recorded.",
        "An empty cell of a complete record means that the member is absent, else that it is unknown.",
    ],
    TYPES: [
        "Instance types, as `aws ec2 describe-instance-types` printed them, but for NetworkInfo.",
        "An empty cell: the member is absent. Columns are JSON paths.",
    ],
    TYPES_NETWORK: [
        "NetworkInfo of the instance types, as `aws ec2 describe-instance-types` printed it.",
        "An empty cell: the member is absent. Columns are JSON paths.",
    ],
    OFFERINGS: [
        "Where types are offered, as `aws ec2 describe-instance-type-offerings` printed it.",
        "regions: REGION:ZONES,… with zones as in zones.tsv; no zones: offered, zones not recorded.",
    ],
    ZONES: [
        "The zones that appear in `aws ec2 describe-instance-type-offerings`, by region.",
        "zones: the letters of availability zones, then +NAME for each Local Zone and the like.",
    ],
}


class Fault(Exception):
    """An input is wrong. The message says where: file, member, value."""


class Number(str):
    """A JSON number, as it was spelled."""


# Reading


def refuse_duplicates(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"member '{twice}' stands twice in one object")
    return members


def refuse_constant(text):
    raise ValueError(f"{text} is not JSON")


def read_json(path):
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
        return json.loads(
            text,
            parse_int=Number,
            parse_float=Number,
            parse_constant=refuse_constant,
            object_pairs_hook=refuse_duplicates,
        )
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:  # also bad UTF-8
        raise Fault(f"{path}: {error}") from None


def read_list(path, name):
    """The list that a CLI answer of one member holds."""
    answer = read_json(path)
    if not isinstance(answer, dict) or not isinstance(answer.get(name), list):
        raise Fault(f"{path}: no list '{name}'")
    if answer.get("NextToken"):
        raise Fault(f"{path}: NextToken: this is one page of several; collect them all")
    rest = set(answer) - {name, "NextToken"}
    if rest:
        raise Fault(f"{path}: {min(rest)}: unknown member")
    for index, record in enumerate(answer[name]):
        if not isinstance(record, dict):
            raise Fault(f"{path}: {name}[{index}]: not an object")
    return answer[name]


def read_regions(folder, name):
    """(path, region, list) of each REGION.json in a folder."""
    try:
        files = sorted(os.listdir(folder))
    except OSError as error:
        raise Fault(f"{folder}: {error.strerror}") from None
    answers = []
    for file in files:
        path = os.path.join(folder, file)
        region, extension = os.path.splitext(file)
        if extension != ".json" or not REGION.fullmatch(region):
            raise Fault(f"{path}: the files of this folder are named REGION.json")
        answers.append((path, region, read_list(path, name)))
    if not answers:
        raise Fault(f"{folder}: no file in it")
    return answers


def member_text(place, record, name, pattern=None):
    """A member that must be a text, and not an empty one."""
    value = record.get(name)
    if not isinstance(value, str) or isinstance(value, Number) or not value:
        raise Fault(f"{place}.{name}: {json.dumps(value)}: a text is wanted")
    if pattern and not pattern.fullmatch(value):
        raise Fault(f"{place}.{name}: '{value}': not {pattern.pattern}")
    return value


def refuse_unknown(place, record, known, columns):
    for name in record:
        if name not in known:
            raise Fault(
                f"{place}.{name}: unknown member. So that it is not lost, add it to {columns} "
                f"in {SCRIPT}, and teach its readers the column"
            )


def typed_cell(place, value, letter):
    """The cell of a value in a column of type s, n, b or j."""
    right = {
        "s": isinstance(value, str) and not isinstance(value, Number),
        "n": isinstance(value, Number),
        "b": isinstance(value, bool),
        "j": isinstance(value, list),
    }
    if not right[letter]:
        raise Fault(f"{place}: {json_text(value)}: not what a column of type '{letter}' holds")
    if letter == "s" and value == "":
        raise Fault(f"{place}: an empty text; an empty cell means that the member is absent")
    return value if letter == "s" else json_text(value)


def json_text(value):
    """Compact JSON with sorted members, numbers as they were spelled."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    if isinstance(value, dict):
        members = (f"{json_text(name)}:{json_text(value[name])}" for name in sorted(value))
        return "{" + ",".join(members) + "}"
    return json.dumps(value, ensure_ascii=False)


def time_text(place, value):
    """Seconds since 1970 (AWS CLI 1) or ISO 8601 with an offset (AWS CLI 2), as UTC to the ms."""
    try:
        if isinstance(value, Number):
            # in two steps: a float of that size cannot hold microseconds
            microseconds = decimal.Decimal(value) * 1000000
            whole = int(microseconds)
            if whole != microseconds:
                raise ValueError
            epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
            time = epoch + datetime.timedelta(microseconds=whole)
        else:
            time = datetime.datetime.fromisoformat(re.sub("Z$", "+00:00", value))
            time = time.astimezone(datetime.timezone.utc) if time.tzinfo else None
        if time is None or time.microsecond % 1000:
            raise ValueError
    except (ArithmeticError, TypeError, ValueError):
        raise Fault(
            f"{place}: {json_text(value)}: neither seconds since 1970 nor ISO 8601 with an offset, "
            "of whole milliseconds"
        ) from None
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


# Writing


def cell_text(place, cell):
    cell = cell.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    for character in cell:
        if ord(character) < 32 or 127 <= ord(character) < 160:
            raise Fault(f"{place}: control character U+{ord(character):04X} in '{cell!r}'")
    return cell


class Table:
    """Rows of texts in the making."""

    def __init__(self, path, columns, key_count=1):
        self.path = path
        self.columns = columns
        self.key_count = key_count
        self.rows = []

    def add(self, place, cells):
        assert len(cells) == len(self.columns)
        self.rows.append((place, [cell_text(place, cell) for cell in cells]))

    def text(self):
        def key(row):
            return [cell.encode("utf-8") for cell in row[1][: self.key_count]]

        self.rows.sort(key=key)
        for before, row in zip(self.rows, self.rows[1:]):
            if key(before) == key(row):
                raise Fault(
                    f"{row[0]}: {' '.join(row[1][: self.key_count])}: "
                    f"stands also in {before[0]}"
                )
        if not self.rows:
            raise Fault(f"{self.path}: no record was found for it")
        lines = [f"# {comment}" for comment in COMMENTS[self.path]]
        lines += [
            f"# Made by {SCRIPT}; do not edit.",
            f"#key {self.key_count}",
            "\t".join(self.columns),
        ]
        lines += ["\t".join(cells) for _, cells in self.rows]
        data = "".join(line + "\n" for line in lines).encode("utf-8")
        if len(data) >= TABLE_BYTES_MAX:
            raise Fault(
                f"{self.path}: {len(data)} bytes; less than {TABLE_BYTES_MAX} is allowed. "
                f"Split the table by noun in {SCRIPT}"
            )
        return data


def write_tables(folder, tables):
    texts = [(os.path.join(folder, table.path), table.text()) for table in tables]
    try:
        for path, data in texts:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path + ".new", "wb") as file:
                file.write(data)
        for path, data in texts:
            os.replace(path + ".new", path)
    except OSError as error:
        raise Fault(f"{path}: {error.strerror}") from None
    for (path, data), table in zip(texts, tables):
        print(f"{path}: {len(table.rows)} rows, {len(data)} bytes")


# Parameters


def partition_of(region):
    for start, partition in PARTITIONS:
        if region.startswith(start):
            return partition
    return "aws"


def make_parameters(folder, as_of):
    table = Table(PARAMETERS, PARAMETER_COLUMNS, key_count=2)
    known = {"Name", "Type", "Value", "Version", "LastModifiedDate", "ARN", "DataType"}
    for path, region, parameters in read_regions(folder, "Parameters"):
        for index, parameter in enumerate(parameters):
            place = f"{path}: Parameters[{index}]"
            refuse_unknown(place, parameter, known, "PARAMETER_COLUMNS and make_parameters()")
            name = member_text(place, parameter, "Name", re.compile("/[A-Za-z0-9_./-]+"))
            arn = f"arn:{partition_of(region)}:ssm:{region}::parameter{name}"
            if member_text(place, parameter, "ARN") != arn:
                raise Fault(f"{place}.ARN: '{parameter['ARN']}': for {region} it is '{arn}'")
            version = ""
            if "Version" in parameter:
                version = typed_cell(f"{place}.Version", parameter["Version"], "n")
            changed = ""
            if "LastModifiedDate" in parameter:
                changed = time_text(f"{place}.LastModifiedDate", parameter["LastModifiedDate"])
            cells = [
                region,
                name,
                member_text(place, parameter, "Type"),
                member_text(place, parameter, "DataType"),
                version,
                changed,
                as_of,
                member_text(place, parameter, "Value"),
            ]
            table.add(place, cells)
    return table


def read_parameter_rows(path):
    """The rows of a table that this script wrote, for what other tables take from it."""
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            lines = [line for line in file.read().split("\n") if line and line[0] != "#"]
    except OSError as error:
        raise Fault(
            f"{path}: {error.strerror}; images take created_by from it, so give --parameters too"
        ) from None
    if lines[:1] != ["\t".join(PARAMETER_COLUMNS)]:
        raise Fault(f"{path}: not the columns that {SCRIPT} writes; give --parameters too")
    return [line.split("\t") for line in lines[1:]]


# Images


def first_named(parameter_rows):
    """(region, image id) -> when a dated parameter first named it, as far as is recorded."""
    times = {}
    for region, name, _, _, _, changed, _, value in parameter_rows:
        if name.startswith(DATED_PARAMETERS) and changed:
            key = (region, value)
            times[key] = min(changed, times.get(key, changed))
    return times


def image_cell(place, image, column, member):
    value = image.get(member)
    letter = column[-1] if ":" in column else "s"
    if member not in image or (member == "Description" and value == ""):
        return ""
    if letter == "s" and member.endswith(("Date", "Time")):
        member_text(place, image, member, UTC_TIME)
    return typed_cell(f"{place}.{member}", value, letter)


def make_images(folder, as_of, parameter_rows):
    table = Table(IMAGES, ["image_id", "region", "as_of"] + [name for name, _ in IMAGE_MEMBERS])
    known = {"ImageId"} | {member for _, member in IMAGE_MEMBERS} | IMAGE_MEMBERS_LEFT_OUT
    named = first_named(parameter_rows)
    left_out = {}
    for path, region, images in read_regions(folder, "Images"):
        for index, image in enumerate(images):
            place = f"{path}: Images[{index}]"
            refuse_unknown(place, image, known, "IMAGE_MEMBERS")
            image_id = member_text(place, image, "ImageId", IMAGE_ID)
            complete = IMAGE_COMPLETE <= set(image)
            for member in IMAGE_MEMBERS_LEFT_OUT & set(image):
                left_out[member] = left_out.get(member, 0) + 1
            if not complete and "SriovNetSupport" in image:
                # A widespread dump writes "simple" where EC2 returned nothing (moto,
                # moto/ec2/utils.py, gen_moto_amis), so in such records it says nothing.
                image = {name: image[name] for name in image if name != "SriovNetSupport"}
                left_out["SriovNetSupport"] = left_out.get("SriovNetSupport", 0) + 1
            cells = {name: image_cell(place, image, name, m) for name, m in IMAGE_MEMBERS if m}
            cells["created_by"] = named.get((region, image_id), "")
            cells["complete:b"] = json_text(complete)
            table.add(place, [image_id, region, as_of] + [cells[name] for name, _ in IMAGE_MEMBERS])
    for member in sorted(left_out):
        print(f"note: {member} left out of {left_out[member]} images", file=sys.stderr)
    return table


# Instance types


def attributes(place, value, path=""):
    """(path, value) of each leaf: whatever is no object."""
    for name in value:
        below = f"{path}.{name}" if path else name
        if not isinstance(value[name], dict):
            yield below, value[name]
        elif value[name]:
            yield from attributes(place, value[name], below)
        else:
            raise Fault(f"{place}.{below}: an empty object, which no column can hold")


def make_types(file, as_of):
    letters = {}
    for columns in TYPE_COLUMNS.values():
        for column in columns:
            path, _, letter = column.partition(":")
            letters[path] = letter or "s"
    tables = [Table(p, ["InstanceType", "as_of"] + columns) for p, columns in TYPE_COLUMNS.items()]
    for index, record in enumerate(read_list(file, "InstanceTypes")):
        place = f"{file}: InstanceTypes[{index}]"
        name = member_text(place, record, "InstanceType", TYPE_NAME)
        place += f" ({name})"
        cells = {}
        for path, value in attributes(place, record):
            if path == "InstanceType":
                continue
            if path not in letters:
                raise Fault(
                    f"{place}.{path}: no table has a column for this attribute. So that it is not "
                    f"lost, add '{path}' and its type letter to TYPE_COLUMNS in {SCRIPT}"
                )
            cells[path] = typed_cell(f"{place}.{path}", value, letters[path])
        for table in tables:
            paths = [column.partition(":")[0] for column in table.columns[2:]]
            table.add(place, [name, as_of] + [cells.get(path, "") for path in paths])
    return tables


# Offerings


def read_offerings(files, location_types):
    """{location: types} from both shapes: what the CLI prints, and {location: [types]}."""
    offerings = {}
    for file in files:
        answer = read_json(file)
        if isinstance(answer, dict) and "InstanceTypeOfferings" in answer:
            for index, offering in enumerate(read_list(file, "InstanceTypeOfferings")):
                place = f"{file}: InstanceTypeOfferings[{index}]"
                refuse_unknown(
                    place, offering, {"InstanceType", "LocationType", "Location"}, "read_offerings()"
                )
                kind = member_text(place, offering, "LocationType")
                if kind not in location_types:
                    raise Fault(f"{place}.LocationType: '{kind}': {location_types[0]} is wanted")
                location = member_text(place, offering, "Location")
                name = member_text(place, offering, "InstanceType", TYPE_NAME)
                offerings.setdefault(location, set()).add(name)
            continue
        if not isinstance(answer, dict):
            raise Fault(f"{file}: neither 'InstanceTypeOfferings' nor {{location: [types]}}")
        for location, names in answer.items():
            if not isinstance(names, list):
                raise Fault(f"{file}: {location}: not a list of instance types")
            for index, name in enumerate(names):
                member_text(f"{file}: {location}", {f"[{index}]": name}, f"[{index}]", TYPE_NAME)
            offerings.setdefault(location, set()).update(names)
    return offerings


def split_zone(zone, regions):
    """(region, what tells the zone in it): a letter, or the whole name of a Local Zone."""
    match = REGION.match(zone)
    region = match.group() if match else ""
    rest = zone[len(region) :]
    if region not in regions:
        raise Fault(f"zone '{zone}': the offerings by region do not have its region '{region}'")
    if re.fullmatch("[a-z]", rest):
        return region, rest
    if re.fullmatch("-[a-z0-9-]+", rest):
        return region, zone
    raise Fault(f"zone '{zone}': neither '{region}' and a letter nor '{region}-…'")


def zones_text(zones):
    letters = sorted(zone for zone in zones if len(zone) == 1)
    return "".join(letters) + "".join("+" + zone for zone in sorted(zones) if len(zone) > 1)


def make_offerings(region_files, zone_files, as_of):
    by_region = read_offerings(region_files, ["region"])
    for region in by_region:
        if not REGION.fullmatch(region):
            raise Fault(f"'{region}': --offerings takes offerings by region")
    zones = {region: set() for region in by_region}
    where = {}  # type -> region -> zones
    for region, names in by_region.items():
        for name in names:
            where.setdefault(name, {})[region] = set()
    for location, names in read_offerings(zone_files, ["availability-zone"]).items():
        region, zone = split_zone(location, by_region)
        zones[region].add(zone)
        for name in sorted(names):
            if region not in where.get(name, {}):
                raise Fault(f"{name} is offered in zone {location}, but not in region {region}")
            where[name][region].add(zone)
    offerings = Table(OFFERINGS, ["instance_type", "regions"])
    for name, regions in where.items():
        text = ",".join(f"{region}:{zones_text(regions[region])}" for region in sorted(regions))
        offerings.add(name, [name, text])
    table = Table(ZONES, ["region", "as_of", "zones"])
    for region in zones:
        table.add(region, [region, as_of, zones_text(zones[region])])
    return [offerings, table]


# The command line

EPILOG = f"""\
tables, and the options that rewrite them:
  --parameters DIR      {PARAMETERS}
  --images DIR          {IMAGES}
  --instance-types FILE {TYPES}
                        {TYPES_NETWORK}
  --offerings FILE... --zone-offerings FILE...
                        {OFFERINGS}
                        {ZONES}

collect the inputs like this, for each region R:
  aws ssm get-parameters-by-path --region R --recursive \\
      --path /aws/service/ami-amazon-linux-latest > parameters/R.json
  aws ec2 describe-images --region R --image-ids ami-... > images/R.json
  aws ec2 describe-instance-type-offerings --region R > offerings-R.json
  aws ec2 describe-instance-type-offerings --region R \\
      --location-type availability-zone > zone-offerings-R.json
and in a region that has most types:
  aws ec2 describe-instance-types > instance-types.json

A table is replaced as a whole: give all regions at once. An image's created_by is when a parameter
first named it; without --parameters that comes from the tree's own table.
Exit status: 0 written, 1 an input is wrong and nothing was written, 2 the call is wrong.
"""


def date(text):
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(f"'{text}': a date is YYYY-MM-DD")
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}': there is no such date") from None
    return text


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="make_tables.py",
        description="Make amiplan's generated built-in tables from what the AWS CLI printed.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--as-of", type=date, required=True, metavar="DATE", help="the day the data were collected"
    )
    parser.add_argument("--root", required=True, metavar="DIR", help="top of amiplan's source tree")
    parser.add_argument("--out", metavar="DIR", help="write the tables below DIR, not below --root")
    parser.add_argument("--parameters", metavar="DIR", help="folder of REGION.json: parameters")
    parser.add_argument("--images", metavar="DIR", help="folder of REGION.json: images")
    parser.add_argument("--instance-types", metavar="FILE", help="all instance types")
    parser.add_argument("--offerings", metavar="FILE", nargs="+", help="offerings by region")
    parser.add_argument("--zone-offerings", metavar="FILE", nargs="+", help="offerings by zone")
    args = parser.parse_args(arguments)
    if bool(args.offerings) != bool(args.zone_offerings):
        parser.error("--offerings and --zone-offerings go together: one table holds both")
    if not (args.parameters or args.images or args.instance_types or args.offerings):
        parser.error("no input is given")
    return args


def make_all(args):
    tables = []
    parameter_rows = None
    if args.parameters:
        tables.append(make_parameters(args.parameters, args.as_of))
        parameter_rows = [cells for _, cells in tables[0].rows]
    if args.images:
        if parameter_rows is None:
            parameter_rows = read_parameter_rows(os.path.join(args.root, PARAMETERS))
        tables.append(make_images(args.images, args.as_of, parameter_rows))
    if args.instance_types:
        tables += make_types(args.instance_types, args.as_of)
    if args.offerings:
        tables += make_offerings(args.offerings, args.zone_offerings, args.as_of)
    return tables


def main():
    args = parse_arguments(sys.argv[1:])
    try:
        write_tables(args.out or args.root, make_all(args))
    except Fault as fault:
        print(f"make_tables.py: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
