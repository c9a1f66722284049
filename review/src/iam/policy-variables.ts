/** Policy variables: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the characters themselves.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
import { areKnown, type Context } from "./context";
import { NotModelled } from "./not-modelled";
import { ANY_CHARACTERS, literalPattern, LONGEST_TEXT, wildcardPattern, type Pattern } from "./pattern";

/** How a text of a policy is read. */
export interface TextSyntax {
  /** Whether the policy's version knows variables. */
  readonly variables: boolean;
  /** Whether `*` and `?` stand for other characters here. */
  readonly wildcards: boolean;
}

/** A text of a policy, taken apart once: patterns, and variables between them. */
export interface CompiledText {
  readonly text: string;
  readonly wildcards: boolean;
  readonly parts: readonly (Pattern | Variable)[];
}

/** What is in the place of a variable. */
interface Variable {
  readonly key: string;
  readonly defaultValue: string | undefined;
}

/** What a text means in a request. */
export interface ExpandedText {
  readonly pattern: Pattern;
  /** A variable in it has a value that is left open: the pattern has a wildcard in its place. */
  readonly isOpen: boolean;
}

const VARIABLE = /\$\{([^}]*)(\}?)/g;
const KEY_AND_DEFAULT = /^([^\s,'"{}]+)(?:, ?'([^']*)')?$/;

/** @throws NotModelled for a variable that IAM would not store */
export function compileText(text: string, { variables, wildcards }: TextSyntax): CompiledText {
  if (text.length > LONGEST_TEXT) throw new NotModelled(`a text of ${text.length} characters in a policy`);
  const written = wildcards ? wildcardPattern : literalPattern;
  if (!variables || !text.includes("${")) return { text, wildcards, parts: [written(text)] };
  const parts: (Pattern | Variable)[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, inside = "", brace] = match;
    if (brace === "") throw new NotModelled(`a variable without closing brace in "${text}"`);
    parts.push(written(text.slice(end, match.index)), compileVariable(inside));
    end = match.index + whole.length;
  }
  return { text, wildcards, parts: [...parts, written(text.slice(end))] };
}

function compileVariable(inside: string): Pattern | Variable {
  if (["*", "?", "$"].includes(inside)) return literalPattern(inside);
  const [, key, defaultValue] = KEY_AND_DEFAULT.exec(inside) ?? [];
  if (key === undefined) throw new NotModelled(`the policy variable "\${${inside}}"`);
  return { key, defaultValue };
}

/** The pattern that a text means in a request, or undefined if a variable in it has no value: such a text matches
 *  nothing, in a NotResource too.
 *  @throws NotModelled where a value would be read as a wildcard */
export function expandText({ parts, wildcards }: CompiledText, context: Context): ExpandedText | undefined {
  const [first, ...more] = parts;
  if (first !== undefined && more.length === 0 && !isVariable(first)) return { pattern: first, isOpen: false };
  let isOpen = false;
  const patterns: Pattern[] = [];
  for (const part of parts) {
    const value = isVariable(part) ? variableValue(part, wildcards, context) : part;
    if (value === undefined) return undefined;
    if (value === "open") isOpen = true;
    patterns.push(value === "open" ? [ANY_CHARACTERS] : value);
  }
  return { pattern: patterns.flat(), isOpen };
}

function isVariable(part: Pattern | Variable): part is Variable {
  return "key" in part;
}

function variableValue(
  { key, defaultValue }: Variable,
  wildcards: boolean,
  context: Context,
): Pattern | "open" | undefined {
  const values = context.valuesOfVariable?.(key) ?? context.valuesOf(key);
  if (!areKnown(values)) return "open";
  if (values.length > 1) throw new NotModelled(`the multivalued key "${key}" as a policy variable`);
  // AWS calls a key "that has no value" null and does not say whether an empty text is one.
  if (values[0] === "") throw new NotModelled(`the empty value of "${key}" as a policy variable`);
  const value = values[0] ?? defaultValue;
  if (value !== undefined && wildcards && /[*?]/.test(value)) {
    throw new NotModelled(`a wildcard in the value of "${key}" as a policy variable`);
  }
  return value === undefined ? undefined : literalPattern(value);
}
