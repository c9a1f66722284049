/** `npm run release`: checks that a version is ready, runs all tests, and packs every package. It publishes nothing. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, constructs, constructsForCdkTerrain, review, root } from "./packages";
import { problemsWithRelease } from "./release-checks";

const packages = [review, check, constructs, constructsForCdkTerrain].map(({ manifest }) => manifest);
const versions = Object.fromEntries(packages.map(({ name, version }) => [name, version]));

const problems = problemsWithRelease({
  versions,
  asked: packages.flatMap(({ name: by, dependencies = {} }) =>
    Object.entries(dependencies)
      .filter(([name]) => name in versions)
      .map(([name, version]) => ({ by, name, version })),
  ),
  changelog: readFileSync(join(root, "CHANGELOG.md"), "utf8"),
  uncommitted: execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }),
});

if (problems.length > 0) {
  process.stderr.write(`This is not ready to be released:\n${problems.map((each) => `- ${each}\n`).join("")}`);
  process.exit(1);
}
for (const script of ["test", "pack"]) execFileSync("npm", ["run", script], { cwd: root, stdio: "inherit" });
console.log("\nTagged and published by hand: git tag, then npm publish of each tarball in dist, the review first.");
