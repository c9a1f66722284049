/** A configuration as the provider understands it. */
import type { Resource } from "./resources/resource";
import type { Block } from "./schema/schema";
import { shaped } from "./schema/shaped";
import { isObject, isWhollyKnown, UNKNOWN, type ObjectValue, type Value } from "./values";

/** With the provider's defaults, at any depth. */
export function withDefaults(
  block: Block,
  config: ObjectValue,
  defaults: Readonly<Record<string, Value>> = {},
): ObjectValue {
  return shaped(block, config, (value, path) => value ?? defaults[path] ?? null);
}

/** As a plan has it: with defaults, each text in the form that the state gets, and maps without the keys that are null. */
export function asPlanned(
  block: Block,
  config: ObjectValue,
  { defaults, normalized = {} }: Pick<Resource, "defaults" | "normalized">,
): ObjectValue {
  return shaped(block, withDefaults(block, config, defaults), (value, path) => {
    if (typeof value === "string") return normalized[path]?.(value) ?? value;
    return isObject(value) ? withoutNulls(value) : value;
  });
}

function withoutNulls(map: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== null));
}

/** Each text of a state that AWS was asked for, in the form that the state gets. */
export function asRead(
  block: Block,
  state: ObjectValue,
  { normalized = {} }: Pick<Resource, "normalized">,
): ObjectValue {
  return shaped(block, state, (value, path) =>
    typeof value === "string" ? (normalized[path]?.(value) ?? value) : value,
  );
}

/** A map, set or list of plain values with one unknown element is unknown as a whole: the AWS provider's SDK keeps the elements apart
 *  only in blocks. */
export function withUnknownCollections(block: Block, planned: ObjectValue): ObjectValue {
  return shaped(block, planned, (value) => (isWhollyKnown(value) ? value : UNKNOWN));
}
