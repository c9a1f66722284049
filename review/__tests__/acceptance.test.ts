/** Accepted findings: what the list may say, what it accepts, until when, and how each format shows them. */
import { acceptFindings, UnusableAcceptances, renderReview, reviewAccess } from "../src";
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

test.each([
  ["of another id", { ...ENTRY, id: "guests-on" }, "matches-nothing"],
  ["at another address", { ...ENTRY, address: "aws_iam_role_policy.grant" }, "matches-nothing"],
  ["named by a method of every object", { ...ENTRY, id: "constructor" }, "matches-nothing"],
  ["until a day that is over", { ...ENTRY, until: "2020-01-31" }, "expired"],
  ["of another id, until a day that is over", { ...ENTRY, id: "guests-on", until: "2020-01-31" }, "matches-nothing"],
])("%s: the entry is reported and accepts nothing", (_what, entry, cause) => {
  const { findings, unusedAcceptances } = acceptFindings(review, [entry]);
  expect(findings).toEqual(review.findings);
  expect(unusedAcceptances).toEqual([{ ...entry, cause }]);
});

test("an entry without an end accepts every finding of its id at its address, and says no end", () => {
  const { findings, unusedAcceptances } = acceptFindings(review, [ENTRY]);
  expect(findings.map(({ accepted }) => accepted)).toStrictEqual([{ reason: ENTRY.reason }, { reason: ENTRY.reason }]);
  expect(unusedAcceptances).toEqual([]);
});

const UNTIL = (until: unknown): unknown => [{ ...ENTRY, until }];

test.each<[string, unknown, string]>([
  [
    "no list",
    ENTRY,
    "this is not a list: give a list of { id, address, reason, until? }, one entry for each accepted finding",
  ],
  ["a text", ["guests-on"], "entry 1 is not an object: give { id, address, reason, until? }"],
  ["null", [ENTRY, null], "entry 2 is not an object: give { id, address, reason, until? }"],
  ["a list in the list", [[]], "entry 1 is not an object: give { id, address, reason, until? }"],
  [
    "an entry without a reason",
    [ENTRY, { ...ENTRY, reason: undefined }],
    "entry 2 has no reason: say why the finding is acceptable",
  ],
  ["a reason of blanks", [{ ...ENTRY, reason: " " }], "entry 1 has no reason: say why the finding is acceptable"],
  ["an id that is no text", [{ ...ENTRY, id: 7 }], "entry 1 has no id: give the id of the finding"],
  ["an empty address", [{ ...ENTRY, address: "" }], "entry 1 has no address: give the address of the finding"],
  [
    "a key that is unknown",
    [{ ...ENTRY, until_: "x" }],
    'entry 1 has the unknown key "until_": use id, address, reason, until',
  ],
  ["an end that is no day", UNTIL("soon"), 'entry 1 has until "soon": give a day, such as 2026-12-31'],
  ["an end that is null", UNTIL(null), "entry 1 has until null: give a day, such as 2026-12-31"],
  ["a day with a time", UNTIL("2026-12-31T10"), 'entry 1 has until "2026-12-31T10": give a day, such as 2026-12-31'],
  ["a year of six digits", UNTIL("+012026-12-31"), 'entry 1 has until "+012026-12-31": give a day, such as 2026-12-31'],
  ["30 February", UNTIL("2026-02-30"), 'entry 1 has until "2026-02-30": give a day, such as 2026-12-31'],
  ["a thirteenth month", UNTIL("2026-13-01"), 'entry 1 has until "2026-13-01": give a day, such as 2026-12-31'],
  ["a number as the end", UNTIL(20261231), "entry 1 has until 20261231: give a day, such as 2026-12-31"],
  [
    "two entries about one finding",
    [{ ...ENTRY, id: "guests-on" }, ENTRY, { ...ENTRY, reason: "another" }],
    "entries 2 and 3 are about the same finding: keep one of them",
  ],
])("%s is refused", (_what, list, message) => {
  expect(() => acceptFindings(review, list)).toThrow(new UnusableAcceptances(message));
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
