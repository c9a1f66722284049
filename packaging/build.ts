/** `npm run build`: `lib` of every package, CommonJS by tsc and an entry for ECMAScript modules. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeEsmEntry } from "./esm-entry";
import { check, constructs, review, type Package } from "./packages";

function build({ folder, manifest }: Package): void {
  // What was built of a file that has moved since would be packed too.
  rmSync(join(folder, "lib"), { recursive: true, force: true });
  const tsc = require.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(folder, "tsconfig.build.json")], { stdio: "inherit" });
  for (const entry of Object.values(manifest.exports)) {
    if (typeof entry === "string") continue;
    const built = entry.require.default;
    const source = built.replace("/lib/", "/src/").replace(/\.js$/, ".ts");
    writeEsmEntry(join(folder, built), join(folder, source));
  }
}

build(review);
// Compiled against the review as it is built.
build(constructs);
build(check);
