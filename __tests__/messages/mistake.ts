/** Mistakes for the catalogue of messages: what a user wrote, and what they are told. */
import { inspect } from "node:util";
import { Testing } from "cdktf";
import type { TerraformStack } from "cdktf";
import { IdentityPool, Partition } from "../../src";
import type { FederatedRole, IdentityPoolProps } from "../../src";
import { CLIENT } from "../identity-pool/pools";
import { problems, stackWith } from "../support/synth";

/** As plain JavaScript sees it: anything goes anywhere. */
export type Anything = never;

export interface Mistake {
  /** What was given or done, as the user wrote it. */
  readonly what: string;
  /** What comes of it, in the order in which it is printed. */
  readonly messages: () => readonly string[] | Promise<readonly string[]>;
}

/** The mistakes of one place. */
export interface Section {
  readonly heading: string;
  /** What the user sees the messages in. */
  readonly where: string;
  readonly mistakes: readonly Mistake[];
}

/** A stack that does not pass its checks. */
export function refused(what: string, build: (stack: TerraformStack) => void): Mistake {
  return { what, messages: () => problems(build).map(withoutPath) };
}

/** A stack that passes its checks, with warnings. */
export function warned(what: string, build: (stack: TerraformStack) => void): Mistake {
  return {
    what,
    messages: () => {
      const stack = stackWith(build);
      Testing.synth(stack);
      const metadata = stack.node.findAll().flatMap(({ node }) => node.metadata);
      return metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));
    },
  };
}

/** A pool with these settings. */
export function withProps(props: object): (stack: TerraformStack) => IdentityPool {
  return (stack) => new IdentityPool(stack, "Pool", { identityPoolName: "notes", userPoolClients: [CLIENT], ...props });
}

/** A sound pool, on which something is called. */
export function calling(
  build: (pool: IdentityPool, role: FederatedRole, stack: TerraformStack) => void,
  props: Partial<IdentityPoolProps> = {},
): (stack: TerraformStack) => void {
  return (stack) => {
    const pool = withProps(props)(stack);
    build(pool, pool.authenticatedRole, stack);
  };
}

/** Settings of a pool, refused. */
export function setting(props: object): Mistake {
  return refused(written(props), withProps(props));
}

const LONGEST = 110;

/** A value as a user writes it, shortened where it is long. */
export function written(value: unknown): string {
  const text = inspect(inShort(value), { depth: 6, breakLength: Infinity, compact: true });
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`;
}

function inShort(value: unknown): unknown {
  if (value instanceof Partition)
    return { [inspect.custom]: () => `Partition of ${inspect(value.props, { breakLength: Infinity, compact: true })}` };
  if (value === CLIENT) return { [inspect.custom]: () => "CLIENT" };
  if (Array.isArray(value)) return value.map(inShort);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inShort(each)]));
}

function withoutPath(message: string): string {
  return message.replace(/^\[[^\]]*\] /, "");
}
