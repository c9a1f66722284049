import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { once } from "node:events";

jest.setTimeout(20_000);

const project = join(__dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "lifetime-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command that starts two things, prints "started", and goes on with the given code. */
function command(rest: string) {
  const file = join(folder, "command.ts");
  writeFileSync(
    file,
    `import { Lifetime } from ${JSON.stringify(join(project, "local", "lifetime"))};
     void Lifetime.run(async (lifetime) => {
       lifetime.atEnd(async () => { console.log("first stopped"); });
       lifetime.atEnd(async () => { console.log("second stopped"); });
       console.log("started");
       ${rest}
     }, (error) => "failed: " + (error as Error).message);`,
  );
  return spawn(process.execPath, ["--import", "tsx", file], { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
}

async function outcome(child: ReturnType<typeof command>) {
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { stdout, stderr: stderr.trim(), exitCode };
}

const untilTold = `await new Promise((resolve) => { lifetime.signal.addEventListener("abort", resolve); setTimeout(resolve, 15_000); });`;
const allStopped = "started\nsecond stopped\nfirst stopped\n";

describe("the end of a command", () => {
  test("after success all is stopped, the last that was started first, with exit code 0", async () => {
    expect(await outcome(command(""))).toEqual({ stdout: allStopped, stderr: "", exitCode: 0 });
  });

  test("after an error all is stopped, with exit code 1 and the error told", async () => {
    const ended = await outcome(command(`throw new Error("no such pool");`));
    expect(ended).toEqual({ stdout: allStopped, stderr: "failed: no such pool", exitCode: 1 });
  });

  test("what fails to stop is told, and the rest is stopped all the same", async () => {
    const ended = await outcome(command(`lifetime.atEnd(() => Promise.reject(new Error("stuck")));`));
    expect(ended).toEqual({ stdout: allStopped, stderr: "failed: stuck", exitCode: 1 });
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("on %s all is stopped, with exit code %i and no error", async (signal, exitCode) => {
    const child = command(`${untilTold} lifetime.signal.throwIfAborted();`);
    child.stdout.once("data", () => child.kill(signal));
    expect(await outcome(child)).toEqual({ stdout: allStopped, stderr: "", exitCode });
  });

  test("when nobody reads its output any more, it ends", async () => {
    const child = command(`while (!lifetime.signal.aborted) { console.log("more"); await new Promise(setImmediate); }`);
    child.stdout.once("data", () => child.stdout.destroy());
    const [exitCode] = (await once(child, "exit")) as [number | null];
    expect(exitCode).toBe(141);
  });
});
