/** The command's settings: what is refused before anybody is asked. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments, USAGE } from "../src/command/arguments";
import { runCommand } from "../src/command/command";
import { readClientConfig } from "../src/command/config-file";
import { usersOf } from "../src/command/users";
import { renderCheck } from "../src";
import { VERSION } from "../src/version";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-check-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runCommand(args, {}, new AbortController().signal);
const id = "us-east-1:12345678-1234-1234-1234-123456789012";

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as { version: string };
  expect(VERSION).toBe(version);
  expect(await run("--version")).toEqual({ output: `${version}\n`, status: 0 });
});

test("help names every option that there is, and fits a terminal", async () => {
  expect((await run("--help")).output).toBe(`${USAGE}\n`);
  expect(USAGE.split("\n").filter((line) => line.length > 120)).toEqual([]);
});

test.each([
  [["--user", "ada"], "no identity pool is given: give --config FILE or --identity-pool-id"],
  [["--identity-pool-id", "notes"], "the identity pool id is notes: give one such as us-east-1:"],
  [["--identity-pool-id", id], "no user is given: give --user NAME"],
  [["--identity-pool-id", id, "--user", "ada"], "the password of ada is not in the environment"],
  [["--identity-pool-id", id, "--user-pool-id", "pool"], "the user pool id is pool: give one such as us-east-1_"],
  [["--user", "a", "--user", "b", "--user", "c"], "--user is given 3 times: give one user or two"],
  [["--user", "a", "--user", "a"], "--user a is given twice: give two users"],
  [["--bucket", "a", "--bucket", "b"], "--bucket is given twice: give it once"],
  [["--password", "secret"], "Unknown option '--password'"],
  [["ada"], "Unexpected argument 'ada'"],
  [["--format", "html"], "--format is html: give text or json"],
  [["--guests", "yes"], "--guests is yes: give on, off or alone"],
  [["--guests", "alone", "--user", "ada"], "--guests alone means that nobody signs in: leave out --user"],
  [["--auth-flow", "srp"], "--auth-flow is srp: give USER_SRP_AUTH or USER_PASSWORD_AUTH"],
  [["--key-separator", "."], "--key-separator is .: give - or /"],
  [["--table", "notes"], "--table is notes: give NAME:PARTITION_KEY"],
  [["--table", "notes:owner:at:B"], "--table is notes:owner:at:B: give NAME:PARTITION_KEY"],
  [["--config", "/nowhere.json"], "cannot read /nowhere.json: no such file or directory"],
  [["--config", "-"], "--config is -: give a file, because only --state reads standard input"],
  [["--state", "a", "--guests", "on"], "--state says whether guests get credentials: leave out --guests"],
])("%j is refused: %s", async (args, words) => {
  await expect(run(...args)).rejects.toThrow(words);
});

test("a table has its keys by name, and its sort key a type", () => {
  const table = (text: string) => (readArguments(["--table", text]) as { table?: object }).table;
  expect(table("notes:owner")).toEqual({ tableName: "notes", partitionKey: "owner" });
  expect(table("notes:owner:at:N")).toMatchObject({ sortKey: { name: "at", type: "N" } });
  expect(table("notes:owner:note")).toMatchObject({ sortKey: { name: "note", type: "S" } });
});

test.each([
  ["[]", "does not hold a JSON object"],
  ["{}", 'has no "auth"'],
  ["{", "is not JSON"],
  ['{ "auth": 1 }', '"auth" must be an object'],
  ['{ "auth": { "aws_region": 1 } }', "auth.aws_region must be a text"],
  ['{ "auth": { "unauthenticated_identities_enabled": "no" } }', "must be true or false"],
])("the file %s is refused: it %s", async (text, words) => {
  const file = join(folder, "outputs.json");
  writeFileSync(file, text);
  await expect(readClientConfig(file)).rejects.toThrow(words);
});

describe("a state", () => {
  const withState = (file: string) =>
    runCommand(
      ["--identity-pool-id", id, "--user", "ada", "--state", file],
      { IDENTITY_POOL_CHECK_PASSWORD: "p" },
      new AbortController().signal,
    );

  test.each([
    ["a saved plan", "PK\u0003\u0004...", "is a saved plan: give the output of `terraform show -json` for it"],
    ["an empty file", "", "is empty"],
    ["another text", "resource {", "is not JSON"],
    ["a list of nothing", "null", "does not hold a JSON object"],
    ["another JSON", "{}", "the state cannot be used. This is not Terraform's JSON"],
  ])("%s is refused in words, before anybody signs in", async (_what, text, words) => {
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    await expect(withState(file)).rejects.toThrow(words);
  });

  test("a file that is not there, and a folder, are named", async () => {
    await expect(withState("/nowhere.json")).rejects.toThrow("cannot read /nowhere.json: no such file or directory");
    await expect(withState(folder)).rejects.toThrow(`cannot read ${folder}: illegal operation on a directory`);
  });

  test("may be in UTF-16, as PowerShell writes it", async () => {
    const file = join(folder, "state.json");
    writeFileSync(file, `\ufeff{ "format_version": "1.0" }`, "utf16le");
    await expect(withState(file)).rejects.toThrow(`There is no identity pool ${id} in this file`);
  });
});

test("an amplify_outputs.json names the bucket too", async () => {
  const file = join(folder, "outputs.json");
  const storage = { aws_region: "eu-west-1", bucket_name: "uploads" };
  writeFileSync(file, JSON.stringify({ version: "1", auth: { identity_pool_id: id }, storage }));
  expect(await readClientConfig(file)).toMatchObject({
    pool: { identityPoolId: id },
    bucket: { bucketName: "uploads", region: "eu-west-1" },
  });
});

describe("users", () => {
  const tokenOf = (claims: object) =>
    `h.${Buffer.from(JSON.stringify({ iss: "https://idp.example.com", ...claims })).toString("base64url")}.s`;

  test("take the second password if there is one, and the token before the password", () => {
    const idToken = tokenOf({ "cognito:username": "cy" });
    const env = { IDENTITY_POOL_CHECK_PASSWORD: "p", IDENTITY_POOL_CHECK_PASSWORD_2: "q" };
    expect(usersOf(["ada", "bob"], env)).toEqual([
      { name: "ada", password: "p" },
      { name: "bob", password: "q" },
    ]);
    expect(usersOf([], { ...env, IDENTITY_POOL_CHECK_ID_TOKEN: idToken })).toEqual([{ name: "cy", idToken }]);
  });

  test.each([
    ["no token", "secret", "does not hold a token"],
    ["an access token", tokenOf({ token_use: "access" }), "holds an access token"],
    ["a token that is over", tokenOf({ exp: 1_700_000_000 }), "expired at 2023-11-14T22:13:20.000Z"],
  ])("%s is refused, and not shown", (_what, idToken, words) => {
    const users = () => usersOf([], { IDENTITY_POOL_CHECK_ID_TOKEN: idToken });
    expect(users).toThrow(words);
    expect(users).not.toThrow(idToken);
  });
});

test("a text from AWS cannot move the terminal's cursor", () => {
  const row = { id: "a", who: "ada\u001b[2J", what: "reads", whose: "", promised: "allowed", seen: "unknown" } as const;
  const check = { region: "us-east-1", identityPoolId: id, refusedSignIns: [], notTried: [], left: [] };
  const text = renderCheck({ ...check, verdict: "incomplete", rows: [{ ...row, answer: "a\nb" }] }, "text");
  expect(text).not.toContain("\u001b");
  expect(text).toContain("? a b");
});
