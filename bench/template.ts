/** The commands that a developer waits for, against those of a project that was begun with CDKTF's template for TypeScript:
 *  ts-node, types checked at every start, resources imported from the index of the provider's package. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuOf } from "./commands";
import { ratioOf, type Ratio } from "./ratio";

// npm runs its scripts there. The benchmarks are a bundle, which is elsewhere.
const project = process.cwd();
const template = join(project, "bench", "template");

/** The CPU of `npm run synth`, as so many times that of the template's app. */
export function synthAgainstTemplate(): Promise<Ratio> {
  return inPrivateFolder((folder) => {
    const env = { CDKTF_OUTDIR: folder, STATE_BACKEND: "" };
    return ratioOf(
      () => cpuOf({ command: ["npm", "run", "synth"], cwd: project, env }),
      () => cpuOf({ command: ["npx", "ts-node", "main.ts"], cwd: template, env }),
      5,
    );
  });
}

/** The CPU of Jest on the unit tests of the stack, as so many times that on the template's one test, without what Jest
 *  keeps from earlier runs: as in CI. */
export function unitTestsAgainstTemplate(): Promise<Ratio> {
  const unit = ["--selectProjects", "unit", "--testPathPatterns", "stack/identity-pool-stack"];
  return inPrivateFolder((folder) => {
    // The template's test leaves what it synthesized among the temporary files.
    const env = { TMPDIR: folder };
    return ratioOf(
      () => cpuOf({ command: ["npx", "jest", "--no-cache", ...unit], cwd: project, env }),
      () => cpuOf({ command: ["npx", "jest", "--no-cache"], cwd: template, env }),
      3,
    );
  });
}

async function inPrivateFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "identity-pool-bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
