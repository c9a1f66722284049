/** The last day of an accepted finding, and accepted findings in each format. */
import { acceptFindings, renderReview, reviewAccess } from "../src";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";

const review = reviewAccess(configuration({ statements: GUIDE, guard: GUARDRAIL }));
const ENTRY = { id: "wildcard-actions", address: "aws_iam_role_policy.grants", reason: "the guide's app needs it" };

test.each([
  ["2026-12-30T23:59:59Z", true],
  ["2026-12-31T00:00:00Z", true],
  ["2026-12-31T23:59:59Z", true],
  ["2027-01-01T00:00:00Z", false],
])("what is accepted until 2026-12-31 is accepted at %s: %s", (now, isAccepted) => {
  const { findings } = acceptFindings(review, [{ ...ENTRY, until: "2026-12-31" }], new Date(now));
  expect(findings.map(({ accepted }) => accepted !== undefined)).toEqual([isAccepted, isAccepted]);
});

test.each(["text", "markdown"] as const)("in %s an accepted finding stands apart, with its reason", (format) => {
  const unused = { ...ENTRY, id: "guests-on", reason: "an app for everybody" };
  const shown = renderReview(acceptFindings(review, [{ ...ENTRY, until: "9999-12-31" }, unused]), format);
  expect(shown).toContain("findings: 0 high, 0 medium, 0 low, 0 info, 2 accepted");
  const [open = "", accepted = ""] = shown.split("Accepted findings");
  expect(open).not.toContain("wildcard-actions");
  expect(accepted).toContain("wildcard-actions");
  expect(accepted).toContain("the guide's app needs it");
  expect(accepted).toContain("until 9999-12-31");
  const [, nothing = ""] = accepted.split("Entries that accept nothing");
  expect(nothing).toContain("guests-on");
});

test("a review without a list of accepted findings says nothing about one", () => {
  expect(review).not.toHaveProperty("unusedAcceptances");
  expect(renderReview(review, "text")).not.toMatch(/accept/i);
});
