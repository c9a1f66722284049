/** A statement of an IAM policy in the shape of Terraform's `aws_iam_policy_document`. IAM's own variables are written
 *  `&{...}` there, so that Terraform does not take them for expressions of its own.
 *  https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
import type { DataAwsIamPolicyDocumentStatement } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

/** A statement of an IAM policy, in the shape of `aws_iam_policy_document`.
 *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
export type PolicyStatement = DataAwsIamPolicyDocumentStatement;
