/** Configurations that each finding is about, and the ones beside them that it has nothing to say to. */
import { amr, aud, GUARDRAIL, GUIDE, SUB, type Body, type Parts } from "../configuration";

const guestRole = { attachment: { roles: { unauthenticated: "${aws_iam_role.user.arn}" } } };
const client = (check?: unknown): Parts => ({
  pool: {
    cognito_identity_providers: [
      {
        client_id: "c1",
        provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
        server_side_token_check: check,
      },
    ],
  },
});
const mapping = (resolution: string, type = "Token"): Parts => ({
  attachment: {
    role_mapping: [{ identity_provider: "p:c", type, ambiguous_role_resolution: resolution }],
  },
});
const tags: NonNullable<Parts["resource"]> = {
  aws_cognito_identity_pool_provider_principal_tag: {
    tags: {
      identity_pool_id: "${aws_cognito_identity_pool.app.id}",
      identity_provider_name: "p",
      principal_tags: { team: "custom:team" },
      use_defaults: false,
    },
  },
};
const team = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/team}/*"] }];
const userPool = "arn:aws:cognito-idp:eu-west-1:1:userpool/x";

const TABLE = "arn:aws:dynamodb:eu-west-1:1:table/t";

const guestsWho = (action: string, resource: string): Parts => ({
  ...guestRole,
  pool: { allow_unauthenticated_identities: true },
  statements: [{ actions: [action], resources: [resource] }],
});

const attached = (policy_arn: string): Parts => ({
  resource: { aws_iam_role_policy_attachment: { a: { role: "user", policy_arn } } },
});

const USER_POOL_CLIENT = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:c1";
const mapped = (identity_provider: string): NonNullable<Parts["attachment"]> => ({
  role_mapping: [{ identity_provider, type: "Token", ambiguous_role_resolution: "Deny" }],
});
const rule = (mapping_rule: object, identity_provider = USER_POOL_CLIENT): Parts => ({
  attachment: {
    role_mapping: [
      {
        identity_provider,
        type: "Rules",
        ambiguous_role_resolution: "Deny",
        mapping_rule: [{ ...mapping_rule, role_arn: "arn:aws:iam::1:role/admin" }],
      },
    ],
  },
});
const clientByReference: Parts = {
  pool: {
    cognito_identity_providers: [
      {
        client_id: "${aws_cognito_user_pool_client.web.id}",
        provider_name: "${aws_cognito_user_pool.users.endpoint}",
        server_side_token_check: true,
      },
    ],
  },
};
const appClient = (write_attributes: unknown): NonNullable<Parts["resource"]> => ({
  aws_cognito_user_pool_client: { web: { id: "c1", user_pool_id: "eu-west-1_x", write_attributes } },
});
const tagsFrom = (claim: string, provider?: string): NonNullable<Parts["resource"]> => ({
  aws_cognito_identity_pool_provider_principal_tag: {
    tags: {
      identity_pool_id: "${aws_cognito_identity_pool.app.id}",
      identity_provider_name: provider ?? "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
      principal_tags: { team: claim },
      use_defaults: false,
    },
  },
});

const allow = (actions: string | string[], ...resources: string[]): Body => ({
  actions: [actions].flat(),
  resources,
});

const condition = (test: string, variable: string, value: string): object => ({ test, variable, values: [value] });
const through = (service: string, test = "StringEquals"): object =>
  condition(test, "kms:ViaService", `${service}.eu-west-1.amazonaws.com`);
const ofAlias = (alias: string): object => condition("ForAnyValue:StringLike", "kms:ResourceAliases", alias);
const TOKEN_OF_AGENT = "bedrock-agentcore:GetWorkloadAccessTokenForUserId";
const ofUser = (id: string): object => condition("StringEquals", "bedrock-agentcore:userid", id);

const GUESTS = { allow_unauthenticated_identities: true };
/** A role for guests that the pool gives to nobody: they take it by the classic flow. */
const onlyTrusted: Parts = {
  pool: { ...GUESTS, allow_classic_flow: true },
  attachment: { roles: {} },
  trust: { condition: [aud("${local.pool_id}"), amr("unauthenticated")] },
};

const OWN_FILES = allow(["s3:GetObject", "s3:PutObject"], `arn:aws:s3:::b/private/${SUB}/*`);
const OWN_ROWS: Body = {
  ...allow("dynamodb:GetItem", TABLE),
  condition: [{ test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [SUB] }],
};

/** A permissions boundary beside an attached policy. */
const cappedTo = (statements: object[], policy_arn: string): Parts => ({
  role: { permissions_boundary: "${aws_iam_policy.boundary.arn}" },
  resource: {
    aws_iam_role_policy_attachment: { a: { role: "user", policy_arn } },
    aws_iam_policy: { boundary: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) } },
  },
});

/** A policy as its text, without a version. */
const versionless = (...statements: object[]): Parts => ({
  resource: {
    aws_iam_role_policy: {
      old: {
        role: "${aws_iam_role.user.id}",
        policy: JSON.stringify({ Statement: statements }).replaceAll("&{", "$$$${"),
      },
    },
  },
});
const versioned = (...statements: object[]): Parts => ({
  resource: {
    aws_iam_role_policy: {
      old: {
        role: "${aws_iam_role.user.id}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }).replaceAll("&{", "$$$${"),
      },
    },
  },
});

const TYPO = "cognito-identity.amazon.com:sub";
const when = (test: string, variable: string, ...values: string[]): Body => ({ test, variable, values });
const FOLDER = `arn:aws:s3:::b/${SUB}/*`;
const FOLDER_WITH_TYPO = `arn:aws:s3:::b/&{${TYPO}}/*`;

const POINT = "arn:aws:s3:eu-west-1:1:accesspoint/app";

/** The configuration `wrong` has the finding, `right` has not. */
type Case = [id: string, severity: string, wrong: Parts, right: Parts];

export const CASES: readonly Case[] = [
  [
    "guests-on",
    "medium",
    { pool: { allow_unauthenticated_identities: true } },
    { pool: { allow_unauthenticated_identities: false } },
  ],
  ["classic-flow-on", "medium", { pool: { allow_classic_flow: true } }, {}],
  ["token-check-off", "low", client(), client(true)],
  ["token-check-off", "low", client(false), client("${var.check}")],
  [
    "plain-text-secret",
    "high",
    { pool: { supported_login_providers: { "api.twitter.com": "key;s3cr3t" } } },
    { pool: { supported_login_providers: { "api.twitter.com": "key;${var.secret}", "graph.facebook.com": "123" } } },
  ],
  ["ambiguous-roles-allowed", "medium", mapping("AuthenticatedRole"), mapping("Deny")],
  ["ambiguous-roles-allowed", "medium", mapping("AuthenticatedRole", "Rules"), mapping("Deny", "Rules")],
  ["trust-without-aud", "high", { trust: { condition: [amr("authenticated")] } }, {}],
  ["trust-without-amr", "medium", { trust: { condition: [aud("${local.pool_id}")] } }, {}],
  [
    "trust-without-amr",
    "high",
    { trust: { condition: [aud("${local.pool_id}")] }, pool: { allow_unauthenticated_identities: true } },
    guestRole,
  ],
  [
    "trust-for-another-pool",
    "high",
    { pool: { id: "eu-west-1:11111111" }, trust: { condition: [aud("eu-west-1:22222222"), amr("authenticated")] } },
    { pool: { id: "eu-west-1:11111111" }, trust: { condition: [aud("eu-west-1:11111111"), amr("authenticated")] } },
  ],
  [
    "missing-tag-session",
    "medium",
    { resource: tags },
    { resource: tags, trust: { actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] } },
  ],
  [
    "missing-tag-session",
    "medium",
    { resource: tags },
    { ...guestRole, trust: { condition: [aud("${local.pool_id}"), amr("unauthenticated")] }, resource: tags },
  ],
  ["unmapped-principal-tag", "medium", { statements: team }, { statements: team, resource: { ...tags } }],
  ["wildcard-actions", "high", { statements: [{ actions: ["*"], resources: ["*"] }] }, {}],
  ["wildcard-actions", "high", { statements: [{ not_actions: ["iam:*"], resources: ["*"] }] }, {}],
  ["wildcard-actions", "high", { statements: [{ not_actions: ["iam:PassRole"], resources: ["*"] }] }, {}],
  ["wildcard-actions", "high", { statements: [{ actions: ["s3:GetObject", "*"], resources: ["*"] }] }, {}],
  [
    "wildcard-actions",
    "medium",
    { statements: [{ actions: ["s3:*"], resources: ["arn:aws:s3:::b/*"] }] },
    { statements: [{ actions: ["s3:Get*"], resources: ["arn:aws:s3:::b/*"] }] },
  ],
  [
    "wildcard-actions",
    "low",
    { statements: [{ actions: ["s3:*"], resources: [`arn:aws:s3:::b/${SUB}/*`] }] },
    {
      statements: [{ actions: ["s3:*"], resources: ["*"] }],
      guard: [{ effect: "Deny", actions: ["s3:*"], resources: ["*"] }],
    },
  ],
  [
    "wildcard-resources",
    "low",
    { statements: [{ actions: ["sqs:SendMessage"], resources: ["*"] }] },
    { statements: [{ actions: ["mobileanalytics:PutEvents"], resources: ["*"] }] },
  ],
  [
    "wildcard-resources",
    "medium",
    { statements: [{ actions: ["sqs:Send*"], resources: ["*"] }] },
    { statements: [{ actions: ["sqs:SendMessage"], resources: ["arn:aws:sqs:*:*:*"] }] },
  ],
  [
    "others-data-within-reach",
    "medium",
    { statements: [{ actions: ["cognito-sync:ListRecords"], resources: ["*"] }] },
    { statements: [{ actions: ["cognito-sync:ListRecords"], resources: ["*"] }], guard: GUARDRAIL },
  ],
  ["others-data-within-reach", "high", { statements: GUIDE }, { statements: GUIDE, guard: GUARDRAIL }],
  ["administrative-cognito-actions", "high", { statements: GUIDE }, { statements: GUIDE, guard: GUARDRAIL }],
  [
    "administrative-cognito-actions",
    "high",
    { statements: [{ actions: ["cognito-idp:AdminDeleteUser"], resources: [userPool] }] },
    { statements: [{ actions: ["cognito-idp:GetUser"], resources: [userPool] }] },
  ],
  [
    "administrative-cognito-actions",
    "medium",
    { statements: [{ actions: ["cognito-identity:DescribeIdentity"], resources: ["*"] }] },
    { statements: [{ actions: ["cognito-identity:GetId"], resources: ["*"] }] },
  ],
  [
    "guest-service-out-of-reach",
    "info",
    { ...guestRole, statements: [{ actions: ["codebuild:StartBuild"], resources: ["*"] }] },
    { ...guestRole, statements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }] },
  ],
  // To read is worse where another statement keeps it for each user alone.
  ...[
    [OWN_FILES, allow("s3:GetObject", "arn:aws:s3:::b/*")],
    [OWN_FILES, allow("s3:GetObject", "*")],
    [OWN_ROWS, allow("dynamodb:Scan", TABLE)],
    [OWN_ROWS, allow("dynamodb:GetRecords", `${TABLE}/stream/*`)],
  ].map((statements): Case => [
    "others-data-within-reach",
    "high",
    { statements },
    { statements: [...statements.slice(0, 1), allow("s3:GetObject", "arn:aws:s3:::b/public/*")] },
  ]),
  [
    "others-data-within-reach",
    "medium",
    { resource: tags, statements: [allow("s3:GetObject", "arn:aws:s3:::b/&{aws:PrincipalTag/team}*")] },
    { resource: tags, statements: team },
  ],
  [
    "others-data-within-reach",
    "high",
    { resource: tags, statements: [allow("s3:PutObject", "arn:aws:s3:::b/&{aws:PrincipalTag/team}*")] },
    { resource: tags, statements: team },
  ],
  // As Amplify keeps files: what lies in protected/ID/ is for all to read, what lies in private/ID/ is not.
  ...(
    [
      ["arn:aws:s3:::b/protected", "medium"],
      ["arn:aws:s3:::b/private", "high"],
    ] as const
  ).map(([folder, severity]): Case => [
    "others-data-within-reach",
    severity,
    { statements: [allow("s3:GetObject", `${folder}/${SUB}/*`), allow("s3:GetObject", `${folder}/*`)] },
    { statements: [allow("s3:GetObject", `${folder}/${SUB}/*`)] },
  ]),
  [
    "others-data-within-reach",
    "medium",
    { statements: [OWN_FILES, allow("s3:ListBucket", "arn:aws:s3:::b")] },
    { statements: [OWN_FILES, allow("s3:ListBucket", "arn:aws:s3:::c")] },
  ],
  [
    "others-data-within-reach",
    "medium",
    { statements: [{ ...OWN_ROWS, actions: ["dynamodb:GetItem", "dynamodb:Scan"] }] },
    { statements: [OWN_ROWS] },
  ],
  // A table whose name begins with that of another one is not that table.
  [
    "others-data-within-reach",
    "medium",
    { statements: [OWN_ROWS, { ...OWN_ROWS, ...allow(["dynamodb:GetItem", "dynamodb:Scan"], `${TABLE}2`) }] },
    { statements: [OWN_ROWS, allow("dynamodb:Scan", `${TABLE}2`)] },
  ],
  [
    "destructive-actions",
    "high",
    { statements: [allow("s3:*", "*")] },
    { statements: [allow("s3:*", "*")], guard: [{ effect: "Deny", ...allow("s3:*", "*") }] },
  ],
  [
    "destructive-actions",
    "high",
    attached("arn:aws:iam::aws:policy/AmazonS3FullAccess"),
    attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
  ],
  ["wildcard-resources", "medium", { statements: [allow("s3:GetObject", "*")] }, { statements: [OWN_FILES] }],
  ...[
    ...["lambda:InvokeFunction", "lambda:InvokeFunctionUrl", "sqs:ReceiveMessage", "kinesis:GetRecords"],
    ...["logs:StartQuery", "rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement", "s3:GetObjectVersion"],
  ].map((action): Case => [
    "wildcard-resources",
    "medium",
    { statements: [allow(action, "*")] },
    { statements: [allow(action, "*")], guard: [{ effect: "Deny", ...allow(action, "*") }] },
  ]),
  [
    "wildcard-resources",
    "medium",
    { statements: [{ not_actions: ["mobileanalytics:PutEvents"], resources: ["*"] }] },
    { statements: [allow("mobileanalytics:PutEvents", "*")] },
  ],
  [
    "wildcard-resources",
    "medium",
    { statements: [{ actions: ["sqs:SendMessage"], not_resources: ["arn:aws:sqs:eu-west-1:1:internal"] }] },
    { statements: [allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:1:app")] },
  ],
  [
    "wildcard-resources",
    "medium",
    { ...guestRole, pool: { allow_unauthenticated_identities: false }, statements: [allow("s3:GetObject", "*")] },
    { ...guestRole, pool: { allow_unauthenticated_identities: false }, statements: [OWN_FILES] },
  ],
  ["wildcard-resources", "medium", { statements: [allow("dynamodb:Query", "*")] }, { statements: [OWN_ROWS] }],
  ["guests-write", "high", guestsWho("iot:Publish", "*"), guestsWho("iot:Subscribe", "*")],
  [
    "guests-write",
    "high",
    guestsWho("iot:Publish", "arn:aws:iot:eu-west-1:1:topic/*"),
    guestsWho("iot:Publish", `arn:aws:iot:eu-west-1:1:topic/${SUB}/*`),
  ],
  [
    "guests-write",
    "medium",
    guestsWho("iot:Publish", "arn:aws:iot:eu-west-1:1:topic/app/hello"),
    guestsWho("iot:Connect", "arn:aws:iot:eu-west-1:1:client/*"),
  ],
  ...["kinesis:PutRecord", "firehose:PutRecordBatch", "cloudwatch:PutMetricData"].map((action): Case => [
    "guests-write",
    "medium",
    guestsWho(action, "*"),
    guestsWho("mobileanalytics:PutEvents", "*"),
  ]),
  // A pattern is what it stands for.
  ...(
    [
      ["kinesis:PutRecord*", "arn:aws:kinesis:eu-west-1:1:stream/clicks", "low"],
      ["firehose:Put*", "arn:aws:firehose:eu-west-1:1:deliverystream/clicks", "low"],
      ["kinesis:Put*", "arn:aws:kinesis:eu-west-1:1:stream/clicks", "high"],
      ["iot:Pub*", "arn:aws:iot:eu-west-1:1:topic/app/hello", "medium"],
      ["sns:Pub*", "arn:aws:sns:eu-west-1:1:topic", "medium"],
    ] as const
  ).map(([action, resource, severity]): Case => [
    "guests-write",
    severity,
    guestsWho(action, resource),
    guestsWho("lambda:Invoke*", "arn:aws:lambda:eu-west-1:1:function:hello"),
  ]),
  [
    "guests-write",
    "high",
    {
      ...guestRole,
      pool: { ...GUESTS, allow_classic_flow: true },
      statements: [{ not_actions: ["sns:Publish"], resources: ["arn:aws:sns:eu-west-1:1:topic"] }],
    },
    guestsWho("sns:GetTopicAttributes", "arn:aws:sns:eu-west-1:1:topic"),
  ],
  [
    "guests-write",
    "high",
    {
      ...guestRole,
      pool: { ...GUESTS, allow_classic_flow: true },
      statements: [{ not_actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }],
    },
    guestsWho("s3:GetObject", "arn:aws:s3:::b/*"),
  ],
  [
    "guests-write",
    "low",
    guestsWho("kinesis:PutRecords", "arn:aws:kinesis:eu-west-1:1:stream/clicks"),
    guestsWho("rum:PutRumEvents", "arn:aws:rum:eu-west-1:1:appmonitor/app"),
  ],
  [
    "aws-managed-administration",
    "medium",
    cappedTo(
      [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::b/*" }],
      "arn:aws:iam::aws:policy/AdministratorAccess",
    ),
    attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
  ],
  ...[
    [{ Effect: "Allow", Action: "*", Resource: "*" }],
    [{ Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::1:role/app/*" }],
    [{ Effect: "Allow", Action: "iam:*", NotResource: "arn:aws:iam::1:role/app/*" }],
  ].map((statements): Case => [
    "aws-managed-administration",
    "high",
    cappedTo(statements, "arn:aws:iam::aws:policy/AdministratorAccess"),
    attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
  ]),
  [
    "privilege-escalation",
    "high",
    {
      ...cappedTo(
        [{ Effect: "Allow", Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::1:role/app" }],
        "arn:aws:iam::aws:policy/IAMFullAccess",
      ),
    },
    {
      ...cappedTo([{ Effect: "Allow", Action: "s3:*", Resource: "*" }], "arn:aws:iam::aws:policy/IAMFullAccess"),
    },
  ],
  // What a permissions boundary leaves of an attached policy.
  [
    "credentials-exposure",
    "medium",
    cappedTo(
      [{ Effect: "Allow", Action: "*", Resource: "arn:aws:secretsmanager:eu-west-1:1:secret:app" }],
      "arn:aws:iam::aws:policy/AdministratorAccess",
    ),
    cappedTo([{ Effect: "Allow", Action: "s3:*", Resource: "*" }], "arn:aws:iam::aws:policy/AdministratorAccess"),
  ],
  [
    "credentials-exposure",
    "high",
    cappedTo(
      [{ Effect: "Allow", Action: "*", Resource: "arn:aws:secretsmanager:eu-west-1:1:secret:*" }],
      "arn:aws:iam::aws:policy/AdministratorAccess",
    ),
    cappedTo([{ Effect: "Allow", Action: "s3:*", Resource: "*" }], "arn:aws:iam::aws:policy/AdministratorAccess"),
  ],
  // A key that is only like Cognito's.
  ...[
    TYPO,
    "cognito-identity.amazonaws.com:id",
    "cognito-idp.amazonaws.com:sub",
    "cognito-identity.eu-west-1.amazonaws.com:sub",
    "congito-identity.amazonaws.com:sub",
    "congito-identity-us-gov.amazonaws.com:sub",
    "cognito-identity:sub",
  ].map((key): Case => [
    "mistyped-identity-key",
    "low",
    { statements: [allow("s3:GetObject", `arn:aws:s3:::b/&{${key}}/*`)] },
    { statements: [allow("s3:GetObject", FOLDER)] },
  ]),
  ...[
    { ...allow("s3:GetObject", "arn:aws:s3:::b/*"), condition: [when("StringNotEquals", TYPO, "x")] },
    { ...allow("s3:GetObject", "arn:aws:s3:::b/*"), condition: [when("StringEqualsIfExists", TYPO, "x")] },
    { ...allow("s3:GetObject", "arn:aws:s3:::b/*"), condition: [when("ForAllValues:StringEquals", TYPO, "x")] },
    { ...allow("s3:GetObject", "arn:aws:s3:::b/*"), condition: [when("Null", TYPO, "true")] },
    { actions: ["s3:GetObject"], not_resources: [FOLDER_WITH_TYPO] },
    { effect: "Deny", ...allow("s3:GetObject", FOLDER_WITH_TYPO) },
    { effect: "Deny", ...allow("s3:GetObject", "*"), condition: [when("StringEquals", TYPO, "x")] },
    { effect: "Deny", ...allow("s3:GetObject", "*"), condition: [when("StringEquals", "s3:prefix", `&{${TYPO}}`)] },
  ].map((statement): Case => [
    "mistyped-identity-key",
    "high",
    { statements: [statement] },
    {
      statements: [
        {
          ...allow("s3:GetObject", "arn:aws:s3:::b/*"),
          condition: [when("StringEquals", "graph.facebook.com:id", "x")],
        },
        {
          ...allow("s3:GetObject", "arn:aws:s3:::b/*"),
          condition: [when("StringEquals", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:sub", "x")],
        },
      ],
    },
  ]),
  [
    "mistyped-identity-key",
    "medium",
    { statements: [{ effect: "Deny", actions: ["s3:GetObject"], not_resources: [FOLDER_WITH_TYPO] }] },
    {
      statements: [
        {
          ...{ effect: "Deny", actions: ["s3:GetObject"], not_resources: [FOLDER] },
          condition: [when("StringEquals", "cognito-identity-unauth:AccountId", "1")],
        },
      ],
    },
  ],
  // Keys of sessions that come about otherwise, in the shapes in which people write them.
  ...[
    allow("s3:GetObject", "arn:aws:s3:::squad-health-check/&{graph.facebook.com:id}/*"),
    allow("s3:GetObject", "arn:aws:s3:::b/&{www.amazon.com:user_id}/*"),
    allow("s3:GetObject", "arn:aws:s3:::b/&{accounts.google.com:sub}/*"),
    allow("s3:GetObject", "arn:aws:s3:::b/&{saml:sub}/*"),
    allow("s3:GetObject", "arn:aws:s3:::b/home/&{aws:username}/*"),
    allow("s3:GetObject", "arn:aws:s3:::b/&{cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:sub}/*"),
    { ...allow("dynamodb:Query", TABLE), condition: [when("StringEquals", "login.example.com/realm:sub", "x")] },
  ].map((statement): Case => [
    "key-of-another-sign-in",
    "low",
    { statements: [statement] },
    {
      statements: [
        allow("s3:GetObject", FOLDER, "arn:aws:s3:::b/&{aws:PrincipalTag/name}/*", "arn:aws:s3:::b/&{aws:userid}/*"),
        {
          ...allow("s3:GetObject", "arn:aws:s3:::b/*"),
          condition: [when("Null", "s3:ExistingObjectTag/a.b:c", "true")],
        },
      ],
    },
  ]),
  [
    "key-of-another-sign-in",
    "high",
    { statements: [{ effect: "Deny", ...allow("s3:*", "*"), condition: [when("StringEquals", "aws:username", "x")] }] },
    {
      statements: [allow("s3:GetObject", "arn:aws:s3:::b/&{graph.facebook.com:id}/*")],
      trust: {
        principals: [{ type: "Federated", identifiers: ["cognito-identity.amazonaws.com", "graph.facebook.com"] }],
      },
    },
  ],
  [
    "key-of-another-sign-in",
    "medium",
    { statements: [{ effect: "Deny", actions: ["s3:*"], not_resources: ["arn:aws:s3:::b/&{aws:username}/*"] }] },
    {
      statements: [allow("s3:GetObject", "arn:aws:s3:::b/&{saml:sub}/*")],
      trust: {
        principals: [
          { type: "Federated", identifiers: ["cognito-identity.amazonaws.com"] },
          { type: "Federated", identifiers: ["arn:aws:iam::1:saml-provider/company"] },
        ],
      },
    },
  ],
  // A bucket whose name AWS makes up.
  [
    "not-evaluated",
    "high",
    { statements: [allow("s3:GetObject", `\${var.bucket_arn}/${SUB}/*`)] },
    {
      statements: [allow("s3:GetObject", `\${aws_s3_bucket.files.arn}/${SUB}/*`)],
      resource: { aws_s3_bucket: { files: { bucket_prefix: "files-" } } },
    },
  ],
  [
    "others-data-within-reach",
    "high",
    {
      statements: [
        allow("s3:GetObject", `\${aws_s3_bucket.files.arn}/${SUB}/*`),
        allow("s3:GetObject", "arn:aws:s3:::*"),
      ],
      resource: { aws_s3_bucket: { files: {} } },
    },
    {
      statements: [allow("s3:GetObject", `\${aws_s3_bucket.files.arn}/${SUB}/*`)],
      resource: { aws_s3_bucket: { files: {} } },
    },
  ],
  // A trust policy that the file does not show says nothing of other providers.
  [
    "key-of-another-sign-in",
    "low",
    { statements: [allow("s3:GetObject", "arn:aws:s3:::b/&{graph.facebook.com:id}/*")] },
    { statements: [allow("s3:GetObject", FOLDER)], role: { assume_role_policy: "${var.trust}" } },
  ],
  // Under another name of the bucket.
  [
    "others-data-within-reach",
    "high",
    {
      statements: [OWN_FILES, allow("s3:GetObject", `${POINT}/object/private/*`)],
      resource: { aws_s3_access_point: { app: { name: "app", arn: POINT, bucket: "b" } } },
    },
    {
      statements: [OWN_FILES, allow("s3:GetObject", `${POINT}/object/private/*`)],
      resource: { aws_s3_access_point: { app: { name: "app", arn: POINT, bucket: "c" } } },
    },
  ],
  [
    "not-evaluated",
    "high",
    { statements: [OWN_FILES, allow("s3:GetObject", `${POINT}/object/private/*`)] },
    { statements: [OWN_FILES, allow("s3:GetObject", `${POINT}/object/public/*`)] },
  ],
  // What the policy of a resource lets everybody at.
  ...[{}, { Condition: { StringResembles: { "aws:UserAgent": "x" } } }].map((condition): Case => {
    const open = (folder: string): Parts => ({
      statements: [OWN_FILES],
      resource: {
        aws_s3_bucket_policy: {
          open: {
            bucket: "b",
            policy: JSON.stringify({
              Version: "2012-10-17",
              Statement: {
                ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::b/${folder}` },
                ...condition,
              },
            }),
          },
        },
      },
    });
    return ["others-data-within-reach", "high", open("*"), open("public/*")];
  }),
  // The same for all users of a role, and meant for each alone.
  ...(
    [
      ["high", [allow("s3:GetObject", "arn:aws:s3:::b/users/&{aws:userid}/*")]],
      ["high", [allow("s3:PutObject", "arn:aws:s3:::b/&{aws:userId}/*")]],
      [
        "high",
        [
          {
            ...allow("dynamodb:GetItem", TABLE),
            condition: [when("ForAllValues:StringEquals", "dynamodb:LeadingKeys", "&{aws:userid}")],
          },
        ],
      ],
      [
        "medium",
        [
          {
            ...allow("s3:ListBucket", "arn:aws:s3:::b"),
            condition: [when("StringLike", "s3:prefix", "home/&{aws:userid}/*")],
          },
        ],
      ],
      [
        "high",
        [
          allow("s3:GetObject", "arn:aws:s3:::b/*"),
          { effect: "Deny", actions: ["s3:*"], not_resources: ["arn:aws:s3:::b/&{aws:userid}/*"] },
        ],
      ],
      [
        "high",
        [
          allow("s3:GetObject", "arn:aws:s3:::b/*"),
          {
            effect: "Deny",
            ...allow("s3:*", "*"),
            condition: [when("StringNotEquals", "s3:ExistingObjectTag/owner", "&{aws:userid}")],
          },
        ],
      ],
    ] as [string, Body[]][]
  ).map(([severity, statements]): Case => [
    "others-data-within-reach",
    severity,
    { statements },
    {
      statements: [
        allow("s3:GetObject", `arn:aws:s3:::b/${SUB}/&{aws:userid}/*`),
        allow("iot:Publish", "arn:aws:iot:eu-west-1:&{aws:userid}:topic/news"),
        {
          ...allow("s3:GetObject", "arn:aws:s3:::b/public/*"),
          condition: [when("StringLike", "aws:userid", "AROAEXAMPLEID:*")],
        },
      ],
    },
  ]),
  ...[
    ["low", { Effect: "Allow", Action: "s3:GetObject", Resource: FOLDER }],
    ["high", { Effect: "Deny", Action: "s3:GetObject", Resource: FOLDER }],
    ["high", { Effect: "Allow", Action: "s3:GetObject", NotResource: FOLDER }],
    ["medium", { Effect: "Deny", Action: "s3:GetObject", NotResource: FOLDER }],
  ].map(([severity, statement]): Case => [
    "variables-without-version",
    severity as string,
    versionless(statement as object),
    versioned(statement as object),
  ]),
  // Every permission that is more than one's own.
  ...[
    ["iam:PutRolePolicy", "arn:aws:iam::1:role/one"],
    ["iam:CreateAccessKey", "*"],
    ["iam:PassRole", "arn:aws:iam::1:role/lambda"],
    ["sts:AssumeRole", "arn:aws:iam::1:role/admin"],
    ["iam:*", "arn:aws:iam::1:user/*"],
    ["lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:1:function:f"],
    ["ssm:StartSession", "arn:aws:ecs:eu-west-1:1:task/app/*"],
    ["ec2-instance-connect:SendSSHPublicKey", "arn:aws:ec2:eu-west-1:1:instance/i-1"],
    ["cloudformation:ExecuteChangeSet", "arn:aws:cloudformation:eu-west-1:1:stack/app/*"],
    ["eks:CreateAccessEntry", "arn:aws:eks:eu-west-1:1:cluster/app"],
    ["sso:CreateAccountAssignment", "*"],
  ].map(([action, resource]): Case => [
    "privilege-escalation",
    "high",
    { statements: [{ actions: [action], resources: [resource] }] },
    {
      statements: [{ actions: [action], resources: [resource] }],
      guard: [{ effect: "Deny", actions: [action], resources: ["*"] }],
    },
  ]),
  [
    "privilege-escalation",
    "high",
    { statements: [{ actions: ["sts:AssumeRole"], not_resources: ["arn:aws:iam::1:role/reports"] }] },
    { statements: [{ actions: ["sts:GetCallerIdentity"], not_resources: ["arn:aws:iam::1:role/reports"] }] },
  ],
  [
    "privilege-escalation",
    "high",
    { statements: [allow(["s3:GetObject", "sts:AssumeRole"], "arn:aws:s3:::b/*", "arn:aws:iam::1:role/reports")] },
    {
      statements: [allow(["s3:GetObject", "sts:AssumeRole"], "arn:aws:s3:::b/*", "arn:aws:iam::1:role/reports")],
      guard: [{ effect: "Deny", ...allow("sts:*", "arn:aws:iam::1:role/*") }],
    },
  ],
  [
    "privilege-escalation",
    "high",
    { statements: [{ not_actions: ["s3:*"], resources: ["*"] }] },
    { statements: [{ actions: ["*"], resources: ["arn:aws:s3:::b/*"] }] },
  ],
  [
    "privilege-escalation",
    "high",
    { statements: [{ actions: ["ssm:SendCommand"], resources: ["arn:aws:ec2:*:*:instance/*"] }] },
    { statements: [{ actions: ["lambda:InvokeFunction", "iam:GetUser", "sts:GetCallerIdentity"], resources: ["*"] }] },
  ],
  [
    "privilege-escalation",
    "high",
    {
      statements: [
        {
          actions: ["iam:PassRole"],
          resources: ["*"],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        },
      ],
    },
    {
      statements: [
        {
          actions: ["iam:PassRole"],
          resources: ["*"],
          condition: [{ test: "Null", variable: "aws:SecureTransport", values: ["true"] }],
        },
      ],
    },
  ],
  ...[
    ...["secretsmanager:GetSecretValue", "kms:Decrypt", "ssm:GetParameter*", "glue:GetConnections"],
    ...["redshift-serverless:GetCredentials", "bedrock-agentcore:GetResourceApiKey", "dsql:DbConnect"],
  ].map((action): Case => [
    "credentials-exposure",
    "high",
    { statements: [{ actions: [action], resources: ["*"] }] },
    { statements: [{ actions: ["kms:Decrypt"], resources: ["arn:aws:kms:eu-west-1:1:key/1"] }] },
  ]),
  [
    "credentials-exposure",
    "high",
    { statements: [{ actions: ["kms:Decrypt"], resources: ["arn:aws:kms:eu-west-1:1:key/*"] }] },
    { statements: [{ actions: ["ssm:GetParameter"], resources: ["arn:aws:ssm:eu-west-1:1:parameter/app/config"] }] },
  ],
  [
    "credentials-exposure",
    "medium",
    {
      statements: [
        { actions: ["secretsmanager:GetSecretValue"], resources: ["arn:aws:secretsmanager:eu-west-1:1:secret:s"] },
      ],
    },
    {
      statements: [
        { actions: ["secretsmanager:DescribeSecret"], resources: ["arn:aws:secretsmanager:eu-west-1:1:secret:s"] },
      ],
    },
  ],
  ...["s3:PutObject", "s3:*", "dynamodb:DeleteItem", "*"].map((action): Case => [
    "guests-write",
    "high",
    { ...guestsWho(action, action.startsWith("dynamodb") ? TABLE : "arn:aws:s3:::b/*") },
    { ...guestsWho("s3:GetObject", "arn:aws:s3:::b/*") },
  ]),
  [
    "guests-write",
    "high",
    guestsWho("s3:PutObject", "arn:aws:s3:::b/*"),
    guestsWho("s3:PutObject", `arn:aws:s3:::b/${SUB}/*`),
  ],
  ["guests-write", "medium", guestsWho("ses:SendEmail", "*"), guestsWho("mobileanalytics:PutEvents", "*")],
  [
    "guests-write",
    "medium",
    { ...guestsWho("s3:PutObject", "arn:aws:s3:::b/*"), pool: { allow_unauthenticated_identities: false } },
    guestsWho("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:1:api/*"),
  ],
  [
    "aws-managed-administration",
    "high",
    attached("arn:aws:iam::aws:policy/AdministratorAccess"),
    attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
  ],
  [
    "aws-managed-administration",
    "high",
    attached("arn:aws-us-gov:iam::aws:policy/PowerUserAccess"),
    attached("arn:aws:iam::1:policy/AdministratorAccess"),
  ],
  [
    "unknown-actions",
    "low",
    { statements: [{ actions: ["s3:ListObjects"], resources: ["*"] }] },
    { statements: [{ actions: ["s3:ListObject*", "S3:getobject", "s3:Get*", "*:*"], resources: ["*"] }] },
  ],
  [
    "unknown-actions",
    "low",
    { statements: [{ actions: ["mobile-analytics:PutEvents"], resources: ["*"] }] },
    { statements: [{ actions: ["mobileanalytics:PutEvents"], resources: ["*"] }] },
  ],
  [
    "unknown-actions",
    "medium",
    { statements: GUIDE, guard: [{ effect: "Deny", actions: ["cognito-identities:*"], resources: ["*"] }] },
    { statements: GUIDE, guard: GUARDRAIL },
  ],
  [
    "unknown-actions",
    "medium",
    { statements: [{ not_actions: ["cognito-identities:*"], resources: ["arn:aws:s3:::b/*"] }] },
    { statements: [{ not_actions: ["cognito-identity:*"], resources: ["arn:aws:s3:::b/*"] }] },
  ],
  ...["Contains", "NotEqual"].map((match_type): Case => [
    "mapping-on-user-writable-claim",
    "medium",
    rule({ claim: "cognito:groups", match_type, value: "admin" }),
    rule({ claim: "cognito:groups", match_type: "Equals", value: "admin" }),
  ]),
  [
    "mapping-on-user-writable-claim",
    "medium",
    rule({ claim: "custom:plan", match_type: "Equals", value: "gold" }),
    rule({ claim: "custom:plan", match_type: "Equals", value: "gold" }, "arn:aws:iam::1:saml-provider/company"),
  ],
  ...[undefined, ["custom:plan"]].map((written): Case => [
    "mapping-on-user-writable-claim",
    "high",
    { ...rule({ claim: "custom:plan", match_type: "Equals", value: "gold" }), resource: appClient(written) },
    { ...rule({ claim: "custom:plan", match_type: "Equals", value: "gold" }), resource: appClient(["email"]) },
  ]),
  [
    "mapping-on-user-writable-claim",
    "high",
    rule({ claim: "email", match_type: "StartsWith", value: "admin@" }),
    rule({ claim: "email", match_type: "Equals", value: "a@example.com" }, "accounts.google.com"),
  ],
  [
    "mapping-on-user-writable-claim",
    "high",
    rule({ claim: "name", match_type: "Equals", value: "Admin" }, "accounts.google.com"),
    rule({ claim: "name", match_type: "Equals", value: "Admin" }, "arn:aws:iam::1:oidc-provider/login.example.com"),
  ],
  [
    "mapping-on-user-writable-claim",
    "medium",
    rule({ claim: "cognito:username", match_type: "StartsWith", value: "admin" }),
    rule({ claim: "sub", match_type: "StartsWith", value: "0a1b" }),
  ],
  ["mapping-on-user-writable-claim", "medium", { resource: tagsFrom("custom:team") }, { resource: tagsFrom("sub") }],
  [
    "mapping-on-user-writable-claim",
    "high",
    { resource: tagsFrom("given_name", "accounts.google.com"), statements: team },
    { resource: tagsFrom("email", "accounts.google.com"), statements: team },
  ],
  [
    "mapping-on-user-writable-claim",
    "high",
    { resource: tagsFrom("nickname"), statements: team },
    { resource: tagsFrom("cognito:username"), statements: team },
  ],
  [
    "mapping-without-provider",
    "medium",
    { ...client(true), attachment: mapped("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:other") },
    { ...client(true), attachment: mapped("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:c1") },
  ],
  [
    "mapping-without-provider",
    "medium",
    { ...clientByReference, attachment: mapped("accounts.google.com") },
    { ...clientByReference, attachment: mapped(USER_POOL_CLIENT) },
  ],
  [
    "mapping-without-provider",
    "low",
    { ...client(true), resource: tagsFrom("custom:team", "accounts.google.com") },
    { ...client(true), resource: tagsFrom("custom:team") },
  ],
  [
    "mapping-without-provider",
    "low",
    { ...client(true), resource: tagsFrom("custom:team", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_y") },
    { ...clientByReference, resource: tagsFrom("custom:team") },
  ],
  [
    "mapping-without-provider",
    "medium",
    { attachment: mapped("login.example.com") },
    {
      pool: { openid_connect_provider_arns: ["arn:aws:iam::1:oidc-provider/login.example.com"] },
      attachment: mapped("login.example.com"),
    },
  ],
  [
    "mapping-without-provider",
    "medium",
    { attachment: mapped("login.example.com") },
    {
      attachment: { ...mapped("login.example.com"), identity_pool_id: "eu-west-1:1" },
      resource: { aws_cognito_identity_pool: {} },
    },
  ],
  [
    "mapping-without-provider",
    "medium",
    { attachment: mapped("accounts.google.com") },
    { pool: { supported_login_providers: { "accounts.google.com": "1" } }, attachment: mapped("accounts.google.com") },
  ],
  [
    "mapping-without-provider",
    "medium",
    { ...client(true), attachment: mapped("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:c1") },
    { ...client(true), attachment: mapped("${var.provider}") },
  ],
  [
    "wildcard-resources",
    "high",
    guestsWho("s3:GetObject", "arn:aws:s3:::*/*"),
    guestsWho("s3:GetObject", "arn:aws:s3:::*-pictures/*"),
  ],
  [
    "wildcard-resources",
    "high",
    guestsWho("lambda:InvokeFunction", "*"),
    guestsWho("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:1:function:search"),
  ],
  [
    "wildcard-resources",
    "medium",
    { statements: [allow("dynamodb:Scan", "arn:aws:dynamodb:*:*:table/*")] },
    { statements: [allow("geo:GetMapTile", "arn:aws:geo:eu-west-1:1:map/*")] },
  ],
  // A pattern behind the word with which the names of a type begin.
  ...(
    [
      ["credentials-exposure", "secretsmanager:GetSecretValue", "secretsmanager:eu-west-1:1:secret*"],
      ["credentials-exposure", "ssm:GetParameter", "ssm:eu-west-1:1:parameter*"],
      ["credentials-exposure", "kms:Decrypt", "kms:eu-west-1:1:key*"],
    ] as const
  ).map(([id, action, arn]): Case => [
    id,
    "high",
    { statements: [allow(action, `arn:aws:${arn}`)] },
    { statements: [allow(action, "arn:aws:ssm:eu-west-1:1:parameter/app*", "arn:aws:kms:eu-west-1:1:alias*")] },
  ]),
  [
    "wildcard-resources",
    "medium",
    { statements: [allow("dynamodb:Scan", "arn:aws:dynamodb:eu-west-1:1:table*")] },
    { statements: [allow("sqs:ReceiveMessage", "arn:aws:sqs:eu-west-1:1:table*")] },
  ],
  ["guests-write", "high", guestsWho("iot:Publish", "arn:aws:iot:eu-west-1:1:topic*"), guestsWho("iot:Receive", "*")],
  [
    "credentials-exposure",
    "high",
    { statements: [{ ...allow("kms:Decrypt", "*"), condition: [through("s3", "StringEqualsIfExists")] }] },
    { statements: [{ ...allow("kms:Decrypt", "*"), condition: [through("s3")] }] },
  ],
  [
    "credentials-exposure",
    "high",
    { statements: [{ ...allow("kms:Decrypt", "*"), condition: [ofAlias("alias/*")] }] },
    { statements: [{ ...allow("kms:Decrypt", "*"), condition: [ofAlias("alias/app")] }] },
  ],
  [
    "privilege-escalation",
    "high",
    { statements: [allow(TOKEN_OF_AGENT, "*")] },
    { statements: [{ ...allow(TOKEN_OF_AGENT, "*"), condition: [ofUser(SUB)] }] },
  ],
  [
    "privilege-escalation",
    "high",
    { statements: [{ ...allow(TOKEN_OF_AGENT, "*"), condition: [{ ...ofUser("*"), test: "StringLike" }] }] },
    { statements: [{ ...allow(TOKEN_OF_AGENT, "*"), condition: [{ ...ofUser(SUB), test: "StringLike" }] }] },
  ],
  [
    "unmapped-principal-tag",
    "medium",
    { statements: team },
    { statements: team, pool: { developer_provider_name: "login.app" } },
  ],
  [
    "guests-write",
    "high",
    guestsWho("rekognition:IndexFaces", "*"),
    guestsWho("rekognition:StartFaceLivenessSession", "*"),
  ],
  [
    "guests-write",
    "high",
    { ...onlyTrusted, statements: [allow("s3:PutObject", "arn:aws:s3:::b/*")] },
    { ...onlyTrusted, pool: GUESTS, statements: [allow("s3:PutObject", "arn:aws:s3:::b/*")] },
  ],
  ["trust-without-amr", "high", { ...onlyTrusted, trust: { condition: [aud("${local.pool_id}")] } }, onlyTrusted],
  [
    "others-data-within-reach",
    "high",
    { statements: [OWN_FILES, allow("s3:PutObjectAcl", "*")] },
    { statements: [OWN_FILES, allow(["s3:ListAllMyBuckets", "s3:GetBucketLocation", "s3:GetBucket*"], "*")] },
  ],
  [
    "others-data-within-reach",
    "high",
    { statements: [allow("iot:Connect", `arn:aws:iot:eu-west-1:1:client/${SUB}`), allow("iot:Connect", "*")] },
    { statements: [allow("iot:Connect", `arn:aws:iot:eu-west-1:1:client/${SUB}`), allow("iot:DescribeEndpoint", "*")] },
  ],
  [
    "wildcard-resources",
    "low",
    { statements: [allow("s3:GetBucketLocation", "*")] },
    { statements: [allow("s3:ListAllMyBuckets", "*")] },
  ],
  [
    "wildcard-actions",
    "medium",
    cappedTo(
      [{ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::b/*" }],
      "arn:aws:iam::aws:policy/AdministratorAccess",
    ),
    attached("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"),
  ],
];
