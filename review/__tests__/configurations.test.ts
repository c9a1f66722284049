/** Configurations in the shapes that people write, as Terraform shows them: as the first plan of either provider, as the plan
 *  after the apply, and as the state. `configurations/` holds the sources; `__tests__/support/record-review-configurations.ts`
 *  of the repository records what Terraform prints for them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderReview, reviewAccess, type AccessReview, type Recipient } from "../src";
import { expectGolden } from "./support/golden";
import { unknownAsAWhole } from "./support/unknown-as-a-whole";

const names = readdirSync(join(__dirname, "configurations"));

function recorded(name: string, what: "first-plan" | "second-plan" | "state"): object {
  return JSON.parse(
    readFileSync(join(__dirname, "fixtures", "configurations", `${name}.${what}.json`), "utf8"),
  ) as object;
}

const FORMS = {
  "first plan": (name: string) => recorded(name, "first-plan"),
  "first plan, unknown as a whole": (name: string) => unknownAsAWhole(recorded(name, "first-plan")),
  "second plan": (name: string) => recorded(name, "second-plan"),
  state: (name: string) => recorded(name, "state"),
} as const;

type Form = keyof typeof FORMS;
const forms = Object.keys(FORMS) as Form[];

const reviews = new Map<string, AccessReview>();

function reviewOf(name: string, form: Form): AccessReview {
  const key = `${name} ${form}`;
  const review = reviews.get(key) ?? reviewAccess(FORMS[form](name));
  reviews.set(key, review);
  return review;
}

/** Who gets which role, a line for each. */
function roles({ pools }: AccessReview): string[] {
  return pools
    .flatMap((pool) =>
      pool.roles.flatMap((role) => role.recipients.map((one) => `${pool.address}: ${role.address} for ${who(one)}`)),
    )
    .toSorted();
}

function who(recipient: Recipient): string {
  if (recipient.kind === "rule") return `${recipient.claim} ${recipient.matchType} ${recipient.value}`;
  return recipient.kind === "group" ? `group ${recipient.name}` : recipient.kind;
}

function high({ findings }: AccessReview): string[] {
  return findings.filter(({ severity }) => severity === "high").map(({ id, address }) => `${id} at ${address}`);
}

/** What a reviewer who reads the source says: who gets which role. */
const ROLES: [name: string, roles: string[]][] = [
  ["administrator-under-a-boundary", ["signed-in: aws_iam_role.user"]],
  ["agent-memory", ["signed-in: aws_iam_role.user"]],
  ["amr-in-one-statement-of-two", ["signed-in: aws_iam_role.user"]],
  ["amr-that-no-role-asks-for", ["signed-in: aws_iam_role.authenticated", "guests: aws_iam_role.unauthenticated"]],
  ["arn-from-a-name", ["signed-in: aws_iam_role.user"]],
  ["aud-of-a-pool-elsewhere", ["signed-in: aws_iam_role.user"]],
  ["aud-of-another-pool", ["signed-in: aws_iam_role.user", "anyone-trusted: aws_iam_role.user"]],
  ["aud-of-two-pools", ["signed-in: aws_iam_role.user", "anyone-trusted: aws_iam_role.user"]],
  ["aud-that-is-an-arn", ["signed-in: aws_iam_role.user"]],
  ["bucket-of-the-same-stack", ["signed-in: aws_iam_role.user"]],
  ["bucket-policy-for-the-role", ["signed-in: aws_iam_role.user"]],
  ["chained-for-each", ['signed-in: aws_iam_role.user["east"]', 'signed-in: aws_iam_role.user["west"]']],
  [
    "claim-that-another-client-writes",
    ["signed-in: aws_iam_role.user", "custom:role Equals admin: aws_iam_role.admin"],
  ],
  ["claim-that-no-client-limits", ["signed-in: aws_iam_role.user", "custom:role Equals admin: aws_iam_role.admin"]],
  ["claim-that-no-client-writes", ["signed-in: aws_iam_role.user", "custom:role Equals admin: aws_iam_role.admin"]],
  ["claim-that-the-client-writes", ["signed-in: aws_iam_role.user", "custom:role Equals admin: aws_iam_role.admin"]],
  ["classic-flow-role", ["anyone-trusted: aws_iam_role.caller"]],
  ["count-in-a-module", ["signed-in: module.pool.aws_iam_role.default[0]"]],
  ["data-documents", ["signed-in: aws_iam_role.authenticated", "guests: aws_iam_role.unauthenticated"]],
  [
    "dynamic-rules",
    ['signed-in: aws_iam_role.role["member"]', 'cognito:groups Contains support: aws_iam_role.role["support"]'],
  ],
  ["dynamic-statements", ["signed-in: aws_iam_role.user"]],
  ["exclusive-policies", ["signed-in: aws_iam_role.user"]],
  [
    "groups",
    [
      "signed-in: aws_iam_role.member",
      'group admins: aws_iam_role.group["admins"]',
      'group editors: aws_iam_role.group["editors"]',
    ],
  ],
  ["guests-alone", ["guests: aws_iam_role.visitor"]],
  ["guests-who-read-all", ["guests: aws_iam_role.user"]],
  ["heredocs", ["signed-in: aws_iam_role.auth", "guests: aws_iam_role.unauth"]],
  ["inline-policies", ["signed-in: aws_iam_role.auth", "guests: aws_iam_role.unauth"]],
  ["jsonencode", ["signed-in: aws_iam_role.authenticated"]],
  ["key-through-a-service", ["signed-in: aws_iam_role.user"]],
  ["listing-of-buckets", ["signed-in: aws_iam_role.user"]],
  ["logins-with-a-secret", ["signed-in: aws_iam_role.user"]],
  ["looked-up-again", ["signed-in: aws_iam_role.user"]],
  ["managed-policy-of-aws", ["signed-in: aws_iam_role.user"]],
  ["module-with-defaults", ["signed-in: module.pool.aws_iam_role.user"]],
  [
    "nested-modules",
    [
      'signed-in: module.app["blue"].module.role.aws_iam_role.this',
      'signed-in: module.app["green"].module.role.aws_iam_role.this',
    ],
  ],
  ["one-role-for-both", ["signed-in: aws_iam_role.everybody", "guests: aws_iam_role.everybody"]],
  ["pool-for-each-environment", ['signed-in: aws_iam_role.user["dev"]', 'signed-in: aws_iam_role.user["prod"]']],
  ["principal-tags", ["signed-in: aws_iam_role.user"]],
  ["region-in-aud", ["signed-in: aws_iam_role.user"]],
  ["role-of-one-provider", ["signed-in: aws_iam_role.user"]],
  ["role-that-trusts-the-role", ["signed-in: aws_iam_role.user"]],
  ["roles-in-a-local", ["signed-in: aws_iam_role.member", "guests: aws_iam_role.visitor"]],
  [
    "roles-of-a-module",
    [
      'signed-in: module.role["authenticated"].aws_iam_role.this',
      'guests: module.role["unauthenticated"].aws_iam_role.this',
    ],
  ],
  ["rules", ["signed-in: aws_iam_role.nobody", "custom:clearance Equals level1: aws_iam_role.cleared"]],
  ["sensitive-secret", ["signed-in: aws_iam_role.user"]],
  ["tags-of-a-server", ["signed-in: aws_iam_role.user"]],
  ["templatefile", ["signed-in: aws_iam_role.user"]],
  ["tls-alone", ["signed-in: aws_iam_role.user"]],
  [
    "two-pools",
    ["signed-in: aws_iam_role.clerk", "anyone-trusted: aws_iam_role.auditor", "signed-in: aws_iam_role.customer"],
  ],
  ["two-principals", ["signed-in: aws_iam_role.user"]],
  ["whole-amr-of-a-provider", ["signed-in: aws_iam_role.user"]],
];

test("each configuration is in the table", () => {
  expect(ROLES.map(([name]) => name)).toEqual(names);
});

test.each(ROLES)("%s: the state shows who gets which role", (name, expected) => {
  const shown = reviewOf(name, "state").pools.flatMap((pool) =>
    pool.roles.flatMap(({ address, recipients }) => recipients.map((one) => `${who(one)}: ${address}`)),
  );
  expect(shown.toSorted()).toEqual(expected.toSorted());
});

describe.each(names)("%s", (name) => {
  test.each(forms)("in the %s no role is lost, and nobody who gets it", (form) => {
    expect(roles(reviewOf(name, form))).toEqual(expect.arrayContaining(roles(reviewOf(name, "state"))));
  });

  test.each(forms)("in the %s the gate is never more open than in the state", (form) => {
    const review = reviewOf(name, form);
    const unread = new Set(review.notEvaluated.map(({ address }) => address));
    const missing = high(reviewOf(name, "state")).filter((finding) => !high(review).includes(finding));
    expect(missing.filter((finding) => !unread.has(finding.replace(/^.* at /, "")))).toEqual([]);
  });

  test("in a first plan that does not list what its values come from no role is lost", () => {
    const { relevant_attributes: _, ...older } = recorded(name, "first-plan") as { relevant_attributes?: unknown };
    expect(roles(reviewAccess(older))).toEqual(expect.arrayContaining(roles(reviewOf(name, "state"))));
  });

  test("the plan after the apply says what the state says, and changes nothing", () => {
    const { changes, drift } = reviewOf(name, "second plan");
    // A plan knows what a sensitive value comes from, a state does not.
    const said = ({ pools, findings }: AccessReview): unknown =>
      JSON.parse(JSON.stringify({ pools, findings }).replaceAll(/⟨sensitive[^⟩]*⟩/g, "⟨sensitive⟩"));
    expect(said(reviewOf(name, "second plan"))).toEqual(said(reviewOf(name, "state")));
    expect([changes, drift]).toEqual([[], []]);
  });

  test.each(forms)("in the %s no sensitive value is printed", (form) => {
    const review = reviewOf(name, form);
    for (const format of ["text", "markdown", "json"] as const) {
      expect(renderReview(review, format)).not.toContain("s3cr3t-of-twitter");
    }
  });
});

const ABOUT_TRUST = names.filter((name) => /^(?:amr|aud|claim|guests-alone|module-with-defaults|role-of)/.test(name));

test.each(ABOUT_TRUST)("%s: the first plan finds about trust policies and claims what the state finds", (name) => {
  const found = (form: Form): string[] =>
    reviewOf(name, form)
      .findings.filter(({ id }) => /^(?:trust|role|mapping|not)-/.test(id))
      .map(({ id, severity, address }) => `${id} ${severity} ${address}`);
  expect(found("first plan")).toEqual(found("state"));
  expect(found("first plan, unknown as a whole")).toEqual(found("state"));
});

/** What a reader of the source says of it, but for what is low. */
const FOUND: [promise: string, name: string, form: Form, found: string[]][] = [
  ["a wide grant is what two denies leave of it", "tls-alone", "state", []],
  ["who lists buckets reaches nothing in users' folders", "listing-of-buckets", "state", []],
  [
    "a boundary that keeps users from administration is worth something",
    "administrator-under-a-boundary",
    "state",
    ["medium aws-managed-administration", "medium wildcard-actions"],
  ],
  ["what is listed as all policies of a role is no further policy", "exclusive-policies", "first plan", []],
  [
    "a role and a policy that data sources look up again are there once",
    "looked-up-again",
    "state",
    ["high destructive-actions", "medium wildcard-actions"],
  ],
  [
    "guests write with a role that they take by the classic flow",
    "classic-flow-role",
    "state",
    ["high guests-write", "medium guests-on", "medium classic-flow-on"],
  ],
  ["a key that S3 alone uses for users opens no secrets", "key-through-a-service", "state", []],
  [
    "a tag that the server of a developer provider gives tells its users apart",
    "tags-of-a-server",
    "state",
    ["medium others-data-within-reach"],
  ],
  ["logins with a secret in them are not looked at", "logins-with-a-secret", "state", ["high not-evaluated"]],
  [
    "without guests nobody writes as a guest, though the plan does not know the trust policy",
    "two-principals",
    "first plan",
    ["high not-evaluated", "high not-evaluated"],
  ],
  [
    "guests who read every bucket and every table are stopped",
    "guests-who-read-all",
    "state",
    ["high wildcard-resources", "high wildcard-resources", "medium guests-on"],
  ],
  [
    "who calls an agent as whoever he says he is, and lists what others said to it, is stopped",
    "agent-memory",
    "state",
    ["high privilege-escalation", "high others-data-within-reach"],
  ],
  [
    "of a trust policy with values that the plan does not know, nothing is said but that",
    "whole-amr-of-a-provider",
    "first plan",
    ["high not-evaluated"],
  ],
];

test.each(FOUND)("%s", (_, name, form, expected) => {
  const { findings } = reviewOf(name, form);
  const worth = findings.filter(({ severity }) => severity === "high" || severity === "medium");
  expect(worth.map(({ severity, id }) => `${severity} ${id}`)).toEqual(expected);
});

test("of logins that Terraform marks as sensitive the review says so, and not that a plan would know them", () => {
  for (const form of forms) {
    expect(reviewOf("logins-with-a-secret", form).notEvaluated).toEqual([
      { address: "aws_cognito_identity_pool.main", subject: "sign-ins", cause: "sensitive" },
    ]);
  }
});

test("an action on two resources that a plan does not know is named once", () => {
  const grants = reviewOf("two-principals", "first plan").pools.flatMap(({ roles: all }) =>
    all.flatMap((role) => role.grants.map(({ actions }) => actions)),
  );
  expect(grants).toContainEqual(["dynamodb:PutItem", "dynamodb:UpdateItem"]);
});

test("a policy that is a document already is not to be written as one: its ARNs are", () => {
  const fixes = reviewOf("two-principals", "first plan").findings.filter(({ address }) =>
    address.endsWith("policy.reports"),
  );
  expect(fixes.map(({ fix }) => fix)).toEqual([
    expect.stringMatching(/^Build its ARNs from what Terraform knows when it plans, such as /),
  ]);
});

/** The gate in each form, a row for each that differs: what is read in code review when a check changes. */
test("what the gate says to each of them", () => {
  const rows = names.flatMap((name) => {
    const byAnswer = new Map<string, Form[]>();
    for (const form of forms) {
      const answer = high(reviewOf(name, form)).join("<br>") || "passes";
      byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), form]);
    }
    return Array.from(byAnswer, ([answer, same]) => `| ${name} | ${same.join("; ")} | ${answer} |`);
  });
  const head = ["| configuration | form | findings of severity high |", "| --- | --- | --- |"];
  expectGolden(join(__dirname, "golden", "configurations.md"), `${[...head, ...rows].join("\n")}\n`);
});
