/** aws_iam_role. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  ListInstanceProfilesForRoleCommand,
  PutRolePermissionsBoundaryCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
  type Role,
} from "@aws-sdk/client-iam";
import { isAwsError, type Aws } from "../aws/aws";
import { nameFor, prefixOf } from "../aws/generated-name";
import { checkTrustPolicy } from "../aws/policy-grammar";
import { iamName, iamNamePrefix } from "../aws/iam-names";
import { normalizedJson, normalizedPolicy, policyMeaning } from "../aws/policy-json";
import {
  attachManagedPolicy,
  decodedPolicy,
  deleteInlinePolicy,
  detachManagedPolicy,
  inlinePolicies,
  managedPolicyArns,
  putInlinePolicy,
} from "../aws/role-policies";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { all, arn, between, length, notEmpty, pattern, policyJson } from "../checks";
import { Refused } from "../problem";
import { blocks, flag, number, optionalText, text, textMap, texts, type ObjectValue } from "../values";
import { PartlyCreated, type Resource } from "./resource";

/** What editors make of straight quotes. */
const withoutCurlyQuotes = pattern(/^[^“‘]*$/, "cannot contain specially formatted single or double quotes: [“‘]");

export const iamRole: Resource = {
  type: "aws_iam_role",
  forceNew: ["name", "name_prefix", "path"],
  defaults: { force_detach_policies: false, max_session_duration: 3600, path: "/" },
  checks: {
    assume_role_policy: policyJson,
    description: all(length(0, 1000), withoutCurlyQuotes),
    "inline_policy.name": all(notEmpty, iamName(128)),
    "inline_policy.policy": policyJson,
    managed_policy_arns: arn,
    max_session_duration: between(3600, 43200),
    name: iamName(64),
    name_prefix: iamNamePrefix(64),
    path: length(0, 512),
    permissions_boundary: arn,
  },
  meanings: { assume_role_policy: policyMeaning, "inline_policy.policy": policyMeaning },
  normalized: { assume_role_policy: normalizedJson, "inline_policy.policy": normalizedPolicy },
  computedBlocks: ["inline_policy"],
  conflicts: [["name", "name_prefix"]],

  importState: (id) => ({ id, force_detach_policies: false }),

  async read(state, aws) {
    const role = await found(text(state.id), aws);
    if (!role) return null;
    const id = role.RoleName ?? "";
    return {
      id,
      name: id,
      name_prefix: prefixOf(id),
      arn: role.Arn ?? null,
      assume_role_policy: decodedPolicy(role.AssumeRolePolicyDocument),
      create_date: role.CreateDate?.toISOString().replace(".000Z", "Z") ?? null,
      description: role.Description ?? "",
      max_session_duration: role.MaxSessionDuration ?? null,
      path: role.Path ?? null,
      permissions_boundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
      unique_id: role.RoleId ?? null,
      // The provider's own: IAM knows nothing of it.
      force_detach_policies: state.force_detach_policies ?? null,
      inline_policy: await inlinePolicies(id, aws),
      managed_policy_arns: await managedPolicyArns(id, aws),
      ...tagAttributes(tagsOf(role), state, aws.tagRules),
    };
  },

  async create(planned, aws) {
    const roleName = nameFor(text(planned.name), text(planned.name_prefix));
    checkName(roleName, aws);
    checkPath(text(planned.path));
    checkDescription(text(planned.description));
    const trust = text(planned.assume_role_policy);
    checkTrustPolicy(trust, ["assume_role_policy"]);
    const tags = tagsToWrite(planned, aws.tagRules);
    checkTags(tags);
    await aws.clients.iam.send(
      new CreateRoleCommand({
        RoleName: roleName,
        AssumeRolePolicyDocument: trust,
        Path: text(planned.path),
        Description: optionalText(planned.description),
        MaxSessionDuration: number(planned.max_session_duration),
        PermissionsBoundary: optionalText(planned.permissions_boundary),
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    try {
      await setInlinePolicies(roleName, [], inlineOf(planned), aws);
      await setManagedPolicies(roleName, [], texts(planned.managed_policy_arns), aws);
    } catch (error) {
      throw new PartlyCreated({ id: roleName, name: roleName }, error);
    }
    return { id: roleName };
  },

  async update(prior, planned, aws) {
    const roleName = text(prior.id);
    const { iam } = aws.clients;
    const isChanged = (attribute: string) => JSON.stringify(prior[attribute]) !== JSON.stringify(planned[attribute]);
    if (isChanged("assume_role_policy")) {
      const trust = text(planned.assume_role_policy);
      checkTrustPolicy(trust, ["assume_role_policy"]);
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: trust }));
    }
    if (isChanged("description")) {
      const Description = text(planned.description);
      checkDescription(Description);
      await iam.send(new UpdateRoleDescriptionCommand({ RoleName: roleName, Description }));
    }
    if (isChanged("max_session_duration")) {
      const MaxSessionDuration = number(planned.max_session_duration);
      await iam.send(new UpdateRoleCommand({ RoleName: roleName, MaxSessionDuration }));
    }
    if (isChanged("permissions_boundary")) {
      const PermissionsBoundary = optionalText(planned.permissions_boundary);
      await (PermissionsBoundary === undefined
        ? iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: roleName }))
        : iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: roleName, PermissionsBoundary })));
    }
    if (isChanged("inline_policy")) await setInlinePolicies(roleName, inlineOf(prior), inlineOf(planned), aws);
    if (isChanged("managed_policy_arns")) {
      await setManagedPolicies(roleName, texts(prior.managed_policy_arns), texts(planned.managed_policy_arns), aws);
    }
    await updateTags(roleName, textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules), aws);
  },

  /** What the state knows of the role's policies goes with it. Of others IAM answers DeleteConflict, unless force_detach_policies. */
  async delete(prior, aws) {
    const roleName = text(prior.id);
    const isForced = flag(prior.force_detach_policies);
    try {
      await leaveInstanceProfiles(roleName, aws);
      if (isForced || texts(prior.managed_policy_arns).length > 0) {
        for (const policyArn of await managedPolicyArns(roleName, aws))
          await detachManagedPolicy(roleName, policyArn, aws);
      }
      if (isForced || inlineOf(prior).length > 0) {
        for (const { name } of await inlinePolicies(roleName, aws)) await deleteInlinePolicy(roleName, name, aws);
      }
      await aws.clients.iam.send(new DeleteRoleCommand({ RoleName: roleName }));
    } catch (error) {
      if (!isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) throw error;
    }
  },
};

async function found(roleName: string, aws: Aws): Promise<Role | undefined> {
  try {
    const { Role } = await aws.clients.iam.send(new GetRoleCommand({ RoleName: roleName }));
    return Role;
  } catch (error) {
    if (isAwsError(error, "NoSuchEntityException", "NoSuchEntity")) return undefined;
    throw error;
  }
}

function tagsOf(role: Role): Record<string, string> {
  return Object.fromEntries((role.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

function checkName(roleName: string, aws: Aws): void {
  // Only there; elsewhere a role's name has up to 64, which the check at plan knows.
  if (aws.region !== "us-gov-east-1" || roleName.length <= 20) return;
  throw new Refused({
    summary: "ValidationError",
    detail: `The role name "${roleName}" has ${roleName.length} characters: us-gov-east-1 takes at most 20.`,
    attribute: ["name"],
  });
}

function checkPath(path: string): void {
  if (/^(\/|\/[!-~]+\/)$/.test(path)) return;
  throw new Refused({
    summary: "ValidationError",
    detail: `The specified value for path is invalid: "${path}" must begin and end with /.`,
    attribute: ["path"],
  });
}

function checkDescription(description: string): void {
  if (/^[\t\n\r\u0020-\u007e\u00a1-\u00ff]*$/.test(description)) return;
  throw new Refused({
    summary: "ValidationError",
    detail: "The description may hold only tabs, line ends and the printable characters of Latin-1.",
    attribute: ["description"],
  });
}

/** Only IAM keeps values for AWS too; keys are left out before. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
function checkTags(tags: Readonly<Record<string, string>>): void {
  const reserved = Object.values(tags).find((value) => value.startsWith("aws:"));
  if (reserved === undefined) return;
  throw new Refused({
    summary: "InvalidInput",
    detail: `The tag value "${reserved}" begins with aws:, which is kept for AWS.`,
    attribute: ["tags"],
  });
}

interface InlinePolicy {
  readonly name: string;
  readonly policy: string;
}

/** An inline_policy block with nothing in it is the provider's way to say that the role shall have none. */
function inlineOf(state: ObjectValue): InlinePolicy[] {
  return blocks(state.inline_policy)
    .map((policy) => ({ name: text(policy.name), policy: text(policy.policy) }))
    .filter(({ name }) => name !== "");
}

async function setInlinePolicies(
  roleName: string,
  before: readonly InlinePolicy[],
  after: readonly InlinePolicy[],
  aws: Aws,
): Promise<void> {
  for (const { name } of before) {
    if (!after.some((policy) => policy.name === name)) await deleteInlinePolicy(roleName, name, aws);
  }
  for (const { name, policy } of after) {
    const isThere = before.some((other) => other.name === name && other.policy === policy);
    if (!isThere) await putInlinePolicy(roleName, name, policy, ["inline_policy"], aws);
  }
}

async function setManagedPolicies(
  roleName: string,
  before: readonly string[],
  after: readonly string[],
  aws: Aws,
): Promise<void> {
  for (const policyArn of before) if (!after.includes(policyArn)) await detachManagedPolicy(roleName, policyArn, aws);
  for (const policyArn of after) {
    if (!before.includes(policyArn)) await attachManagedPolicy(roleName, policyArn, ["managed_policy_arns"], aws);
  }
}

async function updateTags(
  roleName: string,
  before: Record<string, string>,
  after: Record<string, string>,
  aws: Aws,
): Promise<void> {
  const { removedKeys, set } = tagChanges(before, after);
  checkTags(set);
  const Tags = Object.entries(set).map(([Key, Value]) => ({ Key, Value }));
  if (removedKeys.length > 0)
    await aws.clients.iam.send(new UntagRoleCommand({ RoleName: roleName, TagKeys: removedKeys }));
  if (Tags.length > 0) await aws.clients.iam.send(new TagRoleCommand({ RoleName: roleName, Tags }));
}

async function leaveInstanceProfiles(roleName: string, aws: Aws): Promise<void> {
  const { InstanceProfiles = [] } = await aws.clients.iam.send(
    new ListInstanceProfilesForRoleCommand({ RoleName: roleName }),
  );
  for (const { InstanceProfileName } of InstanceProfiles) {
    await aws.clients.iam.send(new RemoveRoleFromInstanceProfileCommand({ RoleName: roleName, InstanceProfileName }));
  }
}
