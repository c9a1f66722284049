import { IdentityPoolStack } from "../../src";
import type { ConsoleMadePool, IdentityPoolStackProps } from "../../src";
import { only, synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

type Json = TerraformJson & { readonly import?: { to: string; id: string }[] };

function stackOf(props: IdentityPoolStackProps): IdentityPoolStack {
  return new IdentityPoolStack(testApp(), "identity-pool", { authenticatedRole: "none", ...props });
}

function json(props: IdentityPoolStackProps = {}): Json {
  return synthesizedJson(stackOf(props));
}

function problemsOf(props: IdentityPoolStackProps): string[] {
  return stackOf(props)
    .node.findAll()
    .flatMap(({ node }) => node.validate());
}

const guests = { allowUnauthenticatedIdentities: true };

test("a stack for guests alone asks for no user pool and no bucket", () => {
  expect(Object.keys(json(guests).variable).sort()).toEqual([
    "allowed_account_ids",
    "assume_role_arn",
    "identity_pool_name",
    "region",
  ]);
});

test("it has the guests' role alone, and no provider to sign in with", () => {
  const { resource } = json(guests);
  expect(Object.keys(resource).sort()).toEqual([
    "aws_cognito_identity_pool",
    "aws_cognito_identity_pool_roles_attachment",
    "aws_iam_role",
  ]);
  expect(only(resource.aws_cognito_identity_pool)).not.toHaveProperty("cognito_identity_providers");
  expect(Object.keys(resource.aws_iam_role ?? {})).toEqual([expect.stringContaining("UnauthenticatedRole")]);
});

test("its outputs are those of guests, and the settings of the app name no user pool", () => {
  const { output } = json(guests);
  expect(Object.keys(output).sort()).toEqual([
    "client_config",
    "identity_pool_id",
    "region",
    "unauthenticated_role_arn",
    "unauthenticated_role_name",
  ]);
  expect(output.client_config?.value).toHaveProperty("auth", {
    aws_region: expect.any(String) as string,
    identity_pool_id: expect.any(String) as string,
    unauthenticated_identities_enabled: true,
  });
});

test("guests who get what the wizard granted have the guardrail, where it is asked for", () => {
  const { resource } = json({ ...guests, unauthenticatedPermissions: "console", guardrail: true });
  expect(Object.keys(resource.aws_iam_role_policy ?? {})).toEqual([
    expect.stringContaining("UnauthenticatedRole_Grants"),
    expect.stringContaining("UnauthenticatedRole_Guardrail"),
  ]);
});

test.each<[string, IdentityPoolStackProps]>([
  ["userPoolId", { userPoolId: "us-east-1_AbCdEfGhI" }],
  ["userPoolClientId", { userPoolClientId: "1h57kf5cpq17m0eml12EXAMPLE" }],
  ["serverSideTokenCheck", { serverSideTokenCheck: false }],
  ["bucketName", { bucketName: "notes-app-uploads" }],
  ["permissions", { permissions: "least-privilege" }],
])("%s is refused, because nobody signs in", (name, props) => {
  expect(problemsOf({ ...guests, ...props })).toEqual([
    `${name} is ${JSON.stringify(Object.values(props)[0])}, and authenticatedRole is "none", so nobody signs in: leave out one of the two. ` +
      "See https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
  ]);
});

test("a guardrail is refused where the stack grants guests nothing that it could take back", () => {
  expect(problemsOf({ ...guests, guardrail: true })).toEqual([
    expect.stringContaining('guardrail is true, authenticatedRole is "none" and so is unauthenticatedPermissions'),
  ]);
});

test('permissions: "none" says the same', () => {
  expect(json({ ...guests, permissions: "none" })).toEqual(json(guests));
});

const POOL: ConsoleMadePool = {
  identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012",
  unauthenticatedRoleName: "RUM-Monitor-us-east-1-123456789012-1511111111111-Unauth",
};

test("everything of a pool of guests alone is imported, and nothing is new", () => {
  const { resource, import: blocks = [] } = json({
    ...guests,
    unauthenticatedPermissions: "none",
    adopt: POOL,
  });
  expect(blocks.map(({ to, id }) => `${to.replace(/_[0-9A-F]{8}$/, "")} <- ${id}`).sort()).toEqual([
    `aws_cognito_identity_pool.IdentityPool <- ${POOL.identityPoolId}`,
    `aws_cognito_identity_pool_roles_attachment.IdentityPool_RolesAttachment <- ${POOL.identityPoolId}`,
    `aws_iam_role.IdentityPool_UnauthenticatedRole <- ${POOL.unauthenticatedRoleName}`,
  ]);
  const addresses = Object.entries(resource).flatMap(([type, each]) =>
    Object.keys(each).map((name) => `${type}.${name}`),
  );
  expect(addresses.sort()).toEqual(blocks.map(({ to }) => to).sort());
});

test("the name of the guests' role that is not given is asked for", () => {
  const { variable } = json({ ...guests, adopt: { managedPolicies: true } });
  expect(Object.keys(variable).filter((name) => name.includes("authenticated"))).toEqual([
    "unauthenticated_managed_policy_arn",
    "unauthenticated_role_name",
  ]);
});

test.each<[string, ConsoleMadePool]>([
  ["authenticatedRoleName", { authenticatedRoleName: "signed-in" }],
  ["authenticatedPolicyName", { authenticatedPolicyName: "uploads" }],
  ["authenticatedManagedPolicyArn", { authenticatedManagedPolicyArn: "arn:aws:iam::123456789012:policy/x" }],
  ["authenticatedRolePath", { authenticatedRolePath: "/app/" }],
  ["unauthenticatedRole", { unauthenticatedRole: false }],
])("adopt.%s is refused for a pool of guests alone", (name, adopt) => {
  expect(problemsOf({ ...guests, unauthenticatedPermissions: "none", adopt: { ...POOL, ...adopt } })).toEqual([
    expect.stringContaining(
      `adopt.${name} is ${JSON.stringify(Object.values(adopt)[0])}, and authenticatedRole is "none"`,
    ),
  ]);
});
