#include "cli/catalogue.h"

#include "cli/output.h"

enum exit_code cli_catalogue_run(struct invocation *invocation, int argc, char **argv,
                                 cli_write_fn *write)
{
    const struct options *options = &invocation->options;
    struct amiplan_type_filter filter = AMIPLAN_TYPE_FILTER_INIT;
    struct amiplan_catalog *catalog = NULL;
    char *text = NULL;
    size_t len;
    struct amiplan_error err;
    enum amiplan_status status;
    enum exit_code code = EXIT_WELL;

    filter.names = (const char *const *)argv;
    filter.name_count = (size_t)argc;
    filter.region = options->region_filter;
    filter.architecture = options->architecture;
    filter.virtualization = options->virtualization_type;
    filter.root_device = options->root_device_type;
    filter.generation = options->generation;
    status = amiplan_catalog_new(cli_print_warning, NULL, &catalog, &err);
    if (!status)
        status = write(catalog, &filter, cli_output_format(invocation), &text, &len, &err);
    if (status)
        code = cli_command_fail(invocation, &err);
    else
        cli_print_document(text, len);
    amiplan_free(text);
    amiplan_catalog_free(catalog);
    return code;
}
