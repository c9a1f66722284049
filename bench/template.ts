/** The commands that a developer waits for, against those of a project that was begun with CDKTF's template for TypeScript:
 *  ts-node, types checked at every start, resources imported from the index of the provider's package. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuOf } from "./commands";
import { ratioOf, type Ratio } from "./ratio";

const project = join(__dirname, "..");
const template = join(__dirname, "template");

/** The CPU of `npm run synth`, as so many times that of the template's app. */
export async function synthAgainstTemplate(): Promise<Ratio> {
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-bench-"));
  const env = { CDKTF_OUTDIR: outdir, STATE_BACKEND: "" };
  try {
    return await ratioOf(
      () => cpuOf({ command: ["npm", "run", "synth"], cwd: project, env }),
      () => cpuOf({ command: ["npx", "ts-node", "main.ts"], cwd: template, env }),
      5,
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The CPU of Jest on the unit tests of the stack, as so many times that on the template's one test, without what Jest
 *  keeps from earlier runs: as in CI. */
export function unitTestsAgainstTemplate(): Promise<Ratio> {
  const unit = ["--selectProjects", "unit", "--testPathPatterns", "stack/identity-pool-stack"];
  return ratioOf(
    () => cpuOf({ command: ["npx", "jest", "--no-cache", ...unit], cwd: project }),
    () => cpuOf({ command: ["npx", "jest", "--no-cache"], cwd: template }),
    3,
  );
}
