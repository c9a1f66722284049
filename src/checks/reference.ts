/** References to attributes of other resources. Only Terraform knows what they will be, but which attribute it is stands in
 *  Terraform's text of the token: a name where an ARN belongs would fail in the middle of an apply, or give nobody access. */
import { known } from "../terraform/tokens";

/** What a text refers to: `${aws_s3_bucket.notes.arn}`. */
export interface Reference {
  /** Such as `aws_s3_bucket`, also of a data source. */
  readonly type: string;
  /** Such as `aws_s3_bucket.notes`, or `data.aws_s3_bucket.notes`. */
  readonly address: string;
  /** Such as `arn`. */
  readonly attribute: string;
  /** Terraform's text. */
  readonly text: string;
}

const REFERENCE =
  /^\$\{((?:data\.)?(?!(?:var|local|each|module|data|path|terraform)\.)(\w+)\.[\w-]+(?:\[[^\]]*\])?)\.(\w+)\}/;

/** The attribute of a resource that the text is, or that it begins with.
 *  @param read gives Terraform's text of a token, such as `${aws_s3_bucket.notes.arn}` */
export function referenceIn(value: unknown, read: (value: unknown) => string): Reference | undefined {
  if (typeof value !== "string" || known(value)) return undefined;
  const text = read(value);
  const [, address, type, attribute] = REFERENCE.exec(text) ?? [];
  if (address === undefined || type === undefined || attribute === undefined) return undefined;
  return { type, address, attribute, text };
}

/** The attribute of a resource that the text is as a whole. */
export function wholeReferenceIn(value: unknown, read: (value: unknown) => string): Reference | undefined {
  const reference = referenceIn(value, read);
  return reference?.text.replace(REFERENCE, "") === "" ? reference : undefined;
}

/** Resources whose `id` is their name or another text of their own. Of others it may be the ARN. */
const TYPES_WITHOUT_ARN_AS_ID: ReadonlySet<string> = new Set([
  "aws_api_gateway_rest_api",
  "aws_apigatewayv2_api",
  "aws_appsync_graphql_api",
  "aws_cloudwatch_log_group",
  "aws_cognito_identity_pool",
  "aws_cognito_user_pool",
  "aws_cognito_user_pool_client",
  "aws_dynamodb_table",
  "aws_iam_role",
  "aws_kms_key",
  "aws_lambda_function",
  "aws_location_map",
  "aws_rum_app_monitor",
  "aws_s3_bucket",
  "aws_sqs_queue",
]);

/** Attributes that are names, ids of keys, or addresses on the internet. `invoke_arn` is API Gateway's address of a function, not
 *  the function's ARN. */
const NO_ARN = /^(?:\w+_)?(?:name|url|endpoint|invoke_arn|key_id)$|^bucket$/;

/** Whether the attribute is certainly no ARN. */
export function isNoArn({ type, attribute }: Reference): boolean {
  return attribute === "id" ? TYPES_WITHOUT_ARN_AS_ID.has(type) : NO_ARN.test(attribute);
}

/** Whether the attribute is certainly neither a name nor an id: an ARN, an address on the internet, or the id of a part. */
export function isNoName(reference: Reference): boolean {
  return isArn(reference) || /^(?:\w+_)?(?:url|endpoint|domain_name|root_resource_id)$/.test(reference.attribute);
}

/** Whether the attribute is certainly an ARN. */
export function isArn({ attribute }: Reference): boolean {
  return /(?:^|_)arn$/.test(attribute);
}

/** Whether the attribute is certainly not the id of a user pool. */
export function isNoUserPoolId(reference: Reference): boolean {
  const { type, attribute } = reference;
  if (type === "aws_cognito_user_pool") return attribute !== "id" && attribute !== "user_pool_id";
  if (isTypeOfClients(type)) return attribute !== "user_pool_id";
  return isArn(reference);
}

/** Whether the attribute is certainly not the id of an app client. */
export function isNoClientId(reference: Reference): boolean {
  const { type, attribute } = reference;
  if (isTypeOfClients(type)) return attribute !== "id" && attribute !== "client_id";
  return type === "aws_cognito_user_pool" || isArn(reference);
}

function isTypeOfClients(type: string): boolean {
  return type === "aws_cognito_user_pool_client" || type === "aws_cognito_managed_user_pool_client";
}
