/** Wildcards, and whether two patterns have a text in common. */
import fc from "fast-check";
import { matches, overlap, wildcardPattern } from "../../src/iam/pattern";

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

test("many wildcards take no longer than a few", () => {
  const started = process.hrtime.bigint();
  expect(matches(wildcardPattern("*a".repeat(40) + "b"), "a".repeat(5000))).toBe(false);
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
});
