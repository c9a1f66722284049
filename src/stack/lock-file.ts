/** Which version of a provider Terraform installs, and with which checksums: `.terraform.lock.hcl` in the folder that it runs
 *  in. That folder is synthesized, and git does not see it. So the file that git keeps lies beside `cdktf.out`, as a local state
 *  does, and a synth puts it where Terraform reads it.
 *  https://developer.hashicorp.com/terraform/language/files/dependency-lock */
import { copyFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App, TerraformStack } from "cdktf";

/** Name of the file that git keeps for a stack. */
export function keptLockFile(stackId: string): string {
  return `terraform.${stackId}.lock.hcl`;
}

/** To be called when the stack is written. Where nothing is kept, what Terraform wrote itself stays. */
export function putLockFile({ outdir }: App, stack: TerraformStack): void {
  const kept = join(dirname(outdir), keptLockFile(stack.node.id));
  if (existsSync(kept)) copyFileSync(kept, join(outdir, "stacks", stack.node.id, ".terraform.lock.hcl"));
}
