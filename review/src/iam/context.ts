/** The context of a request: what is known of each key that a policy may compare.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
import { NotModelled } from "./not-modelled";
import type { Pattern } from "./pattern";

/** A key that the request has, with a value that is left open. */
export const ANY_VALUE = { any: "value" } as const;
export type AnyValue = typeof ANY_VALUE;

/** Context keys and their values. Keys are compared without regard to case, as IAM does; a list is a multivalued key. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | AnyValue>>;

/** A value that is left open, of which one knows what it looks like. */
export interface ValueLike {
  readonly like: Pattern;
  /** What stands for it as the value of a variable. */
  readonly example: string;
}

/** What is known of a key: its values, none if the request does not have it; what its one value looks like; that the
 *  request has it, with whatever value ("any"); or not even that ("unknown"). */
export type KeyValues = readonly string[] | ValueLike | "any" | "unknown";

/** Whether it is known what the values are, and not only what they may be. */
export function areKnown(values: KeyValues): values is readonly string[] {
  return Array.isArray(values);
}

/** Looks keys up, in lower case. */
export interface Context {
  /** @throws NotModelled if the request has the key twice, in different case */
  valuesOf(key: string): KeyValues;
  /** Of a key that is a variable of a policy's text.
   *  @default the same */
  valuesOfVariable?(key: string): KeyValues;
}

/** A context that lacks every key that it does not list. */
export function contextOf(context: RequestContext | undefined): Context {
  const values = new Map<string, KeyValues>();
  const twice = new Set<string>();
  for (const [key, value] of Object.entries(context ?? {})) {
    const name = key.toLowerCase();
    if (values.has(name)) twice.add(name);
    values.set(name, isAnyValue(value) ? "any" : typeof value === "string" ? [value] : value);
  }
  return {
    valuesOf: (key) => {
      const name = key.toLowerCase();
      if (twice.has(name)) throw new NotModelled(`a request that has the context key "${key}" more than once`);
      return values.get(name) ?? [];
    },
  };
}

function isAnyValue(value: string | readonly string[] | AnyValue): value is AnyValue {
  return typeof value === "object" && "any" in value;
}
