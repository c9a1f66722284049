/** A check as a person reads it. */
import { renderCheck, type AccessCheck, type CheckedRow, type RefusedSignIn } from "../../src";
import { POOL, REGION } from "../support/account";

function row(more: Partial<CheckedRow> = {}): CheckedRow {
  return {
    ...{ id: "objects.read-other", who: "ada", what: "reads an object", whose: "bob's" },
    ...{ promised: "refused", seen: "refused", answer: "AccessDenied" },
    ...more,
  };
}

const CHECK: AccessCheck = {
  verdict: "as-promised",
  region: REGION,
  identityPoolId: POOL,
  rows: [row()],
  refusedSignIns: [],
  notTried: [],
  left: [],
};

const text = (check: Partial<AccessCheck>) => renderCheck({ ...CHECK, ...check }, "text");
const linesOf = (check: Partial<AccessCheck>) => text(check).split("\n");

test("what is as promised is a table between the pool and one sentence", () => {
  const rows = [row({ who: "a guest", what: "asks for credentials", whose: "" }), row()];
  expect(text({ rows })).toBe(
    [
      `Identity pool ${POOL}, called in us-east-1`,
      "",
      "who      tries                 whose  promised  seen",
      "a guest  asks for credentials         refused   refused",
      "ada      reads an object       bob's  refused   refused",
      "",
      "As promised: 2 of 2.",
      "",
    ].join("\n"),
  );
});

test.each<[string, Partial<CheckedRow>, string]>([
  ["as promised", { promised: "allowed", seen: "allowed" }, "allowed   allowed"],
  ["not as promised", { seen: "allowed" }, "refused   allowed  NOT AS PROMISED"],
  ["not either", { promised: "allowed" }, "allowed   refused  NOT AS PROMISED"],
  ["no clear answer", { seen: "unknown", answer: "SlowDown: Reduce." }, "refused   unknown  ? SlowDown: Reduce."],
  [
    "no known promise",
    { promised: "unknown", whyPromiseUnknown: "the role is not in the file", seen: "allowed" },
    "unknown   allowed  ? the role is not in the file",
  ],
  [
    "neither of both: the answer is what can be mended here",
    { promised: "unknown", whyPromiseUnknown: "the role is not in the file", seen: "unknown", answer: "SlowDown" },
    "unknown   unknown  ? SlowDown",
  ],
])("a row: %s", (_what, more, shown) => {
  expect(linesOf({ rows: [row(more)] })[3]).toBe(`ada  reads an object  bob's  ${shown}`);
});

const refusal = (more: Partial<RefusedSignIn>): RefusedSignIn => ({
  ...{ who: "ada", step: "GetId", error: "NotAuthorizedException", message: "Not\nauthorized." },
  ...{ certain: true, causes: [{ id: "no-role", explanation: "No role\nis attached." }] },
  ...more,
});

test("a sign-in that was refused is below the table, with its cause", () => {
  expect(text({ refusedSignIns: [refusal({})] })).toContain(
    "refused\n\nada got no credentials. GetId: NotAuthorizedException: Not authorized.\n  No role is attached. (no-role)\n\n",
  );
});

test("several causes are a list", () => {
  const causes = [
    { id: "no-role", explanation: "No role is attached." },
    { id: "role-missing", explanation: "The role\nis gone." },
  ] as const;
  expect(text({ refusedSignIns: [refusal({ certain: false, causes })] })).toContain(
    "\n  The cause is one of these:\n  - No role is attached. (no-role)\n  - The role is gone. (role-missing)\n\n",
  );
});

test("what was not tried and what is left are named, each on a line", () => {
  const notTried = [
    { what: "objects", reason: "no bucket is named" },
    { what: "another user's data", reason: "only one user\nis signed in" },
  ];
  expect(text({ notTried, left: ["s3://uploads/a", "s3://uploads/b\n"] })).toContain(
    "\n\nNot tried\n  objects: no bucket is named\n  another user's data: only one user is signed in\n\n" +
      "Left behind: remove it by hand\n  s3://uploads/a\n  s3://uploads/b \n\n",
  );
});

const user = row({ id: "credentials.user" });
const noAnswer = row({ seen: "unknown" });
const noPromise = row({ promised: "unknown", whyPromiseUnknown: "why" });
const neither = row({ promised: "unknown", whyPromiseUnknown: "why", seen: "unknown" });
const broken = row({ seen: "allowed" });

test.each<[AccessCheck["verdict"], CheckedRow[], string]>([
  ["as-promised", [row(), row()], "As promised: 2 of 2."],
  ["not-as-promised", [row(), broken], "Not as promised: 1 of 2."],
  ["not-as-promised", [broken, noAnswer], "Not as promised: 1 of 2. 1 without a clear answer."],
  ["incomplete", [row(), noAnswer, noPromise], "Not known: 1 without a clear answer. 1 with an unknown promise."],
  ["incomplete", [noPromise, noPromise], "Not known: 2 with an unknown promise."],
  ["incomplete", [neither], "Not known: 1 without a clear answer."],
  ["incomplete", [user], "Not known: no user is promised credentials, so nothing was tried."],
  ["incomplete", [row()], "Not known: no guest is promised credentials, so nothing was tried."],
])("the last line of a check that is %s: %#", (verdict, rows, sentence) => {
  expect(linesOf({ verdict, rows }).slice(-2)).toEqual([sentence, ""]);
});

test("as JSON it is the check itself", () => {
  const check = { ...CHECK, left: ["s3://uploads/\u009b"] };
  const json = renderCheck(check, "json");
  expect([JSON.parse(json), json.endsWith("}\n"), json.includes("\u009b")]).toEqual([check, true, false]);
});
