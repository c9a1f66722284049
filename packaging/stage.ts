/** Puts a built package together as it is published: the files that its manifest names, and a manifest without what is of its
 *  repository alone. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root, type Package } from "./packages";

/** Scripts run in a clone, and npm would run some of them on a user's machine too. */
const ofTheRepository = ["scripts", "devDependencies", "workspaces", "overrides"];

/** What somebody who works here may have in a folder that is published, and git ignores. */
const ofThisMachine = ["dist", "amplify_outputs.json"];

function isOfTheRepository(path: string): boolean {
  return !ofThisMachine.includes(basename(path));
}

export function stage({ folder, staged, manifest }: Package): void {
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged, { recursive: true });
  for (const file of [...manifest.files, "README.md"])
    cpSync(join(folder, file), join(staged, file), { recursive: true, filter: isOfTheRepository });
  cpSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  const published = Object.entries(manifest).filter(([key]) => !ofTheRepository.includes(key));
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(Object.fromEntries(published), null, 2)}\n`);
}
