/** `dist/cdktn`: the constructs as they are built, for CDK Terrain. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withCdkTerrain } from "./cdk-terrain";
import { constructsForCdkTerrain, root } from "./packages";
import { stage } from "./stage";

export function stageForCdkTerrain(): void {
  const { staged } = constructsForCdkTerrain;
  stage(constructsForCdkTerrain);
  for (const file of readdirSync(staged, { recursive: true, encoding: "utf8" })) {
    if (!/\.m?[jt]s$/.test(file)) continue;
    const path = join(staged, file);
    writeFileSync(path, withCdkTerrain(readFileSync(path, "utf8")));
  }
  copyFileSync(join(root, "packaging", "cdktn", "README.md"), join(staged, "README.md"));
}
