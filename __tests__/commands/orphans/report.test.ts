/** What a report of orphans claims, and what it does not. */
import { inWords, orphans } from "../../../commands/orphans/report";

const pool = { id: "us-east-1:12345678-1234-1234-1234-123456789012", name: "notes" };
const role = {
  name: "notes-authenticated-20260101000000000000000001",
  authentication: "authenticated",
  poolName: "notes",
  inlinePolicies: [],
  managedPolicyArns: [],
} as const;

const notLookedFor =
  "Not looked for: roles of other names, such as those of an adopted pool, of addRole and addGroup, and of other tools.\n";

test.each([
  [1, "every pool named notes, shop is in a state, and so is every role that the stack names after such a pool."],
  [0, "there is no pool named notes, shop, and no role that the stack names after such a pool."],
])(
  "compared with %i states, no orphans are claimed of the pools and of the stack's own roles alone",
  (states, words) => {
    expect(inWords([], ["notes", "shop"], states)).toBe(`No orphans: ${words}\n${notLookedFor}`);
  },
);

test("of a pool in no state it is said that somebody else may have made it, and where that is seen", () => {
  const report = inWords(orphans([], { pools: [pool], roles: [] }), ["notes"], 1);
  expect(report).toContain(`pool notes (${pool.id}): in no state`);
  expect(report).toContain("which another tool or person may have given to a pool too");
  expect(report).toContain("aws cognito-identity describe-identity-pool and get-identity-pool-roles");
  expect(report.endsWith(notLookedFor)).toBe(true);
});

test("of roles alone nothing is said about whose pool it is, and what was not looked for is", () => {
  const report = inWords(orphans([], { pools: [], roles: [role] }), ["notes"], 1);
  expect(report).not.toContain("another tool or person");
  expect(report.endsWith(notLookedFor)).toBe(true);
});
