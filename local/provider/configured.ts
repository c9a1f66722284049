/** A configuration as the provider understands it. */
import type { Resource } from "./resources/resource";
import type { Block } from "./schema/schema";
import { shaped } from "./schema/shaped";
import { blocks as blocksOf, isEmpty, isObject, isWhollyKnown, UNKNOWN, type ObjectValue, type Value } from "./values";

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

/** What AWS sets in a block that the configuration has: as it was, or unknown where the block is new. */
export function withComputedInBlocks(block: Block, configured: ObjectValue, prior: ObjectValue | null): ObjectValue {
  const blocks = Object.entries(block.blocks).map(([name, nested]): [string, Value] => {
    const value = configured[name] ?? null;
    const before = blocksOf(prior?.[name]);
    const element = (part: Value, index: number): Value => {
      if (!isObject(part)) return part;
      const same = nested.nesting === "set" ? before.find((candidate) => agree(part, candidate)) : before[index];
      return withComputed(nested.block, part, same ?? null);
    };
    return [name, Array.isArray(value) ? value.map(element) : element(value, 0)];
  });
  return { ...configured, ...Object.fromEntries(blocks) };
}

function withComputed(block: Block, configured: ObjectValue, prior: ObjectValue | null): ObjectValue {
  const computed = Object.entries(block.attributes).filter(([name, attribute]) => {
    return attribute.computed && (configured[name] ?? null) === null;
  });
  const values = computed.map(([name]): [string, Value] => [name, prior ? (prior[name] ?? null) : UNKNOWN]);
  return withComputedInBlocks(block, { ...configured, ...Object.fromEntries(values) }, prior);
}

/** Whether everything that is configured was the same before: the elements of a set have no other address. */
function agree(configured: ObjectValue, before: ObjectValue): boolean {
  return Object.entries(configured).every(
    ([name, value]) => isEmpty(value) || JSON.stringify(value) === JSON.stringify(before[name]),
  );
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
