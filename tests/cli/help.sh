#!/usr/bin/env bash
#
# help: printed from the tables that dispatch and parse, sorted, and matched by the man page.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

run --version
expect_in "--version" out "amiplan "
run help
expect "help" 0
cp "$scratch/out" "$scratch/help"
run --help
expect_out "--help is help" "$(<"$scratch/help")"

mapfile -t commands < <(sed -n '/^Commands:/,/^$/s/^  \(params [a-z]*\|[a-z]*\)  .*/\1/p' "$scratch/help")
[[ ${#commands[@]} -ge 10 ]] || fail "help lists the commands"
LC_ALL=C sort -c <(printf '%s\n' "${commands[@]}") || fail "the commands are sorted"
ok "the commands are sorted"

for command_name in "${commands[@]}"; do
    read -ra words <<<"$command_name"
    run "${words[@]}" --help
    expect "$command_name --help" 0
    [[ -z $err ]] || fail "$command_name --help says nothing on stderr"
    expect_in "$command_name --help says how it is used" out "usage: amiplan $command_name "
    # The third paragraph holds the options.
    awk -v RS= 'NR == 3' "$scratch/out" | sed -n 's/^  --\([a-z-]*\).*/\1/p' >"$scratch/options"
    grep -qx help "$scratch/options" || fail "$command_name has --help"
    LC_ALL=C sort -cu "$scratch/options" || fail "the options of $command_name are sorted"
    ok "the options of $command_name are sorted"
    while read -r option; do
        grep -Eq "^\.It Fl -$option( |$)" "$top/man/amiplan.1" ||
            fail "the man page has --$option of $command_name"
    done <"$scratch/options"
    ok "the man page has the options of $command_name"
    awk 'length > 100 { exit 1 }' "$scratch/out" || fail "the lines of $command_name --help are short"
    cp "$scratch/out" "$scratch/command"
    run help "${words[@]}"
    expect_out "help $command_name is the same" "$(<"$scratch/command")"
done

run params --help
expect_in "the commands of a group" out "usage: amiplan params list "
run resolve --help --region
expect_line "a wrong call is told before help is given" 2 "*--region*"
run help nothing
expect_line "help of a command that does not exist" 2 "*'nothing'*"
for code_wanted in 0 1 2 3 4 5 6; do
    grep -q "^  $code_wanted  " "$scratch/help" || fail "help lists exit code $code_wanted"
done
ok "help lists the exit codes"
