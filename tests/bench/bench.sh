#!/bin/sh
# Installs what was built into a folder of its own, strips the library, and runs the benchmark on that:
# libtool's wrapper scripts would be measured otherwise. Called by `make bench`.
set -eu
make=$1 bench=$2 empty=$3
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$make --silent install-strip prefix=/usr DESTDIR="$dir" >"$dir/install.log" 2>&1 || {
    cat "$dir/install.log" >&2
    exit 1
}
LD_LIBRARY_PATH="$dir/usr/lib"
export LD_LIBRARY_PATH
"$bench" "$empty" "$dir/usr/bin/amiplan" "$dir/usr/lib/libamiplan.so"
