/** Processes as the system sees them: which there are, and what they listen on. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

export interface Process {
  readonly pid: number;
  /** Its arguments and its environment. */
  readonly command: string;
}

/** The processes that have a text in their arguments or in their environment. */
export async function processesWith(text: string): Promise<Process[]> {
  const args = process.platform === "darwin" ? ["-axEww", "-o", "pid=,command="] : ["axeww", "-o", "pid=,command="];
  const { stdout } = await promisify(execFile)("ps", args, { maxBuffer: 100_000_000 });
  return stdout
    .split("\n")
    .filter((line) => line.includes(text))
    .map((line) => ({ pid: parseInt(line, 10), command: line.trim().replace(/^\d+ +/, "") }));
}

/** The addresses that a process listens on, such as "127.0.0.1". Linux only. */
export function listeningAddresses(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const sockets = readdirSync(folder).map((descriptor) => readlinkSync(`${folder}/${descriptor}`));
  const listening = "0A";
  return ["tcp", "tcp6"].flatMap((protocol) =>
    readFileSync(`/proc/${pid}/net/${protocol}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === listening && sockets.includes(`socket:[${inode ?? ""}]`))
      .map(([, address = ""]) => (protocol === "tcp" ? ipv4(address) : address)),
  );
}

/** The kernel prints an address as a number whose bytes are in reverse order. */
function ipv4(address: string): string {
  const bytes = Buffer.from(address.slice(0, 8), "hex").reverse();
  return bytes.join(".");
}

/** Waits until something holds, for at most some seconds, and answers whether it does. */
export async function within(seconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) return false;
    await wait(50);
  }
  return true;
}

export async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, timeout: 2000 });
  try {
    return await new Promise<boolean>((resolve) => {
      socket.on("connect", () => {
        resolve(true);
      });
      for (const failure of ["error", "timeout"]) {
        socket.on(failure, () => {
          resolve(false);
        });
      }
    });
  } finally {
    socket.destroy();
  }
}

/** This machine's addresses that others can reach. */
export function outsideAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address, scopeid }) => (scopeid ? `${address}%${scopeid}` : address));
}

export interface RunningCommand {
  readonly child: ChildProcess;
  /** Sends a signal to it and to all of its process group, as a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
  /** All that it printed so far. */
  readonly output: () => string;
  /** Waits until it has printed a text. */
  printed(text: string): Promise<void>;
  /** Its exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals | null>;
}

const running: RunningCommand[] = [];

/** Ends what a test has run, if it still runs, and removes the folder that marks it. The emulator saves its state there when it
 *  ends, so that the folder has to stay until then. */
export async function endAndRemove(folder: string): Promise<void> {
  for (const { child } of running.splice(0)) child.kill("SIGKILL");
  if (!(await within(15, async () => (await processesWith(folder)).length === 0))) {
    // The test has failed by now. What it found still running would keep jest from ending.
    for (const { pid } of await processesWith(folder)) process.kill(pid, "SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a TypeScript file of the project with Node, as the scripts in package.json do, in a process group of its own. */
export function run(
  file: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): RunningCommand {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  let isClosed = false;
  child.on("close", () => {
    isClosed = true;
  });
  const command: RunningCommand = {
    child,
    signalGroup: (signal) => {
      if (child.pid === undefined) throw new Error(`${file} did not start`);
      process.kill(-child.pid, signal);
    },
    output: () => output,
    printed: async (text) => {
      const isThere = await within(50, () => Promise.resolve(output.includes(text) || child.exitCode !== null));
      if (!isThere || !output.includes(text)) throw new Error(`expected to see "${text}" in:\n${output}`);
    },
    ended: async () => {
      const [code, signal] = await exit;
      // Its output is complete, unless a process that outlives it holds the other end.
      await within(5, () => Promise.resolve(isClosed));
      return code ?? signal;
    },
  };
  running.push(command);
  return command;
}
