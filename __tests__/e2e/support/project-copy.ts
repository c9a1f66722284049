/** A copy of the project, as somebody who cloned and installed it has it, whose commands run on the local AWS. */
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { localFolder } from "../../../local/local-aws";
import { plan, type Plan } from "../../../local/plan";
import { terraformBinary, withoutSettings } from "../../../local/terraform";
import { localAws } from "./shared";
import { Workspace } from "./workspace";

const project = join(__dirname, "..", "..", "..");

const files = [
  "main.ts",
  "module.ts",
  "orphans",
  "LICENSE",
  "src",
  "review",
  "packaging",
  "local",
  "environments",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
];

/** What a backend's settings need on the emulator. */
const emulatorsBackend = `
use_path_style              = true
skip_credentials_validation = true
skip_requesting_account_id  = true
`;

export class ProjectCopy {
  private readonly workspace = new Workspace();
  /** With a space, as in many a folder of a user's. */
  readonly folder = join(this.workspace.folder, "my project");
  readonly name = this.workspace.name;
  readonly stackFolder = join(this.folder, "cdktf.out", "stacks", "identity-pool");

  constructor() {
    for (const file of files) cpSync(join(project, file), join(this.folder, file), { recursive: true });
    symlinkSync(join(project, "node_modules"), join(this.folder, "node_modules"));
    // Installed once for all, as it takes a while.
    mkdirSync(join(this.folder, ".local-aws"));
    symlinkSync(join(localFolder, "emulator"), join(this.folder, ".local-aws", "emulator"));
    this.useAsTerraform(terraformBinary());
    // Whatever the project's own values are by now.
    for (const environment of ["dev", "prod"] as const) {
      const values = join("environments", `${environment}.tfvars`);
      this.set(values, "identity_pool_name", this.pool(environment));
      this.set(values, "user_pool_id", "us-east-1_AbCdEfGhI");
      this.set(values, "region", "us-east-1");
      const settings = join("environments", `${environment}.s3.tfbackend`);
      this.set(settings, "bucket", this.bucket(environment));
      appendFileSync(join(this.folder, settings), emulatorsBackend);
    }
  }

  /** Name of an environment's pool, which is this copy's own: one emulator serves all tests. */
  pool(environment: "dev" | "prod"): string {
    return `${this.name}-${environment}`;
  }

  /** Name of the bucket that an environment's states are in. */
  bucket(environment: "dev" | "prod"): string {
    return `${this.name}-${environment}-states`;
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs a block of commands, which have to succeed, and answers with all that they print. What a user is asked for is
   *  answered by a flag, and a lock file is not written, for which the AWS provider would be downloaded. */
  async run(commands: string): Promise<string> {
    const answered = commands
      .replace(/npm run (deploy|destroy) -- /g, "npm run $1 -- --auto-approve --skip-provider-lock ")
      .replaceAll("npm run diff -- ", "npm run diff -- --skip-provider-lock ");
    // What waits for an answer that nobody gives fails by itself, before the test's time is over.
    const options = { cwd: this.folder, env: { ...this.env, TF_CLI_ARGS_apply: "-auto-approve" }, timeout: 90_000 };
    try {
      const { stdout } = await promisify(execFile)(
        "bash",
        ["-euo", "pipefail", "-c", `exec 2>&1\n${answered}`],
        options,
      );
      return stdout;
    } catch (error) {
      throw new Error(`These commands failed:\n${answered}\n${(error as { stdout: string }).stdout}`, { cause: error });
    }
  }

  /** The plan of the synthesized stack. */
  async plan(variables: Readonly<Record<string, string>> = {}): Promise<Plan> {
    const args = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    return plan(join(this.folder, "plan.tfplan"), args, { folder: this.stackFolder, env: localAws().terraformEnv });
  }

  private get env(): NodeJS.ProcessEnv {
    const { PATH = "" } = process.env;
    return {
      ...withoutSettings(process.env),
      ...localAws().terraformEnv,
      // Whether anything is asked is for the commands to say.
      TF_INPUT: undefined,
      HOME: this.folder,
      PATH: [join(this.folder, "bin"), PATH].join(delimiter),
    };
  }

  /** The documented commands say `terraform`, whichever binary the tests run on. */
  private useAsTerraform(binary: string): void {
    mkdirSync(join(this.folder, "bin"));
    const path = execFileSync("sh", ["-c", 'command -v "$0"', binary], { encoding: "utf8" }).trim();
    symlinkSync(path, join(this.folder, "bin", "terraform"));
  }

  private set(file: string, setting: string, value: string): void {
    const text = this.read(file);
    const line = new RegExp(`^${setting}( *)=.*$`, "m");
    if (!line.test(text)) throw new Error(`${file} does not give ${setting}`);
    this.write(file, text.replace(line, `${setting}$1= "${value}"`));
  }
}
