/** Parts of a review that few of them have, in the formats for people. */
import { renderReview, reviewAccess, type AccessReview } from "../../src";
import { remarksOf } from "../../src/formats/words";
import type { Grant } from "../../src/access/grants";
import { configuration, GUIDE } from "../configuration";

const review = reviewAccess(configuration({ statements: GUIDE }));
const FORMATS = ["text", "markdown", "html"] as const;
const CHANGE = {
  address: "aws_cognito_identity_pool.app",
  kind: "changed",
  before: { about: "guests", value: false },
  after: { about: "guests", value: true },
} as const;

describe.each(FORMATS)("as %s", (format) => {
  const shown = (parts: Partial<AccessReview>): string => renderReview({ ...review, ...parts }, format);

  test("a plan that changes no access says so, and other sources say nothing", () => {
    expect(shown({ source: "plan" })).toMatch(/nothing about who may do what/i);
    expect(shown({ source: "plan", changes: [CHANGE] })).not.toMatch(/nothing about who may do what/i);
    expect(shown({ source: "state" })).not.toMatch(/who may do what|the plan changes/i);
  });

  test("what was changed past Terraform has a part of its own", () => {
    const drift = /What was changed in AWS since Terraform last ran/;
    expect(shown({ source: "plan", drift: [CHANGE] })).toMatch(drift);
    expect(shown({ source: "plan" })).not.toMatch(drift);
  });

  test("a review without findings says so", () => {
    expect(shown({ findings: [] })).toMatch(/None\.|Findings: none/);
    expect(shown({})).not.toMatch(/None\.|Findings: none/);
  });

  test("an entry that accepts nothing is shown with its reason", () => {
    const entry = { id: "guests-on", address: "aws_cognito_identity_pool.app", reason: "an app for everybody" };
    const text = shown({ unusedAcceptances: [{ ...entry, until: "2026-01-31", cause: "expired" }] });
    expect(text).toContain("Entries that accept nothing");
    expect(text).toContain("expired: accepted until 2026-01-31");
    expect(shown({})).not.toContain("Entries that accept nothing");
  });

  test("what values in brackets are is said where there are some", () => {
    const words = "is a value that is known only when Terraform runs";
    expect(shown({})).toContain(words);
    const pools = review.pools.map((pool) => ({ ...pool, id: "eu-west-1:1", roles: [] }));
    expect(shown({ pools, findings: [] })).not.toContain(words);
  });
});

test("the text says that nobody signs in", () => {
  expect(renderReview(review, "text")).toContain("  who signs in\n    nobody\n");
  const named = reviewAccess(configuration({ pool: { developer_provider_name: "login.example" } }));
  expect(renderReview(named, "text")).not.toContain("nobody");
});

const by = { policy: "policy.x", number: 2 };
const condition = { operator: "Bool", key: "aws:SecureTransport", values: ["true"] };

test.each<[string, Partial<Grant>, string]>([
  ["nothing", {}, ""],
  ["a condition", { conditions: [condition] }, "if Bool aws:SecureTransport: true"],
  [
    "two conditions",
    { conditions: [condition, { operator: "StringLike", key: "aws:a", values: ["b", "c"] }] },
    "if Bool aws:SecureTransport: true and StringLike aws:a: b, c",
  ],
  ["a Deny", { effect: "denied", decidedBy: [by] }, "denied by statement 2 of policy.x"],
  [
    "a Deny with a Sid and a condition",
    { effect: "denied", decidedBy: [{ ...by, sid: "Guard", conditions: [condition] }, by] },
    "denied by Guard of policy.x (if Bool aws:SecureTransport: true), statement 2 of policy.x",
  ],
  ["what limits it", { effect: "limited", decidedBy: [by] }, "limited by statement 2 of policy.x"],
  [
    "what is left",
    { effect: "limited", limitedTo: ["arn:a", "arn:b"], decidedBy: [by] },
    "only on arn:a, arn:b; denied elsewhere by statement 2 of policy.x",
  ],
  [
    "AWS's limit on guests",
    { effect: "denied", cause: "guest-cap" },
    "AWS limits what guests can reach, and this is outside that limit",
  ],
  [
    "a boundary",
    { effect: "limited", cause: "boundary" },
    "limited; the permissions boundary does not allow all of it",
  ],
  [
    "a policy without Version",
    { effect: "denied", cause: "no-version" },
    'in a policy without Version "2012-10-17" a variable is plain text, so this matches nothing',
  ],
  [
    "conditions that no request meets",
    { effect: "denied", cause: "no-request-meets-its-conditions" },
    "the review found no request that meets its conditions",
  ],
  [
    "variables without a value",
    { effect: "denied", cause: { variablesWithoutValue: ["aws:username", "aws:userid"] } },
    "no session of Cognito has a value for aws:username, aws:userid",
  ],
  [
    "what is not modelled",
    { effect: "not-evaluated", cause: { notModelled: "a page" } },
    "not evaluated; the review does not model a page",
  ],
])("remarks on a grant: %s", (_what, parts, words) => {
  expect(
    remarksOf({
      policy: "policy.x",
      statement: { policy: "policy.x", number: 1 },
      actions: [],
      resources: [],
      conditions: [],
      whose: "shared",
      effect: "allowed",
      decidedBy: [],
      ...parts,
    }),
  ).toBe(words);
});
