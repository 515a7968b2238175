#!/bin/bash
# What the program prints as JSON is what planner/schemas/ says. Needs Python's jsonschema (Debian:
# python3-jsonschema); without it the test is skipped.
set -u
srcdir=$(cd "${srcdir:-.}" && pwd)
amiplan=${AMIPLAN:-./amiplan}
python=${PYTHON:-python3}
"$python" -c 'import jsonschema' 2>/dev/null || { echo 'skipped: no jsonschema'; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
data=$srcdir/examples/data
latest=/aws/service/ami-amazon-linux-latest
name=$latest/al2023-ami-kernel-default-x86_64
count=0

# valid SCHEMA ARGUMENT...: the document that the program prints fits, whatever its exit status.
valid() {
    schema=$1
    shift
    "$amiplan" "$@" --output json >"$scratch/document" 2>/dev/null
    "$python" - "$srcdir/planner/schemas/$schema.v1.json" "$scratch/document" <<'PYTHON' || {
import json, sys, jsonschema
schema, document = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
errors = list(jsonschema.Draft202012Validator(schema).iter_errors(document))
for error in errors[:3]:
    print("/".join(map(str, error.absolute_path)), error.message[:300])
sys.exit(bool(errors))
PYTHON
        echo "not ok - $schema: amiplan $*"
        exit 1
    }
    count=$((count + 1))
    echo "ok $count - $schema: amiplan $*"
}

valid resolve resolve --offline --region us-east-1,eu-west-1 $name ami-0bcc094591f354be2 $latest/nothing
valid resolve resolve --region us-east-1 $name
valid parameters params get --offline --region us-east-1 $name $latest/nothing
valid parameters params list --offline --region me-south-1 --path $latest
valid check check --offline --region us-east-1 --image-id $name --instance-type m5.large,m7g.large,cc2.8xlarge
valid check check --region us-east-1 --image-id ami-0bcc094591f354be2 --instance-type m5.large
valid check check --region us-east-1 --account 123456789012 --images "$data/images.json" --input "$data/launch.json"
valid plan plan --offline --region us-east-1 --image-id $latest/amzn-ami-pv-x86_64-ebs --instance-type c3.large
valid plan plan --region us-east-1 --account 123456789012 --images "$data/images.json" --input "$data/launch.json"
valid plan plan --offline --region us-east-1,eu-west-1 --image-id $name --instance-type m5d.large
valid plan plan --region us-east-1 --image-id ami-0bcc094591f354be2 --instance-type nosuch.large
valid types types
valid types types cc2.8xlarge p5.48xlarge
valid matrix matrix
valid rules rules
valid rules explain virt-pv-type
valid error check --region nowhere --image-id ami-0bcc094591f354be2
