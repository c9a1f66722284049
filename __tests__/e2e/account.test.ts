/** The account that a stack is made in: that of the credentials, or of a role, and only if it is one that was named. */
import { poolNames, roleNames } from "./support/clients";
import { accountId as own, roleOfAccount } from "./support/role-of-account";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const another = "123456789012";

/** What a command says that is refused, without Terraform's frame and line breaks. */
async function refusal(workspace: Workspace, command: string, ...args: string[]): Promise<string> {
  const { exitCode, stderr } = await workspace.tryTerraform(command, ...args);
  expect(exitCode).toBe(1);
  return stderr.replace(/[│╷╵├─]/g, " ").replace(/\s+/g, " ");
}

async function initialized(variables: Record<string, string>): Promise<Workspace> {
  const workspace = new Workspace();
  workspace.set(variables);
  workspace.synthesize();
  await workspace.init();
  return workspace;
}

async function expectNothingMade({ name }: Workspace): Promise<void> {
  expect(await poolNames(name)).toEqual([]);
  expect(await roleNames(name)).toEqual([]);
}

describeOnLocalAws("the account", () => {
  test("credentials of an account that is not named are refused at plan, and nothing is made", async () => {
    const workspace = await initialized({ allowed_account_ids: JSON.stringify([another]) });
    for (const command of ["plan", "apply"]) {
      const args = command === "apply" ? ["-auto-approve"] : [];
      expect(await refusal(workspace, command, ...args)).toContain(`AWS account ID not allowed: ${own}`);
    }
    await expectNothingMade(workspace);
  });

  test("an account that is named takes the stack", async () => {
    const workspace = await initialized({ allowed_account_ids: JSON.stringify([another, own]) });
    await workspace.apply();
    expect(await poolNames(workspace.name)).toEqual([workspace.name]);
    await workspace.destroy();
    await expectNothingMade(workspace);
  });

  test("the state is read with any credentials, and destroyed with none but the account's", async () => {
    const workspace = await initialized({});
    await workspace.apply();
    workspace.set({ allowed_account_ids: JSON.stringify([another]) });
    expect(await refusal(workspace, "destroy", "-auto-approve")).toContain(`AWS account ID not allowed: ${own}`);
    expect(await poolNames(workspace.name)).toEqual([workspace.name]);
  });

  test.each([
    [["0123-4567-8901"], "each entry is an AWS account id"],
    [["012345678901", "12345"], "each entry is an AWS account id"],
    [[], "takes a list of one entry or more"],
  ])("allowed_account_ids = %j is refused at plan, with the rule", async (ids, rule) => {
    const workspace = await initialized({ allowed_account_ids: JSON.stringify(ids) });
    const message = await refusal(workspace, "plan");
    expect(message).toContain("allowed_account_ids takes ");
    expect(message).toContain(rule);
  });
});

describeOnLocalAws("the role that makes the stack", () => {
  test("may do what its policies say: with what the stack needs it makes and removes all", async () => {
    const workspace = await initialized({});
    const arn = await roleOfAccount(`deploy-${workspace.name}`, [
      "cognito-identity:*",
      "iam:*",
      "sts:GetCallerIdentity",
    ]);
    workspace.set({ assume_role_arn: arn, allowed_account_ids: JSON.stringify([own]) });
    await workspace.apply();
    expect(await poolNames(workspace.name)).toEqual([workspace.name]);
    expect((await workspace.plan()).changes).toEqual([]);
    await workspace.destroy();
    await expectNothingMade(workspace);
  });

  test("a role that may make no pool makes none, though the credentials that took it may do everything", async () => {
    const workspace = await initialized({});
    workspace.set({ assume_role_arn: await roleOfAccount(`deploy-${workspace.name}`, ["sts:GetCallerIdentity"]) });
    expect(await refusal(workspace, "apply", "-auto-approve")).toContain("AccessDenied");
    await expectNothingMade(workspace);
  });

  test("a role that is not there is refused at plan, and the credentials are not used in its place", async () => {
    const arn = `arn:aws:iam::${own}:role/not-there`;
    const workspace = await initialized({ assume_role_arn: arn });
    const message = await refusal(workspace, "apply", "-auto-approve");
    expect(message).toContain("Cannot assume IAM Role");
    expect(message).toContain(arn);
    await expectNothingMade(workspace);
  });

  test("a name in the place of an ARN is refused at plan, with the rule", async () => {
    const message = await refusal(await initialized({ assume_role_arn: "deploy-role-of-the-team" }), "plan");
    expect(message).toContain("assume_role_arn takes an ARN of the form arn:PARTITION:iam::ACCOUNT:role/NAME");
  });

  test("account and role that main.ts gives count as well", async () => {
    const workspace = new Workspace();
    workspace.synthesizeShipped({ allowedAccountIds: [another], assumeRoleArn: `arn:aws:iam::${own}:role/not-there` });
    await workspace.init();
    expect(await refusal(workspace, "plan")).toContain("Cannot assume IAM Role");
    workspace.synthesizeShipped({ allowedAccountIds: [another] });
    expect(await refusal(workspace, "plan")).toContain(`AWS account ID not allowed: ${own}`);
  });
});
