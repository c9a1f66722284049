/** Taking over a pool that was made by hand: import blocks for the pool, its roles, their policies and the attachment, and
 *  the names that these have. Nothing is made anew, so every identity stays, and with it every user's files.
 *  https://developer.hashicorp.com/terraform/language/import */
import type { Construct } from "constructs";
import { consoleGuestActions, consolePolicyName, consoleRolePath } from "../aws/console-defaults";
import { limits } from "../aws/limits";
import { withinLimits } from "../checks/check-limit";
import { inWords } from "../checks/in-words";
import { flag, object, optional, text } from "../checks/kinds";
import type { Reading } from "../checks/kinds";
import type { IdentityPool } from "../identity-pool/pool/identity-pool";
import type { FederatedRole } from "../identity-pool/role/federated-role";
import type { FederatedRoleOptions } from "../identity-pool/role/federated-role-options";
import type { Authentication } from "../identity-pool/role/trust-policy";
import { known } from "../terraform/tokens";
import { valueOrVariable } from "./settings";
import type { Setting } from "./settings";

/** A pool that the AWS console made, by the names that it has now. An id, a name or an ARN that is left out is asked for as
 *  a Terraform variable, so that one folder adopts the pool of each environment. Terraform 1.5 takes no variables there.
 *  @see https://developer.hashicorp.com/terraform/language/import
 *  @example
 *  {
 *    identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012",
 *    authenticatedRoleName: "notes-signed-in",
 *    authenticatedManagedPolicyArn: "arn:aws:iam::123456789012:policy/service-role/Cognito-authenticated-1718529745191",
 *  } */
export interface ConsoleMadePool {
  /** Id of the pool, such as `us-east-1:12345678-1234-1234-1234-123456789012`: at most 55 characters.
   *  @default the Terraform variable `identity_pool_id`
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
  readonly identityPoolId?: string;
  /** Name of the role of those who signed in: the one that was typed into the console, or `Cognito_NAMEAuth_Role`, which
   *  the wizard proposed before 2023. 1 to 64 characters.
   *  @default the Terraform variable `authenticated_role_name`; none where the stack's `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  readonly authenticatedRoleName?: string;
  /** Name of the guests' role, such as `Cognito_NAMEUnauth_Role`.
   *  @default the Terraform variable `unauthenticated_role_name` where `unauthenticatedRole` is true, else none
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  readonly unauthenticatedRoleName?: string;
  /** Whether the pool has a role for guests. It may have one though guests are off.
   *  @default whether `unauthenticatedRoleName` is given; true where the stack's `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly unauthenticatedRole?: boolean;
  /** Whether each role has a customer managed policy, as the console makes it since 2023, in place of an inline one.
   *  @default of each role: whether the ARN of its managed policy is given
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
  readonly managedPolicies?: boolean;
  /** ARN of the managed policy of the authenticated role. Its attachment is imported; the policy itself stays outside the
   *  stack, as it is.
   *  @default the Terraform variable `authenticated_managed_policy_arn` where `managedPolicies` is true, else none
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
  readonly authenticatedManagedPolicyArn?: string;
  /** ARN of the managed policy of the guests' role. Its attachment is imported; the policy itself stays outside the stack,
   *  as it is.
   *  @default the Terraform variable `unauthenticated_managed_policy_arn` where `managedPolicies` is true and there is a role
   *  for guests, else none
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
  readonly unauthenticatedManagedPolicyArn?: string;
  /** Name of the inline policy of the authenticated role. The wizard's ended in a number that only IAM knows:
   *  `aws iam list-role-policies --role-name NAME` shows it.
   *  @default none where the role has a managed policy, or `permissions` is "none"; else the Terraform variable
   *  `authenticated_policy_name`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
  readonly authenticatedPolicyName?: string;
  /** Name of the inline policy of the guests' role.
   *  @default none where there is no such role, or it has a managed policy, or `unauthenticatedPermissions` is "none"; else
   *  the Terraform variable `unauthenticated_policy_name`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
  readonly unauthenticatedPolicyName?: string;
  /** Path of the authenticated role. A role cannot change its path.
   *  @default `rolePath`
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly authenticatedRolePath?: string;
  /** Path of the guests' role.
   *  @default `rolePath`
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly unauthenticatedRolePath?: string;
  /** Path of both roles.
   *  @default the console's own: "/service-role/" for a role with a managed policy, "/" for others
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly rolePath?: string;
}

const rows = {
  identityPoolId: limits.identityPoolId,
  authenticatedRoleName: limits.roleName,
  unauthenticatedRoleName: limits.roleName,
  authenticatedManagedPolicyArn: limits.managedPolicyArn,
  unauthenticatedManagedPolicyArn: limits.managedPolicyArn,
  authenticatedPolicyName: limits.policyName,
  unauthenticatedPolicyName: limits.policyName,
  authenticatedRolePath: limits.rolePath,
  unauthenticatedRolePath: limits.rolePath,
  rolePath: limits.rolePath,
} as const;

const IMPORT_PAGE = "https://developer.hashicorp.com/terraform/language/import";

export const adoptionKind = object<ConsoleMadePool>({
  rule: "a pool made in the console ({ identityPoolId, authenticatedRoleName, ... })",
  see: IMPORT_PAGE,
  settings: {
    identityPoolId: optional(text(rows.identityPoolId)),
    authenticatedRoleName: optional(text(rows.authenticatedRoleName)),
    unauthenticatedRoleName: optional(text(rows.unauthenticatedRoleName)),
    unauthenticatedRole: optional(flag),
    managedPolicies: optional(flag),
    authenticatedManagedPolicyArn: optional(text(rows.authenticatedManagedPolicyArn)),
    unauthenticatedManagedPolicyArn: optional(text(rows.unauthenticatedManagedPolicyArn)),
    authenticatedPolicyName: optional(text(rows.authenticatedPolicyName)),
    unauthenticatedPolicyName: optional(text(rows.unauthenticatedPolicyName)),
    authenticatedRolePath: optional(text(rows.authenticatedRolePath)),
    unauthenticatedRolePath: optional(text(rows.unauthenticatedRolePath)),
    rolePath: optional(text(rows.rolePath)),
  },
});

/** The names of the pool, and what is wrong with them. Each problem has the name of the user's setting; the roles do not report it
 *  again.
 *  @param doUsersSignIn whether the pool has a role for signed-in users; without one it has one for guests */
export function readAdoption(
  adopt: ConsoleMadePool | undefined,
  doUsersSignIn: boolean,
): Reading<ConsoleMadePool | undefined> {
  if (adopt === undefined) return { problems: [], usable: undefined };
  const { problems, usable } = withinLimits(adopt, rows, "adopt.");
  if (doUsersSignIn) return { problems: [...problems, ...problemsWithNamesOfGuests(adopt)], usable };
  return {
    problems: [...problems, ...problemsWithNamesOfSignedIn(adopt)],
    usable: { ...usable, unauthenticatedRole: true },
  };
}

function problemsWithNamesOfSignedIn(adopt: ConsoleMadePool): string[] {
  const ofUsers = [
    "authenticatedRoleName",
    "authenticatedManagedPolicyArn",
    "authenticatedPolicyName",
    "authenticatedRolePath",
  ] as const;
  return [
    ...ofUsers
      .filter((name) => adopt[name] !== undefined)
      .map(
        (name) =>
          `adopt.${name} is ${inWords(adopt[name])}, and authenticatedRole is "none": leave out one of the two. See ${IMPORT_PAGE}`,
      ),
    ...(adopt.unauthenticatedRole === false
      ? [
          `adopt.unauthenticatedRole is false, and authenticatedRole is "none", so the pool would have no role: leave out one of the two. See ${IMPORT_PAGE}`,
        ]
      : []),
  ];
}

function problemsWithNamesOfGuests(adopt: ConsoleMadePool): string[] {
  if (hasGuests(adopt)) return [];
  const ofGuests = [
    "unauthenticatedRoleName",
    "unauthenticatedManagedPolicyArn",
    "unauthenticatedPolicyName",
    "unauthenticatedRolePath",
  ] as const;
  return ofGuests
    .filter((name) => adopt[name] !== undefined)
    .map(
      (name) =>
        `adopt.${name} is ${inWords(adopt[name])}, and ${adopt.unauthenticatedRole === false ? "adopt.unauthenticatedRole is false" : "adopt names no role for guests"}: ` +
        `give unauthenticatedRoleName or unauthenticatedRole: true, or leave out this setting. See ${IMPORT_PAGE}`,
    );
}

/** Whether the pool that is adopted has a role for guests. */
export function hasGuests({ unauthenticatedRole, unauthenticatedRoleName }: ConsoleMadePool): boolean {
  return unauthenticatedRole ?? unauthenticatedRoleName !== undefined;
}

/** Whether the role has a managed policy of the console's. */
function hasManagedPolicy(adopt: ConsoleMadePool, authentication: Authentication): boolean {
  return adopt[`${authentication}ManagedPolicyArn`] !== undefined || adopt.managedPolicies === true;
}

/** Whether the role has an inline policy of the console's, as far as is known without what it may do: a managed one came in
 *  its place. */
export function hasInlinePolicy(adopt: ConsoleMadePool, authentication: Authentication): boolean {
  return adopt[`${authentication}PolicyName`] !== undefined || !hasManagedPolicy(adopt, authentication);
}

/** What a role is called, and what is imported with it: literals, or references to variables. */
export interface AdoptedRole {
  readonly roleName: string;
  readonly path: string;
  /** Name of its inline policy, if that is imported. */
  readonly policyName?: string;
  /** Of its managed policy, whose attachment is imported. */
  readonly managedPolicyArn?: string;
}

/** What is imported. */
export interface Adoption {
  readonly identityPoolId: string;
  readonly authenticatedRole?: AdoptedRole;
  readonly unauthenticatedRole?: AdoptedRole;
}

/** The names of everything that exists, of which those that were not given are variables.
 *  @param grants which of the roles the stack itself gives an inline policy; without the authenticated role for a pool of guests
 *  alone */
export function adoptionOf(
  scope: Construct,
  adopt: ConsoleMadePool,
  grants: { readonly authenticated?: boolean; readonly unauthenticated: boolean },
): Adoption {
  return {
    identityPoolId: valueOrVariable(scope, adopt.identityPoolId, {
      name: "identity_pool_id",
      description: "Id of the identity pool that is adopted, such as us-east-1:12345678-1234-1234-1234-123456789012.",
      limit: limits.identityPoolId,
    }),
    ...(grants.authenticated !== undefined && {
      authenticatedRole: adoptedRole(scope, adopt, "authenticated", grants.authenticated),
    }),
    ...(hasGuests(adopt) && {
      unauthenticatedRole: adoptedRole(scope, adopt, "unauthenticated", grants.unauthenticated),
    }),
  };
}

function adoptedRole(
  scope: Construct,
  adopt: ConsoleMadePool,
  authentication: Authentication,
  isGranted: boolean,
): AdoptedRole {
  const whose = authentication === "authenticated" ? "signed-in users" : "guests";
  const roleName = valueOrVariable(scope, adopt[`${authentication}RoleName`], {
    name: `${authentication}_role_name`,
    description: `Name of the role of ${whose}. "aws cognito-identity get-identity-pool-roles" shows its ARN, which ends in the name.`,
    limit: limits.roleName,
  });
  const given = adopt[`${authentication}PolicyName`];
  const isManaged = hasManagedPolicy(adopt, authentication);
  const isInline = given !== undefined || (isGranted && !isManaged);
  return {
    roleName,
    path: adopt[`${authentication}RolePath`] ?? adopt.rolePath ?? (isManaged ? consoleRolePath : "/"),
    ...(isInline && { policyName: valueOrVariable(scope, given, policyNameSetting(authentication, roleName)) }),
    ...(isManaged && {
      managedPolicyArn: valueOrVariable(scope, adopt[`${authentication}ManagedPolicyArn`], {
        name: `${authentication}_managed_policy_arn`,
        description:
          `ARN of the managed policy that the console made for the role of ${whose}. ` +
          `"aws iam list-attached-role-policies --role-name ${inCommand(roleName)}" shows it.`,
        limit: limits.managedPolicyArn,
      }),
    }),
  };
}

function policyNameSetting(authentication: Authentication, roleName: string): Setting {
  const whose = known(roleName) ? roleName : authentication === "authenticated" ? "of signed-in users" : "of guests";
  return {
    name: `${authentication}_policy_name`,
    description:
      `Name of the inline policy of the role ${whose}, such as ${consolePolicyName(inCommand(roleName))}. ` +
      `"aws iam list-role-policies --role-name ${inCommand(roleName)}" shows it.`,
    limit: limits.policyName,
  };
}

/** A variable's description may not refer to another variable. */
function inCommand(roleName: string): string {
  return known(roleName) ? roleName : "ROLE";
}

/** How a role is made so that it is the one that exists. */
export function asItExists({ roleName, path, policyName }: AdoptedRole): FederatedRoleOptions {
  return { roleName, path, grantsPolicyName: policyName };
}

/** The wizard's policy for guests, so that adopting the pool changes nothing. */
export function grantWhatTheConsoleGrants(guests: FederatedRole): void {
  guests.grant({ effect: "Allow", actions: consoleGuestActions, resources: ["*"] });
}

/** Writes import blocks for the pool, the attachment of its roles, the roles and their managed policies.
 *  @param preventDestroy whether the roles may not be replaced either, which a wrong path would do */
export function importPool(pool: IdentityPool, adoption: Adoption, preventDestroy: boolean): void {
  pool.resource.importFrom(adoption.identityPoolId);
  pool.rolesAttachment.importFrom(adoption.identityPoolId);
  for (const [role, { roleName, managedPolicyArn }] of rolesOf(pool, adoption)) {
    // An import's id may not hold what is known only after the import, so all of these are the names that were given.
    role.resource?.importFrom(roleName);
    if (preventDestroy && role.resource) role.resource.lifecycle = { preventDestroy };
    if (managedPolicyArn !== undefined)
      role.attachManagedPolicy(managedPolicyArn).importFrom(`${roleName}/${managedPolicyArn}`);
  }
}

/** Writes import blocks for the inline policies, once everything is granted. */
export function importInlinePolicies(pool: IdentityPool, adoption: Adoption): void {
  for (const [role, { roleName, policyName }] of rolesOf(pool, adoption)) {
    if (policyName !== undefined) role.grantsPolicy?.importFrom(`${roleName}:${policyName}`);
  }
}

/** A policy that is named but not written: what it allows would stay outside the stack. */
export function problemsWithInlinePolicies(pool: IdentityPool, adoption: Adoption): string[] {
  return rolesOf(pool, adoption).flatMap(([role, { policyName }]) => {
    if (policyName === undefined || role.grantsPolicy !== undefined) return [];
    const authentication = role === pool.unauthenticatedRole ? "unauthenticated" : "authenticated";
    return [
      `adopt.${authentication}PolicyName is ${inWords(policyName)}, and nothing is granted to the role, so the stack has no policy to import it into. ` +
        `Grant what the policy allows (identityPool.${authentication}Role.grant), or leave out the name. See ${IMPORT_PAGE}`,
    ];
  });
}

function rolesOf(pool: IdentityPool, adoption: Adoption): (readonly [FederatedRole, AdoptedRole])[] {
  const { authenticatedRole, unauthenticatedRole } = adoption;
  return [
    ...(authenticatedRole ? [[pool.authenticatedRole, authenticatedRole] as const] : []),
    ...(pool.unauthenticatedRole && unauthenticatedRole
      ? [[pool.unauthenticatedRole, unauthenticatedRole] as const]
      : []),
  ];
}
