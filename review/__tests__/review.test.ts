/** The guide's stack, with and without its guardrail, in every kind of file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reviewAccess, UnreadableDocument, type AccessReview, type Grant } from "../src";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";

function fixture(name: string): object {
  return JSON.parse(readFileSync(join(__dirname, "fixtures", name), "utf8")) as object;
}

function grantOf(review: AccessReview, action: string): Grant | undefined {
  return review.pools
    .flatMap(({ roles }) => roles.flatMap(({ grants }) => grants))
    .find(({ actions }) => actions.includes(action));
}

const found = (review: AccessReview): string[] => review.findings.map(({ id, severity }) => `${severity} ${id}`);

const WITH_GUARDRAIL: [string, object][] = [
  ["synthesized", configuration({ statements: GUIDE, guard: GUARDRAIL })],
  ["planned", fixture("guide-create.plan.json")],
  ["deployed", fixture("guide.state.json")],
];

describe.each(WITH_GUARDRAIL)("the guide's stack with the guardrail, %s", (_, document) => {
  const review = reviewAccess(document);

  test("has no finding above low", () => {
    expect(found(review)).toEqual(["low wildcard-actions", "low wildcard-actions"]);
  });

  test("shows that the guardrail voids the administration of the pool, and by which statement", () => {
    expect(grantOf(review, "cognito-identity:*")).toMatchObject({
      effect: "denied",
      whose: "none",
      decidedBy: [{ policy: expect.stringMatching(/^aws_iam_role_policy\./) as string, sid: "DenyPoolAdministration" }],
    });
  });

  test("shows that uploads are about one's own data", () => {
    expect(grantOf(review, "s3:*")).toMatchObject({ effect: "allowed", whose: "own" });
  });

  test("leaves the rest of the guide's policy as it is", () => {
    expect(grantOf(review, "mobileanalytics:PutEvents")).toMatchObject({ effect: "allowed", whose: "shared" });
  });
});

test.each([
  ["synthesized", configuration({ statements: GUIDE, guard: GUARDRAIL })],
  ["deployed", fixture("guide.state.json")],
])("the guardrail leaves one's own datasets, %s", (_, document) => {
  const sync = grantOf(reviewAccess(document), "cognito-sync:*");
  expect(sync).toMatchObject({
    effect: "limited",
    whose: "own",
    decidedBy: [{ sid: "DenyDatasetsOfOthers" }],
  });
  expect(sync?.limitedTo).toHaveLength(2);
  for (const resource of sync?.limitedTo ?? [])
    expect(resource).toContain("/identity/${cognito-identity.amazonaws.com:sub}");
});

test("in the plan of a new pool, whose id only a local names, the guardrail leaves one's own datasets", () => {
  const review = reviewAccess(fixture("guide-create.plan.json"));
  expect(grantOf(review, "cognito-sync:*")).toMatchObject({ effect: "limited", whose: "own" });
  expect(review.notEvaluated).toEqual([]);
});

describe.each([
  ["synthesized", configuration({ statements: GUIDE })],
  ["in the plan that takes the guardrail away", fixture("guide-guardrail-off.plan.json")],
])("the guide's stack without the guardrail, %s", (_, document) => {
  const review = reviewAccess(document);

  test("is found to let users administer Cognito and reach others' datasets", () => {
    expect(found(review)).toEqual(
      expect.arrayContaining(["high administrative-cognito-actions", "high others-data-within-reach"]),
    );
    expect(grantOf(review, "cognito-sync:*")).toMatchObject({ effect: "allowed", whose: "others" });
    expect(grantOf(review, "cognito-identity:*")).toMatchObject({ effect: "allowed" });
  });

  test("still keeps everybody to their own uploads", () => {
    expect(grantOf(review, "s3:*")).toMatchObject({ effect: "allowed", whose: "own" });
  });
});

describe("a plan", () => {
  const review = reviewAccess(fixture("guide-guardrail-off.plan.json"));

  test("shows what changes about access: guests, and what the guardrail voided", () => {
    const grant = (action: string, effect: string, whose: string): unknown =>
      expect.objectContaining({
        about: "grant",
        actions: [action],
        access: [expect.objectContaining({ effect, whose })],
      });
    expect(review.changes.map(({ kind, before, after }) => ({ kind, before, after }))).toEqual([
      { kind: "changed", before: { about: "guests", value: false }, after: { about: "guests", value: true } },
      {
        kind: "changed",
        before: grant("cognito-identity:*", "denied", "none"),
        after: grant("cognito-identity:*", "allowed", "shared"),
      },
      {
        kind: "changed",
        before: grant("cognito-sync:*", "limited", "own"),
        after: grant("cognito-sync:*", "allowed", "others"),
      },
    ]);
  });

  test("of a new pool shows all of it as added", () => {
    const { changes } = reviewAccess(fixture("guide-create.plan.json"));
    expect(changes.length).toBeGreaterThan(5);
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["added"]));
  });

  test("that only deletes the pool is no unreadable file", () => {
    const plan = fixture("guide-guardrail-off.plan.json") as {
      resource_changes: { change: { actions: string[]; after: unknown } }[];
    };
    for (const { change } of plan.resource_changes) Object.assign(change, { actions: ["delete"], after: null });
    const gone = reviewAccess({ ...plan, prior_state: undefined });
    expect(gone.pools).toEqual([]);
    expect(new Set(gone.changes.map(({ kind }) => kind))).toEqual(new Set(["removed"]));
  });
});

test("neither a synthesized file nor a state has changes", () => {
  expect(reviewAccess(configuration()).changes).toEqual([]);
  expect(reviewAccess(fixture("guide.state.json")).changes).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["a list", [], "This is not a JSON object: give a cdk.tf.json, or"],
  ["something else in JSON", { name: "app" }, "This is not Terraform's JSON: give a cdk.tf.json, or"],
  [
    "a state file as Terraform stores it",
    { version: 4, serial: 1, lineage: "x", resources: [] },
    "give the output of `terraform show -json` for it",
  ],
  ["a format of the future", { format_version: "2.0", values: {} }, 'in format "2.0" is newer than this review'],
  [
    "provider schemas",
    { format_version: "1.0", provider_schemas: {} },
    "These are provider schemas: give a cdk.tf.json, or",
  ],
  [
    "a configuration without a pool",
    { resource: { aws_s3_bucket: { b: {} } } },
    "This file has no aws_cognito_identity_pool",
  ],
  ["an empty state", { format_version: "1.0" }, "This file has no aws_cognito_identity_pool"],
  [
    "a plan without a pool",
    { format_version: "1.2", planned_values: {}, resource_changes: [] },
    "This file has no aws_cognito_identity_pool",
  ],
])("%s is refused with one line, which says what it is and what to give", (_, document, line) => {
  expect(() => reviewAccess(document as object)).toThrow(UnreadableDocument);
  expect(() => reviewAccess(document as object)).toThrow(line);
  expect(() => reviewAccess(document as object)).toThrow(/^[^\n]{10,200}$/);
});
