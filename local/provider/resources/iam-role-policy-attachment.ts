/** aws_iam_role_policy_attachment: a managed policy on a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
import { isAwsError } from "../aws/aws";
import { generatedName } from "../aws/generated-name";
import { attachManagedPolicy, detachManagedPolicy, managedPolicyArns } from "../aws/role-policies";
import { arn } from "../checks";
import { Refused } from "../problem";
import { text } from "../values";
import type { Resource } from "./resource";

export const iamRolePolicyAttachment: Resource = {
  type: "aws_iam_role_policy_attachment",
  forceNew: ["policy_arn", "role"],
  checks: { policy_arn: arn },

  importState(id) {
    const [, role, policyArn] = /^([^/]+)\/(.+)$/.exec(id) ?? [];
    if (role === undefined || policyArn === undefined) {
      throw new Refused({
        summary: "Unexpected format of ID",
        detail: `"${id}" should have the form ROLE_NAME/POLICY_ARN.`,
      });
    }
    return { id: `${role}-${policyArn}`, role, policy_arn: policyArn };
  },

  async read(state, aws) {
    const role = text(state.role);
    const policyArn = text(state.policy_arn);
    try {
      const isAttached = (await managedPolicyArns(role, aws)).includes(policyArn);
      return isAttached ? { id: state.id ?? null, role, policy_arn: policyArn } : null;
    } catch (error) {
      if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    const role = text(planned.role);
    await attachManagedPolicy(role, text(planned.policy_arn), ["policy_arn"], aws);
    return { id: generatedName(`${role}-`) };
  },

  async delete(prior, aws) {
    await detachManagedPolicy(text(prior.role), text(prior.policy_arn), aws);
  },
};
