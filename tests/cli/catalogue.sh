#!/usr/bin/env bash
#
# types, matrix, rules, explain: the built-in knowledge.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

run types m5.large t1.micro
expect "types by name" 0
expect_in "the first" out m5.large
expect_in "the second" out t1.micro
expect_not_in "and no other" out m5.xlarge
run types --output json m5.large
expect_json "the document amiplan/types/v1" 0 "d['schema'] == 'amiplan/types/v1' and
    [t['instance_type'] for t in d['instance_types']] == ['m5.large']"
run types --architecture arm64 --region us-east-1
expect_in "--architecture" out m6g.large
expect_not_in "and no other" out m5.large
run types --virtualization-type paravirtual
expect_in "--virtualization-type" out m1.small
expect_not_in "and no other" out m5.large
run types --root-device-type instance-store --output json
expect_json "--root-device-type" 0 "'c1.medium' in [t['instance_type'] for t in d['instance_types']]"
run types --generation retired
expect_in "--generation" out hs1.8xlarge
run types m5.larg
expect "a name that the data do not have is exit code 6" 6
expect_in "with the nearest" err m5.large
run types --architecture vax
expect_line "a filter value that cannot be" 2 "*vax*"
run types --region nowhere-1
expect_line "a region that does not exist" 2 "*nowhere-1*"

run matrix
expect "the matrix" 0
expect_in "the retired families too" out hs1
run matrix m1 hs1 --output csv
expect "some families as CSV" 0
[[ $(wc -l <"$scratch/out") -eq 3 ]] || fail "a head and two rows"
run matrix m1 --output json
expect_json "the document amiplan/matrix/v1" 0 "d['schema'] == 'amiplan/matrix/v1'"

run rules
expect "the rule book" 0
expect_in "a rule" out arch-mismatch
run rules --output json
expect_json "the document amiplan/rules/v1" 0 "d['schema'] == 'amiplan/rules/v1' and
    'arch-mismatch' in [r['rule'] for r in d['rules']]"

run explain arch-mismatch
expect "a rule in full" 0
expect_in "with EC2's code" out InvalidParameterValue
run explain VIRT-3
expect "the rules behind a fact" 0
expect_in "with the rule" out virt-hvm-linux

run explain AuthFailure
expect_in "the rules behind a code" out perm-denied
run explain arch-mismatch --output json
expect_json "a rule as JSON" 0 "d"
run explain arch-mismach
expect_line "what there is not: exit code 3, with the nearest" 3 "*arch-mismatch*"
