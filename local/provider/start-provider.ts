/** Starts the local provider in a process of its own and says how Terraform finds it. A process of its own, because whoever runs
 *  Terraform with a synchronous exec would otherwise keep the provider from answering. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { bundle } from "../bundle";
import { startProgram, type Program } from "../child-process";

export interface RunningProvider {
  /** For the environment variable TF_REATTACH_PROVIDERS of Terraform and of OpenTofu. */
  readonly reattachProviders: string;
  stop(): Promise<void>;
}

export interface StartProviderOptions {
  /** The emulator's address, such as http://127.0.0.1:4566. */
  readonly endpoint: string;
  /** For provider blocks without `region`.
   *  @default AWS_REGION, AWS_DEFAULT_REGION, "us-east-1" */
  readonly region?: string;
}

export async function startProvider({ endpoint, region }: StartProviderOptions): Promise<RunningProvider> {
  const { file, remove } = await bundle("local/provider/main.ts");
  const args = ["--enable-source-maps", file, "--endpoint", endpoint, ...(region ? ["--region", region] : [])];
  const provider = startProgram(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl-C in a terminal goes to the whole process group; Terraform still needs the provider to finish what it began.
    detached: true,
    // The AWS SDK warns of old Node versions at every start.
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
  const port = await announcedPort(provider).finally(remove);
  return {
    reattachProviders: reattachProviders(port, provider.child.pid),
    stop: async () => {
      provider.child.kill("SIGTERM");
      await provider.ended;
    },
  };
}

async function announcedPort({ child, ended }: Program): Promise<number> {
  if (!child.stdout) throw new Error("the local provider has no standard output");
  const line = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const failed = ended.then(({ exitCode }): never => {
    throw new Error(`the local provider ended with code ${String(exitCode)} before it served`);
  });
  const [announcement] = await Promise.race([line, failed]);
  return (JSON.parse(announcement) as { port: number }).port;
}

function reattachProviders(port: number, pid: number | undefined): string {
  const provider = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    // Terraform looks once a second whether this process is there, and gives up all calls when it is not.
    Pid: pid,
    // Without it Terraform stops the server after each command.
    Test: true,
    Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
  };
  return JSON.stringify({
    "registry.terraform.io/hashicorp/aws": provider,
    "registry.opentofu.org/hashicorp/aws": provider,
  });
}
