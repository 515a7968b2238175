/*
 * GetParameter, GetParameters and GetParametersByPath answers: what is walked can be read by name.
 */
#include <stdlib.h>
#include <string.h>

#include "params/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct visit {
    const struct ap_store *store;
    const struct ap_store_question *question;
    struct ap_arena *arena;
    char last[AP_NAME_BYTES_MAX + 1]; /* the name before */
};

static enum amiplan_status read_again(void *user, const struct amiplan_parameter *parameter)
{
    struct visit *visit = user;
    struct amiplan_parameter answer = { .region = NULL };
    struct ap_name name;

    if (ap_name_parse(parameter->name, NULL, &name, NULL))
        abort();
    if (visit->last[0] && ap_name_compare(visit->last, name.text) >= 0)
        abort();
    memcpy(visit->last, name.text, sizeof(visit->last));
    if (visit->store->read(visit->store->state, visit->question, &name, 1, &answer, visit->arena,
                           NULL))
        abort();
    if (answer.error.status || strcmp(answer.value, parameter->value) != 0)
        abort();
    return AMIPLAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct ap_store_question question = { .region = "us-east-1" };
    struct ap_store store = { .state = NULL };
    struct ap_json *root = NULL;
    struct ap_arena arena = { 0 };
    struct visit visit = { &store, &question, &arena, "" };

    if (ap_store_memory_new(&store, NULL))
        return 0;
    if (ap_json_parse("fuzz", (const char *)data, size, &root, NULL) == AMIPLAN_OK) {
        const struct ap_json_doc doc = { "fuzz", root };

        ap_store_memory_add(&store, "us-east-1", 1, &doc, NULL, NULL, NULL);
        store.walk(store.state, &question, read_again, &visit, &arena, NULL);
    }
    ap_json_free(root);
    store.free(store.state);
    ap_arena_done(&arena);
    return 0;
}
