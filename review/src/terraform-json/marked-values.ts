/** Values beside which Terraform's JSON marks, in an object of the same shape, what is sensitive and what is unknown until
 *  apply: `true` in the place of the value. What is marked comes out as a symbol. */
import { isObject, own, stringOf, type Values } from "./resource";
import { afterApply, hasSymbol, sensitiveValue } from "./symbol";

/** The attributes of a resource, with a symbol in the place of every part that is sensitive. */
export function withoutSensitive(values: unknown, sensitive: unknown): Values {
  return markedValues(values, { unknown: false, sensitive }, undefined);
}

/** The attributes of a resource, with a symbol in the place of every part that is unknown or sensitive. A resource that is
 *  marked as a whole keeps its attributes, each marked. */
export function markedValues(values: unknown, marks: Marks, source: BlockSource | undefined): Values {
  const known = isObject(values) ? values : {};
  const unknown = isObject(marks.unknown) ? Object.keys(marks.unknown) : [];
  const written = marks.unknown === true ? (source?.parts.keys() ?? []) : [];
  return Object.fromEntries(
    Array.from(new Set([...Object.keys(known), ...unknown, ...written]), (name) => [
      name,
      markedValue(own(known, name), partOfMarks(marks, name), partOfSource(source, name), name),
    ]),
  );
}

export interface Marks {
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** What the configuration says of a value. */
export type Source = AttributeSource | BlockSource | BlocksSource;

/** Of an attribute: what it refers to, and the value as far as it can be worked out. */
export interface AttributeSource {
  readonly references: readonly string[];
  /** Undefined where the plan does not hold the expression: it does for JSON, and does not for HCL. */
  readonly template?: unknown;
}

export interface BlockSource {
  readonly parts: ReadonlyMap<string, Source>;
  /** Attributes that are written as plain values. */
  readonly constants: Values;
}

export interface BlocksSource {
  readonly blocks: readonly BlockSource[];
}

/** The value, with a symbol in the place of every part that is unknown or sensitive. */
function markedValue(value: unknown, marks: Marks, source: Source | undefined, name = ""): unknown {
  const { unknown, sensitive } = marks;
  if (sensitive === true) {
    const isNothing = unknown !== true && (value === undefined || value === null || value === "");
    return isNothing ? value : sensitiveValue(referencesOfSource(source));
  }
  if (unknown === true) return unknownValue(source);
  if (Array.isArray(value) || Array.isArray(unknown)) {
    return markedElements(Array.isArray(value) ? (value as unknown[]) : [], marks, source, name);
  }
  if (isObject(value) || isObject(unknown)) {
    const values = isObject(value) ? value : {};
    const keys = new Set([...Object.keys(values), ...(isObject(unknown) ? Object.keys(unknown) : [])]);
    return Object.fromEntries(
      Array.from(keys, (key) => [
        key,
        markedValue(own(values, key), partOfMarks(marks, key), partOfSource(source, key), key),
      ]),
    );
  }
  return value;
}

function markedElements(values: readonly unknown[], marks: Marks, source: Source | undefined, name: string): unknown[] {
  const unknown = Array.isArray(marks.unknown) ? (marks.unknown as unknown[]) : [];
  const length = Math.max(values.length, unknown.length);
  const marksOf = (i: number): Marks => partOfMarks(marks, i);
  if (source !== undefined && "blocks" in source) {
    return Array.from({ length }, (_, i) =>
      markedValue(values[i], marksOf(i), sourceOfBlock(source, values, marks, i, name)),
    );
  }
  const written = templatesOfUnknown(values, unknown, source);
  let next = 0;
  return Array.from({ length }, (_, i) => {
    if (unknown[i] === true && marksOf(i).sensitive !== true && written !== undefined) {
      next += 1;
      return written[next - 1];
    }
    return markedValue(values[i], marksOf(i), partOfSource(source, i));
  });
}

/** The elements of a list or set, as written, that are not known: none if which they are cannot be told. A set's elements
 *  stand in another order than they are written in. */
function templatesOfUnknown(
  values: readonly unknown[],
  unknown: readonly unknown[],
  source: Source | undefined,
): unknown[] | undefined {
  if (source === undefined || !("references" in source) || !Array.isArray(source.template)) return undefined;
  const places = unknown.filter((one) => one === true).length;
  const known = values.filter((_, i) => unknown[i] !== true).map((one) => stringOf(one) ?? "");
  const open = (source.template as unknown[]).filter((one) => {
    const written = stringOf(one) ?? "";
    return hasSymbol(written) && !known.some((value) => fits(written, value));
  });
  return open.length === places ? open : undefined;
}

/** Whether a text with symbols may have come out as this one. */
function fits(written: string, value: string): boolean {
  const pattern = written
    .split(/⟨[^⟨⟩]*⟩/)
    .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    .join(".*");
  return new RegExp(`^${pattern}$`, "s").test(value);
}

function unknownValue(source: Source | undefined): unknown {
  if (source === undefined) return afterApply([]);
  if ("references" in source && source.template !== undefined && source.template !== null) return source.template;
  return afterApply(referencesOfSource(source));
}

function referencesOfSource(source: Source | undefined): readonly string[] {
  if (source === undefined) return [];
  if ("references" in source) return source.references;
  const blocks = "blocks" in source ? source.blocks : [source];
  return [...new Set(blocks.flatMap(({ parts }) => Array.from(parts.values(), referencesOfSource)).flat())];
}

function partOfMarks({ unknown, sensitive }: Marks, key: string | number): Marks {
  return { unknown: partOfMark(unknown, key), sensitive: partOfMark(sensitive, key) };
}

function partOfMark(mark: unknown, key: string | number): unknown {
  if (mark === true) return true;
  if (Array.isArray(mark)) return (mark as unknown[])[Number(key)];
  return isObject(mark) ? own(mark, String(key)) : undefined;
}

/** What the configuration says of an element. An attribute's own references stand for all its parts. */
function partOfSource(source: Source | undefined, key: string | number): Source | undefined {
  if (source === undefined) return undefined;
  if ("parts" in source) return source.parts.get(String(key));
  if ("blocks" in source) return undefined;
  const { references, template } = source;
  if (typeof key === "string" && isObject(template)) return { references, template: own(template, key) };
  return { references };
}

/** Blocks whose order Terraform keeps; the others are sets. */
const ORDERED = new Set(["statement", "mapping_rule"]);

/** Which of the written blocks has become this one: what it says in plain values must agree. The blocks that a dynamic block
 *  makes are not among the written ones. */
function sourceOfBlock(
  { blocks }: BlocksSource,
  values: readonly unknown[],
  marks: Marks,
  i: number,
  name: string,
): Source | undefined {
  const value = values[i];
  const mayBe = (block: BlockSource): boolean => agrees(block, value, partOfMark(marks.unknown, i));
  const same = blocks[i];
  if (ORDERED.has(name) && blocks.length === values.length && same !== undefined && mayBe(same)) return same;
  const [only, ...more] = blocks.filter(mayBe);
  return more.length === 0 || only === undefined ? only : merged([only, ...more]);
}

function agrees({ constants, parts }: BlockSource, value: unknown, unknown: unknown): boolean {
  const values = isObject(value) ? value : {};
  const agree = Object.entries(constants).every(
    ([name, constant]) => partOfMark(unknown, name) === true || isSame(constant, own(values, name)),
  );
  if (!agree) return false;
  // A nested block must be found again too: two conditions of one policy differ in what they ask for.
  return Array.from(parts).every(([name, part]) => {
    if (!("blocks" in part)) return true;
    const nested = own(values, name);
    const marks = partOfMark(unknown, name);
    if (marks === true || !Array.isArray(nested)) return true;
    return part.blocks.every((block) => nested.some((one, i) => agrees(block, one, partOfMark(marks, i))));
  });
}

/** Lists are compared as sets: the provider sorts some of them. */
function isSame(constant: unknown, value: unknown): boolean {
  if (Array.isArray(constant) && Array.isArray(value)) {
    const texts = (list: readonly unknown[]): string => JSON.stringify([...new Set(list.map(stringOf))].toSorted());
    return texts(constant) === texts(value);
  }
  return stringOf(constant) === stringOf(value) || value === undefined || value === null || typeof value === "object";
}

/** It may be each of these: what is not known comes from any of them. */
function merged(blocks: readonly BlockSource[]): BlockSource {
  const names = new Set(blocks.flatMap(({ parts }) => [...parts.keys()]));
  const parts = Array.from(names, (name): [string, Source] => {
    const sources = blocks.map((block) => block.parts.get(name)).filter((one) => one !== undefined);
    const nested = sources.flatMap((one) => ("blocks" in one ? one.blocks : []));
    if (nested.length > 0) return [name, { blocks: nested }];
    return [name, { references: [...new Set(sources.flatMap(referencesOfSource))] }];
  });
  return { parts: new Map(parts), constants: {} };
}
