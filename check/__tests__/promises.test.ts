/** What is promised, and how what was seen is judged by it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderCheck, type AccessCheck, type CheckedRow } from "../src";
import type { Attempt } from "../src/attempts/attempt";
import { promisesFor } from "../src/promises";
import type { Token } from "../src/sign-in/token";

const identityPoolId = "us-east-1:cef9fe07-0fb6-4bb5-be95-06db68fba9ac";
const pool = { region: "us-east-1", identityPoolId };
const fixtures = join(__dirname, "..", "..", "review", "__tests__", "fixtures");
const state = JSON.parse(readFileSync(join(fixtures, "guide.state.json"), "utf8")) as object;

const token: Token = {
  text: "",
  provider: "cognito-idp.us-east-1.amazonaws.com/us-east-1_abc",
  claims: { iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc", aud: "client1" },
};

/** An attempt of a user, as far as promises are about it. */
function attempt(action: string, resource: string, promised: Attempt["promised"] = "allowed"): Attempt {
  const caller = { name: "ada", identityId: "us-east-1:me", token } as Attempt["caller"];
  const call = () => Promise.resolve();
  return { id: "", caller, what: "", whose: "", promised, asks: { action, resource }, call };
}

test("without a state each attempt has its own promise, and guests get what the settings say", () => {
  const promises = promisesFor({ ...pool, allowUnauthenticatedIdentities: true }, undefined);
  expect(promises.access(attempt("s3:GetObject", "arn:aws:s3:::notes/other", "refused"))).toEqual({
    promised: "refused",
  });
  expect([promises.user(token), promises.guest(), promisesFor(pool, undefined).guest()]).toEqual([
    { promised: "allowed" },
    { promised: "allowed" },
    { promised: "refused" },
  ]);
});

test("with a state its policies promise, whatever the attempt and the settings say", () => {
  const promises = promisesFor({ ...pool, allowUnauthenticatedIdentities: true }, state);
  const other = "arn:aws:s3:::notes/us-east-1:other-a";
  expect(promises.access(attempt("s3:GetObject", other, "allowed"))).toEqual({ promised: "refused" });
  expect(promises.access(attempt("s3:GetObject", "arn:aws:s3:::notes/us-east-1:me-a", "refused"))).toEqual({
    promised: "allowed",
  });
  expect([promises.user(token), promises.guest()]).toEqual([{ promised: "allowed" }, { promised: "refused" }]);
});

describe("a policy that denies what is not sent by TLS", () => {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;

  afterEach(() => {
    Object.assign(process.env, { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 });
    if (AWS_ENDPOINT_URL === undefined) delete process.env.AWS_ENDPOINT_URL;
    if (AWS_ENDPOINT_URL_S3 === undefined) delete process.env.AWS_ENDPOINT_URL_S3;
  });

  test.each<[string, Record<string, string>, Attempt["promised"]]>([
    ["AWS, which is called by TLS", {}, "allowed"],
    ["an endpoint without TLS", { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" }, "refused"],
    ["an endpoint of S3 with TLS", { AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_S3: "https://b" }, "allowed"],
  ])("promises what %s answers", (_, env, promised) => {
    delete process.env.AWS_ENDPOINT_URL;
    delete process.env.AWS_ENDPOINT_URL_S3;
    Object.assign(process.env, env);
    const text = readFileSync(join(fixtures, "configurations", "tls-alone.state.json"), "utf8");
    const [, id = ""] = /"id":"(us-east-1:[\w-]+)"/.exec(text) ?? [];
    const promises = promisesFor({ region: "us-east-1", identityPoolId: id }, JSON.parse(text) as object);
    expect(promises.access(attempt("s3:GetObject", "arn:aws:s3:::vault/us-east-1:me/a"))).toEqual({ promised });
    expect(promises.access(attempt("s3:GetObject", "arn:aws:s3:::vault/other/a"))).toEqual({ promised: "refused" });
  });
});

test("that a user gets no token is never promised", () => {
  expect(promisesFor(pool, state).user(undefined)).toEqual({ promised: "allowed" });
});

test.each([
  [{}, "the state cannot be used. This is not Terraform's JSON"],
  [{ version: 4, lineage: "a", serial: 1 }, "give the output of `terraform show -json` for it"],
  [{ format_version: "1.0" }, `There is no identity pool ${identityPoolId} in this file`],
])("the state %j is refused in words", (document, words) => {
  expect(() => promisesFor(pool, document)).toThrow(words);
});

describe("a table", () => {
  const row = (more: Partial<CheckedRow>): CheckedRow => ({
    ...{ id: "a", who: "ada", what: "reads", whose: "", promised: "allowed", seen: "allowed", answer: "done" },
    ...more,
  });
  const text = (verdict: AccessCheck["verdict"], ...rows: CheckedRow[]) =>
    renderCheck({ ...pool, verdict, rows, refusedSignIns: [], notTried: [], left: [] }, "text");
  const unknown = row({ promised: "unknown", whyPromiseUnknown: "the role is not in the file" });

  test("names why a promise is not known, and counts it apart from what has no answer", () => {
    const shown = text("incomplete", unknown, row({ seen: "unknown", answer: "NoSuchBucket" }));
    expect(shown).toMatch(/^ada +reads +unknown +allowed +\? the role is not in the file$/m);
    expect(shown).toContain("Not known: 1 without a clear answer. 1 with an unknown promise.");
  });

  test("says beside a broken promise what is not known", () => {
    expect(text("not-as-promised", unknown, row({ seen: "refused" }))).toContain(
      "Not as promised: 1 of 2. 1 with an unknown promise.",
    );
  });

  test("says that nothing was tried where no user is promised credentials", () => {
    const refused = row({ id: "credentials.user", promised: "refused", seen: "refused" });
    expect(text("incomplete", refused)).toContain("Not known: no user is promised credentials, so nothing was tried.");
  });
});
