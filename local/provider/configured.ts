/** A configuration as the provider understands it: with the provider's defaults, at any depth. */
import type { Block } from "./schema/schema";
import { shaped } from "./schema/shaped";
import type { ObjectValue, Value } from "./values";

export function withDefaults(
  block: Block,
  config: ObjectValue,
  defaults: Readonly<Record<string, Value>> = {},
): ObjectValue {
  return shaped(block, config, (value, path) => value ?? defaults[path] ?? null);
}
