/** A program of the project as one file of JavaScript. Node starts it in half the CPU time of TypeScript file by file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

export const project = join(__dirname, "..");
/** Where a bundle finds the packages, and other programs nothing that they look at. */
const bundles = join(project, ".cache");

/** What a file calls `__dirname` stays its own folder. */
const ownFolders: Plugin = {
  name: "own-folders",
  setup: (builder) => {
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes("__dirname")) return undefined;
      return { contents: `const __dirname = ${JSON.stringify(dirname(path))}; ${source}`, loader: "ts" };
    });
  },
};

/** Those of `npm run synth`. */
const OPTIONS: BuildOptions = {
  bundle: true,
  packages: "external",
  platform: "node",
  sourcemap: "inline",
  sourcesContent: false,
  logLevel: "silent",
};

export interface Bundle {
  /** For `node --enable-source-maps`. */
  readonly file: string;
  /** Removes it, once Node has started it. */
  readonly remove: () => void;
}

/** Bundles a file of the project.
 *  @param file from the project's folder
 *  @param inject files that run before it
 *  @throws Error in esbuild's words, if it cannot be bundled */
export async function bundle(file: string, inject: readonly string[] = []): Promise<Bundle> {
  mkdirSync(bundles, { recursive: true });
  const folder = mkdtempSync(join(bundles, "bundle-"));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  const outfile = join(folder, "bundle.js");
  try {
    await build({
      ...OPTIONS,
      entryPoints: [join(project, file)],
      inject: inject.map((each) => join(project, each)),
      plugins: [ownFolders],
      outfile,
    });
  } catch (error) {
    remove();
    throw error;
  }
  return { file: outfile, remove };
}
