/** What a pool can be given. */
import type { CognitoUserGroup } from "@cdktf/provider-aws/lib/cognito-user-group";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { flag, listOf, mandatory, mapOf, object, optional, orNone, text, textsOrToken } from "../../checks/kinds";
import { partitionKind } from "../../checks/partition";
import { roleKind } from "../role/existing-role";
import type { ExistingRole, IamRoleConstruct } from "../role/existing-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";
import type { UserPoolGroup } from "../sign-in/group";
import { principalTagsKind } from "../sign-in/principal-tags";
import { poolSettingElsewhere } from "../sign-in/names-elsewhere";
import type { PrincipalTags } from "../sign-in/principal-tags";
import { roleMappingKind } from "../sign-in/role-mapping";
import type { RoleMapping } from "../sign-in/role-mapping";
import { socialLoginsKind } from "../sign-in/social-logins";
import type { SocialLogins } from "../sign-in/social-logins";
import { userPoolClientKind } from "../sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../sign-in/user-pool-client";
import type { ClientConfigOptions } from "./client-config";

/** What a pool is made of: a name, and who may sign in.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
 *  @example { identityPoolName: "notes", userPoolClients: [{ userPoolId: "eu-west-1_AbCdEfGhI", clientId: "1h57kf5cpq17m0eml12EXAMPLE" }] } */
export interface IdentityPoolProps {
  /** Name of the pool: 1 to 128 letters, digits, white space and `_ + = , . @ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly identityPoolName: string;
  /** The user pools' app clients whose users may sign in, at most 50: their ids, or CDKTF's own constructs of them.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-integrating-user-pools-with-identity-pools.html */
  readonly userPoolClients?: readonly AnyUserPoolClient[];
  /** Social logins without a user pool between.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
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
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** Whether clients may use the basic flow, in which they choose the role themselves and no session policy caps guests.
   *  It does not work together with role mappings.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
  readonly allowClassicFlow?: boolean;
  /** How the role of those who signed in is made, or a role that exists already: its ARN, or CDKTF's own construct of it. "none"
   *  for a pool of guests alone, in which nobody signs in: it takes no provider, no role mapping and no principal tags.
   *  @default a new role that may do nothing until something is granted
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/guests.md */
  readonly authenticatedRole?: FederatedRoleOptions | ExistingRole | IamRoleConstruct | "none";
  /** How the guests' role is made, or a role that exists already. Giving it creates the role though guests are off.
   *  @default a new role that may do nothing if guests are allowed, else no role
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly unauthenticatedRole?: FederatedRoleOptions | ExistingRole | IamRoleConstruct;
  /** Which users get another role than the authenticated one, at most one mapping a provider and 10 in all.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
  readonly roleMappings?: readonly RoleMapping[];
  /** Claims that become tags of the session, per provider, at most 50 of each.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-attributes-for-access-control.html */
  readonly principalTags?: readonly PrincipalTags[];
  /** AWS region of this pool alone, such as `eu-west-1`: all its resources say so themselves, whatever region the provider has.
   *  The region of an existing pool cannot be changed: Terraform replaces the pool.
   *  @default none, the provider's region
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support */
  readonly region?: string;
  /** The AWS partition that the pool is in.
   *  @default that of `region`; Partition.AWS where the region is not given, or only Terraform knows it
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
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

export const identityPoolKind = object<IdentityPoolProps>({
  rule: "the settings of an identity pool ({ identityPoolName })",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
  settings: {
    identityPoolName: mandatory(text(limits.identityPoolName)),
    userPoolClients: optional(listOf(userPoolClientKind, "user pool clients ({ userPoolId, clientId })")),
    socialLogins: optional(socialLoginsKind),
    openIdConnectProviderArns: optional(
      textsOrToken(text("the ARN of an OpenID Connect provider"), "ARNs of OpenID Connect providers"),
    ),
    samlProviderArns: optional(textsOrToken(text("the ARN of a SAML provider"), "ARNs of SAML providers")),
    developerProviderName: optional(text(limits.developerProviderName)),
    allowUnauthenticatedIdentities: optional(flag),
    allowClassicFlow: optional(flag),
    authenticatedRole: optional(orNone(roleKind)),
    unauthenticatedRole: optional(roleKind),
    roleMappings: optional(listOf(roleMappingKind, "role mappings ({ identityProvider, type })")),
    principalTags: optional(listOf(principalTagsKind, "tags by provider ({ identityProvider, tags })")),
    region: optional(text(limits.region)),
    partition: optional(partitionKind),
    preventDestroy: optional(flag),
    tags: optional(mapOf(text(limits.tagValue), 'tags, such as { team: "notes" }')),
  },
  advice: poolSettingElsewhere,
});

/** What a pool was given when it was made and since. */
export interface PoolSettings extends IdentityPoolProps {
  readonly partition: Partition;
  readonly userPoolClients: readonly AnyUserPoolClient[];
  readonly roleMappings: readonly RoleMapping[];
  readonly principalTags: readonly PrincipalTags[];
  readonly groups: readonly UserPoolGroup[];
  readonly groupResources: readonly CognitoUserGroup[];
  readonly clientConfigs: readonly ClientConfigOptions[];
}
