#!/usr/bin/env bash
#
# The examples do what they say. CHECK_LAUNCH is the C example, built; without it that part is left out.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# job ARGUMENT...: the CI job with settings.
job() {
    command="$* ci-job.sh"
    (cd "$scratch" && env AMIPLAN="$wrapped" "$@" "$top/examples/ci-job.sh") \
        >"$scratch/out" 2>"$scratch/err"
    code=$?
    out=$(<"$scratch/out")
    err=$(<"$scratch/err")
}

wrapped="$scratch/amiplan"
printf '#!/bin/sh\nexec %s "$@"\n' "${program[*]}" >"$wrapped"
chmod +x "$wrapped"

job AWS_REGION=us-east-1
expect "the CI job" 0
expect_in "checks the image of today" out "$arm_us"
cp "$scratch/run-instances.json" "$scratch/out"
expect_json "and leaves the request" 0 "d['ImageId'] == '$arm_us' and d['MinCount'] == 1"
job AWS_REGION=us-east-1 INSTANCE_TYPE=m5.large
expect "the CI job stops at a launch that cannot work" 1
expect_in "and says why" out arch-mismatch
job AWS_REGION=us-east-1 IMAGE_PARAMETER=/golden/web
[[ $code -ne 0 && -z $out ]] || fail "the CI job stops at a name that leads nowhere"
ok "the CI job stops at a name that leads nowhere"

if [[ ${CHECK_LAUNCH:-} ]]; then
    cat >"$scratch/images.json" <<'JSON'
{"Images": [{"ImageId": "ami-0aaaaaaaaaaaaaaaa", "Public": true, "Architecture": "arm64",
             "State": "available", "VirtualizationType": "hvm", "RootDeviceType": "ebs"}]}
JSON
    program=("$CHECK_LAUNCH")
    run "$scratch/images.json" m6g.large ami-0aaaaaaaaaaaaaaaa us-east-1
    expect "the C example: a launch that is not refused" 0
    run "$scratch/images.json" m5.large ami-0aaaaaaaaaaaaaaaa us-east-1
    expect "the C example: a launch that is" 1
    expect_in "with the rule" out "arch-mismatch: "
    run "$scratch/images.json" m5.large ami-0aaaaaaaaaaaaaaaa nowhere-1
    expect "the C example: an error" 2
fi
