/** Somebody else's project, outside the repository, that has installed the packages as they are published. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { npmInstall, run } from "./npm";
import type { Dependencies, NodeVersion } from "./pinned";
import { packed, tarball, tool } from "./shared";

/** The settings of TypeScript that decide how a package is found, and what its imports become. */
export interface Resolution {
  readonly module: string;
  readonly moduleResolution: string;
}

export class Consumer {
  readonly folder: string;

  constructor(name: string) {
    this.folder = join(packed().folder, name);
    mkdirSync(this.folder);
  }

  /** Installs packages of ours from their tarballs, and others from the registry.
   *  @param ours their names */
  async install(ours: readonly string[], others: Dependencies, manager: "npm" | "pnpm" = "npm"): Promise<void> {
    const fromTarballs = Object.fromEntries(ours.map((name) => [name, `file:${tarball(name)}`]));
    const manifest = { private: true, dependencies: { ...others, ...fromTarballs } };
    if (manager === "npm") {
      this.write("package.json", JSON.stringify(manifest));
      await npmInstall(this.folder);
    } else {
      // pnpm asks the registry for what a tarball depends on, and there a version of ours is only once it is published.
      const overrides = Object.fromEntries(
        Object.keys(packed().tarballs).map((name) => [name, `file:${tarball(name)}`]),
      );
      this.write("package.json", JSON.stringify({ ...manifest, pnpm: { overrides } }));
      const options = ["--store-dir", join(packed().folder, "pnpm-store"), "--strict-peer-dependencies"];
      await this.node(process.execPath, tool("pnpm/bin/pnpm.cjs"), ["install", ...options]);
    }
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  /** Compiles the TypeScript files of a folder, and with `allowJs` the JavaScript ones too, into its `out`, with every check that TypeScript has for what they import: the
   *  declarations of dependencies are checked too.
   *  @throws Error with what TypeScript says */
  async compile(folder: string, { module, moduleResolution }: Resolution, options: object = {}): Promise<void> {
    const compilerOptions = {
      module,
      moduleResolution,
      target: "ES2022",
      strict: true,
      skipLibCheck: false,
      // What is not imported is not there: the packages must not rely on types that happen to be installed.
      types: [],
      outDir: "out",
      ...options,
    };
    this.write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts", "*.mts", "*.js"] }));
    await run(process.execPath, [tool("typescript/bin/tsc"), "-p", folder], { cwd: this.folder });
  }

  /** Runs a file of the project, with the project as the current folder, and answers with what it prints. */
  async run(file: string, node: NodeVersion, env: NodeJS.ProcessEnv = {}): Promise<string> {
    return this.node(binaryOf(node), join(this.folder, file), [], env);
  }

  /** Runs an app, and answers with the stacks that it synthesizes, by their names. */
  async synthesize(
    file: string,
    node: NodeVersion,
    stacks: readonly string[],
  ): Promise<Record<string, SynthesizedStack>> {
    const outdir = join(this.folder, `${file.replaceAll("/", "-")}.${node}`);
    await this.run(file, node, { CDKTF_OUTDIR: outdir });
    const read = (stack: string) =>
      JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as SynthesizedStack;
    return Object.fromEntries(stacks.map((stack) => [stack, read(stack)]));
  }

  private async node(
    binary: string,
    file: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<string> {
    return run(binary, [file, ...args], { cwd: this.folder, env });
  }
}

/** What Terraform reads, as far as a test asks. */
export interface SynthesizedStack {
  readonly terraform: {
    readonly required_providers: { readonly aws: { readonly source: string; readonly version: string } };
  };
  readonly resource: Readonly<Record<string, object>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** On Linux the package has the binary where npm would link to, elsewhere too. */
function binaryOf(node: NodeVersion): string {
  return tool(`node-${node}/bin/node`);
}
