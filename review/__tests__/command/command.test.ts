/** What the command does with a file: its output, and its exit status. */
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { renderReview, reviewAccess, type AccessReview } from "../../src";
import { runCommand } from "../../src/command/command";
import { VERSION } from "../../src/version";
import { configuration, GUARDRAIL, GUIDE } from "../configuration";
import { testFolder } from "../support/folder";

const { file } = testFolder();

const guarded = configuration({ statements: GUIDE, guard: GUARDRAIL });
const GUARDED = file("guarded.tf.json", JSON.stringify(guarded));
const OPEN = file("open.tf.json", JSON.stringify(configuration({ statements: GUIDE })));

test("shows the review as text, and in the format that was asked for", async () => {
  expect(await runCommand([GUARDED])).toEqual({ output: renderReview(reviewAccess(guarded), "text"), status: 0 });
  expect((await runCommand([GUARDED, "--format", "json"])).output).toBe(renderReview(reviewAccess(guarded), "json"));
});

test.each([
  ["--help", /^Usage: identity-pool-review FILE[^]*2 unusable input\n$/],
  ["--version", new RegExp(`^${VERSION}\n$`)],
])("%s ends with 0", async (option, output) => {
  expect(await runCommand([option])).toEqual({ output: expect.stringMatching(output) as string, status: 0 });
});

test.each([
  [OPEN, ["--fail-on", "high"], 1],
  [OPEN, ["--fail-on", "info"], 1],
  [OPEN, [], 0],
  [GUARDED, ["--fail-on", "high"], 0],
  [GUARDED, ["--fail-on", "medium"], 0],
  [GUARDED, ["--fail-on", "low"], 1],
])("%s with %j ends with its status", async (path, options, status) => {
  expect((await runCommand([path, ...options])).status).toBe(status);
});

function deep(levels: number): string {
  return `{"resource": {"aws_cognito_identity_pool": {"p": {"x": ${"[".repeat(levels)}${"]".repeat(levels)}}}}}`;
}

test("an expression that is nested deeply stands for itself, shortened", async () => {
  const document = configuration({ pool: { identity_pool_name: `\${${"[".repeat(100_000)}}` } });
  const { output, status } = await runCommand([file("expression.tf.json", JSON.stringify(document))]);
  expect(status).toBe(0);
  expect(output).toContain("Pool ⟨a long expression⟩\n");
});

test.each<[string, string, RegExp]>([
  ["nested deeply", deep(100_000), /is nested too deeply/],
  ["a text", '"x"', /text\.json does not hold a JSON object: give a cdk\.tf\.json/],
  ["null", "null", /does not hold a JSON object: give a cdk\.tf\.json/],
  ["of something else", '{"name": "x"}', /not Terraform's JSON/],
  ["without a pool", '{"resource": {"aws_s3_bucket": {"b": {}}}}', /has no aws_cognito_identity_pool/],
])("JSON that is %s is refused, in one line", async (_what, content, message) => {
  const refused = runCommand([file("text.json", content), "--fail-on", "high"]);
  await expect(refused).rejects.toMatchObject({
    name: expect.stringMatching(/^(?:Unusable|UnreadableDocument)$/) as string,
    message: expect.stringMatching(message) as string,
  });
  await expect(refused).rejects.toThrow(/^.*$/);
});

describe("accepted findings", () => {
  const ENTRY = { id: "wildcard-actions", address: "aws_iam_role_policy.grants", reason: "the guide's app needs it" };
  const accepted = async (path: string, entry: object): Promise<{ status: number; review: AccessReview }> => {
    const list = file("accepted.json", JSON.stringify([entry]));
    const { output, status } = await runCommand([path, "--accept", list, "--format", "json", "--fail-on", "low"]);
    return { status, review: JSON.parse(output) as AccessReview };
  };

  test("do not count, and are shown as such", async () => {
    const { status, review } = await accepted(GUARDED, { ...ENTRY, until: "9999-12-31" });
    expect(status).toBe(0);
    expect(review.findings.map(({ id, accepted: one }) => [id, one])).toEqual([
      ["wildcard-actions", { reason: ENTRY.reason, until: "9999-12-31" }],
      ["wildcard-actions", { reason: ENTRY.reason, until: "9999-12-31" }],
    ]);
  });

  test("do not hide others", async () => {
    expect((await accepted(OPEN, ENTRY)).status).toBe(1);
    expect((await accepted(GUARDED, { ...ENTRY, id: "guests-on" })).status).toBe(1);
  });

  test("that cannot be used are refused with the name of their file", async () => {
    const list = file("list.json", JSON.stringify(ENTRY));
    await expect(runCommand([GUARDED, "--accept", list])).rejects.toMatchObject({
      name: "Unusable",
      message: expect.stringMatching(/list\.json: this is not a list: give a list of/) as string,
    });
    await expect(runCommand([GUARDED, "--accept", join(list, "x")])).rejects.toThrow(
      /^cannot read .*: not a directory$/,
    );
  });
});

describe("SARIF names the reviewed file", () => {
  const uri = async (path: string): Promise<unknown> =>
    /"uri": "([^"]*)"/.exec((await runCommand([path, "--format", "sarif"])).output)?.[1];
  const STATE = "review/__tests__/fixtures/guide.state.json";

  test("as a path from the folder of the run", async () => {
    expect(await uri(join(__dirname, "../fixtures/guide.state.json"))).toBe(STATE);
    expect(await uri(`review/../${STATE}`)).toBe(STATE);
  });

  test("as such a path though its name begins with two dots", async () => {
    const path = file("..state.json", JSON.stringify(guarded));
    const cwd = jest.spyOn(process, "cwd").mockReturnValue(dirname(path));
    const found = await uri(path);
    cwd.mockRestore();
    expect(found).toBe("..state.json");
  });

  test("whole if it is elsewhere", async () => {
    expect(await uri(OPEN)).toBe(pathToFileURL(OPEN).href);
    expect(await uri(relative(process.cwd(), OPEN))).toBe(pathToFileURL(OPEN).href);
  });
});
