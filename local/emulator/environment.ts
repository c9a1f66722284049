/** The emulator's own Python environment, in a folder of the project that git does not see: made once, and made anew when the
 *  requirements or the machine's Python change. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
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
  signal?.throwIfAborted();
  const child = spawn(python.executable, [join(__dirname, "install.py"), requirements, environment], {
    stdio: ["pipe", "ignore", "pipe"],
    // A process group of its own, which it ends as a whole when its standard input closes.
    detached: true,
  });
  const abort = () => child.stdin.end();
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const [problems, [code]] = await Promise.all([
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    signal?.throwIfAborted();
    if (code === 0) return;
    throw new Unavailable(
      "the emulator",
      `The emulator could not be installed with pip, which says: ${lastLine(problems)}. ` +
        "The first installation needs the network, or a mirror that pip is set up to use.",
    );
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function lastLine(output: string): string {
  return output.trim().split("\n").at(-1) ?? "";
}
