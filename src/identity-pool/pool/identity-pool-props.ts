/** What a pool can be given. */
import type { Partition } from "../../aws/partition";
import type { ExistingRole } from "../role/existing-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import type { UserPoolGroup } from "../sign-in/group";
import type { PrincipalTags } from "../sign-in/principal-tags";
import type { RoleMapping } from "../sign-in/role-mapping";
import type { SocialLogins } from "../sign-in/social-logins";
import type { UserPoolClient } from "../sign-in/user-pool-client";

export interface IdentityPoolProps {
  /** Name of the pool: 1 to 128 letters, digits, white space and `_ + = , . @ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly identityPoolName: string;
  /** The user pools' app clients whose users may sign in, at most 50.
   *  @default none */
  readonly userPoolClients?: readonly UserPoolClient[];
  /** Social logins without a user pool between.
   *  @default none */
  readonly socialLogins?: SocialLogins;
  /** ARNs of IAM's OpenID Connect providers.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html */
  readonly openIdConnectProviderArns?: readonly string[];
  /** ARNs of IAM's SAML providers. Their order does not matter.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html */
  readonly samlProviderArns?: readonly string[];
  /** Name of a sign-in of your own backend: 1 to 100 letters, digits and `. _ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html */
  readonly developerProviderName?: string;
  /** Whether anybody at all, without signing in, gets credentials: those of the unauthenticated role.
   *  @default false */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** Whether clients may use the basic flow, in which they choose the role themselves and no session policy caps guests.
   *  It does not work together with role mappings.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
  readonly allowClassicFlow?: boolean;
  /** How the role of those who signed in is made, or a role that exists already.
   *  @default a new role that may do nothing until something is granted */
  readonly authenticatedRole?: FederatedRoleOptions | ExistingRole;
  /** How the guests' role is made, or a role that exists already. Giving it creates the role though guests are off.
   *  @default a new role that may do nothing if guests are allowed, else no role */
  readonly unauthenticatedRole?: FederatedRoleOptions | ExistingRole;
  /** Which users get another role than the authenticated one, at most one mapping a provider and 10 in all.
   *  @default none */
  readonly roleMappings?: readonly RoleMapping[];
  /** Claims that become tags of the session, per provider.
   *  @default none */
  readonly principalTags?: readonly PrincipalTags[];
  /** The AWS partition that the pool is in.
   *  @default Partition.AWS */
  readonly partition?: Partition;
  /** Whether Terraform refuses every plan that would destroy or replace the pool or the attachment of its roles. With the
   *  pool every identity would be lost, and with it the users' way to their files; without the attachment nobody gets
   *  credentials. Recommended in production.
   *  @default false, so that a first try can be destroyed
   *  @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy */
  readonly preventDestroy?: boolean;
  /** Tags of the pool, at most 50.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly tags?: Record<string, string>;
}

/** What a pool was given when it was made and since. */
export interface PoolSettings extends IdentityPoolProps {
  readonly partition: Partition;
  readonly userPoolClients: readonly UserPoolClient[];
  readonly roleMappings: readonly RoleMapping[];
  readonly principalTags: readonly PrincipalTags[];
  readonly groups: readonly UserPoolGroup[];
}
