/*
 * Parameter names and the selectors behind them: the only code that takes these apart.
 * Grammar and limits: SSM API Reference, PutParameter (Name) and GetParameter (Name).
 */
#ifndef AP_PARAMS_NAME_H
#define AP_PARAMS_NAME_H

#include <stdbool.h>

#include "base/error.h"

#define AP_NAME_BYTES_MAX  2048 /* of the member Name, a selector included */
#define AP_NAME_LEVELS_MAX 15
#define AP_LABEL_BYTES_MAX 100

enum ap_selector { AP_SELECT_LATEST, AP_SELECT_VERSION, AP_SELECT_LABEL };

/* A name as it was asked for, taken apart. Owns its text; `= { 0 }` is a valid start. */
struct ap_name {
    char text[AP_NAME_BYTES_MAX + 1]; /* canonical: "/aws/service/x"; a root name has its slash */
    unsigned levels;                  /* 1 to AP_NAME_LEVELS_MAX */
    enum ap_selector selector;
    int64_t version; /* of AP_SELECT_VERSION, from 1 */
    char label[AP_LABEL_BYTES_MAX + 1];
    char region[32];  /* that an ARN gives; "" otherwise */
    char account[13]; /* likewise; "" for a public parameter's ARN */
    bool is_public;   /* one of AWS's own: it begins with /aws/ */
};

/*
 * Parses "name", "/path/name", either with ":3" or ":label", or a parameter ARN with the same.
 * White space at either end is dropped, as the service does. `place` opens the place of an error.
 * SYNTAX: the message names the fault, its byte and the limit. *out is left alone on failure.
 */
enum amiplan_status ap_name_parse(const char *text, const char *place, struct ap_name *out,
                                  struct amiplan_error *err);

/* The order of names: bytewise, and a root name is the same with and without its slash. */
int ap_name_compare(const char *a, const char *b);

/* Whether name lies below path ("/a" or "/a/"): anywhere, or on the next level when not recursive.
 */
bool ap_name_is_below(const char *name, const char *path, bool recursive);

#endif
