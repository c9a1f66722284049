/** What the command identity-pool-check refuses, finds and explains. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PolicyDocument } from "identity-pool-review";
import { checkAccess, renderCheck, type AccessCheck, type CheckOptions } from "../../check/src";
import { USAGE } from "../../check/src/command/arguments";
import { runCommand } from "../../check/src/command/command";
import { diagnose } from "../../check/src/diagnosis/causes";
import type { ConfiguredPool, ConfiguredRole } from "../../check/src/diagnosis/configured-pool";
import { failureInWords } from "../../check/src/problem";
import type { Token } from "../../check/src/sign-in/token";
import { withAws, withEnvironment, type AwsAnswers, type AwsError, type AwsRequest } from "../support/answering-aws";
import type { Mistake, Section } from "./mistake";

const REGION = "us-east-1";
const POOL = `${REGION}:12345678-1234-1234-1234-123456789012`;
const USER_POOL = `${REGION}_AbCdEfGhI`;
const CLIENT = "3n4b5urk1ft4fl3mg5e62d9ado";
const PROVIDER = `cognito-idp.${REGION}.amazonaws.com/${USER_POOL}`;
const CLAIMS = { iss: `https://${PROVIDER}`, aud: CLIENT };
const PASSWORD = { IDENTITY_POOL_CHECK_PASSWORD: "a password" };

function tokenOf(claims: object): string {
  return `header.${Buffer.from(JSON.stringify({ ...CLAIMS, ...claims })).toString("base64url")}.signature`;
}

function linesOf(text: string): string[] {
  return withoutChance(text)
    .split("\n")
    .filter((line) => line !== "");
}

/** Without the random part of keys, and without the SDK's words for Node's errors, which it takes for foreign ones in Jest. */
function withoutChance(text: string): string {
  return text
    .replace(/identity-pool-check-[0-9a-f]{12}/g, "identity-pool-check-RANDOM")
    .replace("AWS SDK error wrapper for Error: ", "");
}

/** A run of the command in a folder with these files. */
function run(
  args: string,
  env: NodeJS.ProcessEnv = {},
  files: Readonly<Record<string, string>> = {},
  answers: AwsAnswers = {},
): Mistake {
  return {
    what: `identity-pool-check ${args}`,
    messages: async () => {
      const folder = mkdtempSync(join(tmpdir(), "identity-pool-messages-"));
      try {
        for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
        const words = args.split(" ").filter((word) => word !== "");
        const placed = words.map((word) => (/^[a-z]+\.json$|^folder$/.test(word) ? join(folder, word) : word));
        const named = placed.map((word) => (word.endsWith("/folder") ? folder : word));
        const { output } = await withAws(answers, () => runCommand(named, env, new AbortController().signal));
        return linesOf(output);
      } catch (error) {
        return [failureInWords(error).replaceAll(`${folder}/`, "").replaceAll(folder, "folder")];
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** A run with a sound pool. */
function withPool(args: string, env: NodeJS.ProcessEnv = PASSWORD, files = {}, answers: AwsAnswers = {}): Mistake {
  const made = run(`--identity-pool-id ${POOL} ${args}`, env, files, answers);
  return { ...made, what: `identity-pool-check --identity-pool-id ID ${args}` };
}

function outputs(text: string): Mistake {
  return { ...run("--config outputs.json", {}, { "outputs.json": text }), what: `--config with ${text}` };
}

function state(what: string, text: string): Mistake {
  return {
    ...withPool("--user ada --state state.json", PASSWORD, { "state.json": text }),
    what: `--state with ${what}`,
  };
}

function token(what: string, text: string): Mistake {
  return { ...withPool("", { IDENTITY_POOL_CHECK_ID_TOKEN: text }), what: `IDENTITY_POOL_CHECK_ID_TOKEN with ${what}` };
}

export const ofCheckCommand: Section = {
  heading: "The command identity-pool-check",
  where: "It ends with 2, and with one line on standard error.",
  mistakes: [
    { what: "--help", messages: () => linesOf(USAGE) },
    run("--user ada"),
    run("--identity-pool-id notes"),
    withPool("--user-pool-id users"),
    withPool(""),
    withPool("--user ada", {}),
    withPool("--user ada"),
    withPool("--user a --user b --user c"),
    withPool("--user a --user a"),
    withPool("--bucket a --bucket b"),
    withPool("--password secret"),
    withPool("--format html"),
    withPool("--guests yes"),
    withPool("--guests alone --user ada"),
    withPool("--guests alone", { IDENTITY_POOL_CHECK_ID_TOKEN: "a token" }),
    withPool("--auth-flow srp"),
    withPool("--key-separator ."),
    withPool("--table notes"),
    withPool("--config -"),
    withPool("--state a --guests on"),
    run("--config outputs.json"),
    run("--config folder"),
    outputs("{"),
    outputs("[]"),
    outputs("{}"),
    outputs('{"auth": 1}'),
    outputs('{"auth": {"aws_region": 1}}'),
    outputs('{"auth": {"unauthenticated_identities_enabled": "no"}}'),
    state("a saved plan", "PK\u0003\u0004"),
    state("nothing in it", ""),
    state("null", "null"),
    state("another JSON", "{}"),
    state("no such pool", '{"format_version": "1.0"}'),
    token("another text", "secret"),
    token("an access token", tokenOf({ token_use: "access" })),
    token("a token that has expired", tokenOf({ exp: 1_700_000_000 })),
    {
      ...withPool("", {
        IDENTITY_POOL_CHECK_ID_TOKEN: tokenOf({ "cognito:username": "ada" }),
        IDENTITY_POOL_CHECK_ID_TOKEN_2: tokenOf({ "cognito:username": "ada" }),
      }),
      what: "both tokens of one user",
    },
  ],
};

const SIGN_IN = `--user-pool-id ${USER_POOL} --user-pool-client-id ${CLIENT} --user ada --auth-flow USER_PASSWORD_AUTH`;

function signIn(what: string, answer: object): Mistake {
  return { ...withPool(SIGN_IN, PASSWORD, {}, { InitiateAuth: answer }), what };
}

function error(name: string, message: string): AwsError {
  return { error: name, message };
}

const CHALLENGES = [
  ...["NEW_PASSWORD_REQUIRED", "SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA", "MFA_SETUP", "SELECT_MFA_TYPE"],
  ...["DEVICE_SRP_AUTH", "CUSTOM_CHALLENGE", "WEB_AUTHN"],
];

const SIGNED_IN = { InitiateAuth: { AuthenticationResult: { IdToken: tokenOf({ "cognito:username": "ada" }) } } };

export const ofCheckSignIns: Section = {
  heading: "Signing in for identity-pool-check",
  where: "It ends with 2: the check could not be made.",
  mistakes: [
    ...CHALLENGES.map((ChallengeName) => signIn(ChallengeName, { ChallengeName, Session: "s" })),
    signIn("no token", {}),
    signIn("a secret", error("NotAuthorizedException", "Unable to verify secret hash for client")),
    signIn("another flow", error("InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client")),
    signIn("a disabled user", error("NotAuthorizedException", "User is disabled.")),
    signIn("a wrong password", error("NotAuthorizedException", "Incorrect username or password.")),
    signIn("a new password", error("PasswordResetRequiredException", "Password reset required")),
    signIn("no confirmation", error("UserNotConfirmedException", "User is not confirmed.")),
    signIn("too often", error("TooManyRequestsException", "Rate exceeded")),
    signIn("another error", error("UserLambdaValidationException", "PreAuthentication failed")),
    {
      ...withPool(SIGN_IN, PASSWORD, {}, { ...SIGNED_IN, GetId: { IdentityId: "i" }, GetCredentialsForIdentity: {} }),
      what: "no credentials in the answer",
    },
    {
      what: "no network for the user pool",
      messages: () =>
        withEnvironment({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, async () => [await failureOf(WITH_PASSWORD)]),
    },
    {
      what: "no network",
      // Nothing listens on port 1.
      messages: () =>
        withEnvironment({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, async () => [await failureOf(OPTIONS)]),
    },
    {
      what: "no user, and guests are off",
      messages: async () => [await failureOf({ ...OPTIONS, users: [] })],
    },
    {
      what: "a user without a password or a token",
      messages: async () => [await failureOf({ ...OPTIONS, users: [{ name: "ada" }] })],
    },
    {
      what: "a user with another text for a token",
      messages: async () => [await failureOf({ ...OPTIONS, users: [{ name: "ada", idToken: "secret" }] })],
    },
    {
      what: "Ctrl-C after an object was written that nobody may delete",
      messages: () => {
        const interruption = new AbortController();
        const written = () => {
          interruption.abort();
          return {};
        };
        const bucket = { bucketName: "notes-app-uploads" };
        const answers = { ...SOUND, "PUT object": written };
        return withAws(answers, async () => [await failureOf({ ...OPTIONS, bucket, signal: interruption.signal })]);
      },
    },
    { what: "a fault of the check", messages: () => [failureInWords(new RangeError("Invalid array length"))] },
  ],
};

const OPTIONS: CheckOptions = {
  pool: { region: REGION, identityPoolId: POOL },
  users: [{ name: "ada", idToken: tokenOf({ "cognito:username": "ada" }) }],
};

const WITH_PASSWORD: CheckOptions = {
  pool: { ...OPTIONS.pool, userPoolId: USER_POOL, userPoolClientId: CLIENT },
  users: [{ name: "ada", password: "a password" }],
  authFlow: "USER_PASSWORD_AUTH",
};

async function failureOf(options: CheckOptions): Promise<string> {
  return checkAccess(options).then(
    () => "",
    (failure: unknown) => withoutChance(failureInWords(failure)),
  );
}

const CREDENTIALS = {
  IdentityId: `${REGION}:11111111-1111-1111-1111-111111111111`,
  Credentials: { AccessKeyId: "key", SecretKey: "secret", SessionToken: "session" },
};

/** Users get an id, and guests none. */
function idsForUsers({ text }: AwsRequest): object {
  const guest = error("NotAuthorizedException", "Unauthenticated access is not supported for this identity pool.");
  return text.includes('"Logins"') ? CREDENTIALS : guest;
}

const SOUND: AwsAnswers = { GetId: idsForUsers, GetCredentialsForIdentity: CREDENTIALS };
const STORING: AwsAnswers = { ...SOUND, "PUT object": {}, "GET object": {}, "DELETE object": {} };
const IDS = { IDENTITY_POOL_CHECK_ID_TOKEN: tokenOf({ "cognito:username": "ada" }) };
const TWO_IDS = { ...IDS, IDENTITY_POOL_CHECK_ID_TOKEN_2: tokenOf({ "cognito:username": "bob" }) };

/** The part of a check's text that follows its table. */
function belowTable(mistake: Mistake): Mistake {
  return {
    ...mistake,
    messages: async () => {
      const lines = await mistake.messages();
      const last = lines.findLastIndex((line) => / (allowed|refused|unknown) +(allowed|refused|unknown)/.test(line));
      return lines.slice(last + 1);
    },
  };
}

/** A check whose rows are only these. */
function shown(
  what: string,
  rows: readonly Partial<AccessCheck["rows"][number]>[],
  verdict: AccessCheck["verdict"],
): Mistake {
  const row = {
    id: "",
    who: "ada",
    what: "reads a row",
    whose: "bob's",
    promised: "refused",
    seen: "refused",
    answer: "done",
  } as const;
  const check: AccessCheck = {
    verdict,
    region: REGION,
    identityPoolId: POOL,
    rows: rows.map((given) => ({ ...row, ...given })),
    refusedSignIns: [],
    notTried: [],
    left: [],
  };
  return { what, messages: () => linesOf(renderCheck(check, "text")) };
}

const BUCKET = "--bucket notes-app-uploads";

export const ofChecks: Section = {
  heading: "What identity-pool-check prints",
  where: "On standard output. It ends with 0 as promised, 1 not as promised, 2 where it could not be found out.",
  mistakes: [
    withPool(`${BUCKET} --table notes:owner:note`, TWO_IDS, {}, STORING),
    belowTable(withPool("", IDS, {}, { ...SOUND, DescribeIdentityPool: {} })),
    belowTable(withPool(BUCKET, IDS, {}, SOUND)),
    belowTable(
      withPool(
        "",
        IDS,
        {},
        { GetId: error("NotAuthorizedException", "Token is not from a supported provider of this identity pool.") },
      ),
    ),
    {
      ...belowTable(withPool(BUCKET, IDS, {}, { ...STORING, "DELETE object": error("AccessDenied", "Access Denied") })),
      what: "what cannot be deleted",
    },
    {
      ...belowTable(withPool(BUCKET, IDS, {}, { ...STORING, "PUT object": { "x-amz-version-id": "v1" } })),
      what: "a bucket that keeps versions",
    },
    {
      what: "the object that it writes",
      messages: async () => {
        const heard: AwsRequest[] = [];
        await withAws(STORING, () => checkAccess({ ...OPTIONS, bucket: { bucketName: "notes-app-uploads" } }), heard);
        return heard.filter(({ operation }) => operation === "PUT object").map(({ text }) => text);
      },
    },
    shown("an answer that is neither", [{ seen: "unknown", answer: "SlowDown" }], "incomplete"),
    shown("no promise", [{ promised: "unknown", whyPromiseUnknown: "a policy is not in the file" }], "incomplete"),
    shown("no user who is promised credentials", [{ id: "credentials.user" }], "incomplete"),
    shown("guests alone, who are promised no credentials", [{ id: "credentials.guest" }], "incomplete"),
    shown("both", [{ promised: "allowed" }, { seen: "unknown", answer: "SlowDown" }], "not-as-promised"),
  ],
};

const POOL_OPTIONS = { region: REGION, identityPoolId: POOL };
const USER: Token = { text: "", provider: PROVIDER, claims: CLAIMS };

function trusting(aud: string, amr: string, actions = ["sts:AssumeRoleWithWebIdentity"]): ConfiguredRole {
  const cognito = "cognito-identity.amazonaws.com";
  const Condition = {
    StringEquals: { [`${cognito}:aud`]: aud },
    "ForAnyValue:StringLike": { [`${cognito}:amr`]: amr },
  };
  const trust: PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Federated: cognito }, Action: actions, Condition }],
  };
  return { name: "signed-in", trust };
}

const RIGHT = trusting(POOL, "authenticated");

function configured(settings: Partial<ConfiguredPool> = {}): ConfiguredPool {
  return {
    source: "the account",
    clients: [{ provider: PROVIDER, clientId: CLIENT, serverSideTokenCheck: true }],
    authenticated: RIGHT,
    unauthenticated: undefined,
    others: {},
    roleMapping: undefined,
    hasPrincipalTags: false,
    ...settings,
  };
}

interface Refused {
  readonly message: string;
  readonly name?: string;
  readonly token?: Token | undefined;
  readonly region?: string;
  readonly configured?: ConfiguredPool;
}

function refusal(what: string, refused: Refused): Mistake {
  const { message, name = "NotAuthorizedException", region = REGION } = refused;
  const known = {
    pool: { ...POOL_OPTIONS, region },
    token: "token" in refused ? refused.token : USER,
    configured: refused.configured,
  };
  return {
    what,
    messages: () =>
      diagnose({ step: "GetId", name, message }, known).causes.map(({ id, explanation }) => `${id}: ${explanation}`),
  };
}

const NOT_FOUND = { name: "ResourceNotFoundException", message: `IdentityPool '${POOL}' not found.` };
const UNSUPPORTED = "Token is not from a supported provider of this identity pool.";
const ROLES = {
  name: "InvalidIdentityPoolConfigurationException",
  message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
};
const GUEST = { message: "Unauthenticated access is not supported for this identity pool." };
const AMBIGUOUS = `The ambiguous role mapping rules for: ${PROVIDER} denied this request.`;
const withTrust = (authenticated: ConfiguredRole, hasPrincipalTags = false) => ({
  ...ROLES,
  configured: configured({ authenticated, hasPrincipalTags }),
});
const OTHER = `${REGION}:22222222-2222-2222-2222-222222222222`;

export const ofDiagnoses: Section = {
  heading: "Why identity-pool-check saw no credentials",
  where: "Below the table, with the id of the cause.",
  mistakes: [
    refusal("another region", { ...NOT_FOUND, region: "eu-west-1" }),
    refusal("a pool that is gone", NOT_FOUND),
    refusal("a guest, and guests are off", { ...GUEST, token: undefined }),
    refusal("a user, taken for a guest", GUEST),
    refusal("no role in the token", { message: AMBIGUOUS }),
    refusal("two roles in the token", {
      message: AMBIGUOUS,
      token: { ...USER, claims: { ...CLAIMS, "cognito:roles": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/b"] } },
    }),
    refusal("an unknown provider", { message: UNSUPPORTED }),
    refusal("a pool without user pools", { message: UNSUPPORTED, configured: configured({ clients: [] }) }),
    refusal("another client", {
      message: UNSUPPORTED,
      configured: configured({ clients: [{ provider: PROVIDER, clientId: "another", serverSideTokenCheck: true }] }),
    }),
    refusal("the right client", { message: UNSUPPORTED, configured: configured() }),
    refusal("the token check", { message: "Token has been revoked." }),
    refusal("an unusable token", { message: "Invalid login token. Token expired: 1700000000 >= 1690000000" }),
    refusal("a refusal without a reason", { message: "Access denied", configured: configured() }),
    refusal("a role that cannot be used", ROLES),
    refusal("rules that choose the role", { ...ROLES, configured: configured({ roleMapping: "Rules" }) }),
    refusal("no role", { ...ROLES, configured: configured({ authenticated: undefined }) }),
    refusal("a role that is gone", withTrust({ name: "signed-in", trust: "missing" })),
    refusal("a role that is right", withTrust(RIGHT)),
    refusal("a role for another pool", withTrust(trusting(OTHER, "authenticated"))),
    refusal("a role for guests", withTrust(trusting(POOL, "unauthenticated"))),
    refusal("a role for the guests of another pool", withTrust(trusting(OTHER, "unauthenticated"))),
    refusal("a role for users of another provider", withTrust(trusting(POOL, "accounts.google.com"))),
    refusal("a role for users of a provider, that guests get", {
      ...ROLES,
      token: undefined,
      configured: configured({ unauthenticated: trusting(POOL, "accounts.google.com") }),
    }),
    refusal("a role without sts:TagSession", withTrust(RIGHT, true)),
    refusal("a role for nobody", withTrust(trusting(POOL, "authenticated", ["sts:AssumeRole"]))),
    refusal("a message that says nothing known", { name: "InternalErrorException", message: "Try again." }),
    signIn(
      "an app client of no user pool",
      error("ResourceNotFoundException", `User pool client ${CLIENT} does not exist.`),
    ),
  ],
};
