/** A text that several patterns have in common: which one, and where there is none. */
import fc from "fast-check";
import { commonTextOfAll } from "../../src/iam/common-text";
import { NotModelled } from "../../src/iam/not-modelled";
import { literalPrefix, matches, overlap, wildcardPattern } from "../../src/iam/pattern";

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
  [["ab*", "*bc", "a*c"], "abc"],
  [["ab*", "*ba", "*bb*"], "abba"],
  [["a*b", "*ab*", "*c*"], "abcb"],
  [["?b*", "a*", "*?"], "ab"],
  [["a?*", "*?b", "*c*", "????"], "acxb"],
  [["ab?", "*c", "?*bc"], "abc"],
  [["*c*", "*cc*", "*ccc*", "a*b", "*ab*"], "acccabb"],
  [["ab?", "*c", "a*d"], undefined],
  [["?b*", "a*", "??c"], "abc"],
])("of %j it is %j", (texts, expected) => {
  const patterns = texts.map(wildcardPattern);
  expect(commonTextOfAll(patterns, "x")).toBe(expected);
  const [one, other, more] = patterns;
  if (one === undefined || other === undefined || more !== undefined) return;
  expect(overlap(one, other)).toBe(expected !== undefined);
});

test("of patterns that end differently there is none, however many wildcards they have", () => {
  // The last character but one differs.
  const patterns = ["a", "b", "c"].map((character) => wildcardPattern(`*${"d*".repeat(80)}${character}?`));
  expect(commonTextOfAll(patterns, "x")).toBeUndefined();
});

test("however many patterns leave room for each other, it has what each asks for", () => {
  const patterns = Array.from({ length: 40 }, (_, i) => wildcardPattern(`b/*/p${i}/*`));
  const text = commonTextOfAll(patterns, "x") ?? "";
  expect(patterns.filter((pattern) => !matches(pattern, text))).toEqual([]);
});

test("many patterns that all have a wildcard for any characters have a text in common if each two of them do", () => {
  const pattern = fc
    .string({ unit: fc.constantFrom("a", "b", "*", "*", "?"), minLength: 1, maxLength: 6 })
    .filter((text) => text.includes("*"))
    .map(wildcardPattern);
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 5, maxLength: 8 }), (patterns) => {
      const text = commonTextOfAll(patterns, "x");
      expect(text !== undefined).toBe(patterns.every((one) => patterns.every((other) => overlap(one, other))));
      if (text !== undefined) expect(patterns.filter((one) => !matches(one, text))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("patterns with too many wildcards to look through in texts of one length are refused", () => {
  // Of a and b there are 120, and a text has 100 characters.
  const patterns = [`*${"a*".repeat(60)}`, `*${"b*".repeat(60)}`, "?".repeat(100)].map(wildcardPattern);
  expect(() => commonTextOfAll(patterns, "x")).toThrow(NotModelled);
});

test("a wildcard at the beginning leaves nothing before it", () => {
  expect(literalPrefix(wildcardPattern("*a"))).toBe("");
});
