/** Text from outside, on one line: what could move a terminal's cursor is shown as what it is. */
export function cell(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (characters) =>
    /^\s+$/.test(characters)
      ? " "
      : JSON.stringify(characters)
          .slice(1, -1)
          .replace(/[\p{Cc}\p{Cf}]/gu, "?"),
  );
}
