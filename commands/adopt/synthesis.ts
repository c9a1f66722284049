/** An app as it is printed, synthesized: what it cannot say of the pool is found out before anybody uses it. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { App, TerraformStack } from "cdktf";
import { transformSync } from "esbuild";
import type { AddStacks } from "../../src";

/** What is wrong with the stacks of a main.ts. */
export function problemsWithApp(main: string): string[] {
  const outdir = mkdtempSync(join(tmpdir(), "identity-pool-adopt-"));
  try {
    const app = new App({ outdir });
    compiled(main).addStacks(app);
    return app.node.children
      .filter((stack) => TerraformStack.isStack(stack))
      .flatMap((stack) => stack.node.findAll())
      .flatMap((construct) => construct.node.validate().map((problem) => `${construct.node.path}: ${problem}`));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** What a main.ts exports. */
export function compiled(main: string): { addStacks: AddStacks } {
  const { code } = transformSync(main, { loader: "ts", format: "cjs" });
  const file = join(__dirname, "..", "..", "main.ts");
  const module_ = { exports: {} };
  const run = compileFunction(code, ["require", "exports", "module"], { filename: file }) as (
    ...args: unknown[]
  ) => void;
  run(createRequire(file), module_.exports, module_);
  return module_.exports as { addStacks: AddStacks };
}
