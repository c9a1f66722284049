/** Configurations in Terraform's JSON syntax for these tests: a pool with one role that signed-in users get. */

export type Body = Record<string, unknown>;

export interface Parts {
  readonly pool?: Body;
  readonly attachment?: Body;
  readonly trust?: Body;
  readonly statements?: readonly Body[];
  /** Statements of a second policy of the role. */
  readonly guard?: readonly Body[];
  readonly role?: Body;
  /** Further resources, by type and name; one that is here already is replaced. */
  readonly resource?: Record<string, Body>;
  readonly data?: Record<string, Body>;
}

export const SUB = "&{cognito-identity.amazonaws.com:sub}";

export function configuration({
  pool,
  attachment,
  trust,
  statements,
  guard,
  role,
  resource,
  data,
}: Parts = {}): Body & {
  resource: Record<string, Record<string, Body>>;
} {
  return {
    locals: { pool_id: "${aws_cognito_identity_pool.app.id}" },
    resource: {
      aws_cognito_identity_pool: { app: { identity_pool_name: "app", ...pool } },
      aws_cognito_identity_pool_roles_attachment: {
        app: {
          identity_pool_id: "${aws_cognito_identity_pool.app.id}",
          roles: { authenticated: "${aws_iam_role.user.arn}" },
          ...attachment,
        },
      },
      aws_iam_role: {
        user: { name: "user", assume_role_policy: "${data.aws_iam_policy_document.trust.json}", ...role },
      },
      aws_iam_role_policy: {
        ...(statements && { grants: policyOf("grants") }),
        ...(guard && { guard: policyOf("guard") }),
      },
      ...resource,
    },
    data: {
      aws_iam_policy_document: {
        trust: { statement: [trustStatement(trust)] },
        ...(statements && { grants: { statement: statements } }),
        ...(guard && { guard: { statement: guard } }),
      },
      ...data,
    },
  };
}

function policyOf(document: string): Body {
  return { role: "${aws_iam_role.user.id}", policy: `\${data.aws_iam_policy_document.${document}.json}` };
}

export function trustStatement(overrides: Body = {}): Body {
  return {
    effect: "Allow",
    actions: ["sts:AssumeRoleWithWebIdentity"],
    principals: [{ type: "Federated", identifiers: ["cognito-identity.amazonaws.com"] }],
    condition: [aud("${local.pool_id}"), amr("authenticated")],
    ...overrides,
  };
}

export function aud(pool: string): Body {
  return { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values: [pool] };
}

export function amr(value: string): Body {
  return { test: "ForAnyValue:StringLike", variable: "cognito-identity.amazonaws.com:amr", values: [value] };
}

export const GUIDE: readonly Body[] = [
  { actions: ["mobileanalytics:PutEvents", "cognito-sync:*", "cognito-identity:*"], resources: ["*"] },
  { actions: ["s3:*"], resources: [`arn:aws:s3:::notes/${SUB}*`] },
];

const OWN_IDENTITY = `arn:aws:cognito-sync:*:*:identitypool/\${local.pool_id}/identity/${SUB}`;

export const GUARDRAIL: readonly Body[] = [
  { sid: "DenyPoolAdministration", effect: "Deny", actions: ["cognito-identity:*"], resources: ["*"] },
  {
    sid: "DenyDatasetsOfOthers",
    effect: "Deny",
    actions: ["cognito-sync:*"],
    not_resources: [OWN_IDENTITY, `${OWN_IDENTITY}/*`],
  },
];
