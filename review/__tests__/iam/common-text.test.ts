/** A text that several patterns have in common: which one, and where there is none. */
import { NotModelled } from "../../src/iam/not-modelled";
import { commonTextOfAll, literalPrefix, overlap, wildcardPattern } from "../../src/iam/pattern";

test.each<[string[], string | undefined]>([
  [["a*"], "a"],
  [["a?*"], "ax"],
  [["ab", "a*"], "ab"],
  [["a*", "b"], undefined],
  [["a*", "*b"], "ab"],
  [["a?", "?b"], "ab"],
  [["?", "?"], "x"],
  [["?", "*"], "x"],
  [["a*c", "a*b*c"], "abc"],
  [["a*", "b*"], undefined],
  [["*a", "*b"], undefined],
  [["?a", "?b"], undefined],
  [["a?*", "a"], undefined],
  [["*", "*", "*"], ""],
  [["a*", "*b", "*c*"], "acb"],
  [["a*", "*b", "?"], undefined],
  [["a?", "?b", "*"], "ab"],
  [["?*", "*?", "?"], "x"],
  [["arn:*:b", "arn:a*", "arn:*a:?"], "arn:a:b"],
  [["a*", "ab", "*b"], "ab"],
  [["a*", "ab", "*c"], undefined],
  [["a*x", "b*x", "*x"], undefined],
  [["a*", "*b", "*c"], undefined],
  [["a*", "*b*", "*c*", "*d"], "acbd"],
  [["?b*", "a*", "??c"], "abc"],
])("of %j it is %j", (texts, expected) => {
  const patterns = texts.map(wildcardPattern);
  expect(commonTextOfAll(patterns, "x")).toBe(expected);
  const [one, other, more] = patterns;
  if (one === undefined || other === undefined || more !== undefined) return;
  expect(overlap(one, other)).toBe(expected !== undefined);
});

test("patterns with too many wildcards to look through are refused", () => {
  // The last character but one differs, which only shows at the end.
  const patterns = ["a", "b", "c"].map((character) => wildcardPattern(`*${"d*".repeat(80)}${character}?`));
  expect(() => commonTextOfAll(patterns, "x")).toThrow(NotModelled);
});

test("a wildcard at the beginning leaves nothing before it", () => {
  expect(literalPrefix(wildcardPattern("*a"))).toBe("");
});
