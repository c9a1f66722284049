/** What the explanations of a refused sign-in say, and the cases between which Cognito's message alone does not choose.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
import type { PolicyDocument } from "identity-pool-review";
import { diagnose } from "../../src/diagnosis/causes";
import type { ConfiguredPool } from "../../src/diagnosis/configured-pool";
import type { Diagnosis } from "../../src/diagnosis/diagnosis";
import type { Token } from "../../src/sign-in/token";

const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const POOL = "eu-west-1:12345678-1234-1234-1234-123456789012";
const ANOTHER = "eu-west-1:11111111-2222-3333-4444-555555555555";
const OF_GOVCLOUD = "us-gov-west-1:12345678-1234-1234-1234-123456789012";
const COGNITO = "cognito-identity.amazonaws.com";

const UNSUPPORTED = { name: "NotAuthorizedException", message: "Token is not from a supported provider." };
const REFUSED = { name: "NotAuthorizedException", message: "Not authorized." };
const REVOKED = { name: "NotAuthorizedException", message: "Access Token has been revoked" };
const AMBIGUOUS = { name: "NotAuthorizedException", message: "The ambiguous role mapping rules denied this request." };
const ROLES = { name: "InvalidIdentityPoolConfigurationException", message: "Check assigned IAM roles." };
const GUESTS_OFF = { name: "NotAuthorizedException", message: "Unauthenticated access is not supported." };

function signedIn(claims: Record<string, unknown> = {}): Token {
  return { text: "a.b.c", provider: PROVIDER, claims: { iss: `https://${PROVIDER}`, aud: "app", ...claims } };
}

const GUEST = undefined;
const USER = signedIn();

const client = (clientId: string, serverSideTokenCheck = true, provider = PROVIDER) => ({
  provider,
  clientId,
  serverSideTokenCheck,
});

/** A statement that lets the identities of a pool in. */
function admitting(aud: string | string[], amr: object, action: string | string[] = "sts:AssumeRoleWithWebIdentity") {
  return {
    Effect: "Allow" as const,
    Principal: { Federated: COGNITO },
    Action: action,
    Condition: { StringEquals: { [`${COGNITO}:aud`]: aud }, ...amr },
  };
}

const any = (amr: string) => ({ "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: amr } });
const trust = (...Statement: PolicyDocument["Statement"][]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: Statement.flat(),
});

function configured(settings: Partial<ConfiguredPool>): ConfiguredPool {
  return {
    source: "the account",
    clients: [client("app")],
    authenticated: undefined,
    unauthenticated: undefined,
    others: {},
    roleMapping: undefined,
    hasPrincipalTags: false,
    ...settings,
  };
}

const withTrust = (...statements: PolicyDocument["Statement"][]) =>
  configured({ authenticated: { name: "signed-in", trust: trust(...statements) } });
const withGuestTrust = (...statements: PolicyDocument["Statement"][]) =>
  configured({ unauthenticated: { name: "guests", trust: trust(...statements) } });

interface Asked {
  readonly token?: Token | undefined;
  readonly configured?: ConfiguredPool;
  readonly identityPoolId?: string;
}

function diagnosis(refusal: { name: string; message: string }, asked: Asked): Diagnosis {
  const { identityPoolId = POOL, configured } = asked;
  const pool = { region: identityPoolId.replace(/:.*/, ""), identityPoolId };
  return diagnose(
    { step: "GetCredentialsForIdentity", ...refusal },
    { pool, token: "token" in asked ? asked.token : USER, configured },
  );
}

function idsOf(refusal: { name: string; message: string }, asked: Asked): string[] {
  const { certain, causes } = diagnosis(refusal, asked);
  return [certain ? "certain" : "possible", ...causes.map(({ id }) => id)];
}

const OTHER = ["possible", "other"];
const OF_TRUST = ["trust-aud", "trust-amr", "trust-policy", "role-missing", "trust-tag-session"];

describe("the causes of a refusal, for whom and of which pool", () => {
  test.each<[string, { name: string; message: string }, Asked, string[]]>([
    ["an error with the name of another in it", of("ExternalService", "ResourceNotFoundException"), {}, OTHER],
    ["one with that of a refusal in it", of("ExternalService", "NotAuthorizedException"), {}, OTHER],
    ["one with that of the roles in it", of("Other", "InvalidIdentityPoolConfigurationException"), {}, OTHER],
    ["a user who is gone", of("NotAuthorized", "User does not exist."), {}, ["certain", "token-check"]],
    ["a user who is disabled", of("NotAuthorized", "User is disabled."), {}, ["certain", "token-check"]],
    ["a provider, for a guest", UNSUPPORTED, { token: GUEST }, OTHER],
    ["no words, for a guest, who has no token to check", REFUSED, { token: GUEST }, OTHER],
    [
      "no words, and another app client",
      REFUSED,
      { configured: configured({ clients: [client("other")] }) },
      ["certain", "client-not-of-identity-pool"],
    ],
    [
      "no words, and app clients of which this one checks tokens",
      REFUSED,
      { configured: configured({ clients: [client("other", false), client("app", false, "other"), client("app")] }) },
      ["possible", "token-check", "other"],
    ],
    [
      "a provider, and several app clients with this one",
      UNSUPPORTED,
      { configured: configured({ clients: [client("other"), client("app")] }) },
      OTHER,
    ],
    [
      "a token that is not valid, though nobody checks it",
      REVOKED,
      { configured: configured({ clients: [client("app", false)] }) },
      ["possible", "token-check", "token"],
    ],
    [
      "a token that is not valid, of another app client",
      REVOKED,
      { configured: configured({ clients: [client("other", false)] }) },
      ["certain", "token-check"],
    ],
    [
      "a token that is not valid, though there is none",
      REVOKED,
      { token: GUEST, configured: configured({}) },
      ["certain", "token-check"],
    ],
    [
      "a role that could not be read",
      ROLES,
      { configured: configured({ authenticated: { name: "hidden", trust: undefined } }) },
      ["possible", ...OF_TRUST],
    ],
    [
      "no role, and role mappings that may give one",
      ROLES,
      { configured: configured({ roleMapping: "Token" }) },
      ["possible", "no-role", ...OF_TRUST],
    ],
    [
      "rules, and no role for whom none fits",
      ROLES,
      { configured: configured({ roleMapping: "Rules" }) },
      ["possible", "role-mapping", "no-role", ...OF_TRUST],
    ],
    [
      "rules, which choose another role than the one that is gone",
      ROLES,
      { configured: configured({ roleMapping: "Rules", authenticated: { name: "gone", trust: "missing" } }) },
      ["possible", "role-mapping", ...OF_TRUST],
    ],
  ])("%s", (_what, refusal, asked, expected) => {
    expect(idsOf(refusal, asked)).toEqual(expected);
  });
});

function of(name: string, message: string) {
  return { name: `${name}Exception`, message };
}

describe("the role that the token prefers", () => {
  const role = (name: string) => ({ name, trust: "missing" as const });
  const both = { authenticated: role("signed-in"), others: { preferred: role("group") } };

  test.each<[string, Partial<ConfiguredPool>, Record<string, unknown>, string]>([
    ["counts where mappings read it", { roleMapping: "Token" }, { "cognito:preferred_role": "preferred" }, "group"],
    ["is not asked for without mappings", {}, { "cognito:preferred_role": "preferred" }, "signed-in"],
    ["is that of all where there is none", { roleMapping: "Token" }, {}, "signed-in"],
    ["is that of all where it is no text", { roleMapping: "Token" }, { "cognito:preferred_role": 5 }, "signed-in"],
  ])("%s", (_what, settings, claims, name) => {
    const { causes } = diagnosis(ROLES, { token: signedIn(claims), configured: configured({ ...both, ...settings }) });
    expect(causes[0]?.explanation).toMatch(`The role ${name}, which the pool gives, does not exist`);
  });
});

describe("whom a trust policy lets in", () => {
  test.each<[string, Asked, string[]]>([
    [
      "guests, as it should",
      { token: GUEST, configured: withGuestTrust(admitting(POOL, any("unauthenticated"))) },
      ["possible", "other", ...OF_TRUST],
    ],
    [
      "signed-in users in the place of guests",
      { token: GUEST, configured: withGuestTrust(admitting(POOL, any("authenticated"))) },
      ["certain", "trust-amr"],
    ],
    [
      "sessions with tags",
      {
        configured: {
          ...withTrust(admitting(POOL, any("authenticated"), ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"])),
          hasPrincipalTags: true,
        },
      },
      ["possible", "other", ...OF_TRUST],
    ],
    [
      "nobody can tell whom, by an operator that IAM does not have",
      { configured: withTrust(admitting(POOL, { Unheard: { [`${COGNITO}:amr`]: "authenticated" } })) },
      ["possible", "other", ...OF_TRUST],
    ],
    [
      "nobody can tell whom, by one of several values of amr",
      { configured: withTrust(admitting(POOL, { StringEquals: { [`${COGNITO}:amr`]: "authenticated" } })) },
      ["possible", "other", ...OF_TRUST],
    ],
    [
      "all of several values of amr",
      { configured: withTrust(admitting(POOL, { StringNotEquals: { [`${COGNITO}:amr`]: "unauthenticated" } })) },
      ["possible", "other", ...OF_TRUST],
    ],
    [
      "none of several values of amr",
      { configured: withTrust(admitting(POOL, { StringLike: { [`${COGNITO}:amr`]: "unauthenticated" } })) },
      ["certain", "trust-amr"],
    ],
  ])("%s", (_what, asked, expected) => {
    expect(idsOf(ROLES, asked)).toEqual(expected);
  });
});

describe("the words say what is wrong", () => {
  test.each<[string, { name: string; message: string }, Asked, string | RegExp]>([
    ["guests are off", GUESTS_OFF, { token: GUEST }, `The identity pool ${POOL} gives guests no credentials`],
    ["a token did not arrive", GUESTS_OFF, {}, "it did not get the token"],
    [
      "the roles of an ambiguous mapping",
      AMBIGUOUS,
      { token: signedIn({ "cognito:roles": ["a", "b"] }) },
      "the token has the roles a, b and no preferred role.",
    ],
    ["no roles in a list", AMBIGUOUS, { token: signedIn({ "cognito:roles": [] }) }, "the token has no role."],
    ["no list of roles", AMBIGUOUS, { token: signedIn({ "cognito:roles": "a" }) }, "the token has no role."],
    ["no token", AMBIGUOUS, { token: GUEST }, "the token has no role."],
    ["AWS's own words", UNSUPPORTED, { token: GUEST }, /^Token is not from a supported provider\.$/],
    ["no user pool", UNSUPPORTED, { configured: configured({ clients: [] }) }, "In the account it has no user pool."],
    [
      "other user pools, each once",
      UNSUPPORTED,
      { configured: configured({ clients: [client("a", true, "x"), client("b", true, "x"), client("c", true, "y")] }) },
      "In the account it has x, y.",
    ],
    [
      "other app clients",
      UNSUPPORTED,
      { configured: configured({ clients: [client("a"), client("b")] }) },
      "In the account it has a, b.",
    ],
    ["that guests have no role", ROLES, { token: GUEST, configured: configured({}) }, "No unauthenticated role is"],
    ["that users have no role", ROLES, { configured: configured({}) }, "No authenticated role is"],
    [
      "the pools that a role trusts, without this one",
      ROLES,
      { configured: withTrust(admitting(POOL, any("unauthenticated")), admitting(ANOTHER, any("authenticated"))) },
      `allows users of ${ANOTHER}, not of ${POOL}:`,
    ],
    [
      "those of a statement beside one without a condition",
      ROLES,
      {
        configured: withTrust(
          { Effect: "Allow", Action: "sts:TagSession", Principal: { Federated: COGNITO } },
          admitting(ANOTHER, any("authenticated")),
        ),
      },
      `allows users of ${ANOTHER}, not of ${POOL}:`,
    ],
    [
      "guests in the place of users",
      ROLES,
      { configured: withTrust(admitting(POOL, any("unauthenticated"))) },
      'allows "unauthenticated" identities, not "authenticated" ones',
    ],
    [
      "users in the place of guests",
      ROLES,
      { token: GUEST, configured: withGuestTrust(admitting(POOL, any("authenticated"))) },
      'allows "authenticated" identities, not "unauthenticated" ones',
    ],
    [
      "users of another provider",
      ROLES,
      { configured: withTrust(admitting(POOL, any("accounts.google.com"))) },
      `allows users of accounts.google.com, and these signed in with ${PROVIDER}:`,
    ],
    [
      "users of a provider in the place of guests",
      ROLES,
      { token: GUEST, configured: withGuestTrust(admitting(POOL, any("accounts.google.com"))) },
      "allows users of accounts.google.com, and these are guests:",
    ],
    [
      "Cognito's name in GovCloud",
      ROLES,
      { identityPoolId: OF_GOVCLOUD, configured: withTrust(admitting(POOL, any("authenticated"), "sts:TagSession")) },
      "to the federated principal cognito-identity-us-gov.amazonaws.com.",
    ],
  ])("%s", (_what, refusal, asked, words) => {
    expect(diagnosis(refusal, asked).causes[0]?.explanation).toMatch(words);
  });

  test("Cognito's name in GovCloud, where the role is not known", () => {
    const { causes } = diagnosis(ROLES, { identityPoolId: OF_GOVCLOUD });
    expect(causes.find(({ id }) => id === "trust-policy")?.explanation).toMatch(
      "to the federated principal cognito-identity-us-gov.amazonaws.com.",
    );
  });
});
