/** What a command costs, as a whole process. */
import { runProgram } from "../local/child-process";

export interface Command {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Seconds of CPU that the command and its children take, in the program and in the system. A command that fails is an
 *  error, with what it printed. */
export async function cpuOf({ command, cwd, env = {} }: Command): Promise<number> {
  // Node tells what its own process took, bash what the processes took that it waited for.
  const timed = ["-c", 'TIMEFORMAT="%U %S"; time "$@" 2>&1', "bash", ...command];
  const { exitCode, stdout, stderr: times } = await runProgram("bash", timed, { cwd, env: { ...process.env, ...env } });
  if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${exitCode ?? "a signal"}:\n${stdout}`);
  return times
    .trim()
    .split(" ")
    .reduce((sum, seconds) => sum + Number(seconds), 0);
}
