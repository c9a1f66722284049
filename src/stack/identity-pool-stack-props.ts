/** The settings of the stack, and what each of them takes. */
import { limits } from "../aws/limits";
import type { Partition } from "../aws/partition";
import { choice, flag, listOf, mapOf, object, optional, orNone, text, textsOrToken } from "../checks/kinds";
import { partitionKind } from "../checks/partition";
import { socialLoginsKind } from "../identity-pool/sign-in/social-logins";
import type { SocialLogins } from "../identity-pool/sign-in/social-logins";
import { userPoolClientKind } from "../identity-pool/sign-in/user-pool-client";
import type { AnyUserPoolClient } from "../identity-pool/sign-in/user-pool-client";
import { adoptionKind } from "./adoption";
import type { ConsoleMadePool } from "./adoption";
import { choicesOfGrants } from "./grants";
import { stackRoleKind } from "./stack-role-options";
import type { StackRoleOptions } from "./stack-role-options";
import { stateBackendKind } from "./state-backend";
import type { StateBackend } from "./state-backend";

/** The stack's settings. Whatever is left out is asked for by Terraform, or has a default.
 *  @see https://developer.hashicorp.com/terraform/language/values/variables */
export interface IdentityPoolStackProps {
  /** Name of the pool: 1 to 128 letters, digits, white space and `_ + = , . @ -`. Changing it replaces the pool, and
   *  with it every identity.
   *  @default the Terraform variable `identity_pool_name`
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CreateIdentityPool.html */
  readonly identityPoolName?: string;
  /** Id of the user pool whose users sign in, such as `us-east-1_AbCdEfGhI`.
   *  @default the Terraform variable `user_pool_id`; none where `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
  readonly userPoolId?: string;
  /** Id of the user pool's app client: 1 to 128 letters, digits and `_`.
   *  @default the Terraform variable `user_pool_client_id`; none where `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
  readonly userPoolClientId?: string;
  /** All user pool clients whose users sign in, instead of `userPoolId` and `userPoolClientId`: for a pool with several clients,
   *  or `[]` for one without. Without a client there is no output `client_config`, unless `authenticatedRole` is "none".
   *  @default the one of `userPoolId` and `userPoolClientId`; none where `authenticatedRole` is "none"
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
  /** Name of the bucket that users upload to, 3 to 63 characters. The stack does not make it.
   *  @default the Terraform variable `bucket_name`; none where `permissions` is "none"
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName?: string;
  /** AWS region of the pool.
   *  @default the Terraform variable `region`; if that is left out too, the AWS provider's, from AWS_REGION or the profile
   *  @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
  readonly region?: string;
  /** Ids of the AWS accounts that the stack may be in, 12 digits each. With credentials of any other account, a plan ends in an
   *  error, and nothing is made.
   *  @default the Terraform variable `allowed_account_ids`; if that is left out too, the account of the credentials
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1 */
  readonly allowedAccountIds?: string[];
  /** ARN of a role that Terraform assumes to make the stack, such as `arn:aws:iam::123456789012:role/deploy`. The credentials
   *  with which Terraform runs need only `sts:AssumeRole` on it.
   *  @default the Terraform variable `assume_role_arn`; if that is left out too, the credentials are used as they are
   *  @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role */
  readonly assumeRoleArn?: string;
  /** The AWS partition that the stack is in.
   *  @default that of `region`; Partition.AWS where the region is not given: then the variable takes only regions of it
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
  /** What users may do: the guide's policy, word for word, or only what the guide's app needs, which is to read, write
   *  and delete the files whose names begin with the user's identity id and a hyphen. With "none" the stack grants nothing,
   *  and the app does: `stack.identityPool.authenticatedRole.grant(...)`.
   *  @default "serverless-stack-guide"; "none" where the role that is adopted has a managed policy and no inline one, or
   *  `authenticatedRole` is "none"
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly permissions?: "serverless-stack-guide" | "least-privilege" | "none";
  /** What guests may do, if guests are allowed: what the console's wizard granted them before 2023, or nothing.
   *  @default "none"; "console" where the role that is adopted has an inline policy
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
  readonly unauthenticatedPermissions?: "console" | "none";
  /** Whether a second policy denies what the guide's policy allows too much: administering the pool, and other
   *  users' Cognito Sync data. The guide's app works the same with it.
   *  @default true; false where `permissions` is "none"
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
  readonly guardrail?: boolean;
  /** Whether guests get credentials. They are those of the unauthenticated role.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
  readonly allowUnauthenticatedIdentities?: boolean;
  /** Whether clients may use the basic flow, in which they choose the role themselves and no session policy limits guests.
   *  It does not work together with role mappings.
   *  @default false
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
  readonly allowClassicFlow?: boolean;
  /** Description, session duration, permissions boundary and tags of the role of signed-in users. "none" for a pool of guests
   *  alone, in which nobody signs in: the stack then asks for no user pool and no bucket, and makes no such role.
   *  @default IAM's own, and the stack's `tags`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
   *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/guests.md */
  readonly authenticatedRole?: StackRoleOptions | "none";
  /** Description, session duration, permissions boundary and tags of the guests' role.
   *  @default IAM's own, and the stack's `tags`
   *  @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
  readonly unauthenticatedRole?: StackRoleOptions;
  /** Whether Cognito asks the user pool at every sign-in if the token was revoked.
   *  @default true
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
  readonly serverSideTokenCheck?: boolean;
  /** Where Terraform keeps the stack's state.
   *  @default local state beside the output folder. The app in `main.ts` gives what the environment variable STATE_BACKEND
   *  names
   *  @see https://developer.hashicorp.com/terraform/language/backend */
  readonly stateBackend?: StateBackend;
  /** A pool that was made by hand in the console, to be taken over as it is. Keep the setting after the import: the names come from it.
   *  @default none, the stack makes a pool
   *  @see https://developer.hashicorp.com/terraform/language/import */
  readonly adopt?: ConsoleMadePool;
  /** Whether Terraform refuses every plan that would destroy or replace the pool: with it every identity would be lost, and
   *  with it the users' way to their files. Of a pool that is adopted, its roles too. Recommended in production.
   *  @default false, so that a first try can be destroyed; true with `adopt`
   *  @see https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy */
  readonly preventDestroy?: boolean;
  /** Tags of the pool, and of the roles that have no `tags` of their own, at most 50.
   *  @default none
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html */
  readonly tags?: Record<string, string>;
}

export const stackKind = object<IdentityPoolStackProps>({
  rule: "the settings of the stack ({ identityPoolName, userPoolId, ... })",
  see: "https://developer.hashicorp.com/terraform/language/values/variables",
  settings: {
    identityPoolName: optional(text(limits.identityPoolName)),
    userPoolId: optional(text(limits.userPoolId)),
    userPoolClientId: optional(text(limits.clientId)),
    userPoolClients: optional(listOf(userPoolClientKind, "user pool clients ({ userPoolId, clientId })")),
    socialLogins: optional(socialLoginsKind),
    openIdConnectProviderArns: optional(
      textsOrToken(text("the ARN of an OpenID Connect provider"), "ARNs of OpenID Connect providers"),
    ),
    samlProviderArns: optional(textsOrToken(text("the ARN of a SAML provider"), "ARNs of SAML providers")),
    developerProviderName: optional(text(limits.developerProviderName)),
    bucketName: optional(text(limits.bucketName)),
    region: optional(text(limits.region)),
    allowedAccountIds: optional(textsOrToken(text(limits.accountId), "ids of AWS accounts")),
    assumeRoleArn: optional(text(limits.assumedRoleArn)),
    partition: optional(partitionKind),
    permissions: optional(choice(...choicesOfGrants, "none")),
    unauthenticatedPermissions: optional(choice("console", "none")),
    guardrail: optional(flag),
    allowUnauthenticatedIdentities: optional(flag),
    allowClassicFlow: optional(flag),
    authenticatedRole: optional(orNone(stackRoleKind)),
    unauthenticatedRole: optional(stackRoleKind),
    serverSideTokenCheck: optional(flag),
    stateBackend: optional(stateBackendKind),
    adopt: optional(adoptionKind),
    preventDestroy: optional(flag),
    tags: optional(mapOf(text(limits.tagValue), 'tags, such as { team: "notes" }')),
  },
});
