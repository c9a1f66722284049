/** The stack as a Terraform module, for teams that write HCL: `module "identity_pool" { source = ... }`. A module has no
 *  provider and no backend of its own; both are the root's.
 *  https://developer.hashicorp.com/terraform/language/modules/develop/structure */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { IdentityPoolStack } from "./identity-pool-stack";
import type { IdentityPoolStackProps } from "./identity-pool-stack";
import { settings } from "./settings";
import type { AddStacks } from "./synthesize-app";

interface TerraformJson {
  readonly terraform: object;
  readonly variable: object;
}

/** Writes the module into the folder, as `main.tf.json`. What the props do not give is a variable of the module.
 *
 *  With `adopt` the module fits the pool that exists, and the root imports it: Terraform takes import blocks from a root
 *  module alone. They are those of the stack, with `module.NAME.` before each address.
 *  @param folder made if it is not there
 *  @throws Error with all problems of the stack; nothing is written then
 *  @see https://developer.hashicorp.com/terraform/language/modules/develop/structure
 *  @see https://developer.hashicorp.com/terraform/language/import */
export function writeTerraformModule(
  folder: string,
  props?: Omit<IdentityPoolStackProps, "region" | "stateBackend">,
): void {
  writeAsTerraformModule(folder, (app) => {
    new IdentityPoolStack(app, "identity-pool", props);
  });
}

/** Writes the one stack of an app as a module. */
export function writeAsTerraformModule(folder: string, addStacks: AddStacks): void {
  const module = asModule(terraformJson(addStacks));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.tf.json"), `${JSON.stringify(module, sortedKeys, 2)}\n`);
}

/** What Terraform would read of the stack. */
function terraformJson(addStacks: AddStacks): TerraformJson {
  // An app makes its output folder, though nothing is written into it here.
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-module-"));
  try {
    const app = new App({ outdir });
    addStacks(app);
    const [stack, ...more] = app.node.children.filter((child) => TerraformStack.isStack(child));
    if (stack === undefined || more.length > 0)
      throw new Error(`a module is made of one stack, and the app has ${more.length + (stack === undefined ? 0 : 1)}`);
    stack.prepareStack();
    stack.runAllValidations();
    return stack.toTerraform() as TerraformJson;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function asModule(stack: TerraformJson): object {
  return {
    // Moves are of the state that the stack had, imports are the root's.
    ...without(stack, "//", "provider", "import", "moved"),
    terraform: without(stack.terraform, "backend", "cloud"),
    // Only the provider block reads the region.
    variable: without(stack.variable, settings.region.name),
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
