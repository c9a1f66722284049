import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { IdentityPool } from "../../src";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

describeOnLocalAws("a run of more than a second", () => {
  test("keeps its provider to the end: Terraform looks once a second whether the provider's process is there", async () => {
    const workspace = new Workspace();
    workspace.synthesize((app) => {
      const stack = new TerraformStack(app, "many");
      new AwsProvider(stack, "aws", {});
      for (let i = 0; i < 12; i += 1) {
        const pool = new IdentityPool(stack, `Pool${i}`, {
          identityPoolName: `${workspace.name}-${i}`,
          developerProviderName: "login",
        });
        for (const id of ["A", "B", "C"]) pool.addRole(id).grant({ actions: ["s3:GetObject"], resources: ["*"] });
      }
      return stack;
    });
    await workspace.init();
    await workspace.terraform("apply", "-auto-approve");
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    await workspace.destroy();
  });
});
