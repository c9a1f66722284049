/** aws_iam_role_policies_exclusive: the names of all inline policies of a role. Others are deleted; it makes none.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
import { isAwsError, type Aws } from "../aws/aws";
import { deleteInlinePolicy, inlinePolicyNames } from "../aws/role-policies";
import { Refused } from "../problem";
import { text, texts, type ObjectValue } from "../values";
import type { Resource } from "./resource";

export const iamRolePoliciesExclusive: Resource = {
  type: "aws_iam_role_policies_exclusive",
  forceNew: ["role_name"],
  isWrittenWithFramework: true,

  importState: (id) => ({ role_name: id }),

  async read({ role_name }, aws) {
    try {
      return { role_name: text(role_name), policy_names: await inlinePolicyNames(text(role_name), aws) };
    } catch (error) {
      if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return null;
      throw error;
    }
  },

  async create(planned, aws) {
    await keepOnly(planned, aws);
    return { role_name: text(planned.role_name) };
  },

  async update(_prior, planned, aws) {
    await keepOnly(planned, aws);
  },

  /** What it named stays. */
  delete: () => Promise.resolve(),
};

async function keepOnly({ role_name, policy_names }: ObjectValue, aws: Aws): Promise<void> {
  const role = text(role_name);
  const names = texts(policy_names);
  const there = await inlinePolicyNames(role, aws);
  for (const name of there) if (!names.includes(name)) await deleteInlinePolicy(role, name, aws);
  const missing = names.filter((name) => !there.includes(name));
  if (missing.length === 0) return;
  throw new Refused({
    summary: "Creating exclusive inline policies",
    detail: `The role ${role} has no inline policy ${missing.join(", ")}, and this resource makes none: make it with aws_iam_role_policy first.`,
    attribute: ["policy_names"],
  });
}
