#include "planner/offering.h"

#include <string.h>

#include "base/error.h"
#include "planner/instance_type.h"
#include "tests/check_main.h"

static const struct {
    const char *type;
    const char *region;
    enum ap_offered offered;
} region_cases[] = {
    { "m5.large", "us-east-1", AP_OFFERED_YES },
    { "m5.large", "ap-southeast-5", AP_OFFERED_NO },
    { "m1.small", "us-east-1", AP_OFFERED_YES },
    { "m1.small", "us-east-2", AP_OFFERED_NO },
    { "a1.large", "us-west-2", AP_OFFERED_YES },
    { "a1.large", "us-west-1", AP_OFFERED_NO },
    /* retired: offered nowhere */
    { "cc2.8xlarge", "us-east-1", AP_OFFERED_NO },
    { "i3.metal", "us-east-1", AP_OFFERED_NO },
    /* a region that the data do not cover, and none at all */
    { "m5.large", "cn-north-1", AP_OFFERED_UNKNOWN },
    { "m5.large", "us-east", AP_OFFERED_UNKNOWN },
    { "m5.large", "us-east-1a", AP_OFFERED_UNKNOWN },
    { "m5.large", "", AP_OFFERED_UNKNOWN },
    { "cc2.8xlarge", "cn-north-1", AP_OFFERED_UNKNOWN },
    /* a type that the data do not have */
    { "m99.large", "us-east-1", AP_OFFERED_UNKNOWN },
    { "", "us-east-1", AP_OFFERED_UNKNOWN },
};

START_TEST(region_answers)
{
    ck_assert_msg(ap_offering_in_region(region_cases[_i].type, region_cases[_i].region) ==
                      region_cases[_i].offered,
                  "%s in %s", region_cases[_i].type, region_cases[_i].region);
}
END_TEST

static const struct {
    const char *type;
    const char *zone;
    enum ap_offered offered;
} zone_cases[] = {
    { "m5.large", "us-east-1a", AP_OFFERED_YES },
    { "m5.large", "us-east-1e", AP_OFFERED_NO },
    { "m1.small", "sa-east-1a", AP_OFFERED_YES },
    { "m1.small", "sa-east-1b", AP_OFFERED_NO },
    { "m1.small", "us-east-2a", AP_OFFERED_NO }, /* not in the region */
    { "cc2.8xlarge", "us-east-1a", AP_OFFERED_NO },
    { "m5.large", "us-east-1z", AP_OFFERED_UNKNOWN },
    { "m5.large", "us-east-1", AP_OFFERED_UNKNOWN },
    { "m5.large", "us-east-1-bos-1a", AP_OFFERED_UNKNOWN }, /* a Local Zone: not in the data */
    { "m5.large", "use1-az1", AP_OFFERED_UNKNOWN },         /* a zone id */
    { "m5.large", "", AP_OFFERED_UNKNOWN },
    { "m99.large", "us-east-1a", AP_OFFERED_UNKNOWN },
};

START_TEST(zone_answers)
{
    ck_assert_msg(ap_offering_in_zone(zone_cases[_i].type, zone_cases[_i].zone) ==
                      zone_cases[_i].offered,
                  "%s in %s", zone_cases[_i].type, zone_cases[_i].zone);
}
END_TEST

START_TEST(coverage_is_told)
{
    ck_assert(ap_offering_covers("us-east-1"));
    ck_assert(ap_offering_covers("ap-southeast-5"));
    ck_assert(!ap_offering_covers("cn-north-1"));
    ck_assert(!ap_offering_covers(""));
    ck_assert(ap_offering_knows_zone("us-east-1f"));
    ck_assert(!ap_offering_knows_zone("us-east-1g"));
    ck_assert(!ap_offering_knows_zone("us-east-1"));
    ck_assert(!ap_offering_knows_zone("us-east-1ab"));
    ck_assert(ap_offering_knows_type("m5.large"));
    ck_assert(ap_offering_knows_type("cc2.8xlarge"));
    ck_assert(!ap_offering_knows_type("m99.large"));
    ck_assert_str_eq(ap_offering_date(), "2026-08-02");
}
END_TEST

/* What DescribeInstanceTypeOfferings returned, counted there: 30 regions, 94 zones. */
START_TEST(totals_are_those_of_the_dump)
{
    size_t regions = 0;
    size_t zones = 0;

    for (size_t i = 0; i < ap_instance_type_builtin_count(); i++) {
        struct ap_instance_type type;
        ap_instance_type_builtin_at(i, &type);
        struct ap_offering_walk walk = ap_offering_begin(type.name);
        size_t before = regions;
        while (ap_offering_next_region(&walk)) {
            regions++;
            ck_assert(ap_offering_covers(walk.region));
            while (ap_offering_next_zone(&walk)) {
                zones++;
                ck_assert_msg(!strncmp(walk.zone, walk.region, strlen(walk.region)), "%s",
                              walk.zone);
            }
        }
        ck_assert_msg((regions == before) == type.retired, "%s", type.name);
    }
    ck_assert_uint_eq(regions, 20628);
    ck_assert_uint_eq(zones, 62306);
}
END_TEST

START_TEST(names_are_listed)
{
    char out[512] = "";

    ap_offering_zones("m5.large", "us-east-1", out, sizeof(out));
    ck_assert_str_eq(out, "us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f");
    ap_offering_zones("m1.small", "us-east-2", out, sizeof(out));
    ck_assert_str_eq(out, "");
    ap_offering_regions("m1.small", out, sizeof(out));
    ck_assert_str_eq(out, "ap-northeast-1, ap-southeast-1, ap-southeast-2, eu-west-1, sa-east-1, "
                          "us-east-1, us-west-1, us-west-2");
    ap_offering_regions("cc2.8xlarge", out, sizeof(out));
    ck_assert_str_eq(out, "");
}
END_TEST

START_TEST(names_are_cut_at_a_comma)
{
    char out[sizeof("us-east-1a, us-east-1b, ")] = "";

    ap_offering_zones("m5.large", "us-east-1", out, sizeof("us-east-1a, us-east-1b"));
    ck_assert_str_eq(out, "us-east-1a, us-east-1b");
    ap_offering_zones("m5.large", "us-east-1", out, sizeof("us-east-1a, us-east-1b") - 1);
    ck_assert_str_eq(out, "us-east-1a");
    ap_offering_regions("m5.large", out, 1);
    ck_assert_str_eq(out, "");
    out[0] = 'x';
    ap_offering_regions("m5.large", out, 0);
    ck_assert_int_eq(out[0], 'x');
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("offering");
    TCase *offering = tcase_create("offering");

    tcase_add_loop_test(offering, region_answers, 0, AP_COUNT(region_cases));
    tcase_add_loop_test(offering, zone_answers, 0, AP_COUNT(zone_cases));
    tcase_add_test(offering, coverage_is_told);
    tcase_add_test(offering, totals_are_those_of_the_dump);
    tcase_add_test(offering, names_are_listed);
    tcase_add_test(offering, names_are_cut_at_a_comma);
    tcase_set_timeout(offering, 60);
    suite_add_tcase(suite, offering);
    return run_suite(suite);
}
