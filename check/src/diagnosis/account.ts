/** A pool as the account has it, read with the account's own credentials, if the environment has any that may. Nothing but
 *  reading: DescribeIdentityPool, GetIdentityPoolRoles, GetPrincipalTagAttributeMap and GetRole. */
import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
} from "@aws-sdk/client-cognito-identity";
import type { RoleMapping } from "@aws-sdk/client-cognito-identity";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { PolicyDocument } from "identity-pool-review";
import type { DeployedPool } from "../deployed-pool";
import type { Token } from "../sign-in/token";
import type { ConfiguredPool, ConfiguredRole } from "./configured-pool";

/** @returns undefined if nobody here may read it */
export async function poolInAccount(
  { identityPoolId: IdentityPoolId }: DeployedPool,
  token: Token | undefined,
  abortSignal: AbortSignal | undefined,
): Promise<ConfiguredPool | undefined> {
  const region = IdentityPoolId.replace(/:.*/, "");
  const cognito = new CognitoIdentityClient({ region, maxAttempts: 2 });
  const iam = new IAMClient({ region, maxAttempts: 2 });
  const options = { abortSignal };
  try {
    const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }), options);
    const attached = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }), options);
    const tags = token && (await tagsFor(cognito, IdentityPoolId, token.provider));
    const { authenticated, unauthenticated } = attached.Roles ?? {};
    return {
      source: "the account",
      clients: (pool.CognitoIdentityProviders ?? []).map(({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
        provider: ProviderName ?? "",
        clientId: ClientId ?? "",
        serverSideTokenCheck: ServerSideTokenCheck ?? false,
      })),
      authenticated: authenticated === undefined ? undefined : await role(iam, authenticated),
      unauthenticated: unauthenticated === undefined ? undefined : await role(iam, unauthenticated),
      others: await rolesOf(iam, token),
      roleMapping: token && mappingFor(attached.RoleMappings ?? {}, token),
      hasPrincipalTags: tags ?? false,
    };
  } catch {
    return undefined;
  } finally {
    cognito.destroy();
    iam.destroy();
  }
}

async function role(iam: IAMClient, arn: string): Promise<ConfiguredRole> {
  const name = arn.split("/").at(-1) ?? "";
  try {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    const document = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "{}");
    return { name, trust: JSON.parse(document) as PolicyDocument };
  } catch (error) {
    return { name, trust: error instanceof Error && error.name.startsWith("NoSuchEntity") ? "missing" : undefined };
  }
}

/** A user pool's mappings are those of each app client: `PROVIDER:CLIENT_ID`. */
function mappingFor(mappings: Readonly<Record<string, RoleMapping>>, { provider, claims }: Token): RoleMapping["Type"] {
  return (mappings[`${provider}:${String(claims.aud)}`] ?? mappings[provider])?.Type;
}

/** The roles of the user's groups. */
async function rolesOf(iam: IAMClient, token: Token | undefined): Promise<Record<string, ConfiguredRole>> {
  const named = token?.claims["cognito:roles"];
  const roles: Record<string, ConfiguredRole> = {};
  for (const arn of Array.isArray(named) ? (named as unknown[]) : []) {
    if (typeof arn === "string") roles[arn] = await role(iam, arn);
  }
  return roles;
}

async function tagsFor(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  IdentityProviderName: string,
): Promise<boolean> {
  try {
    const map = await cognito.send(new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName }));
    return map.UseDefaults === true || Object.keys(map.PrincipalTags ?? {}).length > 0;
  } catch {
    return false;
  }
}
