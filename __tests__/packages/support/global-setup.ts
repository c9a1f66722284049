/** Packs the packages once, installs the tools that their tests share, and starts a local AWS for them. What needs the network, or
 *  Terraform and Python, is skipped where these are missing, and fails with CI=true. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAws, type LocalAws } from "../../../local/local-aws";
import { terraformVersion } from "../../../local/terraform";
import { Unavailable } from "../../../local/unavailable";
import { check, constructs, constructsForCdkTerrain, review, root } from "../../../packaging/packages";
import { hasRegistry, npmInstall, withoutNpmScript } from "./npm";
import { TOOLS } from "./pinned";
import { passToTests, type Packed } from "./shared";

declare global {
  var folderOfConsumers: string | undefined;
  var localAwsOfConsumers: LocalAws | undefined;
}

export default async function globalSetup(): Promise<void> {
  const sizes = execFileSync("npm", ["run", "--silent", "pack"], {
    cwd: root,
    env: withoutNpmScript(process.env),
    encoding: "utf8",
  });
  process.stderr.write(`The packages:\n${sizes}`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "packages-")));
  globalThis.folderOfConsumers = folder;
  const tarballs = [constructs, constructsForCdkTerrain, review, check].map(({ manifest: { name, version } }) => [
    name,
    join(root, "dist", `${name}-${version}.tgz`),
  ]);
  passToTests({
    tarballs: Object.fromEntries(tarballs) as Packed["tarballs"],
    folder,
    tools: await tools(folder),
    localAws: await localAws(),
  });
}

async function localAws(): Promise<Packed["localAws"]> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  try {
    await terraformVersion();
    globalThis.localAwsOfConsumers = await startLocalAws();
    return { terraformEnv: globalThis.localAwsOfConsumers.terraformEnv };
  } catch (error) {
    if (!(error instanceof Unavailable) || process.env.CI === "true") throw error;
    process.stderr.write(`The plan on CDK Terrain is skipped. ${error.message}\n`);
    return { skipped: error.message };
  }
}

async function tools(folder: string): Promise<Packed["tools"]> {
  const own = join(folder, "tools");
  const empty = join(folder, "empty");
  for (const each of [own, empty]) mkdirSync(each);
  if (!(await hasRegistry(empty))) {
    const skipped = "npm reaches no registry: what installs the packages cannot be tried";
    if (process.env.CI === "true") throw new Error(skipped);
    process.stderr.write(`The tests of packages that install them are skipped. ${skipped}.\n`);
    return { skipped };
  }
  writeFileSync(join(own, "package.json"), JSON.stringify({ private: true, dependencies: TOOLS }));
  await npmInstall(own);
  return { folder: own };
}
