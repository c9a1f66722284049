/** `terraform show -json` of a plan: every resource before and after. What is unknown until apply is marked in
 *  `after_unknown`; the `configuration` section says which references it comes from, though not how.
 *  https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
import { blocks, isObject, type TerraformContent, type TerraformResource, type Values } from "./resource";
import { resourcesOfValues } from "./state";
import { afterApply } from "./symbol";

export function readPlan(document: Values): TerraformContent {
  const changes = blocks(document.resource_changes);
  const planned = changes.flatMap((change) => plannedResource(change, document.configuration));
  const changed = new Set(planned.map(({ address }) => address));
  // Data sources that Terraform could read while it planned stand in the prior state, and hold what the plan will use.
  const read = resourcesOfValues(isObject(document.prior_state) ? document.prior_state.values : undefined).filter(
    ({ address }) => isData(address) && !changed.has(address),
  );
  const prior = changes.flatMap(priorResource);
  const errored = document.errored === true;
  return {
    source: "plan",
    after: {
      resources: [...planned, ...read],
      prior,
      notEvaluated: errored ? [{ address: "plan", subject: "plan", cause: "plan-with-errors" }] : [],
    },
    before: { resources: prior, notEvaluated: [] },
  };
}

function priorResource(resourceChange: Values): TerraformResource[] {
  const { change } = resourceChange;
  if (resourceChange.mode === "data" || !isObject(change) || !isObject(change.before)) return [];
  return [{ ...identity(resourceChange), values: change.before }];
}

function plannedResource(resourceChange: Values, configuration: unknown): TerraformResource[] {
  const { change } = resourceChange;
  if (!isObject(change) || !isObject(change.after)) return [];
  const modulePath = typeof resourceChange.module_address === "string" ? resourceChange.module_address : "";
  const config = new ModuleConfiguration(configuration, modulePath);
  const expressions = config.expressionsOf(String(resourceChange.address));
  const values = withUnknown(
    change.after,
    change.after_unknown,
    (references) => afterApply(config.absolute(references)),
    expressions,
  );
  return [{ ...identity(resourceChange), values: isObject(values) ? values : {} }];
}

function identity(resourceChange: Values): { address: string; type: string } {
  return { address: String(resourceChange.address), type: String(resourceChange.type) };
}

function isData(address: string): boolean {
  return /(?:^|\.)data\.[^.]+\.[^.]+$/.test(address);
}

/** The planned value, with a symbol in the place of every part that is unknown. */
function withUnknown(
  value: unknown,
  unknown: unknown,
  unknownValue: (references: readonly string[]) => string,
  expression: unknown,
): unknown {
  if (unknown === true) return unknownValue(referencesIn(expression));
  if (Array.isArray(unknown)) {
    const values = Array.isArray(value) ? (value as unknown[]) : [];
    return Array.from({ length: Math.max(values.length, unknown.length) }, (_, i) =>
      withUnknown(values[i], unknown[i], unknownValue, partOf(expression, i)),
    );
  }
  if (isObject(unknown)) {
    const values = isObject(value) ? value : {};
    const keys = new Set([...Object.keys(values), ...Object.keys(unknown)]);
    return Object.fromEntries(
      Array.from(keys, (key) => [key, withUnknown(values[key], unknown[key], unknownValue, partOf(expression, key))]),
    );
  }
  return value;
}

/** The expression of a nested block or its attribute. An attribute's own expression stands for all its parts. */
function partOf(expression: unknown, key: string | number): unknown {
  if (Array.isArray(expression)) return typeof key === "number" ? (expression as unknown[])[key] : undefined;
  if (!isObject(expression) || "references" in expression || "constant_value" in expression) return expression;
  return typeof key === "string" ? expression[key] : expression;
}

function referencesIn(expression: unknown): string[] {
  if (!isObject(expression) || !Array.isArray(expression.references)) return [];
  return expression.references.filter((reference) => typeof reference === "string");
}

/** The configuration of one module. */
class ModuleConfiguration {
  private readonly modules: Values[];
  private readonly names: string[];

  constructor(configuration: unknown, modulePath: string) {
    const root = isObject(configuration) && isObject(configuration.root_module) ? configuration.root_module : {};
    this.names = Array.from(modulePath.matchAll(/module\.([\w-]+)/g), ([, name = ""]) => name);
    this.modules = [root];
    for (const name of this.names) this.modules.push(moduleOf(callOf(this.modules.at(-1), name)));
  }

  /** The expressions of a resource, by attribute. */
  expressionsOf(address: string): unknown {
    const inModule = address.replace(/^(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*/, "").replace(/\[[^\]]*\]$/, "");
    return blocks(this.modules.at(-1)?.resources).find((resource) => resource.address === inModule)?.expressions;
  }

  /** References as seen from the root, without those that another one continues; what a module was given is followed. */
  absolute(references: readonly string[], depth = this.names.length): string[] {
    const whole = references.filter(
      (one) => !references.some((other) => /^[.[]/.test(other.slice(one.length)) && other.startsWith(one)),
    );
    const found = whole.flatMap((reference) => {
      const [, variable] = /^var\.([\w-]+)/.exec(reference) ?? [];
      if (depth === 0) return [reference];
      const path = this.names
        .slice(0, depth)
        .map((name) => `module.${name}.`)
        .join("");
      if (variable === undefined) return [`${path}${reference}`];
      const call = callOf(this.modules[depth - 1], this.names[depth - 1] ?? "");
      const given = isObject(call?.expressions) ? referencesIn(call.expressions[variable]) : [];
      return given.length === 0 ? [`${path}${reference}`] : this.absolute(given, depth - 1);
    });
    return [...new Set(found)];
  }
}

function callOf(module: Values | undefined, name: string): Values | undefined {
  const call = isObject(module?.module_calls) ? module.module_calls[name] : undefined;
  return isObject(call) ? call : undefined;
}

function moduleOf(call: Values | undefined): Values {
  return isObject(call?.module) ? call.module : {};
}
