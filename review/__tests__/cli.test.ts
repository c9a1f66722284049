/** The command: what it prints, and how it ends. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderReview, reviewAccess } from "../src";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-review-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(args: string[], input = ""): { status: number | null; stdout: string; stderr: string } {
  const cli = join(__dirname, "../src/cli.ts");
  return spawnSync(process.execPath, ["--import", "tsx", cli, ...args], { encoding: "utf8", input });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const guarded = configuration({ statements: GUIDE, guard: GUARDRAIL });
const GUARDED = file("guarded.tf.json", JSON.stringify(guarded));
const OPEN = file("open.tf.json", JSON.stringify(configuration({ statements: GUIDE })));

test("prints the review as text, and in the format that was asked for", () => {
  expect(run([GUARDED])).toMatchObject({ status: 0, stdout: renderReview(reviewAccess(guarded), "text"), stderr: "" });
  expect(run([GUARDED, "--format", "json"]).stdout).toBe(renderReview(reviewAccess(guarded), "json"));
});

test("reads standard input, with or without a byte order mark", () => {
  expect(run(["-", "--format", "markdown"], `\uFEFF${JSON.stringify(guarded)}`).stdout).toBe(
    renderReview(reviewAccess(guarded), "markdown"),
  );
});

test.each([
  [OPEN, "high", 1],
  [OPEN, "info", 1],
  [GUARDED, "high", 0],
  [GUARDED, "low", 1],
])("%s with --fail-on %s ends with its status", (path, severity, status) => {
  expect(run([path, "--fail-on", severity]).status).toBe(status);
});

test.each<[string, string[], RegExp]>([
  ["no file", [], /give one file/],
  ["two files", [GUARDED, OPEN], /give one file/],
  ["an unknown option", [GUARDED, "--colour"], /--colour/],
  ["an unknown format", [GUARDED, "--format", "html"], /--format html: use markdown, text, json/],
  ["an unknown severity", [GUARDED, "--fail-on", "bad"], /--fail-on bad: use high, medium, low, info/],
  ["a file that is not there", [join(folder, "missing.json")], /ENOENT/],
  ["broken JSON", [file("broken.json", "{\n\u001b[31m")], /is no JSON/],
  ["a JSON text", [file("text.json", '"x"')], /holds no JSON object/],
  ["a file of something else", [file("package.json", '{"name": "x"}')], /not Terraform's JSON/],
  [
    "a file without a pool",
    [file("bucket.tf.json", '{"resource": {"aws_s3_bucket": {"b": {}}}}')],
    /no aws_cognito_identity_pool/,
  ],
])("%s: one line on standard error, and status 2", (_, args, message) => {
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^identity-pool-review: \P{C}+\n$/u);
  expect(stderr).toMatch(message);
});

test("--help says how it is called", () => {
  expect(run(["--help"])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^Usage: identity-pool-review FILE/) as string,
  });
});

test("the package's command starts with the line that makes it one", () => {
  const { bin } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  expect(readFileSync(join(__dirname, "..", bin["identity-pool-review"] ?? ""), "utf8")).toMatch(
    /^#!\/usr\/bin\/env node\n/,
  );
});

test("needs nothing but Node: importing the review loads no package", () => {
  const script = `require("tsx/cjs"); const before = new Set(Object.keys(require.cache)); require("./review/src"); console.log(JSON.stringify(Object.keys(require.cache).filter((path) => !before.has(path))));`;
  const { stdout } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", cwd: join(__dirname, "../..") });
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded.length).toBeGreaterThan(20);
  expect(loaded.filter((path) => path.includes("node_modules"))).toEqual([]);
});
