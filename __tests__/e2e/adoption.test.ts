import { join } from "node:path";
import { IdentityPoolStack } from "../../src";
import type { ConsoleMadePool, IdentityPoolStackProps } from "../../src";
import { identityPool, inlinePolicyNames, poolNames, roleNames, rolesOfPool } from "./support/clients";
import { consoleMadePool, identitiesIn, identityOf, type WizardMadePool } from "./support/console-wizard";
import { testFromTerraform16 } from "./support/engine";
import { HandWritten } from "./support/hand-written";
import { describeOnLocalAws } from "./support/shared";
import { Workspace } from "./support/workspace";

const pool = "aws_cognito_identity_pool.IdentityPool_EC8A1A0D";
const attachment = "aws_cognito_identity_pool_roles_attachment.IdentityPool_RolesAttachment_0B33693F";
const authenticatedRole = "aws_iam_role.IdentityPool_AuthenticatedRole_42131CF5";
const unauthenticatedRole = "aws_iam_role.IdentityPool_UnauthenticatedRole_68AEFF8B";
const grants = "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Grants_91481D0C";
const guestGrants = expect.stringContaining("aws_iam_role_policy.IdentityPool_UnauthenticatedRole_Grants_") as string;
const guestGuardrail = expect.stringContaining(
  "aws_iam_role_policy.IdentityPool_UnauthenticatedRole_Guardrail_",
) as string;
const guardrail = "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Guardrail_D51CEE33";

const asItIs: IdentityPoolStackProps = { guardrail: false, serverSideTokenCheck: false };

async function actions(workspace: Workspace): Promise<string[][]> {
  const { changes } = await workspace.plan();
  return changes.map(({ address, action }) => [action, address]).sort();
}

/** The pool without what belongs to the answer alone. */
async function described(identityPoolId: string): Promise<object> {
  const { $metadata, ...settings } = await identityPool(identityPoolId);
  expect($metadata.httpStatusCode).toBe(200);
  return settings;
}

/** A workspace whose pool was made by the console's wizard, and the stack that takes it over. */
async function takingOver(
  props: IdentityPoolStackProps,
  adoptedAs: (pool: WizardMadePool) => ConsoleMadePool = (made) => made,
): Promise<{ workspace: Workspace; made: WizardMadePool }> {
  const workspace = new Workspace();
  const { allowUnauthenticatedIdentities } = props;
  const made = await consoleMadePool({ name: workspace.name, allowUnauthenticatedIdentities });
  workspace.synthesizeShipped({ ...props, adopt: adoptedAs(made) });
  await workspace.init();
  return { workspace, made };
}

describeOnLocalAws("a pool made by hand in the console", () => {
  const imported = [
    ["import", pool],
    ["import", attachment],
    ["import", authenticatedRole],
    ["import", unauthenticatedRole],
    ["import", grants],
    ["import", guestGrants],
  ];

  test("is taken over as it is: everything is imported, nothing is added or changed, and the identities keep their pool", async () => {
    const { workspace, made } = await takingOver(asItIs);
    const identity = await identityOf("reader", made.identityPoolId);
    const poolAsMade = await described(made.identityPoolId);
    const rolesAsMade = await rolesOfPool(made.identityPoolId);

    expect(await actions(workspace)).toEqual(imported);
    expect((await workspace.apply()).identity_pool_id).toBe(made.identityPoolId);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });

    expect(await described(made.identityPoolId)).toMatchObject(poolAsMade);
    expect(await rolesOfPool(made.identityPoolId)).toEqual(rolesAsMade);
    expect(await identitiesIn(made.identityPoolId)).toEqual([identity]);
    expect(await identityOf("reader", made.identityPoolId)).toBe(identity);
    expect(await poolNames(workspace.name)).toHaveLength(1);
    expect(await roleNames(`Cognito_${workspace.name.replaceAll("-", "")}`)).toHaveLength(2);
  });

  test("gets the guardrail and nothing else, unless that is off", async () => {
    const { workspace, made } = await takingOver({ serverSideTokenCheck: false });
    expect(await actions(workspace)).toEqual([["create", guardrail], ...imported]);
    await workspace.apply();
    expect((await inlinePolicyNames(made.authenticatedRoleName)).sort()).toEqual([
      "Guardrail",
      made.authenticatedPolicyName,
    ]);
    expect(await inlinePolicyNames(made.unauthenticatedRoleName ?? "")).toEqual([made.unauthenticatedPolicyName]);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("gets the server-side token check in place, unless that is off", async () => {
    const { workspace } = await takingOver({ guardrail: false });
    expect(await actions(workspace)).toEqual([...imported.slice(1), ["update", pool]]);
  });

  test("with guests let in is taken over as it is too, and the guardrail is for both roles", async () => {
    const letsGuestsIn = { ...asItIs, allowUnauthenticatedIdentities: true };
    const { workspace, made } = await takingOver(letsGuestsIn);
    expect(await actions(workspace)).toEqual(imported);
    workspace.synthesizeShipped({ ...letsGuestsIn, guardrail: true, adopt: made });
    expect(await actions(workspace)).toEqual([["create", guardrail], ["create", guestGuardrail], ...imported]);
  });

  testFromTerraform16("a policy's name may come as a variable, whatever number the wizard put at its end", async () => {
    const { workspace, made } = await takingOver(
      asItIs,
      ({ identityPoolId, authenticatedRoleName, unauthenticatedRoleName }) => ({
        identityPoolId,
        authenticatedRoleName,
        unauthenticatedRoleName,
      }),
    );
    const { exitCode, stderr } = await workspace.tryTerraform("plan");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('variable "authenticated_policy_name" is not set')]);

    workspace.set({
      authenticated_policy_name: made.authenticatedPolicyName,
      unauthenticated_policy_name: made.unauthenticatedPolicyName,
    });
    expect(await actions(workspace)).toEqual(imported);
    await workspace.apply();
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("without a guests' role is taken over without one", async () => {
    const workspace = new Workspace();
    const made = await consoleMadePool({ name: workspace.name, guestRole: false });
    workspace.synthesizeShipped({ ...asItIs, adopt: made });
    await workspace.init();
    expect(await actions(workspace)).toEqual([
      ["import", pool],
      ["import", attachment],
      ["import", authenticatedRole],
      ["import", grants],
    ]);
  });

  test("a wrong policy name is refused by the plan: nothing is made beside what exists", async () => {
    const { workspace, made } = await takingOver(asItIs, (wizards) => ({
      ...wizards,
      authenticatedPolicyName: "oneClick_of_another_role_1",
    }));
    const { exitCode, stderr } = await workspace.tryTerraform("apply", "-auto-approve");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Cannot import non-existent remote object")]);
    expect(await inlinePolicyNames(made.authenticatedRoleName)).toEqual([made.authenticatedPolicyName]);
  });

  test.each<[string, IdentityPoolStackProps & { adopt?: ConsoleMadePool }]>([
    ["pool name", { identityPoolName: "another" }],
    ["developer provider", { developerProviderName: "login.another" }],
    ["path of a role", { adopt: { authenticatedRolePath: "/service-role/" } }],
    ["path of the guests' role", { adopt: { unauthenticatedRolePath: "/service-role/" } }],
  ])("another %s than it has is refused by the plan: nothing is replaced", async (_, { adopt, ...props }) => {
    const { workspace } = await takingOver({ ...asItIs, ...props }, (made) => ({ ...made, ...adopt }));
    const { exitCode, stderr } = await workspace.tryTerraform("plan");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("prevent_destroy")]);
  });

  test("what is to be replaced after all says so: preventDestroy is off", async () => {
    const { workspace } = await takingOver({ ...asItIs, preventDestroy: false });
    workspace.set({ identity_pool_name: `${workspace.name}-other` });
    expect(await actions(workspace)).toContainEqual(["replace", pool]);
  });
});

describeOnLocalAws("a pool that a team wrote by hand in HCL", () => {
  test("goes over to a state of its own: forgotten there, adopted here, and nothing changes on the way", async () => {
    const workspace = new Workspace();
    const handWritten = new HandWritten(workspace);
    const adopt = await handWritten.apply();
    await handWritten.terraform(
      "state",
      "rm",
      "aws_cognito_identity_pool.notes",
      "aws_cognito_identity_pool_roles_attachment.notes",
      "aws_iam_role.signed_in",
      "aws_iam_role_policy.uploads",
    );
    workspace.synthesize((app) => {
      const stateBackend = { type: "local", config: { path: join(workspace.folder, "own.tfstate") } } as const;
      return new IdentityPoolStack(app, "identity-pool", { guardrail: false, adopt, stateBackend });
    });
    await workspace.init();
    expect(await actions(workspace)).toEqual([
      ["import", pool],
      ["import", attachment],
      ["import", authenticatedRole],
      ["import", grants],
    ]);
    expect((await workspace.apply()).identity_pool_id).toBe(adopt.identityPoolId);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
    expect(await poolNames(workspace.name)).toHaveLength(1);
  });
});
