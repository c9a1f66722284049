/** The line that a package's README shows to install the constructs, as it is printed, but for the packages of ours: these come
 *  from their tarballs. What else it names is taken as npm finds it today. */
import { delimiter, dirname } from "node:path";
import { constructs, constructsForCdkTerrain, review } from "../../packaging/packages";
import { readPage } from "../support/markdown";
import { Consumer } from "./support/consumer";
import { blocksOfReadme } from "./support/documented";
import { run } from "./support/npm";
import { NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork, tarball, tool } from "./support/shared";

jest.setTimeout(240_000);

const [, ...nodesOfCdkTerrain] = NODE_VERSIONS;
const lines = [
  ...NODE_VERSIONS.map((node) => [constructs.manifest.name, node, constructs] as const),
  ...nodesOfCdkTerrain.map((node) => [constructsForCdkTerrain.manifest.name, node, constructsForCdkTerrain] as const),
];

test("docs for teams show the line that README shows for CDK Terrain", () => {
  const [line = ""] = blocksOfReadme(constructsForCdkTerrain, "sh").filter((block) => block.startsWith("npm install "));
  expect(line).not.toBe("");
  expect(readPage("docs/terraform-teams.md")).toContain(`\`${line.trim()}\``);
});

describeWithNetwork("the install line of README", () => {
  test.each(lines)("of %s installs what fits together and loads, on Node %s", async (name, node, each) => {
    const [line = "", ...others] = blocksOfReadme(each, "sh").filter((block) => block.startsWith("npm install "));
    expect(others).toEqual([]);
    const app = new Consumer(`install-line-${name}-${node}`);
    app.write("package.json", "{}");
    // npm chooses versions by the Node that runs it, and with `engine-strict` refuses what does not run on it.
    const env = {
      PATH: [dirname(tool(`node-${node}/bin/node`)), process.env.PATH].join(delimiter),
      npm_config_engine_strict: "true",
    };
    // The constructs depend on the review, which is a package of ours too.
    const withTarballs = line.replace(` ${name} `, ` ${tarball(name)} ${tarball(review.manifest.name)} `);
    expect(withTarballs).not.toBe(line);
    await run("sh", ["-c", withTarballs], { cwd: app.folder, env });
    await run("npm", ["ls", "--all"], { cwd: app.folder, env });
    app.write("app.cjs", `console.log(typeof require("${name}").IdentityPool);`);
    expect(await app.run("app.cjs", node)).toBe("function\n");
  });
});
