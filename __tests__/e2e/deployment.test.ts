import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  identityPool,
  inlinePolicy,
  inlinePolicyNames,
  normalized,
  poolNames,
  roleNames,
  rolesOfPool,
  trustPolicy,
  type PolicyJson,
} from "./support/clients";
import { describeOnLocalAws } from "./support/shared";
import { roleNameOf, Workspace, type Outputs } from "./support/workspace";

describeOnLocalAws("the deployed stack", () => {
  const workspace = new Workspace();
  let outputs: Outputs;
  let authenticatedRole: string;
  let unauthenticatedRole: string;

  beforeAll(async () => {
    outputs = await workspace.deploy();
    authenticatedRole = roleNameOf(outputs.authenticated_role_arn);
    unauthenticatedRole = roleNameOf(outputs.unauthenticated_role_arn);
  });

  test("the pool is fed by the user pool's app client, checks its tokens, and lets neither guests nor the classic flow in", async () => {
    expect(await identityPool(outputs.identity_pool_id)).toMatchObject({
      IdentityPoolName: workspace.name,
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [
        {
          ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
          ClientId: "3n4b5urk1ft4fl3mg5e62d9ado",
          ServerSideTokenCheck: true,
        },
      ],
    });
  });

  test("the pool gives out both roles", async () => {
    expect(await rolesOfPool(outputs.identity_pool_id)).toEqual({
      authenticated: outputs.authenticated_role_arn,
      unauthenticated: outputs.unauthenticated_role_arn,
    });
  });

  test("signed-in users have the guide's policy, word for word", async () => {
    const guide = JSON.parse(readFileSync(join(__dirname, "guide-policy.json"), "utf8")) as PolicyJson;
    expect(normalized(await inlinePolicy(authenticatedRole, "Grants"))).toEqual(guide);
  });

  test("the guardrail denies the pool's administration and other users' datasets", async () => {
    const datasets = `arn:aws:cognito-sync:*:*:identitypool/${outputs.identity_pool_id}/identity/\${cognito-identity.amazonaws.com:sub}`;
    const { Statement } = normalized(await inlinePolicy(authenticatedRole, "Guardrail"));
    expect(Statement).toMatchObject([
      { Effect: "Deny", Action: ["cognito-identity:*"], Resource: ["*"] },
      { Effect: "Deny", Action: ["cognito-sync:*"], NotResource: [`${datasets}/*`, datasets] },
    ]);
  });

  test("guests may do nothing", async () => {
    expect(await inlinePolicyNames(unauthenticatedRole)).toEqual([]);
  });

  test.each([
    ["authenticated", () => authenticatedRole],
    ["unauthenticated", () => unauthenticatedRole],
  ])("only this pool's %s users can take their role", async (authentication, role) => {
    expect(normalized(await trustPolicy(role())).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": outputs.identity_pool_id },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": authentication },
        },
      },
    ]);
  });

  test("the output client_config is what a front end needs", () => {
    expect(outputs.client_config).toEqual({
      version: "1",
      auth: {
        aws_region: "us-east-1",
        user_pool_id: "us-east-1_AbCdEfGhI",
        user_pool_client_id: "3n4b5urk1ft4fl3mg5e62d9ado",
        identity_pool_id: outputs.identity_pool_id,
        unauthenticated_identities_enabled: false,
      },
      storage: { aws_region: "us-east-1", bucket_name: "notes-app-uploads" },
    });
  });

  test("a second plan changes nothing", async () => {
    expect(await workspace.plan()).toEqual({ changes: [], changedOutputs: [] });
  });
});

describeOnLocalAws("destroy", () => {
  test("nothing of the stack is left", async () => {
    const workspace = new Workspace();
    await workspace.deploy();
    expect(await poolNames(workspace.name)).toHaveLength(1);
    expect(await roleNames(workspace.name)).toHaveLength(2);

    await workspace.destroy();
    expect(await poolNames(workspace.name)).toEqual([]);
    expect(await roleNames(workspace.name)).toEqual([]);
  });
});
