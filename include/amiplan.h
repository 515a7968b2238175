/*
 * amiplan: from a friendly name to a launch that will work.
 *
 * This header is the whole promise of libamiplan, and its comments are the manual. The library
 * opens no socket, reads no file, looks at no environment variable and keeps no writable global:
 * data come in as bytes, time comes in as an argument, results and errors go to the caller. Handles
 * are opaque.
 *
 * Ownership, in three words: "new" is yours to free; "borrowed" is valid as long as its owner and
 * is const; everything else is a value. Functions named ..._free() accept NULL.
 *
 * Threads: a catalog may be read by any number of threads at once as long as none adds to it.
 */
#ifndef AMIPLAN_H
#define AMIPLAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- how a call ended --------------------------------------------------------------------------
 */

/*
 * An error means that the question could not be answered. "No" is an answer: a launch that EC2
 * would refuse is a finding of a report, never an error.
 */
enum amiplan_status {
    AMIPLAN_OK = 0,
    AMIPLAN_ERR_MEMORY,    /* an allocation failed */
    AMIPLAN_ERR_USAGE,     /* the caller's arguments cannot be right, or contradict each other */
    AMIPLAN_ERR_SYNTAX,    /* text that does not parse, or a value outside its limits */
    AMIPLAN_ERR_NO_IMAGE,  /* the parameter exists; its value is no image id */
    AMIPLAN_ERR_NOT_FOUND, /* an authoritative source says that there is none */
    AMIPLAN_ERR_UNKNOWN,   /* no configured source covers it, or only data too old */
    AMIPLAN_ERR_SOURCE,    /* a source failed; a retry may help */
    AMIPLAN_ERR_STORAGE,   /* storage is damaged, full or locked */
    AMIPLAN_ERR_INTERNAL,  /* a fault of this library */
};

/* The name of a status as the JSON answers spell it: "NotFound". Static. */
const char *amiplan_status_name(enum amiplan_status status);

/* 1 when the same call may succeed later without a change by the caller, else 0. */
int amiplan_status_is_retryable(enum amiplan_status status);

/* Sizes of the texts of struct amiplan_error, the closing NUL included. */
#define AMIPLAN_ERROR_PLACE_BYTES   160
#define AMIPLAN_ERROR_MESSAGE_BYTES 640

/*
 * Why a call failed. It lives in the caller's frame and owns nothing, so there is nothing to free.
 * Every function that takes one accepts NULL, and writes it only when it fails.
 */
struct amiplan_error {
    enum amiplan_status status;
    char place[AMIPLAN_ERROR_PLACE_BYTES];     /* "launch.json: /ImageId", or "" */
    char message[AMIPLAN_ERROR_MESSAGE_BYTES]; /* one line, UTF-8, no newline, cut to fit */
};

/* Frees text that a function of this header gave as new. NULL is fine. */
void amiplan_free(void *bytes);

/* "0.1.0" of the library that runs. Static. */
const char *amiplan_version(void);

/* ---- what is known: the catalog ----------------------------------------------------------------
 */

/*
 * What is known of parameters, images and instance types: the built-in data (the "snapshot", real
 * AWS data, each record dated), and whatever the caller adds. What was added is looked at first.
 */
struct amiplan_catalog;

/*
 * Told of the records that were kept out of a catalog, and why: of the first 100 of a document one
 * by one, then once of how many more there were. place and message are borrowed for the time of the
 * call.
 */
typedef void amiplan_warn_fn(void *user, const char *place, const char *message);

/* New: amiplan_catalog_free() it. warn may be NULL; user is handed to it. Only MEMORY. */
enum amiplan_status amiplan_catalog_new(amiplan_warn_fn *warn, void *user,
                                        struct amiplan_catalog **out, struct amiplan_error *err);
void amiplan_catalog_free(struct amiplan_catalog *catalog);

/* What bytes hold; each is what the AWS CLI or an SDK prints of the call that is named. */
enum amiplan_kind {
    AMIPLAN_PARAMETERS,       /* ssm get-parameter, get-parameters, get-parameters-by-path */
    AMIPLAN_IMAGES,           /* ec2 describe-images */
    AMIPLAN_IMAGE_ATTRIBUTES, /* ec2 describe-image-attribute --attribute launchPermission, ... */
    AMIPLAN_INSTANCE_TYPES,   /* ec2 describe-instance-types */
};

/*
 * Adds the records of one JSON document to the catalog. `name` is what errors call the document;
 * the records are those of `region` (ignored for instance types and image attributes), as they were
 * at as_of_s (seconds since 1970; 0 when not known). An empty list is fine. A record that is wrong
 * is kept out, with a warning, and spoils no other. The bytes are copied as far as needed. SYNTAX
 * when the document as a whole is no such answer; USAGE for a region that does not exist.
 */
enum amiplan_status amiplan_catalog_add_json(struct amiplan_catalog *catalog,
                                             enum amiplan_kind kind, const char *region,
                                             int64_t as_of_s, const char *name, const char *bytes,
                                             size_t len, struct amiplan_error *err);

/* ---- what every question needs ------------------------------------------------------------------
 */

/*
 * The context of a question. Start from AMIPLAN_CONTEXT_INIT and fill in what is known; strings are
 * borrowed for the time of the call. Members may be added behind the last: size tells which are
 * there.
 */
struct amiplan_context {
    size_t size;   /* sizeof(struct amiplan_context) */
    int64_t now_s; /* the time to answer for, in seconds since 1970 */

    /* The regions to answer for. The single region "all" stands for all that the catalog covers. */
    const char *const *regions;
    size_t region_count;

    /*
     * A name is floating when what it means changes with time: a public /aws/... name without a
     * version. The built-in data answer it only by consent: 1 here, or as_of_s. Without consent the
     * answer is AMIPLAN_ERR_UNKNOWN, never an old value.
     */
    int offline;
    int64_t as_of_s; /* answer as things stood then; 0 for not asked */

    /* Who launches. NULL for not known; a 12-digit account id, and ARNs of AWS Organizations. */
    const char *account;
    const char *organization;
    const char *const *organizational_units;
    size_t organizational_unit_count;

    /* The call that carries the launch, in AWS's spelling; NULL for RunInstances. */
    const char *operation;
};

#define AMIPLAN_CONTEXT_INIT                                                                       \
    {                                                                                              \
        .size = sizeof(struct amiplan_context)                                                     \
    }

/* ---- resolve ------------------------------------------------------------------------------------
 */

/*
 * One reference in one region. Strings are borrowed from the resolutions that hold it, NULL when
 * there is nothing to say.
 */
struct amiplan_resolution {
    const char *reference;      /* as it was asked */
    const char *region;         /* NULL for an image id asked without a region */
    const char *image_id;       /* NULL when it failed: see error */
    const char *parameter;      /* name of the parameter that held it; NULL for an image id */
    int64_t version;            /* of the parameter; 0 when the source does not say */
    const char *source;         /* "snapshot", the name of a document, or NULL for an image id */
    const char *as_of;          /* date of the data, "2026-08-02"; NULL when not known */
    int64_t age_seconds;        /* of the data at now_s; -1 when not known */
    const char *image_name;     /* NULL when no source has the image's record */
    int deprecated;             /* 1 yes, 0 no, -1 not known */
    int inferred;               /* 1 when `deprecated` is inferred from the image's family */
    struct amiplan_error error; /* status AMIPLAN_OK when it went well */
};

struct amiplan_resolutions;

/*
 * Resolves references: image ids, parameter names (with :version or :label), the same behind "ssm:"
 * or "resolve:ssm:", and parameter ARNs. An image id resolves to itself even when no source knows
 * it. A value that is a JSON document gives its image_id member. OK means that each reference has
 * an outcome, which may be an error of its own. In the order given, region by region. New:
 * amiplan_resolutions_free() it. USAGE, MEMORY.
 */
enum amiplan_status amiplan_resolve(const struct amiplan_catalog *catalog,
                                    const char *const *references, size_t reference_count,
                                    const struct amiplan_context *context,
                                    struct amiplan_resolutions **out, struct amiplan_error *err);
size_t amiplan_resolutions_count(const struct amiplan_resolutions *resolutions);
/* Borrowed. index < count. */
const struct amiplan_resolution *
amiplan_resolutions_get(const struct amiplan_resolutions *resolutions, size_t index);
/* The document amiplan/resolve/v1. New: amiplan_free() it; len may be NULL. */
enum amiplan_status amiplan_resolutions_json(const struct amiplan_resolutions *resolutions,
                                             char **out, size_t *len, struct amiplan_error *err);
void amiplan_resolutions_free(struct amiplan_resolutions *resolutions);

/* ---- parameters ---------------------------------------------------------------------------------
 */

/* One parameter. Strings are borrowed from the parameters that hold it, NULL when not recorded. */
struct amiplan_parameter {
    const char *region;
    const char *name; /* as it was asked when it failed */
    const char *arn;
    const char *value; /* exactly as recorded; NULL when it failed: see error */
    const char *type;  /* "String" */
    const char *data_type;
    int64_t version;           /* 0 when not recorded */
    const char *last_modified; /* "2026-07-27T19:33:42.585Z" */
    const char *source;
    const char *as_of;
    struct amiplan_error error;
};

struct amiplan_parameters;

/*
 * Reads parameters by name (or ARN, with :version or :label). OK means that each has an outcome.
 * New: amiplan_parameters_free() it. USAGE, MEMORY.
 */
enum amiplan_status amiplan_parameters_read(const struct amiplan_catalog *catalog,
                                            const char *const *names, size_t name_count,
                                            const struct amiplan_context *context,
                                            struct amiplan_parameters **out,
                                            struct amiplan_error *err);
/*
 * The parameters below a path ("/" for all), in order of region and name: the next level only, or
 * all levels when recursive. New. USAGE for a path that does not begin with "/", UNKNOWN without
 * consent.
 */
enum amiplan_status amiplan_parameters_list(const struct amiplan_catalog *catalog, const char *path,
                                            int recursive, const struct amiplan_context *context,
                                            struct amiplan_parameters **out,
                                            struct amiplan_error *err);
size_t amiplan_parameters_count(const struct amiplan_parameters *parameters);
/* Borrowed. index < count. */
const struct amiplan_parameter *amiplan_parameters_get(const struct amiplan_parameters *parameters,
                                                       size_t index);
/* The document amiplan/parameters/v1. New: amiplan_free() it; len may be NULL. */
enum amiplan_status amiplan_parameters_json(const struct amiplan_parameters *parameters, char **out,
                                            size_t *len, struct amiplan_error *err);
void amiplan_parameters_free(struct amiplan_parameters *parameters);

/* ---- launches -----------------------------------------------------------------------------------
 */

/* What is asked for: a request in the shape of RunInstances. */
struct amiplan_launch;

/* An empty launch. New: amiplan_launch_free() it. Only MEMORY. */
enum amiplan_status amiplan_launch_new(struct amiplan_launch **out, struct amiplan_error *err);

/*
 * Reads RunInstances JSON (what `aws ec2 run-instances --generate-cli-skeleton` shows), or launch
 * template data. `name` is what errors and locations call the document. Members that amiplan does
 * not look at are kept for the run-instances output. New. SYNTAX with the place, MEMORY.
 */
enum amiplan_status amiplan_launch_read(const char *name, const char *bytes, size_t len,
                                        struct amiplan_launch **out, struct amiplan_error *err);

/*
 * Sets one member, spelled as AWS spells it: "ImageId", "InstanceType", "AvailabilityZone",
 * "BlockDeviceMappings" (JSON text). An ImageId set here may be any reference that
 * amiplan_resolve() takes; inside a document it has EC2's own grammar. USAGE when the document says
 * something else for the same member, SYNTAX for a value that does not parse.
 */
enum amiplan_status amiplan_launch_set(struct amiplan_launch *launch, const char *member,
                                       const char *value, struct amiplan_error *err);
void amiplan_launch_free(struct amiplan_launch *launch);

/* ---- rules --------------------------------------------------------------------------------------
 */

enum amiplan_severity { AMIPLAN_INFO, AMIPLAN_WARNING, AMIPLAN_ERROR };
enum amiplan_certainty {
    AMIPLAN_DOCUMENTED, /* AWS's documentation or API model says so */
    AMIPLAN_RECORDED,   /* somebody recorded EC2's real answer */
    AMIPLAN_DATA,       /* read from what an AWS API returned */
    AMIPLAN_INFERRED,   /* concluded from the others */
    AMIPLAN_USER,       /* stated by the user's own texts */
};

/* One rule of the book, as people read it. All strings are static. */
struct amiplan_rule_info {
    const char *id; /* stable for ever: "arch-mismatch" */
    enum amiplan_severity severity;
    enum amiplan_certainty certainty;
    const char *summary;     /* what must hold, in one clause */
    const char *facts;       /* rows of the fact sheets: "ARCH-1 ARCH-3" */
    const char *reference;   /* where AWS, or the user, says so */
    const char *fix;         /* what to do about it, or NULL */
    const char *ec2_code;    /* the code that EC2 would return, or NULL when none is recorded */
    const char *ec2_message; /* its text, {names} standing for what EC2 fills in, or NULL */
};

size_t amiplan_rule_count(void);
/* Borrowed, static. index < count. In the order in which EC2 would most likely complain. */
const struct amiplan_rule_info *amiplan_rule_get(size_t index);

/* ---- check and plan -----------------------------------------------------------------------------
 */

enum amiplan_verdict {
    AMIPLAN_PASS,    /* no error is broken or unknown; warnings may be */
    AMIPLAN_UNKNOWN, /* no error is broken, but a fact that one depends on is in no source */
    AMIPLAN_FAIL,    /* an error is broken */
};
enum amiplan_finding_verdict { AMIPLAN_BROKEN, AMIPLAN_CANNOT_TELL, AMIPLAN_NOTE };

/* What one rule says of one launch. Strings are borrowed from the report, NULL for nothing to say.
 */
struct amiplan_finding {
    const struct amiplan_rule_info *rule;
    enum amiplan_finding_verdict verdict;
    enum amiplan_certainty certainty;
    int first;          /* 1 when EC2 would most likely return this one */
    const char *device; /* "/dev/xvda" when it is about one device */
    const char *message;
    const char *missing;    /* the fact that no source gives, when the verdict is CANNOT_TELL */
    const char *settled_by; /* what would settle it */
    const char *fix;
    const char *ec2_code;
    const char *ec2_message;
    const char *file; /* where in the input, NULL when not from a document */
    const char *pointer;
};

/* The outcome of a check or a plan: one subject for each launch and region. */
struct amiplan_report;

/*
 * Asks every rule of each launch in each region. OK means that the check was made, not that the
 * launches are good: see amiplan_report_verdict(). New: amiplan_report_free() it.
 * USAGE (a region, an account, an operation that cannot be), UNKNOWN or NO_IMAGE when a friendly
 * name does not lead to an image, MEMORY.
 * The report refers to the launches and to the catalog: free it before them.
 */
enum amiplan_status amiplan_check(const struct amiplan_catalog *catalog,
                                  const struct amiplan_launch *const *launches, size_t launch_count,
                                  const struct amiplan_context *context,
                                  struct amiplan_report **out, struct amiplan_error *err);

/* The same, and the plan of each launch besides: devices, their fate, what is charged, steps. */
enum amiplan_status amiplan_plan(const struct amiplan_catalog *catalog,
                                 const struct amiplan_launch *const *launches, size_t launch_count,
                                 const struct amiplan_context *context, struct amiplan_report **out,
                                 struct amiplan_error *err);

/* The worst verdict of all subjects. */
enum amiplan_verdict amiplan_report_verdict(const struct amiplan_report *report);
size_t amiplan_report_subject_count(const struct amiplan_report *report);
enum amiplan_verdict amiplan_report_subject_verdict(const struct amiplan_report *report,
                                                    size_t subject);
size_t amiplan_report_finding_count(const struct amiplan_report *report, size_t subject);
/* Borrowed. index < count. */
const struct amiplan_finding *amiplan_report_finding(const struct amiplan_report *report,
                                                     size_t subject, size_t index);

/*
 * Writes a report as "text", "json" (amiplan/check/v1 or amiplan/plan/v1) or, for a plan of one
 * launch in one region, "run-instances" (what `aws ec2 run-instances --cli-input-json` takes: the
 * request itself with the image id resolved, nothing inferred). New: amiplan_free() it; len may be
 * NULL. USAGE for another format, and for run-instances of a check.
 */
enum amiplan_status amiplan_report_write(const struct amiplan_report *report, const char *format,
                                         char **out, size_t *len, struct amiplan_error *err);
void amiplan_report_free(struct amiplan_report *report);

/* ---- reading the built-in knowledge -------------------------------------------------------------
 */

/*
 * Which instance types or families to show. NULL members do not filter. Start from
 * AMIPLAN_TYPE_FILTER_INIT.
 */
struct amiplan_type_filter {
    size_t size;
    const char *const *names; /* types or, for the matrix, families */
    size_t name_count;
    const char *region;         /* only what is offered there */
    const char *architecture;   /* "arm64" */
    const char *virtualization; /* "paravirtual" */
    const char *root_device;    /* "instance-store" */
    const char *generation;     /* "current", "previous" or "retired" */
};

#define AMIPLAN_TYPE_FILTER_INIT                                                                   \
    {                                                                                              \
        .size = sizeof(struct amiplan_type_filter)                                                 \
    }

/*
 * Instance types as "text" or "json" (amiplan/types/v1: one object a type, whose member "record" is
 * as DescribeInstanceTypes shapes it). New: amiplan_free() it. USAGE for a filter value, UNKNOWN
 * for a name that the data do not have.
 */
enum amiplan_status amiplan_types_write(const struct amiplan_catalog *catalog,
                                        const struct amiplan_type_filter *filter,
                                        const char *format, char **out, size_t *len,
                                        struct amiplan_error *err);

/* Families by virtualization, architecture, root device and generation, with sources, as "text",
 * "json" (amiplan/matrix/v1) or "csv". New. Errors as for types. */
enum amiplan_status amiplan_matrix_write(const struct amiplan_catalog *catalog,
                                         const struct amiplan_type_filter *filter,
                                         const char *format, char **out, size_t *len,
                                         struct amiplan_error *err);

/* The rule book as "text" or "json" (amiplan/rules/v1). New. */
enum amiplan_status amiplan_rules_write(const char *format, char **out, size_t *len,
                                        struct amiplan_error *err);

/* One rule by its id, or the rules that rest on a fact ("VIRT-3") or predict an EC2 error code, in
 * full, as "text" or "json". New. NOT_FOUND, with the nearest id, when there is none. */
enum amiplan_status amiplan_explain_write(const char *what, const char *format, char **out,
                                          size_t *len, struct amiplan_error *err);

/* ---- for callers from other languages -----------------------------------------------------------
 */

/*
 * One question as JSON, one answer as JSON: {"call": "resolve" | "check" | "plan", ...}. Members:
 *   "regions": [...], "now": "2026-08-02T00:00:00Z", "offline": true, "as_of": DATE,
 *   resolve: "references": [...];
 *   check, plan: "launches": [RunInstances, ...], "account", "organization",
 *   "organizational_units": [...], "operation".
 * The answer is the document that the call's own function writes, or amiplan/error/v1. *status is
 * how the call ended; the function itself fails only with MEMORY. New: amiplan_free() it.
 */
enum amiplan_status amiplan_call_json(const struct amiplan_catalog *catalog, const char *request,
                                      size_t request_len, enum amiplan_status *status, char **out,
                                      size_t *len, struct amiplan_error *err);

/* The document amiplan/error/v1 of an error. New: amiplan_free() it. */
enum amiplan_status amiplan_error_json(const struct amiplan_error *error, char **out, size_t *len);

/* ---- small things a program around the library needs --------------------------------------------
 */

/*
 * The region that an AWS config file's text gives for a profile: NUL-terminated in out, "" when the
 * profile sets none. `name` is what errors call the file. SYNTAX with file and line; USAGE when
 * there is no such profile.
 */
enum amiplan_status amiplan_config_region(const char *name, const char *bytes, size_t len,
                                          const char *profile, char *out, size_t out_bytes,
                                          struct amiplan_error *err);

/* Seconds since 1970 of "2026-08-02" or "2026-08-02T19:33:42Z". SYNTAX. */
enum amiplan_status amiplan_time_parse(const char *text, int64_t *out_s, struct amiplan_error *err);

/* OK when there is such a region, else USAGE with the nearest name. */
enum amiplan_status amiplan_region_check(const char *region, struct amiplan_error *err);

/* The date of the built-in data, "2026-08-02". Static. */
const char *amiplan_snapshot_date(void);

#ifdef __cplusplus
}
#endif

#endif
