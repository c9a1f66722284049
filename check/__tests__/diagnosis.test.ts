/** What a refused sign-in is put down to: by Cognito's own messages, as its users report them, and by what is known besides.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
import type { PolicyDocument } from "identity-pool-review";
import { diagnose } from "../src/diagnosis/causes";
import type { ConfiguredPool } from "../src/diagnosis/configured-pool";
import type { Token } from "../src/sign-in/token";

const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const CLIENT = "3n4b5urk1ft4fl3mg5e62d9ado";
const pool = { region: "eu-west-1", identityPoolId: "eu-west-1:12345678-1234-1234-1234-123456789012" };
const token: Token = { text: "a.b.c", provider: PROVIDER, claims: { iss: `https://${PROVIDER}`, aud: CLIENT } };

const trusting = (aud: string, amr: string, actions = ["sts:AssumeRoleWithWebIdentity"]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Action: actions,
      Condition: {
        StringEquals: { "cognito-identity.amazonaws.com:aud": aud },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
      },
    },
  ],
});

function configured(settings: Partial<ConfiguredPool> = {}): ConfiguredPool {
  const right = { name: "signed-in", trust: trusting(pool.identityPoolId, "authenticated") };
  return {
    source: "the account",
    clients: [{ provider: PROVIDER, clientId: CLIENT, serverSideTokenCheck: true }],
    authenticated: right,
    unauthenticated: undefined,
    others: {},
    roleMapping: undefined,
    hasPrincipalTags: false,
    ...settings,
  };
}

interface Case {
  readonly message: string;
  readonly name?: string;
  readonly guest?: boolean;
  readonly region?: string;
  readonly configured?: ConfiguredPool;
}

function causesOf({ message, name = "NotAuthorizedException", guest = false, region, configured }: Case) {
  const { certain, causes } = diagnose(
    { step: "GetId", name, message },
    { pool: { ...pool, ...(region !== undefined && { region }) }, token: guest ? undefined : token, configured },
  );
  return [certain ? "certain" : "possible", ...causes.map(({ id }) => id)];
}

const UNSUPPORTED = "Token is not from a supported provider of this identity pool.";
const ROLES = "Invalid identity pool configuration. Check assigned IAM roles for this pool.";
const INVALID = "InvalidIdentityPoolConfigurationException";
const NOT_FOUND = `IdentityPool '${pool.identityPoolId}' not found.`;

describe("by the message alone", () => {
  test.each<[string, Case, string[]]>([
    [
      "the pool of another region",
      { message: NOT_FOUND, name: "ResourceNotFoundException", region: "us-east-1" },
      ["certain", "region"],
    ],
    [
      "a pool that is gone",
      { message: NOT_FOUND, name: "ResourceNotFoundException" },
      ["certain", "no-such-identity-pool"],
    ],
    [
      "an unknown provider",
      { message: UNSUPPORTED },
      ["possible", "client-not-of-identity-pool", "user-pool-not-of-identity-pool"],
    ],
    [
      "another audience",
      { message: "Invalid login token. Incorrect token audience." },
      ["possible", "client-not-of-identity-pool", "user-pool-not-of-identity-pool"],
    ],
    [
      "another issuer",
      { message: "Invalid login token. Issuer doesn't match providerName" },
      ["possible", "client-not-of-identity-pool", "user-pool-not-of-identity-pool"],
    ],
    [
      "no provider at all",
      { message: "Logins don't match. Please include at least one valid login for this identity or identity pool." },
      ["possible", "client-not-of-identity-pool", "user-pool-not-of-identity-pool"],
    ],
    [
      "roles",
      { message: ROLES, name: INVALID },
      ["possible", "no-role", "trust-aud", "trust-amr", "trust-policy", "role-missing", "trust-tag-session"],
    ],
    [
      "guests",
      { message: "Unauthenticated access is not supported for this identity pool.", guest: true },
      ["certain", "guests-off"],
    ],
    [
      "an ambiguous mapping",
      { message: `The ambiguous role mapping rules for: ${PROVIDER} denied this request.` },
      ["certain", "role-mapping"],
    ],
    ["an access token", { message: "Invalid login token. Missing a required claim: aud" }, ["certain", "token"]],
    [
      "a token that is over",
      { message: "Invalid login token. Token expired: 1700000300 >= 1700000000" },
      ["certain", "token"],
    ],
    ["a changed token", { message: "Invalid login token. Couldn't verify signed token." }, ["certain", "token"]],
    [
      "a token of Cognito Identity itself",
      { message: "Invalid login token. Can't pass in a Cognito token." },
      ["certain", "token"],
    ],
    ["a token that was revoked", { message: "Access Token has been revoked" }, ["certain", "token-check"]],
    [
      "words that say nothing",
      { message: "Not authorized." },
      ["possible", "token-check", "client-not-of-identity-pool", "user-pool-not-of-identity-pool"],
    ],
    ["another error", { message: "Rate exceeded", name: "TooManyRequestsException" }, ["possible", "other"]],
  ])("%s", (_what, given, expected) => {
    expect(causesOf(given)).toEqual(expected);
  });
});

describe("by the pool's configuration too", () => {
  const another = "eu-west-1:11111111-2222-3333-4444-555555555555";
  const withTrust = (trust: PolicyDocument, settings: Partial<ConfiguredPool> = {}) =>
    configured({ authenticated: { name: "signed-in", trust }, ...settings });
  const client = { provider: PROVIDER, clientId: "other", serverSideTokenCheck: true };

  test.each<[string, Case, string[]]>([
    [
      "an app client",
      { message: UNSUPPORTED, configured: configured({ clients: [client] }) },
      ["certain", "client-not-of-identity-pool"],
    ],
    [
      "a user pool",
      { message: UNSUPPORTED, configured: configured({ clients: [{ ...client, provider: "other" }] }) },
      ["certain", "user-pool-not-of-identity-pool"],
    ],
    ["nothing wrong with either", { message: UNSUPPORTED, configured: configured() }, ["possible", "other"]],
    [
      "no role",
      { message: ROLES, name: INVALID, configured: configured({ authenticated: undefined }) },
      ["certain", "no-role"],
    ],
    [
      "no role for guests",
      { message: ROLES, name: INVALID, guest: true, configured: configured() },
      ["certain", "no-role"],
    ],
    [
      "a role that is gone",
      { message: ROLES, name: INVALID, configured: configured({ authenticated: { name: "gone", trust: "missing" } }) },
      ["certain", "role-missing"],
    ],
    [
      "aud",
      { message: ROLES, name: INVALID, configured: withTrust(trusting(another, "authenticated")) },
      ["certain", "trust-aud"],
    ],
    [
      "amr",
      { message: ROLES, name: INVALID, configured: withTrust(trusting(pool.identityPoolId, "unauthenticated")) },
      ["certain", "trust-amr"],
    ],
    [
      "amr, of users of another provider",
      { message: ROLES, name: INVALID, configured: withTrust(trusting(pool.identityPoolId, "accounts.google.com")) },
      ["certain", "trust-amr"],
    ],
    ...[PROVIDER, `${PROVIDER}:*`, `${PROVIDER}:CognitoSignIn:0f3c`].map((amr): [string, Case, string[]] => [
      `nothing wrong with ${amr} in amr`,
      { message: ROLES, name: INVALID, configured: withTrust(trusting(pool.identityPoolId, amr)) },
      ["possible", "other", "trust-aud", "trust-amr", "trust-policy", "role-missing", "trust-tag-session"],
    ]),
    [
      "aud and amr",
      { message: ROLES, name: INVALID, configured: withTrust(trusting(another, "unauthenticated")) },
      ["certain", "trust-aud"],
    ],
    [
      "tags",
      { message: ROLES, name: INVALID, configured: configured({ hasPrincipalTags: true }) },
      ["certain", "trust-tag-session"],
    ],
    [
      "another action",
      {
        message: ROLES,
        name: INVALID,
        configured: withTrust(trusting(pool.identityPoolId, "authenticated", ["sts:AssumeRole"])),
      },
      ["certain", "trust-policy"],
    ],
    [
      "nothing wrong with the role",
      { message: ROLES, name: INVALID, configured: configured() },
      ["possible", "other", "trust-aud", "trust-amr", "trust-policy", "role-missing", "trust-tag-session"],
    ],
    [
      "the token check off",
      {
        message: "Not authorized.",
        configured: configured({ clients: [{ ...client, clientId: CLIENT, serverSideTokenCheck: false }] }),
      },
      ["possible", "other"],
    ],
  ])("%s", (_what, given, expected) => {
    expect(causesOf(given)).toEqual(expected);
  });

  test("says what the identity pool has in the place of what the token brings", () => {
    const { causes } = diagnose(
      { step: "GetId", name: "NotAuthorizedException", message: UNSUPPORTED },
      { pool, token, configured: configured({ clients: [client] }) },
    );
    expect(causes[0]?.explanation).toBe(
      `The token is for the app client ${CLIENT}, which is not among the identity pool's app clients of ${PROVIDER}. In the account it has other.`,
    );
  });
});
