/** `npm run local-aws`, through npm itself, as its users call it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { answers, endAndRemove, processesWith, within } from "./support/processes";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(60_000);

const project = join(__dirname, "..", "..");

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describeOnLocalAws("npm run local-aws", () => {
  let folder: string;
  let started: ChildProcess[];

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "local-aws-command-")));
    started = [];
  });

  afterEach(async () => {
    for (const { pid, exitCode, signalCode } of started)
      if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, "SIGKILL");
    await endAndRemove(folder);
  });

  /** Without a terminal. The folder's name marks all that it starts, but for the emulator, whose environment is its own. */
  function start(args: readonly string[], options: { env?: NodeJS.ProcessEnv; cwd?: string } = {}): ChildProcess {
    const { cwd = project, env = {} } = options;
    const child = spawn("npm", ["run", "--silent", "local-aws", "--", ...args], {
      cwd,
      env: { ...process.env, MARK: folder, ...env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    started.push(child);
    return child;
  }

  async function ended(child: ChildProcess): Promise<Ended> {
    if (!child.stdout || !child.stderr) throw new Error("without output");
    const [stdout, stderr, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    return { exitCode, stdout, stderr };
  }

  const run = (args: readonly string[], options?: Parameters<typeof start>[1]) => ended(start(args, options));
  const node = (script: string) => [process.execPath, "-e", script];
  const nothingRuns = async () => (await processesWith(folder)).length === 0;
  const portIn = (output: string) => Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]);

  test("the command has the local AWS in its environment, and nothing of AWS that the shell had", async () => {
    const ofShell = {
      AWS_PROFILE: "prod",
      AWS_SESSION_TOKEN: "of-the-shell",
      AWS_ENDPOINT_URL_S3: "https://s3.example.com",
      AWS_PAGER: "cat",
    };
    const { exitCode, stdout } = await run(
      node("console.log(JSON.stringify(Object.entries(process.env).filter(([n]) => /^(AWS|TF)_/.test(n))))"),
      { env: ofShell },
    );
    const found = Object.fromEntries(JSON.parse(stdout) as [string, string][]);
    const inherited = Object.keys(process.env).filter((name) => name.startsWith("TF_"));
    for (const name of inherited) Reflect.deleteProperty(found, name);
    expect({ exitCode, ...found, TF_REATTACH_PROVIDERS: undefined }).toEqual({
      exitCode: 0,
      AWS_ACCESS_KEY_ID: "test",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      AWS_PAGER: "cat",
      AWS_REGION: "us-east-1",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      TF_REATTACH_PROVIDERS: undefined,
    });
  });

  test("standard output and input are the command's alone, byte for byte, and the exit code is its own", async () => {
    const child = start(node("process.stdin.pipe(process.stdout).on('finish', () => 0); process.exitCode = 42"));
    child.stdin?.end(Buffer.from([0, 10, 255, 195, 164]));
    const { exitCode, stdout, stderr } = await ended(child);
    expect([exitCode, stdout]).toEqual([42, Buffer.from([0, 10, 255, 195, 164]).toString("utf8")]);
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("It is not AWS")]);
    expect(await answers("127.0.0.1", portIn(stderr))).toBe(false);
  });

  test("a command that a signal ends has the shells' exit code for that", async () => {
    expect((await run(node("process.kill(process.pid, 'SIGTERM'); setTimeout(() => 0, 9000)"))).exitCode).toBe(143);
  });

  test.each([
    [["no-such-command"], 127, 'there is no "no-such-command" on the PATH.'],
    [["./no-such-file"], 127, `there is no "./no-such-file" in ${project}.`],
    [
      ["cat README.md | head"],
      127,
      `there is no command "cat README.md | head". For a shell, write: sh -c 'cat README.md | head'`,
    ],
    [["./docs"], 126, '"./docs" exists, but cannot be run: it is a folder, or it has no permission to run (chmod +x).'],
  ])("%j cannot be run: exit code %i, and one line says why", async (args, code, words) => {
    expect(await run(args)).toEqual({ exitCode: code, stdout: "", stderr: `local-aws: ${words}\n` });
  });

  test("a script whose interpreter is missing is told from one that is missing itself", async () => {
    writeFileSync(join(folder, "script"), "#!/no/such/interpreter\n", { mode: 0o755 });
    const { exitCode, stderr } = await run([join(folder, "script")]);
    expect([exitCode, stderr]).toEqual([
      127,
      expect.stringContaining("the program that its first line names does not"),
    ]);
  });

  test("an option in place of a command is refused, and --help says how to call it", async () => {
    const { exitCode, stderr } = await run(["-x"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("-x is not a command")]);
    expect((await run(["--help"])).stdout).toContain("npm run local-aws -- COMMAND [ARG...]");
  });

  test("options that npm took for its own are named, and nothing is run without them", async () => {
    const child = spawn("npm", ["run", "--silent", "local-aws", "sh", "-out=x", "--auto-approve"], {
      cwd: project,
      env: { ...process.env, MARK: folder },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    started.push(child);
    const { exitCode, stdout, stderr } = await ended(child);
    expect([exitCode, stdout]).toEqual([2, ""]);
    const [firstLine = ""] = stderr.split("\n").filter((line) => line.startsWith("local-aws"));
    expect(firstLine).toMatch(
      /^local-aws: npm took (--out=x --auto-approve|--auto-approve --out=x) for an option of its own: /,
    );
  });

  test("a relative path means what it means where the user is", async () => {
    expect((await run(["ls"], { cwd: join(project, "environments") })).stdout).toContain("dev.tfvars");
  });

  test("a command that reads input gets its end, and one whose reader goes away ends", async () => {
    const child = start(["cat"]);
    child.stdin?.end();
    expect((await ended(child)).exitCode).toBe(0);
    const endless = start(["sh", "-c", "yes"]);
    endless.stdout?.once("data", () => endless.stdout?.destroy());
    await once(endless, "exit");
    expect(await within(10, nothingRuns)).toBe(true);
  });

  test("two at once have an emulator each", async () => {
    const both = await Promise.all([run(["true"]), run(["true"])]);
    const ports = both.map(({ stderr }) => portIn(stderr));
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(ports[0]).not.toBe(ports[1]);
  });

  const tidy = "process.on('SIGTERM', () => end()).on('SIGINT', () => end()).on('SIGHUP', () => end());";
  const slow = `${tidy} let n = 0; const end = () => { n++; setTimeout(() => { console.log('ended after', n); process.exit(5); }, 300); };
    console.log('running'); setInterval(() => 0, 1000);`;

  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s to npm alone reaches the command once, which ends as it likes, and then all else ends",
    async (signal) => {
      const child = start(node(slow));
      child.stdout?.once("data", () => child.kill(signal));
      const { exitCode, stdout, stderr } = await ended(child);
      expect([exitCode, stdout]).toEqual([5, "running\nended after 1\n"]);
      expect(await nothingRuns()).toBe(true);
      expect(await answers("127.0.0.1", portIn(stderr))).toBe(false);
    },
  );

  test("Ctrl-C, which reaches npm and what it runs, reaches the command once", async () => {
    const child = start(node(slow));
    child.stdout?.once("data", () => process.kill(-(child.pid ?? 0), "SIGINT"));
    expect((await ended(child)).stdout).toBe("running\nended after 1\n");
  });

  test.each(["SIGKILL", "SIGHUP"] as const)("%s to npm alone ends all of it too", async (signal) => {
    const child = start(node(slow));
    let stderr = "";
    child.stderr?.on("data", (data: Buffer) => {
      stderr += data.toString();
    });
    child.stdout?.once("data", () => child.kill(signal));
    await once(child, "exit");
    expect(await within(10, nothingRuns)).toBe(true);
    expect(await within(10, async () => !(await answers("127.0.0.1", portIn(stderr))))).toBe(true);
  });

  test("without a command it prints export lines that a shell can read, and stays until Ctrl-C", async () => {
    const child = start([]);
    let stdout = "";
    child.stdout?.on("data", (data: Buffer) => {
      stdout += data.toString();
    });
    expect(
      await within(20, () => Promise.resolve(stdout.includes("TF_REATTACH_PROVIDERS") && stdout.endsWith("\n"))),
    ).toBe(true);
    expect(
      stdout
        .trim()
        .split("\n")
        .every((line) => line.startsWith("export ")),
    ).toBe(true);
    const shell = spawn("sh", ["-c", `${stdout} printf '%s\\n%s' "$AWS_ENDPOINT_URL" "$TF_REATTACH_PROVIDERS"`]);
    const [endpoint = "", providers = "{}"] = (await text(shell.stdout)).split("\n");
    const port = portIn(endpoint);
    expect(Object.keys(JSON.parse(providers) as object)).toContain("registry.terraform.io/hashicorp/aws");
    await wait(1000);
    expect(await answers("127.0.0.1", port)).toBe(true);
    child.kill("SIGINT");
    await once(child, "exit");
    expect(await within(10, nothingRuns)).toBe(true);
    expect(await answers("127.0.0.1", port)).toBe(false);
  });

  test("npm runs Node in its own place, so that npm's signals reach it and no shell", () => {
    const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    expect(scripts["local-aws"]).toMatch(/^exec node /);
  });
});
