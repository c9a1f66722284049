/** Runs Terraform, or OpenTofu, in a folder, in an environment that is the caller's and not the user's. */
import { runProgram } from "./child-process";
import { Problem } from "../commands/problem";
import { Unavailable } from "./unavailable";

export interface TerraformOptions {
  /** Folder with the synthesized files. */
  readonly folder: string;
  /** Added to the user's environment without its settings for Terraform, AWS and CDKTF. */
  readonly env: Readonly<Record<string, string>>;
  /** Gets the output while it comes, standard output and errors together.
   *  @default the output is only returned */
  readonly onOutput?: (text: string) => void;
  /** Interrupts Terraform as Ctrl-C does: it finishes what it began, saves the state and unlocks it. */
  readonly signal?: AbortSignal;
}

export interface TerraformResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class TerraformFailed extends Problem {
  override readonly name = "TerraformFailed";

  constructor(
    readonly args: readonly string[],
    readonly result: TerraformResult,
  ) {
    super(`terraform ${args.join(" ")} ended with exit code ${result.exitCode}:\n${result.stderr || result.stdout}`);
  }
}

/** As the cdktf CLI finds it. */
export function terraformBinary(): string {
  return process.env.TERRAFORM_BINARY_NAME ?? "terraform";
}

/** Runs Terraform to its end.
 *  @throws TerraformFailed if the exit code is not among the expected ones */
export async function terraform(
  args: readonly string[],
  options: TerraformOptions & { readonly expectedExitCodes?: readonly number[] },
): Promise<TerraformResult> {
  const { expectedExitCodes = [0], signal } = options;
  const result = await runTerraform(args, options);
  signal?.throwIfAborted();
  if (!expectedExitCodes.includes(result.exitCode)) throw new TerraformFailed(args, result);
  return result;
}

/** Runs Terraform to its end, whatever that is. */
export async function runTerraform(args: readonly string[], options: TerraformOptions): Promise<TerraformResult> {
  const { folder, env, onOutput, signal } = options;
  try {
    const { exitCode, ...output } = await runProgram(terraformBinary(), args, {
      cwd: folder,
      env: { ...withoutSettings(process.env), ...env },
      onOutput,
      signal,
      // Ctrl-C in a terminal goes to the whole process group, and a second interrupt makes Terraform give up without saving:
      // it gets its one interrupt from here.
      detached: true,
      interrupt: (child) => child.kill("SIGINT"),
    });
    return { exitCode: exitCode ?? 1, ...output };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? missingTerraform() : error;
  }
}

/** Runs a command of Terraform that answers with a JSON object, and reads it. A version manager in Terraform's place may print
 *  lines of its own before it.
 *  @throws TerraformFailed if it fails; Problem if what it prints is no JSON */
export async function terraformJson(args: readonly string[], options: TerraformOptions): Promise<unknown> {
  const { stdout } = await terraform(args, options);
  const text = stdout.slice(Math.max(0, stdout.search(/^\{/m)));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const [firstLine = ""] = stdout.trim().split("\n");
    throw new Problem(
      `\`${terraformBinary()} ${args.join(" ")}\` printed ${JSON.stringify(firstLine)} instead of JSON. ` +
        "Set TERRAFORM_BINARY_NAME to the binary to use.",
    );
  }
}

/** What the project needs: with 1.5 came import blocks. */
const oldestVersion = [1, 5];

/** The binary's version, such as "1.11.4".
 *  @throws Unavailable if there is none, or one that is too old */
export async function terraformVersion(signal?: AbortSignal): Promise<string> {
  // Not in the current folder, so that a .terraform folder there is not read.
  const answer = await terraformJson(["version", "-json"], {
    folder: "/",
    env: { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" },
    signal,
  });
  const { terraform_version: version } = answer as { terraform_version?: unknown };
  const [major, minor] = /^(\d+)\.(\d+)\./.exec(String(version))?.slice(1).map(Number) ?? [];
  if (major === undefined || minor === undefined)
    throw new Problem(
      `\`${terraformBinary()} version -json\` printed no version. Set TERRAFORM_BINARY_NAME to the binary to use.`,
    );
  const [oldestMajor = 0, oldestMinor = 0] = oldestVersion;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new Unavailable(
      "Terraform",
      `"${terraformBinary()}" is Terraform ${String(version)}, and ${oldestVersion.join(".")} or newer is needed. ${howToGetOne}`,
    );
  }
  return String(version);
}

/** An environment without TF_VAR_*, TF_CLI_ARGS, AWS_PROFILE, CDKTF_CONTEXT_JSON, STATE_BACKEND, the settings of a state
 *  backend and the like, which would turn a run on the local AWS into another one than the same run on another machine. */
export function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !settingsOfUsers.test(name)));
}

const settingsOfUsers =
  /^(TF|AWS|CDKTF|ARM|GOOGLE|CONSUL|KUBE|ALICLOUD|TENCENTCLOUD|PG)_|^(STATE_BACKEND|SYNTH_HCL_OUTPUT|PGPASSWORD|KUBERNETES_MASTER)$/;

function missingTerraform(): Unavailable {
  const binary = terraformBinary();
  return new Unavailable(
    "Terraform",
    (binary === "terraform"
      ? "There is no `terraform` on the PATH. "
      : `There is no "${binary}", which TERRAFORM_BINARY_NAME names. `) + howToGetOne,
  );
}

const howToGetOne =
  "Get Terraform from https://developer.hashicorp.com/terraform/install, or set TERRAFORM_BINARY_NAME=tofu for OpenTofu.";
