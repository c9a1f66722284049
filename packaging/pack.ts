/** `npm run pack`: a tarball in dist of each package as it is published, of what `npm run build` built, and their sizes. */
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { check, constructs, constructsForCdkTerrain, review, root } from "./packages";
import { stage } from "./stage";
import { stageForCdkTerrain } from "./stage-for-cdk-terrain";

const dist = join(root, "dist");

/** What `npm pack --json` says. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

function pack(staged: string): void {
  const output = execFileSync("npm", ["pack", staged, "--pack-destination", dist, "--json"], { encoding: "utf8" });
  for (const { filename, size, unpackedSize, entryCount } of Object.values(JSON.parse(output) as Packed[])) {
    const [packed, unpacked] = [size, unpackedSize].map((bytes) => `${Math.ceil(bytes / 1000)} kB`);
    console.log(`dist/${filename}: ${packed}, unpacked ${unpacked} in ${entryCount} files`);
  }
}

stage(review);
stage(check);
stage(constructs);
stageForCdkTerrain();
for (const file of readdirSync(dist)) if (file.endsWith(".tgz")) rmSync(join(dist, file));
[review, check, constructs, constructsForCdkTerrain].forEach(({ staged }) => {
  pack(staged);
});
