/** Yes, no and "possible", put together. */
import { all, everyTest, not, some, type Answer } from "../../src/iam/answer";
import { NotModelled } from "../../src/iam/not-modelled";

test.each<[Answer[], Answer, Answer]>([
  [[], true, false],
  [[true], true, true],
  [[false], false, false],
  [["possible"], "possible", "possible"],
  [[true, false], false, true],
  [[true, "possible"], "possible", true],
  [["possible", false], false, "possible"],
  [[true, "possible", false], false, true],
])("of %j all hold: %p, one holds: %p", (answers, every, any) => {
  expect(all(answers)).toBe(every);
  expect(everyTest(answers.map((answer) => () => answer))).toBe(every);
  expect(some(answers)).toBe(any);
});

test("the opposite of what is possible is possible", () => {
  expect(([true, false, "possible"] as const).map(not)).toEqual([false, true, "possible"]);
});

describe("a test without an answer", () => {
  const refuse = (subject: string) => (): Answer => {
    throw new NotModelled(subject);
  };

  test("does not matter beside one that fails", () => {
    expect(everyTest([refuse("a"), () => "possible", () => false])).toBe(false);
    expect(everyTest([() => false, refuse("a")])).toBe(false);
  });

  test("leaves the whole without one, and the first is the reason", () => {
    expect(() => everyTest([() => true, refuse("first"), () => "possible", refuse("second")])).toThrow(
      new NotModelled("first"),
    );
  });
});
