/** Finds a Python that can run the emulator: 3.10 or newer, with the modules that make a virtual environment. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Unavailable } from "../unavailable";

export interface Python {
  readonly executable: string;
  /** Such as "3.11": an environment made by one does not work with another. */
  readonly version: string;
}

const oldestMinor = 10;
const candidates = ["python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

// Debian and Ubuntu leave ensurepip out of python3.
const question =
  "import json, sys; v = sys.version_info; import venv, ensurepip; print(json.dumps([v.major, v.minor]))";

/** @param searchPath Folders to look in, as in PATH. */
export async function findPython(searchPath = process.env.PATH ?? ""): Promise<Python> {
  const problems: string[] = [];
  for (const candidate of candidates) {
    const found = await ask(candidate, searchPath);
    if ("executable" in found) return found;
    if (found.problem !== undefined) problems.push(found.problem);
  }
  const seen = problems.length === 0 ? "none was found" : `found: ${problems.join("; ")}`;
  throw new Unavailable(
    "Python 3.10",
    `The emulator needs Python 3.10 or newer with venv and pip (${seen}). ` +
      "Get it from https://www.python.org/downloads/, with `brew install python` on macOS, " +
      "or with `apt-get install python3 python3-venv` on Debian and Ubuntu.",
  );
}

async function ask(candidate: string, searchPath: string): Promise<Python | { problem?: string }> {
  try {
    const { stdout } = await promisify(execFile)(candidate, ["-c", question], {
      env: { ...process.env, PATH: searchPath },
      timeout: 10_000,
    });
    const [major = 0, minor = 0] = JSON.parse(stdout) as number[];
    const version = `${major}.${minor}`;
    if (major === 3 && minor >= oldestMinor) return { executable: candidate, version };
    return { problem: `${candidate} is ${version}` };
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    // Not there, or a version manager's stand-in for a version that is not installed, is not worth a word.
    return /No module named '?(venv|ensurepip)/.test(stderr) ? { problem: `${candidate} has no venv` } : {};
  }
}
