import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { terraformBinary } from "../../local/terraform";
import { answers, endAndRemove, processesWith, run, within, type RunningCommand } from "./support/processes";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(90_000);

const project = join(__dirname, "..", "..");

describeOnLocalAws("npm start", () => {
  let folder: string;

  beforeEach(() => {
    folder = newFolder();
  });

  afterEach(() => endAndRemove(folder));

  function newFolder(): string {
    return realpathSync(mkdtempSync(join(tmpdir(), "npm-start-e2e-")));
  }

  /** The script itself: npm would stand between it and the signals. Its folder's name marks all that it starts. */
  function start(...args: string[]): RunningCommand {
    return startIn(folder, ...args);
  }

  function startIn(ofRun: string, ...args: string[]): RunningCommand {
    const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as {
      scripts: { start: string };
    };
    expect(scripts.start).toBe("node --import tsx local/start.ts");
    return run("local/start.ts", args, { cwd: project, env: { ...process.env, LOCAL_AWS_FOLDER: ofRun } });
  }

  function startToTheEnd(...args: string[]): Promise<string> {
    return startToTheEndIn(folder, ...args);
  }

  async function startToTheEndIn(ofRun: string, ...args: string[]): Promise<string> {
    const command = startIn(ofRun, ...args);
    expect([await command.ended(), command.output()]).toEqual([0, expect.any(String)]);
    return command.output();
  }

  /** As users type it. */
  async function npmStart(ofRun: string, ...args: string[]): Promise<{ exitCode: number; output: string }> {
    const env = { ...process.env, LOCAL_AWS_FOLDER: ofRun };
    try {
      const { stdout } = await promisify(execFile)("npm", ["--silent", "start", ...args], { cwd: project, env });
      return { exitCode: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { exitCode: code, output: stdout + stderr };
    }
  }

  /** A Terraform that prints something before, and then what the real one prints, or JSON in its place. */
  function terraformThat(prints: string, then: string): NodeJS.ProcessEnv {
    const file = join(folder, "wrapped-terraform");
    writeFileSync(file, `#!/bin/sh\necho '${prints}'\n${then}\n`, { mode: 0o755 });
    return { TERRAFORM_BINARY_NAME: file };
  }

  const nothingRuns = async () => (await processesWith(folder)).length === 0;

  /** Everything that the emulator has saved. */
  function keptInEmulator(ofRun: string): string {
    const stateFolder = join(ofRun, "aws-state");
    return readdirSync(stateFolder)
      .map((file) => readFileSync(join(stateFolder, file), "utf8"))
      .join("\n");
  }

  function portIn(output: string): number {
    return Number(/http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]);
  }

  const ANSWERS = `
  who      what                       whose        answer
  ada      uploads a file             her own      done
  ada      reads it                   her own      done
  bob      reads it                   ada's        refused: AccessDenied
  bob      overwrites it              ada's        refused: AccessDenied
  bob      lists the bucket           everybody's  refused: AccessDenied
  a guest  asks for credentials                    refused: NotAuthorizedException
  bob      deletes the identity pool  the app's    refused: AccessDeniedException
`;

  describe("again and again in one folder, in this order", () => {
    let own: string;
    let first: string;
    const again = (...args: string[]) => startToTheEndIn(own, ...args);
    const identities = () => new Set(keptInEmulator(own).match(/us-east-1:[0-9a-f-]{36}/g));

    beforeAll(async () => {
      own = newFolder();
      first = await again();
    });

    afterAll(() => endAndRemove(own));

    test("deploys the stack, plans again without changes, and leaves nothing running", async () => {
      expect(first).toContain("It is not AWS");
      expect(first).toContain("6 to create");
      expect(first).toMatch(/identity_pool_id +us-east-1:[0-9a-f-]{36}\n/);
      expect(first).toMatch(/Plan again\n +No changes\./);
      expect(first).toContain("Access review of a state");
      expect(await processesWith(own)).toEqual([]);
      expect(await answers("127.0.0.1", portIn(first))).toBe(false);
    });

    test("its last lines are README's commands for a deployment to AWS", () => {
      const [, shown = ""] = first.split("Deploy it to AWS");
      const [, section = ""] = readFileSync(join(project, "README.md"), "utf8").split("\n## Deploy it to AWS\n");
      const [withCdktf = "", withTerraform = ""] = Array.from(
        section.matchAll(/```sh\n([^]*?)```/g),
        ([, block]) => block,
      );
      expect(withCdktf).toContain("npm run deploy");
      expect(withTerraform).toContain("terraform -chdir=");
      const lines = shown.split("\n").map((line) => line.replace(/^ {2}/, ""));
      for (const command of `${withCdktf}${withTerraform}`.trim().split("\n")) expect(lines).toContain(command);
    });

    test("two users sign in, and a table says who tried what on whose and what the answer was, also in README", () => {
      expect(first).toContain(ANSWERS);
      expect(readFileSync(join(project, "README.md"), "utf8")).toContain(ANSWERS);
    });

    test("no password, no token and no key of the users is printed or kept", () => {
      const seen = first + keptInEmulator(own);
      const tokens = /eyJ[\w-]+\.[\w-]+\.[\w-]+/;
      const passwords = /"_password"/;
      const keys = /ASIA[A-Z0-9]{16}/;
      expect([tokens, passwords, keys].filter((secret) => secret.test(seen))).toEqual([]);
    });

    test("a second run changes nothing, and knows the users again, and each their own files", async () => {
      const before = identities();
      const second = await again();
      expect(second).toContain("Nothing to change");
      expect(second).toContain(ANSWERS);
      expect(identities()).toEqual(before);
    });

    test("if the emulator's state is lost, the next run deploys again", async () => {
      rmSync(join(own, "aws-state"), { recursive: true });
      expect(await again()).toContain("6 to create");
      expect(keptInEmulator(own)).toContain("notes-app");
    });

    test("--destroy leaves nothing of the stack or of its user pool", async () => {
      expect(await again("--destroy")).toContain("6 to delete");
      expect(keptInEmulator(own)).not.toContain("notes-app");
    });

    test("--destroy destroys also without the -- that npm wants before it", async () => {
      await again();
      expect(keptInEmulator(own)).toContain("notes-app");
      expect(await npmStart(own, "--destroy")).toEqual({
        exitCode: 0,
        output: expect.stringContaining("6 to delete") as string,
      });
      expect(keptInEmulator(own)).not.toContain("notes-app");
    });
  });

  test("with the guide's policy alone a user deletes the pool, and it is restored with the guardrail", async () => {
    const output = await startToTheEnd("--without-guardrail");
    const [deployed = "", restored = ""] = output.split("Restore it, with the guardrail");
    expect(deployed).toContain("5 to create");
    expect(deployed).toContain(ANSWERS.replace("refused: AccessDeniedException", "done"));
    expect(restored).toMatch(/\+ +aws_cognito_identity_pool\.[^]*\+ +aws_iam_role_policy\.\w+_Guardrail_/);
    expect(restored).toContain(ANSWERS);
    expect(await startToTheEnd()).toContain("Nothing to change");
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "%s to the whole process group ends all that was started, with exit code %i",
    async (signal, exitCode) => {
      const command = start();
      await command.printed("Deploy it with Terraform");
      command.signalGroup(signal);
      expect(await command.ended()).toBe(exitCode);
      expect(await processesWith(folder)).toEqual([]);
      expect(await startToTheEnd()).toContain("No changes.");
    },
  );

  test.each(["Start the local AWS", "6 to create"])(
    'killed with -9 at "%s", it leaves nothing running, and the next run goes through',
    async (moment) => {
      const command = start();
      await command.printed(moment);
      expect((await processesWith(folder)).length).toBeGreaterThan(1);
      command.child.kill("SIGKILL");
      expect(await command.ended()).toBe("SIGKILL");
      expect(await within(15, nothingRuns)).toBe(true);
      expect(await startToTheEnd()).toContain("No changes.");
    },
  );

  test("while one run is under way, another in the same folder says so and leaves it alone", async () => {
    const first = start();
    await first.printed("Start the local AWS");
    first.child.kill("SIGSTOP");
    const second = start();
    expect(await second.ended()).toBe(1);
    expect(second.output()).not.toMatch(/^ +at /m);
    expect(second.output()).toContain("another run keeps its state in the same folder");
    first.child.kill("SIGCONT");
    expect(await first.ended()).toBe(0);
  });

  test("a failure ends all that was started, with exit code 1 and Terraform's words", async () => {
    const command = run("local/start.ts", [], {
      cwd: project,
      env: {
        ...process.env,
        LOCAL_AWS_FOLDER: folder,
        TERRAFORM_BINARY_NAME: join(__dirname, "support", "failing-terraform"),
      },
    });
    expect(await command.ended()).toBe(1);
    expect(command.output()).toContain("this Terraform only knows its version");
    expect(await processesWith(folder)).toEqual([]);
  });

  test("an option that it does not know is named, and nothing is started", async () => {
    const command = start("--destory");
    expect(await command.ended()).toBe(2);
    expect(command.output()).toBe(
      "npm start has no option --destory: give one of --without-guardrail, --destroy, --help.\n",
    );
  });

  function startWith(env: NodeJS.ProcessEnv): RunningCommand {
    return run("local/start.ts", [], { cwd: project, env: { ...process.env, LOCAL_AWS_FOLDER: folder, ...env } });
  }

  test("so is one that npm took for its own", async () => {
    expect(await npmStart(folder, "--destory")).toEqual({
      exitCode: 2,
      output: "npm start has no option --destory: give one of --without-guardrail, --destroy, --help.\n",
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a folder that cannot be written is named in one line, with the way out", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const command = startWith({ LOCAL_AWS_FOLDER: join(file, "of-a-run"), MARK: folder });
    expect(await command.ended()).toBe(1);
    expect(command.output().trim()).toBe(
      `npm start keeps what it deploys in ${file}/of-a-run, and cannot write there: not a directory. ` +
        "Make the folder writable, or set LOCAL_AWS_FOLDER to another one.",
    );
  });

  test("a Terraform that prints a line before its JSON is understood all the same", async () => {
    const command = startWith(terraformThat("Using version 1", `exec '${await terraformPath()}' "$@"`));
    expect([await command.ended(), command.output()]).toEqual([0, expect.stringContaining("6 to create")]);
  });

  test("a Terraform that prints no JSON is named in one line, with what it printed", async () => {
    const command = startWith(terraformThat("No version is set", ""));
    expect(await command.ended()).toBe(1);
    expect(command.output().trim().split("\n").at(-1)).toContain('printed "No version is set" instead of JSON');
    expect(command.output()).not.toMatch(/^ +at /m);
  });

  test("a Terraform before 1.5 is named with its version, and what is shown is what needs none", async () => {
    const command = startWith(terraformThat('{"terraform_version": "1.4.6"}', ""));
    expect(await command.ended()).toBe(0);
    expect(command.output()).toContain('wrapped-terraform" is Terraform 1.4.6, and 1.5 or newer is needed.');
    expect(command.output()).toContain("may s3:*");
  });

  describe("on a machine without the tools", () => {
    test("without Python it plans, and says how to get Python", async () => {
      const command = startWith({ TERRAFORM_BINARY_NAME: await terraformPath(), PATH: folder });
      expect(await command.ended()).toBe(0);
      expect(command.output()).toContain("6 to create");
      expect(command.output()).toContain("needs Python 3.10 or newer");
      expect(await processesWith(folder)).toEqual([]);
    });

    test("without Terraform it shows what the stack grants, and says how to get Terraform", async () => {
      const command = startWith({ TERRAFORM_BINARY_NAME: "terraform-that-is-not-there" });
      expect(await command.ended()).toBe(0);
      expect(command.output()).toMatch(
        /may s3:\*\n +on: arn:aws:s3:::.*\/\$\{cognito-identity\.amazonaws\.com:sub\}\*/,
      );
      expect(command.output()).toContain('There is no "terraform-that-is-not-there"');
      expect(command.output()).not.toContain("to create");
    });
  });
});

/** Where Terraform is, for a PATH on which it is not. */
async function terraformPath(): Promise<string> {
  const { stdout } = await promisify(execFile)("sh", ["-c", 'command -v "$0"', terraformBinary()]);
  return stdout.trim();
}
