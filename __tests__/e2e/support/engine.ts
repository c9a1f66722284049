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

/** Terraform 1.5 takes no variable in an import's id, and imports what a moved block has brought already. */
export const testFromTerraform16 = isTerraform15() ? test.skip : test;

/** The lock file came with Terraform 1.10; 1.5 does not know the emulator's settings either. */
export const testWithLockFile = isTerraform15() ? test.skip : test;
