/** The machine's Chromium, without a window. Where there is none its tests are skipped, and with CI=true they fail. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { describeOnLocalAws } from "./shared";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

function browserOnThePath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(mayBeRun);
}

function mayBeRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function startBrowser(): Promise<Browser> {
  const executablePath = browserOnThePath();
  if (executablePath === undefined)
    throw new Error("There is no Chromium on the PATH. On Debian: apt-get install chromium");
  // Chromium's own sandbox refuses to work for root, as which containers run. What it opens here is this project's alone.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** `describe` for tests in a browser on the local AWS. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (browserOnThePath() !== undefined || process.env.CI === "true") describeOnLocalAws(name, tests);
  else describe.skip(`${name} (no Chromium on the PATH)`, tests);
}
