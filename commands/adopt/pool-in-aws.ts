/** An identity pool as it is in AWS: the pool, the roles that its identities get, and what these may do. Everything is read,
 *  nothing is written.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  type CognitoIdentityProvider,
  type IdentityPool,
  type RoleMapping,
} from "@aws-sdk/client-cognito-identity";
import {
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
  type Tag,
} from "@aws-sdk/client-iam";
import { CannotAdopt } from "./cannot-adopt";
import type { PolicyJson } from "./policy-json";

export interface InlinePolicyInAws {
  readonly name: string;
  readonly document: PolicyJson;
}

export interface RoleInAws {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly maxSessionDurationSeconds: number;
  readonly permissionsBoundaryArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly trustPolicy: PolicyJson;
  readonly inlinePolicies: readonly InlinePolicyInAws[];
  readonly managedPolicyArns: readonly string[];
}

export interface PrincipalTagsInAws {
  readonly identityProvider: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly useDefaults: boolean;
}

export interface PoolInAws {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly allowUnauthenticatedIdentities: boolean;
  readonly allowClassicFlow: boolean;
  readonly userPoolClients: readonly CognitoIdentityProvider[];
  /** Provider's name to app id. */
  readonly logins: Readonly<Record<string, string>>;
  readonly openIdConnectProviderArns: readonly string[];
  readonly samlProviderArns: readonly string[];
  readonly developerProviderName?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** There is none where nobody signs in. One of the two roles is always there. */
  readonly authenticatedRole?: RoleInAws;
  readonly unauthenticatedRole?: RoleInAws;
  readonly roleMappings: readonly (readonly [provider: string, mapping: RoleMapping])[];
  readonly principalTags: readonly PrincipalTagsInAws[];
}

/** Reads a pool with the credentials of the environment. Its id names its region.
 *  @throws CannotAdopt if a stack cannot have such a pool, or the error of the AWS SDK */
export async function readPool(id: string): Promise<PoolInAws> {
  const [region = ""] = id.split(":");
  const cognito = new CognitoIdentityClient({ region });
  // IAM is in no region, and its endpoint is that of the region's partition.
  const iam = new IAMClient({ region });
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }));
  const { Roles = {}, RoleMappings = {} } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: id }));
  const { authenticated, unauthenticated } = Roles;
  refuseMissingRole(pool, Roles);
  if (authenticated !== undefined && authenticated === unauthenticated) {
    throw new CannotAdopt([
      `signed-in users and guests have the same role, ${authenticated}, and the stack has a role for each: give guests a role of their own first`,
    ]);
  }
  return {
    id,
    region,
    name: pool.IdentityPoolName ?? "",
    allowUnauthenticatedIdentities: pool.AllowUnauthenticatedIdentities ?? false,
    allowClassicFlow: pool.AllowClassicFlow ?? false,
    userPoolClients: pool.CognitoIdentityProviders ?? [],
    logins: pool.SupportedLoginProviders ?? {},
    openIdConnectProviderArns: pool.OpenIdConnectProviderARNs ?? [],
    samlProviderArns: pool.SamlProviderARNs ?? [],
    developerProviderName: pool.DeveloperProviderName === "" ? undefined : pool.DeveloperProviderName,
    tags: pool.IdentityPoolTags ?? {},
    ...(authenticated !== undefined && { authenticatedRole: await readRole(authenticated, iam) }),
    ...(unauthenticated !== undefined && { unauthenticatedRole: await readRole(unauthenticated, iam) }),
    roleMappings: Object.entries(RoleMappings),
    principalTags: await readPrincipalTags(id, pool, cognito),
  };
}

/** A pool of guests alone needs no role for signed-in users, and any other needs one. */
function refuseMissingRole(pool: IdentityPool, { authenticated, unauthenticated }: Record<string, string>): void {
  if (authenticated !== undefined) return;
  const providers = [...providersOf(pool), ...(pool.DeveloperProviderName ? [pool.DeveloperProviderName] : [])];
  if (providers.length > 0) {
    throw new CannotAdopt([
      `the pool has no role for signed-in users, though they sign in with ${providers.join(", ")}: give the pool one first (in the console, under User access), or take these providers from it`,
    ]);
  }
  if (unauthenticated === undefined) {
    throw new CannotAdopt([
      "the pool has no role, neither for signed-in users nor for guests, and Terraform's attachment needs one: give the pool one first (in the console, under User access)",
    ]);
  }
}

/** Those whose tokens Cognito takes, by the names that it has for them. */
function providersOf(pool: IdentityPool): string[] {
  return [
    ...new Set([
      ...(pool.CognitoIdentityProviders ?? []).map(({ ProviderName = "" }) => ProviderName),
      ...Object.keys(pool.SupportedLoginProviders ?? {}),
      ...(pool.OpenIdConnectProviderARNs ?? []),
      ...(pool.SamlProviderARNs ?? []),
    ]),
  ].sort();
}

async function readRole(arn: string, iam: IAMClient): Promise<RoleInAws> {
  const name = arn.split("/").at(-1) ?? "";
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
  if (Role?.Arn !== arn) {
    throw new CannotAdopt([
      `the pool has the role ${arn}, but in the account of these credentials the role ${name} is ${Role?.Arn ?? "missing"}: use credentials of the account that has the role`,
    ]);
  }
  const inlinePolicies: InlinePolicyInAws[] = [];
  for (const policy of await inlinePolicyNames(name, iam)) {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName: policy }));
    inlinePolicies.push({ name: policy, document: decoded(PolicyDocument) });
  }
  return {
    arn,
    name,
    path: Role.Path ?? "/",
    description: Role.Description ?? "",
    maxSessionDurationSeconds: Role.MaxSessionDuration ?? 3600,
    permissionsBoundaryArn: Role.PermissionsBoundary?.PermissionsBoundaryArn,
    tags: tagsOf(Role.Tags),
    trustPolicy: decoded(Role.AssumeRolePolicyDocument),
    inlinePolicies,
    managedPolicyArns: await managedPolicyArns(name, iam),
  };
}

async function inlinePolicyNames(role: string, client: IAMClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client }, { RoleName: role }))
    names.push(...PolicyNames);
  return names.sort();
}

async function managedPolicyArns(role: string, client: IAMClient): Promise<string[]> {
  const arns: string[] = [];
  for await (const { AttachedPolicies = [] } of paginateListAttachedRolePolicies({ client }, { RoleName: role }))
    arns.push(...AttachedPolicies.map(({ PolicyArn = "" }) => PolicyArn));
  return arns.sort();
}

function tagsOf(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** IAM answers with percent-encoded JSON. */
function decoded(document = ""): PolicyJson {
  return JSON.parse(decodeURIComponent(document)) as PolicyJson;
}

/** The tags of each provider that has some. */
async function readPrincipalTags(
  id: string,
  pool: IdentityPool,
  cognito: CognitoIdentityClient,
): Promise<PrincipalTagsInAws[]> {
  const found: PrincipalTagsInAws[] = [];
  for (const provider of providersOf(pool)) {
    const { tags, useDefaults } = await principalTagsOf(id, provider, cognito);
    if (Object.keys(tags).length > 0) found.push({ identityProvider: provider, tags, useDefaults });
  }
  return found;
}

/** Of a provider that never had tags the service says that they are not found. The pool itself is there by now. */
async function principalTagsOf(
  id: string,
  provider: string,
  cognito: CognitoIdentityClient,
): Promise<Pick<PrincipalTagsInAws, "tags" | "useDefaults">> {
  const command = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId: id, IdentityProviderName: provider });
  try {
    const { PrincipalTags = {}, UseDefaults = false } = await cognito.send(command);
    return { tags: PrincipalTags, useDefaults: UseDefaults };
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return { tags: {}, useDefaults: false };
    throw error;
  }
}
