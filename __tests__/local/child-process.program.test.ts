import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, startProgram } from "../../local/child-process";

const shell = (script: string) => ["-c", script] as const;

test("a program that ends by itself: exit code, output and errors apart", async () => {
  const ended = await runProgram("sh", shell("echo out; echo err >&2; exit 3"));
  expect(ended).toEqual({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
});

test("a program that a signal ended has no exit code", async () => {
  const { child, ended } = startProgram("sh", shell("kill -9 $$"));
  expect(await ended).toMatchObject({ exitCode: null });
  expect(child.signalCode).toBe("SIGKILL");
});

test("a program that is not there is the system's error", async () => {
  await expect(runProgram("program-that-is-not-there", [])).rejects.toMatchObject({ code: "ENOENT" });
});

test("output of many bytes to a character is put together whole, however it comes", async () => {
  const streamed: string[] = [];
  const script = String.raw`printf '\303'; sleep 0.1; printf '\274'`;
  const { stdout } = await runProgram("sh", shell(script), { onOutput: (text) => streamed.push(text) });
  expect([stdout, streamed.join("")]).toEqual(["ü", "ü"]);
});

test("without a pipe nothing is gathered", async () => {
  const options = { stdio: ["ignore", "ignore", "pipe"] } as const;
  const ended = await runProgram("sh", shell("echo out; echo err >&2"), { stdio: [...options.stdio] });
  expect(ended).toEqual({ exitCode: 0, stdout: "", stderr: "err\n" });
});

test("a group of its own is not the group of this process", async () => {
  const group = async (detached: boolean) =>
    (await runProgram("sh", shell("ps -o pgid= -p $$"), { detached })).stdout.trim();
  expect(await group(true)).not.toBe(await group(false));
});

describe("an interruption", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "child-process-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("before the start starts nothing", async () => {
    const started = join(folder, "started");
    await expect(
      runProgram("sh", shell(`touch ${started}`), { signal: AbortSignal.abort(new Error("no more")) }),
    ).rejects.toThrow("no more");
    expect(existsSync(started)).toBe(false);
  });

  test("tells the program once, and waits for its end", async () => {
    const interruption = new AbortController();
    const mayEnd = join(folder, "may-end");
    const script = `trap 'echo told' INT; echo working; while [ ! -e ${mayEnd} ]; do sleep 0.05; done; echo saved`;
    const { stdout } = await runProgram("sh", shell(script), {
      signal: interruption.signal,
      interrupt: (child) => child.kill("SIGINT"),
      onOutput: (text) => {
        if (text.includes("working")) interruption.abort();
        if (text.includes("told")) writeFileSync(mayEnd, "");
      },
    });
    expect(stdout).toBe("working\ntold\nsaved\n");
  });

  test("after the end tells nobody", async () => {
    const interruption = new AbortController();
    const interrupt = jest.fn();
    await runProgram("sh", shell("exit 0"), { signal: interruption.signal, interrupt });
    interruption.abort();
    expect(interrupt).not.toHaveBeenCalled();
  });
});
