/** A plan as HashiCorp's provider shows it: a map, list or set of plain values with one unknown element is unknown as a
 *  whole. Blocks, and what a data source is given, stay element by element. A plan that is so already stays as it is. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = Record<string, Json>;

export function unknownAsAWhole<T extends object>(plan: T): T {
  const copy = structuredClone(plan) as { resource_changes?: { mode?: string; change: JsonObject }[] };
  for (const { mode, change } of copy.resource_changes ?? []) {
    if (mode !== "data") withoutPartsOfUnknown(change.after ?? null, change.after_unknown ?? null);
  }
  return copy as T;
}

function withoutPartsOfUnknown(after: Json, unknown: Json): void {
  if (!isObject(after) || !isObject(unknown)) return;
  for (const [name, marks] of Object.entries(unknown)) {
    const value = after[name] ?? null;
    if (isCollectionOfPlainValues(value) && isPartlyUnknown(marks)) {
      unknown[name] = true;
      Reflect.deleteProperty(after, name);
    } else if (Array.isArray(value) && Array.isArray(marks)) {
      for (const [i, block] of value.entries()) withoutPartsOfUnknown(block, marks[i] ?? null);
    }
  }
}

function isCollectionOfPlainValues(value: Json): boolean {
  const isPlain = (one: Json): boolean => one === null || typeof one !== "object";
  if (Array.isArray(value)) return value.every(isPlain);
  return isObject(value) && Object.values(value).every(isPlain);
}

function isPartlyUnknown(marks: Json): boolean {
  if (Array.isArray(marks)) return marks.includes(true);
  return isObject(marks) && Object.values(marks).includes(true);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
