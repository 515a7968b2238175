#include "planner/step.h"

size_t ap_steps_of(const struct ap_facts *facts, enum amiplan_verdict verdict,
                   struct ap_arena *arena, struct ap_step *out)
{
    size_t count = 0;

    if (facts->elsewhere_count) {
        out[count++] = (struct ap_step){
            "CopyImage",
            ap_arena_printf(
                arena,
                "aws ec2 copy-image --region %s --source-region %s --source-image-id %s "
                "--name NAME",
                facts->region, facts->elsewhere[0], facts->image_id),
            "the image is of another region; the copy has an id of its own, and carries neither "
            "launch permissions nor, unless asked, tags",
        };
        out[count++] = (struct ap_step){
            "DescribeImages",
            ap_arena_printf(arena, "aws ec2 wait image-available --region %s --image-ids COPY",
                            facts->region),
            "a copy starts in state pending",
        };
    }
    if (verdict == AMIPLAN_FAIL || !facts->image_id)
        return count;
    out[count++] = (struct ap_step){
        "RunInstances",
        ap_arena_printf(arena,
                        "aws ec2 run-instances --region %s --cli-input-json file://request.json "
                        "--dry-run",
                        facts->region),
        "EC2's own verdict; request.json is this plan's run-instances output",
    };
    out[count++] = (struct ap_step){
        "RunInstances",
        ap_arena_printf(arena,
                        "aws ec2 run-instances --region %s --cli-input-json file://request.json",
                        facts->region),
        "the launch",
    };
    return count;
}
