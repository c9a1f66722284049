/** A private folder for a test: a synthesized stack, its Terraform state, and Terraform on it. Removed after the tests of a
 *  file. */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { plan, type Plan } from "../../../local/plan";
import { runTerraform, terraform, type TerraformResult } from "../../../local/terraform";
import { IdentityPoolStack, type AddStacks, type IdentityPoolStackProps } from "../../../src";
import { localAws } from "./shared";

jest.setTimeout(60_000);

const project = join(__dirname, "..", "..", "..");

const opened: Workspace[] = [];

afterAll(() => {
  for (const workspace of opened.splice(0)) workspace.remove();
});

export interface Outputs {
  readonly identity_pool_id: string;
  readonly authenticated_role_arn: string;
  readonly unauthenticated_role_arn: string;
  readonly region: string;
  readonly client_config: Record<string, unknown>;
}

export class Workspace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "identity-pool-e2e-")));
  /** One emulator serves all tests, at the same time: each has a name of its own, at the start of its pool's and its roles'. */
  readonly name = `e2e-${randomBytes(5).toString("hex")}`;
  private stackFolder = this.folder;
  private variables: Readonly<Record<string, string>> = {
    identity_pool_name: this.name,
    user_pool_id: "us-east-1_AbCdEfGhI",
    user_pool_client_id: "3n4b5urk1ft4fl3mg5e62d9ado",
    bucket_name: "notes-app-uploads",
  };

  constructor() {
    opened.push(this);
  }

  /** Synthesizes the stack that the app ships, or what a test puts in its place, as its app would. */
  synthesize(
    build: (app: App) => TerraformStack = (app) => new IdentityPoolStack(app, "identity-pool"),
    outdir = "cdktf.out",
  ): void {
    const app = new App({ outdir: join(this.folder, outdir) });
    const stack = build(app);
    // A stack that names no backend would keep its state in the project, where the next test finds it.
    if (stack.node.tryFindChild("backend") === undefined) {
      new LocalBackend(stack, { path: join(this.folder, `terraform.${stack.node.id}.tfstate`) });
    }
    app.synth();
    this.stackFolder = join(this.folder, outdir, "stacks", stack.node.id);
  }

  /** Synthesizes the one stack of an app. */
  synthesizeApp(addStacks: AddStacks): void {
    this.synthesize((app) => {
      addStacks(app);
      const [stack] = app.node.children.filter((child) => TerraformStack.isStack(child));
      if (stack === undefined) throw new Error("the app has no stack");
      return stack;
    });
  }

  /** Runs an app of the project's in this folder, as its user would.
   *  @returns the ids of its stacks, of which the first is the one in use */
  async run(app: string): Promise<string[]> {
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    await promisify(execFile)(process.execPath, ["--import", tsx, app], {
      cwd: this.folder,
      // The package's name stands for its sources there.
      env: { ...process.env, TSX_TSCONFIG_PATH: join(project, "tsconfig.json") },
    });
    const stackIds = readdirSync(join(this.folder, "cdktf.out", "stacks")).sort();
    this.use(stackIds[0] ?? "");
    return stackIds;
  }

  /** Runs an example of the project's with other texts in the place of its own, as somebody who copies it puts theirs. */
  async runExample(file: string, texts: Readonly<Record<string, string>>): Promise<string[]> {
    let source = readFileSync(join(project, "examples", file), "utf8");
    for (const [own, ours] of Object.entries(texts)) {
      if (!source.includes(own)) throw new Error(`${file} does not have ${own}`);
      source = source.replaceAll(own, ours);
    }
    const app = join(this.folder, file);
    writeFileSync(app, source);
    symlinkSync(join(project, "node_modules"), join(this.folder, "node_modules"));
    return this.run(app);
  }

  /** Turns to another stack of the app. */
  use(stackId: string): void {
    this.stackFolder = join(this.folder, "cdktf.out", "stacks", stackId);
  }

  synthesizeShipped(props: IdentityPoolStackProps): void {
    this.synthesize((app) => new IdentityPoolStack(app, "identity-pool", props));
  }

  /** Values of the stack's variables: undefined takes one away. */
  set(variables: Readonly<Record<string, string | undefined>>): void {
    const given = Object.entries({ ...this.variables, ...variables });
    this.variables = Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** Keys of a role, with which Terraform reaches the state. The provider has the emulator's own, or those of assume_role_arn. */
  credentials: Readonly<Record<string, string>> = {};

  get env(): Record<string, string> {
    const env = { ...localAws().terraformEnv, ...this.credentials };
    for (const [name, value] of Object.entries(this.variables)) env[`TF_VAR_${name}`] = value;
    return env;
  }

  async init(): Promise<void> {
    await this.terraform("init");
  }

  async plan(...args: string[]): Promise<Plan> {
    return plan(join(this.folder, "plan.tfplan"), args, { folder: this.stackFolder, env: this.env });
  }

  async apply(): Promise<Outputs> {
    await this.terraform("apply", "-auto-approve");
    return this.outputs();
  }

  /** Synthesizes the shipped stack, initializes and applies it. */
  async deploy(): Promise<Outputs> {
    this.synthesize();
    await this.init();
    return this.apply();
  }

  async destroy(): Promise<void> {
    await this.terraform("destroy", "-auto-approve");
  }

  async outputs(): Promise<Outputs> {
    const outputs = JSON.parse(await this.terraform("output", "-json")) as Record<string, { value: unknown }>;
    const values: Record<string, unknown> = {};
    for (const [name, { value }] of Object.entries(outputs)) values[name] = value;
    return values as unknown as Outputs;
  }

  /** Takes prevent_destroy out of the stack in use, as somebody does who means to destroy it. */
  allowDestroy(): void {
    const file = join(this.stackFolder, "cdk.tf.json");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll('"prevent_destroy": true', '"prevent_destroy": false'));
  }

  /** Whether Terraform refuses to destroy something of the stack in use. */
  get preventsDestroy(): boolean {
    return readFileSync(join(this.stackFolder, "cdk.tf.json"), "utf8").includes('"prevent_destroy": true');
  }

  /** Runs Terraform, which has to succeed, and answers with its output. */
  async terraform(command: string, ...args: string[]): Promise<string> {
    const options = { folder: this.stackFolder, env: this.env };
    return (await terraform([command, ...withoutColor(command), ...args], options)).stdout;
  }

  /** Runs Terraform, which may fail. */
  async tryTerraform(command: string, ...args: string[]): Promise<TerraformResult> {
    return runTerraform([command, ...withoutColor(command), ...args], { folder: this.stackFolder, env: this.env });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function withoutColor(command: string): string[] {
  return command === "state" ? [] : ["-no-color"];
}

/** The name at the end of a role's ARN. */
export function roleNameOf(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}
