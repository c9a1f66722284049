/** What a command costs, as a whole process. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface Command {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Seconds of CPU that the command and its children take, in the program and in the system. A command that fails is an
 *  error, with what it printed. */
export async function cpuOf({ command, cwd, env = {} }: Command): Promise<number> {
  // Node tells what its own process took, bash what the processes took that it waited for.
  const child = spawn("bash", ["-c", 'TIMEFORMAT="%U %S"; time "$@" 2>&1', "bash", ...command], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [printed, times, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with ${code ?? "a signal"}:\n${printed}`);
  return times
    .trim()
    .split(" ")
    .reduce((sum, seconds) => sum + Number(seconds), 0);
}
