import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { constructs, root, type Package } from "../../packaging/packages";
import { stage } from "../../packaging/stage";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stage-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A package that publishes its examples, with their files and some more. */
function packageWith(...more: string[]): Package {
  const clone = join(folder, "clone");
  cpSync(join(root, "README.md"), join(clone, "README.md"));
  for (const file of ["examples/web/index.html", "examples/web/src/main.ts", ...more]) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    writeFileSync(join(clone, file), "{}");
  }
  return { folder: clone, staged: join(folder, "staged"), manifest: { ...constructs.manifest, files: ["examples"] } };
}

function filesIn(staged: string): string[] {
  const entries = readdirSync(staged, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => join(entry.parentPath, entry.name).slice(staged.length + 1)).sort();
}

const published = ["LICENSE", "README.md", "examples/web/index.html", "examples/web/src/main.ts", "package.json"];

test.each([
  ["the outputs of somebody's pool", "examples/web/amplify_outputs.json"],
  ["the outputs of somebody's pool where the page is served from", "examples/web/public/amplify_outputs.json"],
  ["a built page, which has the outputs in it", "examples/web/dist/assets/index.js"],
])("not published: %s", (_, file) => {
  const built = packageWith(file);
  stage(built);
  expect(filesIn(built.staged)).toEqual(published);
});

test("not published: what an earlier run left", () => {
  const built = packageWith();
  mkdirSync(built.staged);
  writeFileSync(join(built.staged, "leftover.js"), "");
  stage(built);
  expect(filesIn(built.staged)).toEqual(published);
});
