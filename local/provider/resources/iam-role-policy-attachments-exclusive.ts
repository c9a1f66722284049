/** aws_iam_role_policy_attachments_exclusive: the ARNs of all managed policies of a role. Others are detached, missing ones attached.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
import { isAwsError, type Aws } from "../aws/aws";
import { attachManagedPolicy, detachManagedPolicy, managedPolicyArns } from "../aws/role-policies";
import { arn } from "../checks";
import { text, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const iamRolePolicyAttachmentsExclusive: Resource = {
  type: "aws_iam_role_policy_attachments_exclusive",
  forceNew: ["role_name"],
  isWrittenWithFramework: true,
  checks: { policy_arns: arn },

  importState: (id) => ({ role_name: id }),

  async read({ role_name }, aws) {
    try {
      return { role_name: text(role_name), policy_arns: await managedPolicyArns(text(role_name), aws) };
    } catch (error) {
      if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    await setAll(planned, aws);
    return { role_name: text(planned.role_name) };
  },

  async update(_prior, planned, aws) {
    await setAll(planned, aws);
  },

  /** What it named stays. */
  delete: () => Promise.resolve(),
};

async function setAll({ role_name, policy_arns }: ObjectValue, aws: Aws): Promise<void> {
  const role = text(role_name);
  const arns = texts(policy_arns);
  const there = await managedPolicyArns(role, aws);
  for (const one of there) if (!arns.includes(one)) await detachManagedPolicy(role, one, aws);
  for (const one of arns) if (!there.includes(one)) await attachManagedPolicy(role, one, ["policy_arns"], aws);
}
