/** A mirror of the AWS provider for tests of what Terraform installs, and under which checksums. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPython } from "../../../local/emulator/find-python";
import { terraformBinary } from "../../../local/terraform";
import { Workspace } from "./workspace";

/** The environment in which Terraform installs from the mirror, and finds no provider that is running already. */
export async function mirrorEnv(...versions: string[]): Promise<NodeJS.ProcessEnv> {
  const { folder } = new Workspace();
  const mirror = join(folder, "mirror");
  const platforms = new Set(["linux_amd64", "darwin_arm64", ownPlatform()]);
  const script = join(__dirname, "provider-mirror.py");
  execFileSync((await findPython()).executable, [script, mirror, [...platforms].join(), versions.join()]);
  const config = join(folder, "terraform.rc");
  writeFileSync(config, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  return {
    TF_CLI_CONFIG_FILE: config,
    // It asks the registry itself, whatever the mirror.
    TF_CLI_ARGS_providers_lock: `-fs-mirror=${mirror}`,
    TF_REATTACH_PROVIDERS: undefined,
  };
}

function ownPlatform(): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: "/dev/null", CHECKPOINT_DISABLE: "1" };
  const version = execFileSync(terraformBinary(), ["version", "-json"], { cwd: "/", env, encoding: "utf8" });
  return (JSON.parse(version) as { platform: string }).platform;
}
