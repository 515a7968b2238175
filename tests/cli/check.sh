#!/usr/bin/env bash
#
# check: launches that pass, that EC2 would refuse and that nobody can tell; documents of the caller;
# --fail-on and launch permissions.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# findings CONDITION: Python for "some finding f of the first report is so".
findings() {
    echo "any($1 for f in d['reports'][0]['findings'])"
}

run check --region us-east-1 --image-id "$x86_us" --instance-type m5.large
expect "a launch that will work" 0
expect_in "is told" out "$x86_us on m5.large in us-east-1"
run check --region us-east-1 --image-id "$arm_us" --instance-type m5.large
expect "an arm64 image on an x86_64 type" 1
expect_in "breaks arch-mismatch" out arch-mismatch
expect_in "with EC2's code" out InvalidParameterValue
[[ -z $err ]] || fail "a refusal is no error: nothing on stderr"
run check --region us-east-1 --image-id "$arm_us" --instance-type m5.large --output json
expect_json "the document amiplan/check/v1" 1 "d['schema'] == 'amiplan/check/v1' and
    d['reports'][0]['verdict'] == 'fail' and d['reports'][0]['subject']['instance_type'] == 'm5.large'"
expect_json "the finding" 1 "$(findings "f['rule'] == 'arch-mismatch' and f['severity'] == 'error'
    and f['verdict'] == 'broken' and f['ec2']['code'] == 'InvalidParameterValue' and f['fix']")"
run check --region us-east-1 --image-id "$pv_us" --instance-type m5.large
expect "a paravirtual image on a type that takes HVM alone" 1
expect_in "breaks virt-pv-type" out virt-pv-type
run check --region eu-central-1 --image-id "$x86_us" --instance-type m5.large
expect "an image of another region" 1
expect_in "is told where it is" out us-east-1
expect_in "and how it gets here" out CopyImage

# Friendly names.
run check --offline --region us-east-1 --image-id "$x86_name" --instance-type m5.large
expect "a name instead of an id" 0
expect_in "and its age" err "built-in data of 2026-08-02 ("
run check --region us-east-1 --image-id "$x86_name" --instance-type m5.large
expect "a floating name without consent" 6
expect_in "and the remedies" err --offline

# Several types, several regions.
run check --region us-east-1 --image-id "$x86_us" --instance-type m5.large,m6g.large \
    --instance-type c5.large --output json
expect_json "a report for each type" 1 "[(r['subject']['instance_type'], r['verdict'] == 'fail')
    for r in d['reports']] == [('m5.large', False), ('m6g.large', True), ('c5.large', False)]"
run check --region us-east-1,eu-central-1 --image-id "$x86_us" --instance-type m5.large --output json
expect_json "a report for each region" 1 "[r['subject']['region'] for r in d['reports']] ==
    ['us-east-1', 'eu-central-1']"

# Nobody can tell.
run check --region us-east-1 --image-id ami-0123456789abcdef0 --instance-type m5.large
expect "an image that no source holds is no refusal" 0
expect_in "it is unknown, with EC2's code" out InvalidAMIID.NotFound
run check --region us-east-1 --image-id ami-0123456789abcdef0 --instance-type m5.large \
    --fail-on unknown
expect "--fail-on unknown" 1
run check --region us-east-1 --image-id "$x86_us" --instance-type m99.large
expect "a type that the data do not have is no refusal" 0
run check --region us-east-1 --image-id ami-123 --instance-type m5.large
expect "a malformed id is a finding" 1
expect_in "with EC2's code" out InvalidAMIID.Malformed

# A document.
cat >"$scratch/launch.json" <<JSON
{"ImageId": "$arm_us", "InstanceType": "m5.large", "MinCount": 1, "MaxCount": 1}
JSON
run check --region us-east-1 --input "$scratch/launch.json" --output json
expect_json "the finding says where in the document" 1 "$(findings "f['rule'] == 'arch-mismatch' and
    f['location'] and f['location']['file'].endswith('launch.json')")"
run check --region us-east-1 --input - <"$scratch/launch.json"
expect "a document on stdin" 1
run check --region us-east-1 --input <(cat "$scratch/launch.json")
expect "a document from a pipe" 1
echo "{\"ImageId\": \"$x86_us\"}" >"$scratch/image.json"
run check --region us-east-1 --input "$scratch/image.json" --instance-type m5.large,m6g.large \
    --output json
expect_json "a document and types: a launch for each" 1 "len(d['reports']) == 2"
run check --region us-east-1 --input "$scratch/launch.json" --input "$scratch/image.json" --output json
expect_json "several documents" 1 "len(d['reports']) == 2"
echo "{\"ImageId\": \"ami-xyz\", \"InstanceType\": \"m5.large\"}" >"$scratch/malformed.json"
run check --region us-east-1 --input "$scratch/malformed.json"
expect "a malformed id in a document is a finding" 1
expect_in "with EC2's code" out InvalidAMIID.Malformed
echo "{\"ImageId\": \"resolve:ssm:/golden/web\", \"InstanceType\": \"m5.large\"}" >"$scratch/ssm.json"
cat >"$scratch/parameters.json" <<JSON
{"Parameters": [{"Name": "/golden/web", "Type": "String", "DataType": "aws:ec2:image",
                 "Value": "$arm_us", "Version": 1}]}
JSON
run check --region us-east-1 --input "$scratch/ssm.json" --parameters "$scratch/parameters.json"
expect "resolve:ssm: in a document, with --parameters" 1
expect_in "leads to the image" out "$arm_us"

# One's own image, and who may launch it.
image() {
    cat <<JSON
{"Images": [{"ImageId": "ami-0aaaaaaaaaaaaaaaa", "OwnerId": "111122223333", "Public": false,
  "CreationDate": "2026-05-01T12:00:00.000Z", "State": "available", "Architecture": "x86_64",
  "ImageType": "machine", "Hypervisor": "xen", "VirtualizationType": "hvm", "EnaSupport": true,
  "RootDeviceType": "ebs", "RootDeviceName": "/dev/xvda", "BlockDeviceMappings": [
    {"DeviceName": "/dev/xvda", "Ebs": {"SnapshotId": "snap-0aaaaaaaaaaaaaaaa", "VolumeSize": 8,
     "VolumeType": "gp3", "DeleteOnTermination": true, "Encrypted": false}}]}]}
JSON
}
own=(check --region us-east-1 --image-id ami-0aaaaaaaaaaaaaaaa --instance-type m5.large)
run "${own[@]}" --images <(image) --account 111122223333 --output json
expect_json "one's own image, from a pipe" 0 "d['reports'][0]['verdict'] == 'pass'"
run "${own[@]}" --images - --account 111122223333 <<<"$(image)"
expect "one's own image, on stdin" 0
run "${own[@]}" --images <(image) --account 444455556666 --output json
expect_json "another's private image: nobody can tell, EC2 may answer AuthFailure" 0 \
    "d['reports'][0]['verdict'] == 'unknown' and
    $(findings "f['verdict'] == 'unknown' and f['ec2']['code'] == 'AuthFailure'")"
granted() {
    echo "{\"ImageId\": \"ami-0aaaaaaaaaaaaaaaa\", \"LaunchPermissions\": [$1]}"
}
run "${own[@]}" --images <(image) --account 444455556666 \
    --image-attributes <(granted '{"UserId": "444455556666"}') --output json
expect_json "granted to the account" 0 "d['reports'][0]['verdict'] == 'pass'"
run "${own[@]}" --images <(image) --account 444455556666 --image-attributes <(granted '')
expect "granted to nobody" 1
expect_in "EC2 answers AuthFailure" out AuthFailure
organization=arn:aws:organizations::111122223333:organization/o-abcde12345
unit=arn:aws:organizations::111122223333:ou/o-abcde12345/ou-ab12-cdefgh34
run "${own[@]}" --images <(image) --account 444455556666 --organization "$organization" \
    --image-attributes <(granted "{\"OrganizationArn\": \"$organization\"}")
expect "granted to the organization" 0
run "${own[@]}" --images <(image) --account 444455556666 --organization "$organization" \
    --ou "$unit" --image-attributes <(granted "{\"OrganizationalUnitArn\": \"$unit\"}")
expect "granted to an organizational unit" 0
run "${own[@]}" --images <(echo '{"Images": []}')
expect "an empty list of images is fine" 0

# A bad record spoils no other.
cat >"$scratch/images.json" <<JSON
{"Images": [{"ImageId": 7}, $(image | sed -e '1s/.*\[//' -e '$s/]}$//')]}
JSON
run "${own[@]}" --images "$scratch/images.json" --account 111122223333
expect "the good record counts" 0
expect_in "the bad one is warned of" err "amiplan: warning: $scratch/images.json"

# A type of one's own.
run check --region us-east-1 --image-id "$x86_us" --instance-type m99.large --output json \
    --instance-types <(cat <<'JSON'
{"InstanceTypes": [{"InstanceType": "m99.large", "CurrentGeneration": true, "BareMetal": false,
  "Hypervisor": "nitro", "SupportedRootDeviceTypes": ["ebs"], "SupportedUsageClasses": ["on-demand"],
  "SupportedVirtualizationTypes": ["hvm"], "SupportedBootModes": ["uefi"],
  "ProcessorInfo": {"SupportedArchitectures": ["arm64"]}}]}
JSON
    )
expect_json "--instance-types" 1 "$(findings "f['rule'] == 'arch-mismatch'")"

# --fail-on: a deprecated image is a warning.
sed 's/"Public": false/"Public": true, "DeprecationTime": "2026-06-01T00:00:00.000Z"/' \
    < <(image) >"$scratch/deprecated.json"
deprecated=("${own[@]}" --images "$scratch/deprecated.json" --account 111122223333)
run "${deprecated[@]}"
expect "a warning is no failure by default" 0
expect_in "and is told" out state-deprecated
run "${deprecated[@]}" --fail-on warning
expect "--fail-on warning" 1
run "${deprecated[@]}" --fail-on unknown
expect "--fail-on unknown" 1
run "${deprecated[@]}" --as-of 2026-05-15 --fail-on warning
expect "--as-of a day before" 0

# Standard input, once.
run check --region us-east-1 --input - --images - <"$scratch/launch.json"
expect_line "standard input is taken once" 2 "*standard input*"
run check --region us-east-1
expect_line "no launch at all" 2 "*--image-id*--input*"
