/** The programs in TypeScript that docs show, as they stand there. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseAmplifyConfig } from "aws-amplify/utils";
import { isApp, pages, programsOf, root } from "../support/markdown";

const programs = pages.flatMap(programsOf);
const apps = programs.filter(isApp);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "docs-programs-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const { name, text } of programs) writeFileSync(join(folder, `${name}.ts`), text);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test("there are programs on pages of their own", () => {
  expect(apps.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["permissions-1", "front-end-1", "groups-and-mappings-1"]),
  );
});

test("every program passes the checks of TypeScript", () => {
  const settings = {
    extends: join(root, "tsconfig.json"),
    // Programs of a front end are modules of a bundler's, in a browser.
    compilerOptions: { lib: ["ES2023", "DOM"], noUnusedLocals: false, isolatedModules: false },
    files: programs.map(({ name }) => `${name}.ts`),
    include: [],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const tsc = join(dirname(require.resolve("typescript-7/package.json")), "bin", "tsc");
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  const problems = stdout.split("\n").filter((line) => line !== "");
  expect([problems.filter((line) => !isMissingFrontEnd(line)), stderr]).toEqual([[], ""]);
  // Without problems it ends with 0, so that one in a form that is not read here counts too.
  expect(status === 0).toBe(problems.length === 0);
});

describe("every program of CDKTF's", () => {
  beforeAll(() => {
    writeFileSync(join(folder, "all.ts"), apps.map(({ name }) => `import "./${name}";\n`).join(""));
    mkdirSync(join(folder, "cdktf.out"));
    execFileSync(process.execPath, ["--import", pathToFileURL(require.resolve("tsx")).href, "all.ts"], {
      cwd: folder,
      stdio: "pipe",
      env: { ...process.env, CDKTF_OUTDIR: undefined, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") },
    });
  });

  test("synthesizes", () => {
    const stacks = apps.flatMap(({ text }) =>
      Array.from(text.matchAll(/new \w*Stack\(app, "([^"]+)"/g), ([, stack = ""]) => stack),
    );
    expect(readdirSync(join(folder, "cdktf.out", "stacks")).sort()).toEqual(stacks.sort());
    expect(stacks.length).toBeGreaterThanOrEqual(apps.length);
  });

  test("tells Amplify in the app's file whether its pool lets guests in", () => {
    const guests = readdirSync(join(folder, "cdktf.out", "stacks")).flatMap((stack) => {
      const { resource, output } = JSON.parse(
        readFileSync(join(folder, "cdktf.out", "stacks", stack, "cdk.tf.json"), "utf8"),
      ) as SynthesizedStack;
      if (output?.client_config === undefined) return [];
      // The version as Terraform writes it, of its expression.
      const { Auth } = parseAmplifyConfig({ ...output.client_config.value, version: "1" });
      const [pool] = Object.values(resource.aws_cognito_identity_pool);
      return [[stack, Auth?.Cognito.allowGuestAccess ?? false, pool?.allow_unauthenticated_identities]];
    });
    expect(guests).toEqual([
      ["guests", true, true],
      ["guests-alone", true, true],
      ["hosted-sign-in", false, false],
      ["own-user-pool", false, false],
    ]);
  });
});

/** What Terraform reads, as far as a test asks. */
interface SynthesizedStack {
  readonly resource: {
    readonly aws_cognito_identity_pool: Readonly<
      Record<string, { readonly allow_unauthenticated_identities: boolean }>
    >;
  };
  readonly output?: { readonly client_config?: { readonly value: object } };
}

/** Packages of a front end that are installed where the front end is, and maybe not here: there a program is parsed, and its types
 *  are not known. */
function isMissingFrontEnd(line: string): boolean {
  return /: error TS2307: .*'(aws-amplify|@aws-amplify\/|\.\/amplify_outputs\.json)/.test(line);
}
