/** The constructs installed with pnpm, where a package finds nothing but what it says that it depends on. */
import { constructs, review } from "../../packaging/packages";
import { Consumer } from "./support/consumer";
import { asEsm, programsOf, stacksOf } from "./support/documented";
import { CDKTF, NODE_VERSIONS } from "./support/pinned";
import { describeWithNetwork } from "./support/shared";

jest.setTimeout(240_000);

const [node] = NODE_VERSIONS;
const { "readme-1": snippet = "" } = programsOf(constructs);

describeWithNetwork("the constructs, installed with pnpm", () => {
  let app: Consumer;

  beforeAll(async () => {
    app = new Consumer("pnpm");
    // Only what README's install line names: the review is the constructs' own business.
    await app.install([constructs.manifest.name], CDKTF, "pnpm");
  });

  test("the review is found by the constructs, and not by the app", () => {
    expect(app.has(`node_modules/${constructs.manifest.name}`)).toBe(true);
    expect(app.has(`node_modules/${review.manifest.name}`)).toBe(false);
  });

  test.each([
    ["CommonJS", "commonjs", snippet],
    ["ESM", "module", asEsm(snippet)],
  ])("README's snippet passes every check of TypeScript and runs: %s", async (_kind, type, program) => {
    app.write(`${type}/package.json`, JSON.stringify({ type }));
    app.write(`${type}/app.ts`, program);
    await app.compile(type, { module: "Node16", moduleResolution: "node16" });
    const [stack] = Object.values(await app.synthesize(`${type}/out/app.js`, node, stacksOf(snippet)));
    expect(Object.keys(stack?.resource ?? {})).toContain("aws_cognito_identity_pool");
  });
});
