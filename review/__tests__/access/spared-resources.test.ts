/** What Deny statements with NotResource can leave alone together, against all choices of one pattern of each list. */
import fc from "fast-check";
import { SparedResources } from "../../src/access/spared-resources";
import { commonTextOfAll } from "../../src/iam/common-text";
import { wildcardPattern, type Pattern } from "../../src/iam/pattern";

const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "*", "?"), minLength: 1, maxLength: 6 });
const pattern = text.map(wildcardPattern);
const openPattern = text.filter((one) => one.includes("*")).map(wildcardPattern);
const lists = (one: fc.Arbitrary<Pattern>): fc.Arbitrary<Pattern[][]> =>
  fc.array(fc.array(one, { minLength: 1, maxLength: 3 }), { maxLength: 4 });

/** Whether one pattern of each list has a text in common with what is asked about. */
function leaves(asked: readonly Pattern[], [list, ...more]: readonly (readonly Pattern[])[]): boolean {
  if (list === undefined) return commonTextOfAll(asked, "x") !== undefined;
  return list.some((one) => leaves([...asked, one], more));
}

test("what some choice of patterns leaves alone is never said to be denied", () => {
  fc.assert(
    fc.property(pattern, lists(pattern), (asked, all) => {
      if (leaves([asked], all)) expect(new SparedResources(all).mayLeave([asked])).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("of patterns with a wildcard for any characters, it is told exactly", () => {
  fc.assert(
    fc.property(openPattern, lists(openPattern), (asked, all) => {
      expect(new SparedResources(all).mayLeave([asked])).toBe(leaves([asked], all));
    }),
    { numRuns: 2000 },
  );
});

test.each<[string, string[][], boolean]>([
  ["b/*", [["b/x/*", "c/*"], ["b/*"]], true],
  ["b/*", [["b/x/*"], ["b/y/*"]], false],
  ["*", [["*.jpg"], ["*.png"]], false],
  ["*", [["b/*"], ["*.png"]], true],
  ["b/x", [["b/*"], ["*x"]], true],
  ["*", [[]], false],
  ["*", [], true],
])("of %s, %j leave something: %p", (asked, all, result) => {
  const spared = new SparedResources(all.map((list) => list.map(wildcardPattern)));
  expect(spared.mayLeave([wildcardPattern(asked)])).toBe(result);
  // Asked again it is known.
  expect(spared.mayLeave([wildcardPattern(asked)])).toBe(result);
});

test("of many statements whose places go together, and two that share nothing, all is denied", () => {
  const many = Array.from({ length: 40 }, (_, i) => [`*/p${i}/*`, `*/q${i}/*`, `*/r${i}/*`].map(wildcardPattern));
  const spared = new SparedResources([...many, [wildcardPattern("*/a")], [wildcardPattern("*/b")]]);
  expect(spared.mayLeave([wildcardPattern("*")])).toBe(false);
});
