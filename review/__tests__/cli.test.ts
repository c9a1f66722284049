/** The command: what it prints, and how it ends. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle, type Bundle } from "../../local/bundle";
import { renderReview, reviewAccess, type AccessReview } from "../src";
import { runCommand } from "../src/command/command";
import { systemFailure } from "../src/command/unusable";
import { configuration, GUARDRAIL, GUIDE } from "./configuration";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-review-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

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

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const guarded = configuration({ statements: GUIDE, guard: GUARDRAIL });
const GUARDED = file("guarded.tf.json", JSON.stringify(guarded));
const OPEN = file("open.tf.json", JSON.stringify(configuration({ statements: GUIDE })));

test("prints the review as text, and in the format that was asked for", async () => {
  expect(run([GUARDED])).toMatchObject({ status: 0, stdout: renderReview(reviewAccess(guarded), "text"), stderr: "" });
  expect(await runCommand([GUARDED, "--format", "json"])).toMatchObject({
    output: renderReview(reviewAccess(guarded), "json"),
  });
});

test("reads standard input, with or without a byte order mark", () => {
  expect(run(["-", "--format", "markdown"], `\uFEFF${JSON.stringify(guarded)}`).stdout).toBe(
    renderReview(reviewAccess(guarded), "markdown"),
  );
});

test("reads UTF-16, as PowerShell writes it", async () => {
  const content = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(guarded), "utf16le")]);
  expect((await runCommand([file("utf16.tf.json", content)])).output).toContain("Pool app");
});

test("ends with 1 because of a finding", () => {
  expect(run([OPEN, "--fail-on", "high"])).toMatchObject({ status: 1, stderr: "" });
});

test.each([
  [OPEN, ["--fail-on", "info"], 1],
  [OPEN, [], 0],
  [GUARDED, ["--fail-on", "high"], 0],
  [GUARDED, ["--fail-on", "low"], 1],
])("%s with %j ends with its status", async (path, options, status) => {
  expect((await runCommand([path, ...options])).status).toBe(status);
});

function deep(levels: number): string {
  return `{"resource": {"aws_cognito_identity_pool": {"p": {"x": ${"[".repeat(levels)}${"]".repeat(levels)}}}}}`;
}

function deepExpression(levels: number): string {
  return JSON.stringify(configuration({ pool: { identity_pool_name: `\${${"[".repeat(levels)}}` } }));
}

const accepting = (name: string, list: unknown): string[] => [GUARDED, "--accept", file(name, JSON.stringify(list))];
const ENTRY = { id: "wildcard-actions", address: "aws_iam_role_policy.grants", reason: "the guide's app needs it" };

/** The first line of `terraform plan -json`. */
const MESSAGE =
  '{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","terraform":"1.11.4","type":"version","ui":"1.2"}';

const UNUSABLE: [string, string[], RegExp][] = [
  ["no file", [], /^no file is given: give one file/],
  ["two files", [GUARDED, OPEN], /^2 files are given: give one file/],
  ["an unknown option", [GUARDED, "--colour"], /^Unknown option '--colour' \(--help says more\)$/],
  [
    "an unknown format",
    [GUARDED, "--format", "xml"],
    /^--format is xml: give one of markdown, text, json, sarif, html$/,
  ],
  ["an unknown severity", [GUARDED, "--fail-on", "bad"], /^--fail-on is bad: give one of high, medium, low, info$/],
  ["an option without its value", [GUARDED, "--fail-on"], /'--fail-on <value>' argument missing/],
  ["an option that is given twice", [GUARDED, "--fail-on", "high", "--fail-on", "info"], /--fail-on is given twice/],
  [
    "a file that is not there",
    [join(folder, "missing.json")],
    /^cannot read .*missing\.json: no such file or directory$/,
  ],
  ["a file below a file", [join(GUARDED, "x.json")], /: not a directory$/],
  ["a folder", [folder], /: illegal operation on a directory$/],
  ["a name that no file can have", ["a\u0000b"], /without null bytes\. Received 'a\\x00b'$/],
  ["an empty file", [file("empty.json", "\n")], /empty\.json is empty$/],
  [
    "a saved plan",
    [file("plan.tfplan", "PK\u0003\u0004\u0014")],
    /is a saved plan: give the output of `terraform show/,
  ],
  ...[
    "Terraform used the selected providers to generate the following execution plan.",
    "\u001b[1mTerraform will perform the following actions:\u001b[0m\n\n  # aws_cognito_identity_pool.p will be created",
    "OpenTofu will perform the following actions:\n",
    "aws_iam_role.r: Refreshing state...\n\nNo changes. Your infrastructure matches the configuration.\n",
    "  + id = (known after apply)\n\nPlan: 4 to add, 0 to change, 0 to destroy.\n",
  ].map((text, i): [string, string[], RegExp] => [
    `a plan as text (${i + 1})`,
    [file(`text-${i}.json`, text)],
    /is the text of `terraform plan`, or .*: save the plan with .*, and give the output of `terraform show -json plan\.tfplan`$/,
  ]),
  ...["\n", ""].map((more): [string, string[], RegExp] => [
    `the stream of plan -json, of ${more === "" ? "one line" : "several lines"}`,
    [file(`stream${more.length}.json`, `${MESSAGE}${more}${more === "" ? "" : MESSAGE}`)],
    /is the stream of messages of `terraform plan -json` or `apply -json`: .* `terraform show -json plan\.tfplan`$/,
  ]),
  [
    "a configuration in HCL",
    [file("main.tf", '# a pool\nresource "aws_cognito_identity_pool" "p" {\n}\n')],
    /is a configuration, or a state as text, and not JSON: .* `terraform show -json plan\.tfplan`$/,
  ],
  ["a file that is no text", [file("latin1.json", Buffer.from([0x7b, 0x22, 0xe9, 0x22]))], /is not a text in UTF-8$/],
  ["broken JSON", [file("broken.json", "{\n\u001b[31m")], /broken\.json is not JSON: line 2, column 1$/],
  ["a file that is nested deeply", [file("deep.tf.json", deep(100_000))], /is nested too deeply/],
  ["a JSON text", [file("text.json", '"x"')], /does not hold a JSON object: give a cdk\.tf\.json/],
  ["a file of something else", [file("package.json", '{"name": "x"}')], /not Terraform's JSON/],
  [
    "a file without a pool",
    [file("bucket.tf.json", '{"resource": {"aws_s3_bucket": {"b": {}}}}')],
    /has no aws_cognito_identity_pool/,
  ],
  [
    "accepted findings that are not there",
    [GUARDED, "--accept", join(folder, "none.json")],
    /: no such file or directory$/,
  ],
  ["standard input for both", ["-", "--accept", "-"], /only one of them can be standard input$/],
  ["accepted findings that are no list", accepting("a1.json", ENTRY), /a1\.json: this is not a list: give a list of/],
  ["an accepted finding that is a text", accepting("a2.json", ["guests-on"]), /entry 1 is not an object/],
  [
    "an entry without a reason",
    accepting("a3.json", [ENTRY, { ...ENTRY, reason: undefined }]),
    /entry 2 has no reason/,
  ],
  ["an entry with an empty reason", accepting("a4.json", [{ ...ENTRY, reason: " " }]), /entry 1 has no reason/],
  ["an entry without an id", accepting("a5.json", [{ ...ENTRY, id: 7 }]), /entry 1 has no id/],
  ["an entry without an address", accepting("a6.json", [{ ...ENTRY, address: "" }]), /entry 1 has no address/],
  [
    "an entry with an unknown key",
    accepting("a7.json", [{ ...ENTRY, until_: "x" }]),
    /entry 1 has the unknown key "until_"/,
  ],
  [
    "an entry with an end that is no day",
    accepting("a8.json", [{ ...ENTRY, until: "soon" }]),
    /until "soon": give a day/,
  ],
  ["an entry with a day that does not exist", accepting("a9.json", [{ ...ENTRY, until: "2026-02-30" }]), /2026-02-30/],
  ["an entry with a number as its end", accepting("a10.json", [{ ...ENTRY, until: 20261231 }]), /give a day, such as/],
  [
    "two entries about one finding",
    accepting("a11.json", [ENTRY, ENTRY]),
    /entries 1 and 2 are about the same finding/,
  ],
];

test("an expression that is nested deeply stands for itself, shortened", async () => {
  const { output, status } = await runCommand([file("deep2.tf.json", deepExpression(100_000))]);
  expect(status).toBe(0);
  expect(output).toContain("Pool ⟨a long expression⟩\n");
});

test.each(UNUSABLE)("%s is refused, in one line", async (_, args, message) => {
  await expect(runCommand(args)).rejects.toMatchObject({
    name: expect.stringMatching(/^(?:Unusable|UnreadableDocument)$/) as string,
    message: expect.stringMatching(message) as string,
  });
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

test("broken JSON is not quoted: what it holds may be secret", async () => {
  for (const content of ['{"values": {"secret": "s3cr3t"', "s3cr3t"]) {
    await expect(runCommand([file("cut.json", content)])).rejects.toThrow(/^(?!.*s3cr3t).*is not JSON/);
  }
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

test("no permission to read is said in words", () => {
  const refused = Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: "EACCES" });
  expect(systemFailure("read x", refused).message).toBe("cannot read x: permission denied");
});

describe("accepted findings", () => {
  const accepted = async (list: unknown, ...options: string[]) => {
    const args = [...accepting("accepted.json", list), "--format", "json", ...options];
    const { output, status } = await runCommand(args);
    return { status, review: JSON.parse(output) as AccessReview };
  };

  test("are shown as such and do not count; others still do", async () => {
    const { status, review } = await accepted([{ ...ENTRY, until: "9999-12-31" }], "--fail-on", "low");
    expect(status).toBe(0);
    expect(review.findings.map(({ id, accepted: one }) => [id, one])).toEqual([
      ["wildcard-actions", { reason: ENTRY.reason, until: "9999-12-31" }],
      ["wildcard-actions", { reason: ENTRY.reason, until: "9999-12-31" }],
    ]);
    const { status: others } = await runCommand([OPEN, "--accept", join(folder, "accepted.json"), "--fail-on", "low"]);
    expect(others).toBe(1);
  });

  test.each([
    ["of another id", { ...ENTRY, id: "guests-on" }, "matches-nothing"],
    ["at another address", { ...ENTRY, address: "aws_iam_role_policy.grant" }, "matches-nothing"],
    ["named by a method of every object", { ...ENTRY, id: "constructor" }, "matches-nothing"],
    ["until a day that is over", { ...ENTRY, until: "2020-01-31" }, "expired"],
  ])("%s: the entry is reported and accepts nothing", async (_, entry, cause) => {
    const { status, review } = await accepted([entry], "--fail-on", "low");
    expect(status).toBe(1);
    expect(review.findings.filter((finding) => "accepted" in finding)).toEqual([]);
    expect(review.unusedAcceptances).toEqual([{ ...entry, cause }]);
  });
});

test("SARIF names the reviewed file as a path from the folder of the run, or whole if it is elsewhere", async () => {
  const uri = async (path: string): Promise<unknown> =>
    /"uri": "([^"]*)"/.exec((await runCommand([path, "--format", "sarif"])).output)?.[1];
  expect(await uri(OPEN)).toBe(pathToFileURL(OPEN).href);
  expect(await uri(join(__dirname, "fixtures", "guide.state.json"))).toBe("review/__tests__/fixtures/guide.state.json");
});

test("--version prints the package's version", () => {
  expect(run(["--version"])).toMatchObject({ status: 0, stdout: `${packageJson.version}\n`, stderr: "" });
});

test("--help says how it is called, and what its exit status means", async () => {
  const { output, status } = await runCommand(["--help"]);
  expect(status).toBe(0);
  expect(output).toMatch(/^Usage: identity-pool-review FILE/);
  expect(output).toMatch(/Exit status: 0 nothing at that severity, 1 findings, 2 unusable input\n$/);
  for (const option of ["--format", "--fail-on", "--accept", "--version"]) expect(output).toContain(option);
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
