/** The local AWS: an emulator that enforces access, and a Terraform provider that talks to it and to nothing else. A stand-in for trying and testing.
 *  Both end with the process that started them. */
import { join } from "node:path";
import { startEmulator } from "./emulator/start-emulator";
import { startProvider } from "./provider/start-provider";

/** What the local AWS keeps from one run to the next, in a folder of the project that git does not see. */
export const localFolder = join(__dirname, "..", ".local-aws");

export interface LocalAwsOptions {
  /** Folder that keeps the emulator's state from one run to the next.
   *  @default none, the state ends with the emulator */
  readonly stateFolder?: string;
  /** For provider blocks that name no region.
   *  @default "us-east-1" */
  readonly region?: string;
  /** Called before the emulator is installed, which takes some seconds and needs the network. */
  readonly onInstall?: () => void;
  /** Stops a start that is under way. */
  readonly signal?: AbortSignal;
}

export interface LocalAws {
  /** The emulator's address, such as http://127.0.0.1:40123. */
  readonly endpoint: string;
  readonly region: string;
  /** What Terraform and the cdktf CLI need in their environment, to work on the local AWS and on nothing else. */
  readonly terraformEnv: Record<string, string>;
  stop(): Promise<void>;
}

export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { stateFolder, region = "us-east-1", onInstall, signal } = options;
  const environments = join(localFolder, "emulator");
  const emulator = await startEmulator({ environments, stateFolder, onInstall, signal });
  try {
    signal?.throwIfAborted();
    const provider = hashicorpsProvider() ? undefined : await startProvider({ endpoint: emulator.endpoint, region });
    return {
      endpoint: emulator.endpoint,
      region,
      terraformEnv: terraformEnv(emulator.endpoint, region, provider?.reattachProviders),
      stop: async () => {
        await Promise.all([provider?.stop(), emulator.stop()]);
      },
    };
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

/** LOCAL_AWS_PROVIDER=hashicorp puts HashiCorp's own provider, which `terraform init` downloads then, in the place of the
 *  stand-in's. It finds the emulator by AWS_ENDPOINT_URL. */
function hashicorpsProvider(): boolean {
  return process.env.LOCAL_AWS_PROVIDER === "hashicorp";
}

/** The provider without an emulator: it can check and plan new resources, and apply nothing. */
export async function startProviderAlone(region = "us-east-1"): Promise<LocalAws> {
  // Nothing listens on port 1 (tcpmux, never used): a call that a plan should not need is refused at once.
  const endpoint = "http://127.0.0.1:1";
  const provider = await startProvider({ endpoint, region });
  return {
    endpoint,
    region,
    terraformEnv: terraformEnv(endpoint, region, provider.reattachProviders),
    stop: () => provider.stop(),
  };
}

/** The key pair of the account itself, which may do everything: Terraform and tests work with it. A user's comes from a pool. */
export const emulatorCredentials = { accessKeyId: "test", secretAccessKey: "test" };

function terraformEnv(endpoint: string, region: string, reattachProviders?: string): Record<string, string> {
  return {
    ...(reattachProviders !== undefined && { TF_REATTACH_PROVIDERS: reattachProviders }),
    // Whatever else in a run knows AWS (a state backend, a tool) finds the emulator, and no one's real account.
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    TF_CLI_CONFIG_FILE: "/dev/null",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    // The AWS SDK warns of Node 20 at every start.
    NODE_NO_WARNINGS: "1",
  };
}
