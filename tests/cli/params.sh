#!/usr/bin/env bash
#
# params get, params list: what is recorded, byte for byte.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

ecs=/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended

run params get --offline --region us-east-1 "$x86_name"
expect_out "a value" "$x86_us"
expect_in "and its age" err "built-in data of 2026-08-02"
run params get --offline --region us-east-1 "$ecs/image_version" "$ecs/os"
expect_out "several values, one a line" $'2.0.20260226\nAmazon Linux 2'
run params get --offline --region us-east-1 "$ecs"
expect_json "a value that is JSON is printed as it is" 0 "d['image_id'] == 'ami-0b095776fa6e6d732'"
run params get --offline --region us-east-1 "arn:aws:ssm:us-east-1::parameter$x86_name"
expect_out "by ARN" "$x86_us"
run params get --offline --region us-east-1 "$x86_name:182"
expect_out "by version" "$x86_us"
run params get --offline --region us-east-1 "$x86_name" "$latest/no-such-image"
[[ $code -ne 0 && -z $out ]] || fail "nothing is printed when a name fails"
expect_in "the name that fails is told" err no-such-image
run params get --offline --region us-east-1,eu-central-1 "$x86_name"
expect_out "several regions: region, name, value" \
    "us-east-1"$'\t'"$x86_name"$'\t'"$x86_us"$'\n'"eu-central-1"$'\t'"$x86_name"$'\t'"$x86_eu"
run params get --region us-east-1 "$x86_name"
[[ -z $out ]] || fail "nothing is printed without consent"
expect "without consent it is exit code 6" 6
expect_in "and the remedies are told" err --offline
run params get --offline "$x86_name"
expect_line "no region: the ways to give one are told" 2 "*--region*AWS_REGION*"
run params get --offline --region us-east-1 --output json "$x86_name"
expect_json "the document amiplan/parameters/v1" 0 "d['schema'] == 'amiplan/parameters/v1' and
    [(p['name'], p['value'], p['version']) for p in d['parameters']] ==
    [('$x86_name', '$x86_us', 182)]"

run params list --offline --region us-east-1
expect "everything" 0
[[ $(wc -l <"$scratch/out") -eq 199 ]] || fail "us-east-1 has 199 parameters"
expect_in "name and value" out "$x86_name"$'\t'"$x86_us"
run params list --offline --region us-east-1 --path "$latest"
expect_in "below a path" out "$x86_name"$'\t'"$x86_us"
expect_not_in "and nowhere else" out /ecs/
run params list --offline --region us-east-1 --path /aws/service
expect_out "the next level alone" ""
run params list --offline --region us-east-1 --path /aws/service --recursive
[[ $(wc -l <"$scratch/out") -eq 199 ]] || fail "all levels below"
expect_in "all levels below" out "$ecs/os"$'\t'"Amazon Linux 2"
run params list --offline --region all
[[ $(wc -l <"$scratch/out") -eq 5458 ]] || fail "there are 5,458 in all"
expect_in "all regions: the region stands before the name" out \
    "eu-central-1"$'\t'"$x86_name"$'\t'"$x86_eu"
run params list --offline --region us-east-1 --path aws
expect_line "a path begins with a slash" 2 "*path*/*"
run params list --region us-east-1
expect "a list needs consent too" 6
run params list --offline --region us-east-1 --path "$latest" --output json
expect_json "a list as JSON" 0 "d['schema'] == 'amiplan/parameters/v1' and
    ('$x86_name', '$x86_us') in [(p['name'], p['value']) for p in d['parameters']]"
run params list --region us-east-1 --path /golden --source - <<'JSON'
{"Parameters": [{"Name": "/golden/web", "Type": "String", "Value": "one\ttwo ü", "Version": 3}]}
JSON
expect_out "the caller's own need no consent" $'/golden/web\tone\ttwo ü'
