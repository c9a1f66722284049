/** What the identity pool gives for a token. Its answers come from a server in its place. */
import { withAws, withEnvironment, type AwsAnswers, type AwsRequest } from "../../../__tests__/support/answering-aws";
import { isRefusal, sessionFor, type Refusal, type Session } from "../../src/sign-in/identity-pool";
import { readToken } from "../../src/sign-in/token";
import { ADA, IDENTITIES, POOL, PROVIDER, REGION } from "../support/account";

const pool = { region: REGION, identityPoolId: POOL };
const token = readToken(ADA.idToken, "a token");
const IdentityId = IDENTITIES.ada;
const Credentials = { AccessKeyId: "key", SecretKey: "secret", SessionToken: "session" };
const ANSWERS: AwsAnswers = { GetId: { IdentityId }, GetCredentialsForIdentity: { IdentityId, Credentials } };

function session(answers: AwsAnswers, heard?: AwsRequest[]): Promise<Session | Refusal> {
  return withAws({ ...ANSWERS, ...answers }, () => sessionFor(pool, token), heard);
}

test("credentials, for the token of its provider, asked for without a signature", async () => {
  const heard: AwsRequest[] = [];
  expect(await session({}, heard)).toEqual({
    identityId: IdentityId,
    credentials: { accessKeyId: "key", secretAccessKey: "secret", sessionToken: "session" },
  });
  const Logins = { [PROVIDER]: ADA.idToken };
  expect(heard.map(({ operation, caller, text }) => [operation, caller, JSON.parse(text) as unknown])).toEqual([
    ["GetId", "", { IdentityPoolId: POOL, Logins }],
    ["GetCredentialsForIdentity", "", { IdentityId, Logins }],
  ]);
});

test("the identity is the one of the credentials: AWS may have merged two", async () => {
  const merged = { IdentityId: IDENTITIES.bob, Credentials };
  expect(await session({ GetCredentialsForIdentity: merged })).toMatchObject({ identityId: IDENTITIES.bob });
  expect(await session({ GetCredentialsForIdentity: { Credentials } })).toMatchObject({ identityId: IdentityId });
});

test.each<[string, AwsAnswers]>([
  ["no credentials", { GetCredentialsForIdentity: { IdentityId } }],
  ["no access key", { GetCredentialsForIdentity: { Credentials: { ...Credentials, AccessKeyId: undefined } } }],
  ["no secret", { GetCredentialsForIdentity: { Credentials: { ...Credentials, SecretKey: undefined } } }],
  ["no session", { GetCredentialsForIdentity: { Credentials: { ...Credentials, SessionToken: undefined } } }],
  ["no identity", { GetId: {}, GetCredentialsForIdentity: { Credentials } }],
])("an answer with %s is no session", async (_what, answers) => {
  const words = new RegExp(
    `^(GetCredentialsForIdentity of ${POOL} answered without credentials|GetCredentialsForIdentity in)`,
  );
  await expect(session(answers)).rejects.toThrow(words);
});

test.each(["GetId", "GetCredentialsForIdentity"])("a refusal of %s is an answer", async (step) => {
  const answer = await session({ [step]: { error: "NotAuthorizedException", message: "Access denied" } });
  expect(answer).toEqual({ step, name: "NotAuthorizedException", message: "Access denied" });
  expect([isRefusal(answer), isRefusal(await session({}))]).toEqual([true, false]);
});

test("no answer is no refusal: the network is named, and the region", async () => {
  await withEnvironment({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, () =>
    expect(sessionFor(pool, token)).rejects.toThrow(/^GetId in us-east-1 got no answer: .*ECONNREFUSED/),
  );
});
