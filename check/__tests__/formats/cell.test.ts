/** Text from outside, as a terminal gets it. https://www.unicode.org/reports/tr44/#General_Category_Values */
import { cell, jsonText } from "../../src/formats/cell";

test.each([
  ["a plain text", "a text with spaces", "a text with spaces"],
  ["other scripts", "Zoë 渡辺 🦊", "Zoë 渡辺 🦊"],
  ["ends of lines", "a\nb\r\nc\td", "a b c d"],
  ["empty lines", "a\n\n\nb", "a b"],
  ["an ANSI escape", "a\u001b[2Jb", "a\\u001b[2Jb"],
  ["an escape of one character", "a\u009b2Jb", "a\\u009b2Jb"],
  ["a delete", "a\u007fb", "a\\u007fb"],
  ["two of them", "\u0000\u0007", "\\u0000\\u0007"],
  ["an escape beside the end of a line", "a\n\u001b", "a \\u001b"],
  ["a separator of lines", "a\u2028b", "a\\u2028b"],
  ["a separator of lines behind an escape", "\u001b\u2028", "\\u001b\\u2028"],
  ["a separator of paragraphs", "a\u2029b", "a\\u2029b"],
  ["another direction", "a\u202eb", "a\\u202eb"],
  ["a tag", "a\u{e0041}b", "a\\udb40\\udc41b"],
])("%s", (_what, text, shown) => {
  expect(cell(text)).toBe(shown);
});

test("JSON has them escaped, and is the same for a program", () => {
  const value = { text: "a\nb\u009b\u2028\u{e0041}", list: [1, true] };
  const text = jsonText(value);
  expect(text).toBe('{\n  "text": "a\\nb\\u009b\\u2028\\udb40\\udc41",\n  "list": [\n    1,\n    true\n  ]\n}');
  expect(JSON.parse(text)).toEqual(value);
});
