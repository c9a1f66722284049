/** Blocks of Terraform in the shape of AWS's APIs, and back: what is called MinimumLength there is minimum_length here, and a block of
 *  which there is at most one is an object there. */
import type { AttributeType, Block } from "../schema/schema";
import { blocks, UNKNOWN, type ObjectValue, type Value } from "../values";

/** Names in the API that do not follow from Terraform's: paths with dots between, or a last part alone. */
export type ApiNames = Readonly<Record<string, string>>;

type ApiObject = Record<string, unknown>;

/** What is null, "" or not known is left out. */
export function toApi(block: Block, object: ObjectValue, names: ApiNames = {}, path = ""): ApiObject {
  const api: ApiObject = {};
  for (const name of Object.keys(block.attributes)) {
    const value = object[name] ?? null;
    if (value !== null && value !== "" && value !== UNKNOWN) api[apiName(name, path + name, names)] = value;
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    const elements = blocks(object[name]).map((element) => toApi(nested.block, element, names, `${path}${name}.`));
    const [first, ...others] = elements;
    if (first !== undefined)
      api[apiName(name, path + name, names)] = nested.maxItems === 1 ? first : [first, ...others];
  }
  return api;
}

/** The whole block: null, or an empty collection, for what the API leaves out. */
export function fromApi(block: Block, api: object, names: ApiNames = {}, path = ""): ObjectValue {
  const found = new Map<string, unknown>(Object.entries(api));
  const object: ObjectValue = {};
  for (const [name, { type }] of Object.entries(block.attributes))
    object[name] = valueFrom(type, found.get(apiName(name, path + name, names)), names, `${path}${name}.`);
  for (const [name, { block: inner }] of Object.entries(block.blocks)) {
    const value = found.get(apiName(name, path + name, names)) ?? [];
    const elements: unknown[] = Array.isArray(value) ? value : [value];
    object[name] = elements
      .filter((element): element is object => typeof element === "object" && element !== null)
      .map((element) => fromApi(inner, element, names, `${path}${name}.`));
  }
  return object;
}

function valueFrom(type: AttributeType, api: unknown, names: ApiNames, path: string): Value {
  if (typeof type === "string") return api instanceof Date ? rfc3339(api) : ((api ?? null) as Value);
  const [kind, inner] = type;
  if (kind === "map") return (api ?? {}) as ObjectValue;
  if (kind !== "object") {
    const elements: unknown[] = Array.isArray(api) ? api : isEmptyObject(api) ? [] : [api];
    return elements.map((element) => valueFrom(inner, element, names, path));
  }
  const found = new Map<string, unknown>(Object.entries(api ?? {}));
  return Object.fromEntries(
    Object.entries(inner).map(([name, member]) => [
      name,
      valueFrom(member, found.get(apiName(name, path + name, names)), names, `${path}${name}.`),
    ]),
  );
}

function isEmptyObject(api: unknown): boolean {
  return api === undefined || api === null || (typeof api === "object" && Object.keys(api).length === 0);
}

/** As the AWS provider writes a time: to the second. */
export function rfc3339(date: Date | undefined): string {
  return date?.toISOString().replace(/\.\d+Z$/, "Z") ?? "";
}

function apiName(name: string, path: string, names: ApiNames): string {
  return names[path] ?? names[name] ?? name.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
