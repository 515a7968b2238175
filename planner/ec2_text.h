/*
 * EC2's codes and texts that more than one rule predicts; texts that one rule alone predicts stand
 * in its row. {name} stands for what EC2 fills in. Recorded answers: the rules' references.
 */
#ifndef AP_PLANNER_EC2_TEXT_H
#define AP_PLANNER_EC2_TEXT_H

/* hashicorp/terraform#11220, validatedpatterns/agof#57 */
#define AP_EC2_NOT_FOUND_CODE "InvalidAMIID.NotFound"
#define AP_EC2_NOT_FOUND_TEXT "The image id '[{image}]' does not exist"

/* hashicorp/terraform-provider-aws#9113, rancher/os#1964 */
#define AP_EC2_UNSUPPORTED_CODE "Unsupported"
#define AP_EC2_UNSUPPORTED_TEXT                                                                    \
    "The requested configuration is currently not supported. Please check the documentation for "  \
    "supported configurations."

/* EC2 API Reference, error codes; the text as emulators mirror it */
#define AP_EC2_UNAVAILABLE_CODE "InvalidAMIID.Unavailable"
#define AP_EC2_UNAVAILABLE_TEXT "The image id '[{image}]' is no longer available"

/* wardviaene/devops-box#6 (2018), voxpupuli/puppet-cassandra#334 */
#define AP_EC2_HVM_REQUIRED_CODE "InvalidParameterCombination"
#define AP_EC2_HVM_REQUIRED_TEXT                                                                   \
    "Virtualization type 'hvm' is required for instances of type '{type}'. Ensure that you are "   \
    "using an AMI with virtualization type 'hvm'. For more information, see "                      \
    "http://docs.aws.amazon.com/AWSEC2/latest/UserGuide/virtualization_types.html"

#define AP_EC2_HIBERNATION_CODE "UnsupportedHibernationConfiguration"
#define AP_EC2_MAPPING_CODE     "InvalidBlockDeviceMapping"

#endif
