/*
 * The built-in instance types: rows of instance_types.tsv, its network part, and retired_types.tsv.
 * How their cells are typed is type_member.c.
 */
#include "planner/instance_type.h"

#include <string.h>

#include "base/scan.h"
#include "planner/builtin/instance_types.h"
#include "planner/builtin/instance_types_network.h"
#include "planner/builtin/retired_types.h"
#include "planner/type_member.h"

#define NOT_THERE (-1)

/* A name further away than this is no misspelling. */
#define EDITS_MAX 2

/* Where the built-in tables have a member. */
struct columns {
    int16_t living;
    int16_t network; /* looked at when living is NOT_THERE */
    int16_t retired;
};

#define LIVING(column)                                                                             \
    {                                                                                              \
        AP_INSTANCE_TYPES_##column, NOT_THERE, AP_RETIRED_TYPES_##column                           \
    }
#define NETWORK(column)                                                                            \
    {                                                                                              \
        NOT_THERE, AP_INSTANCE_TYPES_NETWORK_##column, AP_RETIRED_TYPES_##column                   \
    }
/* No retired type has any. */
#define LIVING_ONLY(column)                                                                        \
    {                                                                                              \
        AP_INSTANCE_TYPES_##column, NOT_THERE, NOT_THERE                                           \
    }

static const struct columns columns[AP_TYPE_MEMBERS] = {
    [AP_MEMBER_CURRENT_GENERATION] = LIVING(CURRENTGENERATION),
    [AP_MEMBER_BARE_METAL] = LIVING(BAREMETAL),
    [AP_MEMBER_HYPERVISOR] = LIVING(HYPERVISOR),
    [AP_MEMBER_ARCHITECTURES] = LIVING(PROCESSORINFO_SUPPORTEDARCHITECTURES),
    [AP_MEMBER_VIRTUALIZATION_TYPES] = LIVING(SUPPORTEDVIRTUALIZATIONTYPES),
    [AP_MEMBER_ROOT_DEVICE_TYPES] = LIVING(SUPPORTEDROOTDEVICETYPES),
    [AP_MEMBER_BOOT_MODES] = LIVING(SUPPORTEDBOOTMODES),
    [AP_MEMBER_ENA_SUPPORT] = NETWORK(NETWORKINFO_ENASUPPORT),
    [AP_MEMBER_EBS_NVME_SUPPORT] = LIVING(EBSINFO_NVMESUPPORT),
    [AP_MEMBER_EBS_OPTIMIZED_SUPPORT] = LIVING(EBSINFO_EBSOPTIMIZEDSUPPORT),
    [AP_MEMBER_EBS_ATTACHMENTS] = LIVING(EBSINFO_MAXIMUMEBSATTACHMENTS),
    [AP_MEMBER_HAS_DISKS] = LIVING(INSTANCESTORAGESUPPORTED),
    [AP_MEMBER_DISKS] = LIVING(INSTANCESTORAGEINFO_DISKS),
    [AP_MEMBER_DISK_NVME_SUPPORT] = LIVING(INSTANCESTORAGEINFO_NVMESUPPORT),
    [AP_MEMBER_DISK_ENCRYPTION] = LIVING(INSTANCESTORAGEINFO_ENCRYPTIONSUPPORT),
    [AP_MEMBER_HIBERNATION] = LIVING(HIBERNATIONSUPPORTED),
    [AP_MEMBER_NITRO_TPM] = LIVING(NITROTPMSUPPORT),
    [AP_MEMBER_MEMORY] = LIVING(MEMORYINFO_SIZEINMIB),
    [AP_MEMBER_VCPUS] = LIVING(VCPUINFO_DEFAULTVCPUS),
    [AP_MEMBER_GPUS] = LIVING(GPUINFO_GPUS),
    [AP_MEMBER_FPGAS] = LIVING(FPGAINFO_FPGAS),
    [AP_MEMBER_INFERENCE_ACCELERATORS] = LIVING_ONLY(INFERENCEACCELERATORINFO_ACCELERATORS),
    [AP_MEMBER_MEDIA_ACCELERATORS] = LIVING_ONLY(MEDIAACCELERATORINFO_ACCELERATORS),
    [AP_MEMBER_NEURON_DEVICES] = LIVING_ONLY(NEURONINFO_NEURONDEVICES),
    [AP_MEMBER_DEDICATED_HOSTS] = LIVING(DEDICATEDHOSTSSUPPORTED),
    [AP_MEMBER_USAGE_CLASSES] = LIVING(SUPPORTEDUSAGECLASSES),
};

static bool is_name_char(char c)
{
    return ap_scan_is_lower_or_digit(c) || c == '-';
}

bool ap_instance_type_is_well_formed(const char *name)
{
    struct ap_scan scan = ap_scan_text(name, strlen(name));
    struct ap_view family, size;

    return strlen(name) < AP_INSTANCE_TYPE_NAME_BYTES_MAX &&
           ap_scan_run(&scan, is_name_char, &family) > 0 && ap_scan_literal(&scan, ".") &&
           ap_scan_run(&scan, is_name_char, &size) > 0 && ap_scan_end(&scan) &&
           family.len < sizeof(((struct ap_instance_type *)NULL)->family);
}

/* The row of a network table that goes with one of the main table: both have the same key. */
static void read_living(size_t row, struct ap_instance_type *out)
{
    struct ap_table living = ap_instance_types_table();
    struct ap_table network = ap_instance_types_network_table();
    const char *name = ap_table_cell(&living, row, AP_INSTANCE_TYPES_INSTANCETYPE);
    struct ap_type_members members;
    size_t network_row;
    bool has_network = ap_table_find(&network, &name, 1, &network_row);

    for (size_t i = 0; i < AP_TYPE_MEMBERS; i++) {
        const char *text = NULL;
        if (columns[i].living != NOT_THERE)
            text = ap_table_cell(&living, row, (size_t)columns[i].living);
        else if (has_network)
            text = ap_table_cell(&network, network_row, (size_t)columns[i].network);
        members.texts[i] = text;
        members.grades[i] = AP_GRADE_RECORD;
    }
    ap_instance_type_decode(name, &members, out);
    out->source = "snapshot";
    out->as_of = ap_table_cell(&living, row, AP_INSTANCE_TYPES_AS_OF);
}

/* Whether `sure`, "doc; inferred: Hypervisor, EbsInfo.NvmeSupport", calls a member inferred. */
static bool is_inferred(const char *sure, const char *path)
{
    const char *list = strstr(sure, "inferred:");
    size_t len = strlen(path);

    for (const char *at = list ? strstr(list, path) : NULL; at; at = strstr(at + 1, path)) {
        if (at[-1] == ' ' && (at[len] == '\0' || strchr(",; ", at[len])))
            return true;
    }
    return false;
}

static void read_retired(size_t row, struct ap_instance_type *out)
{
    struct ap_table table = ap_retired_types_table();
    struct ap_type_members members;
    const char *sure = ap_table_cell(&table, row, AP_RETIRED_TYPES_SURE);

    for (size_t i = 0; i < AP_TYPE_MEMBERS; i++) {
        const struct ap_member_row *member = ap_type_member_row((enum ap_type_member)i);
        const char *text = "";
        if (columns[i].retired != NOT_THERE)
            text = ap_table_cell(&table, row, (size_t)columns[i].retired);
        /* Of accelerators, the table says "?" where there are some and it is not known which. */
        bool unknown = strcmp(text, "?") == 0 && member->kind != AP_MEMBER_PRESENCE;
        members.texts[i] = unknown ? NULL : text;
        members.grades[i] = is_inferred(sure, member->path) ? AP_GRADE_PARTIAL : AP_GRADE_RECORD;
    }
    ap_instance_type_decode(ap_table_cell(&table, row, AP_RETIRED_TYPES_INSTANCETYPE), &members,
                            out);
    out->source = "snapshot";
    out->retired = true;
    const char *last_seen = ap_table_cell(&table, row, AP_RETIRED_TYPES_LAST_SEEN);
    out->last_seen = strcmp(last_seen, "never") == 0 ? NULL : last_seen;
    out->as_of = out->last_seen;
    out->sure = sure;
    out->provenance = ap_table_cell(&table, row, AP_RETIRED_TYPES_SOURCE);
}

bool ap_instance_type_builtin(const char *name, struct ap_instance_type *out)
{
    struct ap_table living = ap_instance_types_table();
    struct ap_table retired = ap_retired_types_table();
    size_t row;

    if (ap_table_find(&living, &name, 1, &row))
        read_living(row, out);
    else if (ap_table_find(&retired, &name, 1, &row))
        read_retired(row, out);
    else
        return false;
    return true;
}

const char *ap_instance_type_builtin_date(void)
{
    struct ap_table living = ap_instance_types_table();
    const char *latest = "";

    for (size_t row = 0; row < living.rows; row++) {
        const char *as_of = ap_table_cell(&living, row, AP_INSTANCE_TYPES_AS_OF);
        if (strcmp(as_of, latest) > 0)
            latest = as_of;
    }
    return latest;
}

size_t ap_instance_type_builtin_count(void)
{
    return AP_INSTANCE_TYPES_ROWS + AP_RETIRED_TYPES_ROWS;
}

/* The retired row that stands at an index of both tables together, in *row; else false, with the
 * row of the living. */
static bool is_retired_at(size_t index, size_t *row)
{
    struct ap_table living = ap_instance_types_table();
    struct ap_table retired = ap_retired_types_table();

    for (size_t i = 0; i < retired.rows; i++) {
        const char *name = ap_table_cell(&retired, i, AP_RETIRED_TYPES_INSTANCETYPE);
        size_t before;
        ap_table_find(&living, &name, 1, &before);
        if (index <= before + i) {
            *row = index == before + i ? i : index - i;
            return index == before + i;
        }
    }
    *row = index - retired.rows;
    return false;
}

void ap_instance_type_builtin_at(size_t index, struct ap_instance_type *out)
{
    size_t row;

    if (is_retired_at(index, &row))
        read_retired(row, out);
    else
        read_living(row, out);
}

static const char *name_at(size_t index)
{
    struct ap_table living = ap_instance_types_table();
    struct ap_table retired = ap_retired_types_table();
    size_t row;

    if (is_retired_at(index, &row))
        return ap_table_cell(&retired, row, AP_RETIRED_TYPES_INSTANCETYPE);
    return ap_table_cell(&living, row, AP_INSTANCE_TYPES_INSTANCETYPE);
}

/* Edits between the names; another family counts half an edit more, so that m5.3xlarge suggests an
 * m5.
 */
static size_t distance(const char *wanted, const char *name)
{
    size_t family_len = strcspn(wanted, ".") + 1;
    size_t edits = ap_text_distance(wanted, name, EDITS_MAX);

    return edits * 2 + (strncmp(wanted, name, family_len) != 0);
}

size_t ap_instance_type_nearest(const char *name, const char **out, size_t max)
{
    size_t count = 0;

    for (size_t i = 0; max > 0 && i < ap_instance_type_builtin_count(); i++) {
        const char *candidate = name_at(i);
        size_t edits = distance(name, candidate);
        if (edits > EDITS_MAX * 2 + 1)
            continue;
        size_t at = count;
        while (at > 0 && distance(name, out[at - 1]) > edits)
            at--;
        if (at == max)
            continue;
        if (count < max)
            count++;
        memmove(out + at + 1, out + at, (count - at - 1) * sizeof(*out));
        out[at] = candidate;
    }
    return count;
}
