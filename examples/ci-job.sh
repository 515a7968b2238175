#!/usr/bin/env bash
#
# A CI job: finds the image, makes sure that the launch can work before anything is started, and
# leaves the request for `aws ec2 run-instances` behind.
#
# --offline says that the data built into amiplan are fresh enough here. A job with credentials puts
# what AWS says now in their place:
#
#     amiplan resolve --source <(aws ssm get-parameters --names "$name") "$name"
set -euo pipefail

amiplan=${AMIPLAN:-amiplan}
region=${AWS_REGION:-us-east-1}
name=${IMAGE_PARAMETER:-/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}
type=${INSTANCE_TYPE:-m7g.large}
request=${REQUEST:-run-instances.json}

# Exit code 6 means that nothing may answer; with set -e the job ends there, and starts nothing old.
image=$($amiplan resolve --quiet --offline --region "$region" "$name")

cat >"$request" <<JSON
{
  "ImageId": "$image",
  "InstanceType": "$type",
  "MinCount": 1,
  "MaxCount": 1
}
JSON

# Exit code 1: EC2 would refuse. The report says why, and what to do; the job ends here.
$amiplan check --region "$region" --input "$request"

echo "ready: aws ec2 run-instances --region $region --cli-input-json file://$request"
