/** Texts in the boxes of the picture: SVG does not break them. */
import { brokenLines } from "../../src/formats/svg";

test.each<[string, number, string[]]>([
  ["", 5, []],
  ["abcde", 5, ["abcde"]],
  ["abcdef", 5, ["abcde", "f"]],
  // At a separator, but not where most of the line would stay empty.
  ["arn:aws:s3:::bucket/*", 10, ["arn:aws:", "s3:::bucke", "t/*"]],
  ["abc/defgh", 6, ["abc/", "defgh"]],
  ["ab/defgh", 6, ["ab/def", "gh"]],
  ["a-b.c,d", 3, ["a-", "b.", "c,d"]],
  // A space at the end of a line, or at the beginning of the next, is not drawn.
  ["abc defgh", 5, ["abc", "defgh"]],
  ["abcd   efghi", 5, ["abcd", "efghi"]],
  // Twice as wide.
  ["日本語日本", 5, ["日本", "語日", "本"]],
  ["日本", 1, ["日", "本"]],
  ["😀😀😀", 4, ["😀😀", "😀"]],
  ["ʰ…ʱ", 3, ["ʰ…ʱ"]],
])("%j in lines of %d characters", (text, columns, lines) => {
  expect(brokenLines(text, columns)).toEqual(lines);
});

test.each([
  ["x".repeat(36), 6, 6, "xxxxxx"],
  ["x".repeat(37), 6, 6, "xxxxx…"],
  ["日".repeat(30), 6, 6, "日日…"],
  // No half of a character.
  ["😀".repeat(30), 6, 6, "😀😀…"],
  ["😀".repeat(30), 7, 6, "😀😀😀…"],
])("%j in lines of %d characters is cut after %d lines, and its last one fits", (text, columns, count, last) => {
  const lines = brokenLines(text, columns);
  expect(lines).toHaveLength(count);
  expect(lines.at(-1)).toBe(last);
});
