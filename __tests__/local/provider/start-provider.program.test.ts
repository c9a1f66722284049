import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { promisify } from "node:util";
import { startProvider } from "../../../local/provider/start-provider";

// Each test starts programs of its own.
jest.setTimeout(30_000);

const endpoint = "http://127.0.0.1:1";

function portOf(reattachProviders: string): number {
  const providers = JSON.parse(reattachProviders) as Record<string, { Addr: { String: string } }>;
  return Number(Object.values(providers)[0]?.Addr.String.split(":")[1]);
}

async function isServing(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return once(socket, "connect")
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}

function pidOf(reattachProviders: string): number {
  const [provider] = Object.values(JSON.parse(reattachProviders) as Record<string, { Pid: number }>);
  return provider?.Pid ?? 0;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("Terraform and OpenTofu both find the provider, and a process that lives as long as it serves", async () => {
  const provider = await startProvider({ endpoint });
  try {
    const port = portOf(provider.reattachProviders);
    expect(JSON.parse(provider.reattachProviders)).toEqual(
      Object.fromEntries(
        ["registry.terraform.io", "registry.opentofu.org"].map((registry) => [
          `${registry}/hashicorp/aws`,
          {
            Protocol: "grpc",
            ProtocolVersion: 5,
            Pid: expect.any(Number) as number,
            Test: true,
            Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
          },
        ]),
      ),
    );
    expect(await isServing(port)).toBe(true);
    expect(isAlive(pidOf(provider.reattachProviders))).toBe(true);
    await provider.stop();
    expect(isAlive(pidOf(provider.reattachProviders))).toBe(false);
    expect(await isServing(port)).toBe(false);
  } finally {
    await provider.stop();
  }
});

test("the provider does not outlive the process that started it, even if that one is killed", async () => {
  const parent = `
    const { startProvider } = require("./local/provider/start-provider");
    startProvider({ endpoint: "${endpoint}" }).then(({ reattachProviders }) => {
      process.stdout.write(reattachProviders, () => process.kill(process.pid, "SIGKILL"));
    });`;
  const run = promisify(execFile)(process.execPath, ["--import", "tsx", "-e", parent]);
  const { stdout } = (await run.catch((error: unknown) => error)) as { stdout: string };
  const port = portOf(stdout);
  for (let attempt = 0; attempt < 50 && (await isServing(port)); attempt++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await isServing(port)).toBe(false);
}, 20_000);
