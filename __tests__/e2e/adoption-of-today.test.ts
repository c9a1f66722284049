/** Adoption of what the console has made since 2023. */
import { identityPool, inlinePolicyNames, rolesOfPool } from "./support/clients";
import { poolOfToday, type AnswersOfToday, type PoolOfToday } from "./support/console-of-today";
import { testFromTerraform16 } from "./support/engine";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";
import type { ConsoleMadePool, IdentityPoolStackProps } from "../../src";

async function actions(workspace: Workspace): Promise<string[][]> {
  const { changes } = await workspace.plan();
  return changes.map(({ address, action }) => [action, address.replace(/_[0-9A-F]{8}$/, "")]).sort();
}

const imported = [
  ["import", "aws_cognito_identity_pool.IdentityPool"],
  ["import", "aws_cognito_identity_pool_roles_attachment.IdentityPool_RolesAttachment"],
  ["import", "aws_iam_role.IdentityPool_AuthenticatedRole"],
  ["import", expect.stringContaining("aws_iam_role_policy_attachment.IdentityPool_AuthenticatedRole_ManagedPolicy")],
];
const importedWithGuests = [
  ...imported.slice(0, 3),
  ["import", "aws_iam_role.IdentityPool_UnauthenticatedRole"],
  imported[3],
  ["import", expect.stringContaining("aws_iam_role_policy_attachment.IdentityPool_UnauthenticatedRole_ManagedPolicy")],
];

async function takingOver(
  answers: Omit<AnswersOfToday, "name">,
  props: IdentityPoolStackProps,
  adoptedAs: (pool: PoolOfToday) => ConsoleMadePool = (made) => made,
): Promise<{ workspace: Workspace; made: PoolOfToday }> {
  const workspace = new Workspace();
  const made = await poolOfToday({ ...answers, name: workspace.name });
  workspace.synthesizeShipped({ serverSideTokenCheck: false, ...props, adopt: adoptedAs(made) });
  await workspace.init();
  return { workspace, made };
}

describeOnLocalAws("a pool made in the console since 2023", () => {
  test("is taken over as it is: everything is imported, nothing is added or changed", async () => {
    const { workspace, made } = await takingOver({}, {});
    const { $metadata, ...poolAsMade } = await identityPool(made.identityPoolId);
    expect($metadata.httpStatusCode).toBe(200);
    const rolesAsMade = await rolesOfPool(made.identityPoolId);
    expect(rolesAsMade.authenticated).toContain(":role/service-role/");

    expect(await actions(workspace)).toEqual(imported);
    expect((await workspace.apply()).identity_pool_id).toBe(made.identityPoolId);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    expect(await identityPool(made.identityPoolId)).toMatchObject(poolAsMade);
    expect(await rolesOfPool(made.identityPoolId)).toEqual(rolesAsMade);
    expect(await inlinePolicyNames(made.authenticatedRoleName)).toEqual([]);
  });

  test("with guests let in is taken over with their role and its policy", async () => {
    const { workspace } = await takingOver({ guestAccess: true }, { allowUnauthenticatedIdentities: true });
    expect(await actions(workspace)).toEqual(importedWithGuests);
    await workspace.apply();
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("gets the stack's permissions and the guardrail when they are asked for, beside the managed policy", async () => {
    const { workspace, made } = await takingOver({}, {});
    await workspace.apply();
    const props = { serverSideTokenCheck: false, permissions: "least-privilege" } as const;
    workspace.synthesizeShipped({ ...props, adopt: made });
    expect(await actions(workspace)).toEqual([
      ["create", "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Grants"],
      ["create", "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Guardrail"],
    ]);
    await workspace.apply();
    expect((await inlinePolicyNames(made.authenticatedRoleName)).sort()).toEqual(["Grants", "Guardrail"]);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  testFromTerraform16(
    "every id, name and ARN may come as a variable: one folder adopts in each environment",
    async () => {
      const { workspace, made } = await takingOver(
        { guestAccess: true },
        { allowUnauthenticatedIdentities: true },
        () => ({
          managedPolicies: true,
          unauthenticatedRole: true,
        }),
      );
      const { exitCode, stderr } = await workspace.tryTerraform("plan");
      expect(exitCode).toBe(1);
      for (const name of [
        "identity_pool_id",
        "authenticated_role_name",
        "unauthenticated_role_name",
        "authenticated_managed_policy_arn",
        "unauthenticated_managed_policy_arn",
      ]) {
        expect(stderr.replace(/\s+/g, " ")).toContain(`variable "${name}" is not set`);
      }
      workspace.set({
        identity_pool_id: made.identityPoolId,
        authenticated_role_name: made.authenticatedRoleName,
        unauthenticated_role_name: made.unauthenticatedRoleName,
        authenticated_managed_policy_arn: made.authenticatedManagedPolicyArn,
        unauthenticated_managed_policy_arn: made.unauthenticatedManagedPolicyArn,
      });
      expect(await actions(workspace)).toEqual(importedWithGuests);
      await workspace.apply();
      expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    },
  );

  test("under the path / is refused by the plan, which would replace the role", async () => {
    const { workspace } = await takingOver({}, {}, (made) => ({ ...made, authenticatedRolePath: "/" }));
    const { exitCode, stderr } = await workspace.tryTerraform("plan");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("prevent_destroy")]);
  });

  test("with the ARN of a policy that the role does not have is refused by the plan", async () => {
    const { workspace } = await takingOver({}, {}, (made) => ({
      ...made,
      authenticatedManagedPolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    }));
    const { exitCode, stderr } = await workspace.tryTerraform("apply", "-auto-approve");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Cannot import non-existent remote object")]);
  });
});
