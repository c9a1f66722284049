/** A configuration in Terraform's JSON syntax, such as CDKTF's cdk.tf.json. Variables have no value yet, whatever their
 *  default is: they stand as symbols.
 *  https://developer.hashicorp.com/terraform/language/syntax/json */
import { DefaultTags } from "./default-tags";
import { evaluate, valueAt, type Lookup, type PathStep } from "./expression";
import { expandDynamicBlocks, instancesOf, type Instance } from "./repetition";
import type { NotEvaluated } from "./not-evaluated";
import { blocks, isObject, own, type TerraformResource, type Values } from "./resource";
import { Snapshot, type TerraformContent } from "./snapshot";
import { symbol } from "./symbol";

export function readSynthesized(document: Values): TerraformContent {
  const configuration = new SynthesizedConfiguration(document);
  const modules = blocks(document.module).flatMap((named) => Object.keys(named).map(unreadModule));
  return { source: "synthesized", after: new Snapshot(configuration.resources(), modules) };
}

/** A resource or data block, as the file has it. */
interface Body {
  readonly address: string;
  readonly type: string;
  readonly isData: boolean;
  readonly body: Values;
}

/** How deep locals may refer to locals. */
const MAX_DEPTH = 200;

class SynthesizedConfiguration {
  private readonly bodies: readonly Body[];
  private readonly byAddress: ReadonlyMap<string, Body>;
  private readonly locals: ReadonlyMap<string, unknown>;
  private readonly values = new Map<string, unknown>();
  private readonly instances = new Map<string, readonly Instance[]>();
  private readonly open = new Set<string>();
  private readonly defaultTags: DefaultTags;

  constructor(document: Values) {
    this.bodies = [...bodiesIn(document.resource, false), ...bodiesIn(document.data, true)];
    this.byAddress = new Map(this.bodies.map((body) => [body.address, body]));
    this.locals = new Map(blocks(document.locals).flatMap((named) => Object.entries(named)));
    this.defaultTags = new DefaultTags(document.provider, (value) => evaluate(value, this.lookup));
  }

  resources(): TerraformResource[] {
    return this.bodies.flatMap(({ address, type, isData, body }) =>
      this.instancesAt(address, body).map(({ key, lookup }) => ({
        address: key === undefined ? address : `${address}[${key}]`,
        type,
        isData,
        values: this.defaultTags.addedTo(type, evaluate(expandDynamicBlocks(body, lookup), lookup) as Values),
      })),
    );
  }

  private readonly lookup: Lookup = (path) => {
    const [first, second, third] = path.map((step) => ("name" in step ? step.name : undefined));
    if (first === "local" && second !== undefined) return this.local(second, path.slice(2));
    if (first === undefined || second === undefined) return undefined;
    const isData = first === "data";
    const address = isData ? `data.${second}.${third ?? ""}` : `${first}.${second}`;
    const found = this.byAddress.get(address);
    return found && this.resource(found, path.slice(isData ? 3 : 2));
  };

  private local(name: string, path: readonly PathStep[]): unknown {
    const value = this.once(`local.${name}`, () =>
      this.locals.has(name) ? evaluate(this.locals.get(name), this.lookup) : undefined,
    );
    return value === undefined ? undefined : valueAt(value, path);
  }

  /** What a reference to a resource with count or for_each gives: all its instances, as symbols. */
  private resource({ address, body }: Body, path: readonly PathStep[]): unknown {
    const instances = this.once(address, () => this.instancesAt(address, body));
    if (instances === undefined || instances.some(({ key }) => key === undefined)) return undefined;
    const all = instances.map(({ key = "" }): [string, string] => [key, symbol(`${address}[${key}]`)]);
    const collection =
      body.for_each === undefined
        ? all.map(([, one]) => one)
        : Object.fromEntries(all.map(([key, one]) => [JSON.parse(key) as string, one]));
    return valueAt(collection, path);
  }

  private instancesAt(address: string, body: Values): readonly Instance[] {
    const known = this.instances.get(address);
    if (known !== undefined) return known;
    const instances = instancesOf(body, this.lookup);
    this.instances.set(address, instances);
    return instances;
  }

  /** Works something out once; what needs itself for that, or too many others, has no value. */
  private once<T>(name: string, workOut: () => T): T | undefined {
    if (this.values.has(name)) return this.values.get(name) as T;
    if (this.open.has(name) || this.open.size > MAX_DEPTH) return undefined;
    this.open.add(name);
    const value = workOut();
    this.open.delete(name);
    this.values.set(name, value);
    return value;
  }
}

function bodiesIn(section: unknown, isData: boolean): Body[] {
  return blocks(section).flatMap((types) =>
    Object.entries(types).flatMap(([type, named]) =>
      blocks(named).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) =>
          blocks(bodies).map((body) => ({ address: `${isData ? "data." : ""}${type}.${name}`, type, isData, body })),
        ),
      ),
    ),
  );
}

function unreadModule(name: string): NotEvaluated {
  return { address: `module.${name}`, subject: "module", cause: "module-of-a-configuration" };
}

export function isSynthesized(document: Values): boolean {
  const sections = ["resource", "data", "module", "locals", "variable", "provider", "terraform", "output"];
  return sections.some((section) => {
    const value = own(document, section);
    return isObject(value) || Array.isArray(value);
  });
}
