import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const project = join(__dirname, "..", "..");

describe("npm run synth", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "identity-pool-synth-"));
    for (const file of ["package.json", "tsconfig.json", "src", "commands", "review"]) {
      cpSync(join(project, file), join(folder, file), { recursive: true });
    }
    symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ["that main.ts throws", 'throw new Error("no such stage");'],
    ["of a promise that nobody waits for", 'void Promise.reject(new Error("no such stage"));'],
  ])("an error %s names its file and line, and the functions on the way to it", (_, thrown) => {
    const main = [
      'import { synthesizeApp, type AddStacks } from "./src";',
      "",
      "interface Stage {",
      "  readonly name: string;",
      "}",
      "",
      "function failAt({ name }: Stage): void {",
      `  if (name === "none") ${thrown}`,
      "}",
      "",
      "const addStacks: AddStacks = () => {",
      '  failAt({ name: "none" });',
      "};",
      "",
      "synthesizeApp(addStacks, {});",
    ];
    writeFileSync(join(folder, "main.ts"), main.join("\n"));
    const { status, stderr } = spawnSync("npm", ["run", "-s", "synth"], { cwd: folder, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stderr).toContain("Error: no such stage");
    expect(stderr).toMatch(/at failAt \(.*[/\\]main\.ts:8:\d+\)/);
    expect(stderr).toMatch(/at addStacks \(.*[/\\]main\.ts:12:\d+\)/);
    expect(stderr).toMatch(/at synthesizeApp \(.*[/\\]src[/\\]stack[/\\]synthesize-app\.ts:\d+:\d+\)/);
  });
});
