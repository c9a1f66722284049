/** `npm run deploy`, `diff` and `destroy`: the commands of the cdktf CLI for the stack of main.ts, such that none waits for an
 *  answer that nobody can give, and none downloads a provider that the team's lock file does not name.
 *  https://developer.hashicorp.com/terraform/cdktf/cli-reference/commands */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { keptLockFile } from "../src/stack/lock-file";

const stack = "identity-pool";

const verbs = ["deploy", "diff", "destroy"] as const;
type Verb = (typeof verbs)[number];

async function main([given, ...args]: readonly string[]): Promise<number> {
  const verb = verbs.find((each) => each === given);
  if (verb === undefined)
    return refuse(
      `${given === undefined ? "no command is given" : `${given} is not a command`}: give one of ${verbs.join(", ")}.`,
    );
  if (isApprovedByHand(verb, args) && !hasSomebodyToAsk(process.env)) return refuse(unapproved(verb, args));
  return run("cdktf", [verb, stack, "--skip-provider-lock", ...args], environment(process.env));
}

/** cdktf shows the plan and asks. Without a terminal it would end in a stack trace there, and leave the state locked. */
function isApprovedByHand(verb: Verb, args: readonly string[]): boolean {
  const saysSo = /^--auto-?approve(=true)?$/i;
  return verb !== "diff" && !args.some((arg) => saysSo.test(arg) || arg === "--help" || arg === "-h");
}

/** In CI the CLI prints no question, though there may be a terminal. */
function hasSomebodyToAsk({ CI = "" }: NodeJS.ProcessEnv): boolean {
  return process.stdin.isTTY && ["", "0", "false"].includes(CI);
}

function unapproved(verb: Verb, args: readonly string[]): string {
  const command = ["npm run", verb, "--", "--auto-approve", ...args].join(" ");
  return (
    `npm run ${verb} shows a plan and asks for approval, but there is no terminal to ask in. Nothing was started. ` +
    `Run it in a terminal. If the plan was reviewed before, run: ${command}   (docs/ci.md has a pipeline)`
  );
}

function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // A backend setting or a workspace that is missing is an error, not a question. With a lock file that git keeps, so is a
  // provider that it does not name.
  const init = ["-input=false", ...(existsSync(keptLockFile(stack)) ? ["-lockfile=readonly"] : [])];
  return {
    // The CLI compiles 4 MB of JavaScript at each start. From Node 22 on, this keeps what was compiled.
    // https://nodejs.org/api/module.html#module-compile-cache
    NODE_COMPILE_CACHE: join(__dirname, "..", ".cache", "node"),
    ...env,
    TF_INPUT: "0",
    TF_CLI_ARGS_init: [...init, env.TF_CLI_ARGS_init].filter(Boolean).join(" "),
  };
}

async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { env, stdio: "inherit" });
  // Ctrl-C in a terminal reaches both, and it is for the CLI to end Terraform in order.
  process.on("SIGINT", () => undefined);
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[signal ?? "SIGKILL"];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return refuse("there is no `cdktf` on the PATH: run `npm ci`, and start this command with npm.");
  }
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 2;
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
