/*
 * Which regions a question is for: --region, else AWS_REGION, else AWS_DEFAULT_REGION, else what
 * the AWS config file says for the profile.
 */
#ifndef CLI_REGION_H
#define CLI_REGION_H

#include "cli/options.h"

/* No name of a region is longer, the closing NUL included. */
#define REGION_BYTES_MAX 64

struct regions {
    struct list names;                 /* empty when nothing gives one */
    char of_profile[REGION_BYTES_MAX]; /* what the config file gave */
};

/* Fills *out, which cli_regions_done() empties and which must not move. USAGE, SYNTAX, MEMORY. */
enum amiplan_status cli_regions_find(const struct options *options, struct regions *out,
                                     struct amiplan_error *err);
void cli_regions_done(struct regions *regions);

/* Fails with USAGE: there is no region, and these are the ways to give one. */
enum amiplan_status cli_regions_fail_none(const char *place, struct amiplan_error *err);

#endif
