/** What main.ts does when it is run, beside what its stacks are. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IdentityPoolStack, synthesizeApp } from "../../src";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-synthesize-"));
const outdir = join(folder, "cdktf.out");

beforeAll(() => {
  process.env.CDKTF_OUTDIR = outdir;
});

afterAll(() => {
  delete process.env.CDKTF_OUTDIR;
  rmSync(folder, { recursive: true, force: true });
});

function synthesize(): void {
  synthesizeApp((app) => {
    new IdentityPoolStack(app, "web");
    new IdentityPoolStack(app, "phone");
  }, {});
}

test.each<[string, () => void]>([
  [
    "addStacks is missing",
    () => {
      synthesizeApp(undefined as never, {});
    },
  ],
  [
    "environment is missing",
    () => {
      synthesizeApp(() => undefined, undefined as never);
    },
  ],
])("what plain JavaScript leaves out is named, and no folder is made: %s", (_what, run) => {
  expect(run).toThrow(/^synthesizeApp: \w+ is undefined: give .+\. See https:/);
  expect(existsSync(outdir)).toBe(false);
});

const read = (stack: string) => readFileSync(join(outdir, "stacks", stack, ".terraform.lock.hcl"), "utf8");

test("each stack gets the lock file that is kept for it, in the place of what Terraform wrote", () => {
  writeFileSync(join(folder, "terraform.web.lock.hcl"), "# kept for web\n");
  mkdirSync(join(outdir, "stacks", "web"), { recursive: true });
  mkdirSync(join(outdir, "stacks", "phone"), { recursive: true });
  for (const stack of ["web", "phone"])
    writeFileSync(join(outdir, "stacks", stack, ".terraform.lock.hcl"), "# Terraform's\n");
  synthesize();
  expect(read("web")).toBe("# kept for web\n");
  // Nothing is kept for it: what Terraform wrote itself stays.
  expect(read("phone")).toBe("# Terraform's\n");
});
