/** Id tokens, as far as the check reads them.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
import { readToken, usernameOf } from "../../src/sign-in/token";
import { PROVIDER, tokenOf } from "../support/account";

const NOW = 1_700_000_000;

beforeAll(() => {
  jest.useFakeTimers({ now: NOW * 1000 });
});

afterAll(() => {
  jest.useRealTimers();
});

const read = (text: string) => readToken(text, "the token");
const inParts = (claims: string) => `header.${Buffer.from(claims).toString("base64url")}.signature`;

test("the provider is the issuer without https://, and only at its beginning", () => {
  const text = tokenOf({});
  expect(read(text)).toMatchObject({ text, provider: PROVIDER, claims: { aud: "app", token_use: "id" } });
  expect(read(tokenOf({ iss: "idp.example.com/https://a" })).provider).toBe("idp.example.com/https://a");
});

test("claims are read in UTF-8", () => {
  expect(read(tokenOf({ name: "Zoë" })).claims.name).toBe("Zoë");
});

test.each([
  ["a word", "secret"],
  ["two parts", "header.payload"],
  ["four parts", `${tokenOf({})}.more`],
  ["a payload that is not JSON", inParts("{")],
  ["a payload that is null", inParts("null")],
  ["no issuer", inParts("{}")],
  ["an issuer that is no text", inParts('{"iss": 1}')],
  ["nothing", ""],
])("%s is not a token", (_what, text) => {
  expect(() => read(text)).toThrow("the token does not hold a token: give the text of an id token (a JWT)");
});

test("an access token is named as such", () => {
  expect(() => read(tokenOf({ token_use: "access" }))).toThrow(
    "the token holds an access token: give the id token of the same sign-in",
  );
});

test("a token expires at the second that it says", () => {
  expect(() => read(tokenOf({ exp: NOW }))).toThrow(
    "the token expired at 2023-11-14T22:13:20.000Z: sign in again for a new one",
  );
  expect(read(tokenOf({ exp: NOW + 1 })).claims.exp).toBe(NOW + 1);
});

test.each([
  [{ "cognito:username": "ada", email: "ada@example.com", sub: "1" }, "ada"],
  [{ email: "ada@example.com", sub: "1" }, "ada@example.com"],
  [{ sub: "1" }, "1"],
  [{ sub: 1 }, undefined],
  [{}, undefined],
])("the user of %j is %s", (claims, name) => {
  expect(usernameOf(read(tokenOf(claims)))).toBe(name);
});
