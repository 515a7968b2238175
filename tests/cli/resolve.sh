#!/usr/bin/env bash
#
# resolve: every form of a reference, regions, consent to old data, text and JSON.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Forms of a reference.
for reference in "$x86_name" "ssm:$x86_name" "resolve:ssm:$x86_name" \
    "arn:aws:ssm:us-east-1::parameter$x86_name" "$x86_name:182"; do
    run resolve --offline --region us-east-1 "$reference"
    expect_out "resolves $reference" "$x86_us"
done
run resolve "$x86_us"
expect_out "an image id needs neither region nor consent" "$x86_us"
[[ -z $err ]] || fail "and says nothing on stderr"
run resolve --region us-east-1 ami-0123456789abcdef0
expect_out "an image id of which nothing is known is printed" ami-0123456789abcdef0
run resolve --offline --region us-east-1 /aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended
expect_out "a JSON document gives its image_id" ami-0b095776fa6e6d732
run resolve --offline --region us-east-1 "$arm_name" "$x86_us" "$x86_name"
expect_out "ids stand in the order given" "$arm_us"$'\n'"$x86_us"$'\n'"$x86_us"
run resolve --offline --region us-east-1 -- "$arm_name"
expect_out "-- ends the options" "$arm_us"

# All or nothing, in one region.
run resolve --offline --region us-east-1 "$x86_name" "$latest/no-such-image"
[[ -z $out && $code -ne 0 ]] || fail "nothing is printed when a name fails"
expect_in "the name that fails is told" err "no-such-image"
run resolve --offline --region us-east-1 \
    /aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_version
expect_line "a value that is no image id is exit code 2" 2 "*image id*"

# Consent.
run resolve --region us-east-1 "$x86_name"
[[ -z $out ]] || fail "an old value is never printed without consent"
expect "without consent it is exit code 6" 6
for remedy in --offline AMIPLAN_OFFLINE --source; do
    expect_in "the remedies name $remedy" err "$remedy"
done
run resolve --region us-east-1 "$x86_name" --offline
expect_in "the age is told" err "built-in data of 2026-08-02 ("
[[ $(wc -l <"$scratch/err") -eq 1 ]] || fail "in one line"
run resolve --region us-east-1 "$x86_name" --offline --quiet
[[ -z $err ]] || fail "--quiet does not tell the age"
expect_out "--quiet does not tell the age" "$x86_us"
AMIPLAN_OFFLINE=1 run resolve --region us-east-1 "$x86_name"
expect_out "AMIPLAN_OFFLINE=1 is consent" "$x86_us"
AMIPLAN_OFFLINE=0 run resolve --region us-east-1 "$x86_name"
expect "AMIPLAN_OFFLINE=0 is none" 6
AMIPLAN_OFFLINE='' run resolve --region us-east-1 "$x86_name"
expect "an empty AMIPLAN_OFFLINE is none" 6
run resolve --region us-east-1 --source snapshot "$x86_name"
expect_out "--source snapshot is consent" "$x86_us"
run resolve --region us-east-1 --as-of 2026-08-03 "$x86_name"
expect_out "--as-of is consent" "$x86_us"
expect_in "and the age is that of the day asked for" err "(1 day old)"
run resolve --region us-east-1 --source auto "$x86_name"
expect "--source auto is no consent" 6
run resolve --region us-east-1 --source aws "$x86_name"
expect_line "a source that this program has not is exit code 6" 6 "*aws*auto, snapshot and FILE"
run resolve --region us-east-1 --source store "$x86_name"
expect_line "and so is the store" 6 "*store*auto, snapshot and FILE"

# Documents of the caller.
cat >"$scratch/parameters.json" <<JSON
{"Parameters": [
  {"Name": "/golden/web", "Type": "String", "Value": "ami-0aaaaaaaaaaaaaaaa", "Version": 3},
  {"Name": "$x86_name", "Type": "String", "Value": "ami-0bbbbbbbbbbbbbbbb", "Version": 999}
]}
JSON
run resolve --region us-east-1 --source "$scratch/parameters.json" /golden/web "$x86_name"
expect_out "what a document holds needs no consent, and comes first" \
    ami-0aaaaaaaaaaaaaaaa$'\n'ami-0bbbbbbbbbbbbbbbb
[[ -z $err ]] || fail "and has no age to tell"
run resolve --region us-east-1 --source "$scratch/parameters.json" "$arm_name"
expect "what it does not hold still needs consent" 6
run resolve --region us-east-1 --source "$scratch/parameters.json,snapshot" /golden/web "$arm_name"
expect_out "a chain goes on to the snapshot" ami-0aaaaaaaaaaaaaaaa$'\n'"$arm_us"
run resolve --region us-east-1 --source - /golden/web <"$scratch/parameters.json"
expect_out "a document on stdin" ami-0aaaaaaaaaaaaaaaa
run resolve --region us-east-1 --source <(cat "$scratch/parameters.json") /golden/web
expect_out "a document from a pipe" ami-0aaaaaaaaaaaaaaaa

# Regions.
run resolve --offline --region us-east-1,eu-central-1 "$x86_name"
expect_out "several regions: region, reference, id" \
    "us-east-1"$'\t'"$x86_name"$'\t'"$x86_us"$'\n'"eu-central-1"$'\t'"$x86_name"$'\t'"$x86_eu"
run resolve --offline --region us-east-1 --region eu-central-1 "$x86_name"
expect_in "--region may be repeated" out "eu-central-1"$'\t'
run resolve --offline --region us-east-1,me-south-1 "$pv_name"
[[ $code -ne 0 && $out == "us-east-1"$'\t'"$pv_name"$'\t'"$pv_us" ]] ||
    fail "several regions: what went well is printed"
expect_in "several regions: what failed is told" err me-south-1
run resolve --offline --region all "$x86_name"
expect "all regions" 0
[[ $(wc -l <"$scratch/out") -eq 30 ]] || fail "there are 30"
run resolve --region all /golden/web
expect_line "what is wrong in each region alike is told once" 6 "*/golden/web*"
AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=us-east-1 run resolve --offline "$x86_name"
expect_out "AWS_REGION gives the region" "$x86_eu"
AWS_DEFAULT_REGION=eu-central-1 run resolve --offline "$x86_name"
expect_out "AWS_DEFAULT_REGION gives the region" "$x86_eu"
AWS_REGION=eu-central-1 run resolve --offline --region us-east-1 "$x86_name"
expect_out "--region comes before it" "$x86_us"
run resolve --offline "$x86_name"
expect_line "no region: the ways to give one are told" 2 "*--region*AWS_REGION*"
mkdir "$HOME/.aws"
cat >"$HOME/.aws/config" <<'CONFIG'
[default]
region = us-east-1
[profile web]
region = eu-central-1
[profile none]
output = json
CONFIG
run resolve --offline "$x86_name"
expect_out "the default profile's region" "$x86_us"
run resolve --offline --profile web "$x86_name"
expect_out "--profile" "$x86_eu"
AWS_PROFILE=web run resolve --offline "$x86_name"
expect_out "AWS_PROFILE" "$x86_eu"
AWS_DEFAULT_PROFILE=web run resolve --offline "$x86_name"
expect_out "AWS_DEFAULT_PROFILE" "$x86_eu"
run resolve --offline --profile none "$x86_name"
expect_line "a profile without a region" 2 "*--region*"
run resolve --offline --profile nobody "$x86_name"
expect_line "a profile that does not exist" 2 "*nobody*"
mv "$HOME/.aws/config" "$scratch/config"
AWS_CONFIG_FILE=$scratch/config AWS_PROFILE=web run resolve --offline "$x86_name"
expect_out "AWS_CONFIG_FILE" "$x86_eu"
AWS_PROFILE=web run resolve --offline "$x86_name"
expect_line "a profile without a config file" 2 "*web*"

# References on stdin.
run resolve --offline --region us-east-1 - "$x86_us" <<LINES
# what the fleet runs

$arm_name
  $x86_name
LINES
expect_out "references on stdin, one a line" "$arm_us"$'\n'"$x86_us"$'\n'"$x86_us"
run resolve --offline --region us-east-1 - < <(printf '%s\r\n%s' "$arm_name" "$x86_us")
expect_out "lines of DOS, and a last one without its end" "$arm_us"$'\n'"$x86_us"

# JSON.
run resolve --offline --region us-east-1 --output json "$x86_name"
expect_json "the document amiplan/resolve/v1" 0 "d['schema'] == 'amiplan/resolve/v1'"
expect_json "what it says" 0 "[(r['reference'], r['region'], r['image_id'], r['parameter'],
    r['version'], r['source'], r['as_of']) for r in d['results']] == [('$x86_name', 'us-east-1',
    '$x86_us', '$x86_name', 182, 'snapshot', '2026-08-02')]"
expect_json "the age is a number of seconds" 0 "d['results'][0]['age_seconds'] > 0"
run resolve --region us-east-1 --output json "$x86_us" "$x86_name"
expect_json "a failure stands in its place" 6 "d['results'][0]['image_id'] == '$x86_us' and
    set(d['results'][1]['error']) >= {'code', 'message', 'retryable'}"
run resolve --output json --no-such-option "$x86_us"
expect_json "a wrong call is JSON too" 2 "d['schema'] == 'amiplan/error/v1'"

# Precedence: 5, 4, 2, 6, 3, 1.
run resolve --region us-east-1 "$x86_name" /a//b
expect "a wrong call comes before an answer that is missing" 2

# Standard output that takes nothing.
if [[ -e /dev/full ]]; then
    command="amiplan resolve >/dev/full"
    out=''
    err=$("${program[@]}" resolve "$x86_us" 2>&1 >/dev/full)
    code=$?
    expect "a full disk is exit code 5" 5
    expect_in "and is told" err "standard output"
fi
