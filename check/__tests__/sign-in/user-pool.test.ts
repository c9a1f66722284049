/** Users sign in to their user pool with a password. Its answers come from a server in its place. */
import { withAws, type AwsAnswer, type AwsAnswers, type AwsRequest } from "../../../__tests__/support/answering-aws";
import { checkAccess, CouldNotBeTried, type AccessCheck, type CheckOptions } from "../../src";
import { answersOf, POOL, REGION, SRP_CHALLENGE, tokenOf } from "../support/account";

const USER_POOL = "eu-west-1_AbCdEfGhI";
const IdToken = tokenOf({ "cognito:username": "ada" });
const SIGNED_IN = { AuthenticationResult: { IdToken } };

const pool = { region: REGION, identityPoolId: POOL, userPoolId: USER_POOL, userPoolClientId: "app" };
const options: CheckOptions = { pool, users: [{ name: "ada", password: "a password" }] };
const withPassword: CheckOptions = { ...options, authFlow: "USER_PASSWORD_AUTH" };

/** A check of a pool that gives credentials for ada's token. */
async function checkOf(given: CheckOptions, answers: AwsAnswers, heard?: AwsRequest[]): Promise<AccessCheck> {
  return withAws({ ...answersOf({}), ...answers }, () => checkAccess(given), heard);
}

async function refusalOf(answer: AwsAnswer, given = withPassword): Promise<string> {
  const failure: unknown = await checkOf(given, { InitiateAuth: answer }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CouldNotBeTried);
  return (failure as CouldNotBeTried).message;
}

const error = (name: string, message: string) => ({ error: name, message });
const bodiesOf = (heard: readonly AwsRequest[], operation: string) =>
  heard.filter((request) => request.operation === operation).map(({ text }) => JSON.parse(text) as unknown);

test("by USER_PASSWORD_AUTH the password is sent, and the id token is what signs in to the identity pool", async () => {
  const heard: AwsRequest[] = [];
  const check = await checkOf(withPassword, { InitiateAuth: SIGNED_IN }, heard);
  expect(check.verdict).toBe("as-promised");
  expect(bodiesOf(heard, "InitiateAuth")).toEqual([
    {
      ClientId: "app",
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ada", PASSWORD: "a password" },
    },
  ]);
  expect(bodiesOf(heard, "GetId")[0]).toMatchObject({ Logins: expect.objectContaining({}) as object });
  expect(JSON.stringify(bodiesOf(heard, "GetId")[0])).toContain(IdToken);
});

test("by SRP, which is the default, the password is proved and never sent", async () => {
  const heard: AwsRequest[] = [];
  const answers = { InitiateAuth: SRP_CHALLENGE, RespondToAuthChallenge: SIGNED_IN };
  expect((await checkOf(options, answers, heard)).verdict).toBe("as-promised");
  expect(bodiesOf(heard, "InitiateAuth")).toEqual([
    {
      ClientId: "app",
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: {
        CHALLENGE_NAME: "SRP_A",
        USERNAME: "ada",
        SRP_A: expect.stringMatching(/^[0-9a-f]+$/) as string,
      },
    },
  ]);
  expect(bodiesOf(heard, "RespondToAuthChallenge")).toEqual([
    {
      ClientId: "app",
      ChallengeName: "PASSWORD_VERIFIER",
      Session: "a session",
      ChallengeResponses: {
        USERNAME: "ada",
        PASSWORD_CLAIM_SECRET_BLOCK: SRP_CHALLENGE.ChallengeParameters.SECRET_BLOCK,
        PASSWORD_CLAIM_SIGNATURE: expect.stringMatching(/^[\w+/]+=*$/) as string,
        SRP_A: expect.stringMatching(/^[0-9a-f]+$/) as string,
        TIMESTAMP: expect.stringMatching(/UTC \d{4}$/) as string,
      },
    },
  ]);
  expect(heard.some(({ text }) => text.includes("a password"))).toBe(false);
});

test("by SRP too, what is asked besides the password is named", async () => {
  const challenge = { ChallengeName: "SMS_MFA", Session: "a session" };
  expect(await refusalOf(challenge, options)).toContain("a code from a text message");
  const answers = { InitiateAuth: SRP_CHALLENGE, RespondToAuthChallenge: challenge };
  await expect(checkOf(options, answers)).rejects.toThrow("a code from a text message");
});

test.each([
  ["NEW_PASSWORD_REQUIRED", "the password is temporary, and the user must change it first"],
  ["SMS_MFA", "the user pool asks for a code from a text message"],
  ["EMAIL_OTP", "the user pool asks for a code from an e-mail"],
  ["SOFTWARE_TOKEN_MFA", "the user pool asks for a code from an authenticator app"],
  ["MFA_SETUP", "the user must set up a second factor first"],
  ["SELECT_MFA_TYPE", "the user pool asks which second factor to use"],
  ["DEVICE_SRP_AUTH", "the user pool asks for a remembered device"],
  ["CUSTOM_CHALLENGE", "a Lambda trigger of the user pool asks for more"],
  ["WEB_AUTHN", "the user pool asks for more than a password (WEB_AUTHN)"],
])("the challenge %s: %s", async (ChallengeName, words) => {
  expect(await refusalOf({ ChallengeName, Session: "s" })).toBe(
    `ada cannot sign in with a password alone: ${words}. Use another user, or give the id token of a sign-in`,
  );
});

const SECRET =
  "the app client has a secret, which an app in a browser or on a phone cannot keep. Give an app client without a secret, or the id token of a sign-in";
const OTHER_FLOW =
  "the app client does not allow this flow. Try --auth-flow USER_SRP_AUTH, or give the id token of a sign-in";
const WRONG = "the name or the password is wrong, or user_pool_client_id is an app client of another user pool";
const UNCONFIRMED = "the user has not confirmed the account yet";
const RESET = "the user must reset the password first";
const TOO_MANY = "too many attempts: wait, and try again";

test.each([
  ["NotAuthorizedException", "Unable to verify secret hash for client app", SECRET],
  ["NotAuthorizedException", "Client app is configured with secret but SECRET_HASH was not received", SECRET],
  ["InvalidParameterException", "USER_PASSWORD_AUTH flow not enabled for this client", OTHER_FLOW],
  ["InvalidParameterException", "Auth flow not enabled for the client", OTHER_FLOW],
  ["NotAuthorizedException", "User is disabled.", "the user is disabled"],
  ["NotAuthorizedException", "Incorrect username or password.", WRONG],
  ["UserNotFoundException", "User does not exist.", WRONG],
  ["PasswordResetRequiredException", "Password reset required for the user", RESET],
  ["UserNotConfirmedException", "User is not confirmed.", UNCONFIRMED],
  ["NotAuthorizedException", "Password attempts exceeded", TOO_MANY],
  ["UserLambdaValidationException", "Not on a Sunday", "UserLambdaValidationException: Not on a Sunday"],
  // A trigger's own words say nothing about the pool.
  ...[
    "UserNotFoundException",
    "PasswordResetRequiredException",
    "UserNotConfirmedException",
    "TooManyRequestsException",
  ].map((name) => ["UserLambdaValidationException", `ours: ${name}`, `UserLambdaValidationException: ours: ${name}`]),
])("the refusal %s: %s", async (name, message, words) => {
  expect(await refusalOf(error(name, message))).toBe(`ada could not sign in to the user pool ${USER_POOL}: ${words}`);
});

test("too many requests are named as such", async () => {
  expect(await refusalOf(error("TooManyRequestsException", "Rate exceeded"))).toContain(TOO_MANY);
});

test("a flow that the app client does not allow: the other one is named", async () => {
  const refused = error("InvalidParameterException", "Auth flow not enabled for this client");
  expect(await refusalOf(refused, options)).toContain("Try --auth-flow USER_PASSWORD_AUTH");
});

test("an app client that does not exist is the deployment's fault: no credentials, and the cause", async () => {
  const refused = error("ResourceNotFoundException", "User pool client app does not exist.");
  const heard: AwsRequest[] = [];
  const check = await checkOf(withPassword, { InitiateAuth: refused }, heard);
  expect([check.verdict, check.rows[0]]).toMatchObject([
    "not-as-promised",
    { who: "ada", promised: "allowed", seen: "refused", answer: "ResourceNotFoundException" },
  ]);
  expect(check.refusedSignIns).toEqual([
    {
      who: "ada",
      step: "InitiateAuth",
      error: "ResourceNotFoundException",
      message: "User pool client app does not exist.",
      certain: true,
      causes: [
        {
          id: "client-not-of-user-pool",
          explanation: `There is no app client app in eu-west-1, the region of the user pool ${USER_POOL}. Compare user_pool_id and user_pool_client_id with the user pool's app clients.`,
        },
      ],
    },
  ]);
});

test("an answer without a token is no token", async () => {
  expect(await refusalOf({})).toContain("what the user pool gave ada does not hold a token");
});

test.each([[{ ...pool, userPoolId: undefined }], [{ ...pool, userPoolClientId: undefined }]])(
  "without a user pool and an app client nobody is asked: %j",
  async (without) => {
    const heard: AwsRequest[] = [];
    await expect(checkOf({ ...options, pool: without }, {}, heard)).rejects.toThrow(
      "ada needs a user pool and an app client to sign in to: give userPoolId and userPoolClientId (--user-pool-id, --user-pool-client-id), or a token",
    );
    expect(heard).toEqual([]);
  },
);

test("without a password and a token nobody is asked", async () => {
  await expect(checkOf({ ...options, users: [{ name: "ada" }] }, {})).rejects.toThrow(
    "ada has neither a password nor a token",
  );
});

test("without an answer the network is named", async () => {
  const before = process.env.AWS_ENDPOINT_URL;
  process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:1";
  try {
    await expect(checkAccess(withPassword)).rejects.toThrow(/^ada could not sign in: .*ECONNREFUSED/);
  } finally {
    if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = before;
  }
});
