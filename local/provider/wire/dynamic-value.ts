/** Values as Terraform sends them: MessagePack, in which an object names every attribute of its schema and an unknown value is
 *  an extension type. */
import { decode, encode, ExtData } from "@msgpack/msgpack";
import type { AttributeType, Block } from "../schema/schema";
import { shaped } from "../schema/shaped";
import { isObject, UNKNOWN, type ObjectValue, type Value } from "../values";

export interface DynamicValue {
  readonly msgpack?: Uint8Array;
}

/** The object, or null for one that does not exist: before a creation, after a deletion. */
export function fromDynamicValue(value: DynamicValue | null): ObjectValue | null {
  if (!value?.msgpack?.length) return null;
  const decoded = fromMessagePack(decode(value.msgpack));
  return isObject(decoded) ? decoded : null;
}

export function toDynamicValue(block: Block, value: ObjectValue | null): DynamicValue {
  return {
    msgpack: encode(value && toMessagePack(shaped(block, value, (part, _path, { type }) => wholeOf(type, part)))),
  };
}

/** A list of objects that is not a block needs every member too. */
function wholeOf(type: AttributeType, value: Value): Value {
  const [kind, inner] = typeof type === "string" ? [] : type;
  if (kind === "object")
    return isObject(value)
      ? Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, wholeOf(member, value[name] ?? null)]))
      : value;
  return kind !== undefined && kind !== "map" && Array.isArray(value)
    ? value.map((element) => wholeOf(inner, element))
    : value;
}

function fromMessagePack(value: unknown): Value {
  // Terraform has two codes for unknown, a plain one and one with hints about the later value. The hints are not needed here.
  if (value instanceof ExtData) return UNKNOWN;
  if (Array.isArray(value)) return value.map(fromMessagePack);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromMessagePack(member)]));
  }
  return value as Value;
}

function toMessagePack(value: Value): unknown {
  if (value === UNKNOWN) return new ExtData(0, new Uint8Array([0]));
  if (Array.isArray(value)) return value.map(toMessagePack);
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toMessagePack(member)]));
  }
  return value;
}
