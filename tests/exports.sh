#!/bin/sh
# The shared library shows the functions of the public header and nothing else. A function that comes
# or goes is written into exports.txt by hand: an interface does not change by accident.
set -eu

srcdir=${srcdir:-.}
builddir=${builddir:-.}
export LC_ALL=C

library=$builddir/.libs/libamiplan.so
[ -e "$library" ] || {
    echo "skipped: there is no shared library"
    exit 77
}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
status=0

# compare WHAT LIST: LIST holds just the names of exports.txt.
compare() {
    if diff -u "$srcdir/tests/exports.txt" "$2"; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        status=1
    fi
}

# The columns of nm are address, kind and name; symbols of a sanitizer's are not ours.
nm -D --defined-only "$library" | awk '$2 != "A" && $3 !~ /^__(asan|odr_asan|ubsan|sanitizer|start|stop)/ { print $3 }' |
    sort -u >"$dir/library"
compare "exports/library" "$dir/library"

# A declaration ends in ";"; comments are taken out, amiplan_warn_fn() is a type.
sed -e 's,/\*.*\*/,,' -e '/\/\*/,/\*\//d' "$srcdir/include/amiplan.h" |
    grep -v typedef | grep -oE '\bamiplan_[a-z_]+\(' | tr -d '(' | sort -u >"$dir/header"
compare "exports/header" "$dir/header"

exit $status
