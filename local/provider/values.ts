/** Terraform's values as plain JavaScript, and the typed ways to read them. Nothing here knows how they travel. */

/** Stands for a value that only an apply will tell. */
export const UNKNOWN = Symbol("known after apply");

export type Value = null | boolean | number | string | typeof UNKNOWN | Value[] | ObjectValue;
export interface ObjectValue {
  [name: string]: Value;
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What Terraform's older SDK, which the AWS provider is written with, does not tell apart from "not set". */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

export function isWhollyKnown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return !isObject(value) || Object.values(value).every(isWhollyKnown);
}

/** The value with null in place of what is unknown, at any depth. */
export function withoutUnknowns<T extends Value>(value: T): T {
  const known = (part: Value): Value => {
    if (part === UNKNOWN) return null;
    if (Array.isArray(part)) return part.map(known);
    if (isObject(part)) return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, known(member)]));
    return part;
  };
  return known(value) as T;
}

export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The string, or undefined where it is null, unknown or empty: the SDKs leave undefined members out of a request. */
export function optionalText(value: Value | undefined): string | undefined {
  return text(value) || undefined;
}

export function flag(value: Value | undefined): boolean {
  return value === true;
}

export function number(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The number, or undefined where it is null, unknown or 0: the AWS provider's SDK takes 0 for "not set". */
export function optionalNumber(value: Value | undefined): number | undefined {
  return number(value) === 0 ? undefined : number(value);
}

export function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

export function textMap(value: Value | undefined): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** The objects of a nested block, of whatever nesting. */
export function blocks(value: Value | undefined): ObjectValue[] {
  if (isObject(value)) return [value];
  return Array.isArray(value) ? value.filter(isObject) : [];
}
