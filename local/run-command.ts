/** `npm run local-aws -- COMMAND [ARG...]`: runs COMMAND with the local AWS about it, and ends with its exit code. What it says
 *  itself goes to standard error. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { Lifetime } from "./lifetime";
import { emulatorCredentials, startLocalAws, type LocalAws } from "./local-aws";
import { endWithNpm, isRunByNpm } from "./npm";
import { refusedCommand } from "./refused-command";
import { optionsKeptByNpm } from "../commands/npm-options";
import { Problem } from "../commands/problem";

const usage = `npm run local-aws -- COMMAND [ARG...]   run COMMAND against a local AWS, which ends with it
npm run local-aws                       start one, print its environment as export lines, stay until Ctrl-C
npm run -s local-aws -- COMMAND > FILE  without npm's own two lines on standard output
npm run local-aws -- sh -c 'A | B'      for pipes and other features of a shell`;

const script = "local-aws";

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (command === "--help" || command === "-h") {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (command?.startsWith("-")) {
    process.stderr.write(
      `local-aws: ${command} is not a command: give the command first, and its options after it.\n${usage}\n`,
    );
    process.exit(2);
  }
  const kept = Array.from(optionsKeptByNpm(process.env), ([name, value]) =>
    value === "true" ? name : `${name}=${value}`,
  );
  if (kept.length > 0) {
    process.stderr.write(
      `local-aws: npm took ${kept.join(" ")} for an option of its own: put -- before the command.\n${usage}\n`,
    );
    process.exit(2);
  }
  await Lifetime.run(async (lifetime) => {
    endWithNpm(lifetime, script);
    const localAws = await startLocalAws({
      signal: lifetime.signal,
      onInstall: () => {
        say("pip installs the emulator, once; it takes some seconds.");
      },
    });
    lifetime.atEnd(() => localAws.stop());
    return command === undefined ? stay(localAws, lifetime) : runToItsEnd(command, args, localAws, lifetime);
  }, describe);
}

function say(line: string): void {
  process.stderr.write(`local-aws: ${line}\n`);
}

function describe(error: unknown): string {
  if (error instanceof Problem) return `local-aws: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The user's environment without what AWS's tools read of it, which could lead them elsewhere, and with the local AWS's own.
 *  No settings of Terraform: the user decides, for example, whether it asks questions. */
function environmentOn({ endpoint, region, terraformEnv }: LocalAws): Record<string, string> {
  const { TF_REATTACH_PROVIDERS } = terraformEnv;
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    // The AWS CLI 1 knows this one alone.
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
    // A profile there may name endpoints and roles of its own.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    ...(TF_REATTACH_PROVIDERS !== undefined && { TF_REATTACH_PROVIDERS }),
  };
}

const leadElsewhere = /^AWS_(?!(PAGER|CLI_\w+|DEFAULT_OUTPUT|MAX_ATTEMPTS|RETRY_MODE)$)/;

async function runToItsEnd(
  command: string,
  args: readonly string[],
  localAws: LocalAws,
  { signal }: Lifetime,
): Promise<number> {
  // In a terminal it is part of the terminal's own group of processes: it may ask questions there, and gets Ctrl-C from it. In a
  // group of its own, without a terminal, it gets each signal once: from here.
  const hasTerminal = process.stdin.isTTY;
  const others = Object.entries(process.env).filter(([name]) => !leadElsewhere.test(name));
  const cwd = folderOfUser();
  const child = spawn(command, args, {
    cwd,
    env: { ...Object.fromEntries(others), ...environmentOn(localAws) },
    stdio: "inherit",
    detached: !hasTerminal,
  });
  child.once("spawn", () => {
    say(`${command} runs on a stand-in for AWS on this machine, ${localAws.endpoint}. It is not AWS.`);
  });
  const passOn = () => {
    const name = signal.reason as NodeJS.Signals;
    if (!(hasTerminal && name === "SIGINT")) end(child, name, !hasTerminal);
  };
  // When there is no time for an orderly end, no process may stay behind.
  const atExit = () => {
    end(child, "SIGKILL", !hasTerminal);
  };
  process.once("exit", atExit);
  signal.addEventListener("abort", passOn, { once: true });
  try {
    if (signal.aborted) passOn();
    const [code, killedBy] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[killedBy ?? "SIGKILL"];
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const refused = refusedCommand(code, command, cwd);
    if (refused === undefined) throw error;
    say(refused.message);
    return refused.exitCode;
  } finally {
    signal.removeEventListener("abort", passOn);
    process.removeListener("exit", atExit);
  }
}

/** Where the user called npm, which itself goes to the project's folder: a relative path means what it means there. */
function folderOfUser(): string {
  const { INIT_CWD } = process.env;
  return isRunByNpm(script) && INIT_CWD !== undefined ? INIT_CWD : process.cwd();
}

function end(child: ChildProcess, name: NodeJS.Signals, isGroup: boolean): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(isGroup ? -child.pid : child.pid, name);
  } catch {
    // It has just ended.
  }
}

/** Without a command: for other terminals. */
async function stay(localAws: LocalAws, { signal }: Lifetime): Promise<void> {
  const lines = Object.entries(environmentOn(localAws)).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  process.stdout.write(lines.join(""));
  say("a stand-in for AWS runs on this machine. It is not AWS. It runs until Ctrl-C.");
  say("before you paste these lines into a shell: unset AWS_PROFILE AWS_SESSION_TOKEN");
  const forEver = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, "abort");
  clearInterval(forEver);
}

function quoted(value: string): string {
  return /^[\w./:-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

// The AWS SDK's advice about Node 20 is for the maintainers of this project, and printed at every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

void main();
