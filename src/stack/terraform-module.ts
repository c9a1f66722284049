/** The stack as a Terraform module, for teams that write HCL: `module "identity_pool" { source = ... }`. A module has no
 *  provider and no backend of its own; both are the root's.
 *  https://developer.hashicorp.com/terraform/language/modules/develop/structure */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { inWords } from "../checks/in-words";
import { accountVariables } from "./account";
import { IdentityPoolStack } from "./identity-pool-stack";
import type { IdentityPoolStackProps } from "./identity-pool-stack-props";
import { moduleExample } from "./module-example";
import { addModuleInputs } from "./module-inputs";
import { moduleReadme } from "./module-readme";
import type { ModuleJson } from "./module-readme";
import type { AddStacks } from "./synthesize-app";

/** Writes the module into the folder, in the registry's structure: `main`, `variables`, `outputs` and `versions`, each with the
 *  ending `.tf.json`, a README, the licence and `examples/basic`. What the props do not give is a variable of the module: what
 *  the stack asks for, and also tags, guests, permissions, guardrail and region, with the stack's defaults.
 *
 *  A README that is there is kept but for its part between the comments of terraform-docs; a LICENSE that is there is kept.
 *
 *  With `adopt` the module fits the pool that exists, and the root imports it: Terraform takes import blocks from a root
 *  module alone. `examples/basic` has them.
 *  @param folder made if it is not there
 *  @throws Error with all problems of the stack; nothing is written then
 *  @see https://developer.hashicorp.com/terraform/language/modules/develop/structure
 *  @see https://developer.hashicorp.com/terraform/language/import */
export function writeTerraformModule(
  folder: string,
  props?: Omit<IdentityPoolStackProps, "region" | "allowedAccountIds" | "assumeRoleArn" | "stateBackend">,
): void {
  writeAsTerraformModule(folder, (app) => {
    new IdentityPoolStack(app, "identity-pool", props);
  });
}

/** Writes the one stack of an app as a module. */
export function writeAsTerraformModule(folder: string, addStacks: AddStacks): void {
  // Plain JavaScript can give anything.
  if (typeof folder !== "string" || folder === "")
    throw new Error(
      `writeTerraformModule: folder is ${inWords(folder)}: give the path of the folder that the module is written into. See https://developer.hashicorp.com/terraform/language/modules/develop/structure`,
    );
  const stack = terraformJson(addStacks);
  const module = asModule(stack);
  const { terraform, variable, output, ...main } = module;
  const ownLicense = readFileSync(join(__dirname, "..", "..", "LICENSE"));
  mkdirSync(join(folder, "examples", "basic"), { recursive: true });
  writeJson(join(folder, "main.tf.json"), main);
  writeJson(join(folder, "variables.tf.json"), { variable });
  writeJson(join(folder, "outputs.tf.json"), { output });
  writeJson(join(folder, "versions.tf.json"), { terraform });
  writeFileSync(join(folder, "examples", "basic", "main.tf"), moduleExample(module, stack.import));
  const [readme, license] = [join(folder, "README.md"), join(folder, "LICENSE")];
  writeFileSync(readme, moduleReadme(module, existsSync(readme) ? readFileSync(readme, "utf8") : undefined));
  if (!existsSync(license)) writeFileSync(license, ownLicense);
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, sortedKeys, 2)}\n`);
}

/** What Terraform would read of the stack. */
function terraformJson(addStacks: AddStacks): ModuleJson {
  // An app makes its output folder, though nothing is written into it here.
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-module-"));
  try {
    const app = new App({ outdir });
    addStacks(app);
    const [stack, ...more] = app.node.children.filter((child) => TerraformStack.isStack(child));
    if (stack === undefined || more.length > 0)
      throw new Error(
        `the app has ${more.length + (stack === undefined ? 0 : 1)} stacks: give an app with one stack, because a module is made of one`,
      );
    if (stack instanceof IdentityPoolStack) addModuleInputs(stack);
    stack.prepareStack();
    stack.runAllValidations();
    return stack.toTerraform() as ModuleJson;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function asModule(stack: ModuleJson): ModuleJson {
  // Moves are of the state that the stack had, imports are the root's.
  const module = without(stack, "//", "provider", "import", "moved") as ModuleJson;
  // There is none if the props of the stack give all of them, and an app's own stack may have no output.
  const { variable = {}, output = {} } = module as Partial<ModuleJson>;
  const others = JSON.stringify(without(module, "variable"));
  const imports = JSON.stringify(stack.import ?? []);
  const ofImportsAlone = Object.keys(variable).filter(
    (name) => imports.includes(`\${var.${name}}`) && !others.includes(`var.${name}`),
  );
  return {
    ...module,
    output,
    terraform: without(stack.terraform, "backend", "cloud") as ModuleJson["terraform"],
    variable: without(
      variable,
      // Only the provider block reads the account's.
      ...Object.values(accountVariables).map(({ name }) => name),
      ...ofImportsAlone,
    ) as ModuleJson["variable"],
  };
}

/** As CDKTF writes a stack. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function without(object: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
