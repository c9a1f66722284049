/** What a synth in the other mode left in the stack's folder. CDKTF writes `cdk.tf.json`, and with `--hcl` it writes
 *  `cdk.tf`; it removes neither when the mode changes, and Terraform reads both: every block would be there twice.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/hcl-interoperability */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import type { TerraformStack } from "cdktf";

/** Call it before the stack is written: then a file of the other mode is one that was left. */
export function problemsWithLeftoverOutput(stack: TerraformStack, isHcl: boolean): string[] {
  const [written, leftover] = isHcl ? ["cdk.tf", "cdk.tf.json"] : ["cdk.tf.json", "cdk.tf"];
  const file = join(App.of(stack).outdir, "stacks", stack.node.id, leftover);
  if (!existsSync(file)) return [];
  return [
    `${file} is left from a synth ${isHcl ? "without" : "with"} --hcl, and Terraform would read every block twice, in it and in ${written}: ` +
      "delete it. See https://developer.hashicorp.com/terraform/cdktf/concepts/hcl-interoperability",
  ];
}
