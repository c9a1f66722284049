/** The command from its settings to its output and exit status. AWS's answers come from a server in its place. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { withAws, type AwsRequest } from "../../../__tests__/support/answering-aws";
import type { AccessCheck } from "../../src";
import { runCommand, type Result } from "../../src/command/command";
import { ADA, answersOf, BOB, IDENTITIES, POOL, tokenOf, withoutChance, type Account } from "../support/account";
import { stateWith } from "../support/state";

const folder = mkdtempSync(join(tmpdir(), "identity-pool-check-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TOKENS = { IDENTITY_POOL_CHECK_ID_TOKEN: ADA.idToken, IDENTITY_POOL_CHECK_ID_TOKEN_2: BOB.idToken };

interface Run extends Result {
  readonly heard: readonly AwsRequest[];
}

async function run(args: readonly string[], account: Account = {}, env: NodeJS.ProcessEnv = TOKENS): Promise<Run> {
  const heard: AwsRequest[] = [];
  const signal = new AbortController().signal;
  return { ...(await withAws(answersOf(account), () => runCommand(args, env, signal), heard)), heard };
}

function fileWith(value: unknown): string {
  const file = join(folder, "file.json");
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value));
  return file;
}

/** Where the objects were put, and in which regions AWS was asked. */
const objectsOf = ({ heard }: Run) => [
  ...new Set(
    heard
      .filter(({ operation }) => operation === "PUT object")
      .map(({ path, region }) => `${region} ${withoutChance(decodeURIComponent(path)).replace(/\?.*/, "")}`),
  ),
];

const askedFor = ({ heard }: Run, operation: string) => heard.filter((request) => request.operation === operation);

describe("the exit status", () => {
  const LISTED = { error: "InternalErrorException", message: "Try later." };

  test.each<[number, string, Account]>([
    [0, "as promised", {}],
    [1, "not as promised", { allows: ({ operation }) => operation === "ListIdentities" }],
    [2, "an answer that says neither", { answers: { ListIdentities: LISTED } }],
  ])("is %i: %s", async (status, _what, account) => {
    const result = await run(["--identity-pool-id", POOL], account);
    expect(result.status).toBe(status);
    expect(result.output).toMatch(/^Identity pool us-east-1:12345678-.*, called in us-east-1\n/);
  });
});

test("the JSON is the check, and holds no token", async () => {
  const { output } = await run(["--identity-pool-id", POOL, "--format", "json"]);
  const { verdict, identityPoolId, rows } = JSON.parse(output) as AccessCheck;
  expect([verdict, identityPoolId, rows.slice(0, 2).map(({ who }) => who)]).toEqual([
    "as-promised",
    POOL,
    ["ada", "bob"],
  ]);
  expect([ADA, BOB].filter(({ idToken }) => output.includes(idToken))).toEqual([]);
});

describe("an amplify_outputs.json", () => {
  const auth = {
    aws_region: "us-east-1",
    identity_pool_id: POOL,
    user_pool_id: "eu-west-1_AbCdEfGhI",
    user_pool_client_id: "app",
    unauthenticated_identities_enabled: true,
  };
  const storage = { aws_region: "eu-west-1", bucket_name: "uploads" };

  test("says what the pool is, whether guests are meant, and where the bucket is", async () => {
    const result = await run(["--config", fileWith({ auth, storage })], { guests: true });
    expect(result.status).toBe(0);
    expect(objectsOf(result)).toEqual([
      `eu-west-1 /uploads/${IDENTITIES.ada ?? ""}-identity-pool-check-RANDOM`,
      `eu-west-1 /uploads/${IDENTITIES.guest ?? ""}-identity-pool-check-RANDOM`,
    ]);
  });

  test("gives way to the options", async () => {
    const config = fileWith({ auth: { ...auth, identity_pool_id: "eu-west-1:0", aws_region: "eu-west-1" }, storage });
    const options = ["--region", "us-east-1", "--identity-pool-id", POOL, "--guests", "off", "--bucket", "others"];
    const result = await run(["--config", config, ...options, "--prefix", "private/", "--key-separator", "/"]);
    expect([result.status, result.output.split("\n")[0]]).toEqual([0, `Identity pool ${POOL}, called in us-east-1`]);
    expect(objectsOf(result)).toEqual([`eu-west-1 /others/private/${IDENTITIES.ada ?? ""}/identity-pool-check-RANDOM`]);
  });

  test("may name no bucket, no guests and no user pool", async () => {
    const result = await run(["--config", fileWith({ auth: { identity_pool_id: POOL } })]);
    expect(result.status).toBe(0);
    expect(result.output).toContain("Not tried\n  objects: no bucket is named\n");
    expect(objectsOf(result)).toEqual([]);
  });

  test("names the app client that users sign in to, unless an option does", async () => {
    const initiated = async (...options: string[]) => {
      const account = { answers: { InitiateAuth: { AuthenticationResult: { IdToken: ADA.idToken } } } };
      const args = ["--config", fileWith({ auth }), "--guests", "off", "--user", "ada", ...options];
      const flow = ["--auth-flow", "USER_PASSWORD_AUTH"];
      const result = await run([...args, ...flow], account, { IDENTITY_POOL_CHECK_PASSWORD: "a password" });
      const [request] = askedFor(result, "InitiateAuth");
      return [result.status, (JSON.parse(request?.text ?? "{}") as { ClientId?: string }).ClientId];
    };
    expect(await initiated()).toEqual([0, "app"]);
    expect(await initiated("--user-pool-client-id", "other")).toEqual([0, "other"]);
    expect(await initiated("--user-pool-id", "us-gov-west-1_0aZ")).toEqual([0, "app"]);
  });

  test.each([
    [{ auth: { aws_region: "" } }, "auth.aws_region must be a text"],
    [{ auth: null }, '"auth" must be an object'],
    [{ auth: { identity_pool_id: POOL }, storage: null }, '"storage" must be an object'],
    [{ auth: { identity_pool_id: POOL }, storage: { bucket_name: 1 } }, "storage.bucket_name must be a text"],
    ['"a text"', "does not hold a JSON object"],
    ["1", "does not hold a JSON object"],
    [" \n", "is empty"],
  ])("is refused: %j", async (value, words) => {
    await expect(run(["--config", fileWith(value)])).rejects.toThrow(
      `file.json${/^["a-z]+[. ]?.*must/.test(words) ? ": " : " "}${words}`,
    );
  });
});

test("without a region the identity pool is asked for in its own", async () => {
  const { output } = await run(["--identity-pool-id", POOL.replace("us-east-1", "ap-southeast-2")]);
  expect(output).toContain("called in ap-southeast-2\n");
});

test("--guests on says that guests are meant to get credentials", async () => {
  expect((await run(["--identity-pool-id", POOL, "--guests", "on"], { guests: true })).status).toBe(0);
  expect((await run(["--identity-pool-id", POOL, "--guests", "on"])).status).toBe(1);
});

describe("--guests alone", () => {
  const args = ["--identity-pool-id", POOL, "--guests", "alone"];

  test("signs nobody in", async () => {
    const { status, output } = await run(args, { guests: true }, {});
    expect([status, output]).toEqual([0, expect.stringContaining("As promised: 8 of 8.")]);
    expect((await run(args, {}, {})).status).toBe(1);
  });

  test("goes with --state, which says what guests may do", async () => {
    const state = fileWith(stateWith({ unauthenticated: [{ Action: "rum:PutRumEvents", Resource: "*" }] }));
    const { status, output } = await run([...args, "--state", state], { guests: true }, {});
    expect([status, output]).toEqual([0, expect.stringContaining("another guest  asks for credentials")]);
  });

  test.each(Object.keys(TOKENS))("is refused beside %s: nobody is asked", async (variable) => {
    await expect(run(args, { guests: true }, { [variable]: ADA.idToken })).rejects.toThrow(
      `--guests alone means that nobody signs in: unset ${variable}, or give --guests on`,
    );
  });
});

describe("--table", () => {
  test("names the rows that are tried", async () => {
    const table = ["--table", "notes:owner:at:N", "--table-key-prefix", "USER#"];
    const result = await run(["--identity-pool-id", POOL, ...table]);
    const [put] = askedFor(result, "PutItem");
    expect(withoutChance(put?.text ?? "")).toBe(
      `{"TableName":"notes","Item":{"owner":{"S":"USER#${IDENTITIES.ada ?? ""}"},"at":{"N":"-NUMBER"}}}`,
    );
    expect(result.status).toBe(0);
  });

  test.each(["notes:owner:", "notes::at", ":owner", "notes:owner:at:N:more", "notes:owner:at:", ""])(
    "%j is refused",
    async (text) => {
      await expect(run(["--identity-pool-id", POOL, "--table", text])).rejects.toThrow(
        `--table is ${text}: give NAME:PARTITION_KEY or NAME:PARTITION_KEY:SORT_KEY, and :N after it if the sort key is a number`,
      );
    },
  );
});

describe("--state", () => {
  const { stdin } = process;
  const given = (...chunks: string[]) =>
    Object.defineProperty(process, "stdin", {
      value: Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
      configurable: true,
    });

  afterEach(() => {
    Object.defineProperty(process, "stdin", { value: stdin, configurable: true });
  });

  test.each([
    ["a state of another pool", ['{"format_version"', ':"1.0"}'], `There is no identity pool ${POOL} in this file`],
    ["no JSON", ["resource {"], "standard input is not JSON"],
    ["nothing", [""], "standard input is empty"],
    ["a list", ["[]"], "standard input does not hold a JSON object"],
    // Bytes of which the byte order mark of UTF-16 is made, and others.
    ["another text", ["\u00ff\u00fe{}"], "standard input is not JSON"],
  ])("- reads standard input: %s", async (_what, chunks, words) => {
    given(...chunks);
    await expect(run(["--identity-pool-id", POOL, "--state", "-"])).rejects.toThrow(words);
  });
});

describe("what is refused in an option", () => {
  test.each([
    [["--identity-pool-id", `the ${POOL}`], "give one such as us-east-1:12345678-"],
    [["--identity-pool-id", `${POOL}/`], "give one such as us-east-1:12345678-"],
    [["--identity-pool-id", "us-east-1:notes"], "give one such as us-east-1:12345678-"],
    [["--identity-pool-id", POOL, "--user-pool-id", "the eu-west-1_AbC"], "give one such as us-east-1_AbCdEfGhI"],
    [["--identity-pool-id", POOL, "--user-pool-id", "eu-west-1_AbC/"], "give one such as us-east-1_AbCdEfGhI"],
    [["--identity-pool-id", POOL, "--user-pool-id", "eu-west-1_"], "give one such as us-east-1_AbCdEfGhI"],
    [["--password=secret"], /^Unknown option '--password' \(--help says more\)$/],
    [["--config", "a\u0000b"], "b: The argument 'path' must be a string, Uint8Array, or URL without null bytes"],
    [["--bucket"], /^Option '--bucket <value>' argument missing \(--help says more\)$/],
    [["--help", "-h"], /^--help is given twice: give it once \(--help says more\)$/],
  ])("%j", async (args, words) => {
    await expect(run(args)).rejects.toThrow(words);
  });
});

describe("tokens", () => {
  test("of one user are refused, by whatever name", async () => {
    const env = { ...TOKENS, IDENTITY_POOL_CHECK_ID_TOKEN_2: tokenOf({ "cognito:username": "ada" }) };
    await expect(run(["--identity-pool-id", POOL], {}, env)).rejects.toThrow(
      "both tokens belong to ada: give the tokens of two users",
    );
  });

  test("that are empty are none", async () => {
    const env = { ...TOKENS, IDENTITY_POOL_CHECK_ID_TOKEN_2: "" };
    const { status, output } = await run(["--identity-pool-id", POOL], {}, env);
    expect([status, output.includes("another user's data: only one user is signed in")]).toEqual([0, true]);
  });

  test("of nobody's name are named by their variable, and by --user if it is given", async () => {
    const env = { IDENTITY_POOL_CHECK_ID_TOKEN: tokenOf({}) };
    const whoIn = async (...args: string[]) =>
      (await run(["--identity-pool-id", POOL, ...args], {}, env)).output.split("\n")[3]?.split("  ")[0];
    expect([await whoIn(), await whoIn("--user", "eve")]).toEqual(["IDENTITY_POOL_CHECK_ID_TOKEN", "eve"]);
  });
});
