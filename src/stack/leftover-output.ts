/** What a synth in the other mode left in the stack's folder. CDKTF writes `cdk.tf.json`, and with `--hcl` it writes
 *  `cdk.tf`; it removes neither when the mode changes, and Terraform reads both: every block would be there twice.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/hcl-interoperability */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { TerraformStack } from "cdktf";

/** To be asked before the stack is written: both files are there only if the other mode's was there before. */
export function problemsWithLeftoverOutput(stack: TerraformStack, isHcl: boolean): string[] {
  const [written, leftover] = isHcl ? ["cdk.tf", "cdk.tf.json"] : ["cdk.tf.json", "cdk.tf"];
  const file = join(App.of(stack).outdir, "stacks", stack.node.id, leftover);
  if (!existsSync(file)) return [];
  return [
    `${file} is left from a synth ${isHcl ? "without" : "with"} --hcl, and Terraform would read it beside ${written}, ` +
      "with every block twice: delete it",
  ];
}
