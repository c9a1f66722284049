/** Taking over a pool that was made by hand: import blocks for the pool, its roles, their policies and the attachment, and
 *  the names that these have. Nothing is made anew, so every identity stays, and with it every user's files.
 *  https://developer.hashicorp.com/terraform/language/import */
import type { Construct } from "constructs";
import { consoleGuestActions, consolePolicyName } from "../aws/console-defaults";
import { limits } from "../aws/limits";
import { withinLimits } from "../checks/check-limit";
import { mandatory, object, optional, text } from "../checks/kinds";
import type { Reading } from "../checks/kinds";
import type { IdentityPool } from "../identity-pool/pool/identity-pool";
import type { IdentityPoolProps } from "../identity-pool/pool/identity-pool-props";
import type { FederatedRole } from "../identity-pool/role/federated-role";
import type { Authentication } from "../identity-pool/role/trust-policy";
import { valueOrVariable } from "./settings";

/** A pool that the AWS console's wizard made, by the names that it has now.
 *  @see https://developer.hashicorp.com/terraform/language/import
 *  @example
 *  {
 *    identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012",
 *    authenticatedRoleName: "Cognito_notesAuth_Role",
 *    unauthenticatedRoleName: "Cognito_notesUnauth_Role",
 *  } */
export interface ConsoleMadePool {
  /** Id of the pool, such as `us-east-1:12345678-1234-1234-1234-123456789012`: at most 55 characters.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
  readonly identityPoolId: string;
  /** Name of the role of those who signed in; the wizard proposes `Cognito_NAMEAuth_Role`. 1 to 64 characters.
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  readonly authenticatedRoleName: string;
  /** Name of the guests' role; the wizard proposes `Cognito_NAMEUnauth_Role`.
   *  @default none: the pool has no role for guests
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
  readonly unauthenticatedRoleName?: string;
  /** Name of the inline policy of the authenticated role. The wizard's ends in a number that only IAM knows:
   *  `aws iam list-role-policies --role-name NAME` shows it.
   *  @default the Terraform variable `authenticated_policy_name`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
  readonly authenticatedPolicyName?: string;
  /** Name of the inline policy of the guests' role.
   *  @default the Terraform variable `unauthenticated_policy_name`, if there is a role for guests
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
  readonly unauthenticatedPolicyName?: string;
  /** Path of both roles. A role cannot change its path.
   *  @default "/"
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly rolePath?: string;
}

const rows = {
  identityPoolId: limits.identityPoolId,
  authenticatedRoleName: limits.roleName,
  unauthenticatedRoleName: limits.roleName,
  authenticatedPolicyName: limits.policyName,
  unauthenticatedPolicyName: limits.policyName,
  rolePath: limits.rolePath,
} as const;

export const adoptionKind = object<ConsoleMadePool>({
  rule: "a pool made in the console ({ identityPoolId, authenticatedRoleName })",
  see: "https://developer.hashicorp.com/terraform/language/import",
  settings: {
    identityPoolId: mandatory(text(rows.identityPoolId)),
    authenticatedRoleName: mandatory(text(rows.authenticatedRoleName)),
    unauthenticatedRoleName: optional(text(rows.unauthenticatedRoleName)),
    authenticatedPolicyName: optional(text(rows.authenticatedPolicyName)),
    unauthenticatedPolicyName: optional(text(rows.unauthenticatedPolicyName)),
    rolePath: optional(text(rows.rolePath)),
  },
});

/** How the roles are made so that they are the ones that exist. */
export function adoptedRoles(
  scope: Construct,
  pool: ConsoleMadePool,
  tags: Record<string, string> | undefined,
): Pick<IdentityPoolProps, "authenticatedRole" | "unauthenticatedRole"> {
  const { authenticatedRoleName, unauthenticatedRoleName, rolePath: path } = pool;
  return {
    authenticatedRole: {
      roleName: authenticatedRoleName,
      grantsPolicyName: policyName(scope, "authenticated", pool.authenticatedPolicyName, authenticatedRoleName),
      path,
      tags,
    },
    ...(unauthenticatedRoleName !== undefined && {
      unauthenticatedRole: {
        roleName: unauthenticatedRoleName,
        grantsPolicyName: policyName(scope, "unauthenticated", pool.unauthenticatedPolicyName, unauthenticatedRoleName),
        path,
        tags,
      },
    }),
  };
}

function policyName(
  scope: Construct,
  authentication: Authentication,
  given: string | undefined,
  roleName: string,
): string {
  return valueOrVariable(scope, given, {
    name: `${authentication}_policy_name`,
    description:
      `Name of the inline policy of the role ${roleName}, such as ${consolePolicyName(roleName)}. ` +
      `"aws iam list-role-policies --role-name ${roleName}" shows it.`,
    limit: limits.policyName,
  });
}

/** The names of the pool, and what is wrong with them: under the names that the user gave them, and not again by the roles. */
export function readAdoption(adopt: ConsoleMadePool | undefined): Reading<ConsoleMadePool | undefined> {
  return adopt === undefined ? { problems: [], usable: undefined } : withinLimits(adopt, rows, "adopt.");
}

/** The wizard's policy for guests, so that adopting the pool changes nothing. */
export function grantWhatTheConsoleGrants(guests: FederatedRole): void {
  guests.grant({ effect: "Allow", actions: consoleGuestActions, resources: ["*"] });
}

/** Writes an import block for everything that exists. */
export function importPool(pool: IdentityPool, { identityPoolId }: ConsoleMadePool): void {
  pool.resource.importFrom(identityPoolId);
  pool.rolesAttachment.importFrom(identityPoolId);
  for (const role of [pool.authenticatedRole, pool.unauthenticatedRole]) {
    const { resource: iamRole, grantsPolicy } = role ?? {};
    // An import's id may not hold what is known only after the import, so both are the names that were given.
    const { nameInput: roleName = "" } = iamRole ?? {};
    iamRole?.importFrom(roleName);
    grantsPolicy?.importFrom(`${roleName}:${grantsPolicy.nameInput ?? ""}`);
  }
}
