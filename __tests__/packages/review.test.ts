/** The review installed alone, as in the CI of a team that writes HCL. */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../../packaging/packages";
import { Consumer } from "./support/consumer";
import { programsOf } from "./support/documented";
import { run } from "./support/npm";
import { NODE_TYPES, NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork, tool } from "./support/shared";

jest.setTimeout(120_000);

const plan = join(review.folder, "__tests__", "fixtures", "guide-guardrail-off.plan.json");
/** A state of the guide's app, with the names that README's program has. */
const state = readFileSync(join(review.folder, "__tests__", "fixtures", "guide.state.json"), "utf8")
  .replaceAll("us-east-1:cef9fe07-0fb6-4bb5-be95-06db68fba9ac", "us-east-1:12345678-1234-1234-1234-123456789012")
  .replaceAll("us-east-1_abc", "us-east-1_AbCdEfGhI")
  .replaceAll('"client1"', '"client"')
  .replaceAll("arn:aws:s3:::notes/", "arn:aws:s3:::uploads/");
const programs = programsOf(review);
const { name } = review.manifest;

describeWithNetwork("the review, installed alone", () => {
  let project: Consumer;

  beforeAll(async () => {
    project = new Consumer("review");
    await project.install([name], {});
    copyFileSync(plan, join(project.folder, "plan.json"));
    project.write("state.json", state);
    for (const type of ["commonjs", "module"]) {
      project.write(`${type}/package.json`, JSON.stringify({ type }));
      for (const [file, program] of Object.entries(programs)) project.write(`${type}/${file}.ts`, program);
    }
  });

  test("nothing else is installed with it", async () => {
    const installed = await run("npm", ["ls", "--all", "--parseable"], { cwd: project.folder });
    expect(installed.trim().split("\n")).toEqual([project.folder, join(project.folder, "node_modules", name)]);
  });

  test("its command reviews a plan, and ends with 1 where it was told to", async () => {
    const output = await run("npx", ["--no-install", name, "plan.json"], { cwd: project.folder });
    expect(output).toContain("Access review of a plan");
    const failing = run("npx", ["--no-install", name, "plan.json", "--fail-on", "high"], { cwd: project.folder });
    await expect(failing).rejects.toMatchObject({ cause: { code: 1 } });
  });

  test.each(NODE_VERSIONS)("its command runs on Node %s", async (node) => {
    const bin = join(project.folder, "node_modules", name, "bin", `${name}.js`);
    const output = await run(tool(`node-${node}/bin/node`), [bin, plan], { cwd: project.folder });
    expect(output).toContain("Access review of a plan");
  });

  describe("in a program", () => {
    beforeAll(async () => {
      // README's programs read a file with Node's own module.
      await project.install([name], NODE_TYPES);
    });

    test.each([
      ["commonjs", "CommonJS", "node10"],
      ["commonjs", "Node16", "node16"],
      ["commonjs", "NodeNext", "nodenext"],
      ["module", "ESNext", "bundler"],
      ["module", "NodeNext", "nodenext"],
      ["module", "Node16", "node16"],
    ])(
      "README's programs pass every check of TypeScript: type %s, module %s, moduleResolution %s",
      async (type, module, moduleResolution) => {
        await project.compile(type, { module, moduleResolution }, { types: ["node"] });
      },
    );

    test("no program of README is left out", () => {
      expect(Object.keys(programs)).toEqual(["readme-1", "readme-2", "readme-3"]);
    });

    test.each(NODE_VERSIONS)("README's programs run on Node %s, from CommonJS and ESM", async (node) => {
      for (const type of ["commonjs", "module"]) {
        const reviewed = project.run(`${type}/out/readme-1.js`, node);
        await expect(reviewed).rejects.toMatchObject({
          cause: { code: 1, stdout: expect.stringContaining("# Access review\n") as string },
        });
        const simulated = await project.run(`${type}/out/readme-2.js`, node);
        expect(simulated).toBe("implicitDeny\n");
        expect(await project.run(`${type}/out/readme-3.js`, node)).toBe("allowed\n");
      }
    });

    test.each(NODE_VERSIONS)("on Node %s nothing can be imported but what the package exports", async (node) => {
      project.write("deep.cjs", `require("${name}/lib/iam/index.js");`);
      await expect(project.run("deep.cjs", node)).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
    });
  });
});
