/** The one way through a schema: an object with every attribute and block that its schema has, and nothing else. */
import { isObject, UNKNOWN, type ObjectValue, type Value } from "../values";
import type { Attribute, Block, NestedBlock } from "./schema";

/** What becomes of an attribute's value. `path` has names with dots between, such as "mapping_rule.claim". */
export type OfAttribute = (value: Value, path: string, attribute: Attribute) => Value;

/** @param ofAttribute @default every value as it is, null where there is none */
export function shaped(block: Block, object: ObjectValue, ofAttribute: OfAttribute = (value) => value): ObjectValue {
  return shapedBlock(block, object, ofAttribute, "");
}

function shapedBlock(block: Block, object: ObjectValue, ofAttribute: OfAttribute, path: string): ObjectValue {
  const shape: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes))
    shape[name] = ofAttribute(object[name] ?? null, path + name, attribute);
  for (const [name, nested] of Object.entries(block.blocks))
    shape[name] = shapedNested(nested, object[name] ?? null, ofAttribute, `${path}${name}.`);
  return shape;
}

function shapedNested({ nesting, block }: NestedBlock, value: Value, ofAttribute: OfAttribute, path: string): Value {
  if (value === UNKNOWN) return UNKNOWN;
  const element = (part: Value) => (isObject(part) ? shapedBlock(block, part, ofAttribute, path) : part);
  if (nesting === "single") return isObject(value) ? element(value) : null;
  return Array.isArray(value) ? value.map(element) : [];
}
