/*
 * The AWS config file, ~/.aws/config, as botocore reads it: sections [default] and [profile NAME],
 * comments on lines of their own, nested blocks indented below their key. Pure: bytes in, a value
 * out. Who reads the file, and which environment variables choose it, is not known here.
 */
#ifndef AP_BASE_AWS_CONFIG_H
#define AP_BASE_AWS_CONFIG_H

#include <stdbool.h>

#include "base/error.h"

#define AP_AWS_CONFIG_BYTES_MAX      ((size_t)1024 * 1024)
#define AP_AWS_CONFIG_LINE_BYTES_MAX ((size_t)8192)

/*
 * Looks up a key ("region", whatever its case) of a profile ("default" or a name). `name` is how
 * the user knows the file: errors say "~/.aws/config: line 7". The last assignment wins. Without
 * the profile or the key, *out is left alone, *profile_found or *found is false, and the call
 * succeeds. SYNTAX: the file does not parse, wherever in it, or the value does not fit out_bytes.
 */
enum amiplan_status ap_aws_config_get(const char *name, const char *bytes, size_t len,
                                      const char *profile, const char *key, char *out,
                                      size_t out_bytes, bool *found, bool *profile_found,
                                      struct amiplan_error *err);

#endif
