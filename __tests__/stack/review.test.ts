/** What the access review says of the shipped stack, in each of its settings. The golden files are there to be read. */
import { join } from "node:path";
import { IdentityPoolStack, renderReview, reviewAccess } from "../../src";
import type { AccessReview, IdentityPoolStackProps } from "../../src";
import { expectGolden } from "../support/golden";
import { synthesizedJson, testApp } from "../support/synth";

function review(props: IdentityPoolStackProps): AccessReview {
  return reviewAccess(synthesizedJson(new IdentityPoolStack(testApp(), "identity-pool", props)));
}

/** A pool as the console makes it, whose guests get what the console grants. */
const CONSOLE_MADE = {
  identityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555",
  authenticatedRoleName: "Cognito_notesAuth_Role",
  unauthenticatedRoleName: "Cognito_notesUnauth_Role",
};

const REVIEWS: [string, IdentityPoolStackProps][] = [
  ["guide", {}],
  ["guide-without-guardrail", { guardrail: false }],
  ["least-privilege", { permissions: "least-privilege" }],
  ["least-privilege-without-guardrail", { permissions: "least-privilege", guardrail: false }],
  ["adopted-with-guests", { adopt: CONSOLE_MADE, allowUnauthenticatedIdentities: true }],
];

test.each(REVIEWS)("the review of the stack with %s reads as before", (name, props) => {
  expectGolden(join(__dirname, "golden", `review-${name}.txt`), renderReview(review(props), "text"));
});

test("the review looked at every policy of the stack", () => {
  for (const [, props] of REVIEWS) {
    const { pools, notEvaluated } = review(props);
    expect(
      notEvaluated.filter(
        ({ cause }) => typeof cause === "object" || !/known-(?:after-apply|when-terraform-runs)$/.test(cause),
      ),
    ).toEqual([]);
    expect(pools.flatMap(({ roles }) => roles.map(({ policiesNotEvaluated }) => policiesNotEvaluated))).toEqual([0, 0]);
  }
});

test("the guide's policy behind the guardrail has no finding of high severity", () => {
  expect(idsOf(review({}), "high")).toEqual([]);
});

test("behind the guardrail, guests who get what the console grants have no finding of high severity either", () => {
  const guests = { adopt: CONSOLE_MADE, allowUnauthenticatedIdentities: true };
  expect(idsOf(review(guests), "high")).toEqual([]);
  expect(idsOf(review({ ...guests, guardrail: false }), "high")).not.toEqual([]);
});

test("without the guardrail the guide's policy lets users administer the pool and reach others' data, and both are high", () => {
  expect(idsOf(review({ guardrail: false }), "high")).toEqual([
    "administrative-cognito-actions",
    "others-data-within-reach",
  ]);
});

test.each([true, false])("least privilege has no finding at all, with the guardrail: %s", (guardrail) => {
  expect(review({ permissions: "least-privilege", guardrail }).findings).toEqual([]);
});

function idsOf({ findings }: AccessReview, severity: string): string[] {
  return findings.filter((finding) => finding.severity === severity).map(({ id }) => id);
}
