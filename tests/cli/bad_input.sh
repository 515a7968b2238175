#!/usr/bin/env bash
#
# Whatever is wrong with the call or with a file is told in one line, with place, value and limit,
# and ends with exit code 2.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# repeat N TEXT
repeat() {
    python3 -c 'import sys; sys.stdout.write(int(sys.argv[1]) * sys.argv[2])' "$1" "$2"
}

check=(check --region us-east-1)

# input WHAT PATTERN: a launch on stdin.
input() {
    run "${check[@]}" --input - <"$scratch/in"
    expect_line "$1" 2 "amiplan: -*$2*"
}

# Files that cannot be read.
run "${check[@]}" --input "$scratch/none.json"
expect_line "a file that is not there" 2 "amiplan: $scratch/none.json: No such file or directory"
run "${check[@]}" --input "$scratch"
expect_line "a directory" 2 "amiplan: $scratch: Is a directory"
if [[ $(id -u) -ne 0 ]]; then
    touch "$scratch/secret.json"
    chmod 000 "$scratch/secret.json"
    run "${check[@]}" --input "$scratch/secret.json"
    expect_line "a file that may not be read" 2 "amiplan: $scratch/secret.json: Permission denied"
fi
run "${check[@]}" --image-id "$x86_us" --images "$scratch/none.json"
expect_line "images that are not there" 2 "amiplan: $scratch/none.json: No such file or directory"
run "${check[@]}" --image-id "$x86_us" --block-device-mappings "file://$scratch/none.json"
expect_line "mappings that are not there" 2 "amiplan: $scratch/none.json: No such file or directory"

# JSON that is none.
: >"$scratch/in"
input "nothing at all" ""
printf '{"ImageId": "ami-01' >"$scratch/in"
input "truncated" ""
printf '{"ImageId": "\xff\xfe"}' >"$scratch/in"
input "not UTF-8" ""
printf '{"ImageId": "a\0b"}' >"$scratch/in"
input "a NUL byte" ""
repeat 100000 '[' >"$scratch/in"
input "deeply nested" ""
{
    printf '{"UserData": "'
    repeat 2000000 x
    printf '"}'
} >"$scratch/in"
input "a huge string" ""
printf '[1, 2]' >"$scratch/in"
input "an array where an object is wanted" ""
printf '{"ImageId": 7}' >"$scratch/in"
input "a member of the wrong type" "/ImageId"
printf '{"BlockDeviceMappings": {"DeviceName": "/dev/sdf"}}' >"$scratch/in"
input "an object where a list is wanted" "/BlockDeviceMappings"
printf '{"ImageId": "ami-01234567", "ImageId": "ami-89abcdef"}' >"$scratch/in"
input "a member twice" "ImageId"
printf '{"BlockDeviceMappings": [{"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 9007199254740993}}]}' \
    >"$scratch/in"
input "an integer past 2^53" ""
printf '{"MinCount": 1e400}' >"$scratch/in"
input "a number that nothing holds" ""
printf '{"ImageId": "ami-01234567"} trailing' >"$scratch/in"
input "text behind the document" ""
for option in images image-attributes instance-types parameters; do
    run "${check[@]}" --image-id "$x86_us" "--$option" - <<<'{"Im'
    expect_line "truncated --$option" 2 "amiplan: -*"
    run "${check[@]}" --image-id "$x86_us" "--$option" - <<<'7'
    expect_line "--$option that is no such document" 2 "amiplan: -*"
done
if [[ -e /dev/zero && ${AMIPLAN_SLOW_TESTS:-} ]]; then
    run "${check[@]}" --input /dev/zero
    expect_line "a file without end" 2 "*268435456*"
fi

# Names and references.
resolve=(resolve --offline --region us-east-1)
run "${resolve[@]}" "/$(repeat 3000 a)"
expect_line "a name of 3,000 characters" 2 "*3*"
run "${resolve[@]}" /a//b
expect_line "an empty level" 2 "*"
run "${resolve[@]}" "/$(repeat 20 a/)a"
expect_line "too many levels" 2 "*15*"
run "${resolve[@]}" 'a b'
expect_line "a character that no name has" 2 "*"
run "${resolve[@]}" $'/a\nb'
expect_line "a newline in a name" 2 "*"
run "${resolve[@]}" $'/a\xff'
expect_line "a name that is not UTF-8" 2 "*"
run "${resolve[@]}" ''
expect_line "an empty reference" 2 "*"
run "${resolve[@]}" ami-123
expect_line "an id that is too short" 2 "*ami-123*"
run "${resolve[@]}" ami-0123456789ABCDEF0
expect_line "an id in capitals" 2 "*"
run "${resolve[@]}" arn:aws:ssm:us-east-1::document/x
expect_line "an ARN of something else" 2 "*"
run "${resolve[@]}" "arn:aws:ssm:eu-central-1::parameter$x86_name"
expect_line "an ARN of another region" 2 "*eu-central-1*"
run "${resolve[@]}" - </dev/null
expect_line "no reference on stdin" 2 "amiplan: -: *"
run "${resolve[@]}" - < <(repeat 9000 a)
expect_line "a line of 9,000 bytes" 2 "amiplan: -: line 1*8192*"
run "${resolve[@]}" - < <(printf 'a\0b\n')
expect_line "a NUL byte in a line" 2 "amiplan: -: line 1*"
run "${resolve[@]}" - < <(repeat 100001 $'ami-01234567\n')
expect_line "100,001 references" 2 "amiplan: -: line 100001*100000*"

# Regions, accounts, dates.
run resolve --region us-esat-1 "$x86_us"
expect_line "a region that does not exist" 2 "*us-esat-1*us-east-1*"
run resolve --region us-east-1,us-east-1 "$x86_us"
expect_line "a region twice" 2 "*us-east-1*twice*"
run resolve --region all,us-east-1 "$x86_us"
expect_line "all beside a region" 2 "*all*"
AWS_REGION=nowhere run resolve "$x86_us"
expect_line "a region that does not exist, from the environment" 2 "*nowhere*"
launch=("${check[@]}" --image-id "$x86_us" --instance-type m5.large)
run "${launch[@]}" --account 12345678901
expect_line "an account of 11 digits" 2 "*12 *12345678901*"
run "${launch[@]}" --account 12345678901x
expect_line "an account that is no number" 2 "*12345678901x*"
run "${launch[@]}" --organization o-abcde12345
expect_line "an organization that is no ARN" 2 "*o-abcde12345*"
run "${launch[@]}" --ou ou-ab12-cdefgh34
expect_line "an organizational unit that is no ARN" 2 "*ou-ab12-cdefgh34*"
run "${launch[@]}" --operation Launch
expect_line "an operation that does not exist" 2 "*Launch*"
run "${launch[@]}" --as-of yesterday
expect_line "a date that is none" 2 "*yesterday*"
run "${launch[@]}" --as-of 2026-02-30
expect_line "a day that is none" 2 "*2026-02-30*"
run "${launch[@]}" --block-device-mappings '{"a":'
expect_line "mappings that are no JSON" 2 "*BlockDeviceMappings*"
run "${check[@]}" --image-id "$(repeat 3000 a)" --instance-type m5.large
expect_line "an image of 3,000 characters" 2 "*"
run "${check[@]}" --image-id "$x86_us" --instance-type "$(repeat 3000 a)"
expect_line "a type of 3,000 characters" 2 "*"

# The command line itself.
run
expect_line "no command" 2 "*help*"
run resolv x
expect_line "a command that does not exist" 2 "*'resolv'*'resolve'*"
run params
expect_line "half of a command" 2 "*params get, params list*"
run resolve
expect_line "no reference" 2 "*"
run resolve --offlin "$x86_us"
expect_line "an option that does not exist" 2 "*'--offlin'*'--offline'*"
run resolve -o "$x86_us"
expect_line "a short option" 2 "*'-o'*"
run resolve $'--a\nb'
expect_line "an option with a newline" 2 "*'--a?b'*"
run resolve --recursive "$x86_us"
expect_line "an option of another command" 2 "*'--recursive'*"
run resolve "$x86_us" --region
expect_line "an option without its value" 2 "*--region*"
run resolve --region --offline "$x86_us"
expect_line "an option where a value is wanted" 2 "*--region*"
run resolve --region= "$x86_us"
expect_line "an empty value" 2 "*--region*"
run resolve --region us-east-1, "$x86_us"
expect_line "an empty item" 2 "*--region*"
run resolve --offline=yes "$x86_us"
expect_line "a value for a flag" 2 "*--offline*"
run resolve --output xml "$x86_us"
expect_line "a format that does not exist" 2 "*'xml'*json|text*"
run resolve --output json --output text "$x86_us"
[[ -n $out ]] && out=''
expect_line "an option twice" 2 "*--output*twice*"
run check surplus
expect_line "an argument where none is taken" 2 "*'surplus'*"

# Contradictions.
run resolve --offline --source aws "$x86_us"
expect_line "--offline with --source aws" 2 "*--source aws*--offline*"
run resolve --as-of 2026-08-02 --source aws "$x86_us"
expect_line "--as-of with --source aws" 2 "*--source aws*--as-of*"
AMIPLAN_OFFLINE=1 run resolve --source aws "$x86_us"
expect_line "AMIPLAN_OFFLINE with --source aws" 2 "*--source aws*AMIPLAN_OFFLINE*"
run resolve --source auto,snapshot "$x86_us"
expect_line "auto beside another source" 2 "*auto*"
echo '{"InstanceType": "m5.large"}' >"$scratch/launch.json"
run "${check[@]}" --input "$scratch/launch.json" --instance-type c5.large
expect_line "a document and an option that disagree" 2 "*InstanceType*"
echo '{"Images": []}' >"$scratch/images.json"
run check --region us-east-1,eu-central-1 --image-id "$x86_us" --images "$scratch/images.json"
expect_line "images of one region for two" 2 "*$scratch/images.json*"
run resolve --source "$scratch/images.json" "$x86_us"
expect_line "parameters without a region" 2 "*--region*"
