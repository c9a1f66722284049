/** The schema that Terraform asks for: what the provider's arguments are called, which type they have and who sets them.
 *  `schema.json` is made by `generate.ts`: do not edit it. */
import generated from "./schema.json";

export type AttributeType =
  | "string"
  | "bool"
  | "number"
  | readonly ["list" | "set" | "map", AttributeType]
  | readonly ["object", { readonly [name: string]: AttributeType }];

export interface Attribute {
  readonly type: AttributeType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
}

export interface NestedBlock {
  readonly nesting: "single" | "list" | "set";
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly block: Block;
}

export interface Block {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly blocks: Readonly<Record<string, NestedBlock>>;
}

export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

export const providerSchema = generated as unknown as ProviderSchema;

export function resourceSchema(type: string): Block {
  return known(providerSchema.resources[type], "resource type", type);
}

/** The attributes and blocks of these names. */
export function partOf({ attributes, blocks }: Block, names: readonly string[]): Block {
  const picked = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
  return { attributes: picked(attributes), blocks: picked(blocks) };
}

export function dataSourceSchema(type: string): Block {
  return known(providerSchema.dataSources[type], "data source", type);
}

function known(block: Block | undefined, kind: string, type: string): Block {
  if (!block) throw new Error(`the local provider has no ${kind} "${type}"`);
  return block;
}
