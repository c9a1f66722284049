/** aws_iam_role_policy: one inline policy of a role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
import { nameFor, prefixOf } from "../aws/generated-name";
import { policyMeaning } from "../aws/policy-json";
import { deleteInlinePolicy, inlinePolicy, putInlinePolicy } from "../aws/role-policies";
import { all, length, pattern, policyJson } from "../checks";
import { Refused } from "../problem";
import { isEmpty, text } from "../values";
import type { Resource } from "./resource";

const named = pattern(/^[\w+=,.@-]*$/, "letters, digits and _ + = , . @ -");

export const iamRolePolicy: Resource = {
  type: "aws_iam_role_policy",
  forceNew: ["name", "name_prefix", "role"],
  checks: {
    name: all(length(0, 128), named),
    name_prefix: all(length(0, 128 - 26), named),
    policy: policyJson,
    role: all(
      length(1, 64),
      pattern(/^[\w+=,.@-]+$/, "letters, digits and _ + = , . @ -: it is the role's name, not its path or ARN"),
    ),
  },
  meanings: { policy: policyMeaning },

  validate: (config) =>
    isEmpty(config.name) || isEmpty(config.name_prefix)
      ? []
      : [
          {
            summary: "Conflicting configuration arguments",
            detail: `"name": conflicts with name_prefix`,
            attribute: ["name"],
          },
        ],

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
