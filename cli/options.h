/*
 * The options of the program, one row each, and the one parser that reads them: long options only,
 * `--name value` or `--name=value`, in any order with the arguments; `--` ends them. Help is
 * printed from the rows that parse.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>

#include "cli/list.h"

/* What the command line says. A member that no option of the command fills stays empty. Strings are
 * borrowed from the command line. */
struct options {
    const char *account;
    const char *architecture;
    const char *as_of;
    const char *availability_zone;
    const char *block_device_mappings;
    const char *fail_on;
    const char *generation;
    const char *image_id;
    const char *operation;
    const char *organization;
    const char *output;
    const char *path;
    const char *profile;
    const char *region_filter;
    const char *root_device_type;
    const char *virtualization_type;
    struct list image_attributes;
    struct list images;
    struct list input;
    struct list instance_type;
    struct list instance_types;
    struct list organizational_units;
    struct list parameters;
    struct list regions;
    struct list sources;
    bool help;
    bool offline;
    bool quiet;
    bool recursive;
};

enum option_kind {
    OPTION_FLAG,   /* no value; fills a bool */
    OPTION_ONE,    /* a value, once */
    OPTION_CHOICE, /* one of the words of `argument`, once */
    OPTION_MANY,   /* a value; may be repeated; fills a struct list */
    OPTION_ITEMS,  /* values with commas between them; may be repeated */
};

struct option {
    const char *name;     /* without the dashes */
    const char *argument; /* as help shows it, "FILE" or "json|text"; NULL for a flag */
    const char *help;     /* one clause */
    enum option_kind kind;
    size_t member; /* the offset in struct options of what it fills */
};

/* The rows, for commands to name. A name that means another thing elsewhere has two. */
enum option_id {
    OPT_ACCOUNT,
    OPT_ARCHITECTURE,
    OPT_AS_OF,
    OPT_AVAILABILITY_ZONE,
    OPT_BLOCK_DEVICE_MAPPINGS,
    OPT_FAIL_ON,
    OPT_GENERATION,
    OPT_HELP,
    OPT_IMAGE_ATTRIBUTES,
    OPT_IMAGE_ID,
    OPT_IMAGES,
    OPT_INPUT,
    OPT_INSTANCE_TYPE,
    OPT_INSTANCE_TYPES,
    OPT_OFFLINE,
    OPT_OPERATION,
    OPT_ORGANIZATION,
    OPT_OU,
    OPT_OUTPUT,
    OPT_OUTPUT_MATRIX,
    OPT_OUTPUT_PLAN,
    OPT_PARAMETERS,
    OPT_PATH,
    OPT_PROFILE,
    OPT_QUIET,
    OPT_RECURSIVE,
    OPT_REGION,
    OPT_REGION_FILTER,
    OPT_ROOT_DEVICE_TYPE,
    OPT_SOURCE,
    OPT_VIRTUALIZATION_TYPE,
};

/* Borrowed, static. */
const struct option *cli_option(enum option_id id);

/*
 * Reads argv, of which the command has been taken off, by the rows that ids names. What is no
 * option is moved to the front of argv; *operand_count says how many there are. Items of lists are
 * cut in place. After the first error it reads on, so that `output` is known when it is told.
 * USAGE, MEMORY.
 */
enum amiplan_status cli_options_parse(const enum option_id *ids, size_t id_count, int argc,
                                      char **argv, struct options *options, int *operand_count,
                                      struct amiplan_error *err);
void cli_options_done(struct options *options);

#endif
