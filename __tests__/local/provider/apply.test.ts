import { applyResourceChange } from "../../../local/provider/rpc/apply-resource-change";
import { noTagRules } from "../../../local/provider/aws/tags";
import { UNKNOWN, type ObjectValue } from "../../../local/provider/values";
import { awsError, changes, fakeAws, TRUST, type Answers } from "./fake-aws";

const POOL_ID = "eu-west-1:00000000-0000-0000-0000-000000000000";
const USER_POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC";
const ROLE_ARN = "arn:aws:iam::123456789012:role/r";

async function refused(type: string, planned: ObjectValue, answers: Answers = {}, region = "eu-west-1") {
  const { aws, sent } = fakeAws(answers, { region });
  const { state, problems } = await applyResourceChange({ type, prior: null, planned }, aws);
  expect(state).toBeNull();
  expect(changes(sent)).toEqual([]);
  return problems;
}

describe("what AWS refuses is refused before the emulator, which would take it, is asked", () => {
  test.each<[string, ObjectValue, unknown[]]>([
    ["a name of 129", { identity_pool_name: "n".repeat(129) }, ["identity_pool_name"]],
    [
      "a provider that is no user pool",
      { cognito_identity_providers: [{ client_id: "c", provider_name: "x" }] },
      ["cognito_identity_providers"],
    ],
    [
      "a provider with https://",
      { cognito_identity_providers: [{ client_id: "c", provider_name: `https://${USER_POOL}` }] },
      ["cognito_identity_providers"],
    ],
    [
      "a provider without client",
      { cognito_identity_providers: [{ client_id: null, provider_name: USER_POOL }] },
      ["cognito_identity_providers"],
    ],
    [
      "a client twice",
      {
        cognito_identity_providers: [true, false].map((server_side_token_check) => ({
          client_id: "c",
          provider_name: USER_POOL,
          server_side_token_check,
        })),
      },
      ["cognito_identity_providers"],
    ],
    [
      "51 clients",
      {
        cognito_identity_providers: Array.from({ length: 51 }, (_, i) => ({
          client_id: `c${i}`,
          provider_name: USER_POOL,
        })),
      },
      ["cognito_identity_providers"],
    ],
    [
      "an unknown login provider",
      { supported_login_providers: { "x.com": "1" } },
      ["supported_login_providers", { key: "x.com" }],
    ],
    [
      "a Twitter key without secret",
      { supported_login_providers: { "api.twitter.com": "k" } },
      ["supported_login_providers", { key: "api.twitter.com" }],
    ],
    ["a SAML provider that is a role", { saml_provider_arns: [ROLE_ARN] }, ["saml_provider_arns", 0]],
    [
      "an OpenID Connect provider that is a role",
      { openid_connect_provider_arns: [ROLE_ARN] },
      ["openid_connect_provider_arns"],
    ],
    ["51 tags", { tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])) }, ["tags"]],
    ["a tag key of 129", { tags: { ["k".repeat(129)]: "v" } }, ["tags"]],
    ["a tag value of 257", { tags: { k: "v".repeat(257) } }, ["tags"]],
    ["a tag key with a number sign", { tags: { "#": "v" } }, ["tags"]],
    ["a tag value with a number sign", { tags: { k: "#" } }, ["tags"]],
  ])("an identity pool with %s", async (_, more, attribute) => {
    const problems = await refused("aws_cognito_identity_pool", { identity_pool_name: "p", ...more });
    expect(problems).toMatchObject([{ attribute }]);
  });

  const mapping = { identity_provider: `${USER_POOL}:c`, type: "Token", ambiguous_role_resolution: "Deny" };
  const rule = { claim: "c", match_type: "Equals", value: "v", role_arn: ROLE_ARN };
  const pool = { DescribeIdentityPool: { CognitoIdentityProviders: [{ ClientId: "c", ProviderName: USER_POOL }] } };

  test.each<[string, ObjectValue, string]>([
    [
      "no known key in roles",
      { roles: { admin: ROLE_ARN } },
      `Either "authenticated" or "unauthenticated" must be defined`,
    ],
    [
      "a foreign key in roles",
      { roles: { authenticated: ROLE_ARN, admin: ROLE_ARN } },
      `"admin" is no kind of identity`,
    ],
    [
      "rules that are not there",
      { role_mapping: [{ ...mapping, type: "Rules" }] },
      "mapping_rule is required for Rules",
    ],
    [
      "rules for tokens",
      { role_mapping: [{ ...mapping, mapping_rule: [rule] }] },
      "mapping_rule must not be set for Token",
    ],
    [
      "nothing for ambiguous roles",
      { role_mapping: [{ ...mapping, ambiguous_role_resolution: null }] },
      `Ambiguous Role Resolution must be defined when "type" equals "Token" or "Rules"`,
    ],
    [
      "a claim of 65",
      { role_mapping: [{ ...mapping, type: "Rules", mapping_rule: [{ ...rule, claim: "c".repeat(65) }] }] },
      "has 65 characters",
    ],
    [
      "a provider that the pool does not have",
      { role_mapping: [{ ...mapping, identity_provider: "www.amazon.com" }] },
      "is not a configured provider",
    ],
    [
      "a provider without its client",
      { role_mapping: [{ ...mapping, identity_provider: USER_POOL }] },
      "is not a configured provider",
    ],
    [
      "a provider of 129 characters",
      { role_mapping: [{ ...mapping, identity_provider: "p".repeat(129) }] },
      "has 129 characters",
    ],
    ["11 mappings", { role_mapping: Array.from({ length: 11 }, () => mapping) }, "There are 11 role mappings"],
  ])("an attachment with %s", async (_, more, detail) => {
    const planned = { identity_pool_id: POOL_ID, roles: { authenticated: ROLE_ARN }, ...more };
    const [problem] = await refused("aws_cognito_identity_pool_roles_attachment", planned, pool);
    expect(problem?.detail).toContain(detail);
  });

  test("every problem of an attachment is told at once", async () => {
    const planned = { roles: {}, role_mapping: [{ ...mapping, type: "Rules", ambiguous_role_resolution: null }] };
    expect(await refused("aws_cognito_identity_pool_roles_attachment", planned, pool)).toHaveLength(3);
  });

  test.each<[string, ObjectValue, string]>([
    ["a trust policy without the pool", { assume_role_policy: TRUST.replace(":aud", ":amr") }, "assume_role_policy"],
    [
      "a trust policy of 2,049 characters",
      { assume_role_policy: TRUST.replace(POOL_ID, "p".repeat(2049 - TRUST.length + POOL_ID.length)) },
      "assume_role_policy",
    ],
    ["a path without slashes", { path: "x" }, "path"],
    ["a description in Greek", { description: "λ" }, "description"],
    ["a tag value that begins with aws:", { tags: { team: "aws:a" } }, "tags"],
  ])("a role with %s", async (_, more, attribute) => {
    const problems = await refused("aws_iam_role", { name: "r", path: "/", assume_role_policy: TRUST, ...more });
    expect(problems).toMatchObject([{ attribute: [attribute] }]);
  });

  test("a role's name of 21 characters in us-gov-east-1", async () => {
    const planned = { name: "n".repeat(21), path: "/", assume_role_policy: TRUST };
    expect(await refused("aws_iam_role", planned, {}, "us-gov-east-1")).toMatchObject([{ attribute: ["name"] }]);
  });

  test("a managed policy that is not there, and an eleventh one", async () => {
    const planned = { role: "r", policy_arn: "arn:aws:iam::123456789012:policy/p" };
    const attached = (count: number) => ({
      ListAttachedRolePolicies: { AttachedPolicies: Array.from({ length: count }, (_, i) => ({ PolicyArn: `${i}` })) },
    });
    const missing = { ...attached(0), GetPolicy: awsError("NoSuchEntityException") };
    expect(await refused("aws_iam_role_policy_attachment", planned, missing)).toMatchObject([
      { summary: "NoSuchEntity" },
    ]);
    expect(await refused("aws_iam_role_policy_attachment", planned, attached(10))).toMatchObject([
      { summary: "LimitExceeded" },
    ]);
  });

  test.each<[string, ObjectValue]>([
    ["a provider that the pool does not have", { identity_provider_name: "www.amazon.com" }],
    ["51 tags", { principal_tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "c"])) }],
    ["a key of 129", { principal_tags: { ["k".repeat(129)]: "c" } }],
    ["a claim of 257", { principal_tags: { k: "c".repeat(257) } }],
  ])("principal tags with %s", async (_, more) => {
    const planned = { identity_pool_id: POOL_ID, identity_provider_name: USER_POOL, ...more };
    const [problem] = await refused("aws_cognito_identity_pool_provider_principal_tag", planned, pool);
    expect(problem).toMatchObject({ summary: "InvalidParameterException", attribute: [Object.keys(more)[0]] });
  });

  test("a group's precedence below 0, and a bucket in capitals", async () => {
    expect(await refused("aws_cognito_user_group", { precedence: -1 })).toMatchObject([{ attribute: ["precedence"] }]);
    expect(await refused("aws_s3_bucket", { bucket: "CAPITALS" })).toMatchObject([{ attribute: ["bucket"] }]);
  });
});

describe("the inline policies of a role together", () => {
  const policyOf = (size: number) => {
    const policy = (Resource: string) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource }] });
    const resource = "arn:aws:s3:::";
    return policy(resource + "b".repeat(size - policy(resource).length));
  };

  const put = async (sizes: { there: number; added: number }, spaces = "") => {
    const { aws, sent } = fakeAws({
      ListRolePolicies: { PolicyNames: ["there"] },
      GetRolePolicy: ({ PolicyName }) => ({
        PolicyDocument: encodeURIComponent(policyOf(PolicyName === "there" ? sizes.there : sizes.added)),
      }),
      PutRolePolicy: {},
    });
    const planned = { role: "r", name: "added", policy: policyOf(sizes.added) + spaces };
    const { problems } = await applyResourceChange({ type: "aws_iam_role_policy", prior: null, planned }, aws);
    return { problems, changes: changes(sent) };
  };

  test("have at most 10,240 characters", async () => {
    expect(await put({ there: 5000, added: 5240 })).toEqual({ problems: [], changes: ["PutRolePolicy"] });
    expect(await put({ there: 5000, added: 5241 })).toMatchObject({
      problems: [{ summary: "LimitExceeded", attribute: ["policy"] }],
      changes: [],
    });
  });

  test("are counted without white space", async () => {
    expect((await put({ there: 5000, added: 5240 }, "\n  ".repeat(1000))).problems).toEqual([]);
  });

  test("are counted one after the other when Terraform puts several at once", async () => {
    const there = new Map<string, string>();
    const { aws } = fakeAws({
      ListRolePolicies: () => ({ PolicyNames: [...there.keys()] }),
      GetRolePolicy: ({ PolicyName }) => ({ PolicyDocument: encodeURIComponent(there.get(String(PolicyName)) ?? "") }),
      PutRolePolicy: ({ PolicyName, PolicyDocument }) => {
        there.set(String(PolicyName), String(PolicyDocument));
        return {};
      },
    });
    const applied = await Promise.all(
      ["a", "b"].map((name) =>
        applyResourceChange(
          { type: "aws_iam_role_policy", prior: null, planned: { role: "r", name, policy: policyOf(6000) } },
          aws,
        ),
      ),
    );
    expect(applied.map(({ problems }) => problems.length)).toEqual([0, 1]);
  });
});

describe("a creation", () => {
  test("makes up the name of a role from its prefix: 26 more characters, which a read tells from the prefix", async () => {
    const { aws, sent } = fakeAws({
      CreateRole: {},
      GetRole: ({ RoleName }) => ({
        Role: { RoleName, Path: "/", AssumeRolePolicyDocument: encodeURIComponent(TRUST) },
      }),
      ListRolePolicies: {},
      ListAttachedRolePolicies: {},
    });
    const planned: ObjectValue = { name: UNKNOWN, name_prefix: "pool-auth-", path: "/", assume_role_policy: TRUST };
    const { state } = await applyResourceChange({ type: "aws_iam_role", prior: null, planned }, aws);
    expect(state?.name).toMatch(/^pool-auth-\d{18}[0-9a-f]{8}$/);
    expect(state).toMatchObject({ id: state?.name, name_prefix: "pool-auth-", assume_role_policy: TRUST });
    expect(sent.find(({ command }) => command === "CreateRole")?.input.RoleName).toBe(state?.name);
  });

  test("writes default tags with the resource's own, and leaves out what starts with aws:", async () => {
    const answer = { IdentityPoolId: POOL_ID, IdentityPoolName: "p", IdentityPoolTags: { app: "a", own: "o" } };
    const tagRules = { ...noTagRules, defaults: { app: "a" } };
    const { aws, sent } = fakeAws({ CreateIdentityPool: answer, DescribeIdentityPool: answer }, { tagRules });
    const planned: ObjectValue = { identity_pool_name: "p", tags: { own: "o", "aws:x": "y" }, tags_all: UNKNOWN };
    const { state } = await applyResourceChange({ type: "aws_cognito_identity_pool", prior: null, planned }, aws);
    expect(sent[0]?.input.IdentityPoolTags).toEqual({ app: "a", own: "o" });
    expect(state).toMatchObject({
      tags: { own: "o" },
      tags_all: { app: "a", own: "o" },
      arn: `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${POOL_ID}`,
    });
  });

  test("that fails half way leaves what is there in the state, for Terraform to delete", async () => {
    const { aws } = fakeAws({
      CreateRole: {},
      ListAttachedRolePolicies: {},
      GetPolicy: awsError("NoSuchEntityException"),
    });
    const planned: ObjectValue = {
      name: "r",
      path: "/",
      assume_role_policy: TRUST,
      arn: UNKNOWN,
      managed_policy_arns: ["arn:aws:iam::123456789012:policy/p"],
    };
    const applied = await applyResourceChange({ type: "aws_iam_role", prior: null, planned }, aws);
    expect(applied.state).toMatchObject({ id: "r", name: "r", arn: null });
    expect(applied.problems).toMatchObject([{ summary: "NoSuchEntity" }]);
  });

  test("that AWS refuses says what was tried and what AWS said", async () => {
    const { aws } = fakeAws({ CreateIdentityPool: awsError("LimitExceededException") });
    const { state, problems } = await applyResourceChange(
      { type: "aws_cognito_identity_pool", prior: null, planned: { identity_pool_name: "p" } },
      aws,
    );
    expect(state).toBeNull();
    expect(problems).toEqual([
      {
        summary: "creating aws_cognito_identity_pool (p)",
        detail: "LimitExceededException: AWS says LimitExceededException",
      },
    ]);
  });
});

describe("an update", () => {
  test("of a pool sends every field, the empty ones too", async () => {
    const { aws, sent } = fakeAws({
      UpdateIdentityPool: {},
      DescribeIdentityPool: { IdentityPoolId: POOL_ID, IdentityPoolName: "p" },
    });
    const prior = { id: POOL_ID, identity_pool_name: "p", saml_provider_arns: ["x"] };
    await applyResourceChange(
      { type: "aws_cognito_identity_pool", prior, planned: { ...prior, saml_provider_arns: null } },
      aws,
    );
    expect(sent[0]).toEqual({
      command: "UpdateIdentityPool",
      input: {
        IdentityPoolId: POOL_ID,
        IdentityPoolName: "p",
        AllowClassicFlow: false,
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [],
        DeveloperProviderName: undefined,
        IdentityPoolTags: {},
        OpenIdConnectProviderARNs: [],
        SamlProviderARNs: [],
        SupportedLoginProviders: {},
      },
    });
  });

  test("that fails leaves in the state what AWS has then", async () => {
    const { aws } = fakeAws({
      UpdateIdentityPool: awsError("ConcurrentModificationException"),
      DescribeIdentityPool: { IdentityPoolId: POOL_ID, IdentityPoolName: "p", AllowClassicFlow: true },
    });
    const prior = { id: POOL_ID, identity_pool_name: "p", allow_classic_flow: false };
    const applied = await applyResourceChange({ type: "aws_cognito_identity_pool", prior, planned: prior }, aws);
    expect(applied.state).toMatchObject({ id: POOL_ID, allow_classic_flow: true });
    expect(applied.problems).toHaveLength(1);
  });

  test("of a role's tags is refused as a creation with them is", async () => {
    const prior = { id: "r", tags_all: {} };
    const { aws, sent } = fakeAws();
    const planned = { ...prior, tags: { team: "aws:a" } };
    const { problems } = await applyResourceChange({ type: "aws_iam_role", prior, planned }, aws);
    expect(problems).toMatchObject([{ summary: "InvalidInput", attribute: ["tags"] }]);
    expect(changes(sent)).toEqual([]);
  });

  test("of a group keeps its members, though the emulator has no UpdateGroup", async () => {
    const { aws, sent } = fakeAws({
      UpdateGroup: awsError("InvalidAction"),
      ListUsersInGroup: { Users: [{ Username: "u" }] },
      DeleteGroup: {},
      CreateGroup: {},
      AdminAddUserToGroup: {},
      GetGroup: { Group: { Description: "new" } },
    });
    const prior = { id: "eu-west-1_a/g", description: "old" };
    await applyResourceChange(
      { type: "aws_cognito_user_group", prior, planned: { ...prior, description: "new" } },
      aws,
    );
    expect(changes(sent)).toEqual(["UpdateGroup", "DeleteGroup", "CreateGroup", "AdminAddUserToGroup"]);
    expect(sent.at(-2)?.input).toMatchObject({ UserPoolId: "eu-west-1_a", GroupName: "g", Username: "u" });
  });
});

describe("a deletion", () => {
  test("of an attachment leaves a pool without roles and mappings", async () => {
    const { aws, sent } = fakeAws({ SetIdentityPoolRoles: {} });
    await applyResourceChange(
      { type: "aws_cognito_identity_pool_roles_attachment", prior: { id: POOL_ID }, planned: null },
      aws,
    );
    expect(sent).toEqual([
      { command: "SetIdentityPoolRoles", input: { IdentityPoolId: POOL_ID, Roles: {}, RoleMappings: {} } },
    ]);
  });

  test("of principal tags gives back the defaults", async () => {
    const { aws, sent } = fakeAws({ SetPrincipalTagAttributeMap: {} });
    await applyResourceChange(
      {
        type: "aws_cognito_identity_pool_provider_principal_tag",
        prior: { id: `${POOL_ID}:${USER_POOL}` },
        planned: null,
      },
      aws,
    );
    expect(sent[0]?.input).toEqual({
      IdentityPoolId: POOL_ID,
      IdentityProviderName: USER_POOL,
      PrincipalTags: {},
      UseDefaults: true,
    });
  });

  test.each<[string, ObjectValue, string[]]>([
    ["leaves policies that nobody told Terraform of to IAM, which then refuses", {}, ["DeleteRole"]],
    [
      "takes them along with force_detach_policies",
      { force_detach_policies: true },
      ["DetachRolePolicy", "DeleteRolePolicy", "DeleteRole"],
    ],
    [
      "takes managed policies along that the state knows",
      { managed_policy_arns: ["m"] },
      ["DetachRolePolicy", "DeleteRole"],
    ],
    [
      "takes inline policies along that the state knows",
      { inline_policy: [{ name: "i", policy: "{}" }] },
      ["DeleteRolePolicy", "DeleteRole"],
    ],
  ])("of a role %s", async (_, prior, expected) => {
    const { aws, sent } = fakeAws({
      ListInstanceProfilesForRole: {},
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: "m" }] },
      ListRolePolicies: { PolicyNames: ["i"] },
      GetRolePolicy: { PolicyDocument: "{}" },
      DetachRolePolicy: {},
      DeleteRolePolicy: {},
      DeleteRole: expected.length === 1 ? awsError("DeleteConflictException") : {},
    });
    const { state } = await applyResourceChange(
      { type: "aws_iam_role", prior: { id: "r", ...prior }, planned: null },
      aws,
    );
    expect(changes(sent)).toEqual(expected);
    expect(state).toEqual(expected.length === 1 ? { id: "r", ...prior } : null);
  });

  test.each<[string, ObjectValue, string, string]>([
    ["aws_cognito_identity_pool", { id: POOL_ID }, "DeleteIdentityPool", "ResourceNotFoundException"],
    [
      "aws_cognito_identity_pool_roles_attachment",
      { id: POOL_ID },
      "SetIdentityPoolRoles",
      "ResourceNotFoundException",
    ],
    [
      "aws_cognito_identity_pool_provider_principal_tag",
      { id: `${POOL_ID}:p` },
      "SetPrincipalTagAttributeMap",
      "ResourceNotFoundException",
    ],
    ["aws_iam_role", { id: "r" }, "ListInstanceProfilesForRole", "NoSuchEntityException"],
    ["aws_iam_role_policy", { id: "r:p" }, "DeleteRolePolicy", "NoSuchEntityException"],
    ["aws_iam_role_policy_attachment", { role: "r", policy_arn: "p" }, "DetachRolePolicy", "NoSuchEntityException"],
    ["aws_cognito_user_group", { id: "u/g" }, "DeleteGroup", "ResourceNotFoundException"],
    ["aws_cognito_user_pool", { id: "u" }, "DeleteUserPool", "ResourceNotFoundException"],
    ["aws_cognito_user_pool_client", { id: "c" }, "DeleteUserPoolClient", "ResourceNotFoundException"],
    ["aws_s3_bucket", { id: "b" }, "DeleteBucket", "NoSuchBucket"],
  ])("of a %s that is gone already succeeds", async (type, prior, command, error) => {
    const { aws } = fakeAws({ [command]: awsError(error) });
    expect(await applyResourceChange({ type, prior, planned: null }, aws)).toEqual({ state: null, problems: [] });
  });
});
