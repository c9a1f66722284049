/** An identity pool on an emulator, made by its administrator in one go, for tests of what its users meet. */
import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  type RoleMapping,
} from "@aws-sdk/client-cognito-identity";
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { emulatorCredentials } from "../../../local/local-aws";
import { loginsOf, signIn, type Logins, type Place, type Tokens } from "../../../local/sign-in";
import type { SampleUserPool } from "../../../local/sample-user-pool";

export type Statement = Readonly<Record<string, unknown>>;

/** As the account's administrator. */
export function administrator(place: Place) {
  return { ...place, credentials: emulatorCredentials };
}

export async function makeUserPool(place: Place): Promise<SampleUserPool> {
  const cognito = new CognitoIdentityProviderClient(administrator(place));
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "users" }));
  const userPoolId = UserPool?.Id ?? "";
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: userPoolId,
      ClientName: "app",
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  return { userPoolId, userPoolClientId: UserPoolClient?.ClientId ?? "" };
}

export interface PoolOptions {
  readonly guests?: boolean;
  readonly classicFlow?: boolean;
  readonly tokenCheck?: boolean;
  /** What the signed-in users' role allows.
   *  @default nothing */
  readonly allows?: readonly Statement[];
  readonly guestsMay?: readonly Statement[];
  /** The whole policy of the signed-in users' role, in place of `allows`. */
  readonly policy?: object;
  /** The signed-in users' role.
   *  @default one whose trust policy lets them in */
  readonly authenticatedRole?: { readonly trust: (identityPoolId: string) => readonly Statement[] } | "none";
  /** Further roles, by name, and what they may do. */
  readonly roles?: Readonly<Record<string, readonly Statement[]>>;
  readonly mapping?: (roleArn: (name: string) => string) => RoleMapping;
  /** Principal tag -> claim. */
  readonly tags?: Readonly<Record<string, string>>;
}

export function trust(identityPoolId: string, amr: string, actions = ["sts:AssumeRoleWithWebIdentity"]): Statement {
  return {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: actions,
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
    },
  };
}

export interface PoolInUse {
  readonly identityPoolId: string;
  /** The ARN of a role by the name that the options have, or "authenticated" or "unauthenticated". */
  readonly roleArn: (name: string) => string;
}

let made = 0;

export async function makePool(place: Place, userPool: SampleUserPool, options: PoolOptions): Promise<PoolInUse> {
  const { guests = false, classicFlow = false, tokenCheck = false, allows = [], guestsMay = [] } = options;
  const { roles = {}, authenticatedRole, mapping, tags, policy } = options;
  const cognito = new CognitoIdentityClient(administrator(place));
  const prefix = `pool-${(made += 1)}`;
  const roleArn = (name: string) => `arn:aws:iam::000000000000:role/${prefix}-${name}`;
  const provider = `cognito-idp.${place.region}.amazonaws.com/${userPool.userPoolId}`;

  const { IdentityPoolId: identityPoolId = "" } = await cognito.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: prefix,
      AllowUnauthenticatedIdentities: guests,
      AllowClassicFlow: classicFlow,
      CognitoIdentityProviders: [
        { ProviderName: provider, ClientId: userPool.userPoolClientId, ServerSideTokenCheck: tokenCheck },
      ],
    }),
  );
  const trusted = trust(identityPoolId, "authenticated", ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]);
  const makeRole = (name: string, trustedBy: readonly Statement[], may: readonly Statement[]) =>
    putRole(
      place,
      `${prefix}-${name}`,
      trustedBy,
      may.length > 0 ? { Version: "2012-10-17", Statement: may } : undefined,
    );
  for (const [name, may] of Object.entries(roles)) await makeRole(name, [trusted], may);
  await makeRole("unauthenticated", [trust(identityPoolId, "unauthenticated")], guestsMay);
  if (authenticatedRole !== "none") {
    const trustedBy = authenticatedRole?.trust(identityPoolId) ?? [trusted];
    if (policy === undefined) await makeRole("authenticated", trustedBy, allows);
    else await putRole(place, `${prefix}-authenticated`, trustedBy, policy);
  }
  await cognito.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId: identityPoolId,
      Roles: {
        ...(authenticatedRole !== "none" && { authenticated: roleArn("authenticated") }),
        unauthenticated: roleArn("unauthenticated"),
      },
      RoleMappings: mapping && { [`${provider}:${userPool.userPoolClientId}`]: mapping(roleArn) },
    }),
  );
  if (tags !== undefined) {
    await cognito.send(
      new SetPrincipalTagAttributeMapCommand({
        IdentityPoolId: identityPoolId,
        IdentityProviderName: provider,
        PrincipalTags: { ...tags },
      }),
    );
  }
  return { identityPoolId, roleArn };
}

async function putRole(place: Place, name: string, trustedBy: readonly Statement[], policy?: object): Promise<void> {
  const iam = new IAMClient(administrator(place));
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: trustedBy }),
    }),
  );
  if (policy === undefined) return;
  await iam.send(
    new PutRolePolicyCommand({ RoleName: name, PolicyName: "policy", PolicyDocument: JSON.stringify(policy) }),
  );
}

/** A user who signed in. */
export interface User {
  readonly tokens: Tokens;
  readonly logins: Logins;
}

export async function signedIn(place: Place, userPool: SampleUserPool, username: string): Promise<User> {
  const tokens = await signIn(place, userPool, username);
  return { tokens, logins: loginsOf(place, userPool, tokens) };
}

/** An id token of a user pool that is not on the emulator, which checks its claims and no signature. */
export function unsignedToken(claims: { sub: string; providerName: string; clientId: string }): string {
  const { sub, providerName, clientId } = claims;
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const payload = JSON.stringify({ sub, iss: `https://${providerName}`, aud: clientId, exp });
  return `header.${Buffer.from(payload).toString("base64url")}.signature`;
}

/** The claim `sub` of a user's token. */
export function subOf(logins: Logins): string {
  const [token = ""] = Object.values(logins);
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
  return (JSON.parse(claims) as { sub: string }).sub;
}

/** What came of a call: "ok", or the error's name and words. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "ok";
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.name}: ${error.message}`;
  }
}

/** What came of a call on data: "ok", or the error's name. */
export async function verdict(call: Promise<unknown>): Promise<string> {
  return (await outcome(call)).replace(/:.*/s, "");
}
