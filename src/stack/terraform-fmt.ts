/** HCL as `terraform fmt` writes it, so that a check in CI passes on what was synthesized: CDKTF writes it without indentation.
 *  https://developer.hashicorp.com/terraform/cli/commands/fmt */
import { execFileSync } from "node:child_process";

/** Formats a file, where Terraform is there to do it. Without, the file stays as it is, and means the same.
 *  @param binary as the cdktf CLI finds it, by TERRAFORM_BINARY_NAME */
export function formatHcl(file: string, binary = "terraform"): void {
  try {
    execFileSync(binary, ["fmt", file], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
