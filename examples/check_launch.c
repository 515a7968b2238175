/*
 * check_launch IMAGES.json TYPE IMAGE_ID REGION: would EC2 refuse to start the image on that type?
 * The file is what `aws ec2 describe-images` printed in that region. Exit code: 1 yes, 0 no.
 */
#include <amiplan.h>
#include <stdio.h>
#include <time.h>

static char bytes[16 * 1024 * 1024]; /* room for the file */

int main(int argc, char **argv)
{
    struct amiplan_context context = AMIPLAN_CONTEXT_INIT;
    struct amiplan_catalog *catalog = NULL;
    struct amiplan_launch *launch = NULL;
    struct amiplan_report *report = NULL;
    struct amiplan_error err;
    FILE *file;
    size_t len;
    int code = 2;

    if (argc != 5) {
        fprintf(stderr, "usage: check_launch IMAGES.json TYPE IMAGE_ID REGION\n");
        return 2;
    }
    file = fopen(argv[1], "rb");
    if (!file) {
        perror(argv[1]);
        return 2;
    }
    len = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);

    context.now_s = (int64_t)time(NULL);
    context.regions = (const char *const *)&argv[4];
    context.region_count = 1;
    if (amiplan_catalog_new(NULL, NULL, &catalog, &err) ||
        amiplan_catalog_add_json(catalog, AMIPLAN_IMAGES, argv[4], 0, argv[1], bytes, len, &err) ||
        amiplan_launch_new(&launch, &err) ||
        amiplan_launch_set(launch, "InstanceType", argv[2], &err) ||
        amiplan_launch_set(launch, "ImageId", argv[3], &err) ||
        amiplan_check(catalog, (const struct amiplan_launch *const *)&launch, 1, &context, &report,
                      &err)) {
        fprintf(stderr, "check_launch: %s: %s\n", err.place, err.message);
    } else {
        for (size_t i = 0; i < amiplan_report_finding_count(report, 0); i++) {
            const struct amiplan_finding *finding = amiplan_report_finding(report, 0, i);
            printf("%s: %s\n", finding->rule->id, finding->message);
        }
        code = amiplan_report_verdict(report) == AMIPLAN_FAIL;
    }
    amiplan_report_free(report);
    amiplan_launch_free(launch);
    amiplan_catalog_free(catalog);
    return code;
}
