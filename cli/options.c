#include "cli/options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "cli/output.h"
#include "cli/spelling.h"

#define MEMBER(name) offsetof(struct options, name)

/* clang-format off */
static const struct option rows[] = {
    [OPT_ACCOUNT] = { "account", "ID",
        "the 12-digit account that launches", OPTION_ONE, MEMBER(account) },
    [OPT_ARCHITECTURE] = { "architecture", "ARCH",
        "only what runs it: arm64, i386, x86_64, ...", OPTION_ONE, MEMBER(architecture) },
    [OPT_AS_OF] = { "as-of", "DATE",
        "answer as things stood then: 2026-08-02", OPTION_ONE, MEMBER(as_of) },
    [OPT_AVAILABILITY_ZONE] = { "availability-zone", "ZONE",
        "where to launch", OPTION_ONE, MEMBER(availability_zone) },
    [OPT_BLOCK_DEVICE_MAPPINGS] = { "block-device-mappings", "JSON",
        "the list that EC2 takes, or file://FILE", OPTION_ONE, MEMBER(block_device_mappings) },
    [OPT_FAIL_ON] = { "fail-on", "error|warning|unknown",
        "what exit code 1 is for; error by default", OPTION_CHOICE, MEMBER(fail_on) },
    [OPT_GENERATION] = { "generation", "GENERATION",
        "only current, previous or retired ones", OPTION_ONE, MEMBER(generation) },
    [OPT_HELP] = { "help", NULL,
        "print this and exit", OPTION_FLAG, MEMBER(help) },
    [OPT_IMAGE_ATTRIBUTES] = { "image-attributes", "FILE",
        "what aws ec2 describe-image-attribute printed", OPTION_MANY, MEMBER(image_attributes) },
    [OPT_IMAGE_ID] = { "image-id", "REF",
        "an image id, or a name that leads to one", OPTION_ONE, MEMBER(image_id) },
    [OPT_IMAGES] = { "images", "FILE",
        "what aws ec2 describe-images printed", OPTION_MANY, MEMBER(images) },
    [OPT_INPUT] = { "input", "FILE",
        "a launch as RunInstances JSON has it", OPTION_MANY, MEMBER(input) },
    [OPT_INSTANCE_TYPE] = { "instance-type", "TYPE[,TYPE...]",
        "one launch for each", OPTION_ITEMS, MEMBER(instance_type) },
    [OPT_INSTANCE_TYPES] = { "instance-types", "FILE",
        "what aws ec2 describe-instance-types printed", OPTION_MANY, MEMBER(instance_types) },
    [OPT_OFFLINE] = { "offline", NULL,
        "accept what the built-in data say, old as it is", OPTION_FLAG, MEMBER(offline) },
    [OPT_OPERATION] = { "operation", "NAME",
        "the call to check for; RunInstances by default", OPTION_ONE, MEMBER(operation) },
    [OPT_ORGANIZATION] = { "organization", "ARN",
        "the organization of the account", OPTION_ONE, MEMBER(organization) },
    [OPT_OU] = { "ou", "ARN",
        "an organizational unit that the account is in", OPTION_MANY,
        MEMBER(organizational_units) },
    [OPT_OUTPUT] = { "output", "json|text",
        "text by default", OPTION_CHOICE, MEMBER(output) },
    [OPT_OUTPUT_MATRIX] = { "output", "csv|json|text",
        "text by default", OPTION_CHOICE, MEMBER(output) },
    [OPT_OUTPUT_PLAN] = { "output", "json|run-instances|text",
        "text by default", OPTION_CHOICE, MEMBER(output) },
    [OPT_PARAMETERS] = { "parameters", "FILE",
        "what aws ssm get-parameters printed", OPTION_MANY, MEMBER(parameters) },
    [OPT_PATH] = { "path", "PATH",
        "only what is below; everything by default", OPTION_ONE, MEMBER(path) },
    [OPT_PROFILE] = { "profile", "NAME",
        "the AWS profile to take the region from", OPTION_ONE, MEMBER(profile) },
    [OPT_QUIET] = { "quiet", NULL,
        "do not tell the age of what is answered", OPTION_FLAG, MEMBER(quiet) },
    [OPT_RECURSIVE] = { "recursive", NULL,
        "all levels below the path, not the next alone", OPTION_FLAG, MEMBER(recursive) },
    [OPT_REGION] = { "region", "REGION[,REGION...]|all",
        "the regions to answer for", OPTION_ITEMS, MEMBER(regions) },
    [OPT_REGION_FILTER] = { "region", "REGION",
        "only what is offered there", OPTION_ONE, MEMBER(region_filter) },
    [OPT_ROOT_DEVICE_TYPE] = { "root-device-type", "TYPE",
        "only what starts from it: ebs, instance-store", OPTION_ONE, MEMBER(root_device_type) },
    [OPT_SOURCE] = { "source", "auto|snapshot|FILE",
        "the built-in data, or what aws ssm printed", OPTION_ITEMS, MEMBER(sources) },
    [OPT_VIRTUALIZATION_TYPE] = { "virtualization-type", "TYPE",
        "only what takes it: hvm, paravirtual", OPTION_ONE, MEMBER(virtualization_type) },
};
/* clang-format on */

struct parser {
    const enum option_id *ids;
    size_t id_count;
    struct options *options;
    struct amiplan_error *err;
};

const struct option *cli_option(enum option_id id)
{
    return &rows[id];
}

static const struct option *find(const struct parser *parser, const char *name, size_t len)
{
    for (size_t i = 0; i < parser->id_count; i++) {
        const struct option *option = &rows[parser->ids[i]];

        if (strlen(option->name) == len && memcmp(option->name, name, len) == 0)
            return option;
    }
    return NULL;
}

static enum amiplan_status fail_unknown(const struct parser *parser, const char *word)
{
    char typed[64]; /* up to any '=' */
    struct spelling spelling = SPELLING_INIT(typed);

    snprintf(typed, sizeof(typed), "%.*s", (int)strcspn(word, "="), word);
    spelling.word += strspn(typed, "-");
    for (size_t i = 0; i < parser->id_count; i++)
        cli_spelling_try(&spelling, rows[parser->ids[i]].name);
    if (spelling.nearest)
        return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL,
                        "no option '%s'; did you mean '--%s'?", typed, spelling.nearest);
    return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "no option '%s'; see --help", typed);
}

static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);

    for (const char *word = choices; word; word = strchr(word, '|')) {
        word += *word == '|';
        if (strcspn(word, "|") == len && memcmp(word, value, len) == 0)
            return true;
    }
    return false;
}

static enum amiplan_status take_items(const struct parser *parser, const struct option *option,
                                      struct list *list, char *value)
{
    for (;;) {
        char *comma = strchr(value, ',');
        enum amiplan_status status;

        if (comma)
            *comma = '\0';
        if (!*value)
            return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s: an empty item in the list",
                            option->name);
        status = cli_list_add(list, value, parser->err);
        if (status || !comma)
            return status;
        value = comma + 1;
    }
}

static enum amiplan_status take_value(const struct parser *parser, const struct option *option,
                                      char *value)
{
    void *member = (char *)parser->options + option->member;
    const char **one = member;

    if (!*value)
        return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s: an empty value", option->name);
    switch (option->kind) {
    case OPTION_MANY:
        return cli_list_add(member, value, parser->err);
    case OPTION_ITEMS:
        return take_items(parser, option, member, value);
    case OPTION_CHOICE:
        if (!is_choice(option->argument, value))
            return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s '%.100s': it takes %s",
                            option->name, value, option->argument);
        break;
    case OPTION_ONE:
    case OPTION_FLAG:
        break;
    }
    if (*one)
        return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s is given twice", option->name);
    *one = value;
    return AMIPLAN_OK;
}

/* Reads argv[0], and argv[1] when that is its value: *used says how many. */
static enum amiplan_status take_option(const struct parser *parser, int argc, char **argv,
                                       int *used)
{
    char *word = argv[0];
    size_t len = strcspn(word, "=");
    const struct option *option = NULL;

    *used = 1;
    if (word[1] == '-')
        option = find(parser, word + 2, len - 2);
    if (!option)
        return fail_unknown(parser, word);
    if (option->kind == OPTION_FLAG) {
        if (word[len])
            return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s takes no value",
                            option->name);
        *(bool *)((char *)parser->options + option->member) = true;
        return AMIPLAN_OK;
    }
    if (word[len])
        return take_value(parser, option, word + len + 1);
    /* No value begins with two dashes, but a forgotten one is often followed by an option. */
    if (argc < 2 || strncmp(argv[1], "--", 2) == 0)
        return cli_fail(parser->err, AMIPLAN_ERR_USAGE, NULL, "--%s wants a value: %s",
                        option->name, option->argument);
    *used = 2;
    return take_value(parser, option, argv[1]);
}

enum amiplan_status cli_options_parse(const enum option_id *ids, size_t id_count, int argc,
                                      char **argv, struct options *options, int *operand_count,
                                      struct amiplan_error *err)
{
    struct amiplan_error later; /* only the first error is told */
    struct parser parser = { .ids = ids, .id_count = id_count, .options = options, .err = err };
    enum amiplan_status first = AMIPLAN_OK;
    int at = 0;

    *operand_count = 0;
    while (at < argc) {
        enum amiplan_status status;
        int used;

        if (strcmp(argv[at], "--") == 0) {
            at++;
            break;
        }
        if (argv[at][0] != '-' || !argv[at][1]) {
            argv[(*operand_count)++] = argv[at++];
            continue;
        }
        status = take_option(&parser, argc - at, argv + at, &used);
        if (status && !first) {
            first = status;
            parser.err = &later;
        }
        at += used;
    }
    while (at < argc)
        argv[(*operand_count)++] = argv[at++];
    return first;
}

void cli_options_done(struct options *options)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].kind == OPTION_MANY || rows[i].kind == OPTION_ITEMS)
            cli_list_done((struct list *)((char *)options + rows[i].member));
}
