/** Values that the file does not hold, because only Terraform's run will know them: they are written as what they come
 *  from, between brackets that occur in no name or ARN of AWS. The same source gives the same text, so two of them can be
 *  compared; nothing is ever put in their place. Values that Terraform marks as sensitive are written so too, and never as
 *  what they are. */

const OPEN = "⟨";
const CLOSE = "⟩";
const AFTER_APPLY = "known after apply";
const SENSITIVE = "sensitive";
const LONG = "a long expression";
const MAX_LENGTH = 1000;
const SYMBOL = /⟨([^⟨⟩]*)⟩/g;

/** Exactly the value of this expression, `⟨aws_iam_role.reader.arn⟩`. */
export function symbol(expression: string): string {
  // What sensitive() is given may be a secret.
  if (/\bsensitive\s*\(/.test(expression)) return sensitiveValue(referencesInExpression(expression));
  if (expression.length > MAX_LENGTH && !isListed(expression)) return listed(LONG, referencesInExpression(expression));
  // Inside JSON text a quote of the expression would end the string; a bracket would end the symbol.
  return `${OPEN}${expression.replaceAll('"', "'").replaceAll(OPEN, "").replaceAll(CLOSE, "")}${CLOSE}`;
}

/** A value that a plan does not know. It depends on these, but how, a plan does not say. */
export function afterApply(references: readonly string[]): string {
  return listed(AFTER_APPLY, references);
}

/** A value that must not be shown, and what it comes from. */
export function sensitiveValue(references: readonly string[] = []): string {
  return listed(SENSITIVE, references);
}

/** A text with sensitive values in it, without what these come from. */
export function withoutSources(text: string): string {
  return text.replaceAll(new RegExp(`${OPEN}${SENSITIVE}: [^${CLOSE}]*${CLOSE}`, "g"), sensitiveValue());
}

function listed(kind: string, references: readonly string[]): string {
  return symbol(references.length === 0 ? kind : `${kind}: ${references.join(", ")}`);
}

function isListed(expression: string): boolean {
  return [AFTER_APPLY, SENSITIVE, LONG].some((kind) => expression === kind || expression.startsWith(`${kind}: `));
}

export function hasSymbol(text: string): boolean {
  return text.includes(OPEN);
}

/** Whether part of the text is unknown in a plan, or must not be shown. */
export function isAfterApply(text: string): boolean {
  return text.includes(`${OPEN}${AFTER_APPLY}`) || isSensitive(text);
}

/** Whether part of the text must not be shown. */
export function isSensitive(text: string): boolean {
  return new RegExp(`${OPEN}${SENSITIVE}[${CLOSE}:]`).test(text);
}

/** Whether the text is one symbol and nothing else. */
export function isSymbol(text: string): boolean {
  return /^⟨[^⟨⟩]*⟩$/.test(text);
}

/** What the text comes from, if it is one symbol and nothing else. */
export function referencesOf(text: string): readonly string[] {
  return isSymbol(text) ? referencesIn(text) : [];
}

/** What all symbols of the text come from. */
export function referencesIn(text: string): readonly string[] {
  const inside = Array.from(text.matchAll(SYMBOL), ([, expression = ""]) => expression);
  return [...new Set(inside.flatMap(referencesInExpression))];
}

/** Every reference of an expression: `aws_iam_role.a.arn` and `var.b` in `upper(aws_iam_role.a.arn) == var.b`. */
export function referencesInExpression(expression: string): string[] {
  if (isListed(expression)) {
    const [, list = ""] = /^[^:]*: (.*)$/s.exec(expression) ?? [];
    return list.split(", ").filter((reference) => reference !== "");
  }
  const code = expression.replace(/(^|[^[])(["'])((?:(?!\2)[^\\]|\\.)*)\2/gs, (_, before: string, __, text: string) =>
    // Only a template is a reference; other texts are not.
    text.includes("${") ? `${before} ${text} ` : `${before} `,
  );
  const found = code.match(/(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w*-]+|\[[^[\]]*\])+(?!\()/g) ?? [];
  return found.filter((reference) => reference.includes("."));
}
