/*
 * What amiplan costs, as ratios against an empty program that is measured in the same run, one
 * round of each in turn: `bench EMPTY AMIPLAN LIBRARY`. Medians; nothing is asserted.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include <amiplan.h>

#define ROUNDS 300
#define CALLS  2000

static const char name[] = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
static const char request[] =
    "{\"ImageId\":\"ami-0006118602dfc1c09\",\"InstanceType\":\"m5.large\"}";

extern char **environ;

static double now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof(*values), compare);
    return values[count / 2];
}

/* Runs a program to its end, with its output thrown away; gives microseconds and peak KiB. */
static double run(char *const argv[], long *peak_kib)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    int status = 0;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    double start = now_us();
    if (posix_spawn(&pid, argv[0], &actions, NULL, argv, environ) ||
        wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status)) {
        fprintf(stderr, "bench: %s did not run well\n", argv[0]);
        exit(1);
    }
    double spent = now_us() - start;
    posix_spawn_file_actions_destroy(&actions);
    *peak_kib = usage.ru_maxrss;
    return spent;
}

static void bench_process(char *empty, char *amiplan, double *floor_us)
{
    char *const floor_argv[] = { empty, NULL };
    char *const argv[] = { amiplan,     "resolve",    "--offline", "--region",
                           "us-east-1", (char *)name, NULL };
    static double floor_times[ROUNDS], times[ROUNDS];
    long floor_kib = 0, kib = 0;

    for (size_t i = 0; i < ROUNDS; i++) {
        floor_times[i] = run(floor_argv, &floor_kib);
        times[i] = run(argv, &kib);
    }
    *floor_us = median(floor_times, ROUNDS);
    double us = median(times, ROUNDS);
    printf("empty process                    %8.0f us   1.00   peak %ld KiB\n", *floor_us,
           floor_kib);
    printf("amiplan resolve --offline        %8.0f us   %.2f   peak %ld KiB (%+ld)\n", us,
           us / *floor_us, kib, kib - floor_kib);
}

static void fail(const struct amiplan_error *err)
{
    fprintf(stderr, "bench: %s: %s\n", err->place, err->message);
    exit(1);
}

static void bench_library(double floor_us)
{
    const char *const regions[] = { "us-east-1" };
    const char *const references[] = { name };
    struct amiplan_context context = AMIPLAN_CONTEXT_INIT;
    struct amiplan_catalog *catalog = NULL;
    struct amiplan_launch *launch = NULL;
    struct amiplan_error err = { .message = "" };

    context.now_s = 1785628800;
    context.regions = regions;
    context.region_count = 1;
    context.offline = 1;
    if (amiplan_catalog_new(NULL, NULL, &catalog, &err) ||
        amiplan_launch_read("request", request, strlen(request), &launch, &err))
        fail(&err);

    double start = now_us();
    for (size_t i = 0; i < CALLS; i++) {
        struct amiplan_resolutions *resolutions = NULL;
        if (amiplan_resolve(catalog, references, 1, &context, &resolutions, &err))
            fail(&err);
        amiplan_resolutions_free(resolutions);
    }
    double resolve_us = (now_us() - start) / CALLS;

    start = now_us();
    for (size_t i = 0; i < CALLS; i++) {
        const struct amiplan_launch *launches[] = { launch };
        struct amiplan_report *report = NULL;
        if (amiplan_check(catalog, launches, 1, &context, &report, &err))
            fail(&err);
        amiplan_report_free(report);
    }
    double check_us = (now_us() - start) / CALLS;
    printf("amiplan_resolve() in the library %8.1f us   %.4f\n", resolve_us, resolve_us / floor_us);
    printf("amiplan_check() in the library   %8.1f us   %.4f\n", check_us, check_us / floor_us);
    amiplan_launch_free(launch);
    amiplan_catalog_free(catalog);
}

int main(int argc, char *argv[])
{
    double floor_us = 0;
    struct stat library;

    if (argc != 4) {
        fprintf(stderr, "usage: bench EMPTY AMIPLAN LIBRARY\n");
        return 2;
    }
    bench_process(argv[1], argv[2], &floor_us);
    bench_library(floor_us);
    if (stat(argv[3], &library)) {
        fprintf(stderr, "bench: %s cannot be read\n", argv[3]);
        return 1;
    }
    printf("stripped library                 %8.2f MB\n", (double)library.st_size / 1e6);
    return 0;
}
