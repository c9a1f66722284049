/** What is printed for pools that are not in the end-to-end tests' console: other partitions, secrets, other owners. */
import { adoptingApp } from "../../../commands/adopt/adopting-app";
import type { PoolInAws, RoleInAws } from "../../../commands/adopt/pool-in-aws";
import { problemsWithApp } from "../../../commands/adopt/synthesis";

const id = "us-east-1:12345678-1234-1234-1234-123456789012";
const statements = { literals: false, policiesAsJson: false };

function roleOf(
  identityPoolId: string,
  principal = "cognito-identity.amazonaws.com",
  authentication = "authenticated",
): RoleInAws {
  const Condition = {
    StringEquals: { [`${principal}:aud`]: identityPoolId },
    "ForAnyValue:StringLike": { [`${principal}:amr`]: authentication },
  };
  const Principal = { Federated: principal };
  const trust = { Effect: "Allow", Principal, Action: "sts:AssumeRoleWithWebIdentity", Condition };
  return {
    arn: "arn:aws:iam::123456789012:role/signed-in",
    name: "signed-in",
    path: "/",
    description: "",
    maxSessionDurationSeconds: 3600,
    tags: {},
    trustPolicy: { Version: "2012-10-17", Statement: [trust] },
    inlinePolicies: [],
    managedPolicyArns: [],
  };
}

const pool: PoolInAws = {
  id,
  region: "us-east-1",
  name: "notes",
  allowUnauthenticatedIdentities: false,
  allowClassicFlow: false,
  userPoolClients: [
    {
      ProviderName: "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI",
      ClientId: "3n4b5urk1ft4fl3mg5e62d9ado",
      ServerSideTokenCheck: true,
    },
  ],
  logins: {},
  openIdConnectProviderArns: [],
  samlProviderArns: [],
  tags: {},
  authenticatedRole: roleOf(id),
  roleMappings: [],
  principalTags: [],
};

test("what stays outside the stack is said: roles of rules and of groups, and what is in managed policies", async () => {
  const role = {
    ...roleOf(id),
    managedPolicyArns: ["arn:aws:iam::aws:policy/x", "arn:aws:iam::123456789012:policy/y"],
  };
  const provider = "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI:3n4b5urk1ft4fl3mg5e62d9ado";
  const rule = (RoleARN: string) => ({ Claim: "team", MatchType: "Equals", Value: "red", RoleARN }) as const;
  const { notes } = await adoptingApp(
    {
      ...pool,
      authenticatedRole: role,
      roleMappings: [
        [
          "accounts.google.com",
          {
            Type: "Rules",
            AmbiguousRoleResolution: "Deny",
            RulesConfiguration: { Rules: [rule(role.arn), rule("arn:aws:iam::123456789012:role/red")] },
          },
        ],
        [provider, { Type: "Token", AmbiguousRoleResolution: "Deny" }],
      ],
    },
    statements,
  );
  expect(notes).toEqual([
    "signed-in keeps the managed policies arn:aws:iam::123456789012:policy/y. What is in them stays outside this stack.",
    "The roles that rules give stay outside this stack, and only their ARNs are in it: arn:aws:iam::123456789012:role/red.",
    "The roles of the user pool's groups, which tokens name, stay outside this stack.",
  ]);
});

test("what differs between environments is a variable, and what does not stands in main.ts", async () => {
  const { main, variables, notes } = await adoptingApp(pool, statements);
  expect(variables).toBe(
    `# The identity pool ${id}.
identity_pool_name   = "notes"
region               = "us-east-1"
user_pool_id         = "us-east-1_AbCdEfGhI"
user_pool_client_id  = "3n4b5urk1ft4fl3mg5e62d9ado"
identity_pool_id     = "${id}"
authenticated_role_name = "signed-in"
`.replace(/^(\w+) += /gm, (_, name: string) => `${name.padEnd("authenticated_role_name".length)} = `),
  );
  expect(main).toContain("adopt: {},");
  expect(main).toContain('permissions: "none",');
  expect(main).not.toContain("signed-in");
  expect(notes).toEqual([]);
  expect(problemsWithApp(main)).toEqual([]);
});

test("with literals the names that imports need stand in main.ts, and are no variables", async () => {
  const { main, variables } = await adoptingApp(pool, { ...statements, literals: true });
  expect(main).toContain(`identityPoolId: "${id}"`);
  expect(main).toContain('authenticatedRoleName: "signed-in"');
  expect(variables).not.toContain("authenticated_role_name");
  expect(problemsWithApp(main)).toEqual([]);
});

const guestRole: RoleInAws = {
  ...roleOf(id, undefined, "unauthenticated"),
  arn: "arn:aws:iam::123456789012:role/guests",
  name: "guests",
};
const ofGuestsAlone: PoolInAws = {
  ...pool,
  allowUnauthenticatedIdentities: true,
  userPoolClients: [],
  authenticatedRole: undefined,
  unauthenticatedRole: guestRole,
};

test("a pool of guests alone is adopted without a role for signed-in users and without a user pool", async () => {
  const { main, variables, notes } = await adoptingApp(ofGuestsAlone, statements);
  expect(main).toContain('authenticatedRole: "none"');
  expect(main).toContain("allowUnauthenticatedIdentities: true");
  expect(variables.match(/^\w+/gm)).toEqual([
    "identity_pool_name",
    "region",
    "identity_pool_id",
    "unauthenticated_role_name",
  ]);
  expect(notes).toEqual([]);
  expect(problemsWithApp(main)).toEqual([]);
});

test("with literals the guests' role stands in main.ts", async () => {
  const { main, variables } = await adoptingApp(ofGuestsAlone, { ...statements, literals: true });
  expect(main).toContain('unauthenticatedRoleName: "guests"');
  expect(variables).not.toContain("guests");
  expect(problemsWithApp(main)).toEqual([]);
});

test("what CloudFormation has made of a pool of guests alone is named", async () => {
  const tags = { "aws:cloudformation:stack-name": "maps" };
  const { notes } = await adoptingApp(
    { ...ofGuestsAlone, tags, unauthenticatedRole: { ...guestRole, tags } },
    statements,
  );
  expect(notes).toEqual([
    expect.stringContaining("the pool notes belongs to the CloudFormation stack maps"),
    expect.stringContaining("the role guests belongs to the CloudFormation stack maps"),
  ]);
});

test("a role mapping that was left in a pool of guests alone is a problem before it is printed", async () => {
  const roleMappings = [["accounts.google.com", { Type: "Token", AmbiguousRoleResolution: "Deny" }]] as const;
  const { main } = await adoptingApp({ ...ofGuestsAlone, roleMappings }, statements);
  expect(problemsWithApp(main)).toContainEqual(
    expect.stringContaining('authenticatedRole is "none", and the pool has roleMappings'),
  );
});

test("a secret is printed nowhere", async () => {
  const logins = { "api.twitter.com": "theKey;theSecret" };
  const { main, variables, notes } = await adoptingApp({ ...pool, logins }, statements);
  expect(main).toContain('consumerKey: "theKey"');
  expect(main + variables + notes.join("\n")).not.toContain("theSecret");
  expect(notes).toEqual([expect.stringContaining("TF_VAR_twitter_consumer_secret")]);
  expect(problemsWithApp(main)).toEqual([]);
});

test("a pool of another partition has its region in main.ts, from which the stack tells the partition", async () => {
  const ofGovCloud = id.replace("us-east-1", "us-gov-west-1");
  const { main, notes } = await adoptingApp(
    {
      ...pool,
      id: ofGovCloud,
      region: "us-gov-west-1",
      userPoolClients: [],
      authenticatedRole: {
        ...roleOf(ofGovCloud, "cognito-identity-us-gov.amazonaws.com"),
        arn: "arn:aws-us-gov:iam::123456789012:role/signed-in",
      },
    },
    statements,
  );
  expect(main).toContain('region: "us-gov-west-1"');
  // The trust policy is the stack's own.
  expect(notes).toEqual([]);
  expect(problemsWithApp(main)).toEqual([]);
});

test.each([
  ["Of ${notes} %{if}", 'description: "Of $${notes} %%{if}"'],
  // As HCL, CDKTF would write the quotes of such a text without a backslash.
  ['"${notes}"', 'description: \'${"\\\\"$${notes}\\\\""}\''],
  ['The "notes"', `description: 'The "notes"'`],
])("%j, which Terraform may take for a template, stays what it is", async (description, written) => {
  const { main, variables } = await adoptingApp(
    { ...pool, authenticatedRole: { ...roleOf(id), description } },
    statements,
  );
  expect(main).toContain(written);
  expect(variables).not.toContain("${");
  expect(problemsWithApp(main)).toEqual([]);
});

test("what another tool owns is named, and its tags are left to it", async () => {
  const tags = { "aws:cloudformation:stack-name": "notes-stack", team: "notes" };
  const { main, notes } = await adoptingApp({ ...pool, tags }, statements);
  expect(notes).toEqual([expect.stringContaining("the pool notes belongs to the CloudFormation stack notes-stack")]);
  expect(main).not.toContain("aws:cloudformation");
});

test("a pool's name cannot end the comment that it stands in", async () => {
  const { main } = await adoptingApp({ ...pool, name: "notes */ process.exit() /*" }, statements);
  expect(problemsWithApp(main)).toEqual([]);
});

test.each([
  [{ logins: { "login.example.com": "app" } }, "login.example.com"],
  [{ userPoolClients: [{ ProviderName: "login.example.com/pool", ClientId: "app" }] }, "login.example.com/pool"],
  [{ roleMappings: [["accounts.google.com", { Type: "Token" as const }]] as const }, "accounts.google.com"],
])("a pool with %j is not adopted, and the reason is said", async (settings, reason) => {
  await expect(adoptingApp({ ...pool, ...settings }, statements)).rejects.toThrow(reason);
});

test("what the stack refuses is a problem before it is printed", async () => {
  const roleMappings = [
    [
      "cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI:3n4b5urk1ft4fl3mg5e62d9ado",
      { Type: "Token", AmbiguousRoleResolution: "Deny" },
    ],
  ] as const;
  const { main } = await adoptingApp({ ...pool, allowClassicFlow: true, roleMappings }, statements);
  expect(problemsWithApp(main)).toEqual([
    expect.stringContaining("allowClassicFlow is true and there are role mappings"),
  ]);
});
