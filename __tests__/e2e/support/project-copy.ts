/** A copy of the project, as somebody who cloned and installed it has it, whose commands run on the local AWS. */
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startProgram } from "../../../local/child-process";
import { findPython } from "../../../local/emulator/find-python";
import { localFolder } from "../../../local/local-aws";
import { plan, type Plan } from "../../../local/plan";
import { terraformBinary, withoutSettings } from "../../../local/terraform";
import { localAws } from "./shared";
import { Workspace } from "./workspace";

const project = join(__dirname, "..", "..", "..");

const files = [
  "main.ts",
  "module.ts",
  "LICENSE",
  "commands",
  "src",
  "review",
  "check",
  "packaging",
  "local",
  "environments",
  "cdktf.json",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
];

const emulatorsAccount = "000000000000";

/** What a backend's settings need on the emulator. */
const emulatorsBackend = `
use_path_style              = true
skip_credentials_validation = true
skip_requesting_account_id  = true
`;

const shell = ["-euo", "pipefail", "-c"];

export class ProjectCopy {
  private readonly workspace = new Workspace();
  /** With all that a shell reads in another way, as a folder of a user's may have it. */
  readonly folder = join(this.workspace.folder, `Ada's "first" project`);
  readonly name = this.workspace.name;
  readonly stackFolder = join(this.folder, "cdktf.out", "stacks", "identity-pool");

  /** @param settings variables of the environment in which the commands run, of which undefined takes one away */
  constructor(private readonly settings: NodeJS.ProcessEnv = {}) {
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
      this.set(values, "allowed_account_ids", [emulatorsAccount]);
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

  /** The settings of an environment's state backend. */
  backendSettings(environment: "dev" | "prod"): string {
    return this.read(join("environments", `${environment}.s3.tfbackend`));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs a block of commands as it is printed, in a shell without a terminal, and answers with all that they print. They have to
   *  succeed. */
  async run(commands: string): Promise<string> {
    const { exitCode, output } = await this.tryRun(commands);
    if (exitCode !== 0) throw new Error(`These commands failed:\n${commands}\n${output}`);
    return output;
  }

  /** The same for commands that may fail. */
  async tryRun(commands: string): Promise<{ exitCode: number; output: string }> {
    return this.program("bash", [...shell, `exec 2>&1\n${commands}`], this.env);
  }

  /** Runs a block of commands as it is printed, in a terminal: whoever sits there reads the plan, and approves it. */
  async runAndApprove(commands: string): Promise<string> {
    const python = (await findPython()).executable;
    // Nobody sits at a terminal of CI's.
    const env = { ...this.env, CI: undefined, TERM: "xterm" };
    const args = [join(__dirname, "approving-terminal.py"), "bash", ...shell, commands];
    const { exitCode, output } = await this.program(python, args, env);
    if (exitCode !== 0) throw new Error(`These commands failed in a terminal:\n${commands}\n${output}`);
    return output;
  }

  private async program(command: string, args: string[], env: NodeJS.ProcessEnv) {
    // What waits for an answer that nobody gives is ended before the test's time is over.
    const { child, ended } = startProgram(command, args, { cwd: this.folder, env, detached: true });
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), 90_000);
    try {
      const { exitCode, stdout, stderr } = await ended;
      return { exitCode: exitCode ?? 1, output: stdout + stderr };
    } finally {
      clearTimeout(timer);
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
      ...this.settings,
    };
  }

  /** The documented commands say `terraform`, whichever binary the tests run on. */
  private useAsTerraform(binary: string): void {
    mkdirSync(join(this.folder, "bin"));
    const path = execFileSync("sh", ["-c", 'command -v "$0"', binary], { encoding: "utf8" }).trim();
    symlinkSync(path, join(this.folder, "bin", "terraform"));
  }

  private set(file: string, setting: string, value: string | string[]): void {
    const text = this.read(file);
    const line = new RegExp(`^${setting}( *)=.*$`, "m");
    if (!line.test(text)) throw new Error(`${file} does not give ${setting}`);
    this.write(file, text.replace(line, `${setting}$1= ${JSON.stringify(value)}`));
  }
}
