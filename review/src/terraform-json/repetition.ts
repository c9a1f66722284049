/** Resources and blocks that a configuration repeats: count, for_each, dynamic.
 *  https://developer.hashicorp.com/terraform/language/meta-arguments/for_each
 *  https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
import { entriesOf, evaluate, valueAt, type Lookup } from "./expression";
import { NotUnderstood } from "./known-value";
import { blocks, isObject, own, stringOf, type Values } from "./resource";
import { isSymbol, symbol } from "./symbol";

/** One of the resources that a block makes. */
export interface Instance {
  /** As it stands between brackets in the address: 0 or "x". Undefined if there is but one, or if how many is not known. */
  readonly key?: string;
  /** Knows count.index, each.key and each.value. */
  readonly lookup: Lookup;
}

/** More than any configuration has: each is a resource in AWS. */
const MAX_INSTANCES = 10_000;

export function instancesOf({ count, for_each: forEach }: Values, lookup: Lookup): Instance[] {
  if (count !== undefined) return counted(evaluate(count, lookup), lookup);
  if (forEach !== undefined) return forEachOf(evaluate(forEach, lookup), lookup);
  return [{ lookup }];
}

function counted(count: unknown, lookup: Lookup): Instance[] {
  const length = Number(stringOf(count));
  // Not known, or absurd: there may be one.
  if (!Number.isInteger(length) || length < 0 || length > MAX_INSTANCES) return [{ lookup }];
  return Array.from({ length }, (_, index) => ({
    key: String(index),
    lookup: withNames(lookup, new Map([["count", { index }]])),
  }));
}

function forEachOf(collection: unknown, lookup: Lookup): Instance[] {
  const entries = keyed(collection);
  if (entries === undefined) return [{ lookup: withNames(lookup, new Map([["each", { value: collection }]])) }];
  return entries.map(([key, value]) => ({
    key: JSON.stringify(key),
    lookup: withNames(lookup, new Map([["each", { key, value }]])),
  }));
}

/** Keys and values of a for_each; the elements of a set are both. Undefined if they are not known. */
function keyed(collection: unknown): [string, unknown][] | undefined {
  try {
    return entriesOf(collection).map(([key, value]) => {
      const name = Array.isArray(collection) ? stringOf(value) : String(key);
      if (name === undefined || isSymbol(name)) throw new NotUnderstood();
      return [name, value];
    });
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

function withNames(lookup: Lookup, names: ReadonlyMap<string, unknown>): Lookup {
  return (path) => {
    const [first, ...rest] = path;
    if (first === undefined || !("name" in first) || !names.has(first.name)) return lookup(path);
    return valueAt(names.get(first.name), rest);
  };
}

/** A block with its dynamic blocks written out, and evaluated; the rest is as it was. One of which it is not known how often
 *  it is repeated stands there as a symbol. */
export function expandDynamicBlocks(body: Values, lookup: Lookup): Values {
  const dynamic = blocks(own(body, "dynamic")).flatMap((named) => Object.entries(named));
  const written = Object.entries(body)
    .filter(([name]) => name !== "dynamic" || dynamic.length === 0)
    .map(([name, value]): [string, unknown] => [name, expandInside(value, lookup)]);
  const expanded = new Map(written);
  for (const [name, definitions] of dynamic) {
    const repeated = blocks(definitions).flatMap((definition) => repeatedBlock(name, definition, lookup));
    const before = expanded.get(name);
    expanded.set(name, [...(Array.isArray(before) ? (before as unknown[]) : blocks(before)), ...repeated]);
  }
  return Object.fromEntries(expanded);
}

function expandInside(value: unknown, lookup: Lookup): unknown {
  if (Array.isArray(value)) return value.map((one) => expandInside(one, lookup));
  return isObject(value) && "dynamic" in value ? expandDynamicBlocks(value, lookup) : value;
}

function repeatedBlock(name: string, definition: Values, lookup: Lookup): unknown[] {
  const content = blocks(definition.content)[0] ?? {};
  const iterator = stringOf(definition.iterator) ?? name;
  const collection = evaluate(definition.for_each, lookup);
  let elements: [unknown, unknown][];
  try {
    elements = entriesOf(collection);
  } catch (error) {
    if (error instanceof NotUnderstood) return [symbol(`dynamic ${name}: ${stringOf(collection) ?? "for_each"}`)];
    throw error;
  }
  return elements.map(([key, value]) => {
    const inside = withNames(lookup, new Map([[iterator, { key, value }]]));
    return escaped(evaluate(expandDynamicBlocks(content, inside), inside));
  });
}

/** What is evaluated already must come out the same when the block around it is evaluated. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return escapedText(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [escapedText(key), escaped(one)]));
}

function escapedText(text: string): string {
  return text.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
