/** Wildcards, and whether two patterns have a text in common. */
import fc from "fast-check";
import { commonTextOfAll } from "../../src/iam/common-text";
import { literalPrefix, matches, overlap, wildcardPattern } from "../../src/iam/pattern";

const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom("a", "b", ":"), maxLength: 8 });

test("a pattern matches what the regular expression of the same meaning matches", () => {
  fc.assert(
    fc.property(pattern, text, (p, t) => {
      const meaning = new RegExp(`^${p.replaceAll("*", ".*").replaceAll("?", ".")}$`);
      expect(matches(wildcardPattern(p), t)).toBe(meaning.test(t));
    }),
    { numRuns: 2000 },
  );
});

test("patterns overlap whenever one text matches both, in either order", () => {
  fc.assert(
    fc.property(pattern, pattern, text, (p, q, t) => {
      const [one, other] = [wildcardPattern(p), wildcardPattern(q)];
      if (matches(one, t) && matches(other, t)) expect(overlap(one, other)).toBe(true);
      expect(overlap(one, other)).toBe(overlap(other, one));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["s3:Get*", "s3:*Object", true],
  ["s3:Get*", "s3:Put*", false],
  ["a*", "*b", true],
  ["", "*", true],
  ["", "?", false],
  ["a?", "a", false],
])("%s and %s overlap: %p", (p, q, result) => {
  expect(overlap(wildcardPattern(p), wildcardPattern(q))).toBe(result);
});

test("a text that two patterns have in common is one that both match, and is there whenever they overlap", () => {
  fc.assert(
    fc.property(pattern, pattern, (p, q) => {
      const [one, other] = [wildcardPattern(p), wildcardPattern(q)];
      const common = commonTextOfAll([one, other], "x");
      expect(common !== undefined).toBe(overlap(one, other));
      if (common === undefined) return;
      expect(matches(one, common)).toBe(true);
      expect(matches(other, common)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a text that three patterns have in common is one that all match, and is there whenever one text matches all", () => {
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), text, (texts, t) => {
      const patterns = texts.map(wildcardPattern);
      const common = commonTextOfAll(patterns, "x");
      if (patterns.every((one) => matches(one, t))) expect(common).toBeDefined();
      if (common !== undefined) expect(patterns.every((one) => matches(one, common))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a character of two units is one character", () => {
  expect(matches(wildcardPattern("a?b"), "a😀b")).toBe(true);
  expect(matches(wildcardPattern("a??b"), "a😀b")).toBe(false);
  expect(matches(wildcardPattern("*😀*"), "a😀b")).toBe(true);
});

test("what every text of a pattern begins with ends at the first wildcard", () => {
  expect(literalPrefix(wildcardPattern("arn:aws:s3:::b/*/x"))).toBe("arn:aws:s3:::b/");
  expect(literalPrefix(wildcardPattern("plain"))).toBe("plain");
  expect(literalPrefix(wildcardPattern("?"))).toBe("");
});

test("many wildcards end with the right answer", () => {
  expect(matches(wildcardPattern("*a".repeat(40) + "b"), "a".repeat(5000))).toBe(false);
  expect(matches(wildcardPattern("*a".repeat(40)), "a".repeat(5000))).toBe(true);
});
