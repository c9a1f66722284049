/** The package identity-pool-check, on the shipped stack in its settings, and with each of the usual faults put in. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { AccessCheck } from "identity-pool-check";
import { emulatorCredentials } from "../../local/local-aws";
import type { IdentityPoolStackProps } from "../../src";
import { createBucket, keysIn } from "./support/clients";
import { makeUserPool } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace, type Outputs } from "./support/workspace";

jest.setTimeout(120_000);

const project = join(__dirname, "..", "..");
const command = ["--import", "tsx", join(project, "check", "src", "cli.ts")];
const password = "Correct-horse-7";

describeOnLocalAws("identity-pool-check", () => {
  const cognito = () => new CognitoIdentityProviderClient({ ...localAws(), credentials: emulatorCredentials });

  interface Deployed {
    readonly workspace: Workspace;
    readonly outputs: Outputs;
    readonly bucket: string;
    readonly config: string;
  }

  async function deployed(props: IdentityPoolStackProps = {}): Promise<Deployed> {
    const userPool = await makeUserPool(localAws());
    for (const Username of ["ada", "bob"]) {
      const user = { UserPoolId: userPool.userPoolId, Username };
      await cognito().send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" }));
      await cognito().send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
    }
    const workspace = new Workspace();
    const bucket = `${workspace.name}-uploads`;
    await createBucket(bucket);
    workspace.set({
      user_pool_id: userPool.userPoolId,
      user_pool_client_id: userPool.userPoolClientId,
      bucket_name: bucket,
    });
    workspace.synthesizeShipped(props);
    await workspace.init();
    const outputs = await workspace.apply();
    const config = join(workspace.folder, "amplify_outputs.json");
    writeFileSync(config, JSON.stringify(outputs.client_config));
    return { workspace, outputs, bucket, config };
  }

  async function check(
    { config, bucket }: Pick<Deployed, "config" | "bucket">,
    ...args: string[]
  ): Promise<{ status: number; check: AccessCheck; stderr: string }> {
    const all = ["--config", config, "--bucket", bucket, "--user", "ada", "--user", "bob", "--format", "json", ...args];
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: localAws().endpoint,
      AWS_REGION: localAws().region,
      AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
      IDENTITY_POOL_CHECK_PASSWORD: password,
    };
    const { status, stdout, stderr } = await promisify(execFile)(process.execPath, [...command, ...all], { env }).then(
      (output) => ({ status: 0, ...output }),
      (error: unknown) => {
        const { code, ...output } = error as { code: number; stdout: string; stderr: string };
        return { status: code, stdout: output.stdout, stderr: output.stderr };
      },
    );
    return { status, stderr, check: JSON.parse(stdout || "{}") as AccessCheck };
  }

  test("the shipped stack", async () => {
    const stack = await deployed();
    const seen = await check(stack, "--auth-flow", "USER_PASSWORD_AUTH");
    console.log(JSON.stringify(seen, null, 1));
    expect(seen.status).toBe(0);
    expect(await keysIn(stack.bucket)).toEqual([]);
  });
});
void CreateUserPoolClientCommand;
