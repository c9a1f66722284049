/** `npm run adopt -- POOL_ID` where it prints no app: the reason is said, standard output stays empty, and the exit code tells
 *  a wrong call (2) from a pool that cannot be read or adopted (1). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { SetIdentityPoolRolesCommand } from "@aws-sdk/client-cognito-identity";
import { DeleteRoleCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { emulatorCredentials } from "../../local/local-aws";
import { withoutSettings } from "../../local/terraform";
import { changePool, deletePolicies, roleArn } from "./support/changes-in-console";
import { cognitoIdentity, iam } from "./support/clients";
import { consoleMadePool, guideUserPool } from "./support/console-wizard";
import { rumPool } from "./support/guest-pools";
import { roleOfAccount } from "./support/role-of-account";
import { describeOnLocalAws, localAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const project = join(__dirname, "..", "..");
const nowhere = "12345678-1234-1234-1234-123456789012";

/** As a user calls it, with some settings of the environment changed, of which undefined takes one away. */
function adopt(args: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "commands/adopt/adopt.ts", ...args],
    {
      cwd: project,
      env: { ...withoutSettings(process.env), ...localAws().terraformEnv, ...settings },
      encoding: "utf8",
    },
  );
  return { exitCode: status, stdout, stderr };
}

function expectRefusal(answer: ReturnType<typeof adopt>, exitCode: number, ...words: string[]): void {
  expect(answer).toMatchObject({ exitCode, stdout: "" });
  for (const each of words) expect(answer.stderr).toContain(each);
}

/** The environment of somebody who may do some actions alone. */
async function credentialsFor(name: string, actions: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const { endpoint, region } = localAws();
  const { Credentials } = await new STSClient({ endpoint, region, credentials: emulatorCredentials }).send(
    new AssumeRoleCommand({ RoleArn: await roleOfAccount(name, actions), RoleSessionName: "adopt" }),
  );
  return {
    AWS_ACCESS_KEY_ID: Credentials?.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials?.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials?.SessionToken,
  };
}

describeOnLocalAws("npm run adopt, where it prints no app", () => {
  test.each<[string, string[], string]>([
    ["no id", [], "no pool is given"],
    ["a name", ["notes"], '"notes" is not the id of an identity pool'],
    ["a user pool's id", ["us-east-1_AbCdEfGhI"], '"us-east-1_AbCdEfGhI" is not the id of an identity pool'],
    ["two ids", [`us-east-1:${nowhere}`, "second"], "2 pools are given"],
    ["an unknown option", [`us-east-1:${nowhere}`, "--varaibles"], 'there is no option "--varaibles"'],
  ])("%s is a wrong call, and the usage follows", (_, args, words) => {
    expectRefusal(adopt(args), 2, `adopt: ${words}`, "npm run -s adopt -- POOL_ID");
  });

  test("a pool that is not there is said to be in no such account and region", () => {
    expectRefusal(
      adopt([`us-east-1:${nowhere}`]),
      1,
      "adopt: the account of these credentials has no such pool in the region that the id names",
    );
  });

  test("a pool is looked for in the region of its id, whatever region is set", async () => {
    const { identityPoolId } = await consoleMadePool({ name: new Workspace().name });
    const settings = { AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1" };
    expect(adopt([identityPoolId], settings)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("addStacks") as string,
    });
    expectRefusal(adopt([identityPoolId.replace("us-east-1", "eu-west-1")]), 1, "has no such pool");
  });

  test("without credentials it says which settings give some", () => {
    const { folder } = new Workspace();
    const settings = {
      HOME: folder,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
    };
    expectRefusal(
      adopt([`us-east-1:${nowhere}`], settings),
      1,
      "adopt: there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    );
  });

  test.each<[string, string[], string]>([
    ["no pool", ["sts:GetCallerIdentity"], "cognito-identity:DescribeIdentityPool"],
    ["a pool, and no role", ["cognito-identity:*"], "iam:GetRole"],
    ["roles, and none of their policies", ["cognito-identity:*", "iam:GetRole"], "iam:ListRolePolicies"],
  ])("credentials that may read %s are told what it takes", async (_, actions, missing) => {
    const { name } = new Workspace();
    const { identityPoolId } = await consoleMadePool({ name });
    expectRefusal(
      adopt([identityPoolId], await credentialsFor(`reader-${name}`, actions)),
      1,
      "adopt: these credentials may not read all that is needed: ",
      missing,
      "adopt: They need cognito-identity:",
    );
  });

  test("the actions that it names are enough", async () => {
    const { name } = new Workspace();
    const { identityPoolId } = await consoleMadePool({ name });
    const { stderr } = adopt([identityPoolId], await credentialsFor(`nobody-${name}`, ["sts:GetCallerIdentity"]));
    const [, cognito = "", ofIam = ""] = /They need cognito-identity:(.*), and iam:(.*)\./.exec(stderr) ?? [];
    const named = (service: string, actions: string) => actions.split(/, | and /).map((each) => `${service}:${each}`);
    const actions = [...named("cognito-identity", cognito), ...named("iam", ofIam)];
    expect(actions).toHaveLength(7);
    expect(adopt([identityPoolId], await credentialsFor(`reader-${name}`, actions))).toMatchObject({ exitCode: 0 });
  });

  test("one role for both kinds of users is refused, with what to do first", async () => {
    const { identityPoolId, authenticatedRoleName } = await consoleMadePool({ name: new Workspace().name });
    const arn = await roleArn(authenticatedRoleName);
    await setRoles(identityPoolId, { authenticated: arn, unauthenticated: arn });
    expectRefusal(
      adopt([identityPoolId]),
      1,
      "this pool cannot be adopted as it is:",
      `have the same role, ${arn}`,
      "give guests a role of their own first",
    );
  });

  test("a pool without a role for those who sign in is refused, with their providers and what to do first", async () => {
    const { identityPoolId, unauthenticatedRoleName = "" } = await consoleMadePool({ name: new Workspace().name });
    const unauthenticated = await roleArn(unauthenticatedRoleName);
    for (const roles of [{}, { unauthenticated }] as Record<string, string>[]) {
      await setRoles(identityPoolId, roles);
      expectRefusal(
        adopt([identityPoolId]),
        1,
        `the pool has no role for signed-in users, though they sign in with ${guideUserPool.providerName}`,
        "give the pool one first",
      );
    }
  });

  test("a pool of guests alone without any role is refused, with what to do first", async () => {
    const { identityPoolId } = await rumPool(new Workspace().name);
    await setRoles(identityPoolId, {});
    expectRefusal(
      adopt([identityPoolId]),
      1,
      "the pool has no role, neither for signed-in users nor for guests",
      "give the pool one first",
    );
  });

  test("a developer provider is a sign-in too", async () => {
    const { identityPoolId } = await rumPool(new Workspace().name);
    await changePool(identityPoolId, { DeveloperProviderName: "login.notes" });
    expectRefusal(
      adopt([identityPoolId]),
      1,
      "the pool has no role for signed-in users, though they sign in with login.notes",
      "or take these providers from it",
    );
  });

  test("a role that somebody deleted is named", async () => {
    const { identityPoolId, authenticatedRoleName } = await consoleMadePool({ name: new Workspace().name });
    await deletePolicies(authenticatedRoleName);
    await iam().send(new DeleteRoleCommand({ RoleName: authenticatedRoleName }));
    expectRefusal(
      adopt([identityPoolId]),
      1,
      "a role of the pool does not exist",
      authenticatedRoleName,
      "Give the pool another role first.",
    );
  });
});

async function setRoles(identityPoolId: string, roles: Record<string, string>): Promise<void> {
  await cognitoIdentity().send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: roles }));
}
