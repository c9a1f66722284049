/** Text from outside (names, tags, ARNs, whole sentences with such text in them) on its way into an output. Everything
 *  passes here: nothing that a file holds can break a table, start markup or HTML, notify somebody, or steer a terminal. */

export type CellFormat = "markdown" | "mermaid" | "html" | "text";

/** Control characters (also ANSI escapes begin with one), line and paragraph separators, and invisible characters that
 *  turn the direction of text around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const MARKDOWN = /[\\`*_[\]<>|~&@#!]/g;
const HTML = /[&<>"'`]/g;
const MERMAID = /[^\p{L}\p{N} .,:/=⟨⟩☆-]/gu;

export function cell(text: string, format: CellFormat): string {
  const visible = withoutInvisible(text);
  if (format === "text") return visible;
  if (format === "html") return visible.replace(HTML, characterReference);
  if (format === "markdown") return visible.replace(MARKDOWN, escapeMarkdown).replace(/:\/\//g, "&#58;//");
  // Mermaid writes a character by its number, and reads everything else in a label as markup.
  return visible.replace(MERMAID, (character) => `#${character.codePointAt(0) ?? 0};`);
}

/** JSON that shows no invisible characters either; JSON.stringify leaves some of them as they are. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => unicodeEscape(character.charCodeAt(i))).join(""),
  );
}

function withoutInvisible(text: string): string {
  return text.replace(/\r?\n|\t/g, " ").replace(INVISIBLE, (character) => unicodeEscape(character.codePointAt(0) ?? 0));
}

function escapeMarkdown(character: string): string {
  // A backslash before these is still read by some renderers: as HTML, as the end of a table's cell, as a mention.
  return "<>&|@".includes(character) ? characterReference(character) : `\\${character}`;
}

function characterReference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
