/* The calls that carry a launch: which there are, and what they concern. */
#include <string.h>

#include <check.h>

#include "planner/operation.h"
#include "tests/check_main.h"

/* design: --operation. In the order of the table, which is sorted. */
static const struct {
    const char *name;
    unsigned concerns;
} operations[] = {
    { "AttachNetworkInterface", 0 },
    { "AutoScaling", AP_LAUNCHES },
    { "CreateAutoScalingGroup", AP_LAUNCHES },
    { "CreateFleet", AP_LAUNCHES },
    { "CreateLaunchConfiguration", AP_LAUNCHES },
    { "CreateLaunchTemplate", AP_LAUNCHES },
    { "CreateLaunchTemplateVersion", AP_LAUNCHES },
    { "CreateNodegroup", AP_LAUNCHES },
    { "CreateVolume", 0 },
    { "ModifyInstanceAttribute", AP_MODIFIES },
    { "RequestSpotFleet", AP_LAUNCHES },
    { "RequestSpotInstances", AP_LAUNCHES },
    { "RunInstances", AP_LAUNCHES },
    { "StartInstances", AP_LAUNCHES },
    { "StopInstances", AP_STOPS },
};

START_TEST(operation_is_found)
{
    const struct ap_operation *operation = NULL;

    ck_assert_int_eq(ap_operation_find(operations[_i].name, &operation, NULL), AMIPLAN_OK);
    ck_assert_str_eq(operation->name, operations[_i].name);
    ck_assert_uint_eq(operation->concerns, operations[_i].concerns);
}
END_TEST

/* Found one after the other in memory: the table has these rows, in this order, and is sorted. */
START_TEST(operations_are_sorted)
{
    const struct ap_operation *first = NULL;

    ck_assert_int_eq(ap_operation_find(operations[0].name, &first, NULL), AMIPLAN_OK);
    for (size_t i = 1; i < AP_COUNT(operations); i++) {
        const struct ap_operation *operation = NULL;
        ck_assert_int_eq(ap_operation_find(operations[i].name, &operation, NULL), AMIPLAN_OK);
        ck_assert_ptr_eq(operation, first + i);
        ck_assert_int_lt(strcmp(operation[-1].name, operation->name), 0);
    }
}
END_TEST

START_TEST(none_is_run_instances)
{
    const struct ap_operation *operation = NULL;

    ck_assert_int_eq(ap_operation_find(NULL, &operation, NULL), AMIPLAN_OK);
    ck_assert_str_eq(operation->name, "RunInstances");
}
END_TEST

static const struct {
    const char *name;
    const char *says;
} wrong[] = {
    { "RunInstance", "did you mean RunInstances?" },
    { "StopInstance", "did you mean StopInstances?" },
    { "CreateLaunchTemplat", "did you mean CreateLaunchTemplate?" },
    /* case counts, as in AWS's API */
    { "runInstances", "did you mean RunInstances?" },
    { "DescribeImages", "there is no operation 'DescribeImages'" },
    { "", "there is no operation ''" },
};

START_TEST(wrong_one_is_refused)
{
    const struct ap_operation *const untouched = (const struct ap_operation *)&wrong;
    const struct ap_operation *operation = untouched;
    struct amiplan_error err = { .message = "" };

    ck_assert_int_eq(ap_operation_find(wrong[_i].name, &operation, &err), AMIPLAN_ERR_USAGE);
    ck_assert_msg(strstr(err.message, wrong[_i].says), "'%s': %s", wrong[_i].name, err.message);
    ck_assert_ptr_eq(operation, untouched);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("operation");
    TCase *find = tcase_create("find");

    tcase_add_loop_test(find, operation_is_found, 0, (int)AP_COUNT(operations));
    tcase_add_test(find, operations_are_sorted);
    tcase_add_test(find, none_is_run_instances);
    tcase_add_loop_test(find, wrong_one_is_refused, 0, (int)AP_COUNT(wrong));
    suite_add_tcase(suite, find);
    return run_suite(suite);
}
