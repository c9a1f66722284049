import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { optionsKeptByNpm } from "../../commands/npm-options";

describe("what npm takes for its own settings", () => {
  let folder: string;
  let npm: NodeJS.ProcessEnv;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "npm-options-"));
    const definitions = join(folder, "npm", "node_modules", "@npmcli", "config", "lib", "definitions");
    mkdirSync(definitions, { recursive: true });
    writeFileSync(
      join(definitions, "index.js"),
      'exports.definitions = { json: 1, "node-options": 1, userconfig: 1 };',
    );
    mkdirSync(join(folder, "npm", "bin"));
    npm = {
      npm_execpath: join(folder, "npm", "bin", "npm-cli.js"),
      npm_config_user_agent: "npm/11.19.1 node/v20.20.2 linux x64",
      npm_config_local_prefix: folder,
      npm_config_userconfig: join(folder, "user-npmrc"),
    };
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const kept = (env: NodeJS.ProcessEnv) => Object.fromEntries(optionsKeptByNpm({ ...npm, ...env }));

  test("an option that npm does not know was meant for the script", () => {
    expect(kept({ npm_config_without_guardrail: "true", npm_config_out: "x" })).toEqual({
      "--without-guardrail": "true",
      "--out": "x",
    });
  });

  test("one that is switched off asks for nothing", () => {
    expect(kept({ npm_config_destroy: "" })).toEqual({});
  });

  test("what the environment sets for the install scripts of packages is theirs", () => {
    expect(
      kept({
        npm_config_nodedir: "/opt/node",
        npm_config_build_from_source: "true",
        npm_config_sharp_binary_host: "https://example.com",
        npm_config_electron_mirror: "https://example.com",
      }),
    ).toEqual({});
  });

  test("npm's own settings are npm's, and so are those of .npmrc and of the environment", () => {
    writeFileSync(join(folder, ".npmrc"), "; comment\nsome-mirror = here\n");
    writeFileSync(join(folder, "user-npmrc"), "python=python3\nlisted[]=a\n");
    expect(
      kept({
        npm_config_json: "true",
        npm_config_node_options: "--trace",
        npm_config_some_mirror: "here",
        npm_config_python: "python3",
        npm_config_listed: "a",
        npm_config_browser: "none",
        NPM_CONFIG_BROWSER: "none",
      }),
    ).toEqual({});
  });

  test.each<NodeJS.ProcessEnv>([
    { npm_execpath: undefined },
    { npm_execpath: "/nowhere/npm-cli.js" },
    { npm_config_user_agent: "pnpm/11.2.0 npm/? node/v20.20.2" },
  ])("where npm's settings are not known, nothing is taken for an option: %j", (env) => {
    expect(kept({ npm_config_destroy: "true", ...env })).toEqual({});
  });
});
