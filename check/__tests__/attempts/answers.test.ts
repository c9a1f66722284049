/** How AWS's answers are read: let through, refused, or neither.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
import { CognitoIdentityClient, ListIdentitiesCommand } from "@aws-sdk/client-cognito-identity";
import { withAws, withEnvironment, type AwsAnswer } from "../../../__tests__/support/answering-aws";
import { answerTo, type Answer, type Attempt } from "../../src/attempts/attempt";
import { POOL, REGION } from "../support/account";

/** An attempt that lists identities, which is let through where AWS says that they are not there. */
function attempt(call: Attempt["call"], allowedWith?: readonly string[]): Attempt {
  const caller = {} as Attempt["caller"];
  const asks = { action: "cognito-identity:ListIdentities", resource: "*" };
  return { id: "", caller, what: "", whose: "", promised: "refused", asks, call, allowedWith };
}

async function list(): Promise<unknown> {
  const client = new CognitoIdentityClient({ region: REGION, maxAttempts: 1 });
  try {
    return await client.send(new ListIdentitiesCommand({ IdentityPoolId: POOL, MaxResults: 1 }));
  } finally {
    client.destroy();
  }
}

function answered(answer: AwsAnswer, allowedWith?: readonly string[]): Promise<Answer> {
  return withAws({ ListIdentities: answer }, () => answerTo(attempt(list, allowedWith), undefined));
}

const error = (name: string, message = "", status = 400) => ({ error: name, message, status });

test("an answer without an error lets the caller through", async () => {
  expect(await answered({})).toEqual({ seen: "allowed", answer: "done" });
});

test.each(["AccessDenied", "AccessDeniedException", "NotAuthorizedException", "UnauthorizedOperation"])(
  "%s refuses it",
  async (name) => {
    expect(await answered(error(name, "User is not authorized"))).toEqual({ seen: "refused", answer: name });
  },
);

test.each([
  // Names of AWS's that are about something else.
  ["AccessDeniedForDependencyException", "a role is missing"],
  ["KMSAccessDeniedException", "the key refuses it"],
  ["ExpiredTokenException", "The security token included in the request is expired"],
  ["ResourceNotFoundException", "IdentityPool not found"],
])("%s says neither, in AWS's words", async (name, message) => {
  expect(await answered(error(name, message))).toEqual({ seen: "unknown", answer: `${name}: ${message}` });
});

test("an error of AWS's own says neither", async () => {
  expect(await answered(error("InternalErrorException", "Try later.", 500))).toEqual({
    seen: "unknown",
    answer: "InternalErrorException: Try later.",
  });
});

test("an error that something is missing shows that the caller was let through", async () => {
  const answer = error("ResourceNotFoundException", "not found");
  expect(await answered(answer, ["ResourceNotFoundException"])).toEqual({
    seen: "allowed",
    answer: "ResourceNotFoundException",
  });
  expect(await answered(answer, ["NoSuchKey"])).toMatchObject({ seen: "unknown" });
});

test("an error without words, or whose words are its name, is shown once", async () => {
  expect(await answered(error("SlowDown", "SlowDown"))).toEqual({ seen: "unknown", answer: "SlowDown" });
  // The SDK's word for no words.
  expect((await answered(error("SlowDown"))).answer).toMatch(/^SlowDown(: UnknownError)?$/);
});

test("no answer says neither: the network is named", async () => {
  const seen = await withEnvironment({ AWS_ENDPOINT_URL: "http://127.0.0.1:1" }, () =>
    answerTo(attempt(list), undefined),
  );
  expect(seen).toEqual({ seen: "unknown", answer: expect.stringContaining("ECONNREFUSED") as string });
});
