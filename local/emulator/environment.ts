/** The emulator's own Python environment, in a folder of the project that git does not see: made once, and made anew when the
 *  requirements or the machine's Python change. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../child-process";
import { Unavailable } from "../unavailable";
import type { Python } from "./find-python";

export interface EnvironmentOptions {
  readonly python: Python;
  /** Folder that holds the environments, each named after what it was made from. */
  readonly folder: string;
  /** @default the emulator's own requirements */
  readonly requirements?: string;
  /** Called before an installation, which takes some seconds and needs the network. */
  readonly onInstall?: () => void;
  readonly signal?: AbortSignal;
}

/** The environment's Python. */
export async function environmentPython(options: EnvironmentOptions): Promise<string> {
  const { python, folder, requirements = join(__dirname, "requirements.txt"), onInstall, signal } = options;
  const madeFrom = createHash("sha256").update(python.version).update(readFileSync(requirements)).digest("hex");
  const environment = join(folder, madeFrom.slice(0, 16));
  const executable = join(environment, "bin", "python");
  // A link to the machine's Python: gone if that was uninstalled.
  if (existsSync(executable)) return executable;

  onInstall?.();
  await install(python, requirements, environment, signal);
  return executable;
}

async function install(python: Python, requirements: string, environment: string, signal?: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await runProgram(
    python.executable,
    [join(__dirname, "install.py"), requirements, environment],
    {
      stdio: ["pipe", "ignore", "pipe"],
      // A process group of its own, which it ends as a whole when its standard input closes.
      detached: true,
      signal,
      interrupt: (child) => child.stdin?.end(),
    },
  );
  signal?.throwIfAborted();
  if (exitCode === 0) return;
  throw new Unavailable(
    "the emulator",
    `The emulator could not be installed with pip, which says: ${lastLine(stderr)}. ` +
      "The first installation needs the network, or a mirror that pip is set up to use.",
  );
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
