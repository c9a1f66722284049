/** The command as a process: what it prints, and how it ends. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, type Bundle } from "../../local/bundle";
import { renderReview, reviewAccess } from "../src";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";
import { testFolder } from "./support/folder";

const { file } = testFolder();

// One file, that Node starts as fast as the published one.
let cli: Bundle;
beforeAll(async () => {
  cli = await bundle("review/src/cli.ts");
});
afterAll(() => {
  cli.remove();
});

const packageJson = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as {
  version: string;
  bin: Record<string, string>;
};

/** The command itself, in a process of its own. */
function run(args: string[], input = ""): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [cli.file, ...args], { encoding: "utf8", input });
}

const guarded = configuration({ statements: GUIDE, guard: GUARDRAIL });
const GUARDED = file("guarded.tf.json", JSON.stringify(guarded));
const OPEN = file("open.tf.json", JSON.stringify(configuration({ statements: GUIDE })));

test("prints the review", () => {
  expect(run([GUARDED])).toMatchObject({ status: 0, stdout: renderReview(reviewAccess(guarded), "text"), stderr: "" });
});

test("reads standard input, with or without a byte order mark", () => {
  expect(run(["-", "--format", "markdown"], `\uFEFF${JSON.stringify(guarded)}`).stdout).toBe(
    renderReview(reviewAccess(guarded), "markdown"),
  );
});

test("ends with 1 because of a finding", () => {
  expect(run([OPEN, "--fail-on", "high"])).toMatchObject({ status: 1, stderr: "" });
});

test("what is refused ends with 2, and with one line on standard error, without what steers a terminal", () => {
  const { status, stdout, stderr } = run([GUARDED, "--fail-on", "\u001b[31m\nbad\u202e"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    "identity-pool-review: --fail-on is \\u001b[31m bad\\u202e: give one of high, medium, low, info\n",
  );
});

test("standard input that is empty, as after a command that failed, ends with 2", () => {
  expect(run(["-"])).toMatchObject({ status: 2, stderr: "identity-pool-review: standard input is empty\n" });
});

test("a full disk: one line on standard error, and status 2", () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [cli.file, GUARDED], {
    encoding: "utf8",
    stdio: ["ignore", full, "pipe"],
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "identity-pool-review: cannot write the review: no space left on device\n",
  });
});

test("a pipe whose reader has gone: one line on standard error, and status 2", async () => {
  const child = spawn(process.execPath, [cli.file, GUARDED], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [status] = (await once(child, "close")) as [number];
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "identity-pool-review: cannot write the review: broken pipe\n",
  });
});

test("--version prints the package's version", () => {
  expect(run(["--version"])).toMatchObject({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});

test("the package's command starts with the line that makes it one", () => {
  expect(readFileSync(join(__dirname, "..", packageJson.bin["identity-pool-review"] ?? ""), "utf8")).toMatch(
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
