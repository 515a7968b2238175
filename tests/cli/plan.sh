#!/usr/bin/env bash
#
# plan: what a launch will give, for people, for programs and for EC2.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

cat >"$scratch/launch.json" <<JSON
{"ImageId": "$x86_us", "InstanceType": "m5d.large", "MinCount": 1, "MaxCount": 1, "KeyName": "ops",
 "BlockDeviceMappings": [
   {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 100, "VolumeType": "gp3"}}]}
JSON

run plan --region us-east-1 --input "$scratch/launch.json"
expect "a plan" 0
expect_in "the root device" out /dev/xvda
expect_in "the volume that the request adds" out /dev/sdf
expect_in "what stays after termination" out stays
run plan --region us-east-1 --input "$scratch/launch.json" --output json
expect_json "the document amiplan/plan/v1" 0 "d['schema'] == 'amiplan/plan/v1'"
run plan --region us-east-1 --input "$scratch/launch.json" --output run-instances
expect_json "the request itself, nothing inferred" 0 \
    "d == json.load(open('$scratch/launch.json'))"
run plan --offline --region us-east-1 --image-id "$x86_name" --instance-type m5.large \
    --output run-instances
expect_json "with the image id resolved" 0 "d['ImageId'] == '$x86_us' and
    d['InstanceType'] == 'm5.large'"
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large,c5.large \
    --output run-instances
expect_line "run-instances is for one launch" 2 "*"
run plan --region us-east-1 --image-id "$arm_us" --instance-type m5.large
expect "a launch that cannot work is planned, with exit code 1" 1
expect_in "the image" out "$arm_us"
expect_in "the finding" out arch-mismatch

mappings='[{"DeviceName": "/dev/sdg", "Ebs": {"VolumeSize": 7, "DeleteOnTermination": true}}]'
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large \
    --block-device-mappings "$mappings"
expect_in "--block-device-mappings" out /dev/sdg
echo "$mappings" >"$scratch/mappings.json"
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large,c5.large \
    --block-device-mappings "file://$scratch/mappings.json"
expect_in "from a file" out /dev/sdg
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large,c5.large \
    --block-device-mappings "file://"<(echo "$mappings")
expect_in "from a pipe, read once for several types" out /dev/sdg
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large --availability-zone us-east-1a
expect "--availability-zone" 0
run plan --region us-east-1 --image-id "$x86_us" --instance-type m5.large --operation CreateFleet
expect_in "--operation" out CreateFleet
