/** The files and the standard input that the command reads. */
import { join } from "node:path";
import { Readable } from "node:stream";
import { readJson } from "../../src/command/input";
import { Unusable } from "../../src/command/unusable";
import { testFolder } from "../support/folder";

const { path: folder, file } = testFolder();

afterEach(() => {
  jest.restoreAllMocks();
});

/** What the command reads from its standard input. */
function standardInput(...chunks: (string | Buffer)[]): Promise<unknown> {
  return readStandardInput(Readable.from(chunks, { objectMode: false }));
}

function readStandardInput(stream: Readable): Promise<unknown> {
  jest.spyOn(process, "stdin", "get").mockReturnValue(stream as typeof process.stdin);
  return readJson("-");
}

test.each<[string, string | Buffer, unknown]>([
  ["JSON", ' {"a": [1]}\n', { a: [1] }],
  ["JSON with a byte order mark", '\uFEFF{"é": 1}', { é: 1 }],
  [
    "UTF-16, as PowerShell writes it",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"é": 1}', "utf16le")]),
    { é: 1 },
  ],
  ["a list", '[{"id": "guests-on"}]', [{ id: "guests-on" }]],
  [
    "JSON that quotes what Terraform prints",
    '["No changes. ", "resource \\"x\\" {"]',
    ["No changes. ", 'resource "x" {'],
  ],
  ["a text", '"x"', "x"],
  ["an object whose key is that of a message, further on", '{"a": 1, "@level": "info"}', { a: 1, "@level": "info" }],
])("%s is read from a file and from standard input", async (_what, content, value) => {
  expect(await readJson(file("read.json", content))).toEqual(value);
  expect(await standardInput(content)).toEqual(value);
});

test("standard input comes in several parts, which may end within a letter", async () => {
  const bytes = Buffer.from('{"é": 1}');
  expect(await standardInput(bytes.subarray(0, 3), bytes.subarray(3))).toEqual({ é: 1 });
});

/** The first line of `terraform plan -json`. */
const MESSAGE =
  '{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","terraform":"1.11.4","type":"version","ui":"1.2"}';

const SHOW_JSON =
  "save the plan with `terraform plan -out=plan.tfplan`, and give the output of `terraform show -json plan.tfplan`";
const PLAN = `the text of \`terraform plan\`, or of \`terraform show\` without -json: ${SHOW_JSON}`;
const STREAM = `the stream of messages of \`terraform plan -json\` or \`apply -json\`: ${SHOW_JSON}`;
const HCL = `a configuration, or a state as text, and not JSON: ${SHOW_JSON}`;

test.each<[string, string | Buffer, string]>([
  ["nothing", "", "is empty"],
  ["an empty line", " \n", "is empty"],
  ["a saved plan", "PK\u0003\u0004\u0014", "is a saved plan: give the output of `terraform show -json` for it"],
  ["a plan's text", "Terraform used the selected providers to generate the following execution plan.", `is ${PLAN}`],
  [
    "a plan's text in colours",
    "\u001b[1mTerraform will perform the following actions:\u001b[0m\n\n  # aws_cognito_identity_pool.p will be created",
    `is ${PLAN}`,
  ],
  ["a plan of OpenTofu", "\nOpenTofu will perform the following actions:\n", `is ${PLAN}`],
  [
    "a plan without changes",
    "aws_iam_role.r: Refreshing state...\n\nNo changes. Your infrastructure matches.\n",
    `is ${PLAN}`,
  ],
  ["the end of a plan", "  + id = (known after apply)\n\nPlan: 14 to add, 0 to change, 0 to destroy.\n", `is ${PLAN}`],
  ["what `terraform show` says of drift", "Terraform has compared your real infrastructure against\n", `is ${PLAN}`],
  ["the stream of plan -json", `${MESSAGE}\n${MESSAGE}\n`, `is ${STREAM}`],
  ["its first line alone, laid out", `\n${MESSAGE.replaceAll(/([{:])/g, " $1 ")}`, `is ${STREAM}`],
  ["a configuration in HCL", '# a pool\n  resource "aws_cognito_identity_pool"  "p"  {\n}\n', `is ${HCL}`],
  ["a module without a comment", 'module "pool" {\n', `is ${HCL}`],
  ["locals alone", "locals {\n  a = 1\n}\n", `is ${HCL}`],
  ["locals with a wide gap", "locals  {\n  a = 1\n}\n", `is ${HCL}`],
  ["a word about resources", "a resource is {", "is not JSON"],
  ["a word about a plan", "the Plan: 4 to 6 pools", "is not JSON"],
  ["bytes that are no text", Buffer.from([0x7b, 0x22, 0xe9, 0x22]), "is not a text in UTF-8"],
  ["text that begins with one half of a byte order mark", Buffer.from([0xff, 0x7b]), "is not a text in UTF-8"],
  ["text that begins with the other half", Buffer.from([0x7b, 0xfe, 0x7d]), "is not a text in UTF-8"],
  ["broken JSON", "{\n\u001b[31m", "is not JSON: line 2, column 1"],
  ["JSON that is broken further on", '{"a": 1,\n "b": 2\n "c": 3}', "is not JSON: line 3, column 2"],
  ["JSON that is broken in its first line", '{"a": ,', "is not JSON"],
])("%s is refused, without a quote of it: it may hold a secret", async (_what, content, problem) => {
  const path = file("refused.json", content);
  await expect(readJson(path)).rejects.toThrow(new Unusable(`${path} ${problem}`));
  await expect(standardInput(content)).rejects.toThrow(new Unusable(`standard input ${problem}`));
});

test.each<[string, string, RegExp]>([
  [
    "a file that is not there",
    join(folder, "missing.json"),
    /^cannot read .*missing\.json: no such file or directory$/,
  ],
  ["a file below a file", join(file("one.json", "{}"), "x.json"), /^cannot read .*x\.json: not a directory$/],
  ["a folder", folder, /^cannot read .*: illegal operation on a directory$/],
  ["a name that no file can have", "a\u0000b", /without null bytes\. Received 'a\\x00b'$/],
])("%s is refused in the system's words", async (_what, path, message) => {
  await expect(readJson(path)).rejects.toMatchObject({
    name: "Unusable",
    message: expect.stringMatching(message) as string,
  });
});

test("standard input that breaks off is said in the system's words", async () => {
  const broken = new Readable({
    read() {
      this.destroy(Object.assign(new Error("read EIO"), { code: "EIO" }));
    },
  });
  await expect(readStandardInput(broken)).rejects.toThrow(/^cannot read standard input: i\/o error$/);
});
