/** Errors in words: those of the check, of AWS, of the network, and what else may be thrown. */
import { CognitoIdentityServiceException } from "@aws-sdk/client-cognito-identity";
import { answerOf, CouldNotBeTried, failureInWords, messageOf } from "../src/problem";

test.each([
  [new Error("no network"), "no network"],
  [{ message: "an error of another realm" }, "an error of another realm"],
  [{ message: 5 }, "5"],
  [{}, "[object Object]"],
  ["a text", "a text"],
  [null, "null"],
  [undefined, "undefined"],
  [5, "5"],
])("%p in words is %s", (error, words) => {
  expect(messageOf(error)).toBe(words);
});

test("the command says what could not be tried, and asks for a report of anything else", () => {
  expect(failureInWords(new CouldNotBeTried("no user is given"))).toBe("no user is given");
  expect(failureInWords(new RangeError("Invalid array length"))).toBe(
    "an error in the check itself, please report it: RangeError: Invalid array length",
  );
});

const OF_AWS = { $metadata: { httpStatusCode: 400 }, $fault: "client" } as const;

test("an answer of AWS is known by what the SDK puts into it", () => {
  const refusal = new CognitoIdentityServiceException({ name: "NotAuthorizedException", message: "No.", ...OF_AWS });
  expect(answerOf(refusal)).toEqual({ name: "NotAuthorizedException", message: "No." });
});

test.each([
  ["an error of the network, with the SDK's count of attempts", Object.assign(new Error("No."), { $metadata: {} })],
  ["an error that is somebody's fault", Object.assign(new Error("No."), { $fault: "client" })],
  ["an error", new Error("No.")],
  ["no error", { name: "NotAuthorizedException", message: "No.", ...OF_AWS }],
  ["a text", "NotAuthorizedException"],
])("%s is no answer", (_what, error) => {
  expect(answerOf(error)).toBeUndefined();
});
