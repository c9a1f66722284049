/** Terraform's functions, those that configurations of roles and policies use. An argument that is not known makes the result
 *  unknown, except where it is only passed on.
 *  https://developer.hashicorp.com/terraform/language/functions */
import { asSet, asText, isKnown, NotUnderstood } from "./known-value";
import { isObject, own, type Values } from "./resource";
import { hasSymbol, isSymbol } from "./symbol";

type TerraformFunction = (...args: unknown[]) => unknown;

/** @throws NotUnderstood if it is none of these */
export function functionNamed(name: string): TerraformFunction {
  const found = FUNCTIONS.get(name);
  if (found === undefined) throw new NotUnderstood();
  return found;
}

const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>([
  ["jsonencode", (value) => JSON.stringify(sortedKeys(value))],
  ["jsondecode", (json) => parsed(knownText(json))],
  ["join", (separator, ...lists) => lists.flatMap(list).map(asText).join(asText(separator))],
  ["format", format],
  ["concat", (...lists) => lists.flatMap(list)],
  ["merge", (...objects) => Object.fromEntries(objects.filter((one) => one !== null).flatMap(entries))],
  ["flatten", (value) => flat(list(value))],
  ["distinct", (value) => distinct(list(value))],
  ["compact", (value) => list(value).filter((one) => one !== null && one !== "")],
  ["toset", (value) => toSet(value)],
  // A list of its own: what it was made of may be a set.
  ["tolist", (value) => [...list(value)]],
  ["tomap", (value) => Object.fromEntries(entries(value))],
  ["tostring", (value) => (value === null ? null : asText(value))],
  ["nonsensitive", (value) => value],
  [
    "keys",
    (value) =>
      entries(value)
        .map(([key]) => key)
        .toSorted(),
  ],
  [
    "values",
    (value) =>
      entries(value)
        .toSorted(byKey)
        .map(([, one]) => one),
  ],
  ["zipmap", (keys, values) => Object.fromEntries(list(keys).map((key, i) => [asText(key), list(values)[i]]))],
  ["element", (value, index) => element(list(value), Number(asText(index)))],
  ["lookup", (object, key, fallback) => lookup(objectOf(object), knownText(key), fallback)],
  ["one", (value) => (list(value).length > 1 ? fail() : (list(value)[0] ?? null))],
  ["coalesce", (...values) => values.find(isSomething) ?? fail()],
  ["coalescelist", (...values) => values.find((one) => list(one).length > 0) ?? fail()],
  ["length", (value) => (typeof value === "string" ? Array.from(knownText(value)).length : lengthOf(value))],
  ["contains", (value, one) => list(known(value)).includes(known(one))],
  ["lower", (value) => knownText(value).toLowerCase()],
  ["upper", (value) => knownText(value).toUpperCase()],
  ["trimspace", (value) => knownText(value).trim()],
  ["trimprefix", (value, start) => withoutStart(knownText(value), knownText(start))],
  ["trimsuffix", (value, end) => withoutEnd(knownText(value), knownText(end))],
  ["split", (separator, value) => knownText(value).split(knownText(separator))],
  ["replace", (value, part, by) => replaced(knownText(value), knownText(part), asText(by))],
]);

function fail(): never {
  throw new NotUnderstood();
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : fail();
}

function objectOf(value: unknown): Values {
  return isObject(value) ? value : fail();
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(objectOf(value));
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}

function known(value: unknown): unknown {
  return isKnown(value) ? value : fail();
}

function knownText(value: unknown): string {
  return asText(known(value));
}

function lengthOf(value: unknown): number {
  return isObject(value) ? Object.keys(value).length : list(value).length;
}

function element(values: readonly unknown[], index: number): unknown {
  // An index that is not known is no number, and `at` would take it for 0.
  if (!Number.isInteger(index)) return fail();
  // A negative index counts from the end.
  return values.at(index % values.length) ?? fail();
}

/** What is not known at all may be null or an empty text. */
function isSomething(value: unknown): boolean {
  if (typeof value === "string" && isSymbol(value)) return fail();
  return value !== null && value !== "";
}

function lookup(object: Values, key: string, fallback: unknown): unknown {
  const found = own(object, key);
  if (found !== undefined) return found;
  // A key that is not known may be this one.
  return fallback === undefined || Object.keys(object).some(hasSymbol) ? fail() : fallback;
}

function flat(values: readonly unknown[]): unknown[] {
  return values.flatMap((one) => (Array.isArray(one) ? flat(one as unknown[]) : [one]));
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((one) => [JSON.stringify(one), one])).values()];
}

/** A set has no order; Terraform goes through the sorted texts. */
function toSet(value: unknown): unknown {
  const values = distinct(list(value));
  return asSet(values.every((one) => typeof one === "string") ? values.toSorted() : values);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return fail();
  }
}

/** Terraform writes objects with sorted keys. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (!isObject(value)) {
    // An object or a list that is not known would stand in the text as if it were a text of its own.
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(byKey)
      .map(([key, one]) => [key, sortedKeys(one)]),
  );
}

function format(pattern: unknown, ...args: unknown[]): string {
  let next = 0;
  return asText(pattern).replaceAll(/%(.)/g, (_, verb: string) => {
    if (verb === "%") return "%";
    if (!["s", "d", "v"].includes(verb)) return fail();
    const value = args[next];
    next += 1;
    return asText(value);
  });
}

function withoutStart(value: string, start: string): string {
  return value.startsWith(start) ? value.slice(start.length) : value;
}

function withoutEnd(value: string, end: string): string {
  return end !== "" && value.endsWith(end) ? value.slice(0, -end.length) : value;
}

function replaced(value: string, part: string, by: string): string {
  // Between slashes it is a regular expression of another dialect.
  return part.length > 1 && part.startsWith("/") && part.endsWith("/") ? fail() : value.replaceAll(part, () => by);
}
