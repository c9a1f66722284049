/** aws_iam_role_policy: one inline policy of a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
import { nameFor, prefixOf } from "../aws/generated-name";
import { iamName, iamNamePrefix } from "../aws/iam-names";
import { normalizedPolicy, policyMeaning } from "../aws/policy-json";
import { deleteInlinePolicy, inlinePolicy, putInlinePolicy } from "../aws/role-policies";
import { all, arn, length, policyJson, type Check } from "../checks";
import { Refused } from "../problem";
import { text } from "../values";
import type { Resource } from "./resource";

/** Only whatever is an ARN cannot be a role's name. */
const notAnArn: Check = (value, name) =>
  arn(value, name).length === 0 ? [`"${name}" must be the role's name not its ARN`] : [];

export const iamRolePolicy: Resource = {
  type: "aws_iam_role_policy",
  forceNew: ["name", "name_prefix", "role"],
  checks: {
    name: iamName(128),
    name_prefix: iamNamePrefix(128),
    policy: policyJson,
    role: all(length(1, 128), notAnArn),
  },
  meanings: { policy: policyMeaning },
  normalized: { policy: normalizedPolicy },
  conflicts: [["name", "name_prefix"]],

  importState: (id) => ({ id }),

  async read(state, aws) {
    const id = text(state.id);
    const { role, name } = partsOf(id);
    const policy = await inlinePolicy(role, name, aws);
    return policy === null ? null : { id, role, name, name_prefix: prefixOf(name), policy };
  },

  async create(planned, aws) {
    const role = text(planned.role);
    const name = nameFor(text(planned.name), text(planned.name_prefix));
    await putInlinePolicy(role, name, text(planned.policy), ["policy"], aws);
    return { id: `${role}:${name}` };
  },

  async update(prior, planned, aws) {
    const { role, name } = partsOf(text(prior.id));
    await putInlinePolicy(role, name, text(planned.policy), ["policy"], aws);
  },

  async delete(prior, aws) {
    const { role, name } = partsOf(text(prior.id));
    await deleteInlinePolicy(role, name, aws);
  },
};

function partsOf(id: string): { role: string; name: string } {
  const [, role, name] = /^([^:]+):(.+)$/.exec(id) ?? [];
  if (role === undefined || name === undefined) {
    throw new Refused({
      summary: "Unexpected format of ID",
      detail: `"${id}" should have the form ROLE_NAME:POLICY_NAME.`,
    });
  }
  return { role, name };
}
