/** The shipped stack on the local AWS, with a user pool, two users and a bucket, and identity-pool-check on it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccessCheck } from "identity-pool-check";
import { bundle, project, type Bundle } from "../../../local/bundle";
import { emulatorCredentials } from "../../../local/local-aws";
import type { SampleUserPool } from "../../../local/sample-user-pool";
import type { IdentityPoolStackProps } from "../../../src";
import { createBucket } from "./clients";
import { makeUserPool } from "./pool-in-use";
import { localAws } from "./shared";
import { Workspace, type Outputs } from "./workspace";

export const PASSWORD = "Correct-horse-7";

export interface DeployedPool {
  readonly workspace: Workspace;
  readonly outputs: Outputs;
  readonly userPool: SampleUserPool;
  readonly bucket: string;
  /** The path of its amplify_outputs.json. */
  readonly config: string;
}

export async function deployPool(props: IdentityPoolStackProps = {}): Promise<DeployedPool> {
  const userPool = await userPoolWithUsers();
  const workspace = new Workspace();
  const bucket = `${workspace.name}-uploads`;
  await createBucket(bucket);
  const { userPoolId: user_pool_id, userPoolClientId: user_pool_client_id } = userPool;
  workspace.set({ user_pool_id, user_pool_client_id, bucket_name: bucket });
  workspace.synthesizeShipped(props);
  await workspace.init();
  const outputs = await workspace.apply();
  const config = join(workspace.folder, "amplify_outputs.json");
  writeFileSync(config, JSON.stringify(outputs.client_config));
  return { workspace, outputs, userPool, bucket, config };
}

/** As an app of its own would have it: no password leaves the browser. */
export async function userPoolWithUsers(): Promise<SampleUserPool> {
  const { userPoolId } = await makeUserPool(localAws());
  for (const username of ["ada", "bob"]) await makeUser(userPoolId, username);
  return { userPoolId, userPoolClientId: await makeClient(userPoolId) };
}

export async function makeUser(userPoolId: string, Username: string, { Permanent = true } = {}): Promise<void> {
  const user = { UserPoolId: userPoolId, Username };
  await userPools().send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
  await userPools().send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent }));
}

export async function makeClient(userPoolId: string, flows = ["ALLOW_USER_SRP_AUTH"]): Promise<string> {
  const { UserPoolClient } = await userPools().send(
    new CreateUserPoolClientCommand({
      UserPoolId: userPoolId,
      ClientName: "browser",
      ExplicitAuthFlows: [...flows, "ALLOW_REFRESH_TOKEN_AUTH"] as ["ALLOW_REFRESH_TOKEN_AUTH"],
    }),
  );
  return UserPoolClient?.ClientId ?? "";
}

export function userPools(): CognitoIdentityProviderClient {
  const { endpoint, region } = localAws();
  return new CognitoIdentityProviderClient({ endpoint, region, credentials: emulatorCredentials });
}

export interface Checked {
  /** The exit status, or the signal that ended it. */
  readonly status: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CheckRun {
  /** Whether the environment has the account's own credentials.
   *  @default true */
  readonly account?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads from standard input.
   *  @default nothing */
  readonly input?: string;
  /** Gets the process while it runs. */
  readonly during?: (child: { readonly pid?: number; kill(signal: NodeJS.Signals): boolean }) => void;
}

/** One file, that Node starts as fast as the published one. */
let command: Promise<Bundle> | undefined;
afterAll(async () => {
  (await command)?.remove();
});

/** Runs the command, from its source. */
export async function runCheck(
  args: readonly string[],
  { account = true, env, input = "", during }: CheckRun = {},
): Promise<Checked> {
  const { endpoint, region } = localAws();
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  command ??= bundle("check/src/cli.ts");
  const { file } = await command;
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: project,
    env: {
      ...Object.fromEntries(others),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      ...(account && {
        AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
      }),
      IDENTITY_POOL_CHECK_PASSWORD: PASSWORD,
      ...env,
    },
  });
  // It may end before it has read all.
  child.stdin.on("error", () => undefined).end(input);
  during?.(child);
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { status: code ?? signal, stdout, stderr };
}

/** The check of a pool with both users. */
export async function checkOf(
  { config, bucket }: Pick<DeployedPool, "config" | "bucket">,
  args: readonly string[] = [],
  run: CheckRun = {},
): Promise<{ readonly status: Checked["status"]; readonly check: AccessCheck; readonly stderr: string }> {
  const users =
    args.includes("--user") || run.env?.IDENTITY_POOL_CHECK_ID_TOKEN ? [] : ["--user", "ada", "--user", "bob"];
  const all = ["--config", config, "--bucket", bucket, ...users, "--format", "json", ...args];
  const { status, stdout, stderr } = await runCheck(all, run);
  if (stdout === "") throw new Error(`the check printed nothing, and ended with ${status ?? ""}: ${stderr}`);
  return { status, stderr, check: JSON.parse(stdout) as AccessCheck };
}

/** The ids of what is not as promised. */
export function unlike({ rows }: AccessCheck): string[] {
  return rows.filter(({ promised, seen }) => promised !== seen).map(({ id }) => id);
}
