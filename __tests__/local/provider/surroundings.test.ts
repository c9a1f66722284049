/** The resource types around an identity pool: what AWS or the provider refuses, what is gone, and what a plan must not forget. What
 *  they do at the emulator is in e2e/surroundings.test.ts. */
import { applyResourceChange } from "../../../local/provider/rpc/apply-resource-change";
import { planResourceChange } from "../../../local/provider/rpc/plan-resource-change";
import { readDataSource } from "../../../local/provider/rpc/read-data-source";
import { readResource } from "../../../local/provider/rpc/read-resource";
import { validateResourceTypeConfig } from "../../../local/provider/rpc/validate-resource-type-config";
import { noTagRules } from "../../../local/provider/aws/tags";
import { UNKNOWN, type ObjectValue } from "../../../local/provider/values";
import { awsError, changes, fakeAws, type Answers } from "./fake-aws";

const ARN = "arn:aws:iam::123456789012";

const summaries = (type: string, config: ObjectValue) =>
  validateResourceTypeConfig({ type, config }).map(({ summary, detail }) =>
    detail ? `${summary}: ${detail}` : summary,
  );

const planned = (type: string, config: ObjectValue, prior: ObjectValue | null = null) =>
  planResourceChange({ type, prior, config }, { region: "eu-west-1", tagRules: noTagRules });

async function refused(type: string, config: ObjectValue): Promise<string> {
  const { aws, sent } = fakeAws();
  const { state, problems } = await applyResourceChange({ type, prior: null, planned: config }, aws);
  expect({ state, changes: changes(sent) }).toEqual({ state: null, changes: [] });
  return problems.map(({ summary, detail = "" }) => `${summary}: ${detail}`).join();
}

describe("what the provider refuses at validate", () => {
  const key = { name: "k", type: "S" };

  test.each<[string, string, ObjectValue, string]>([
    [
      "a table with a key that has no type",
      "aws_dynamodb_table",
      { name: "t", hash_key: "k", range_key: "r", attribute: [key] },
      'all indexes must match a defined attribute. Unmatched indexes: ["r"]',
    ],
    [
      "a table with a type for what is no key",
      "aws_dynamodb_table",
      { name: "t", hash_key: "k", attribute: [key, { name: "x", type: "S" }] },
      'all attributes must be indexed. Unused attributes: ["x"]',
    ],
    ["a key that is gone tomorrow", "aws_kms_key", { deletion_window_in_days: 6 }, "in the range (7 - 30), got 6"],
    [
      "a function without code",
      "aws_lambda_function",
      { function_name: "f", role: `${ARN}:role/r` },
      "one of `filename,image_uri,s3_bucket` must be specified",
    ],
    [
      "a function with two codes",
      "aws_lambda_function",
      { function_name: "f", role: `${ARN}:role/r`, filename: "f", s3_bucket: "b" },
      "only one of `filename,image_uri,s3_bucket` can be specified",
    ],
    [
      "a login without https",
      "aws_iam_openid_connect_provider",
      { url: "http://login.example", client_id_list: ["c"] },
      'with schema of: "https"',
    ],
    [
      "a login with a query",
      "aws_iam_openid_connect_provider",
      { url: "https://login.example?a=b", client_id_list: ["c"] },
      "cannot contain query parameters",
    ],
    [
      "metadata that cannot be any",
      "aws_iam_saml_provider",
      { name: "s", saml_metadata_document: "<x/>" },
      "saml_metadata_document to be in the range (1000 - 10000000)",
    ],
    [
      "a user pool with aliases and without usernames",
      "aws_cognito_user_pool",
      { name: "u", alias_attributes: ["email"], username_attributes: ["email"] },
      '"alias_attributes": conflicts with username_attributes',
    ],
    [
      "a password of five characters",
      "aws_cognito_user_pool",
      { name: "u", password_policy: [{ minimum_length: 5 }] },
      "expected password_policy.0.minimum_length to be in the range (6 - 99), got 5",
    ],
    [
      "a policy that is attached to nothing",
      "aws_iam_policy_attachment",
      { name: "a", policy_arn: `${ARN}:policy/p` },
      "one of `groups,roles,users` must be specified",
    ],
  ])("%s", (_what, type, config, message) => {
    expect(summaries(type, config)).toEqual([expect.stringContaining(message)]);
  });

  test("not a table whose keys only the apply tells", () => {
    const attribute = [{ name: "k", type: "S" }];
    expect(summaries("aws_dynamodb_table", { name: "t", hash_key: UNKNOWN, attribute })).toEqual([]);
    expect(summaries("aws_dynamodb_table", { name: "t", hash_key: "x", attribute: UNKNOWN })).toEqual([]);
  });
});

describe("what AWS refuses at apply, before the emulator is asked", () => {
  const policy = (Resource: string, more: object = {}) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", Resource, ...more }] });
  const ofSize = (size: number) => {
    const resource = "arn:aws:s3:::";
    return policy(resource + "b".repeat(size - policy(resource).length));
  };
  const cors = { allowed_methods: ["GET"], allowed_origins: ["https://a.example"] };

  test.each<[string, string, ObjectValue, string]>([
    ["a managed policy of 6,145 characters", "aws_iam_policy", { name: "p", policy: ofSize(6145) }, "LimitExceeded"],
    [
      "a managed policy with a statement id of two words",
      "aws_iam_policy",
      { name: "p", policy: policy("*", { Sid: "two words" }) },
      "Statement IDs (SID) must be alpha-numeric",
    ],
    [
      "a bucket's policy for nobody",
      "aws_s3_bucket_policy",
      { bucket: "b", policy: policy("*") },
      "Missing required field Principal",
    ],
    ["a key's policy for nobody", "aws_kms_key", { policy: policy("*") }, "Missing required field Principal"],
    [
      "a method that S3 does not know",
      "aws_s3_bucket_cors_configuration",
      { bucket: "b", cors_rule: [{ ...cors, allowed_methods: ["PATCH"] }] },
      "Unsupported method is PATCH",
    ],
    [
      "an origin with two stars",
      "aws_s3_bucket_cors_configuration",
      { bucket: "b", cors_rule: [{ ...cors, allowed_origins: ["https://*.*.example"] }] },
      "can not have more than one wildcard",
    ],
    [
      "101 rules",
      "aws_s3_bucket_cors_configuration",
      { bucket: "b", cors_rule: Array.from({ length: 101 }, () => cors) },
      "There are 101 rules",
    ],
    [
      "a domain in capitals",
      "aws_cognito_user_pool_domain",
      { domain: "NOTES", user_pool_id: "eu-west-1_a" },
      "at 'domain'",
    ],
    [
      "a zip file that is not there",
      "aws_lambda_function",
      { function_name: "f", filename: "not-there.zip" },
      "give abspath(FILE)",
    ],
  ])("%s", async (_what, type, config, message) => {
    expect(await refused(type, config)).toContain(message);
  });

  test("a managed policy of 6,144 characters is taken", async () => {
    const { aws, sent } = fakeAws({
      CreatePolicy: { Policy: { Arn: "a" } },
      GetPolicy: { Policy: { Arn: "a" } },
      GetPolicyVersion: {},
    });
    const config = { name: "p", policy: ofSize(6144) };
    expect((await applyResourceChange({ type: "aws_iam_policy", prior: null, planned: config }, aws)).problems).toEqual(
      [],
    );
    expect(changes(sent)).toEqual(["CreatePolicy"]);
  });

  test.each(["aws_s3_bucket_policy", "aws_kms_key"])("a statement id of two words is right for %s", async (type) => {
    const { aws, sent } = fakeAws();
    const document = policy("*", { Sid: "Enable IAM User Permissions", Principal: { AWS: "*" } });
    await applyResourceChange({ type, prior: null, planned: { bucket: "b", policy: document } }, aws);
    expect(changes(sent)).toEqual([type === "aws_kms_key" ? "CreateKey" : "PutBucketPolicy"]);
  });

  test("a user pool that is protected is not deleted", async () => {
    const { aws, sent } = fakeAws();
    const prior = { id: "u", deletion_protection: "ACTIVE" };
    const { state, problems } = await applyResourceChange({ type: "aws_cognito_user_pool", prior, planned: null }, aws);
    expect([state, changes(sent)]).toEqual([prior, []]);
    expect(problems).toMatchObject([{ attribute: ["deletion_protection"] }]);
  });

  test("an attribute of a user pool is added, and never taken away", async () => {
    const attribute = { name: "team", attribute_data_type: "String" };
    const change = async (prior: ObjectValue[], after: ObjectValue[]) => {
      const { aws, sent } = fakeAws({ AddCustomAttributes: {}, UpdateUserPool: {} });
      const pool = { id: "u", name: "u", mfa_configuration: "OFF" };
      const request = { prior: { ...pool, schema: prior }, planned: { ...pool, schema: after } };
      const { problems } = await applyResourceChange({ type: "aws_cognito_user_pool", ...request }, aws);
      return { sent: changes(sent), said: problems.map(({ detail }) => detail) };
    };
    expect((await change([], [attribute])).sent).toEqual(["AddCustomAttributes", "UpdateUserPool"]);
    expect(await change([attribute], [])).toMatchObject({ sent: [], said: ["cannot modify or remove schema items"] });
  });
});

test("a user pool's blocks go to AWS under its own names, and without what is not set", async () => {
  const { aws, sent } = fakeAws({ CreateUserPool: { UserPool: { Id: "u" } }, SetUserPoolMfaConfig: {} });
  const config: ObjectValue = {
    name: "u",
    mfa_configuration: "OPTIONAL",
    software_token_mfa_configuration: [{ enabled: true }],
    account_recovery_setting: [{ recovery_mechanism: [{ name: "verified_email", priority: 1 }] }],
    admin_create_user_config: [{ invite_message_template: [{ sms_message: "{username} {####}" }] }],
    email_configuration: [{ from_email_address: "a@b.example", source_arn: "" }],
    lambda_config: [{ kms_key_id: "k", custom_sms_sender: [{ lambda_arn: "l", lambda_version: "V1_0" }] }],
    password_policy: [{ minimum_length: 12, temporary_password_validity_days: UNKNOWN }],
    verification_message_template: [{ sms_message: "{####}" }],
  };
  await applyResourceChange({ type: "aws_cognito_user_pool", prior: null, planned: config }, aws);
  const [created, mfa] = sent;
  expect(created?.input).toEqual({
    PoolName: "u",
    Schema: [],
    UserPoolTags: {},
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
    AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "{username} {####}" } },
    EmailConfiguration: { From: "a@b.example" },
    LambdaConfig: { KMSKeyID: "k", CustomSMSSender: { LambdaArn: "l", LambdaVersion: "V1_0" } },
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
    VerificationMessageTemplate: { SmsMessage: "{####}" },
  });
  expect(mfa).toEqual({
    command: "SetUserPoolMfaConfig",
    input: {
      UserPoolId: "u",
      MfaConfiguration: "OPTIONAL",
      SoftwareTokenMfaConfiguration: { Enabled: true },
    },
  });
});

describe("a managed policy", () => {
  const policy = (action: string) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
  const version = (number: number, isDefault = false) => ({
    VersionId: `v${number}`,
    IsDefaultVersion: isDefault,
    CreateDate: new Date(number),
  });
  const update = async (versions: object[]) => {
    const { aws, sent } = fakeAws({
      ListPolicyVersions: { Versions: versions },
      DeletePolicyVersion: {},
      CreatePolicyVersion: {},
      GetPolicy: { Policy: {} },
      GetPolicyVersion: {},
    });
    const prior = { id: "a", policy: policy("s3:*") };
    await applyResourceChange({ type: "aws_iam_policy", prior, planned: { id: "a", policy: policy("s3:Get*") } }, aws);
    return sent.filter(({ command }) => changes([{ command, input: {} }]).length > 0);
  };

  test("of four versions gets a fifth", async () => {
    const sent = await update([version(4, true), version(3), version(2), version(1)]);
    expect(sent.map(({ command }) => command)).toEqual(["CreatePolicyVersion"]);
  });

  test("of five versions loses the oldest that is not in force", async () => {
    const sent = await update([version(5), version(4), version(3), version(2), version(1, true)]);
    expect(sent).toMatchObject([
      { command: "DeletePolicyVersion", input: { VersionId: "v2" } },
      { command: "CreatePolicyVersion", input: { SetAsDefault: true } },
    ]);
  });
});

describe("the list of all policies of a role", () => {
  const there: Answers = {
    ListRolePolicies: { PolicyNames: ["a", "by-hand"] },
    ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: `${ARN}:policy/by-hand` }] },
    GetPolicy: {},
    DeleteRolePolicy: {},
    AttachRolePolicy: {},
    DetachRolePolicy: {},
  };
  const applied = async (type: string, config: ObjectValue) => {
    const { aws, sent } = fakeAws(there);
    const { problems } = await applyResourceChange({ type, prior: null, planned: config }, aws);
    return { changed: changes(sent), problems: problems.map(({ detail }) => detail) };
  };

  test("deletes inline policies that it does not name", async () => {
    const { changed, problems } = await applied("aws_iam_role_policies_exclusive", {
      role_name: "r",
      policy_names: ["a"],
    });
    expect({ changed, problems }).toEqual({ changed: ["DeleteRolePolicy"], problems: [] });
  });

  test("makes no inline policy that it names", async () => {
    const { problems } = await applied("aws_iam_role_policies_exclusive", { role_name: "r", policy_names: ["a", "b"] });
    expect(problems).toEqual([expect.stringContaining("The role r has no inline policy b")]);
  });

  test("attaches managed policies that are missing, and detaches the others", async () => {
    const { changed, problems } = await applied("aws_iam_role_policy_attachments_exclusive", {
      role_name: "r",
      policy_arns: [`${ARN}:policy/p`],
    });
    expect({ changed, problems }).toEqual({ changed: ["DetachRolePolicy", "AttachRolePolicy"], problems: [] });
  });

  test("is gone with the role", async () => {
    const gone = {
      ListRolePolicies: awsError("NoSuchEntityException"),
      ListAttachedRolePolicies: awsError("NoSuchEntity"),
    };
    for (const [type, list] of [
      ["aws_iam_role_policies_exclusive", "policy_names"],
      ["aws_iam_role_policy_attachments_exclusive", "policy_arns"],
    ] as const) {
      const state = { role_name: "r", [list]: [] };
      const read = await readResource({ type, state, private: {} }, fakeAws(gone).aws);
      expect(read.state).toBeNull();
    }
  });
});

describe("blocks with what AWS sets in them", () => {
  const type = "aws_cognito_user_pool";
  const configured = { name: "u", password_policy: [{ minimum_length: 12 }] };

  test("are not known in a new resource, but for what is configured", () => {
    const policy = planned(type, configured).planned?.password_policy;
    expect(policy).toMatchObject([{ minimum_length: 12, temporary_password_validity_days: UNKNOWN }]);
  });

  test("stay as AWS has them, and are no change", () => {
    const password_policy = [{ minimum_length: 12, temporary_password_validity_days: 7 }];
    const plan = planned(type, configured, { name: "u", password_policy });
    expect(plan.planned?.password_policy).toMatchObject(password_policy);
  });

  test("in a set are found by what is configured", () => {
    const index = { name: "i", hash_key: "k", projection_type: "ALL" };
    const other = { name: "j", hash_key: "k", projection_type: "ALL" };
    const prior = [
      { ...other, read_capacity: 2, write_capacity: 2 },
      { ...index, read_capacity: 1, write_capacity: 1 },
    ];
    const plan = planned(
      "aws_dynamodb_table",
      { name: "t", hash_key: "k", global_secondary_index: [index, other] },
      { name: "t", hash_key: "k", global_secondary_index: prior },
    );
    expect(plan.planned?.global_secondary_index).toMatchObject(prior);
  });

  test("that the provider plans for nobody are kept where AWS has them", () => {
    expect(planned(type, { name: "u" }).planned?.email_configuration).toEqual([]);
    const email_configuration = [{ email_sending_account: "COGNITO_DEFAULT" }];
    const plan = planned(type, { name: "u" }, { name: "u", email_configuration });
    expect(plan.planned?.email_configuration).toMatchObject(email_configuration);
  });
});

test.each<[string, ObjectValue, ...string[]]>([
  [
    "aws_cognito_identity_provider",
    { user_pool_id: "u", provider_name: "n", provider_type: "t" },
    "user_pool_id",
    "provider_name",
    "provider_type",
  ],
  ["aws_cognito_user_pool_domain", { domain: "d", user_pool_id: "u" }, "domain", "user_pool_id"],
  ["aws_dynamodb_table", { name: "t", hash_key: "k", range_key: "r" }, "hash_key", "name", "range_key"],
  ["aws_iam_openid_connect_provider", { url: "https://u" }, "url"],
  ["aws_iam_policy", { name: "n", path: "/", description: "d", policy: "{}" }, "description", "name", "path"],
  ["aws_iam_saml_provider", { name: "n" }, "name"],
  ["aws_lambda_function", { function_name: "f", package_type: "Zip" }, "function_name"],
  ["aws_s3_bucket_policy", { bucket: "b" }, "bucket"],
  ["aws_s3_bucket_cors_configuration", { bucket: "b" }, "bucket"],
  ["aws_s3_bucket_public_access_block", { bucket: "b" }, "bucket"],
])("%s is replaced by a change of what it is", (type, config, ...names) => {
  for (const name of names) {
    const { requiresReplace } = planned(type, { ...config, [name]: "other" }, config);
    expect(requiresReplace.flat()).toEqual([name]);
  }
});

test("the address of an OpenID Connect provider is the same with its scheme and without", () => {
  const plan = planned("aws_iam_openid_connect_provider", { url: "https://a.example" }, { url: "a.example" });
  expect(plan).toMatchObject({ planned: { url: "a.example" }, requiresReplace: [] });
});

const NOBODY = awsError("NoSuchEntityException");
const GONE = awsError("ResourceNotFoundException");

test.each<[string, ObjectValue, Answers]>([
  ["aws_cognito_identity_provider", { id: "u:n" }, { DescribeIdentityProvider: GONE }],
  ["aws_cognito_user_pool_domain", { id: "d" }, { DescribeUserPoolDomain: { DomainDescription: {} } }],
  ["aws_dynamodb_table", { id: "t" }, { DescribeTable: GONE }],
  ["aws_iam_openid_connect_provider", { id: "a" }, { GetOpenIDConnectProvider: NOBODY }],
  ["aws_iam_policy", { id: "a" }, { GetPolicy: NOBODY }],
  ["aws_iam_saml_provider", { id: "a" }, { GetSAMLProvider: NOBODY }],
  ["aws_kms_key", { id: "k" }, { DescribeKey: awsError("NotFoundException") }],
  ["aws_kms_key", { id: "k" }, { DescribeKey: { KeyMetadata: { KeyState: "PendingDeletion" } } }],
  ["aws_lambda_function", { id: "f" }, { GetFunction: GONE }],
  ["aws_s3_bucket_policy", { id: "b" }, { GetBucketPolicy: awsError("NoSuchBucketPolicy") }],
  ["aws_s3_bucket_cors_configuration", { id: "b" }, { GetBucketCors: awsError("NoSuchCORSConfiguration") }],
  [
    "aws_s3_bucket_public_access_block",
    { id: "b" },
    { GetPublicAccessBlock: awsError("NoSuchPublicAccessBlockConfiguration") },
  ],
])("a %s that somebody deleted is gone from the state", async (type, state, answers) => {
  expect((await readResource({ type, state, private: {} }, fakeAws(answers).aws)).state).toBeNull();
});

test.each<[string, ObjectValue, string, string]>([
  ["aws_cognito_identity_provider", { id: "u:n" }, "DeleteIdentityProvider", "ResourceNotFoundException"],
  ["aws_cognito_user_pool_domain", { id: "d" }, "DeleteUserPoolDomain", "InvalidParameterException"],
  ["aws_dynamodb_table", { id: "t" }, "DeleteTable", "ResourceNotFoundException"],
  ["aws_iam_openid_connect_provider", { id: "a" }, "DeleteOpenIDConnectProvider", "NoSuchEntityException"],
  ["aws_iam_policy", { id: "a" }, "ListPolicyVersions", "NoSuchEntityException"],
  ["aws_iam_saml_provider", { id: "a" }, "DeleteSAMLProvider", "NoSuchEntityException"],
  ["aws_kms_key", { id: "k" }, "DescribeKey", "NotFoundException"],
  ["aws_lambda_function", { id: "f" }, "DeleteFunction", "ResourceNotFoundException"],
  ["aws_s3_bucket_policy", { id: "b" }, "DeleteBucketPolicy", "NoSuchBucket"],
  ["aws_s3_bucket_cors_configuration", { bucket: "b" }, "DeleteBucketCors", "NoSuchBucket"],
  ["aws_s3_bucket_public_access_block", { id: "b" }, "DeletePublicAccessBlock", "NoSuchBucket"],
])("a deletion of a %s that is gone already succeeds", async (type, prior, command, error) => {
  const { aws } = fakeAws({ [command]: awsError(error) });
  expect(await applyResourceChange({ type, prior, planned: null }, aws)).toEqual({ state: null, problems: [] });
});

describe("a data source", () => {
  const read = (type: string, config: ObjectValue, answers: Answers) =>
    readDataSource({ type, config }, fakeAws(answers).aws);

  test("finds an identity pool on a later page, in the region that it names", async () => {
    const found = await read(
      "aws_cognito_identity_pool",
      { identity_pool_name: "p", region: "us-west-2" },
      {
        ListIdentityPools: ({ NextToken }) =>
          NextToken === "2"
            ? { IdentityPools: [{ IdentityPoolId: "id", IdentityPoolName: "p" }] }
            : { IdentityPools: [{ IdentityPoolId: "x", IdentityPoolName: "other" }], NextToken: "2" },
        DescribeIdentityPool: { IdentityPoolId: "id", IdentityPoolName: "p", IdentityPoolTags: { a: "1" } },
      },
    );
    expect(found).toMatchObject({
      id: "id",
      arn: "arn:aws:cognito-identity:us-west-2:123456789012:identitypool/id",
      region: "us-west-2",
      tags: { a: "1" },
    });
  });

  test("refuses an identity pool that is not there", async () => {
    await expect(
      read("aws_cognito_identity_pool", { identity_pool_name: "p" }, { ListIdentityPools: {} }),
    ).rejects.toThrow('no identity pool found with name "p"');
  });

  test("finds a managed policy by its name, on a later page, with its document", async () => {
    const arn = `${ARN}:policy/app/p`;
    const found = await read(
      "aws_iam_policy",
      { name: "p" },
      {
        ListPolicies: ({ Marker }) =>
          Marker === "2"
            ? { Policies: [{ PolicyName: "p", Arn: arn }] }
            : { Policies: [{ PolicyName: "other", Arn: "x" }], IsTruncated: true, Marker: "2" },
        GetPolicy: { Policy: { PolicyName: "p", Path: "/app/", DefaultVersionId: "v3" } },
        GetPolicyVersion: ({ VersionId }) => ({
          PolicyVersion: { Document: encodeURIComponent(`"${String(VersionId)}"`) },
        }),
      },
    );
    expect(found).toMatchObject({ id: arn, arn, name: "p", path: "/app/", policy: '"v3"' });
  });

  test("refuses a managed policy of a name that is not there", async () => {
    await expect(read("aws_iam_policy", { name: "p" }, { ListPolicies: {} })).rejects.toThrow(
      'No policy has the name "p"',
    );
  });

  test("lists all user pools of a name, and no other", async () => {
    const UserPools = [
      { Id: "eu-west-1_a", Name: "n" },
      { Id: "eu-west-1_b", Name: "other" },
      { Id: "eu-west-1_c", Name: "n" },
    ];
    expect(await read("aws_cognito_user_pools", { name: "n" }, { ListUserPools: { UserPools } })).toMatchObject({
      ids: ["eu-west-1_a", "eu-west-1_c"],
      arns: ["eu-west-1_a", "eu-west-1_c"].map((id) => `arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${id}`),
    });
  });
});
