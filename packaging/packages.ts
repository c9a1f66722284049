/** The packages that are published, and what is used of a package.json.
 *  https://docs.npmjs.com/cli/configuring-npm/package-json */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "..");

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, Export | string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Export {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}

export interface Package {
  /** Folder of `src` and, once it is built, of `lib`. */
  readonly folder: string;
  /** Folder where it is put together as it is published. */
  readonly staged: string;
  readonly manifest: Manifest;
}

export const review: Package = {
  folder: join(root, "review"),
  staged: join(root, "dist", "review"),
  manifest: manifestIn("review/package.json"),
};

export const check: Package = {
  folder: join(root, "check"),
  staged: join(root, "dist", "check"),
  manifest: manifestIn("check/package.json"),
};

export const constructs: Package = {
  folder: root,
  staged: join(root, "dist", "cdktf"),
  manifest: manifestIn("package.json"),
};

/** The constructs for CDK Terrain: what of the manifest is not the same is in a file of its own. */
export const constructsForCdkTerrain: Package = {
  folder: root,
  staged: join(root, "dist", "cdktn"),
  manifest: { ...manifestIn("package.json"), ...manifestIn("packaging/cdktn/manifest.json") },
};

function manifestIn(file: string): Manifest {
  return JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest;
}
