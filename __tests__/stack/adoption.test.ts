import { Fn } from "cdktf";
import { IdentityPoolStack } from "../../src";
import type { ConsoleMadePool, IdentityPoolStackProps } from "../../src";
import { named, only, synthesizedJson, testApp } from "../support/synth";
import type { TerraformJson } from "../support/synth";

const POOL: ConsoleMadePool = {
  identityPoolId: "us-east-1:12345678-1234-1234-1234-123456789012",
  authenticatedRoleName: "Cognito_notesAuth_Role",
  unauthenticatedRoleName: "Cognito_notesUnauth_Role",
  authenticatedPolicyName: "oneClick_Cognito_notesAuth_Role_1511111111111",
  unauthenticatedPolicyName: "oneClick_Cognito_notesUnauth_Role_1511111111111",
};

function adopting(
  adopt: ConsoleMadePool,
  props?: IdentityPoolStackProps,
): TerraformJson & { import: { to: string; id: string }[] } {
  const stack = new IdentityPoolStack(testApp(), "identity-pool", { ...props, adopt });
  return synthesizedJson(stack) as ReturnType<typeof adopting>;
}

function imports(json: ReturnType<typeof adopting>): string[] {
  return json.import.map(({ to, id }) => `${to.replace(/_[0-9A-F]{8}$/, "")} <- ${id}`).sort();
}

test("everything that the wizard made is imported, and only the guardrail is new", () => {
  const json = adopting(POOL);
  expect(imports(json)).toEqual([
    "aws_cognito_identity_pool.IdentityPool <- us-east-1:12345678-1234-1234-1234-123456789012",
    "aws_cognito_identity_pool_roles_attachment.IdentityPool_RolesAttachment <- us-east-1:12345678-1234-1234-1234-123456789012",
    "aws_iam_role.IdentityPool_AuthenticatedRole <- Cognito_notesAuth_Role",
    "aws_iam_role.IdentityPool_UnauthenticatedRole <- Cognito_notesUnauth_Role",
    "aws_iam_role_policy.IdentityPool_AuthenticatedRole_Grants <- Cognito_notesAuth_Role:oneClick_Cognito_notesAuth_Role_1511111111111",
    "aws_iam_role_policy.IdentityPool_UnauthenticatedRole_Grants <- Cognito_notesUnauth_Role:oneClick_Cognito_notesUnauth_Role_1511111111111",
  ]);
  const addresses = Object.entries(json.resource).flatMap(([type, blocks]) =>
    Object.keys(blocks).map((name) => `${type}.${name}`),
  );
  const imported = json.import.map(({ to }) => to);
  expect(addresses.filter((address) => !imported.includes(address))).toEqual([
    expect.stringContaining("IdentityPool_AuthenticatedRole_Guardrail"),
  ]);
});

test("roles and policies keep the names that they have: another name would make them anew", () => {
  const { resource } = adopting(POOL);
  expect(Object.values(resource.aws_iam_role ?? {}).map(({ name, name_prefix }) => ({ name, name_prefix }))).toEqual([
    { name: "Cognito_notesAuth_Role" },
    { name: "Cognito_notesUnauth_Role" },
  ]);
  expect(named(resource.aws_iam_role_policy, "UnauthenticatedRole_Grants").name).toBe(POOL.unauthenticatedPolicyName);
});

test.each<[string, Partial<ConsoleMadePool>, { users: string; guests: string }]>([
  ["are /", {}, { users: "/", guests: "/" }],
  [
    "are /service-role/ with managed policies",
    { managedPolicies: true },
    { users: "/service-role/", guests: "/service-role/" },
  ],
  ["are the one for both", { rolePath: "/app/" }, { users: "/app/", guests: "/app/" }],
  [
    "are the one for both with managed policies too",
    { rolePath: "/app/", managedPolicies: true },
    { users: "/app/", guests: "/app/" },
  ],
  ["may be one each", { authenticatedRolePath: "/users/", rolePath: "/app/" }, { users: "/users/", guests: "/app/" }],
  ["may be the guests' own", { unauthenticatedRolePath: "/guests/" }, { users: "/", guests: "/guests/" }],
])("the paths of the roles %s: another path would make a role anew", (_, adopt, { users, guests }) => {
  const { resource } = adopting({ ...POOL, ...adopt });
  expect(named(resource.aws_iam_role, "_AuthenticatedRole").path).toBe(users);
  expect(named(resource.aws_iam_role, "_UnauthenticatedRole").path).toBe(guests);
});

test("guests keep the wizard's policy", () => {
  const { data } = adopting(POOL);
  expect(named(data.aws_iam_policy_document, "UnauthenticatedRole_Grants").statement).toEqual([
    { effect: "Allow", actions: ["mobileanalytics:PutEvents", "cognito-sync:*"], resources: ["*"] },
  ]);
});

test("a pool without a role for guests gets none", () => {
  const { authenticatedRoleName, identityPoolId, authenticatedPolicyName } = POOL;
  const { resource, output } = adopting({ authenticatedRoleName, identityPoolId, authenticatedPolicyName });
  expect(only(resource.aws_cognito_identity_pool_roles_attachment).roles).toEqual({
    authenticated: expect.stringContaining("aws_iam_role.IdentityPool_AuthenticatedRole") as string,
  });
  expect(Object.keys(output)).not.toContain("unauthenticated_role_arn");
});

test("a policy's name that is not given is asked for, with the command that shows it", () => {
  const { authenticatedRoleName, identityPoolId } = POOL;
  const { variable, import: blocks } = adopting({ authenticatedRoleName, identityPoolId });
  expect(variable.authenticated_policy_name?.description).toContain(
    "aws iam list-role-policies --role-name Cognito_notesAuth_Role",
  );
  expect(blocks.map(({ id }) => id)).toContain("Cognito_notesAuth_Role:${var.authenticated_policy_name}");
});

test("guests who may sign in get the guardrail too, because the wizard lets them read everybody's datasets", () => {
  const { resource } = adopting(POOL, { allowUnauthenticatedIdentities: true });
  expect(named(resource.aws_iam_role_policy, "UnauthenticatedRole_Guardrail").name).toBe("Guardrail");
});

test.each<[string, ConsoleMadePool, IdentityPoolStackProps]>([
  ["without a grant", { authenticatedPolicyName: Fn.lower("UPLOADS") }, { permissions: "none" }],
  ["of no role", { unauthenticatedPolicyName: Fn.lower("UPLOADS") }, {}],
  [
    "of a role that the pool does not have",
    { authenticatedRoleName: Fn.lower("USERS") },
    { authenticatedRole: "none" },
  ],
])("a name %s that only Terraform knows is said to be one, and no token is shown", (_, adopt, props) => {
  expect(() => adopting(adopt, props)).toThrow("is a text that only Terraform knows, and ");
});

test("an id of something else is refused before anything is imported", () => {
  expect(() => adopting({ ...POOL, identityPoolId: "notes" })).toThrow('adopt.identityPoolId is "notes"');
});

test("the pool and its roles are guarded against every plan that would destroy them, unless that is off", () => {
  const guarded = (props?: IdentityPoolStackProps) => {
    const { resource } = adopting(POOL, props);
    const of = ["aws_cognito_identity_pool", "aws_iam_role"].flatMap((type) => Object.values(resource[type] ?? {}));
    return of.map(({ lifecycle }) => lifecycle);
  };
  expect(guarded()).toEqual(Array(3).fill({ prevent_destroy: true }));
  expect(guarded({ preventDestroy: false })).toEqual([undefined, undefined, undefined]);
});

test("a policy that the stack adds to a role with a managed one is new, and not imported", () => {
  const json = adopting(
    { identityPoolId: POOL.identityPoolId, authenticatedRoleName: "notes-signed-in", managedPolicies: true },
    { permissions: "least-privilege" },
  );
  expect(Object.keys(json.resource.aws_iam_role_policy ?? {})).toHaveLength(2);
  expect(imports(json).filter((each) => each.startsWith("aws_iam_role_policy."))).toEqual([]);
});

const WITHOUT_GUESTS: ConsoleMadePool = {
  identityPoolId: POOL.identityPoolId,
  authenticatedRoleName: POOL.authenticatedRoleName,
  authenticatedPolicyName: POOL.authenticatedPolicyName,
};

test("guests who are let into a pool that had no role for them get one with its own settings and the stack's tags", () => {
  const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
  const { resource } = adopting(WITHOUT_GUESTS, {
    allowUnauthenticatedIdentities: true,
    unauthenticatedRole: { permissionsBoundaryArn },
    tags: { team: "notes" },
  });
  expect(named(resource.aws_iam_role, "_UnauthenticatedRole")).toMatchObject({
    permissions_boundary: permissionsBoundaryArn,
    tags: { team: "notes" },
  });
});

test.each<[string, IdentityPoolStackProps]>([
  ["unauthenticatedRole", { unauthenticatedRole: { description: "Guests" } }],
  ["unauthenticatedPermissions", { unauthenticatedPermissions: "console" }],
])("%s is refused of a pool that has no role for guests, and lets none in", (name, props) => {
  expect(() => adopting(WITHOUT_GUESTS, props)).toThrow(
    new RegExp(`${name} is .*, and adopt names no role for guests:`),
  );
  expect(() => adopting({ ...POOL, ...WITHOUT_GUESTS }, props)).not.toThrow();
});

test.each<ConsoleMadePool>([
  { managedPolicies: true },
  {
    authenticatedManagedPolicyArn: "arn:aws:iam::123456789012:policy/service-role/Cognito-authenticated-1718529745191",
  },
])("a bucket is refused beside %j, unless the stack is to grant something on it", (managed) => {
  const props: IdentityPoolStackProps = { bucketName: "notes-app-uploads" };
  const adopt = { ...managed, authenticatedRoleName: "notes-signed-in" };
  expect(() => adopting(adopt, props)).toThrow(
    'bucketName is "notes-app-uploads", and adopt names a managed policy of the role of signed-in users',
  );
  expect(() => adopting(adopt, { ...props, permissions: "least-privilege" })).not.toThrow();
});
