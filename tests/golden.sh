#!/bin/sh
# Whole answers: each folder of tests/data/facts and tests/data/answers is a case, named for what it
# shows. `command` holds the arguments behind the program's name, files relative to the folder;
# `expected` what it prints, `status` its exit code, `stderr` what it says there (none: nothing).
# A new folder with a command is a new case; --update writes the rest, for the diff to be read.
set -u

srcdir=${srcdir:-.}
AMIPLAN=${AMIPLAN:-./amiplan}
case $AMIPLAN in
*/*) AMIPLAN=$(cd "$(dirname "$AMIPLAN")" && pwd)/$(basename "$AMIPLAN") ;;
esac
[ $# -eq 0 ] || [ "$*" = --update ] || {
    echo "usage: golden.sh [--update]" >&2
    exit 2
}
update=${1:-}

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# The same answer everywhere: no region, credentials, consent or config file of whoever runs this.
for name in $(env | sed -n 's/^\(AWS_[A-Z_]*\|AMIPLAN_[A-Z_]*\)=.*/\1/p'); do
    unset "$name"
done
export HOME="$dir" LC_ALL=C

# run_case FOLDER: leaves expected, status and stderr in $dir.
run_case() (
    cd "$1" || exit 1
    eval "set -- $(cat command)"
    "$AMIPLAN" "$@" <"/dev/null" >"$dir/expected" 2>"$dir/stderr"
    echo $? >"$dir/status"
)

# same FOLDER FILE: a file that is missing stands for an empty one.
same() {
    if [ -e "$1/$2" ]; then
        diff -u "$1/$2" "$dir/$2"
    else
        diff -u /dev/null "$dir/$2"
    fi
}

keep() {
    cp "$dir/expected" "$dir/status" "$1/"
    if [ -s "$dir/stderr" ]; then
        cp "$dir/stderr" "$1/"
    else
        rm -f "$1/stderr"
    fi
}

count=0
failures=0
for command in "$srcdir"/tests/data/facts/*/command "$srcdir"/tests/data/answers/*/command; do
    folder=$(dirname "$command")
    name=$(basename "$(dirname "$folder")")/$(basename "$folder")
    count=$((count + 1))
    run_case "$folder"
    [ -z "$update" ] || keep "$folder"
    if same "$folder" expected && same "$folder" stderr && same "$folder" status; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        failures=$((failures + 1))
    fi
done
echo "1..$count"
[ "$failures" -eq 0 ]
