/** Synthesizes an app as its environment says: what `main.ts` does when it is run. The constructs themselves read no
 *  environment. */
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { inWords } from "../checks/in-words";
import { problemsWithLeftoverOutput } from "./leftover-output";
import { putLockFile } from "./lock-file";
import { stateBackendFrom } from "./state-backend";
import type { StateBackend } from "./state-backend";
import { formatHcl } from "./terraform-fmt";

const ENVIRONMENT_PAGE = "https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/environment-variables";

/** Adds the stacks to an app.
 *  @param stateBackend where they keep their state, to be passed on to each */
export type AddStacks = (app: App, stateBackend?: StateBackend) => void;

/** Writes the stacks for Terraform, and for each the lock file `terraform.STACK.lock.hcl` that lies beside the output folder, if
 *  there is one.
 *  @param environment `STATE_BACKEND` names the type of the state backend; `CDKTF_OUTDIR` and `SYNTH_HCL_OUTPUT`, which
 *    CDKTF reads itself, name the folder and whether it is HCL that is written; TERRAFORM_BINARY_NAME names what formats that
 *  @throws Error with all problems of all stacks; nothing is written then
 *  @see https://developer.hashicorp.com/terraform/cdktf/create-and-deploy/environment-variables */
export function synthesizeApp(addStacks: AddStacks, environment: Readonly<Record<string, string | undefined>>): void {
  // Plain JavaScript can give anything.
  if (typeof addStacks !== "function")
    throw new Error(
      `synthesizeApp: addStacks is ${inWords(addStacks)}: give a function that adds stacks to an app. See ${ENVIRONMENT_PAGE}`,
    );
  const given: unknown = environment;
  if (typeof given !== "object" || given === null)
    throw new Error(`synthesizeApp: environment is ${inWords(given)}: give process.env. See ${ENVIRONMENT_PAGE}`);
  const app = new App();
  addStacks(app, stateBackendFrom(environment));
  // As CDKTF's synthesizer reads it; `cdktf synth --hcl` sets it.
  const isHcl = ["true", "1"].includes(environment.SYNTH_HCL_OUTPUT ?? "");
  const stacks = app.node.findAll().filter((each) => TerraformStack.isStack(each));
  for (const stack of stacks) {
    stack.node.addValidation({ validate: () => problemsWithLeftoverOutput(stack, isHcl) });
  }
  app.synth();
  for (const stack of stacks) putLockFile(app, stack);
  if (!isHcl) return;
  for (const { node } of stacks)
    formatHcl(join(app.outdir, "stacks", node.id, "cdk.tf"), environment.TERRAFORM_BINARY_NAME);
}
