#include "base/region.h"

#include <string.h>

#include "tests/check_main.h"

START_TEST(table_is_sorted)
{
    ck_assert_uint_eq(ap_region_count(), 46);
    for (size_t i = 0; i < ap_region_count(); i++) {
        struct amiplan_error err = { .message = "untouched" };

        if (i > 0)
            ck_assert_int_lt(strcmp(ap_region_name(i - 1), ap_region_name(i)), 0);
        ck_assert_ptr_nonnull(ap_region_partition(ap_region_name(i)));
        ck_assert_int_eq(ap_region_check(ap_region_name(i), NULL, &err), AMIPLAN_OK);
        ck_assert_str_eq(err.message, "untouched");
    }
}
END_TEST

static const struct {
    const char *region;
    const char *partition;
} partition_cases[] = {
    { "us-east-1", "aws" },
    { "ap-southeast-7", "aws" },
    { "mx-central-1", "aws" },
    { "cn-north-1", "aws-cn" },
    { "cn-northwest-1", "aws-cn" },
    { "us-gov-west-1", "aws-us-gov" },
    { "us-iso-east-1", "aws-iso" },
    { "us-isob-east-1", "aws-iso-b" },
    { "eu-isoe-west-1", "aws-iso-e" },
    { "us-isof-south-1", "aws-iso-f" },
    { "eusc-de-east-1", "aws-eusc" },
    { "us-east-3", NULL },
    { "us-east-", NULL },
    { "us-east-1a", NULL },
    { "", NULL },
    { "aa", NULL },
    { "zz", NULL },
};

START_TEST(partition_is_found)
{
    const char *partition = ap_region_partition(partition_cases[_i].region);

    if (partition_cases[_i].partition)
        ck_assert_str_eq(partition, partition_cases[_i].partition);
    else
        ck_assert_ptr_null(partition);
}
END_TEST

static const struct {
    const char *region;
    const char *message;
} refusal_cases[] = {
    { "us-est-1", "there is no region 'us-est-1'; did you mean 'us-east-1'?" },
    { "us-east1", "there is no region 'us-east1'; did you mean 'us-east-1'?" },
    { "EU-WEST-2", "there is no region 'EU-WEST-2'; did you mean 'eu-west-2'?" },
    { "us-east-1a", "there is no region 'us-east-1a', which looks like a zone of 'us-east-1'" },
    { "us-west-2-lax-1a",
      "there is no region 'us-west-2-lax-1a', which looks like a zone of 'us-west-2'" },
    { "mars", "there is no region 'mars'" },
    { "", "there is no region ''" },
    { "global", "there is no region 'global'" },
    { "a\nb", "there is no region 'a?b'" },
    { "a-region-with-a-name-longer-than-any-region-has",
      "there is no region 'a-region-with-a-name-longer-than-any-region-has'" },
};

START_TEST(no_region_is_refused)
{
    struct amiplan_error err = { 0 };

    ck_assert_int_eq(ap_region_check(refusal_cases[_i].region, "--region", &err),
                     AMIPLAN_ERR_USAGE);
    ck_assert_int_eq(err.status, AMIPLAN_ERR_USAGE);
    ck_assert_str_eq(err.place, "--region");
    ck_assert_str_eq(err.message, refusal_cases[_i].message);
    ck_assert_int_eq(ap_region_check(refusal_cases[_i].region, NULL, NULL), AMIPLAN_ERR_USAGE);
}
END_TEST

static const struct {
    const char *region;
    const char *zone;
    bool has_form;
} zone_cases[] = {
    { "us-east-1", "us-east-1a", true },
    { "us-east-1", "us-east-1-bos-1a", true },
    { "us-east-1", "us-east-1-wl1-bos-wlz-1", true },
    { "us-east-1", "us-east-1", false },
    { "us-east-1", "us-east-2a", false },
    { "us-east-1", "us-east-10a", false },
    { "us-east-1", "us-east-1A", false },
    { "us-east-1", "use1-az1", false }, /* a zone id */
    { "us-east-1", "", false },
};

START_TEST(zone_has_its_regions_name)
{
    ck_assert_int_eq(ap_region_has_zone_form(zone_cases[_i].region, zone_cases[_i].zone),
                     zone_cases[_i].has_form);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("region");
    TCase *region = tcase_create("region");

    tcase_add_test(region, table_is_sorted);
    tcase_add_loop_test(region, partition_is_found, 0, AP_COUNT(partition_cases));
    tcase_add_loop_test(region, no_region_is_refused, 0, AP_COUNT(refusal_cases));
    tcase_add_loop_test(region, zone_has_its_regions_name, 0, AP_COUNT(zone_cases));
    suite_add_tcase(suite, region);
    return run_suite(suite);
}
