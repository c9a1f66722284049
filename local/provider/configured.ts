/** A configuration as the provider understands it. */
import type { Block } from "./schema/schema";
import { shaped } from "./schema/shaped";
import { isWhollyKnown, UNKNOWN, type ObjectValue, type Value } from "./values";

/** With the provider's defaults, at any depth. */
export function withDefaults(
  block: Block,
  config: ObjectValue,
  defaults: Readonly<Record<string, Value>> = {},
): ObjectValue {
  return shaped(block, config, (value, path) => value ?? defaults[path] ?? null);
}

/** A map, set or list of plain values with one unknown element is unknown as a whole: the AWS provider's SDK keeps the elements apart
 *  only in blocks. */
export function withUnknownCollections(block: Block, planned: ObjectValue): ObjectValue {
  return shaped(block, planned, (value) => (isWhollyKnown(value) ? value : UNKNOWN));
}
