/** A user pool group with a role of its own. The user pool writes the role into its members' tokens, and a mapping of
 *  type Token hands it out; a rule on `cognito:groups` would compare text, and find "admin" in "not-admin".
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import type { FederatedRole } from "../role/federated-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import type { UserPoolClient } from "./user-pool-client";

export interface GroupOptions {
  /** The app client, one of the pool's, whose tokens choose the role. The group is one of its user pool. */
  readonly userPoolClient: UserPoolClient;
  /** Which role wins for a member of several groups, 0 to 2147483647: the lowest.
   *  @default none: the group loses against every group that has one */
  readonly precedence?: number;
  /** What the group is for, at most 2048 characters.
   *  @default none */
  readonly description?: string;
  /** How the role is made.
   *  @default a new role that may do nothing until something is granted */
  readonly role?: FederatedRoleOptions;
  /** Construct id of the group. It is part of the Terraform addresses, and needed where two user pools have a group of
   *  one name.
   *  @default "Group-" and the name */
  readonly id?: string;
}

/** A group that a pool has been given. */
export interface UserPoolGroup {
  readonly id: string;
  readonly userPoolClient: UserPoolClient;
  readonly role: FederatedRole;
}

/** Writes the group, below its role, and its checks. */
export function createUserGroup(role: FederatedRole, name: string, options: GroupOptions): CognitoUserGroup {
  const { userPoolClient, precedence, description } = options;
  role.node.addValidation({
    validate: () => [
      ...problemsWith("the group's name", name, limits.groupName),
      ...problemsWith("precedence", precedence, limits.groupPrecedence),
      ...problemsWith("the group's description", description, limits.groupDescription),
    ],
  });
  return new CognitoUserGroup(role, "Group", {
    name,
    userPoolId: userPoolClient.userPoolId,
    precedence,
    description,
    roleArn: role.roleArn,
  });
}
