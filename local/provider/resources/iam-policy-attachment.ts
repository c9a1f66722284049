/** aws_iam_policy_attachment: all that a managed policy is attached to, and nothing else. Of users and groups this stand-in knows
 *  nothing. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
import { ListEntitiesForPolicyCommand } from "@aws-sdk/client-iam";
import { isAwsError, type Aws } from "../aws/aws";
import { attachManagedPolicy, detachManagedPolicy } from "../aws/role-policies";
import { arn, notEmpty } from "../checks";
import { Refused } from "../problem";
import { text, texts } from "../values";
import type { Resource } from "./resource";

export const iamPolicyAttachment: Resource = {
  type: "aws_iam_policy_attachment",
  forceNew: ["name", "policy_arn"],
  checks: { name: notEmpty, policy_arn: arn },
  supported: ["name", "policy_arn", "roles"],

  validate({ groups, roles, users }) {
    const isGiven = [groups, roles, users].some((names) => names !== null && names !== undefined);
    return isGiven
      ? []
      : [{ summary: "Missing required argument", detail: "one of `groups,roles,users` must be specified" }];
  },

  importState(id) {
    throw new Refused({
      summary: `resource aws_iam_policy_attachment doesn't support import`,
      detail: `"${id}" stays where it is: import the policy and the roles, and apply.`,
    });
  },

  async read(state, aws) {
    const policyArn = text(state.policy_arn);
    const roles = await rolesOf(policyArn, aws);
    return roles === undefined
      ? null
      : { id: state.id ?? null, name: state.name ?? null, policy_arn: policyArn, roles };
  },

  async create(planned, aws) {
    await set([], texts(planned.roles), text(planned.policy_arn), aws);
    return { id: text(planned.name) };
  },

  async update(prior, planned, aws) {
    await set(texts(prior.roles), texts(planned.roles), text(planned.policy_arn), aws);
  },

  async delete(prior, aws) {
    await set(texts(prior.roles), [], text(prior.policy_arn), aws);
  },
};

/** The roles that have a policy; undefined where the policy is gone. */
async function rolesOf(PolicyArn: string, aws: Aws): Promise<string[] | undefined> {
  const names: string[] = [];
  let Marker: string | undefined;
  try {
    do {
      const page = await aws.clients.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, Marker }));
      names.push(...(page.PolicyRoles ?? []).map(({ RoleName = "" }) => RoleName));
      Marker = page.IsTruncated ? page.Marker : undefined;
    } while (Marker !== undefined);
  } catch (error) {
    if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return undefined;
    throw error;
  }
  return names;
}

async function set(before: readonly string[], after: readonly string[], policyArn: string, aws: Aws): Promise<void> {
  for (const role of before) if (!after.includes(role)) await detachManagedPolicy(role, policyArn, aws);
  for (const role of after) if (!before.includes(role)) await attachManagedPolicy(role, policyArn, ["policy_arn"], aws);
}
