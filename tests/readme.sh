#!/bin/bash
# README's console examples: each command must print what stands below it. `tests/readme.sh --update`
# rewrites README; its diff is read in review. $AMIPLAN names the program.
set -u
srcdir=$(cd "${srcdir:-.}" && pwd)
amiplan=$(realpath "${AMIPLAN:-./amiplan}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$srcdir"/examples/data/*.json "$scratch"
mkdir "$scratch/bin"
ln -s "$amiplan" "$scratch/bin/amiplan"
PATH=$scratch/bin:$PATH
unset AMIPLAN_OFFLINE AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE
cd "$scratch" || exit 99

# README again, with the output of each command as it is today.
inside=0 count=0
while IFS= read -r line; do
    case $inside$line in
    0'```console') inside=1 ;;
    1'```') inside=0 ;;
    1'$ '*)
        printf '%s\n' "$line"
        bash -c "${line#??}" 2>/dev/null
        count=$((count + 1))
        continue
        ;;
    1*) continue ;;
    esac
    printf '%s\n' "$line"
done <"$srcdir/README.md" >README.md

if [ "${1-}" = --update ]; then
    cp README.md "$srcdir/README.md"
    exit 0
fi
[ "$count" -gt 5 ] || { echo "only $count examples were found"; exit 1; }
diff -u "$srcdir/README.md" README.md && echo "ok - $count examples of README print what README says"
