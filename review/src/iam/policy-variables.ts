/** Policy variables: `${key}`, `${key, 'default'}`, and `${*}`, `${?}`, `${$}` for the characters themselves.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
import { NotModelled } from "./not-modelled";
import { literalPattern, wildcardPattern, type Pattern } from "./pattern";
import { contextValues, type RequestContext } from "./request";

/** How a text of a policy is read. */
export interface Reading {
  /** Whether the policy's version knows variables. */
  readonly variables: boolean;
  /** Whether `*` and `?` stand for other characters here. */
  readonly wildcards: boolean;
  readonly context: RequestContext | undefined;
}

const VARIABLE = /\$\{([^}]*)(\}?)/g;
const KEY_AND_DEFAULT = /^([^\s,'"{}]+)(?:, ?'([^']*)')?$/;

/** The pattern that a text of a policy means, or undefined if a variable in it has no value: such a text matches
 *  nothing, in a NotResource too.
 *  @throws NotModelled for a variable that IAM would not store, and where a value would be read as a wildcard */
export function expandVariables(text: string, reading: Reading): Pattern | undefined {
  const written = reading.wildcards ? wildcardPattern : literalPattern;
  if (!reading.variables) return written(text);
  const pattern: Pattern[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [whole, variable = "", brace] = match;
    if (brace === "") throw new NotModelled(`a variable without closing brace in "${text}"`);
    const value = variableValue(variable, reading);
    if (value === undefined) return undefined;
    pattern.push(written(text.slice(end, match.index)), literalPattern(value));
    end = match.index + whole.length;
  }
  return [...pattern, written(text.slice(end))].flat();
}

function variableValue(variable: string, reading: Reading): string | undefined {
  if (["*", "?", "$"].includes(variable)) return variable;
  const [, key, defaultValue] = KEY_AND_DEFAULT.exec(variable) ?? [];
  if (key === undefined) throw new NotModelled(`the policy variable "\${${variable}}"`);
  const values = contextValues(reading.context, key);
  if (values.length > 1) throw new NotModelled(`the multivalued key "${key}" as a policy variable`);
  // AWS calls a key "that has no value" null and does not say whether an empty text is one.
  if (values[0] === "") throw new NotModelled(`the empty value of "${key}" as a policy variable`);
  const value = values[0] ?? defaultValue;
  if (value !== undefined && reading.wildcards && /[*?]/.test(value)) {
    throw new NotModelled(`a wildcard in the value of "${key}" as a policy variable`);
  }
  return value;
}
