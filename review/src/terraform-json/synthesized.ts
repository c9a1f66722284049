/** A configuration in Terraform's JSON syntax, such as CDKTF's cdk.tf.json. Variables have no value yet, whatever their
 *  default is: they stand as symbols.
 *  https://developer.hashicorp.com/terraform/language/syntax/json */
import { evaluate, type Lookup } from "./expression";
import type { NotEvaluated } from "./not-evaluated";
import { blocks, isObject, type TerraformContent, type TerraformResource, type Values } from "./resource";

export function readSynthesized(document: Values): TerraformContent {
  const lookup = localValues(document);
  return {
    source: "synthesized",
    after: {
      resources: [...resources(document.resource, "", lookup), ...resources(document.data, "data.", lookup)],
      notEvaluated: blocks(document.module).flatMap((modules) => Object.keys(modules).map(unreadModule)),
    },
  };
}

function localValues(document: Values): Lookup {
  const locals: Values = Object.assign({}, ...blocks(document.locals)) as Values;
  const open = new Set<string>();
  const lookup: Lookup = (reference) => {
    const [, name, rest] = /^local\.([\w-]+)(.*)$/.exec(reference) ?? [];
    if (name === undefined || rest !== "" || !(name in locals) || open.has(name)) return undefined;
    open.add(name);
    const value = evaluate(locals[name], lookup);
    open.delete(name);
    return value;
  };
  return lookup;
}

function resources(section: unknown, prefix: string, lookup: Lookup): TerraformResource[] {
  return blocks(section).flatMap((types) =>
    Object.entries(types).flatMap(([type, named]) =>
      blocks(named).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) =>
          blocks(bodies).map((body) => ({
            address: `${prefix}${type}.${name}`,
            type,
            values: evaluate(body, lookup) as Values,
          })),
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
  return sections.some((section) => isObject(document[section]) || Array.isArray(document[section]));
}
