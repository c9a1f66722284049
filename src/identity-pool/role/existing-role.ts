/** Roles that the stack does not make. */
import { Fn, Token } from "cdktf";

/** A role that exists already. Its own trust policy must let this pool take it; nothing here changes it. */
export interface ExistingRole {
  /** ARN of the role, in the pool's partition.
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly roleArn: string;
  /** Name of the role; needed to grant it anything from here.
   *  @default none, the role is used as it is */
  readonly roleName?: string;
}

export function isExistingRole(role: object): role is ExistingRole {
  return "roleArn" in role;
}

/** The last part of a role's ARN, behind its path. */
export function roleNameIn(roleArn: string): string {
  if (Token.isUnresolved(roleArn)) return Token.asString(Fn.element(Fn.reverse(Fn.split("/", roleArn)), 0));
  return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}
