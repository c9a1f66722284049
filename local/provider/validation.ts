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
  return valuesIn(block, config, "", "", []).flatMap(({ value, path, name, attribute }) =>
    (checks[path]?.(value, name) ?? []).map((summary) => ({ summary, attribute })),
  );
}

/** What the AWS provider's SDK refuses in every attribute: numbers that are not whole, and null within a list or a set. */
export function checkedTypes(block: Block, config: ObjectValue): readonly Problem[] {
  return [
    ...valuesIn(block, config, "", "", []).flatMap(({ value, attribute }) =>
      typeof value === "number" && !Number.isInteger(value)
        ? [{ summary: `Attribute must be a whole number, got ${value}`, attribute }]
        : [],
    ),
    ...Object.keys(block.attributes).flatMap((name) => {
      const value = config[name] ?? null;
      if (!Array.isArray(value) || !value.includes(null)) return [];
      const detail = "Null values are not allowed for this attribute value.";
      return [{ summary: "Null value found in list", detail, attribute: [name] }];
    }),
  ];
}

/** Of each pair of arguments only one may be given. */
export function conflicts(config: ObjectValue, pairs: readonly (readonly [string, string])[] = []): readonly Problem[] {
  return pairs
    .filter((pair) => pair.every((name) => (config[name] ?? null) !== null))
    .map(([name, other]) => ({
      summary: "Conflicting configuration arguments",
      detail: `"${name}": conflicts with ${other}`,
      attribute: [name],
    }));
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
  /** As checks are listed, such as role_mapping.type. */
  readonly path: string;
  /** As the provider calls it, such as role_mapping.0.type. */
  readonly name: string;
  readonly attribute: AttributePath;
}

function valuesIn(
  block: Block,
  object: ObjectValue,
  pathSoFar: string,
  nameSoFar: string,
  attributeSoFar: AttributePath,
): Found[] {
  const attributes = Object.entries(block.attributes).flatMap(([key, { type }]) =>
    scalars(object[key] ?? null).map(({ value, index }) => ({
      value,
      path: pathSoFar + key,
      name: nameSoFar + key + (index === undefined ? "" : `.${index}`),
      attribute: [...attributeSoFar, key, ...(index === undefined || type[0] === "set" ? [] : [index])],
    })),
  );
  const blocks = Object.entries(block.blocks).flatMap(([key, nested]) => {
    const value = object[key] ?? null;
    const elements: readonly Value[] = Array.isArray(value) ? value : [value];
    return elements.flatMap((element, index) => {
      if (!isObject(element)) return [];
      const here = [...attributeSoFar, key];
      const attribute = nested.nesting === "list" ? [...here, index] : here;
      const found = valuesIn(nested.block, element, `${pathSoFar}${key}.`, `${nameSoFar}${key}.${index}.`, attribute);
      // An element of a set has no address: the path ends at the block.
      return nested.nesting === "set" ? found.map((inside) => ({ ...inside, attribute: here })) : found;
    });
  });
  return [...attributes, ...blocks];
}

/** An attribute's value, or the elements of its list or set. The provider's SDK checks no values of maps: AWS answers to them. */
function scalars(value: Value): { value: string | number | boolean; index?: number }[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => scalars(element).map((found) => ({ ...found, index })));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [{ value }] : [];
}
