/** UpgradeResourceState: takes a state from a file, that this provider or another version of it wrote, into today's schema. */
import { resourceSchema, type Block } from "../schema/schema";
import { isObject, type ObjectValue } from "../values";

export function upgradeResourceState(request: { type: string; state: ObjectValue }): ObjectValue {
  return known(resourceSchema(request.type), request.state);
}

/** Without the attributes that the schema does not have: Terraform refuses a state that holds one. */
function known(block: Block, state: ObjectValue): ObjectValue {
  const object: ObjectValue = {};
  for (const name of Object.keys(block.attributes)) object[name] = state[name] ?? null;
  for (const [name, { block: inner }] of Object.entries(block.blocks)) {
    const value = state[name] ?? null;
    if (Array.isArray(value))
      object[name] = value.map((element) => (isObject(element) ? known(inner, element) : element));
    else object[name] = isObject(value) ? known(inner, value) : value;
  }
  return object;
}
