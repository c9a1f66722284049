/** The `configuration` of a plan: what the attributes of a resource refer to, followed through modules, their variables and
 *  outputs, count and for_each. How a value comes from its references, it says for JSON configurations alone; what a local
 *  holds, it never says.
 *  https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation */
import { addressOf, lengthOfModulePath, stepsOf, type Step } from "./address";
import { evaluate, pathText, valueAt, type Lookup } from "./expression";
import type { AttributeSource, BlockSource, Source } from "./marked-values";
import { blocks, isObject, own, type Values } from "./resource";
import { afterApply, symbol } from "./symbol";

/** Where an expression stands. */
interface Place {
  /** The configuration of the module that it is in, and those around that one. */
  readonly modules: readonly Values[];
  /** The module's address, in steps. */
  readonly path: readonly Step[];
  /** The key of the instance that it belongs to. */
  readonly key?: string;
  /** What for_each of that instance's block says. */
  readonly forEach?: unknown;
}

/** Deeper than any module is nested or any variable handed on. */
const MAX_DEPTH = 60;

export class PlanConfiguration {
  private readonly root: Values;
  private readonly variables: Values;
  private readonly resources = new Map<unknown, ReadonlyMap<string, Values>>();
  private readonly shortened = new Map<unknown, readonly string[]>();

  /** @param addresses of all resources of the plan */
  constructor(
    document: Values,
    private readonly addresses: ReadonlySet<string>,
  ) {
    const configuration = isObject(document.configuration) ? document.configuration : {};
    this.root = isObject(configuration.root_module) ? configuration.root_module : {};
    this.variables = isObject(document.variables) ? document.variables : {};
  }

  /** What the configuration says of the attributes and blocks of a resource; undefined if it says nothing of the resource. */
  sourceOf(address: string): BlockSource | undefined {
    const steps = stepsOf(address);
    const length = lengthOfModulePath(steps);
    const path = steps.slice(0, length);
    const modules = this.modulesAt(path);
    if (modules === undefined) return undefined;
    const inModule = steps.slice(length);
    const resource = this.resourcesOf(modules.at(-1)).get(addressOf(inModule.map(({ name }) => ({ name }))));
    if (resource === undefined || !isObject(resource.expressions)) return undefined;
    const place = { modules, path, key: inModule.at(-1)?.key, forEach: resource.for_each_expression };
    return this.blockSource(resource.expressions, place);
  }

  private modulesAt(path: readonly Step[]): readonly Values[] | undefined {
    const modules = [this.root];
    for (let i = 1; i < path.length; i += 2) {
      const call = callOf(modules.at(-1), path[i]?.name ?? "");
      if (!isObject(call?.module)) return undefined;
      modules.push(call.module);
    }
    return modules;
  }

  private resourcesOf(module: Values | undefined): ReadonlyMap<string, Values> {
    const known = this.resources.get(module);
    if (known !== undefined) return known;
    const byAddress = new Map(blocks(module?.resources).map((resource) => [String(resource.address), resource]));
    this.resources.set(module, byAddress);
    return byAddress;
  }

  private blockSource(expressions: Values, place: Place): BlockSource {
    const parts = Object.entries(expressions).map(([name, one]): [string, Source] => [name, this.source(one, place)]);
    const constants = Object.entries(expressions)
      .filter(([, one]) => isAttribute(one) && "constant_value" in one && !("references" in one))
      .map(([name, one]) => [name, isObject(one) ? one.constant_value : undefined]);
    return { parts: new Map(parts), constants: Object.fromEntries(constants) as Values };
  }

  private source(expression: unknown, place: Place): Source {
    if (isAttribute(expression)) return this.attributeSource(expression, place);
    if (Array.isArray(expression)) return { blocks: blocks(expression).map((one) => this.blockSource(one, place)) };
    return this.blockSource(isObject(expression) ? expression : {}, place);
  }

  private attributeSource(expression: Values, place: Place): AttributeSource {
    const references = this.absolute(this.referencesIn(expression), place);
    if (!("constant_value" in expression)) return { references };
    return { references, template: evaluate(expression.constant_value, this.lookupAt(place, 0)) };
  }

  /** The references of an expression, without those that another one continues: of `a.b.id` and `a.b` the first. */
  private referencesIn(expression: unknown): readonly string[] {
    const known = this.shortened.get(expression);
    if (known !== undefined) return known;
    const all =
      isObject(expression) && Array.isArray(expression.references) ? (expression.references as unknown[]) : [];
    const references = [...new Set(all.filter((one) => typeof one === "string"))];
    const continued = new Set(references.flatMap(beginningsOf));
    const whole = references.filter((one) => !continued.has(one));
    this.shortened.set(expression, whole);
    return whole;
  }

  /** References as seen from the root. */
  private absolute(references: readonly string[], place: Place, depth = 0): string[] {
    if (depth > MAX_DEPTH) return [];
    // Beside each.key or count.index, a resource that is named without a key is most likely the instance of the same key.
    const isBySameKey = references.some((one) => /^(?:each\.|count\.index)/.test(one));
    const found = references.flatMap((one) => this.followed(stepsOf(one), place, isBySameKey, depth));
    return [...new Set(found)];
  }

  private followed(steps: readonly Step[], place: Place, isBySameKey: boolean, depth: number): string[] {
    const [first, second, ...rest] = steps;
    if (first === undefined) return [];
    switch (first.name) {
      case "each":
        return second?.name === "value" ? this.eachValue(rest, place, depth) : [];
      case "count":
      case "path":
      case "terraform":
      case "self":
        return [];
      case "var":
        return this.variable(second?.name ?? "", place, depth);
      case "module":
        return this.output(steps, place, isBySameKey, depth);
      case "local":
        return [addressOf([...place.path, ...steps])];
      default:
        return [this.resource(steps, place, isBySameKey)];
    }
  }

  /** What a for_each goes through: a resource with keys of its own, or an expression that refers to some. */
  private eachValue(rest: readonly Step[], place: Place, depth: number): string[] {
    const outside = { ...place, forEach: undefined };
    return this.referencesIn(place.forEach).flatMap((reference) => {
      const steps = stepsOf(reference);
      const isWhole = steps.length === (steps[0]?.name === "data" ? 3 : 2) && steps[0]?.name !== "var";
      const followed = isWhole && steps[0]?.name !== "local" ? [...steps, ...rest] : steps;
      return this.followed(followed, outside, isWhole, depth + 1);
    });
  }

  private resource(steps: readonly Step[], { path, key }: Place, isBySameKey: boolean): string {
    const last = steps[0]?.name === "data" ? 2 : 1;
    const named = steps[last];
    if (isBySameKey && key !== undefined && named !== undefined && named.key === undefined) {
      const keyed = [...steps.slice(0, last), { name: named.name, key }];
      if (this.addresses.has(addressOf([...path, ...keyed]))) {
        return addressOf([...path, ...keyed, ...steps.slice(last + 1)]);
      }
    }
    return addressOf([...path, ...steps]);
  }

  private variable(name: string, place: Place, depth: number): string[] {
    const outside = this.placeOfCall(place);
    if (outside === undefined) return [`var.${name}`];
    const given = this.referencesIn(own(outside.expressions, name));
    return given.length === 0
      ? [addressOf([...place.path, { name: "var" }, { name }])]
      : this.absolute(given, outside.place, depth + 1);
  }

  /** Where the call of the module stands that a place is in; undefined in the root module. */
  private placeOfCall({ modules, path }: Place): { place: Place; expressions: Values } | undefined {
    const called = path.at(-1);
    if (called === undefined) return undefined;
    const around = modules.slice(0, -1);
    const call = callOf(around.at(-1), called.name);
    return {
      expressions: isObject(call?.expressions) ? call.expressions : {},
      place: { modules: around, path: path.slice(0, -2), key: called.key, forEach: call?.for_each_expression },
    };
  }

  private output(steps: readonly Step[], { modules, path, key }: Place, isBySameKey: boolean, depth: number): string[] {
    const [, called, output] = steps;
    const call = callOf(modules.at(-1), called?.name ?? "");
    if (called === undefined || !isObject(call?.module)) return [addressOf([...path, ...steps])];
    const isRepeated = call.count_expression !== undefined || call.for_each_expression !== undefined;
    const keyOfCall = called.key ?? (isBySameKey && isRepeated ? key : undefined);
    const inside = {
      modules: [...modules, call.module],
      path: [...path, { name: "module" }, { name: called.name, ...(keyOfCall !== undefined && { key: keyOfCall }) }],
    };
    const outputs = isObject(call.module.outputs) ? call.module.outputs : {};
    // Of a module that is named as a whole, any output may be meant.
    const named = output === undefined ? Object.values(outputs) : [own(outputs, output.name)];
    return named.flatMap((one) =>
      this.absolute(this.referencesIn(isObject(one) ? one.expression : undefined), inside, depth + 1),
    );
  }

  /** For the templates of a JSON configuration. */
  private lookupAt(place: Place, depth: number): Lookup {
    return (path) => {
      const [first, second] = path.map((step) => ("name" in step ? step.name : undefined));
      if (first === "each" && second === "key" && place.key?.startsWith('"')) return JSON.parse(place.key) as unknown;
      if (first === "count" && second === "index" && place.key !== undefined) return Number(place.key);
      if (first === "var" && second !== undefined) {
        const value = this.valueOfVariable(second, place, depth);
        if (value !== undefined) return valueAt(value, path.slice(2));
      }
      const [only, ...more] = this.absolute([pathText(path).slice(1)], place);
      if (only === undefined) return undefined;
      return more.length === 0 ? symbol(only) : afterApply([only, ...more]);
    };
  }

  /** The value of a variable, if it is not sensitive: the root's stand in the plan, a module's in its call. One that is not
   *  given has its default. */
  private valueOfVariable(name: string, place: Place, depth: number): unknown {
    const declared = own(valuesIn(place.modules.at(-1)?.variables), name);
    if (depth > MAX_DEPTH || (isObject(declared) && declared.sensitive === true)) return undefined;
    const outside = this.placeOfCall(place);
    const byDefault = valuesIn(declared).default;
    if (outside === undefined) {
      const given = own(this.variables, name);
      return isObject(given) ? given.value : byDefault;
    }
    const given = own(outside.expressions, name);
    if (given === undefined) return byDefault;
    if (!isAttribute(given) || !("constant_value" in given)) return undefined;
    return evaluate(given.constant_value, this.lookupAt(outside.place, depth + 1));
  }
}

function callOf(module: Values | undefined, name: string): Values | undefined {
  const call = own(valuesIn(module?.module_calls), name);
  return isObject(call) ? call : undefined;
}

function valuesIn(value: unknown): Values {
  return isObject(value) ? value : {};
}

/** An attribute's expression; a block has names of its own in its place. */
function isAttribute(expression: unknown): expression is Values {
  if (!isObject(expression)) return false;
  const names = Object.keys(expression);
  return names.every((name) => name === "references" || name === "constant_value");
}

/** `a`, `a.b` and `a.b["x"]` of `a.b["x"].id`. */
function beginningsOf(reference: string): string[] {
  return Array.from(reference.matchAll(/[.[]/g), ({ index }) => reference.slice(0, index));
}
