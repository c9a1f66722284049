/** The programs in TypeScript that docs show, as they stand there. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseAmplifyConfig } from "aws-amplify/utils";
import ts from "typescript";
import { isApp, pages, programsOf, root } from "../support/markdown";

const programs = pages.flatMap(programsOf);
const apps = programs.filter(isApp);

/** Where the compiler is told that the programs are: beside the examples, whose names for packages they have. */
const virtual = new Map(programs.map(({ name, text }) => [join(root, "examples", `docs-${name}.ts`), text]));

test("there are programs on pages of their own", () => {
  expect(apps.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["permissions-1", "front-end-1", "groups-and-mappings-1"]),
  );
});

test("every program passes the checks of TypeScript", () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    root,
  );
  // Programs of a front end are modules of a bundler's, in a browser.
  const settings: ts.CompilerOptions = {
    ...options,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    noEmit: true,
    noUnusedLocals: false,
    isolatedModules: false,
  };
  const host = ts.createCompilerHost(settings);
  const program = ts.createProgram([...virtual.keys()], settings, {
    ...host,
    fileExists: (file) => virtual.has(file) || host.fileExists(file),
    readFile: (file) => virtual.get(file) ?? host.readFile(file),
    getSourceFile: (file, ...rest) => {
      const text = virtual.get(file);
      return text === undefined ? host.getSourceFile(file, ...rest) : ts.createSourceFile(file, text, rest[0], true);
    },
  });
  const found = [...virtual.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(found.filter((each) => !isMissingFrontEnd(each)).map(inWords)).toEqual([]);
});

describe("every program of CDKTF's", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "docs-programs-"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const { name, text } of apps) writeFileSync(join(folder, `${name}.ts`), text);
    writeFileSync(join(folder, "all.ts"), apps.map(({ name }) => `import "./${name}";\n`).join(""));
    mkdirSync(join(folder, "cdktf.out"));
    execFileSync(process.execPath, ["--import", pathToFileURL(require.resolve("tsx")).href, "all.ts"], {
      cwd: folder,
      stdio: "pipe",
      env: { ...process.env, CDKTF_OUTDIR: undefined, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") },
    });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
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
function isMissingFrontEnd({ code, messageText }: ts.Diagnostic): boolean {
  return (
    code === 2307 &&
    /'(aws-amplify|@aws-amplify\/|\.\/amplify_outputs\.json)/.test(ts.flattenDiagnosticMessageText(messageText, " "))
  );
}

function inWords({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1;
  return `${file?.fileName.split("/").at(-1) ?? ""}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
