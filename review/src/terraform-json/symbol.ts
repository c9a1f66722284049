/** Values that the file does not hold, because only Terraform's run will know them: they are written as what they come
 *  from, between brackets that occur in no name or ARN of AWS. The same source gives the same text, so two of them can be
 *  compared; nothing is ever put in their place. */

const OPEN = "⟨";
const CLOSE = "⟩";
const AFTER_APPLY = "known after apply";

/** Exactly the value of this expression, `⟨aws_iam_role.reader.arn⟩`. */
export function symbol(expression: string): string {
  // Inside JSON text a quote of the expression would end the string.
  return `${OPEN}${expression.replaceAll('"', "'")}${CLOSE}`;
}

/** A value that a plan does not know. It depends on these, but how, a plan does not say. */
export function afterApply(references: readonly string[]): string {
  return symbol(references.length === 0 ? AFTER_APPLY : `${AFTER_APPLY}: ${references.join(", ")}`);
}

export function hasSymbol(text: string): boolean {
  return text.includes(OPEN);
}

/** Whether part of the text is unknown in a plan. */
export function isAfterApply(text: string): boolean {
  return text.includes(`${OPEN}${AFTER_APPLY}`);
}

/** What the text comes from, if it is one symbol and nothing else. */
export function referencesOf(text: string): readonly string[] {
  const [, inside] = /^⟨([^⟨⟩]*)⟩$/.exec(text) ?? [];
  if (inside === undefined) return [];
  return inside
    .replace(/^known after apply(?:: )?/, "")
    .split(", ")
    .filter((reference) => reference !== "");
}
