/** Roles that the stack does not make. */
import { split } from "../../terraform/tokens";

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
  return split(roleArn, "/", -1);
}
