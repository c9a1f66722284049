import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emulatorCredentials } from "../../local/local-aws";
import {
  answers,
  endAndRemove,
  listeningAddresses,
  outsideAddresses,
  processesWith,
  run,
  within,
  type RunningCommand,
} from "./support/processes";
import { describeOnLocalAws } from "./support/shared";

jest.setTimeout(60_000);

const project = join(__dirname, "..", "..");

describeOnLocalAws("the local AWS", () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "local-aws-e2e-")));
  });

  afterEach(() => endAndRemove(folder));

  async function start(): Promise<{ holder: RunningCommand; endpoint: string; ports: number[] }> {
    // The folder's name marks all processes: the emulator has it in its arguments, the others in their environment.
    const env = { ...process.env, MARK: folder };
    const holder = run(join(__dirname, "support", "hold-local-aws.ts"), [join(folder, "state")], { cwd: project, env });
    await holder.printed("\n");
    const { endpoint, provider } = JSON.parse(holder.output()) as { endpoint: string; provider: string };
    const ports = [endpoint, provider].map((text) => Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1]));
    return { holder, endpoint, ports };
  }

  async function userPoolNames(endpoint: string, create?: string): Promise<(string | undefined)[]> {
    const cognito = new CognitoIdentityProviderClient({
      endpoint,
      region: "us-east-1",
      credentials: emulatorCredentials,
    });
    if (create !== undefined) await cognito.send(new CreateUserPoolCommand({ PoolName: create }));
    const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    cognito.destroy();
    return UserPools.map(({ Name }) => Name);
  }

  test("answers on 127.0.0.1, and on no address that others can reach", async () => {
    const { ports } = await start();
    for (const port of ports) {
      expect(await answers("127.0.0.1", port)).toBe(true);
      for (const address of outsideAddresses())
        expect([address, await answers(address, port)]).toEqual([address, false]);
    }
  });

  (process.platform === "linux" ? test : test.skip)("no process of it listens anywhere but on 127.0.0.1", async () => {
    await start();
    const addresses = (await processesWith(folder)).flatMap(({ pid }) => listeningAddresses(pid));
    expect(addresses).toEqual(["127.0.0.1", "127.0.0.1"]);
  });

  test("Ctrl-C in a terminal reaches neither part: Terraform needs both to finish what it began", async () => {
    const { holder, ports } = await start();
    // So that their parent does not end them, and only the terminal's signal could.
    holder.child.kill("SIGSTOP");
    holder.signalGroup("SIGINT");
    for (const port of ports) expect(await within(1, async () => !(await answers("127.0.0.1", port)))).toBe(false);
  });

  test.each(["SIGTERM", "SIGKILL"] as const)(
    "after %s to its parent nothing of it runs, and what it held is there at the next start",
    async (signal) => {
      const { holder, endpoint, ports } = await start();
      expect(await userPoolNames(endpoint, "kept")).toEqual(["kept"]);
      holder.child.kill(signal);
      await holder.ended();
      expect(await within(10, async () => (await processesWith(folder)).length === 0)).toBe(true);
      for (const port of ports) expect(await answers("127.0.0.1", port)).toBe(false);

      expect(await userPoolNames((await start()).endpoint)).toEqual(["kept"]);
    },
  );
});
