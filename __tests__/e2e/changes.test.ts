import {
  DeleteIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { DeleteRolePolicyCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Plan } from "../../local/plan";
import {
  cognitoIdentity,
  iam,
  identityPool,
  inlinePolicy,
  inlinePolicyNames,
  rolesOfPool,
  trustPolicy,
} from "./support/clients";
import { describeOnLocalAws } from "./support/shared";
import { roleNameOf, Workspace, type Outputs } from "./support/workspace";

const pool = "aws_cognito_identity_pool.IdentityPool_EC8A1A0D";
const attachment = "aws_cognito_identity_pool_roles_attachment.IdentityPool_RolesAttachment_0B33693F";
const authenticatedRole = "aws_iam_role.IdentityPool_AuthenticatedRole_42131CF5";
const unauthenticatedRole = "aws_iam_role.IdentityPool_UnauthenticatedRole_68AEFF8B";
const grants = "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Grants_91481D0C";
const guardrail = "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Guardrail_D51CEE33";

function actions({ changes }: Plan): Record<string, string> {
  return Object.fromEntries(changes.map(({ address, action }) => [address, action]));
}

describeOnLocalAws("a change of the stack", () => {
  test("a tag is put on the pool and the roles in place, and shows nothing else as changing", async () => {
    const workspace = new Workspace();
    const { identity_pool_id } = await workspace.deploy();
    workspace.synthesizeShipped({ tags: { team: "notes" } });

    expect(actions(await workspace.plan())).toEqual({
      [pool]: "update",
      [authenticatedRole]: "update",
      [unauthenticatedRole]: "update",
    });
    await workspace.apply();
    expect((await identityPool(identity_pool_id)).IdentityPoolTags).toEqual({ team: "notes" });
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("another app client changes the pool in place", async () => {
    const workspace = new Workspace();
    const { identity_pool_id } = await workspace.deploy();
    workspace.set({ user_pool_client_id: "another3client" });

    expect(actions(await workspace.plan())).toEqual({ [pool]: "update" });
    await workspace.apply();
    expect((await identityPool(identity_pool_id)).CognitoIdentityProviders).toMatchObject([
      { ClientId: "another3client" },
    ]);
  });

  test("another bucket changes the guide's policy alone", async () => {
    const workspace = new Workspace();
    await workspace.deploy();
    workspace.set({ bucket_name: "another-bucket" });
    expect(actions(await workspace.plan())).toEqual({ [grants]: "update" });
  });

  test("another name replaces the pool, and the plan says so", async () => {
    const workspace = new Workspace();
    await workspace.deploy();
    workspace.set({ identity_pool_name: `${workspace.name}-renamed` });
    expect(actions(await workspace.plan())).toMatchObject({ [pool]: "replace", [attachment]: "replace" });
  });
});

interface Drift {
  readonly what: string;
  readonly cause: (outputs: Outputs) => Promise<unknown>;
  readonly planned: Record<string, string>;
  readonly repaired: (outputs: Outputs) => Promise<unknown>;
  readonly as: (outputs: Outputs) => unknown;
}

const everythingAllowed = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

const drifts: Drift[] = [
  {
    what: "guests let in",
    cause: async ({ identity_pool_id }) =>
      cognitoIdentity().send(
        new UpdateIdentityPoolCommand({
          ...(await identityPool(identity_pool_id)),
          AllowUnauthenticatedIdentities: true,
        }),
      ),
    planned: { [pool]: "update" },
    repaired: async ({ identity_pool_id }) => (await identityPool(identity_pool_id)).AllowUnauthenticatedIdentities,
    as: () => false,
  },
  {
    what: "roles exchanged",
    cause: ({ identity_pool_id, authenticated_role_arn, unauthenticated_role_arn }) =>
      cognitoIdentity().send(
        new SetIdentityPoolRolesCommand({
          IdentityPoolId: identity_pool_id,
          Roles: { authenticated: unauthenticated_role_arn, unauthenticated: authenticated_role_arn },
        }),
      ),
    planned: { [attachment]: "replace" },
    repaired: ({ identity_pool_id }) => rolesOfPool(identity_pool_id),
    as: ({ authenticated_role_arn, unauthenticated_role_arn }) => ({
      authenticated: authenticated_role_arn,
      unauthenticated: unauthenticated_role_arn,
    }),
  },
  {
    what: "a policy that allows everything",
    cause: ({ authenticated_role_arn }) =>
      iam().send(
        new PutRolePolicyCommand({
          RoleName: roleNameOf(authenticated_role_arn),
          PolicyName: "Grants",
          PolicyDocument: everythingAllowed,
        }),
      ),
    planned: { [grants]: "update" },
    repaired: async ({ authenticated_role_arn }) =>
      (await inlinePolicy(roleNameOf(authenticated_role_arn), "Grants")).Statement.length,
    as: () => 2,
  },
  {
    what: "the guardrail removed",
    cause: ({ authenticated_role_arn }) =>
      iam().send(
        new DeleteRolePolicyCommand({ RoleName: roleNameOf(authenticated_role_arn), PolicyName: "Guardrail" }),
      ),
    planned: { [guardrail]: "create" },
    repaired: async ({ authenticated_role_arn }) =>
      (await inlinePolicyNames(roleNameOf(authenticated_role_arn))).sort(),
    as: () => ["Grants", "Guardrail"],
  },
  {
    what: "a role that another account may take",
    cause: ({ authenticated_role_arn }) =>
      iam().send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: roleNameOf(authenticated_role_arn),
          PolicyDocument: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "123456789012" } }],
          }),
        }),
      ),
    planned: { [authenticatedRole]: "update" },
    repaired: async ({ authenticated_role_arn }) =>
      (await trustPolicy(roleNameOf(authenticated_role_arn))).Statement.map(({ Principal }) => Principal),
    as: () => [{ Federated: "cognito-identity.amazonaws.com" }],
  },
];

describeOnLocalAws("a change behind Terraform's back", () => {
  test.each(drifts)("$what: the plan shows it, and apply repairs it", async ({ cause, planned, repaired, as }) => {
    const workspace = new Workspace();
    const outputs = await workspace.deploy();
    await cause(outputs);

    expect(actions(await workspace.plan())).toEqual(planned);
    await workspace.apply();
    expect(await repaired(outputs)).toEqual(as(outputs));
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });

  test("the pool deleted: it is made again, and the roles trust the new one", async () => {
    const workspace = new Workspace();
    const { identity_pool_id: deleted } = await workspace.deploy();
    await cognitoIdentity().send(new DeleteIdentityPoolCommand({ IdentityPoolId: deleted }));

    expect(actions(await workspace.plan())).toMatchObject({ [pool]: "create", [attachment]: "create" });
    const { identity_pool_id, authenticated_role_arn } = await workspace.apply();
    expect(identity_pool_id).not.toBe(deleted);
    const { Statement } = await trustPolicy(roleNameOf(authenticated_role_arn));
    expect(JSON.stringify(Statement)).toContain(identity_pool_id);
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });
});
