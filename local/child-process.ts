/** Another program as a process of this one: what it prints, and how it ends. */
import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";

export interface ProgramOptions {
  /** @default that of this process */
  readonly cwd?: string;
  /** @default that of this process */
  readonly env?: NodeJS.ProcessEnv;
  /** Standard input, output and errors. What is a pipe is gathered.
   *  @default no input, both outputs gathered */
  readonly stdio?: StdioOptions;
  /** A process group of its own. Ctrl-C in a terminal goes to the whole group, so that one does not reach it.
   *  @default false */
  readonly detached?: boolean;
  /** Gets the output while it comes, standard output and errors together. */
  readonly onOutput?: (text: string) => void;
}

export interface Ended {
  /** Null after a signal. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Program {
  readonly child: ChildProcess;
  /** Settles once the program has ended and all that it printed was read; rejects if it could not be started. */
  readonly ended: Promise<Ended>;
}

export function startProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Program {
  const { stdio = ["ignore", "pipe", "pipe"], onOutput, ...others } = options;
  const child = spawn(command, args, { ...others, stdio });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
      onOutput?.(text);
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, ...output });
    });
  });
  return { child, ended };
}

export interface InterruptibleOptions extends ProgramOptions {
  /** Nothing is started once it has aborted. */
  readonly signal?: AbortSignal;
  /** Tells the running program to end, once the signal aborts; it is waited for all the same.
   *  @default it is left to end by itself */
  readonly interrupt?: (child: ChildProcess) => void;
}

/** Runs a program to its end, whatever that is.
 *  @throws the error of the system if it could not be started */
export async function runProgram(
  command: string,
  args: readonly string[],
  { signal, interrupt, ...options }: InterruptibleOptions = {},
): Promise<Ended> {
  signal?.throwIfAborted();
  const { child, ended } = startProgram(command, args, options);
  const onAbort = () => interrupt?.(child);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    return await ended;
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
