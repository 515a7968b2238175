#!/bin/sh
# The main job in four steps, on the built-in data, with no AWS account: a friendly name becomes an
# image, a launch is checked, a launch that EC2 would refuse is refused, and a plan is written.
# AMIPLAN names the program; the one that was just built is taken otherwise.
set -u
here=$(cd "$(dirname "$0")" && pwd)
amiplan=${AMIPLAN:-$here/../amiplan}
name=/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default
failed=0

# Runs a command as it is shown; $1 is the exit status that it should have.
step() {
    wanted=$1
    shift
    printf '\n$ amiplan'
    printf ' %s' "$@"
    printf '\n'
    "$amiplan" "$@"
    got=$?
    if [ "$got" -ne "$wanted" ]; then
        printf 'exit status %s; %s was expected\n' "$got" "$wanted" >&2
        failed=1
    fi
}

step 0 resolve --offline --region us-east-1 $name-x86_64
step 0 check --offline --region us-east-1 --image-id $name-x86_64 --instance-type m7i.large
step 1 check --offline --region us-east-1 --image-id $name-arm64 --instance-type m7i.large
step 0 plan --offline --region us-east-1 --image-id $name-x86_64 --instance-type m5d.large
exit $failed
