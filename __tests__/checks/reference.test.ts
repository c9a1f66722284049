/** Terraform's text of a token shows which attribute of which resource it is, though only Terraform knows its value. */
import {
  isArn,
  isNoArn,
  isNoClientId,
  isNoName,
  isNoUserPoolId,
  referenceIn,
  wholeReferenceIn,
} from "../../src/checks/reference";
import type { Reference } from "../../src/checks/reference";

const read = String;

function reference(text: string): Reference {
  const found = wholeReferenceIn(`\${${text}}`, read);
  if (found === undefined) throw new Error(`${text} is no reference`);
  return found;
}

test.each<[unknown, Partial<Reference> | undefined]>([
  ["${aws_s3_bucket.notes.arn}", { type: "aws_s3_bucket", attribute: "arn", text: "${aws_s3_bucket.notes.arn}" }],
  ["${aws_s3_bucket.notes.arn}/*", { attribute: "arn", text: "${aws_s3_bucket.notes.arn}/*" }],
  ["${data.aws_iam_role.users-1.name}", { type: "aws_iam_role", attribute: "name" }],
  ["${aws_iam_role.users[0].name}", { type: "aws_iam_role", attribute: "name" }],
  ['${aws_iam_role.users["a"].name}', { type: "aws_iam_role", attribute: "name" }],
  ["arn:aws:s3:::${aws_s3_bucket.notes.id}", undefined],
  ["${var.name}", undefined],
  ["${var.settings.name}", undefined],
  ["${local.settings.name}", undefined],
  ["${each.value.name}", undefined],
  ["${module.users.role.name}", undefined],
  ["${path.module.name}", undefined],
  ["${terraform.workspace.name}", undefined],
  ["${join(aws_s3_bucket.notes.arn)}", undefined],
  ["${aws_s3_bucket.notes}", undefined],
  ["aws_s3_bucket.notes.arn", undefined],
  [7, undefined],
  [undefined, undefined],
])("%j begins with the attribute of a resource, or does not", (value, expected) => {
  const found = referenceIn(value, read);
  if (expected === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(expected);
});

test("a text is a reference as a whole if nothing follows", () => {
  expect(wholeReferenceIn("${aws_s3_bucket.notes.arn}", read)).toMatchObject({ attribute: "arn" });
  expect(wholeReferenceIn("${aws_s3_bucket.notes.arn}/*", read)).toBeUndefined();
  expect(wholeReferenceIn("${var.name}", read)).toBeUndefined();
});

test.each([
  "aws_iam_role.users.name",
  "aws_iam_policy.notes.policy_name",
  "aws_s3_bucket.notes.bucket",
  "aws_s3_bucket.notes.bucket_domain_name",
  "aws_s3_bucket.notes.domain_name",
  "aws_sqs_queue.notes.url",
  "aws_lambda_function.notes.function_url",
  "aws_lambda_function.notes.invoke_arn",
  "aws_lambda_function.notes.qualified_invoke_arn",
  "aws_cognito_user_pool.users.endpoint",
  "aws_kms_key.notes.key_id",
  "aws_kms_alias.notes.target_key_id",
  "aws_s3_bucket.notes.id",
  "aws_iam_role.users.id",
  "data.aws_dynamodb_table.notes.id",
])("%s is certainly no ARN", (text) => {
  expect(isNoArn(reference(text))).toBe(true);
});

test.each([
  "aws_iam_role.users.arn",
  "aws_lambda_function.notes.qualified_arn",
  "aws_iam_policy.notes.id",
  "aws_sns_topic.notes.id",
  "aws_s3_bucket.notes.bucket_prefix",
  "aws_s3_bucket.notes.rename",
  "aws_s3_bucket.notes.username",
  "aws_s3_bucket.notes.names",
])("%s may be an ARN", (text) => {
  expect(isNoArn(reference(text))).toBe(false);
});

test.each([
  ["aws_s3_bucket.notes.arn", true],
  ["aws_s3_bucket.notes.bucket_domain_name", true],
  ["aws_s3_bucket.notes.website_endpoint", true],
  ["aws_apigatewayv2_stage.prod.invoke_url", true],
  ["aws_api_gateway_rest_api.notes.root_resource_id", true],
  ["aws_s3_bucket.notes.bucket", false],
  ["aws_s3_bucket.notes.id", false],
  ["aws_apigatewayv2_stage.prod.name", false],
  ["aws_ssm_parameter.bucket.value", false],
  ["aws_s3_bucket.notes.curl", false],
  ["aws_s3_bucket.notes.urls", false],
])("%s is neither a name nor an id: %j", (text, verdict) => {
  expect(isNoName(reference(text))).toBe(verdict);
});

test.each([
  ["aws_iam_role.users.arn", true],
  ["aws_lambda_function.notes.qualified_arn", true],
  ["aws_iam_role.users.name", false],
  ["aws_iam_role.users.arns", false],
  ["aws_iam_role.users.barn", false],
])("%s is an ARN: %j", (text, verdict) => {
  expect(isArn(reference(text))).toBe(verdict);
});

test.each([
  ["aws_cognito_user_pool.users.id", true, false],
  ["aws_cognito_user_pool.users.user_pool_id", true, false],
  ["aws_cognito_user_pool.users.arn", false, false],
  ["aws_cognito_user_pool.users.name", false, false],
  ["aws_cognito_user_pool_client.web.id", false, true],
  ["aws_cognito_user_pool_client.web.client_id", false, true],
  ["aws_cognito_user_pool_client.web.user_pool_id", true, false],
  ["aws_cognito_user_pool_client.web.name", false, false],
  ["aws_cognito_managed_user_pool_client.web.id", false, true],
  ["aws_cognito_managed_user_pool_client.web.user_pool_id", true, false],
  ["aws_ssm_parameter.users.value", true, true],
  ["aws_ssm_parameter.users.name", true, true],
  ["aws_ssm_parameter.users.arn", false, false],
])("%s may be the id of a user pool: %j, and that of a client: %j", (text, ofUserPool, ofClient) => {
  expect(isNoUserPoolId(reference(text))).toBe(!ofUserPool);
  expect(isNoClientId(reference(text))).toBe(!ofClient);
});
