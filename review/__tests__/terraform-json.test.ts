/** What is read from which kind of file, however the configuration is written. */
import { reviewAccess, type AccessReview, type NotEvaluatedCause } from "../src";
import { amr, aud, configuration, trustStatement, type Body } from "./configuration";

const IAM_POLICY = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*" },
  ],
};

function grantsOf(review: AccessReview): unknown[] {
  return review.pools.flatMap(({ roles }) => roles.flatMap(({ grants }) => grants));
}

const inline = (policy: string): Body => ({ grants: { role: "${aws_iam_role.user.name}", policy } });
const escaped = JSON.stringify(IAM_POLICY).replaceAll("${", () => "$${");

describe("a policy", () => {
  const OWN = expect.objectContaining({
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:::b/${cognito-identity.amazonaws.com:sub}/*"],
    whose: "own",
  }) as unknown;

  test.each<[string, Body]>([
    ["as JSON text", { aws_iam_role_policy: inline(escaped) }],
    [
      "in jsonencode()",
      {
        aws_iam_role_policy: inline(
          '${jsonencode({"Version" = "2012-10-17", Statement: [{Effect = "Allow", Action = "s3:GetObject", "Resource" = "arn:aws:s3:::b/$${cognito-identity.amazonaws.com:sub}/*"}]})}',
        ),
      },
    ],
    ["in an argument of the role", { aws_iam_role_policy: {}, inline: escaped }],
    [
      "in a managed policy that is attached",
      {
        aws_iam_role_policy: {},
        aws_iam_policy: { own: { policy: escaped } },
        aws_iam_role_policy_attachment: { own: { role: "user", policy_arn: "${aws_iam_policy.own.arn}" } },
      },
    ],
    [
      "in a managed policy that is attached to several roles",
      {
        aws_iam_role_policy: {},
        aws_iam_policy: { own: { policy: escaped } },
        aws_iam_policy_attachment: {
          own: { roles: ["${aws_iam_role.user.name}"], policy_arn: "${aws_iam_policy.own.arn}" },
        },
      },
    ],
  ])("%s is read", (_, { inline: inlinePolicy, ...resource }) => {
    const role = inlinePolicy === undefined ? {} : { inline_policy: [{ name: "p", policy: inlinePolicy }] };
    expect(grantsOf(reviewAccess(configuration({ role, resource: resource as Record<string, Body> })))).toEqual([OWN]);
  });

  test("in several documents is merged as the provider merges it: by Sid, overrides last", () => {
    const statement = (sid: string, action: string): Body => ({
      sid,
      actions: [action],
      resources: ["arn:aws:s3:::b/*"],
    });
    const review = reviewAccess(
      configuration({
        resource: { aws_iam_role_policy: inline("${data.aws_iam_policy_document.all.json}") },
        data: {
          aws_iam_policy_document: {
            trust: { statement: [trustStatement()] },
            base: { statement: [statement("A", "s3:GetObject"), statement("B", "s3:PutObject")] },
            over: { statement: [statement("B", "s3:DeleteObject")] },
            all: {
              source_policy_documents: ["${data.aws_iam_policy_document.base.json}"],
              statement: [statement("A", "s3:ListBucket")],
              override_policy_documents: ["${data.aws_iam_policy_document.over.json}"],
            },
          },
        },
      }),
    );
    expect(grantsOf(review)).toMatchObject([{ actions: ["s3:ListBucket"] }, { actions: ["s3:DeleteObject"] }]);
  });

  test.each<[string, Record<string, Body>, NotEvaluatedCause]>([
    [
      "a managed policy of AWS",
      { aws_iam_role_policy_attachment: { aws: { role: "user", policy_arn: "arn:aws:iam::aws:policy/X" } } },
      { managedPolicyOutsideTheFile: "arn:aws:iam::aws:policy/X" },
    ],
    [
      "a policy that a function makes",
      { aws_iam_role_policy: inline('${templatefile("p.tftpl", {})}') },
      { expression: "⟨templatefile('p.tftpl', {})⟩" },
    ],
    ["a text that is no policy", { aws_iam_role_policy: inline("[]") }, "not-a-policy"],
    [
      "a policy that IAM would not store",
      { aws_iam_role_policy: inline('{"Statement": [{"Effect": "Allow", "Action": 7}]}') },
      "malformed-statement",
    ],
    ["a role that is not in the file", { aws_iam_role: {} }, "role-outside-the-file"],
  ])("%s is shown as not evaluated", (_, resource, cause) => {
    const { notEvaluated } = reviewAccess(configuration({ resource }));
    expect(notEvaluated.map((one) => one.cause)).toContainEqual(cause);
  });

  test("that only Terraform can work out is shown with whole names, however long they are", () => {
    const name = (end: string): string =>
      `data.aws_iam_policy_document.${"long_name_of_a_document_".repeat(4)}${end}.json`;
    const reasonOf = (expression: string): string => {
      const review = reviewAccess(configuration({ resource: { aws_iam_role_policy: inline(`\${${expression}}`) } }));
      return review.findings.find(({ title }) => title === "Not evaluated: a policy")?.reason ?? "";
    };
    expect(reasonOf(`var.is_open ? ${name("a")} : ${name("b")}`)).toContain(
      `⟨var.is_open ? ${name("a")} : ${name("b")}⟩`,
    );
    const many = ["a", "b", "c", "d", "e", "f"].map(name);
    const reason = reasonOf(many.map((one, i) => `var.choice == ${i} ? ${one} : `).join("") + "null");
    for (const one of many) expect(reason).toContain(`${one}, `.slice(0, -2));
  });

  test("with dynamic blocks is shown as not evaluated", () => {
    const document = configuration({ statements: [] });
    const data = document.data as Record<string, Record<string, Body>>;
    Object.assign(data.aws_iam_policy_document?.grants ?? {}, { dynamic: { statement: {} } });
    expect(reviewAccess(document).notEvaluated).toEqual([
      {
        address: "aws_iam_role_policy.grants",
        subject: "policy",
        cause: { dynamicBlocks: "data.aws_iam_policy_document.grants" },
      },
    ]);
  });
});

test("locals are followed, also through locals; variables stand as what they are", () => {
  const statements = [
    { actions: ["s3:GetObject"], resources: ["${local.bucket}/*", "${var.other}/*", "${local.loop}"] },
  ];
  const document = {
    ...configuration({ statements }),
    locals: {
      pool_id: "${aws_cognito_identity_pool.app.id}",
      bucket: "arn:aws:s3:::${local.name}",
      name: "b-${var.stage}",
      loop: "${local.loop}",
    },
    variable: { stage: { default: "dev" }, other: {} },
  };
  const resources = reviewAccess(document).pools[0]?.roles[0]?.grants.flatMap((grant) => grant.resources);
  expect(resources?.toSorted()).toEqual(["arn:aws:s3:::b-⟨var.stage⟩/*", "⟨local.loop⟩", "⟨var.other⟩/*"]);
});

test("an expression that is not understood stands as itself, and escapes are undone", () => {
  const { pools } = reviewAccess(
    configuration({ pool: { identity_pool_name: 'a ${upper("{x}${var.y}")} b $${c} %%{d}' } }),
  );
  expect(pools[0]?.name).toBe("a ⟨upper('{x}${var.y}')⟩ b ${c} %{d}");
});

test("a setting that only Terraform's run will know is neither on nor off", () => {
  const review = reviewAccess(configuration({ pool: { allow_unauthenticated_identities: "${var.guests}" } }));
  expect(review.pools[0]?.allowUnauthenticatedIdentities).toBe("unknown");
  expect(review.notEvaluated).toEqual([
    { address: "aws_cognito_identity_pool.app", subject: "guests", cause: "known-when-terraform-runs" },
  ]);
});

test("all ways to sign in are shown", () => {
  const { pools } = reviewAccess(
    configuration({
      pool: {
        cognito_identity_providers: [{ provider_name: "up", client_id: "c" }],
        supported_login_providers: { "accounts.google.com": "g", "api.twitter.com": "k;${var.s}" },
        openid_connect_provider_arns: ["oidc"],
        saml_provider_arns: ["saml"],
        developer_provider_name: "dev",
      },
    }),
  );
  expect(pools[0]?.signIns).toEqual([
    { kind: "user-pool-client", provider: "up:c", serverSideTokenCheck: false },
    { kind: "social-login", provider: "accounts.google.com", appId: "g" },
    { kind: "social-login", provider: "api.twitter.com", appId: "k", secret: "reference" },
    { kind: "oidc-provider", provider: "oidc" },
    { kind: "saml-provider", provider: "saml" },
    { kind: "developer-provider", provider: "dev" },
  ]);
});

test("every role that the pool's users can get is shown, with who gets it", () => {
  const trusted = (name: string): Body => ({ name, assume_role_policy: "${data.aws_iam_policy_document.trust.json}" });
  const { pools } = reviewAccess(
    configuration({
      attachment: {
        roles: { authenticated: "${aws_iam_role.user.arn}", unauthenticated: "arn:aws:iam::1:role/made-elsewhere" },
        role_mapping: [
          {
            identity_provider: "cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.up.id}:c",
            type: "Token",
            ambiguous_role_resolution: "Deny",
          },
          {
            identity_provider: "accounts.google.com",
            type: "Rules",
            ambiguous_role_resolution: "Deny",
            mapping_rule: [
              { claim: "hd", match_type: "Equals", value: "x.com", role_arn: "${aws_iam_role.staff.arn}" },
            ],
          },
        ],
      },
      resource: {
        aws_iam_role: {
          user: trusted("user"),
          staff: trusted("staff"),
          admin: trusted("admin"),
          asked: trusted("asked"),
          lambda: { name: "lambda", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' },
        },
        aws_cognito_user_group: {
          admins: {
            name: "admins",
            user_pool_id: "${aws_cognito_user_pool.up.id}",
            role_arn: "${aws_iam_role.admin.arn}",
          },
          others: {
            name: "others",
            user_pool_id: "${aws_cognito_user_pool.other.id}",
            role_arn: "${aws_iam_role.lambda.arn}",
          },
        },
        aws_cognito_user_pool: { up: {}, other: {} },
      },
    }),
  );
  expect(pools[0]?.roles.map(({ name, recipients }) => [name, recipients])).toEqual([
    ["user", [{ kind: "signed-in" }]],
    ["arn:aws:iam::1:role/made-elsewhere", [{ kind: "guests" }]],
    ["staff", [{ kind: "rule", claim: "hd", matchType: "Equals", value: "x.com" }]],
    ["admin", [{ kind: "group", name: "admins" }]],
    ["asked", [{ kind: "anyone-trusted" }]],
  ]);
});

describe("a plan", () => {
  /** A resource that a plan makes. */
  const create = (address: string, after: Body, unknown: Body): Body => ({
    address,
    ...(address.startsWith("module.") && { module_address: "module.app" }),
    mode: address.includes("data.") ? "data" : "managed",
    type: address.split(".").at(-2),
    change: { actions: [address.includes("data.") ? "read" : "create"], before: null, after, after_unknown: unknown },
  });
  const config = (address: string, expressions: Body): Body => ({ address, expressions });
  const references = (...names: string[]): Body => ({ references: names });

  test("in which the pool and its roles are new, and in a module, is put together by references", () => {
    const trust = (which: string): [Body, Body] => [
      create(
        `module.app.data.aws_iam_policy_document.${which}`,
        { statement: [trustStatement({ condition: [{ ...aud(""), values: [null] }, amr(`${which}enticated`)] })] },
        { json: true, statement: [{ condition: [{ values: [true] }, {}] }] },
      ),
      config(`data.aws_iam_policy_document.${which}`, {
        statement: [
          { condition: [{ values: references("aws_cognito_identity_pool.p.id", "aws_cognito_identity_pool.p") }, {}] },
        ],
      }),
    ];
    const role = (which: string): [Body, Body] => [
      create(
        `module.app.aws_iam_role.${which}`,
        { name: which },
        { arn: true, assume_role_policy: true, managed_policy_arns: true, inline_policy: true },
      ),
      config(`aws_iam_role.${which}`, {
        assume_role_policy: references(
          `data.aws_iam_policy_document.${which}.json`,
          `data.aws_iam_policy_document.${which}`,
        ),
      }),
    ];
    const parts: [Body, Body][] = [
      [
        create(
          "module.app.aws_cognito_identity_pool.p",
          { identity_pool_name: "p" },
          { id: true, cognito_identity_providers: [{ client_id: true }] },
        ),
        config("aws_cognito_identity_pool.p", {
          cognito_identity_providers: [{ client_id: references("var.client") }],
        }),
      ],
      [
        create(
          "module.app.aws_cognito_identity_pool_roles_attachment.a",
          { roles: {} },
          { identity_pool_id: true, roles: { authenticated: true, unauthenticated: true } },
        ),
        config("aws_cognito_identity_pool_roles_attachment.a", {
          identity_pool_id: references("aws_cognito_identity_pool.p.id", "aws_cognito_identity_pool.p"),
          roles: references(
            "aws_iam_role.auth.arn",
            "aws_iam_role.auth",
            "aws_iam_role.unauth.arn",
            "aws_iam_role.unauth",
          ),
        }),
      ],
      role("auth"),
      role("unauth"),
      trust("auth"),
      trust("unauth"),
    ];
    const review = reviewAccess({
      format_version: "1.2",
      planned_values: {},
      resource_changes: parts.map(([change]) => change),
      configuration: {
        root_module: {
          module_calls: {
            app: {
              expressions: {
                client: references("aws_cognito_user_pool_client.c.id", "aws_cognito_user_pool_client.c"),
              },
              module: { resources: parts.map(([, configured]) => configured) },
            },
          },
        },
      },
    });
    expect(review.pools[0]).toMatchObject({
      id: "⟨module.app.aws_cognito_identity_pool.p.id⟩",
      signIns: [{ provider: "?:⟨known after apply: aws_cognito_user_pool_client.c.id⟩" }],
      roles: [
        { address: "module.app.aws_iam_role.auth", recipients: [{ kind: "signed-in" }] },
        { address: "module.app.aws_iam_role.unauth", recipients: [{ kind: "guests" }] },
      ],
    });
    expect(review.findings.map(({ id }) => id)).toEqual(["token-check-off", "roles-by-trust"]);
  });

  test("does not take for the role's own what the provider fills in: policies with a resource of their own, or deleted", () => {
    const inlinePolicy = { name: "gone", policy: JSON.stringify(IAM_POLICY) };
    const values = {
      name: "r",
      arn: "arn:r",
      inline_policy: [inlinePolicy, { ...inlinePolicy, name: "by-hand" }],
      managed_policy_arns: ["arn:gone", "arn:by-hand"],
    };
    const role = { ...create("aws_iam_role.r", {}, {}), change: { actions: ["no-op"], before: values, after: values } };
    const removed = (address: string, before: Body): Body => ({
      address,
      mode: "managed",
      type: address.split(".")[0],
      change: { actions: ["delete"], before, after: null },
    });
    const { pools, notEvaluated } = reviewAccess({
      format_version: "1.2",
      resource_changes: [
        create("aws_cognito_identity_pool.p", { identity_pool_name: "p", id: "eu-west-1:1" }, {}),
        create(
          "aws_cognito_identity_pool_roles_attachment.a",
          { identity_pool_id: "eu-west-1:1", roles: { authenticated: "arn:r" } },
          {},
        ),
        role,
        removed("aws_iam_role_policy.gone", { role: "r", name: "gone", policy: inlinePolicy.policy }),
        removed("aws_iam_role_policy_attachment.gone", { role: "r", policy_arn: "arn:gone" }),
      ],
    });
    expect(pools[0]?.roles[0]?.grants).toHaveLength(1);
    expect(notEvaluated.map(({ cause }) => cause)).toContainEqual({ managedPolicyOutsideTheFile: "arn:by-hand" });
    expect(notEvaluated.map(({ cause }) => cause)).not.toContainEqual({ managedPolicyOutsideTheFile: "arn:gone" });
  });
});

test("a state's resources are found in its modules too", () => {
  const pool = {
    address: "module.app.aws_cognito_identity_pool.p",
    type: "aws_cognito_identity_pool",
    values: { identity_pool_name: "p", id: "i" },
  };
  const { pools } = reviewAccess({
    format_version: "1.0",
    values: { root_module: { child_modules: [{ resources: [pool] }] } },
  });
  expect(pools.map(({ address, id }) => [address, id])).toEqual([["module.app.aws_cognito_identity_pool.p", "i"]]);
});

test("a module of a synthesized configuration is shown as not evaluated", () => {
  const { notEvaluated } = reviewAccess({ ...configuration(), module: { app: { source: "./app" } } });
  expect(notEvaluated.map(({ address }) => address)).toEqual(["module.app"]);
});
