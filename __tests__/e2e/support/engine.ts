/** Which Terraform, or OpenTofu, runs the tests. */
import { spawnSync } from "node:child_process";
import { terraformBinary, withoutSettings } from "../../../local/terraform";

/** Terraform 1.5 is the first with import blocks, and does less with them than those after it. */
export function isTerraform15(): boolean {
  const { stdout } = spawnSync(terraformBinary(), ["version", "-json"], {
    cwd: "/",
    env: { ...withoutSettings(process.env), CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" },
    encoding: "utf8",
  });
  // Nothing where there is no Terraform: the tests are skipped then.
  return /"terraform_version": *"1\.5\./.test(stdout);
}
