/** Roles that the stack does not make. */
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { mandatory, object, optional, text, wrong } from "../../checks/kinds";
import type { Kind } from "../../checks/kinds";
import { limits } from "../../aws/limits";
import { isResourceOf } from "../../terraform/resources";
import { isPlainObject, split } from "../../terraform/tokens";
import { roleOptionsKind } from "./federated-role-options";
import type { FederatedRoleOptions, RoleOptionName } from "./federated-role-options";

const ROLES_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html";

/** A role that exists already. Its own trust policy must let this pool take it; nothing here changes it. It takes
 *  no settings of a new role, such as path and tags: these are for a role without `roleArn`.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export interface ExistingRole extends Readonly<Partial<Record<Exclude<RoleOptionName, "roleName">, never>>> {
  /** ARN of the role, in the pool's partition.
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly roleArn: string;
  /** Name of the role, 1 to 64 characters; needed to grant it anything from here.
   *  @default none, the role is used as it is
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
  readonly roleName?: string;
}

/** CDKTF's own construct of a role, an `IamRole`: what tells it apart. Its other names, such as `name` and `path`, are left out
 *  of the type, because a misspelt option beside them would pass for one of them.
 *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export type IamRoleConstruct = Pick<IamRole, "arn" | "assumeRolePolicyInput" | "terraformResourceType">;

const existingRoleKind = object<Pick<ExistingRole, "roleArn" | "roleName">>({
  rule: "a role that exists ({ roleArn, roleName })",
  see: ROLES_PAGE,
  settings: {
    roleArn: mandatory(text("the ARN of a role")),
    roleName: optional(text(limits.roleName)),
  },
  advice: (name) =>
    roleOptionsKind.names.includes(name)
      ? "a role that exists (roleArn) is used as it is, so leave out this setting or roleArn"
      : undefined,
});

/** A role as the pool takes it: how it is made, or one that exists. */
export const roleKind: Kind<FederatedRoleOptions | ExistingRole> = {
  rule: "the settings of a new role ({ roleName, path, ... }), a role that exists ({ roleArn, roleName }) or an IamRole",
  see: ROLES_PAGE,
  read(setting, value, see) {
    if (isResourceOf(value, "aws_iam_role")) return { problems: [], usable: existingRoleOf(value) };
    const isExisting = typeof value === "object" && value !== null && "roleArn" in value;
    if (isExisting) return existingRoleKind.read(setting, value, see);
    if (isPlainObject(value)) return roleOptionsKind.read(setting, value, see);
    return wrong(setting, value, roleKind.rule, ROLES_PAGE, {});
  },
};

/** The role that the construct makes. */
function existingRoleOf(role: IamRole): ExistingRole {
  return { roleArn: role.arn, roleName: role.name };
}

/** Whether the role is one that exists, by its ARN. */
export function isExistingRole(role: object): role is ExistingRole {
  return "roleArn" in role;
}

/** The last part of a role's ARN, behind its path. */
export function roleNameIn(roleArn: string): string {
  return split(roleArn, "/", -1);
}
