/** All resources at one point in time, found by address, by reference, by type and by what an attribute holds. Each table is
 *  made once, so that reading a thousand pools takes a thousand times as long as reading one. */
import { addressOf, agree, stepsOf, withoutKeys, type Step } from "./address";
import type { NotEvaluated } from "./not-evaluated";
import type { TerraformResource } from "./resource";

export interface PlanFacts {
  /** What was there before: it leaves traces in attributes that the provider fills in. */
  readonly prior?: Snapshot;
  /** What the values of the plan come from, also where a local or a dynamic block hides it. */
  readonly relevant?: readonly RelevantAttribute[];
}

export interface RelevantAttribute {
  /** Address of the resource, perhaps without its key. */
  readonly resource: string;
  /** Undefined if the resource is named as a whole. */
  readonly attribute: string | undefined;
}

interface Placed {
  readonly resource: TerraformResource;
  readonly steps: readonly Step[];
}

export class Snapshot {
  private readonly byType = new Map<string, TerraformResource[]>();
  private readonly byAddress = new Map<string, TerraformResource>();
  private readonly instances = new Map<string, Placed[]>();
  private readonly tables = new Map<string, Map<string, TerraformResource[]>>();
  private readonly found = new Map<string, readonly TerraformResource[]>();

  constructor(
    readonly resources: readonly TerraformResource[],
    readonly notEvaluated: readonly NotEvaluated[] = [],
    /** What a plan knows besides. */
    readonly plan: PlanFacts = {},
  ) {
    for (const resource of resources) {
      add(this.byType, resource.type, resource);
      const steps = stepsOf(resource.address);
      this.byAddress.set(addressOf(steps), resource);
      add(this.instances, withoutKeys(steps), { resource, steps });
    }
  }

  ofType(type: string): readonly TerraformResource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources of a type whose attribute is this text. */
  with(type: string, attribute: string, value: string): readonly TerraformResource[] {
    const name = `${type} ${attribute}`;
    let table = this.tables.get(name);
    if (table === undefined) {
      table = new Map();
      for (const resource of this.ofType(type)) {
        const key = resource.values[attribute];
        if (typeof key === "string") add(table, key, resource);
      }
      this.tables.set(name, table);
    }
    return table.get(value) ?? [];
  }

  /** The resources that a reference leads to: all instances that it may mean. Nothing, if it leads elsewhere. */
  at(reference: string): readonly TerraformResource[] {
    const known = this.found.get(reference);
    if (known !== undefined) return known;
    const steps = stepsOf(reference);
    let found: readonly TerraformResource[] = [];
    for (let length = steps.length; length >= 2 && found.length === 0; length -= 1) {
      const named = steps.slice(0, length);
      const exact = this.byAddress.get(addressOf(named));
      found =
        exact !== undefined
          ? [exact]
          : (this.instances.get(withoutKeys(named)) ?? [])
              .filter((placed) => agree(named, placed.steps))
              .map(({ resource }) => resource);
    }
    this.found.set(reference, found);
    return found;
  }
}

function add<T>(table: Map<string, T[]>, key: string, value: T): void {
  const values = table.get(key);
  if (values === undefined) table.set(key, [value]);
  else values.push(value);
}

/** What a file holds. */
export interface TerraformContent {
  readonly source: "synthesized" | "plan" | "state";
  /** What there is, or what a plan will make. */
  readonly after: Snapshot;
  /** What a plan starts from. */
  readonly before?: Snapshot;
  /** What a plan destroys, and does not make anew at the same address. */
  readonly destroyed?: readonly TerraformResource[];
  /** What Terraform had last seen, where AWS is different now. */
  readonly beforeDrift?: Snapshot;
}
