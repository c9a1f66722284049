/** Every finding: a configuration that it is about, and the one beside it that it has nothing to say to. */
import { reviewAccess, type Finding } from "../../src";
import { amr, aud, configuration, GUARDRAIL, GUIDE, SUB, trustStatement, type Parts } from "../configuration";

function found(id: string, parts: Parts): Finding[] {
  return reviewAccess(configuration(parts)).findings.filter((finding) => finding.id === id);
}

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
const mapping = (resolution: string): Parts => ({
  attachment: {
    role_mapping: [{ identity_provider: "p:c", type: "Token", ambiguous_role_resolution: resolution }],
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
const tagsFrom = (claim: string): NonNullable<Parts["resource"]> => ({
  aws_cognito_identity_pool_provider_principal_tag: {
    tags: {
      identity_pool_id: "${aws_cognito_identity_pool.app.id}",
      identity_provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
      principal_tags: { team: claim },
      use_defaults: false,
    },
  },
});

type Row = [id: string, severity: string, wrong: Parts, right: Parts];

test.each<Row>([
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
  // Every permission that is more than one's own.
  ...[
    ["iam:PutRolePolicy", "arn:aws:iam::1:role/one"],
    ["iam:CreateAccessKey", "*"],
    ["iam:PassRole", "arn:aws:iam::1:role/lambda"],
    ["sts:AssumeRole", "arn:aws:iam::1:role/admin"],
    ["iam:*", "arn:aws:iam::1:user/*"],
    ["lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:1:function:f"],
  ].map(([action, resource]): Row => [
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
  ...["secretsmanager:GetSecretValue", "kms:Decrypt", "ssm:GetParameter*"].map((action): Row => [
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
  ...["s3:PutObject", "s3:*", "dynamodb:DeleteItem", "*"].map((action): Row => [
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
  ...["Contains", "NotEqual"].map((match_type): Row => [
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
  [
    "mapping-on-user-writable-claim",
    "high",
    rule({ claim: "email", match_type: "StartsWith", value: "admin@" }),
    rule({ claim: "email", match_type: "Equals", value: "a@example.com" }, "accounts.google.com"),
  ],
  ["mapping-on-user-writable-claim", "medium", { resource: tagsFrom("custom:team") }, { resource: tagsFrom("sub") }],
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
    { attachment: mapped("accounts.google.com") },
    { pool: { supported_login_providers: { "accounts.google.com": "1" } }, attachment: mapped("accounts.google.com") },
  ],
  [
    "mapping-without-provider",
    "medium",
    { ...client(true), attachment: mapped("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:c1") },
    { ...client(true), attachment: mapped("${var.provider}") },
  ],
])("%s (%s) is found where it belongs, and not where it does not", (id, severity, wrong, right) => {
  const [finding] = found(id, wrong);
  expect(finding).toMatchObject({ id, severity });
  expect(Object.keys(finding ?? {}).toSorted()).toEqual(["address", "fix", "id", "reason", "severity", "title"]);
  expect(finding?.address).toMatch(/^(?:data\.)?aws_/);
  if (right.resource !== undefined && wrong.resource === undefined) {
    // The sound variant adds a resource: the role's own policy must stay.
    const document = configuration({ ...right, resource: {} });
    Object.assign(document.resource, right.resource);
    expect(reviewAccess(document).findings.filter((one) => one.id === id)).toEqual([]);
    return;
  }
  expect(found(id, right)).toEqual([]);
});

test("the secret itself is nowhere in the review", () => {
  const review = reviewAccess(
    configuration({ pool: { supported_login_providers: { "api.twitter.com": "key;s3cr3t" } } }),
  );
  expect(JSON.stringify(review)).not.toContain("s3cr3t");
});

test("a trust policy whose pool id only Terraform knows is not accused of naming another pool", () => {
  const parts = { pool: { id: "eu-west-1:1" }, trust: { condition: [aud("${var.pool_id}"), amr("authenticated")] } };
  expect(found("trust-for-another-pool", parts)).toEqual([]);
});

test("a deny in the trust policy counts: it is asked of the simulator, not read off the text", () => {
  const deny = trustStatement({ effect: "Deny", condition: [amr("unauthenticated")] });
  const document = configuration({ trust: { condition: [aud("${local.pool_id}")] } });
  const data = document.data as Record<string, Record<string, { statement: unknown[] }>>;
  data.aws_iam_policy_document?.trust?.statement.push(deny);
  expect(reviewAccess(document).findings.map(({ id }) => id)).not.toContain("trust-without-amr");
});

test("use_defaults provides the tags username and client", () => {
  const statements = [
    {
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::b/&{aws:PrincipalTag/username}/&{aws:PrincipalTag/team}/*"],
    },
  ];
  const document = configuration({ statements });
  Object.assign(document.resource, {
    aws_cognito_identity_pool_provider_principal_tag: {
      tags: {
        identity_pool_id: "${aws_cognito_identity_pool.app.id}",
        identity_provider_name: "p",
        use_defaults: true,
      },
    },
  });
  const titles = reviewAccess(document).findings.map(({ id, title }) => `${id}: ${title}`);
  expect(titles).toContain("unmapped-principal-tag: No claim is mapped to the tag team");
  expect(titles).not.toContain("unmapped-principal-tag: No claim is mapped to the tag username");
});

test("findings come with the worst first", () => {
  const { findings } = reviewAccess(
    configuration({ statements: GUIDE, pool: { allow_unauthenticated_identities: true } }),
  );
  const order = ["high", "medium", "low", "info"];
  const severities = findings.map(({ severity }) => order.indexOf(severity));
  expect(severities).toEqual(severities.toSorted());
  expect(new Set(severities).size).toBeGreaterThan(2);
});
