/** Puts a built package together as it is published: the files that its manifest names, and a manifest without what is of its
 *  repository alone. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, type Package } from "./packages";

/** Scripts run in a clone, and npm would run some of them on a user's machine too. */
const ofTheRepository = ["scripts", "devDependencies", "workspaces", "overrides"];

export function stage({ folder, staged, manifest }: Package): void {
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  for (const file of [...manifest.files, "README.md"])
    cpSync(join(folder, file), join(staged, file), { recursive: true });
  cpSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  const published = Object.entries(manifest).filter(([key]) => !ofTheRepository.includes(key));
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(Object.fromEntries(published), null, 2)}\n`);
}
