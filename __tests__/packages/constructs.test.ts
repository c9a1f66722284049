/** The constructs as an app on CDKTF has them, installed with npm. */
import { join } from "node:path";
import { constructs, review } from "../../packaging/packages";
import { Consumer, type Resolution, type SynthesizedStack } from "./support/consumer";
import {
  asCommonJs,
  asEsm,
  asEsmOfCommonJs,
  blocksOfReadme,
  examplesOf,
  programsOf,
  stacksOf,
} from "./support/documented";
import { npmInstall, run } from "./support/npm";
import { CDKTF, NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork, tarball, tool } from "./support/shared";

jest.setTimeout(240_000);

const programs = programsOf(constructs);
const inJavaScript = examplesOf(constructs, ".js");
const stacks = Object.values(programs).flatMap(stacksOf);

const kinds: Readonly<Record<string, Resolution & { readonly type: "commonjs" | "module" }>> = {
  "CommonJS, node10": { type: "commonjs", module: "CommonJS", moduleResolution: "node10" },
  "CommonJS, node16": { type: "commonjs", module: "Node16", moduleResolution: "node16" },
  "CommonJS, nodenext": { type: "commonjs", module: "NodeNext", moduleResolution: "nodenext" },
  "ESM, node16": { type: "module", module: "Node16", moduleResolution: "node16" },
  "ESM, nodenext": { type: "module", module: "NodeNext", moduleResolution: "nodenext" },
  "ESM, bundler": { type: "module", module: "ESNext", moduleResolution: "bundler" },
};

describeWithNetwork("the constructs, installed with npm", () => {
  let app: Consumer;
  /** What the first app synthesized, by the stacks' names. */
  const known: Record<string, SynthesizedStack> = {};
  const expectTheSame = (synthesized: Record<string, SynthesizedStack>) => {
    for (const [stack, json] of Object.entries(synthesized)) expect(json).toEqual((known[stack] ??= json));
  };

  beforeAll(async () => {
    app = new Consumer("constructs");
    await app.install([], {});
    // As README says, but from the tarballs: the review is what the constructs depend on.
    const [install = ""] = blocksOfReadme(constructs, "sh").filter((block) => block.startsWith("npm install "));
    const [, , ...names] = install.trim().split(/\s+/);
    const specs = names.map((name) =>
      name === constructs.manifest.name ? tarball(name) : `${name}@${CDKTF[name] ?? "?"}`,
    );
    await npmInstall(app.folder, [tarball(review.manifest.name), ...specs]);
    for (const [kind, resolution] of Object.entries(kinds)) {
      const folder = folderOf(kind);
      app.write(join(folder, "package.json"), JSON.stringify({ type: resolution.type }));
      for (const [name, program] of Object.entries(programs))
        app.write(join(folder, `${name}.ts`), resolution.type === "module" ? asEsm(program) : program);
    }
  });

  test("the project that npm makes of them is a valid one", async () => {
    // It ends with an error where a dependency is missing, or none that a peer fits.
    await run("npm", ["ls", "--all"], { cwd: app.folder });
  });

  test.each(Object.entries(kinds))(
    "README's snippet, the programs of docs and the examples pass every check of TypeScript: %s",
    async (kind, resolution) => {
      await app.compile(folderOf(kind), resolution);
    },
  );

  test.each(NODE_VERSIONS)(
    "README's snippet, the programs of docs and the examples run on Node %s, and synthesize the same from CommonJS and ESM",
    async (node) => {
      for (const kind of ["CommonJS, node16", "ESM, node16"]) {
        const all = join(folderOf(kind), "out", "all.js");
        const load = kind.startsWith("ESM")
          ? (name: string) => `import "./${name}.js";\n`
          : (name: string) => `require("./${name}.js");\n`;
        app.write(all, Object.keys(programs).map(load).join(""));
        expectTheSame(await app.synthesize(all, node, stacks));
      }
    },
  );

  test.each(NODE_VERSIONS)("README's snippet runs on Node %s as plain JavaScript too", async (node) => {
    const [program = ""] = blocksOfReadme(constructs, "ts");
    app.write("app.cjs", asCommonJs(program));
    app.write("app.mjs", asEsm(program));
    for (const file of ["app.cjs", "app.mjs"]) expectTheSame(await app.synthesize(file, node, stacksOf(program)));
  });

  test("the examples in plain JavaScript pass TypeScript's checks of JavaScript", async () => {
    for (const [name, program] of Object.entries(inJavaScript)) app.write(`javascript/${name}.js`, program);
    const resolution = { module: "Node16", moduleResolution: "node16" };
    await app.compile("javascript", resolution, { allowJs: true, checkJs: true });
  });

  test.each(NODE_VERSIONS)("the examples in plain JavaScript run on Node %s, from CommonJS and ESM", async (node) => {
    expect(Object.keys(inJavaScript)).not.toEqual([]);
    for (const [name, program] of Object.entries(inJavaScript)) {
      app.write(`${name}.cjs`, program);
      app.write(`${name}.mjs`, asEsmOfCommonJs(program));
      for (const file of [`${name}.cjs`, `${name}.mjs`])
        expectTheSame(await app.synthesize(file, node, stacksOf(program)));
    }
  });

  test.each(NODE_VERSIONS)("on Node %s there is one copy of each class, whichever way it is loaded", async (node) => {
    app.write(
      "copies.mjs",
      `import { createRequire } from "node:module";
       import * as esm from "${constructs.manifest.name}";
       const commonJs = createRequire(import.meta.url)("${constructs.manifest.name}");
       const names = Object.keys(commonJs);
       console.log(JSON.stringify({
         names: names.length,
         notTheSame: names.filter((name) => esm[name] !== commonJs[name]),
         onlyEsm: Object.keys(esm).filter((name) => !names.includes(name)),
       }));`,
    );
    const { names, ...different } = JSON.parse(await app.run("copies.mjs", node)) as { names: number };
    expect(names).toBeGreaterThan(5);
    expect(different).toEqual({ notTheSame: [], onlyEsm: [] });
  });

  test.each(NODE_VERSIONS)("on Node %s nothing can be imported but what the package exports", async (node) => {
    app.write(
      "deep.mjs",
      `import { createRequire } from "node:module";
       const require = createRequire(import.meta.url);
       const codes = [];
       for (const path of ["lib/index.js", "lib/index", "lib/aws/limits.js", "src/index.ts"]) {
         const name = "${constructs.manifest.name}/" + path;
         await import(name).catch(({ code }) => codes.push(code));
         try { require(name); } catch ({ code }) { codes.push(code); }
       }
       console.log(codes.join(" "));`,
    );
    expect(await app.run("deep.mjs", node)).toBe(`${Array(8).fill("ERR_PACKAGE_PATH_NOT_EXPORTED").join(" ")}\n`);
  });

  test("TypeScript finds nothing either but what the package exports", async () => {
    app.write(
      "deep/limits.ts",
      `import { limits } from "${constructs.manifest.name}/lib/aws/limits";\nconsole.log(limits);\n`,
    );
    const resolution = { module: "Node16", moduleResolution: "node16" };
    await expect(app.compile("deep", resolution)).rejects.toThrow("TS2307");
  });

  test("a bundler makes one file of an app, with one copy of each module", async () => {
    const [program = ""] = blocksOfReadme(constructs, "ts");
    app.write("bundled.mts", asEsm(program));
    const options = ["--bundle", "--platform=node", "--format=cjs", "--outfile=bundled.cjs", "--metafile=bundled.json"];
    await run(tool(".bin/esbuild"), ["bundled.mts", ...options], { cwd: app.folder });
    expectTheSame(await app.synthesize("bundled.cjs", NODE_VERSIONS[0], stacksOf(program)));
  });

  test("the review's command comes with them", async () => {
    const file = join(review.folder, "__tests__", "fixtures", "guide.state.json");
    const output = await run("npx", ["--no-install", "identity-pool-review", file], { cwd: app.folder });
    expect(output).toContain("Access review of a state");
  });
});

function folderOf(kind: string): string {
  return kind.toLowerCase().replace(", ", "-");
}
