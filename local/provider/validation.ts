/** The checks of single values over a whole configuration: finds each value that a path names, and points at it. */
import type { Check } from "./checks";
import type { AttributePath, Problem } from "./problem";
import type { Block } from "./schema/schema";
import { isEmpty, isObject, type ObjectValue, type Value } from "./values";

export function checkedValues(
  block: Block,
  config: ObjectValue,
  checks: Readonly<Record<string, Check>> = {},
): readonly Problem[] {
  return Object.entries(checks).flatMap(([path, check]) =>
    valuesAt(block, config, path.split("."), []).flatMap(({ value, attribute }) => {
      const problem = check(value);
      return problem ? [{ summary: "Invalid attribute value", detail: `${path} ${problem}.`, attribute }] : [];
    }),
  );
}

/** Refuses what a resource type that is supported in part would silently not do. */
export function unsupportedArguments(
  block: Block,
  config: ObjectValue,
  type: string,
  supported?: readonly string[],
): readonly Problem[] {
  if (!supported) return [];
  const names = [...Object.keys(block.attributes), ...Object.keys(block.blocks)];
  return names
    .filter((name) => !supported.includes(name) && !isEmpty(config[name]))
    .map((name) => ({
      summary: "Argument not supported by the local provider",
      detail: `The local stand-in for the AWS provider knows ${type} only in part: it supports ${supported.join(", ")}. HashiCorp's own provider supports "${name}".`,
      attribute: [name],
    }));
}

interface Found {
  readonly value: string | number | boolean;
  readonly attribute: AttributePath;
}

function valuesAt(
  block: Block,
  object: ObjectValue,
  [name = "", ...rest]: readonly string[],
  path: AttributePath,
): Found[] {
  const value: Value = object[name] ?? null;
  const here = [...path, name];
  const nested = block.blocks[name];
  if (!nested) return scalars(value, here, block.attributes[name]?.type[0] === "set");
  const elements: readonly Value[] = Array.isArray(value) ? value : [value];
  return elements.flatMap((element, index) => {
    if (!isObject(element)) return [];
    const found = valuesAt(nested.block, element, rest, nested.nesting === "list" ? [...here, index] : here);
    // An element of a set has no address: the path ends at the block.
    return nested.nesting === "set" ? found.map(({ value }) => ({ value, attribute: here })) : found;
  });
}

function scalars(value: Value, path: AttributePath, isSet: boolean): Found[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      scalars(element, path, isSet).map((found) => (isSet ? found : { ...found, attribute: [...path, index] })),
    );
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, element]) =>
      scalars(element, path, isSet).map((found) => ({ ...found, attribute: [...path, { key }] })),
    );
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? [{ value, attribute: path }]
    : [];
}
