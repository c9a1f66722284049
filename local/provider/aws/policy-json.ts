/** A policy document as its elements, whichever way it is written: one statement or many, one value or a list.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** A form that is the same for all spellings of one policy: IAM cares neither for the order of statements, values and keys nor for
 *  a list around a single value. A text that is no JSON is its own form. */
export function policyMeaning(text: string): string {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  if (!isJsonObject(document)) return text;
  const { Statement, ...rest } = document;
  return JSON.stringify([ordered(rest), listOf(Statement).map(statementMeaning).sort()]);
}

function statementMeaning(statement: Json): string {
  if (!isJsonObject(statement)) return JSON.stringify(statement);
  const { Condition, ...rest } = statement;
  return JSON.stringify([ordered(rest), conditionMeaning(Condition)]);
}

/** true and "true" are one condition value. */
function conditionMeaning(condition: Json | undefined): Json {
  if (!isJsonObject(condition)) return condition ?? null;
  const asText = (value: Json): Json =>
    listOf(value).map((element) =>
      typeof element === "boolean" || typeof element === "number" ? String(element) : element,
    );
  const operators = Object.entries(condition).map(([operator, keys]): [string, Json] => [
    operator,
    isJsonObject(keys) ? Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, asText(value)])) : keys,
  ]);
  return ordered(Object.fromEntries(operators));
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) {
    const elements = value.map(ordered).sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
    const [only] = elements;
    return elements.length === 1 && only !== undefined ? only : elements;
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => compare(a, b));
    return Object.fromEntries(entries.map(([key, member]) => [key, ordered(member)]));
  }
  return value;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The path of a key that stands twice in one object, such as Statement.0.Effect, in a text that is valid JSON. */
export function duplicateKeyIn(text: string): string | undefined {
  interface Level {
    /** Undefined in a list. */
    readonly keys?: Set<string>;
    /** What its member that is being read is called. */
    at: string;
    index: number;
  }
  const levels: Level[] = [];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  for (const [position, token] of tokens.entries()) {
    const level = levels.at(-1);
    if (token === "{") levels.push({ keys: new Set(), at: "", index: 0 });
    else if (token === "[") levels.push({ at: "0", index: 0 });
    else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && level && !level.keys) level.at = String(++level.index);
    else if (level?.keys && tokens[position + 1] === ":") {
      const key = JSON.parse(token) as string;
      level.at = key;
      if (level.keys.has(key)) return levels.map(({ at }) => at).join(".");
      level.keys.add(key);
    }
  }
  return undefined;
}

/** As Go's JSON package writes it, which the AWS provider uses: keys sorted, no white space. A text that is no JSON stays as it is. */
export function normalizedJson(text: string): string {
  return rewritten(text, keysSorted);
}

/** The same with `Version` first, where IAM's older parsers look for it. */
export function normalizedPolicy(text: string): string {
  return rewritten(text, (json) => {
    const sorted = keysSorted(json);
    if (!isJsonObject(sorted) || sorted.Version !== "2012-10-17") return sorted;
    const { Version, ...rest } = sorted;
    return { Version, ...rest };
  });
}

function rewritten(text: string, rewrite: (json: Json) => Json): string {
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  return escapedForHtml(JSON.stringify(rewrite(json)));
}

function keysSorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(keysSorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([key, member]) => [key, keysSorted(member)]));
}

/** Go's JSON escapes these for the sake of HTML. */
export function escapedForHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The characters that count against IAM's quotas: all but white space.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export function policySize(text: string): number {
  return text.replace(/\s/g, "").length;
}
