/** Patterns that can have a text in common with another, found by what they begin with. */
import { PrefixIndex } from "../../src/access/prefix-index";

const PREFIXES = ["", "a", "ab", "abc", "abd", "b", "ba", "Ab", "☆", "a☆"];

function index(prefixes: readonly string[] = PREFIXES): PrefixIndex<string> {
  const found = new PrefixIndex<string>();
  for (const prefix of prefixes) found.add(prefix, prefix);
  return found;
}

test.each(["", "a", "ab", "abc", "abcd", "ac", "b", "c", "A", "☆☆"])(
  "what begins %j, and what goes on from there",
  (text) => {
    const begins = PREFIXES.filter((prefix) => text.startsWith(prefix));
    const goesOn = PREFIXES.filter((prefix) => prefix.startsWith(text));
    expect([...index().begins(text)].toSorted()).toEqual(begins.toSorted());
    expect([...index().meets(text)].toSorted()).toEqual([...new Set([...begins, ...goesOn])].toSorted());
  },
);

test("values with the same prefix are all found, in the order in which they came", () => {
  const found = new PrefixIndex<number>();
  for (const value of [1, 2, 3]) found.add("a", value);
  expect([...found.begins("ab")]).toEqual([1, 2, 3]);
  expect([...found.meets("")]).toEqual([1, 2, 3]);
});

test("shorter prefixes come first", () => {
  expect([...index(["abc", "", "ab"]).begins("abc")]).toEqual(["", "ab", "abc"]);
});

test("what is added after a question is found by the next one", () => {
  const found = index(["b"]);
  expect([...found.meets("a")]).toEqual([]);
  expect([...found.begins("abc")]).toEqual([]);
  found.add("abc", "abc");
  expect([...found.meets("a")]).toEqual(["abc"]);
  expect([...found.begins("abc")]).toEqual(["abc"]);
});
