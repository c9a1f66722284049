import { examples, runExample } from "./support/examples";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

describeOnLocalAws("an example", () => {
  test.each(examples)("%s is applied as it is, and plans no changes", async (file) => {
    const workspace = new Workspace();
    for (const stackId of await runExample(workspace, file)) {
      workspace.use(stackId);
      await workspace.init();
      await workspace.terraform("apply", "-auto-approve");
      expect((await workspace.plan()).changes).toEqual([]);
      if (workspace.preventsDestroy) {
        await expect(workspace.destroy()).rejects.toThrow("prevent_destroy");
        workspace.allowDestroy();
      }
      await workspace.destroy();
    }
  });

  test("adopting.ts imports the pool as it is, and adds the guardrail alone", async () => {
    const workspace = new Workspace();
    await runExample(workspace, "adopting.ts");
    await workspace.init();
    const actions = (await workspace.plan()).changes.map(
      ({ action, address }) => `${action} ${address.split(".")[0] ?? ""}`,
    );
    expect(actions.sort()).toEqual([
      "create aws_iam_role_policy",
      "import aws_cognito_identity_pool",
      "import aws_cognito_identity_pool_roles_attachment",
      "import aws_iam_role",
      "import aws_iam_role",
      "import aws_iam_role_policy",
      "import aws_iam_role_policy",
    ]);
  });
});
