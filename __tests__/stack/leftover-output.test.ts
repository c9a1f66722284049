import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { problemsWithLeftoverOutput } from "../../src/stack/leftover-output";

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "identity-pool-leftover-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});

/** A stack in whose folder an earlier synth left a file. */
function stackBeside(...files: string[]): TerraformStack {
  const folder = join(outdir, "stacks", "identity-pool");
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, file), "{}");
  return new TerraformStack(new App({ outdir }), "identity-pool");
}

test.each([
  ["cdk.tf", false, "with --hcl"],
  ["cdk.tf.json", true, "without --hcl"],
])(
  "%s, left from a synth in the other mode, is named before Terraform reads every block twice",
  (file, isHcl, mode) => {
    expect(problemsWithLeftoverOutput(stackBeside(file), isHcl)).toEqual([
      expect.stringContaining(`${join("stacks", "identity-pool", file)} is left from a synth ${mode}`),
    ]);
  },
);

test.each([
  ["cdk.tf.json", false],
  ["cdk.tf", true],
])("%s, written by the same mode before, is no leftover", (file, isHcl) => {
  expect(problemsWithLeftoverOutput(stackBeside(file, "metadata.json"), isHcl)).toEqual([]);
});

test("a first synth has nothing to complain of", () => {
  expect(problemsWithLeftoverOutput(new TerraformStack(new App({ outdir }), "identity-pool"), false)).toEqual([]);
});
