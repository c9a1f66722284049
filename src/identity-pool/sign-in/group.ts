/** A user pool group with a role of its own. The user pool writes the role into its members' tokens, and a mapping of
 *  type Token hands it out; a rule on `cognito:groups` would compare text, and find "admin" in "not-admin".
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
import { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { limits } from "../../aws/limits";
import { problemsWith } from "../../checks/check-limit";
import { mandatory, object, optional, text, wholeNumber } from "../../checks/kinds";
import { withLiterals } from "../../terraform/tokens";
import type { FederatedRole } from "../role/federated-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import { roleOptionsKind } from "../role/federated-role-options";
import { clientOf, regionOf, userPoolClientKind } from "./user-pool-client";
import type { AnyUserPoolClient } from "./user-pool-client";

const GROUPS_PAGE = "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html";

/** How a group is made.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html */
export interface GroupOptions {
  /** The app client, one of the pool's, whose tokens choose the role. The group is one of its user pool.
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
  readonly userPoolClient: AnyUserPoolClient;
  /** Which role wins for a member of several groups, a whole number from 0 to 2147483647: the lowest wins.
   *  @default none: the group loses against every group that has one
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
  readonly precedence?: number;
  /** What the group is for, at most 2048 bytes (a letter such as ü has 2).
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
  readonly description?: string;
  /** How the role is made.
   *  @default a new role that may do nothing until something is granted
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly role?: FederatedRoleOptions;
  /** Construct id of the group. It is part of the Terraform addresses, and needed where two user pools have a group of
   *  one name, and where only Terraform knows the name.
   *  @default "Group-" and the name
   *  @see https://developer.hashicorp.com/terraform/cdktf/concepts/constructs */
  readonly id?: string;
}

export const groupOptionsKind = object<GroupOptions>({
  rule: "the options of a group ({ userPoolClient })",
  see: GROUPS_PAGE,
  settings: {
    userPoolClient: mandatory(userPoolClientKind),
    precedence: optional(wholeNumber(limits.groupPrecedence)),
    description: optional(text(limits.groupDescription)),
    role: optional(roleOptionsKind),
    id: optional(text("a construct id, which is a text that is known at synth")),
  },
});

export const groupNameKind = text(limits.groupName);

/** A group that a pool has been given. */
export interface UserPoolGroup {
  readonly id: string;
  readonly name: string;
  readonly userPoolClient: AnyUserPoolClient;
  readonly role: FederatedRole;
}

/** Writes the group, below its role, and its checks.
 *  @param isInItsRegion whether the group gets the region of its user pool; otherwise the provider's region applies */
export function createUserGroup(
  role: FederatedRole,
  name: string,
  options: GroupOptions,
  isInItsRegion: boolean,
): CognitoUserGroup {
  const { precedence, description } = options;
  const { userPoolId } = clientOf(options.userPoolClient);
  role.node.addValidation({
    validate: () => [
      ...problemsWith("addGroup: name", withLiterals(role, name), limits.groupName),
      ...problemsWith("addGroup: precedence", withLiterals(role, precedence), limits.groupPrecedence),
      ...problemsWith("addGroup: description", withLiterals(role, description), limits.groupDescription),
    ],
  });
  return new CognitoUserGroup(role, "Group", {
    name,
    userPoolId,
    region: isInItsRegion ? regionOf(userPoolId) : undefined,
    precedence,
    description,
    roleArn: role.roleArn,
  });
}
