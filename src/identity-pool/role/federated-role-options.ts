/** The settings of a role that the stack makes.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
import type { Construct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { problemsWithIamArn } from "../../checks/iam-arn";
import { inSeries } from "../../checks/in-words";
import { mapOf, object, optional, text, textsOrToken, wholeNumber } from "../../checks/kinds";
import { problemsWithRoleTags } from "../../checks/tags";
import { pathsOfRolesNamed } from "./role-name";

/** How a role is made. Nothing has to be given.
 *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export interface FederatedRoleOptions {
  /** Fixed name of the role: 1 to 64 letters, digits and `_ + = , . @ -`, at most 20 in us-gov-east-1, where it is
   *  required. IAM is global: the same name in a second region collides, so mostly a prefix is better.
   *  @default none, `roleNamePrefix` names the role
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly roleName?: string;
  /** What the role's name begins with, at most 38 characters; Terraform appends 26 of its own.
   *  @default the pool's name, cleaned and cut, and what the role is for
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix */
  readonly roleNamePrefix?: string;
  /** Path of the role: begins and ends with `/`, at most 512 characters.
   *  @default "/", IAM's own; nothing is written
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly path?: string;
  /** What the role is for: at most 1000 bytes of printable Latin-1 characters (a letter such as ü has 2).
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly description?: string;
  /** ARN of a managed policy that caps what the role can ever do.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
  readonly permissionsBoundaryArn?: string;
  /** Longest session that may be asked for with this role, in seconds: 3600 to 43200.
   *  @default 3600, IAM's own; nothing is written
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly maxSessionDurationSeconds?: number;
  /** ARNs of managed policies to attach: 10, or up to 20 in an account whose quota was raised.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  readonly managedPolicyArns?: readonly string[];
  /** Name of the inline policy that holds the grants: 1 to 128 letters, digits and `_ + = , . @ -`.
   *  @default "Grants"
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  readonly grantsPolicyName?: string;
  /** Tags of the role, at most 50. Two keys that differ in case alone are one key for IAM, and refused.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
  readonly tags?: Record<string, string>;
  /** Never: a role that exists is an {@link ExistingRole}, which takes no settings of a new role.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly roleArn?: never;
}

/** The settings of a new role. */
export type RoleOptionName = Exclude<keyof FederatedRoleOptions, "roleArn">;

const ARN_ADVICE =
  "give a role that exists where it is used: as authenticatedRole or unauthenticatedRole, { roleArn, roleName }, or in the rule of a mapping";

export const roleOptionsKind = object<Pick<FederatedRoleOptions, RoleOptionName>>({
  rule: "the settings of a new role ({ roleName, path, ... })",
  see: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  settings: {
    roleName: optional(text(limits.roleName)),
    roleNamePrefix: optional(text(limits.roleNamePrefix)),
    path: optional(text(limits.rolePath)),
    description: optional(text(limits.roleDescription)),
    permissionsBoundaryArn: optional(text("the ARN of a managed policy")),
    maxSessionDurationSeconds: optional(wholeNumber(limits.maxSessionDurationSeconds)),
    managedPolicyArns: optional(textsOrToken(text("the ARN of a managed policy"), "ARNs of managed policies")),
    grantsPolicyName: optional(text(limits.policyName)),
    tags: optional(mapOf(text(limits.tagValue), 'tags, such as { team: "notes" }')),
  },
  advice: (name) => (name === "roleArn" || name === "arn" ? ARN_ADVICE : undefined),
});

/** What is wrong with the settings of a role of a pool in the partition. */
export function problemsWithRoleOptions(
  role: Construct,
  options: FederatedRoleOptions,
  partition: Partition,
): string[] {
  return [
    ...problemsWith("roleName", options.roleName, { ...limits.roleName, max: partition.maxRoleNameLength }),
    ...problemsWith("roleNamePrefix", options.roleNamePrefix, limits.roleNamePrefix),
    ...problemsWith("path", options.path, limits.rolePath),
    ...problemsWith("description", options.description, limits.roleDescription),
    ...problemsWith("maxSessionDurationSeconds", options.maxSessionDurationSeconds, limits.maxSessionDurationSeconds),
    ...problemsWithIamArn(role, "permissionsBoundaryArn", options.permissionsBoundaryArn, "policy", partition),
    ...problemsWithRoleTags(options.tags),
    ...problemsWithName(role, options, partition),
  ];
}

function problemsWithName(
  role: Construct,
  { roleName, roleNamePrefix }: FederatedRoleOptions,
  partition: Partition,
): string[] {
  if (roleName !== undefined && roleNamePrefix !== undefined) {
    return [
      `roleName and roleNamePrefix are both given, ${JSON.stringify(roleName)} and ${JSON.stringify(roleNamePrefix)}: give one of them. See ${limits.roleNamePrefix.see}`,
    ];
  }
  if (roleName === undefined && partition.maxRoleNameLength < limits.roleName.max) {
    return [
      `roleName is missing: in this partition a role's name has at most ${partition.maxRoleNameLength} characters, ` +
        "and Terraform appends 26 to a prefix, so give a fixed name. See https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html",
    ];
  }
  const others = pathsOfRolesNamed(role, roleName);
  if (others.length === 0) return [];
  return [
    `roleName is ${JSON.stringify(roleName)}, and ${inSeries(others, "and")} ${others.length === 1 ? "has" : "have"} the same name: give each role a name of its own, because IAM takes a name only once in an account. See ${limits.roleName.see}`,
  ];
}
