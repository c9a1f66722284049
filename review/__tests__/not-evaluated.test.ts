/** What the review cannot read, and what may matter, is a finding: a gate that passed it would be open. Each with the neighbour
 *  that can be read, which must stay silent. */
import { reviewAccess, type AccessReview } from "../src";
import { amr, aud, configuration, trustStatement, type Body, type Parts } from "./configuration";

function unread(document: object): string[] {
  const review: AccessReview = reviewAccess(document);
  const found = review.findings.filter(({ id }) => id === "not-evaluated");
  expect(found.every(({ severity }) => severity === "high")).toBe(true);
  // Each is listed as what it is, too.
  expect(new Set(review.notEvaluated.map(({ address }) => address))).toEqual(
    new Set(found.map(({ address }) => address)),
  );
  return review.notEvaluated.map(
    ({ subject, cause, address }) =>
      `${subject} at ${address}: ${typeof cause === "string" ? cause : Object.keys(cause).join()}`,
  );
}

const attached = (policyArn: string): Body => ({ user: { role: "${aws_iam_role.user.name}", policy_arn: policyArn } });
const READ = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/*"] }];
const policy = (statement: Body): Body => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
});
const ALLOW = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };

const lettingIn = (principal: unknown): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Principal: principal }],
  });
const bucketPolicy = (statement: Body): Record<string, Body> => ({
  aws_s3_bucket_policy: { b: { bucket: "b", ...policy(statement) } },
});
const rolesWith = (principal: Body): Body => ({
  user: configuration().resource.aws_iam_role?.user,
  reports: {
    name: "reports",
    assume_role_policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }],
    }),
  },
});

/** One of two, which only Terraform knows. */
const EITHER = (type: "role" | "policy"): string => `\${var.x ? aws_iam_${type}.user.arn : aws_iam_${type}.other.arn}`;
const trusting = "${data.aws_iam_policy_document.trust.json}";
const twoRoles: Body = {
  user: { name: "user", assume_role_policy: trusting },
  other: { name: "other", assume_role_policy: trusting },
};
const trustOf = (pools: string[], Principal: Body = { Federated: "cognito-identity.amazonaws.com" }): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal,
      ...(pools.length > 0 && { Condition: { StringEquals: { "cognito-identity.amazonaws.com:aud": pools } } }),
    },
  });
const withTemplate = (value: string): Body => ({
  user: { name: "user", assume_role_policy: trusting },
  other: { name: "other", assume_role_policy: `\${templatefile("trust.json", { value = ${value} })}` },
});
/** The role's trust policy, and a document with a statement for somebody and others that are not known. */
const documents = (principal: string): Record<string, Body> => ({
  aws_iam_policy_document: {
    trust: { statement: [trustStatement()] },
    bucket: {
      statement: [{ actions: ["s3:*"], resources: ["*"], principals: [{ type: "AWS", identifiers: [principal] }] }],
      dynamic: { statement: { for_each: "${var.statements}", content: {} } },
    },
  },
});

const RULES = { identity_provider: "graph.facebook.com", type: "Rules", ambiguous_role_resolution: "Deny" };

/** What is wrong, its parts, what is said; and the parts with which nothing is. */
const CASES: [string, Parts, string, Parts][] = [
  [
    "a role that is not in the file",
    { attachment: { roles: { authenticated: "arn:aws:iam::123456789012:role/elsewhere" } } },
    "role at aws_cognito_identity_pool_roles_attachment.app: role-outside-the-file",
    { attachment: { roles: { authenticated: "arn:aws:iam::${var.account}:role/${aws_iam_role.user.name}" } } },
  ],
  ...[
    [
      "awscc_iam_role_policy",
      { role_name: "${aws_iam_role.user.name}", policy_document: "{}" },
      { role_name: "other" },
    ],
    ["awscc_iam_role_policy", { role_name: "user", policy_document: "{}" }, { role_name: "other" }],
    ["awscc_iam_managed_policy", { roles: ["other", "user"], policy_document: "{}" }, { roles: ["other"] }],
  ].map(([type, ours, others]): [string, Parts, string, Parts] => [
    "a policy for one of the roles, of another provider",
    { resource: { [type as string]: { p: ours } } },
    `policy at ${type as string}.p: type-not-read`,
    { resource: { [type as string]: { p: others } } },
  ]),
  [
    "a policy of another provider for a role that only Terraform knows",
    { resource: { awscc_iam_role_policy: { p: { role_name: "${var.role}", policy_document: "{}" } } } },
    "policy at awscc_iam_role_policy.p: type-not-read",
    {
      resource: {
        awscc_iam_role_policy: { p: { role_name: "${aws_iam_role.reports.name}", policy_document: "{}" } },
        aws_iam_role: rolesWith({ Service: "lambda.amazonaws.com" }),
      },
    },
  ],
  ...[
    ["awscc_cognito_identity_pool_role_attachment", "attached-roles"],
    ["awscc_cognito_identity_pool_principal_tag", "principal-tags"],
  ].map(([type = "", subject]): [string, Parts, string, Parts] => [
    `a part of the pool, of another provider: ${type}`,
    { resource: { [type]: { a: { identity_pool_id: "${aws_cognito_identity_pool.app.id}" } } } },
    `${subject} at ${type}.a: type-not-read`,
    { resource: { [type]: { a: { identity_pool_id: "eu-west-1:1" } } } },
  ]),
  [
    "a role of another provider that trusts the pool",
    {
      resource: {
        awscc_iam_role: { r: { assume_role_policy_document: JSON.stringify({ Pool: "${local.pool_id}" }) } },
      },
    },
    "role at awscc_iam_role.r: type-not-read",
    { resource: { awscc_iam_role: { r: { assume_role_policy_document: JSON.stringify({ Pool: "eu-west-1:1" }) } } } },
  ],
  [
    "a role of the Cloud Control API that trusts the pool, by its id, beside another pool",
    {
      resource: {
        aws_cognito_identity_pool: { app: { id: "eu-west-1:1" }, other: { id: "eu-west-1:2" } },
        aws_cloudcontrolapi_resource: { r: { type_name: "AWS::IAM::Role", desired_state: '{"Aud":"eu-west-1:2"}' } },
      },
    },
    "role at aws_cloudcontrolapi_resource.r: type-not-read",
    {
      resource: {
        aws_cognito_identity_pool: { app: { id: "eu-west-1:1" }, other: { id: "eu-west-1:2" } },
        aws_cloudcontrolapi_resource: { r: { type_name: "AWS::IAM::Role", desired_state: '{"Aud":"eu-west-1:3"}' } },
      },
    },
  ],
  [
    "a policy of the Cloud Control API for one of two roles, by its name",
    {
      resource: {
        aws_iam_role: twoRoles,
        aws_cloudcontrolapi_resource: {
          r: { type_name: "AWS::IAM::RolePolicy", desired_state: '{"RoleName":"other","PolicyName":"p"}' },
        },
      },
    },
    "policy at aws_cloudcontrolapi_resource.r: type-not-read",
    { resource: { aws_iam_role: twoRoles } },
  ],
  ...[
    ["AWS::IAM::RolePolicy", "policy", { RoleName: "user" }, { RoleName: "other" }],
    ["AWS::IAM::ManagedPolicy", "policy", { Roles: ["${aws_iam_role.user.name}"] }, { Roles: ["users"] }],
    ["AWS::Cognito::UserPoolGroup", "policy", { RoleArn: "${aws_iam_role.user.arn}" }, { RoleArn: "user/other" }],
    ["AWS::IAM::Role", "role", { Trust: "${local.pool_id}" }, { Trust: "eu-west-1:1" }],
    [
      "AWS::Cognito::IdentityPoolRoleAttachment",
      "attached-roles",
      { IdentityPoolId: "${local.pool_id}" },
      { IdentityPoolId: "eu-west-1:1" },
    ],
    [
      "AWS::Cognito::IdentityPoolPrincipalTag",
      "principal-tags",
      { IdentityPoolId: "${local.pool_id}" },
      { IdentityPoolId: "eu-west-1:1" },
    ],
  ].map(([type, subject, ours, others]): [string, Parts, string, Parts] => [
    `a resource of the Cloud Control API: ${type as string}`,
    { resource: { aws_cloudcontrolapi_resource: { r: { type_name: type, desired_state: JSON.stringify(ours) } } } },
    `${subject as string} at aws_cloudcontrolapi_resource.r: type-not-read`,
    { resource: { aws_cloudcontrolapi_resource: { r: { type_name: type, desired_state: JSON.stringify(others) } } } },
  ]),
  ...(
    [
      ["the role by its ARN", { AWS: "${aws_iam_role.user.arn}" }, undefined],
      ["the role among others", { AWS: ["arn:aws:iam::1:root", "arn:aws:iam::1:role/app/user"] }, undefined],
      ["a session of the role", { AWS: "arn:aws:sts::1:assumed-role/user/CognitoIdentityCredentials" }, undefined],
      [
        "a session of the role, by reference",
        { AWS: "arn:aws:sts::1:assumed-role/${aws_iam_role.user.name}/CognitoIdentityCredentials" },
        undefined,
      ],
      ["whoever has a token of Cognito", { Federated: ["cognito-identity.amazonaws.com"] }, undefined],
      ["everybody who comes from the role", "*", { ArnLike: { "aws:PrincipalArn": "${aws_iam_role.user.arn}" } }],
      ["the role's sessions by their id", "*", { StringLike: { "aws:userid": "${aws_iam_role.user.unique_id}:*" } }],
    ] as const
  ).map(([whom, principal, condition]): [string, Parts, string, Parts] => [
    `a bucket policy that lets in ${whom}`,
    { resource: bucketPolicy({ ...ALLOW, Principal: principal, ...(condition && { Condition: condition }) }) },
    "resource-policy at aws_s3_bucket_policy.b: letsIn",
    {
      resource: bucketPolicy({
        ...ALLOW,
        Effect: "Deny",
        Principal: principal,
        ...(condition && { Condition: condition }),
      }),
    },
  ]),
  ...[
    ["aws_kms_key", "policy"],
    ["aws_sqs_queue_policy", "policy"],
    ["aws_secretsmanager_secret_policy", "policy"],
    ["aws_opensearch_domain_policy", "access_policies"],
    ["aws_dynamodb_resource_policy", "policy"],
  ].map(([type = "", attribute = ""]): [string, Parts, string, Parts] => [
    `a resource with a policy that lets in the role: ${type}`,
    { resource: { [type]: { r: { [attribute]: lettingIn({ AWS: "${aws_iam_role.user.arn}" }) } } } },
    `resource-policy at ${type}.r: letsIn`,
    {
      resource: {
        [type]: {
          r: { [attribute]: lettingIn({ AWS: "arn:aws:iam::1:role/other" }) },
          forReports: { [attribute]: lettingIn({ AWS: "${aws_iam_role.reports.arn}" }) },
        },
        aws_iam_role: rolesWith({ Service: "lambda.amazonaws.com" }),
      },
    },
  ]),
  ...[
    ["aws_lambda_permission", "principal", "apigateway.amazonaws.com"],
    ["aws_kms_grant", "grantee_principal", "arn:aws:iam::1:role/other"],
    ["aws_eks_access_entry", "principal_arn", "arn:aws:iam::1:role/other"],
    ["aws_eks_access_policy_association", "principal_arn", "arn:aws:iam::1:role/other"],
    ["aws_lakeformation_permissions", "principal", "IAM_ALLOWED_PRINCIPALS"],
  ].map(([type = "", attribute = "", other]): [string, Parts, string, Parts] => [
    `a permission of the role's that is a resource of its own: ${type}`,
    { resource: { [type]: { p: { [attribute]: "${aws_iam_role.user.arn}" } } } },
    `resource-policy at ${type}.p: letsIn`,
    { resource: { [type]: { p: { [attribute]: other } } } },
  ]),
  [
    "another role that the role may take",
    { resource: { aws_iam_role: rolesWith({ AWS: "${aws_iam_role.user.arn}" }) } },
    "trust-policy at aws_iam_role.reports: letsIn",
    { resource: { aws_iam_role: rolesWith({ Service: "lambda.amazonaws.com" }) } },
  ],
  [
    "a role of which the file has no more than a data source",
    {
      attachment: { roles: { authenticated: "${data.aws_iam_role.old.arn}" } },
      data: { aws_iam_role: { old: { name: "old" } } },
    },
    "role at data.aws_iam_role.old: role-outside-the-file",
    {},
  ],
  [
    "a managed policy that is not in the file",
    { resource: { aws_iam_role_policy_attachment: attached("arn:aws:iam::123456789012:policy/elsewhere") } },
    "policy at aws_iam_role_policy_attachment.user: managedPolicyOutsideTheFile",
    {
      resource: {
        aws_iam_policy: { own: policy(ALLOW) },
        aws_iam_role_policy_attachment: attached("${aws_iam_policy.own.arn}"),
      },
    },
  ],
  [
    "a list of exclusive attachments that names a policy which is not in the file",
    {
      resource: {
        aws_iam_role_policy_attachments_exclusive: {
          user: { role_name: "${aws_iam_role.user.name}", policy_arns: ["arn:aws:iam::123456789012:policy/elsewhere"] },
        },
      },
    },
    "policy at aws_iam_role_policy_attachments_exclusive.user: managedPolicyOutsideTheFile",
    {
      resource: {
        aws_iam_policy: { own: policy(ALLOW) },
        aws_iam_role_policy_attachment: { by: { role: "user", policy_arn: "${aws_iam_policy.own.arn}" } },
        aws_iam_role_policy_attachments_exclusive: {
          user: { role_name: "user", policy_arns: ["${aws_iam_policy.own.arn}"] },
          same: { role_name: "user", policy_arns: ["${aws_iam_role_policy_attachment.by.policy_arn}"] },
        },
      },
    },
  ],
  [
    "a list of exclusive inline policies that names one which is not in the file",
    { resource: { aws_iam_role_policies_exclusive: { user: { role_name: "user", policy_names: ["elsewhere"] } } } },
    "policy at aws_iam_role_policies_exclusive.user: inlinePolicyOutsideTheFile",
    {
      resource: {
        aws_iam_role_policy: { own: { name: "own", role: "user", ...policy(ALLOW) } },
        aws_iam_role_policies_exclusive: {
          user: { role_name: "user", policy_names: ["${aws_iam_role_policy.own.name}"] },
          same: { role_name: "user", policy_names: ["own"] },
        },
      },
    },
  ],
  [
    "a boundary that is not in the file",
    { role: { permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
    "permissions-boundary at aws_iam_role.user: managedPolicyOutsideTheFile",
    {
      role: { permissions_boundary: "${aws_iam_policy.boundary.arn}" },
      resource: { aws_iam_policy: { boundary: policy(ALLOW) } },
    },
  ],
  [
    "actions that only Terraform knows",
    { statements: [{ actions: ["${var.action}"], resources: ["arn:aws:s3:::b/*"] }] },
    "policy at aws_iam_role_policy.grants: values-known-after-apply",
    { statements: READ },
  ],
  [
    "a resource that only Terraform knows, which may be a wildcard",
    { statements: [{ actions: ["s3:GetObject"], resources: ["${var.resource}"] }] },
    "policy at aws_iam_role_policy.grants: values-known-after-apply",
    {
      statements: [
        {
          actions: ["s3:GetObject"],
          resources: ["${aws_s3_bucket.b.arn}", "${aws_s3_bucket.b.arn}/*", "arn:aws:s3:::${var.bucket}/*"],
        },
      ],
    },
  ],
  ...[
    ["s3:ListBucket", "StringLike", "s3:prefix"],
    ["s3:ListBucket", "StringEquals", "S3:Prefix"],
    ["dynamodb:Query", "ForAllValues:StringLike", "dynamodb:LeadingKeys"],
  ].map(([action, test, variable]): [string, Parts, string, Parts] => {
    const when = (...values: string[]): Parts => ({
      statements: [{ actions: [action], resources: ["*"], condition: [{ test, variable, values }] }],
    });
    return [
      `under ${test} a ${variable} that only Terraform knows, which may be all of them`,
      when("public/*", "${var.prefix}"),
      "policy at aws_iam_role_policy.grants: values-known-after-apply",
      when("${var.folder}/&{cognito-identity.amazonaws.com:sub}/*"),
    ];
  }),
  [
    "what a Deny leaves alone, if only Terraform knows it",
    {
      statements: [...READ, { effect: "Deny", actions: ["s3:*"], not_resources: ["${var.resource}"] }],
    },
    "policy at aws_iam_role_policy.grants: values-known-after-apply",
    { statements: [...READ, { effect: "Deny", actions: ["s3:*"], resources: ["${var.resource}"] }] },
  ],
  [
    "a policy that a function makes",
    { resource: { aws_iam_role_policy: { p: { role: "user", policy: '${file("policy.json")}' } } } },
    "policy at aws_iam_role_policy.p: expression",
    {
      resource: {
        aws_iam_role_policy: {
          p: { role: "user", policy: `\${jsonencode(${JSON.stringify({ Version: "2012-10-17", Statement: ALLOW })})}` },
        },
      },
    },
  ],
  ...(
    [
      ["aws_iam_role_policy", (role) => ({ role, ...policy(ALLOW) })],
      ["aws_iam_role_policy_attachment", (role) => ({ role, policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" })],
      ["aws_iam_policy_attachment", (role) => ({ roles: [role], policy_arn: "arn:aws:iam::1:policy/p" })],
      ["aws_iam_role_policies_exclusive", (role_name) => ({ role_name, policy_names: ["p"] })],
      ["aws_iam_role_policy_attachments_exclusive", (role_name) => ({ role_name, policy_arns: ["p"] })],
    ] satisfies [string, (role: string) => Body][]
  ).map(([type, of]): [string, Parts, string, Parts] => [
    `the role of an ${type} that only Terraform knows`,
    { resource: { [type]: { p: of("${var.role}") } } },
    `role-of-policy at ${type}.p: known-after-apply`,
    { resource: { [type]: { p: of("somebody-else") } } },
  ]),
  [
    "a role whose trust policy is a text made with the pool",
    { resource: { aws_iam_role: withTemplate("aws_cognito_identity_pool.app.id") } },
    "trust-policy at aws_iam_role.other: expression",
    { resource: { aws_iam_role: withTemplate("var.name") } },
  ],
  [
    "a bucket's policy for roles whose names begin as the role's may",
    {
      role: { name: "app-${var.stage}" },
      resource: bucketPolicy({
        ...ALLOW,
        Principal: "*",
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/app-prod*" } },
      }),
    },
    "resource-policy at aws_s3_bucket_policy.b: letsIn",
    {
      role: { name: "app-${var.stage}" },
      resource: bucketPolicy({
        ...ALLOW,
        Principal: "*",
        Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/web-*" } },
      }),
    },
  ],
  [
    "a Deny that may be another role's",
    {
      statements: READ,
      resource: {
        aws_iam_role: twoRoles,
        aws_iam_role_policy: {
          deny: {
            role: EITHER("role"),
            ...policy({ ...ALLOW, Effect: "Deny" }),
          },
        },
      },
    },
    "policy at aws_iam_role_policy.deny: oneOf",
    {
      resource: {
        aws_iam_role: twoRoles,
        aws_iam_role_policy: {
          deny: { role: "${aws_iam_role.user.id}", ...policy({ ...ALLOW, Effect: "Deny" }) },
          allow: { role: EITHER("role"), ...policy(ALLOW) },
        },
      },
    },
  ],
  [
    "a managed policy with a Deny that may be another role's",
    {
      resource: {
        aws_iam_role: twoRoles,
        aws_iam_policy: { deny: policy({ ...ALLOW, Effect: "Deny" }) },
        aws_iam_policy_attachment: { deny: { roles: [EITHER("role")], policy_arn: "${aws_iam_policy.deny.arn}" } },
      },
    },
    "policy at aws_iam_policy.deny: oneOf",
    {
      resource: {
        aws_iam_role: twoRoles,
        aws_iam_policy: { deny: policy({ ...ALLOW, Effect: "Deny" }) },
        aws_iam_policy_attachment: {
          deny: {
            roles: [EITHER("role"), "${aws_iam_role.user.name}", "${aws_iam_role.other.name}"],
            policy_arn: "${aws_iam_policy.deny.arn}",
          },
        },
      },
    },
  ],
  ...(
    [
      [
        "aws_iam_role_policy_attachment",
        { policy_arn: EITHER("policy") },
        { policy_arn: "${aws_iam_policy.other.arn}" },
      ],
      [
        "aws_iam_role_policy_attachments_exclusive",
        { role_name: "user", policy_arns: [EITHER("policy")] },
        { policy_arns: ["${aws_iam_policy.user.arn}", "${aws_iam_policy.other.arn}"] },
      ],
    ] as const
  ).map(([type, one, both]): [string, Parts, string, Parts] => {
    const rest = { role: "user", role_name: "user" };
    const attached = (own: Body): Parts => ({
      resource: {
        aws_iam_policy: {
          user: policy(ALLOW),
          other: policy({ ...ALLOW, Effect: "Deny" }),
          unrelated: policy(ALLOW),
        },
        ...(type === "aws_iam_role_policy_attachment"
          ? {}
          : { aws_iam_role_policy_attachment: { sure: { ...rest, policy_arn: "${aws_iam_policy.unrelated.arn}" } } }),
        [type]: { sure: { ...rest, policy_arn: "${aws_iam_policy.unrelated.arn}" }, one: { ...rest, ...own } },
      },
    });
    return [
      `one of two managed policies, beside another one: ${type}`,
      attached(one),
      `policy at ${type}.one: oneOf`,
      attached(both),
    ];
  }),
  [
    "a boundary that is one of two",
    {
      role: { permissions_boundary: EITHER("policy") },
      resource: { aws_iam_policy: { user: policy(ALLOW), other: policy(ALLOW) } },
    },
    "permissions-boundary at aws_iam_role.user: oneOf",
    {
      role: { permissions_boundary: "${aws_iam_policy.user.arn}" },
      resource: { aws_iam_policy: { user: policy(ALLOW), other: policy(ALLOW) } },
    },
  ],
  [
    "an attachment to one of two pools",
    {
      attachment: {
        identity_pool_id: "${var.x ? aws_cognito_identity_pool.app.id : aws_cognito_identity_pool.other.id}",
      },
      resource: {
        aws_cognito_identity_pool: { app: { identity_pool_name: "app" }, other: { identity_pool_name: "o" } },
      },
    },
    "pool at aws_cognito_identity_pool_roles_attachment.app: oneOf",
    {
      resource: {
        aws_cognito_identity_pool: { app: { identity_pool_name: "app" }, other: { identity_pool_name: "o" } },
      },
    },
  ],
  [
    "a bucket's policy with statements that only Terraform knows, and the role in another one",
    {
      resource: { aws_s3_bucket_policy: { b: { policy: "${data.aws_iam_policy_document.bucket.json}" } } },
      data: documents("${aws_iam_role.user.arn}"),
    },
    "resource-policy at aws_s3_bucket_policy.b: letsIn",
    {
      resource: {
        aws_lambda_function: { resize: { role: "${aws_iam_role.user.arn}" } },
        aws_s3_bucket_policy: {
          b: { policy: "${data.aws_iam_policy_document.bucket.json}" },
          c: { policy: '${templatefile("c.json", { by = aws_lambda_function.resize.arn })}' },
        },
      },
      data: documents("arn:aws:iam::1:role/other"),
    },
  ],
  [
    "an audience that only Terraform knows",
    {
      trust: {
        condition: [
          { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values: ["${var.pool}"] },
          amr("authenticated"),
        ],
      },
    },
    "trust-policy at aws_iam_role.user: values-known-after-apply",
    {},
  ],
  [
    "a principal that only Terraform knows",
    { trust: { principals: [{ type: "Federated", identifiers: ["${var.principal}"] }] } },
    "trust-policy at aws_iam_role.user: values-known-after-apply",
    {},
  ],
  [
    "a trust policy that the simulator does not model",
    { trust: { condition: [{ test: "__proto__", variable: "cognito-identity.amazonaws.com:aud", values: ["x"] }] } },
    "trust-policy at aws_iam_role.user: notModelled",
    {},
  ],
  [
    "guests, if only Terraform knows whether they are allowed",
    { pool: { allow_unauthenticated_identities: "${var.guests}" } },
    "guests at aws_cognito_identity_pool.app: known-when-terraform-runs",
    { pool: { allow_unauthenticated_identities: "${false}" } },
  ],
  [
    "role mappings of which only Terraform knows how many there are",
    { attachment: { dynamic: { role_mapping: { for_each: "${var.mappings}", content: {} } } } },
    "role-mappings at aws_cognito_identity_pool_roles_attachment.app: known-when-terraform-runs",
    { attachment: { dynamic: { role_mapping: { for_each: [], content: {} } } } },
  ],
  [
    "rules of which only Terraform knows how many there are",
    {
      attachment: {
        role_mapping: [{ ...RULES, dynamic: { mapping_rule: { for_each: "${var.rules}", content: {} } } }],
      },
    },
    "role-mappings at aws_cognito_identity_pool_roles_attachment.app: known-when-terraform-runs",
    { attachment: { role_mapping: [{ ...RULES, dynamic: { mapping_rule: { for_each: [], content: {} } } }] } },
  ],
  [
    "logins of which only Terraform knows which there are",
    { pool: { supported_login_providers: "${var.logins}" } },
    "sign-ins at aws_cognito_identity_pool.app: known-when-terraform-runs",
    { pool: { supported_login_providers: { "graph.facebook.com": "${var.app}" } } },
  ],
  [
    "clients of which only Terraform knows how many there are",
    { pool: { dynamic: { cognito_identity_providers: { for_each: "${var.clients}", content: {} } } } },
    "sign-ins at aws_cognito_identity_pool.app: known-when-terraform-runs",
    { pool: { dynamic: { cognito_identity_providers: { for_each: [], content: {} } } } },
  ],
  [
    "roles that only Terraform knows",
    { attachment: { roles: "${var.roles}" } },
    "role at aws_cognito_identity_pool_roles_attachment.app: role-outside-the-file",
    { attachment: { roles: "${{ authenticated = aws_iam_role.user.arn }}" } },
  ],
  [
    "an attachment to a pool that is not in the file",
    { attachment: { identity_pool_id: "${var.pool}" } },
    "pool at aws_cognito_identity_pool_roles_attachment.app: pool-outside-the-file",
    { attachment: { identity_pool_id: "${local.pool_id}" } },
  ],
  [
    "providers of which only Terraform knows which there are",
    { pool: { saml_provider_arns: "${var.providers}" } },
    "sign-ins at aws_cognito_identity_pool.app: known-when-terraform-runs",
    { pool: { saml_provider_arns: ["${aws_iam_saml_provider.company.arn}"] } },
  ],
  [
    "principal tags that only Terraform knows",
    {
      resource: {
        aws_cognito_identity_pool_provider_principal_tag: {
          t: { identity_pool_id: "${local.pool_id}", identity_provider_name: "p", principal_tags: "${var.tags}" },
        },
      },
    },
    "principal-tags at aws_cognito_identity_pool_provider_principal_tag.t: known-when-terraform-runs",
    {
      trust: { actions: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] },
      resource: {
        aws_cognito_identity_pool_provider_principal_tag: {
          t: { identity_pool_id: "${local.pool_id}", identity_provider_name: "p", principal_tags: { team: "team" } },
        },
      },
    },
  ],
];

test.each(CASES)("%s", (_, parts, expected, neighbour) => {
  expect(unread(configuration(parts))).toContain(expected);
  expect(unread(configuration(neighbour))).toEqual([]);
});

test("a bucket's policy that the provider shows at the bucket too is one finding", () => {
  const letsIn = policy({ ...ALLOW, Principal: { AWS: "${aws_iam_role.user.arn}" } });
  const bucket = { aws_s3_bucket: { b: { id: "b", ...letsIn } } };
  expect(unread(configuration({ resource: bucket }))).toEqual(["resource-policy at aws_s3_bucket.b: letsIn"]);
  const both = { ...bucket, aws_s3_bucket_policy: { b: { bucket: "b", ...letsIn } } };
  expect(unread(configuration({ resource: both }))).toEqual(["resource-policy at aws_s3_bucket_policy.b: letsIn"]);
});

test.each(["aws_vpc_endpoint", "aws_iot_policy"])(
  "the policy of an %s lets nobody in: it is none of a resource",
  (type) => {
    const named = { p: { policy: lettingIn({ AWS: "${aws_iam_role.user.arn}" }) } };
    expect(unread(configuration({ resource: { [type]: named } }))).toEqual([]);
  },
);

test("the policy of a queue that is to be made is not that of another one", () => {
  const letsIn = policy({ ...ALLOW, Principal: { AWS: "${aws_iam_role.user.arn}" } });
  const queues = {
    aws_sqs_queue: { a: { id: "${var.a}", ...letsIn }, b: { id: "${var.a}" } },
    aws_sqs_queue_policy: { b: { queue_url: "${var.a}", ...policy({ ...ALLOW, Principal: { Service: "s3" } }) } },
  };
  expect(unread(configuration({ resource: queues }))).toEqual(["resource-policy at aws_sqs_queue.a: letsIn"]);
});

test("a module of a configuration", () => {
  expect(unread({ ...configuration(), module: { app: { source: "./app" } } })).toEqual([
    "module at module.app: module-of-a-configuration",
  ]);
});

test("a policy that is nested more deeply than any", () => {
  const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
  const document = configuration({
    resource: { aws_iam_role_policy: { p: { role: "user", policy: `{"Statement": ${deep}}` } } },
  });
  expect(unread(document)).toEqual(["policy at aws_iam_role_policy.p: malformed-statement"]);
});

test("each says what to do about it", () => {
  for (const [, parts] of CASES) {
    for (const { id, reason, fix } of reviewAccess(configuration(parts)).findings) {
      if (id !== "not-evaluated") continue;
      expect(reason).toMatch(/^[A-Z].*\. It may allow more than this review shows\.$/);
      expect(fix).toMatch(/^[A-Z].*\.$/);
    }
  }
});

test.each<[string, string[], boolean]>([
  ["any pool", [], true],
  ["it", ["eu-west-1:1"], true],
  ["pools of its region", ["eu-west-1:*"], true],
  ["pools of several regions", ["us-east-1:*", "eu-west-1:*"], true],
  ["pools of other regions", ["us-*"], false],
  ["another pool", ["eu-west-1:2"], false],
])("a role that no pool gives and that trusts %s", (_, pools, isReviewed) => {
  const document = configuration({
    pool: { id: "eu-west-1:1" },
    trust: { condition: [aud("eu-west-1:1"), amr("authenticated")] },
    resource: {
      aws_iam_role: {
        user: { name: "user", assume_role_policy: trusting },
        other: { name: "other", assume_role_policy: trustOf(pools) },
      },
    },
  });
  const names = reviewAccess(document).pools[0]?.roles.map(({ name }) => name);
  expect(names).toEqual(isReviewed ? ["user", "other"] : ["user"]);
});

describe("of two roles of which an attachment names one, both are reviewed", () => {
  const other = "${aws_cognito_identity_pool.other.id}";
  test.each<[string, unknown, string[]]>([
    ["if it cannot be told whom one trusts", '${file("trust.json")}', ["other", "user"]],
    ["if one may trust the pool beside another one", trustOf(["${var.pool}", other]), ["other", "user"]],
    ["if one trusts any pool", trustOf([]), ["other", "user"]],
    ["but for one that trusts another pool", trustOf([other]), ["user"]],
    ["but for one that trusts no user of a pool", trustOf([], { Service: "ec2.amazonaws.com" }), ["user"]],
  ])("%s", (_, trust, expected) => {
    const { pools } = reviewAccess(
      configuration({
        attachment: { roles: { authenticated: EITHER("role") } },
        resource: {
          aws_cognito_identity_pool: { app: { identity_pool_name: "app" }, other: { identity_pool_name: "other" } },
          aws_iam_role: { ...twoRoles, other: { name: "other", assume_role_policy: trust } },
        },
      }),
    );
    const signedIn = pools[0]?.roles.filter(({ recipients }) => recipients.some(({ kind }) => kind === "signed-in"));
    expect(signedIn?.map(({ name }) => name).toSorted()).toEqual(expected);
  });
});

test("under a key that is known, two roles of which the first lets in guests too are not swapped", () => {
  const document = configuration({
    attachment: { roles: { authenticated: "${var.x ? aws_iam_role.other.arn : aws_iam_role.user.arn}" } },
    resource: {
      aws_iam_role: {
        ...twoRoles,
        other: { name: "other", assume_role_policy: trustOf(["${aws_cognito_identity_pool.app.id}"]) },
      },
    },
  });
  expect(unread(document)).toEqual([]);
});

describe.each<[string, string]>([
  ["eu-west-1:1-2", "eu-west-1:1-2"],
  ["${var.pool}", "⟨var.pool⟩"],
  ["${one(data.terraform_remote_state.app[*].outputs.pool)}", "⟨one(data.terraform_remote_state.app[*].outputs.pool)⟩"],
])("of a pool which is not in the file, %s,", (pool, id) => {
  const reviewed = (attachment: Body): AccessReview => {
    const document = configuration({
      statements: [{ actions: ["*"], resources: ["*"] }],
      trust: { condition: [aud(pool), amr("authenticated")] },
      attachment,
    });
    const { aws_iam_role: roles = {}, aws_cognito_identity_pool_roles_attachment: attachments = {} } =
      document.resource;
    roles.other = { name: "other", assume_role_policy: trusting };
    delete document.resource.aws_cognito_identity_pool;
    if (attachment.identity_pool_id === undefined) delete attachments.app;
    return reviewAccess(document);
  };
  const ofBoth = (recipient: string): object[] => [
    {
      id,
      isOutsideTheFile: true,
      roles: [
        { name: "user", recipients: [{ kind: recipient }] },
        { name: "other", recipients: [{ kind: "anyone-trusted" }] },
      ],
    },
  ];

  test("each role that trusts it is reviewed", () => {
    const { pools, findings } = reviewed({});
    expect(pools).toMatchObject(ofBoth("anyone-trusted"));
    expect(findings.map(({ id: found }) => found)).toContain("wildcard-actions");
  });

  test("each role that trusts it is reviewed beside those that are attached", () => {
    const { pools, notEvaluated } = reviewed({ identity_pool_id: pool });
    expect(pools).toMatchObject(ofBoth("signed-in"));
    // That the roles' trust policies name this very pool is plain, whatever its id.
    expect(notEvaluated.map(({ subject }) => subject)).toEqual(["pool"]);
  });
});
