#!/bin/sh
# Replays the corpus of each fuzz target: what a fuzzer once found is looked at by every test run.
set -u
srcdir=${srcdir:-.}
builddir=${builddir:-.}
status=0
for target in ${FUZZ_TARGETS:?is set by the Makefile}; do
    what=${target##*/fuzz_}
    "$builddir/$target" "$srcdir/tests/fuzz/corpora/$what" || {
        echo "not ok - $what"
        status=1
        continue
    }
    echo "ok - $what"
done
exit $status
