/** Actions of Cognito that are not for the users of an app: they administer a pool, or act for somebody else.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html */

export interface AdministrativeAction {
  readonly action: string;
  /** The resource it is asked about: some know only "*". */
  readonly resource: "identity pool" | "identity pool's datasets" | "user pool" | "*";
  /** Whether it changes something, or lets one be somebody else; the others only look. */
  readonly effect: "changes" | "reads";
}

/* GetId, GetCredentialsForIdentity, GetOpenIdToken and UnlinkIdentity are missing: a client calls them unsigned, and IAM
   is not asked. */
export const ADMINISTRATIVE_ACTIONS: readonly AdministrativeAction[] = [
  ...actions("identity pool", "changes", "cognito-identity", [
    "GetOpenIdTokenForDeveloperIdentity",
    "UpdateIdentityPool",
    "DeleteIdentityPool",
    "MergeDeveloperIdentities",
    "UnlinkDeveloperIdentity",
    "TagResource",
    "UntagResource",
  ]),
  ...actions("*", "changes", "cognito-identity", [
    "SetIdentityPoolRoles",
    "SetPrincipalTagAttributeMap",
    "DeleteIdentities",
    "CreateIdentityPool",
  ]),
  ...actions("identity pool", "reads", "cognito-identity", [
    "ListIdentities",
    "LookupDeveloperIdentity",
    "DescribeIdentityPool",
    "GetIdentityPoolRoles",
    "GetIdentityPoolAnalytics",
    "GetIdentityPoolDailyAnalytics",
    "GetIdentityProviderDailyAnalytics",
    "GetPrincipalTagAttributeMap",
    "ListTagsForResource",
  ]),
  ...actions("*", "reads", "cognito-identity", ["DescribeIdentity", "ListIdentityPools"]),
  ...actions("identity pool's datasets", "changes", "cognito-sync", [
    "BulkPublish",
    "SetCognitoEvents",
    "SetIdentityPoolConfiguration",
  ]),
  ...actions("user pool", "changes", "cognito-idp", [
    "AdminAddUserToGroup",
    "AdminConfirmSignUp",
    "AdminCreateUser",
    "AdminDeleteUser",
    "AdminDisableUser",
    "AdminEnableUser",
    "AdminInitiateAuth",
    "AdminLinkProviderForUser",
    "AdminRemoveUserFromGroup",
    "AdminResetUserPassword",
    "AdminRespondToAuthChallenge",
    "AdminSetUserMFAPreference",
    "AdminSetUserPassword",
    "AdminUpdateUserAttributes",
    "AdminUserGlobalSignOut",
    "CreateGroup",
    "CreateIdentityProvider",
    "CreateUserPoolClient",
    "DeleteGroup",
    "DeleteUserPool",
    "DeleteUserPoolClient",
    "SetUserPoolMfaConfig",
    "UpdateGroup",
    "UpdateIdentityProvider",
    "UpdateUserPool",
    "UpdateUserPoolClient",
  ]),
  ...actions("user pool", "reads", "cognito-idp", [
    "AdminGetUser",
    "AdminListGroupsForUser",
    "DescribeUserPool",
    "DescribeUserPoolClient",
    "ListGroups",
    "ListUserPoolClients",
    "ListUsers",
    "ListUsersInGroup",
  ]),
];

function actions(
  resource: AdministrativeAction["resource"],
  effect: AdministrativeAction["effect"],
  service: string,
  names: readonly string[],
): AdministrativeAction[] {
  return names.map((name) => ({ action: `${service}:${name}`, resource, effect }));
}
