/** `npm run synth:module`: the stack of main.ts as a module for teams that write HCL, in the folder `terraform-module` or
 *  the one that is named. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAsTerraformModule } from "./src/stack/terraform-module";
import type { TerraformJson } from "./src/stack/terraform-module";

async function synthesizedByMain(outdir: string): Promise<TerraformJson> {
  // What the app reads of its environment; a module has no backend.
  Object.assign(process.env, { CDKTF_OUTDIR: outdir, STATE_BACKEND: "", SYNTH_HCL_OUTPUT: "" });
  await import("./main.js");
  return JSON.parse(readFileSync(join(outdir, "stacks", "identity-pool", "cdk.tf.json"), "utf8")) as TerraformJson;
}

async function main(): Promise<void> {
  const [, , folder = "terraform-module"] = process.argv;
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-module-"));
  try {
    writeAsTerraformModule(folder, await synthesizedByMain(outdir));
    console.log(
      `${folder}/main.tf.json: a Terraform module, to be called with module "identity_pool" { source = ... }`,
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

void main();
