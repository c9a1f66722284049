/** Text from outside, on its way into an output: what could move a terminal's cursor, begin a line or turn the direction of a text
 *  around is shown as what it is. */

/** Control characters, with one of which every ANSI escape begins, those that format, and separators of lines and paragraphs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text on one line. */
export function cell(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(INVISIBLE, escaped);
}

/** JSON on lines of its own: JSON.stringify leaves most of those characters as they are. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(INVISIBLE, (character) =>
    character === "\n" ? character : escaped(character),
  );
}

/** As JSON and JavaScript write it: by the units of UTF-16. */
function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
