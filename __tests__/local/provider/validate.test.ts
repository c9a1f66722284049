import { validateResourceTypeConfig } from "../../../local/provider/rpc/validate-resource-type-config";
import { UNKNOWN, type ObjectValue, type Value } from "../../../local/provider/values";

function paths(type: string, config: ObjectValue): unknown[] {
  return validateResourceTypeConfig({ type, config }).map(({ attribute }) => attribute);
}

const POOL = "aws_cognito_identity_pool";
const ROLE = "aws_iam_role";
const ATTACHMENT = "aws_cognito_identity_pool_roles_attachment";
const ARN = "arn:aws:iam::123456789012:role/r";

test.each<[string, string, string, Value, "taken" | "refused"]>([
  [POOL, "identity_pool_name", "with spaces", "a b + c=d,e.f@g-h_i", "taken"],
  [POOL, "identity_pool_name", "with a slash", "a/b", "refused"],
  [POOL, "identity_pool_name", "not known yet", UNKNOWN, "taken"],
  [POOL, "developer_provider_name", "of 100", "d".repeat(100), "taken"],
  [POOL, "developer_provider_name", "of 101", "d".repeat(101), "refused"],
  [POOL, "developer_provider_name", "with a space", "a b", "refused"],
  [POOL, "region", "of a region", "ap-northeast-1", "taken"],
  [POOL, "region", "of none", "mars", "refused"],
  [ROLE, "name", "of 64", "n".repeat(64), "taken"],
  [ROLE, "name", "of 65", "n".repeat(65), "refused"],
  [ROLE, "name", "with a slash", "a/b", "refused"],
  [ROLE, "name_prefix", "of 38", "n".repeat(38), "taken"],
  [ROLE, "name_prefix", "of 39", "n".repeat(39), "refused"],
  [ROLE, "description", "of 1000", "d".repeat(1000), "taken"],
  [ROLE, "description", "of 1001", "d".repeat(1001), "refused"],
  [ROLE, "description", "with a curly quote", "“", "refused"],
  [ROLE, "max_session_duration", "of an hour", 3600, "taken"],
  [ROLE, "max_session_duration", "below an hour", 3599, "refused"],
  [ROLE, "max_session_duration", "of 12 hours", 43200, "taken"],
  [ROLE, "max_session_duration", "above 12 hours", 43201, "refused"],
  [ROLE, "assume_role_policy", "that is no JSON", "x", "refused"],
  [ROLE, "permissions_boundary", "that is no ARN", "x", "refused"],
  ["aws_iam_role_policy", "name", "of 128", "n".repeat(128), "taken"],
  ["aws_iam_role_policy", "name", "of 129", "n".repeat(129), "refused"],
  ["aws_iam_role_policy", "name_prefix", "of 102", "n".repeat(102), "taken"],
  ["aws_iam_role_policy", "name_prefix", "of 103", "n".repeat(103), "refused"],
  ["aws_iam_role_policy", "policy", "that is a JSON list", "[]", "refused"],
  ["aws_iam_role_policy", "role", "that is an ARN", ARN, "refused"],
  ["aws_iam_role_policy_attachment", "policy_arn", "of AWS", "arn:aws:iam::aws:policy/ReadOnlyAccess", "taken"],
  ["aws_iam_role_policy_attachment", "policy_arn", "that is a name", "ReadOnlyAccess", "refused"],
  ["aws_cognito_identity_pool_provider_principal_tag", "identity_pool_id", "of a pool", "eu-west-1:0a-1b", "taken"],
  ["aws_cognito_identity_pool_provider_principal_tag", "identity_pool_id", "without region", "0a-1b", "refused"],
  ["aws_cognito_identity_pool_provider_principal_tag", "identity_provider_name", "of 129", "n".repeat(129), "refused"],
  ["aws_cognito_user_group", "name", "of spaces alone", "  ", "refused"],
  ["aws_cognito_user_group", "user_pool_id", "without region", "x", "refused"],
  ["aws_cognito_user_group", "description", "of 2049", "d".repeat(2049), "refused"],
  ["aws_s3_bucket", "bucket", "of 64", "b".repeat(64), "refused"],
])("%s: a %s %s", (type, name, _, value, verdict) => {
  expect(paths(type, { [name]: value })).toEqual(verdict === "taken" ? [] : [[name]]);
});

test.each<[string, ObjectValue, unknown[]]>([
  [
    "an element of a list",
    { saml_provider_arns: ["arn:aws:iam::123456789012:saml-provider/x", "x"] },
    ["saml_provider_arns", 1],
  ],
  ["a set, whose elements have no address", { openid_connect_provider_arns: ["x"] }, ["openid_connect_provider_arns"]],
  ["a block in a set", { cognito_identity_providers: [{ client_id: "a b" }] }, ["cognito_identity_providers"]],
])("a problem points at %s", (_, config, path) => {
  expect(paths(POOL, config)).toEqual([path]);
});

test.each<[string, ObjectValue]>([
  ["type", { type: "Tokens" }],
  ["ambiguous_role_resolution", { ambiguous_role_resolution: "deny" }],
  ["claim", { mapping_rule: [{ claim: "a b" }] }],
  ["match_type", { mapping_rule: [{ match_type: "Like" }] }],
  ["role_arn", { mapping_rule: [{ role_arn: "r" }] }],
  ["value", { mapping_rule: [{ value: "v".repeat(129) }] }],
])("a role mapping with a bad %s is refused", (name, mapping) => {
  const [problem, ...others] = validateResourceTypeConfig({ type: ATTACHMENT, config: { role_mapping: [mapping] } });
  expect(problem).toMatchObject({ attribute: ["role_mapping"], summary: expect.stringContaining(name) as string });
  expect(others).toEqual([]);
});

test("what the AWS provider only finds out at apply passes the plan", () => {
  const config = { roles: { admin: ARN }, role_mapping: [{ identity_provider: "x", type: "Rules", mapping_rule: [] }] };
  expect(paths(ATTACHMENT, config)).toEqual([]);
});

test.each([ROLE, "aws_iam_role_policy"])("%s takes a name or a prefix, not both", (type) => {
  expect(paths(type, { name: "a", name_prefix: "b" })).toEqual([["name"]]);
  expect(paths(type, { name: "a", name_prefix: null })).toEqual([]);
});

test.each([
  [
    "aws_cognito_user_pool_client",
    { name: "c", user_pool_id: "eu-west-1_a", generate_secret: true },
    { refresh_token_rotation: [{ feature: "ENABLED" }] },
  ],
  [
    "aws_dynamodb_table",
    { name: "t", hash_key: "k", attribute: [{ name: "k", type: "S" }] },
    { replica: [{ region_name: "eu-west-1" }] },
  ],
  ["aws_kms_key", { description: "k" }, { custom_key_store_id: "s" }],
  [
    "aws_lambda_function",
    { function_name: "f", role: ARN, filename: "f.zip" },
    { vpc_config: [{ subnet_ids: ["s"], security_group_ids: ["g"] }] },
  ],
  ["aws_s3_bucket", { bucket: "b", tags: {}, force_destroy: true }, { versioning: [{ enabled: true }] }],
])("%s, which is there in part, takes %j and refuses %j by name", (type, supported, unsupported) => {
  expect(paths(type, supported)).toEqual([]);
  expect(validateResourceTypeConfig({ type, config: { ...supported, ...unsupported } })).toMatchObject([
    { summary: "Argument not supported by the local provider", attribute: Object.keys(unsupported) },
  ]);
});
