/*
 * Any bytes as one question in JSON: the answer is a document of the schema that its status wants.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void look_at(const char *answer, size_t len, enum amiplan_status ended)
{
    struct amiplan_error err;
    struct ap_json *root = NULL;
    const char *schema;

    if (strlen(answer) != len || ap_json_parse("answer", answer, len, &root, &err))
        abort();
    schema = ap_json_string(ap_json_member(root, "schema"));
    if (!schema || (strcmp(schema, "amiplan/error/v1") == 0) != (ended != AMIPLAN_OK))
        abort();
    ap_json_free(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct amiplan_catalog *catalog = NULL;
    enum amiplan_status ended = AMIPLAN_OK;
    struct amiplan_error err;
    char *answer = NULL;
    size_t len = 0;

    if (amiplan_catalog_new(NULL, NULL, &catalog, &err))
        return 0;
    if (!amiplan_call_json(catalog, (const char *)data, size, &ended, &answer, &len, &err))
        look_at(answer, len, ended);
    amiplan_free(answer);
    amiplan_catalog_free(catalog);
    return 0;
}
