# What the end-to-end tests share. A test sources it, calls `run` with the arguments of the program
# and then the expectations, each of which prints "ok N - WHAT" or ends the test with what was seen.
#
# AMIPLAN is the program, with the words of a wrapper before it if need be; srcdir is the top of the
# source tree.
# shellcheck shell=bash
set -u

read -ra program <<<"${AMIPLAN:-amiplan}"
for i in "${!program[@]}"; do # tests change directory
    [[ ${program[i]} == */* && -f ${program[i]} ]] && program[i]=$(realpath "${program[i]}")
done
export top
top=$(cd "${srcdir:-$(dirname "${BASH_SOURCE[0]}")/../..}" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0

# The world outside: no settings of whoever runs the tests, and no network.
unset AMIPLAN_OFFLINE AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE AWS_DEFAULT_PROFILE AWS_CONFIG_FILE
export HOME="$scratch/home"
mkdir "$HOME"

# Real values of the built-in data, which never change.
# shellcheck disable=SC2034
{
    latest=/aws/service/ami-amazon-linux-latest
    x86_name=$latest/al2023-ami-kernel-default-x86_64
    arm_name=$latest/al2023-ami-kernel-default-arm64
    pv_name=$latest/amzn-ami-pv-x86_64-ebs
    x86_us=ami-0006118602dfc1c09
    arm_us=ami-04fc404d256fd34a2
    pv_us=ami-0e972d2890378139a
    x86_eu=ami-0352a6b853b4367b3
}

# run ARGUMENT...: the program, with stdin from the test's own. Leaves $code, $out and $err.
run() {
    command="amiplan $*"
    "${program[@]}" "$@" >"$scratch/out" 2>"$scratch/err"
    code=$?
    out=$(<"$scratch/out")
    err=$(<"$scratch/err")
}

ok() {
    count=$((count + 1))
    echo "ok $count - $1"
}

fail() {
    count=$((count + 1))
    echo "not ok $count - $1"
    printf '%s\nexit code %s\n--- stdout\n%s\n--- stderr\n%s\n' "$command" "$code" "$out" "$err"
    exit 1
}

# expect WHAT CODE: the exit code.
expect() {
    [[ $code -eq $2 ]] || fail "$1: exit code $2 was expected"
    ok "$1"
}

# expect_out WHAT TEXT: stdout is that text; the exit code is 0.
expect_out() {
    [[ $code -eq 0 ]] || fail "$1: exit code 0 was expected"
    [[ $out == "$2" ]] || fail "$1: stdout should be: $2"
    ok "$1"
}

# expect_line WHAT CODE PATTERN: nothing on stdout, and one line on stderr that the pattern matches.
expect_line() {
    [[ $code -eq $2 ]] || fail "$1: exit code $2 was expected"
    [[ -z $out ]] || fail "$1: stdout should be empty"
    [[ $(wc -l <"$scratch/err") -eq 1 ]] || fail "$1: stderr should be one line"
    # shellcheck disable=SC2053
    [[ $err == $3 ]] || fail "$1: stderr should match: $3"
    ok "$1"
}

# expect_in WHAT STREAM PATTERN: out or err holds what the pattern matches.
expect_in() {
    # shellcheck disable=SC2053
    [[ ${!2} == *$3* ]] || fail "$1: std$2 should hold: $3"
    ok "$1"
}

expect_not_in() {
    # shellcheck disable=SC2053
    [[ ${!2} != *$3* ]] || fail "$1: std$2 should not hold: $3"
    ok "$1"
}

# expect_json WHAT CODE CONDITION: stdout is a JSON document d of which the Python condition holds.
expect_json() {
    [[ $code -eq $2 ]] || fail "$1: exit code $2 was expected"
    python3 - "$scratch/out" "$3" <<'PYTHON' || fail "$1: not so: $3"
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(not eval("(" + sys.argv[2] + ")"))
PYTHON
    ok "$1"
}
