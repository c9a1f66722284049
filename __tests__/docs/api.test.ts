/** docs/api is what TypeDoc makes of the sources now. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../support/markdown";

function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

test("the API reference is current: `npm run docs:api` writes it", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-api-"));
  try {
    execFileSync(process.execPath, [join(root, "node_modules", "typedoc", "bin", "typedoc"), "--out", folder], {
      cwd: root,
      stdio: "pipe",
    });
    expect(filesIn(folder)).toEqual(filesIn(join(root, "docs", "api")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

test("it names no folder of this machine and no commit", () => {
  const texts = Object.values(filesIn(join(root, "docs", "api")));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((text) => text.includes(root) || /\/blob\/[0-9a-f]{7,40}\//.test(text))).toEqual([]);
});
