#!/bin/sh
# The built-in tables: what make_tables.py makes of a sample stands in the tracked tables, and
# compile_table takes good tables and refuses bad ones.
set -eu

srcdir=${srcdir:-.}
builddir=${builddir:-.}
export LC_ALL=C

python=${PYTHON:-python3}
compile=$builddir/compile_table
if [ ! -x "$compile" ]; then
    compile=$builddir/base/builtin/compile_table
fi
sample=$srcdir/tests/data/tables
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
tab=$(printf '\t')
failures=0

fail() {
    echo "FAIL: $*" >&2
    failures=$((failures + 1))
}

make_tables() {
    "$python" -B "$srcdir/base/builtin/make_tables.py" --as-of 2026-08-02 --root "$srcdir" "$@"
}

# 1. The sample's rows, heads and comments included, stand verbatim in the tracked tables.
compare_with_tree() {
    count=0
    for table in "$dir"/out/*/builtin/*.tsv; do
        tracked=$srcdir/${table#"$dir/out/"}
        count=$((count + 1))
        sort "$tracked" >"$dir/tracked"
        sort "$table" | comm -23 - "$dir/tracked" >"$dir/rest"
        if [ -s "$dir/rest" ]; then
            fail "$tracked lacks rows of the sample: $(head -n 1 "$dir/rest")"
        fi
    done
    [ "$count" -eq 6 ] || fail "$count tables were made of the sample, not 6"
}

if ! command -v "$python" >/dev/null; then
    echo "no python3: generating the tables is not tested"
elif make_tables --out "$dir/out" \
    --parameters "$sample/parameters" --images "$sample/images" \
    --instance-types "$sample/instance-types.json" --offerings "$sample/offerings.json" \
    --zone-offerings "$sample/zone-offerings.json" "$sample/zone-offerings-us.json" >/dev/null; then
    compare_with_tree
else
    fail "make_tables.py fails on the sample"
fi

# 2. Bad inputs are refused, with the file and the member, and nothing is written.
refuse_input() {
    what=$1
    from=$2
    to=$3
    wanted=$4
    rm -rf "$dir/bad" "$dir/bad-out"
    mkdir "$dir/bad"
    case $what in
    types)
        sed "s|$from|$to|" "$sample/instance-types.json" >"$dir/bad/types.json"
        set -- --instance-types "$dir/bad/types.json"
        ;;
    offerings)
        sed "s|$from|$to|" "$sample/zone-offerings.json" >"$dir/bad/zones.json"
        set -- --offerings "$sample/offerings.json" --zone-offerings "$dir/bad/zones.json"
        ;;
    *)
        sed "s|$from|$to|" "$sample/$what/us-east-1.json" >"$dir/bad/us-east-1.json"
        set -- "--$what" "$dir/bad"
        ;;
    esac
    if make_tables --out "$dir/bad-out" "$@" >"$dir/stdout" 2>"$dir/stderr"; then
        fail "$from -> $to in $what is not refused"
    fi
    grep -q -e "$wanted" "$dir/stderr" || fail "not '$wanted': $(cat "$dir/stderr")"
    [ ! -e "$dir/bad-out" ] || fail "tables were written in spite of: $(cat "$dir/stderr")"
}

if command -v "$python" >/dev/null; then
    refuse_input types '"EnaSupport"' '"EnaHelp"' 'NetworkInfo.EnaHelp: no table has a column'
    refuse_input types '"BareMetal": true' '"BareMetal": "no"' 'BareMetal: "no"'
    refuse_input types '"Hypervisor": "xen"' '"Hypervisor": null' 'Hypervisor: null'
    refuse_input parameters 'ssm:us-east-1' 'ssm:us-east-2' 'Parameters\[0\].ARN'
    refuse_input parameters '"DataType"' '"DataTipe"' 'DataTipe: unknown member'
    refuse_input parameters '"LastModifiedDate": 1' '"LastModifiedDate": "1"; 1' 'us-east-1.json:'
    refuse_input images '"Hypervisor"' '"Supervisor"' 'Supervisor: unknown member'
    refuse_input images 'ami-0006118602dfc1c09' 'ami-6118602dfc1c09' 'Images\[0\].ImageId'
    refuse_input offerings 'af-south-1a' 'af-south-9a' "zone 'af-south-9a'"
    refuse_input offerings '"me-south-1a": \[' '"me-south-1a": ["p5.48xlarge", ' 'not in region me-south-1'
fi

# 3. Tracked tables are small, sorted, and compile.
for table in "$srcdir"/*/builtin/*.tsv; do
    size=$(wc -c <"$table")
    [ "$size" -lt 1048576 ] || fail "$table has $size bytes"
    keys=$(sed -n 's/^#key //p' "$table" | head -n 1)
    grep -v '^#' "$table" | sed 1d >"$dir/rows"
    sort -c -u -t "$tab" -k "1,${keys:-1}" "$dir/rows" || fail "$table is not sorted"
    "$compile" some_table "$table" "$dir/a.c" "$dir/a.h" || fail "$table does not compile"
done

# The same table gives the same bytes, and what comes out is C.
"$compile" zones "$srcdir/planner/builtin/zones.tsv" "$dir/a.c" "$dir/a.h"
mkdir "$dir/again"
"$compile" zones "$srcdir/planner/builtin/zones.tsv" "$dir/again/a.c" "$dir/again/a.h"
cmp "$dir/a.c" "$dir/again/a.c" || fail "a.c differs the second time"
cmp "$dir/a.h" "$dir/again/a.h" || fail "a.h differs the second time"

# Texts that are hard to spell in C come through.
printf 'key\ttext\na\t??/"\\\\\\n\\t%%%% 1\nb\t\303\2519\n' >"$dir/hard.tsv"
"$compile" hard "$dir/hard.tsv" "$dir/hard.c" "$dir/hard.h" || fail "hard.tsv is refused"
cat >"$dir/main.c" <<'EOF'
#include "hard.h"
#include <stdio.h>
int main(void)
{
    struct ap_table table = ap_hard_table();

    for (size_t i = 0; i < AP_HARD_ROWS; i++)
        puts(table.pool + table.cells[(i + 1) * table.columns + AP_HARD_TEXT]);
    return 0;
}
EOF
if command -v "${CC:-cc}" >/dev/null; then
    "${CC:-cc}" -std=c11 -I"$srcdir" -o "$dir/hard" "$dir/main.c" "$dir/hard.c" ||
        fail "hard.c does not compile"
    printf '??/"\\\n\t%%%% 1\n\303\2519\n' >"$dir/wanted"
    "$dir/hard" >"$dir/got"
    cmp "$dir/wanted" "$dir/got" || fail "the texts of hard.tsv are changed"
fi

# 4. Bad tables are refused with file and line, and leave no output behind.
refuse_table() {
    line=$1
    wanted=$2
    rm -f "$dir/b.c" "$dir/b.h"
    if "$compile" bad "$dir/bad.tsv" "$dir/b.c" "$dir/b.h" 2>"$dir/stderr"; then
        fail "a table with a fault in line $line is taken: $wanted"
    fi
    grep -q -e "^$dir/bad.tsv:$line: .*$wanted" "$dir/stderr" ||
        fail "not 'bad.tsv:$line: $wanted': $(cat "$dir/stderr")"
    if [ -e "$dir/b.c" ] || [ -e "$dir/b.h" ]; then
        fail "output in spite of: $(cat "$dir/stderr")"
    fi
}

printf '# t\nkey\tx\nb\t1\na\t2\n' >"$dir/bad.tsv" && refuse_table 4 'out of order'
printf '#key 2\nk\tl\na\tc\na\tb\n' >"$dir/bad.tsv" && refuse_table 4 'out of order'
printf 'key\tx\na\t1\na\t2\n' >"$dir/bad.tsv" && refuse_table 3 'key of the line before'
printf 'key\tx\na\t1\nb\n' >"$dir/bad.tsv" && refuse_table 3 '1 cells; the table has 2'
printf 'key\tx\na\t1\t2\n' >"$dir/bad.tsv" && refuse_table 2 '3 cells; the table has 2'
printf 'key\tx\na\t1\\r\n' >"$dir/bad.tsv" && refuse_table 2 'bad escape'
printf 'key\tx\na\t1\\\n' >"$dir/bad.tsv" && refuse_table 2 'bad escape'
printf 'key\tx\na\t\377\n' >"$dir/bad.tsv" && refuse_table 2 'byte 3 (0xff) is not UTF-8'
printf 'key\tx\na\t\300\200\n' >"$dir/bad.tsv" && refuse_table 2 'not UTF-8'
printf 'key\tx\na\t\355\240\200\n' >"$dir/bad.tsv" && refuse_table 2 'not UTF-8'
printf 'key\tx\na\t\342\202\n' >"$dir/bad.tsv" && refuse_table 2 'not UTF-8'
printf 'key\tx\na\t1\r\n' >"$dir/bad.tsv" && refuse_table 2 'control character'
printf 'key\tx\na\t\000\n' >"$dir/bad.tsv" && refuse_table 2 'control character'
printf 'key\tx\na\t\302\205\n' >"$dir/bad.tsv" && refuse_table 2 'control character'
printf 'key\tx\n\t1\n' >"$dir/bad.tsv" && refuse_table 2 'part of the key and empty'
printf 'key\tx:n\na\t01\n' >"$dir/bad.tsv" && refuse_table 2 'not a number'
printf 'key\tx:b\na\tyes\n' >"$dir/bad.tsv" && refuse_table 2 'neither true nor false'
printf 'key\tx:j\na\t1\n' >"$dir/bad.tsv" && refuse_table 2 'JSON'
printf 'key\tx:q\na\t1\n' >"$dir/bad.tsv" && refuse_table 1 'the type of a column'
printf 'key\tx.y\tX-Y\na\t1\t2\n' >"$dir/bad.tsv" && refuse_table 1 'two columns'
printf '#key 3\nkey\tx\na\t1\n' >"$dir/bad.tsv" && refuse_table 2 'a key of 3 columns'
printf '#key 0\nkey\tx\na\t1\n' >"$dir/bad.tsv" && refuse_table 1 '#key'
printf 'key\tx\na\t1' >"$dir/bad.tsv" && refuse_table 2 'no newline'
printf '# t\nkey\tx\n' >"$dir/bad.tsv" && refuse_table 2 'without rows'
: >"$dir/bad.tsv" && refuse_table 1 'without rows'
{
    printf 'key\tx\na\t'
    head -c 40000 /dev/zero | tr '\0' x
    echo
} >"$dir/bad.tsv" && refuse_table 2 'a line of 40002 bytes'

[ "$failures" -eq 0 ] || {
    echo "$failures checks failed" >&2
    exit 1
}
