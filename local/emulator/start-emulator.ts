/** Starts MiniStack, an AWS emulator that somebody else wrote, for this process: on 127.0.0.1 alone, on a free port. It ends
 *  when this process does. https://github.com/ministackorg/ministack */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Problem } from "../../commands/problem";
import { environmentPython } from "./environment";
import { findPython } from "./find-python";

export interface StartEmulatorOptions {
  /** Folder that holds the emulator's Python environments. */
  readonly environments: string;
  /** Folder that keeps the emulator's state from one run to the next.
   *  @default none, the state ends with the emulator */
  readonly stateFolder?: string;
  /** Called before the emulator is installed, which takes some seconds and needs the network. */
  readonly onInstall?: () => void;
  readonly signal?: AbortSignal;
  /** MiniStack as it comes, to see what it lacks. It enforces access either way.
   *  @default false, with what access.py adds */
  readonly withoutAdditions?: boolean;
}

export interface RunningEmulator {
  /** Such as http://127.0.0.1:40123. */
  readonly endpoint: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const millisecondsToStart = 45_000;
const millisecondsToStop = 15_000;

export async function startEmulator(options: StartEmulatorOptions): Promise<RunningEmulator> {
  const { environments, stateFolder, onInstall, signal, withoutAdditions = false } = options;
  const python = await environmentPython({ python: await findPython(), folder: environments, onInstall, signal });
  signal?.throwIfAborted();

  const log = openLog();
  try {
    const child = spawn(
      python,
      [
        join(__dirname, "serve.py"),
        ...(stateFolder === undefined ? [] : ["--state-folder", stateFolder]),
        ...(withoutAdditions ? ["--without-additions"] : []),
      ],
      {
        stdio: ["pipe", "pipe", log.descriptor],
        // Nothing of the user's settings: AWS_PROFILE and the like are for AWS, and MiniStack has some 100 variables of its own.
        env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, LANG: "C.UTF-8" },
        // Ctrl-C in a terminal goes to the whole process group. Terraform still needs the emulator to finish what it began.
        detached: true,
      },
    );
    try {
      return { ...(await announcement(child, log, signal)), stop: () => stop(child) };
    } catch (error) {
      await stop(child);
      throw error;
    }
  } finally {
    log.close();
  }
}

/** What the emulator prints, for the case that it does not start: an open file without a name, gone with its last user. A pipe
 *  would break the emulator's orderly end when this process is killed. */
function openLog(): { descriptor: number; read(): string; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), "local-aws-log-"));
  const path = join(folder, "log");
  const descriptor = openSync(path, "a", 0o600);
  const reader = openSync(path, "r");
  rmSync(folder, { recursive: true });
  return {
    descriptor,
    read: () => readFileSync(reader, "utf8"),
    close: () => {
      closeSync(descriptor);
      closeSync(reader);
    },
  };
}

interface Announcement {
  readonly port?: number;
  readonly listening?: readonly string[];
  readonly error?: string;
}

async function announcement(
  child: ChildProcess,
  log: ReturnType<typeof openLog>,
  signal?: AbortSignal,
): Promise<{ endpoint: string; pid: number }> {
  const { port, listening = [], error } = await firstLine(child, log, signal);
  if (error !== undefined) throw new Problem(`The local AWS did not start: ${error}.`);
  const address = `127.0.0.1:${String(port)}`;
  if (child.pid === undefined || listening.join() !== address)
    throw new Error(`The emulator listens on ${listening.join(", ")}, and should on ${address} alone.`);
  return { endpoint: `http://${address}`, pid: child.pid };
}

async function firstLine(
  child: ChildProcess,
  log: ReturnType<typeof openLog>,
  signal?: AbortSignal,
): Promise<Announcement> {
  if (!child.stdout) throw new Error("the emulator has no standard output");
  const waiting = new AbortController();
  const limits = AbortSignal.any([
    waiting.signal,
    AbortSignal.timeout(millisecondsToStart),
    ...(signal ? [signal] : []),
  ]);
  const lines = createInterface(child.stdout);
  try {
    const line = once(lines, "line", { signal: limits }) as Promise<[string]>;
    const end = once(child, "close", { signal: limits }).then((): never => {
      throw new Error(`The emulator ended before it answered. It printed:\n${log.read()}`);
    });
    const [announced] = await Promise.race([line, end]);
    return JSON.parse(announced) as Announcement;
  } catch (error) {
    signal?.throwIfAborted();
    if (limits.aborted)
      throw new Error(`The emulator did not answer in ${millisecondsToStart / 1000} s. It printed:\n${log.read()}`, {
        cause: error,
      });
    throw error;
  } finally {
    waiting.abort();
  }
}

/** Closes its standard input, on which it saves its state and ends. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  const lastResort = setTimeout(() => child.kill("SIGKILL"), millisecondsToStop);
  await ended;
  clearTimeout(lastResort);
}
