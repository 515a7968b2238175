#!/bin/sh
# The built-in tables are read-only constants without pointers: nothing for the loader to do when a
# program starts. Looks at the position-independent object of each table.
set -eu

builddir=${builddir:-.}
export LC_ALL=C

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
status=0
count=0

fail() {
    echo "not ok - relocations/$1: $2"
    status=1
}

look_at() {
    name=$(basename "$1" .o)
    # What the loader would have to relocate, or a process to write: sections that are not empty.
    readelf -SW "$1" | sed -e 's/^ *\[ *[0-9]*\] *//' |
        awk '$1 ~ /^\.(data|bss)/ && $5 !~ /^0+$/ { print $1 }' >"$dir/writable"
    if [ -s "$dir/writable" ]; then
        fail "$name" "it has $(tr '\n' ' ' <"$dir/writable")"
        return
    fi
    # Relocations of code and of what debuggers read are resolved by the linker.
    readelf -rW "$1" | sed -n "s/^Relocation section '\([^']*\)'.*/\1/p" |
        grep -vE '^\.rela?\.(text|eh_frame|debug|note|init_array|fini_array)' >"$dir/relocated" || true
    if [ -s "$dir/relocated" ]; then
        fail "$name" "it has $(tr '\n' ' ' <"$dir/relocated")"
        return
    fi
    echo "ok - relocations/$name"
}

for object in "$builddir"/*/builtin/.libs/*.o; do
    case $object in
    */compile_table.o) continue ;;
    esac
    [ -e "$object" ] || continue
    if nm "$object" | grep -q '__asan_'; then
        echo "skipped: a sanitizer keeps lists of its own beside the tables"
        exit 77
    fi
    count=$((count + 1))
    look_at "$object"
done
[ "$count" -gt 0 ] || {
    echo "skipped: there are no position-independent objects"
    exit 77
}
exit $status
