/** The check installed as after a deployment: from its tarball, with what it depends on. */
import { check, review } from "../../packaging/packages";
import { Consumer } from "./support/consumer";
import { programsOf } from "./support/documented";
import { run } from "./support/npm";
import { NODE_TYPES, NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork, tool } from "./support/shared";

jest.setTimeout(240_000);

const { name, version } = check.manifest;

describeWithNetwork("the check, installed", () => {
  let project: Consumer;

  beforeAll(async () => {
    project = new Consumer("check");
    await project.install([name, review.manifest.name], NODE_TYPES);
    for (const type of ["commonjs", "module"]) {
      project.write(`${type}/package.json`, JSON.stringify({ type }));
      for (const [file, program] of Object.entries(programsOf(check))) project.write(`${type}/${file}.ts`, program);
    }
  });

  test.each(NODE_VERSIONS)("its command runs on Node %s", async (node) => {
    const command = [project.folder, "node_modules", name, "bin", `${name}.js`].join("/");
    const binary = tool(`node-${node}/bin/node`);
    expect(await run(binary, [command, "--version"], { cwd: project.folder })).toBe(`${version}\n`);
    await expect(run(binary, [command, "--user", "ada"], { cwd: project.folder })).rejects.toMatchObject({
      cause: {
        code: 2,
        stderr: "identity-pool-check: no identity pool is given: give --config FILE or --identity-pool-id ID\n",
      },
    });
  });

  test.each([
    ["commonjs", "Node16", "node16"],
    ["module", "Node16", "node16"],
    ["module", "ESNext", "bundler"],
  ])(
    "README's program passes every check of TypeScript: type %s, module %s",
    async (type, module, moduleResolution) => {
      await project.compile(type, { module, moduleResolution }, { types: ["node"] });
    },
  );

  test.each(NODE_VERSIONS)("README's program runs on Node %s, from CommonJS and ESM", async (node) => {
    for (const type of ["commonjs", "module"]) {
      await project.compile(type, { module: "Node16", moduleResolution: "node16" }, { types: ["node"] });
      // No token: it says so, before anybody is asked.
      await expect(project.run(`${type}/out/readme-1.js`, node, { ADAS_TOKEN: "" })).rejects.toThrow(
        "the token of ada does not hold a token",
      );
    }
  });
});
