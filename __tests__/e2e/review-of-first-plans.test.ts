/** The gate in CI on what this project ships: the first plan of the stack and of every example passes it. */
import { join } from "node:path";
import { reviewAccess } from "identity-pool-review";
import { unknownAsAWhole } from "../../review/__tests__/support/unknown-as-a-whole";
import { examples, runExample } from "./support/examples";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

async function firstPlan(workspace: Workspace): Promise<object> {
  await workspace.init();
  const file = join(workspace.folder, "first.tfplan");
  await workspace.terraform("plan", `-out=${file}`);
  return JSON.parse(await workspace.terraform("show", "-json", file)) as object;
}

/** What a gate with --fail-on high would stop at, as either provider shows the plan. */
function stops(plan: object): string[] {
  return [plan, unknownAsAWhole(plan)].flatMap((form) => {
    const { findings, notEvaluated, pools } = reviewAccess(form);
    expect(pools.flatMap(({ roles }) => roles).length).toBeGreaterThan(0);
    expect(notEvaluated).toEqual([]);
    return findings.filter(({ severity }) => severity === "high").map(({ id, address }) => `${id} at ${address}`);
  });
}

describeOnLocalAws("the first plan passes --fail-on high, and all of it is evaluated:", () => {
  test.each(["serverless-stack-guide", "least-privilege"] as const)("the stack, with %s", async (permissions) => {
    const workspace = new Workspace();
    workspace.synthesizeShipped({ permissions });
    expect(stops(await firstPlan(workspace))).toEqual([]);
  });

  test.each(examples.filter((file) => file !== "adopting.ts"))("%s", async (file) => {
    const workspace = new Workspace();
    for (const stackId of await runExample(workspace, file)) {
      workspace.use(stackId);
      expect(stops(await firstPlan(workspace))).toEqual([]);
    }
  });
});

describeOnLocalAws("the first plan of a pool that the console made", () => {
  test("stops at what its wizard lets guests do, once anybody turns guests on", async () => {
    const workspace = new Workspace();
    await runExample(workspace, "adopting.ts");
    const found = stops(await firstPlan(workspace)).map((finding) => finding.replace(/_[0-9A-F]{8}$/, ""));
    expect([...new Set(found)]).toEqual([
      "administrative-cognito-actions at aws_iam_role.IdentityPool_UnauthenticatedRole",
      "others-data-within-reach at aws_iam_role_policy.IdentityPool_UnauthenticatedRole_Grants",
    ]);
  });
});
