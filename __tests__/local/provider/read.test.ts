import { noTagRules } from "../../../local/provider/aws/tags";
import { importResourceState } from "../../../local/provider/rpc/import-resource-state";
import { readResource } from "../../../local/provider/rpc/read-resource";
import { upgradeResourceState } from "../../../local/provider/rpc/upgrade-resource-state";
import type { ObjectValue } from "../../../local/provider/values";
import { awsError, fakeAws, TRUST, type Answers } from "./fake-aws";

const POOL_ID = "eu-west-1:00000000-0000-0000-0000-000000000000";
const GONE = awsError("ResourceNotFoundException");
const NOBODY = awsError("NoSuchEntityException");

async function read(type: string, state: ObjectValue, answers: Answers, imported = false) {
  return (await readResource({ type, state, private: { imported } }, fakeAws(answers).aws)).state;
}

test.each<[string, ObjectValue, Answers]>([
  ["aws_cognito_identity_pool", { id: POOL_ID }, { DescribeIdentityPool: GONE }],
  ["aws_cognito_identity_pool_roles_attachment", { id: POOL_ID }, { GetIdentityPoolRoles: GONE }],
  ["aws_cognito_identity_pool_provider_principal_tag", { id: `${POOL_ID}:p` }, { GetPrincipalTagAttributeMap: GONE }],
  ["aws_iam_role", { id: "r" }, { GetRole: NOBODY }],
  ["aws_iam_role_policy", { id: "r:p" }, { GetRolePolicy: NOBODY }],
  ["aws_iam_role_policy_attachment", { role: "r", policy_arn: "p" }, { ListAttachedRolePolicies: NOBODY }],
  [
    "aws_iam_role_policy_attachment",
    { role: "r", policy_arn: "p" },
    { ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: "q" }] } },
  ],
  ["aws_cognito_user_group", { id: "u/g" }, { GetGroup: GONE }],
  ["aws_cognito_user_pool", { id: "u" }, { DescribeUserPool: GONE }],
  ["aws_cognito_user_pool_client", { id: "c" }, { DescribeUserPoolClient: GONE }],
  ["aws_s3_bucket", { id: "b" }, { HeadBucket: awsError("NotFound") }],
])("a %s that somebody deleted is gone from the state", async (type, state, answers) => {
  expect(await read(type, state, answers)).toBeNull();
});

describe("a pool", () => {
  const state: ObjectValue = {
    id: POOL_ID,
    identity_pool_name: "p",
    allow_classic_flow: false,
    developer_provider_name: "",
    openid_connect_provider_arns: ["b", "a"],
    saml_provider_arns: null,
    supported_login_providers: null,
    tags: null,
  };
  const pool = {
    IdentityPoolId: POOL_ID,
    IdentityPoolName: "p",
    OpenIdConnectProviderARNs: ["a", "b"],
    SamlProviderARNs: [],
    SupportedLoginProviders: {},
    DeveloperProviderName: "",
    IdentityPoolTags: {},
  };

  test("keeps the spelling of the state where AWS says the same in another one", async () => {
    expect(await read("aws_cognito_identity_pool", state, { DescribeIdentityPool: pool })).toMatchObject(state);
  });

  test("takes AWS's own spelling on the first read after an import, and only then", async () => {
    const imported = importResourceState({ type: "aws_cognito_identity_pool", id: POOL_ID });
    const { aws } = fakeAws({ DescribeIdentityPool: pool });
    const first = await readResource({ type: "aws_cognito_identity_pool", ...imported }, aws);
    expect(first.state).toMatchObject({
      developer_provider_name: "",
      saml_provider_arns: [],
      tags: {},
      allow_unauthenticated_identities: false,
    });
    expect(first.private).toEqual({});
  });

  test("shows what somebody changed", async () => {
    const drifted = { ...pool, AllowClassicFlow: true, SamlProviderARNs: ["s"], IdentityPoolTags: { rogue: "1" } };
    expect(await read("aws_cognito_identity_pool", state, { DescribeIdentityPool: drifted })).toMatchObject({
      allow_classic_flow: true,
      saml_provider_arns: ["s"],
      tags: { rogue: "1" },
    });
  });

  test("is asked for in the region that the state names, and says so", async () => {
    const { aws } = fakeAws({ DescribeIdentityPool: pool });
    const { state: found } = await readResource(
      { type: "aws_cognito_identity_pool", state: { ...state, region: "us-west-2" }, private: {} },
      aws,
    );
    expect(found).toMatchObject({
      region: "us-west-2",
      arn: `arn:aws:cognito-identity:us-west-2:123456789012:identitypool/${POOL_ID}`,
    });
  });

  test("has default tags in tags_all, and in tags only where they are written there as well", async () => {
    const tagged = { ...pool, IdentityPoolTags: { app: "a", team: "t", own: "o", left: "l", "aws:x": "y" } };
    const tagRules = { ...noTagRules, defaults: { app: "a", team: "t" }, ignoredKeys: ["left"] };
    const { aws } = fakeAws({ DescribeIdentityPool: tagged }, { tagRules });
    const { state: found } = await readResource(
      { type: "aws_cognito_identity_pool", state: { ...state, tags: { team: "t", own: "o" } }, private: {} },
      aws,
    );
    expect(found).toMatchObject({ tags: { team: "t", own: "o" }, tags_all: { app: "a", team: "t", own: "o" } });
    expect(found?.tags).not.toHaveProperty("app");
    expect(found?.tags_all).not.toHaveProperty("left");
  });
});

test("a role has its policies in the state, decoded, and keeps what IAM does not know", async () => {
  const answers = {
    GetRole: {
      Role: {
        RoleName: "r",
        Path: "/",
        AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(JSON.parse(TRUST), null, 2)),
      },
    },
    ListRolePolicies: { PolicyNames: ["i"] },
    GetRolePolicy: { PolicyDocument: "%7B%22a%22%3A+1%7D" },
    ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: "m" }] },
  };
  const state = { id: "r", assume_role_policy: TRUST, force_detach_policies: true };
  expect(await read("aws_iam_role", state, answers)).toMatchObject({
    ...state,
    inline_policy: [{ name: "i", policy: `{"a":1}` }],
    managed_policy_arns: ["m"],
  });
});

test("an attachment whose roles somebody emptied shows empty roles", async () => {
  const state = { id: POOL_ID, identity_pool_id: POOL_ID, roles: { authenticated: "r" } };
  expect(await read("aws_cognito_identity_pool_roles_attachment", state, { GetIdentityPoolRoles: {} })).toMatchObject({
    roles: {},
  });
});

test("role mappings keep the order of their rules", async () => {
  const rules = ["b", "a"].map((claim) => ({ Claim: claim, MatchType: "Equals", Value: "v", RoleARN: "r" }));
  const answer = {
    RoleMappings: { p: { Type: "Rules", AmbiguousRoleResolution: "Deny", RulesConfiguration: { Rules: rules } } },
  };
  const found = await read(
    "aws_cognito_identity_pool_roles_attachment",
    { id: POOL_ID },
    { GetIdentityPoolRoles: answer },
  );
  expect(found?.role_mapping).toMatchObject([
    { identity_provider: "p", type: "Rules", mapping_rule: [{ claim: "b" }, { claim: "a" }] },
  ]);
});

describe("an import", () => {
  test.each<[string, string, ObjectValue]>([
    ["aws_cognito_identity_pool", POOL_ID, { id: POOL_ID }],
    ["aws_cognito_identity_pool", `${POOL_ID}@us-gov-west-1`, { id: POOL_ID, region: "us-gov-west-1" }],
    ["aws_cognito_identity_pool_roles_attachment", POOL_ID, { id: POOL_ID }],
    ["aws_cognito_identity_pool_provider_principal_tag", `${POOL_ID}:p`, { id: `${POOL_ID}:p` }],
    ["aws_iam_role", "r@us-east-1", { id: "r@us-east-1", force_detach_policies: false }],
    ["aws_iam_role_policy", "r:p", { id: "r:p" }],
    [
      "aws_iam_role_policy_attachment",
      "r/arn:aws:iam::aws:policy/x/y",
      { role: "r", policy_arn: "arn:aws:iam::aws:policy/x/y", id: "r-arn:aws:iam::aws:policy/x/y" },
    ],
    ["aws_cognito_user_group", "u/g/h", { id: "u/g/h" }],
    ["aws_cognito_user_pool_client", "u/c", { id: "c", user_pool_id: "u" }],
    ["aws_s3_bucket", "b", { id: "b", force_destroy: false }],
  ])("of %s takes %s", (type, id, state) => {
    expect(importResourceState({ type, id })).toEqual({ state, private: { imported: true } });
  });

  test.each([
    ["aws_iam_role_policy_attachment", "r"],
    ["aws_cognito_user_pool_client", "c"],
  ])("of %s refuses %s and says which form it takes", (type, id) => {
    expect(() => importResourceState({ type, id })).toThrow("should have the form");
  });

  test.each([
    ["aws_iam_role_policy", "r"],
    ["aws_cognito_user_group", "g"],
    ["aws_cognito_identity_pool_provider_principal_tag", POOL_ID],
  ])("of %s by %s is refused when it is read", async (type, id) => {
    await expect(read(type, importResourceState({ type, id }).state, {}, true)).rejects.toThrow("should have the form");
  });

  test("of principal tags finds a provider that is an ARN, so has colons of its own", async () => {
    const saml = "arn:aws:iam::123456789012:saml-provider/x";
    const found = await read(
      "aws_cognito_identity_pool_provider_principal_tag",
      { id: `${POOL_ID}:${saml}` },
      { GetPrincipalTagAttributeMap: {} },
      true,
    );
    expect(found).toMatchObject({ identity_pool_id: POOL_ID, identity_provider_name: saml, use_defaults: false });
  });
});

test("a state from a file loses what the schema does not have, at any depth", () => {
  const state = { id: "p", gone: 1, cognito_identity_providers: [{ client_id: "c", gone: 1 }] };
  const upgraded = upgradeResourceState({ type: "aws_cognito_identity_pool", state });
  expect(upgraded).toMatchObject({ id: "p", arn: null });
  expect(JSON.stringify(upgraded)).not.toContain("gone");
});
