/** The stack as a Terraform module, for teams that write HCL: `module "identity_pool" { source = ... }`. A module has no
 *  provider and no backend of its own; both are the root's.
 *  https://developer.hashicorp.com/terraform/language/modules/develop/structure */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { IdentityPoolStack } from "./identity-pool-stack";
import type { IdentityPoolStackProps } from "./identity-pool-stack";
import { settings } from "./settings";

export interface TerraformJson {
  readonly terraform: object;
  readonly variable: object;
}

/** Writes the module into the folder, as `main.tf.json`. What the props do not give is a variable of the module.
 *
 *  With `adopt` the module fits the pool that exists, and the root imports it: Terraform takes import blocks from a root
 *  module alone. They are those of the stack, with `module.NAME.` before each address.
 *  @see https://developer.hashicorp.com/terraform/language/import */
export function writeTerraformModule(
  folder: string,
  props?: Omit<IdentityPoolStackProps, "region" | "stateBackend">,
): void {
  writeAsTerraformModule(folder, synthesized(props));
}

/** Writes a synthesized stack as a module. */
export function writeAsTerraformModule(folder: string, stack: TerraformJson): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "main.tf.json"), `${JSON.stringify(asModule(stack), null, 2)}\n`);
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

function without(object: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function synthesized(props: IdentityPoolStackProps = {}): TerraformJson {
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-module-"));
  try {
    const app = new App({ outdir });
    new IdentityPoolStack(app, "identity-pool", { ...props, stateBackend: { type: "local" } });
    app.synth();
    return JSON.parse(readFileSync(join(outdir, "stacks", "identity-pool", "cdk.tf.json"), "utf8")) as TerraformJson;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
