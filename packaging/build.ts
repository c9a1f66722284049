/** `npm run build`: `lib` of every package, CommonJS by TypeScript 7 and an entry for ECMAScript modules. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeEsmEntry } from "./esm-entry";
import { check, constructs, review, type Package } from "./packages";

// Its compiler is a program of its own, several times as fast. What reads types as a library, such as TypeDoc, has TypeScript 5.
const tsc = join(dirname(require.resolve("typescript-7/package.json")), "bin", "tsc");

function build({ folder, manifest }: Package): void {
  // What was built of a file that has moved since would be packed too.
  rmSync(join(folder, "lib"), { recursive: true, force: true });
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
