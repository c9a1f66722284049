/** The program itself: what it writes, and how it ends. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { withEnvironment } from "../../__tests__/support/answering-aws";
import { POOL, tokenOf } from "./support/account";

interface Ended {
  readonly output: string;
  readonly error: string;
  readonly status: NodeJS.Process["exitCode"];
}

const { argv } = process;

afterEach(() => {
  process.argv = argv;
  process.exitCode = undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
  jest.restoreAllMocks();
});

/** Runs it until it has said something. */
async function run(...args: string[]): Promise<Ended> {
  process.argv = ["node", "identity-pool-check", ...args];
  const said = { output: "", error: "" };
  const ended = new Promise<void>((resolve) => {
    const into = (stream: keyof typeof said) => (text: unknown) => {
      said[stream] += String(text);
      // The exit status is set in the same turn.
      setImmediate(resolve);
      return true;
    };
    jest.spyOn(process.stdout, "write").mockImplementation(into("output"));
    jest.spyOn(process.stderr, "write").mockImplementation(into("error"));
  });
  jest.resetModules();
  jest.requireActual("../src/cli");
  await ended;
  return { ...said, status: process.exitCode };
}

test("what it prints goes to standard output, and it ends with the status", async () => {
  expect(await run("--version")).toEqual({
    output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    error: "",
    status: 0,
  });
});

test("what it cannot do is one line on standard error, and it ends with 2", async () => {
  expect(await run("--format", "a\u001b[2J\nb")).toEqual({
    output: "",
    error: "identity-pool-check: --format is a\\u001b[2J b: give text or json\n",
    status: 2,
  });
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s interrupts it, and it ends with %i", async (signal, status) => {
  const server = createServer(() => process.emit(signal));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    IDENTITY_POOL_CHECK_ID_TOKEN: tokenOf({}),
  };
  const ended = await withEnvironment(env, () => run("--identity-pool-id", POOL));
  await new Promise((resolve) => server.close(resolve));
  expect(ended).toEqual({ output: "", error: "identity-pool-check: the check was interrupted\n", status });
});

test("a second signal ends it at once", async () => {
  const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never);
  const server = createServer(() => {
    process.emit("SIGTERM");
    process.emit("SIGINT");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    IDENTITY_POOL_CHECK_ID_TOKEN: tokenOf({}),
  };
  await withEnvironment(env, () => run("--identity-pool-id", POOL));
  await new Promise((resolve) => server.close(resolve));
  expect(exit.mock.calls).toEqual([[143]]);
});

test("a pipe that nobody reads any more is no error", async () => {
  await run("--version");
  const broken = new Error("write EPIPE");
  expect([process.stdout.emit("error", broken), process.stderr.emit("error", broken)]).toEqual([true, true]);
});
