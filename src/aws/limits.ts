/** The limits of Amazon Cognito identity pools and of IAM, one row each. Both the checks at synth and the validation
 *  blocks of the stack's Terraform variables come from this table. Patterns use only what JavaScript and Terraform (RE2)
 *  read alike. */

/** A text: its length and its alphabet. */
export interface TextLimit {
  readonly kind: "text";
  readonly min: number;
  readonly max: number;
  /** What the length counts. Terraform's AWS provider checks some lengths before AWS does, and counts bytes: `ü` has two. */
  readonly unit: "characters" | "bytes";
  /** The whole text must match. */
  readonly pattern: RegExp;
  /** The pattern in words: which characters there may be, such as "letters and digits" or "without white space"; or what the
   *  text is as a whole, such as "an AWS region"; empty where it may be any text. */
  readonly allowed: string;
  /** Whether people read it, so that any word may stand in it.
   *  @default false, it is a name or an id */
  readonly isProse?: boolean;
  /** The page that states the limit. */
  readonly see: string;
}

/** A whole number with a unit. */
export interface NumberLimit {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  /** Such as "seconds".
   *  @default none, a plain number */
  readonly unit?: string;
  readonly see: string;
}

/** A number of entries. */
export interface CountLimit {
  readonly kind: "count";
  readonly min: number;
  readonly max: number;
  readonly see: string;
}

export type Limit = TextLimit | NumberLimit | CountLimit;

const IDENTITY = "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference";
const USER_POOLS = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const STS_AND_IAM_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const TAGGING = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html";
const S3_NAMES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";

function textLimit(min: number, max: number, pattern: RegExp, allowed: string, see: string): TextLimit {
  return { kind: "text", min, max, unit: "characters", pattern, allowed, see };
}

function inBytes(limit: TextLimit): TextLimit {
  return { ...limit, unit: "bytes" };
}

function prose(limit: TextLimit): TextLimit {
  return { ...limit, isProse: true };
}

function countLimit(min: number, max: number, see: string): CountLimit {
  return { kind: "count", min, max, see };
}

const ROLE_NAME_CHARACTERS = "letters, digits and _ + = , . @ -";

export const limits = {
  // AWS writes \s; spelled out because JavaScript's \s takes more white space than AWS does.
  identityPoolName: textLimit(
    1,
    128,
    /^[\w\t\n\f\r +=,.@-]+$/,
    "letters, digits, white space and _ + = , . @ -",
    `${IDENTITY}/API_CreateIdentityPool.html`,
  ),
  identityPoolId: textLimit(
    1,
    55,
    /^[\w-]+:[0-9a-f-]+$/,
    "an id of the form REGION:GUID",
    `${IDENTITY}/API_DescribeIdentityPool.html`,
  ),
  userPoolId: textLimit(
    1,
    55,
    /^[\w-]+_[0-9a-zA-Z]+$/,
    "an id of the form REGION_ID, such as us-east-1_AbCdEfGhI",
    `${USER_POOLS}/API_DescribeUserPool.html`,
  ),
  // An identity pool takes less than a user pool gives, which may have a plus sign.
  clientId: textLimit(1, 128, /^\w+$/, "letters, digits and _", `${IDENTITY}/API_CognitoIdentityProvider.html`),
  developerProviderName: textLimit(
    1,
    100,
    /^[\w._-]+$/,
    "letters, digits and . _ -",
    `${IDENTITY}/API_CreateIdentityPool.html`,
  ),
  loginAppId: textLimit(
    1,
    128,
    /^[\w.;_/-]+$/,
    "letters, digits and . ; _ / -",
    `${IDENTITY}/API_CreateIdentityPool.html`,
  ),
  userPoolClients: countLimit(0, 50, "https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html"),
  roleName: textLimit(1, 64, /^[\w+=,.@-]+$/, ROLE_NAME_CHARACTERS, `${IAM}/API_CreateRole.html`),
  // Terraform appends 26 characters of its own to a prefix, and the whole must fit into 64.
  roleNamePrefix: textLimit(
    1,
    38,
    /^[\w+=,.@-]+$/,
    ROLE_NAME_CHARACTERS,
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name_prefix",
  ),
  rolePath: textLimit(
    1,
    512,
    /^(\/|\/[!-~]+\/)$/,
    "a path that begins and ends with /, such as /app/",
    `${IAM}/API_CreateRole.html`,
  ),
  roleDescription: prose(
    inBytes(
      textLimit(0, 1000, /^[\t\n\r\x20-\x7e\xa1-\xff]*$/, "printable Latin-1 characters", `${IAM}/API_CreateRole.html`),
    ),
  ),
  accountId: textLimit(
    12,
    12,
    /^[0-9]+$/,
    "an AWS account id, such as 123456789012",
    "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
  ),
  assumedRoleArn: textLimit(
    20,
    2048,
    /^arn:[a-z-]+:iam::[0-9]{12}:role\/[!-~]+$/,
    "an ARN of the form arn:PARTITION:iam::ACCOUNT:role/NAME",
    "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  ),
  policyName: textLimit(1, 128, /^[\w+=,.@-]+$/, ROLE_NAME_CHARACTERS, `${IAM}/API_PutRolePolicy.html`),
  maxSessionDurationSeconds: {
    kind: "number",
    min: 3600,
    max: 43200,
    unit: "seconds",
    see: `${IAM}/API_CreateRole.html`,
  },
  managedPolicyArn: textLimit(
    20,
    2048,
    /^arn:aws[\w-]*:iam::([0-9]{12}|aws):policy\/[!-~]+$/,
    "an ARN of the form arn:aws:iam::ACCOUNT:policy/NAME",
    `${IAM}/API_AttachRolePolicy.html`,
  ),
  managedPolicies: countLimit(0, 20, STS_AND_IAM_QUOTAS),
  roleMappings: countLimit(0, 10, `${IDENTITY}/API_SetIdentityPoolRoles.html`),
  // The same for principal tags. The ARN of a SAML or OpenID Connect provider can be longer.
  mappedProviderCharacters: {
    kind: "number",
    min: 1,
    max: 128,
    unit: "characters",
    see: `${IDENTITY}/API_SetIdentityPoolRoles.html`,
  },
  mappingRules: countLimit(1, 25, `${IDENTITY}/API_RulesConfigurationType.html`),
  mappingClaim: textLimit(
    1,
    64,
    /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
    "without white space",
    `${IDENTITY}/API_MappingRule.html`,
  ),
  mappingValue: inBytes(textLimit(1, 128, /^[^]*$/, "", `${IDENTITY}/API_MappingRule.html`)),
  groupName: inBytes(
    textLimit(1, 128, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, "without white space", `${USER_POOLS}/API_CreateGroup.html`),
  ),
  groupDescription: prose(inBytes(textLimit(0, 2048, /^[^]*$/, "", `${USER_POOLS}/API_CreateGroup.html`))),
  groupPrecedence: {
    kind: "number",
    min: 0,
    max: 2147483647,
    see: `${USER_POOLS}/API_CreateGroup.html`,
  },
  principalTags: countLimit(0, 50, `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`),
  principalTagKey: textLimit(1, 128, /^[^]*$/, "", `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`),
  principalTagClaim: textLimit(1, 256, /^[^]*$/, "", `${IDENTITY}/API_SetPrincipalTagAttributeMap.html`),
  tags: countLimit(0, 50, TAGGING),
  tagKey: textLimit(1, 128, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u, "letters, digits, spaces and _ . : / = + - @", TAGGING),
  tagValue: prose(
    textLimit(0, 256, /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, "letters, digits, spaces and _ . : / = + - @", TAGGING),
  ),
  bucketName: textLimit(
    3,
    63,
    /^[a-z0-9][a-z0-9.-]+[a-z0-9]$/,
    "lower-case letters, digits, . and -, with a letter or digit at both ends",
    S3_NAMES,
  ),
  region: textLimit(
    1,
    32,
    /^[a-z]{2,}(-[a-z]+)+-[0-9]+$/,
    "an AWS region, such as eu-west-1",
    "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  ),
  inlinePolicyCharacters: { kind: "number", min: 0, max: 10240, unit: "characters", see: STS_AND_IAM_QUOTAS },
  trustPolicyCharacters: { kind: "number", min: 0, max: 2048, unit: "characters", see: STS_AND_IAM_QUOTAS },
} as const satisfies Record<string, Limit>;

/** What an account has of a limit until AWS raises it, on request, at most to the limit. */
export const defaultQuotas = {
  managedPolicies: 10,
} as const satisfies Partial<Record<keyof typeof limits, number>>;
