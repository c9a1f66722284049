/** The provider's schema as the protocol spells it. */
import type { Block, NestedBlock } from "../schema/schema";

// The AWS provider has these resource types at version 0 as well, so that a state can go from one provider to the other.
const VERSION = 0;

export function schemaMessage(block: Block): object {
  return { version: VERSION, block: blockMessage(block) };
}

function blockMessage(block: Block): object {
  return {
    version: VERSION,
    attributes: Object.entries(block.attributes).map(([name, attribute]) => ({
      ...attribute,
      name,
      type: Buffer.from(JSON.stringify(attribute.type)),
    })),
    block_types: Object.entries(block.blocks).map(([name, nested]) => nestedBlockMessage(name, nested)),
  };
}

function nestedBlockMessage(name: string, { nesting, minItems = 0, maxItems = 0, block }: NestedBlock): object {
  return {
    type_name: name,
    nesting: nesting.toUpperCase(),
    min_items: minItems,
    max_items: maxItems,
    block: blockMessage(block),
  };
}
