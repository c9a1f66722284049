/** Values that an expression can work with. */
import { hasSymbol } from "./symbol";

/** Only Terraform can work this out. */
export class NotUnderstood extends Error {}

/** Larger than anything that AWS takes for a policy or a name, by far. */
const MAX_SIZE = 1_000_000;

const sizes = new WeakMap<object, number>();

/** A value, unless it is larger than any real one: locals that double each other grow without end.
 *  @throws NotUnderstood */
export function checkSize<T>(value: T): T {
  if (sizeOf(value) > MAX_SIZE) throw new NotUnderstood();
  return value;
}

/** Characters of all texts and the number of elements; what occurs twice counts twice. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const one of Object.values(value)) size += sizeOf(one);
  sizes.set(value, size);
  return size;
}

/** Whether no part of the value is a symbol. */
export function isKnown(value: unknown): boolean {
  if (typeof value === "string") return !hasSymbol(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, one]) => !hasSymbol(key) && isKnown(one));
}

export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  // A list or an object inside a text: Terraform would refuse it.
  throw new NotUnderstood();
}

const sets = new WeakSet<object>();

/** A list that stands for a set: its elements are their own keys. */
export function asSet(values: unknown[]): unknown[] {
  sets.add(values);
  return values;
}

export function isSet(values: object): boolean {
  return sets.has(values);
}
