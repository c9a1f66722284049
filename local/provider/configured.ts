/** A configuration as the provider understands it: with the provider's defaults, at any depth. */
import type { Block } from "./schema/schema";
import { isObject, type ObjectValue, type Value } from "./values";

export function withDefaults(
  block: Block,
  config: ObjectValue,
  defaults: Readonly<Record<string, Value>> = {},
  path = "",
): ObjectValue {
  const object: ObjectValue = {};
  for (const name of Object.keys(block.attributes)) object[name] = config[name] ?? defaults[path + name] ?? null;
  for (const [name, { block: inner }] of Object.entries(block.blocks)) {
    const element = (value: Value) =>
      isObject(value) ? withDefaults(inner, value, defaults, `${path}${name}.`) : value;
    const value = config[name] ?? null;
    object[name] = Array.isArray(value) ? value.map(element) : element(value);
  }
  return object;
}
