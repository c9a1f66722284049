/** What a plan says besides the resources: what it replaces, forgets and defers, what is sensitive, and what drifted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderReview, reviewAccess, type AccessReview } from "../src";
import type { Body } from "./configuration";
import { unknownAsAWhole } from "./support/unknown-as-a-whole";

const POOL = "eu-west-1:11111111-2222-3333-4444-555555555555";
const COGNITO = "cognito-identity.amazonaws.com";

function document(...statements: Body[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const TRUST = document({
  Effect: "Allow",
  Action: "sts:AssumeRoleWithWebIdentity",
  Principal: { Federated: COGNITO },
  Condition: {
    StringEquals: { [`${COGNITO}:aud`]: POOL },
    "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: "authenticated" },
  },
});
const EVERYTHING = document({ Effect: "Allow", Action: "*", Resource: "*" });

const POOL_VALUES = {
  id: POOL,
  identity_pool_name: "app",
  allow_unauthenticated_identities: false,
  allow_classic_flow: false,
};
const ROLE_VALUES = { id: "r", name: "r", arn: "arn:aws:iam::123456789012:role/r", assume_role_policy: TRUST };
const ATTACHMENT_VALUES = {
  id: POOL,
  identity_pool_id: POOL,
  roles: { authenticated: ROLE_VALUES.arn },
  role_mapping: [],
};
const POLICY_VALUES = { id: "r:x", name: "x", role: "r", policy: EVERYTHING };

interface Change {
  readonly actions?: string[];
  readonly before?: Body | null;
  readonly after?: Body | null;
  readonly unknown?: Body;
  readonly sensitive?: Body;
  readonly more?: Body;
}

function change(
  address: string,
  values: Body,
  { actions = ["no-op"], unknown = {}, sensitive = {}, more = {}, ...rest }: Change = {},
): Body {
  const { before = values, after = values } = rest;
  return {
    address,
    mode: "managed",
    type: address.split(".").at(-2),
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: before === null ? false : sensitive,
      after_sensitive: sensitive,
    },
    ...more,
  };
}

const UNCHANGED: Record<"pool" | "role" | "attachment" | "policy", Body> = {
  pool: change("aws_cognito_identity_pool.p", POOL_VALUES),
  role: change("aws_iam_role.r", ROLE_VALUES),
  attachment: change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES),
  policy: change("aws_iam_role_policy.x", POLICY_VALUES),
};

function plan(changed: Partial<typeof UNCHANGED> = {}, more: Body = {}): object {
  return {
    format_version: "1.2",
    resource_changes: Object.values({ ...UNCHANGED, ...changed }),
    configuration: { root_module: {} },
    complete: true,
    errored: false,
    ...more,
  };
}

const ids = ({ findings }: AccessReview): string[] => findings.map(({ id }) => id);
const allows = ({ pools }: AccessReview): string[] =>
  pools.flatMap(({ roles }) => roles.flatMap(({ grants }) => grants.flatMap(({ actions }) => actions)));

test("a pool that is replaced is said first, since every identity is lost with it", () => {
  const after = { identity_pool_name: "new", allow_unauthenticated_identities: false };
  for (const actions of [
    ["delete", "create"],
    ["create", "delete"],
  ]) {
    const pool = change("aws_cognito_identity_pool.p", POOL_VALUES, {
      actions,
      after,
      unknown: { id: true, arn: true },
    });
    const { findings } = reviewAccess(plan({ pool }));
    expect(findings[0]).toMatchObject({
      id: "pool-replaced",
      severity: "high",
      address: "aws_cognito_identity_pool.p",
      reason: expect.stringContaining("Every identity is lost") as string,
    });
  }
  const updated = change("aws_cognito_identity_pool.p", POOL_VALUES, { actions: ["update"] });
  expect(ids(reviewAccess(plan({ pool: updated })))).not.toContain("pool-replaced");
});

describe("a pool that the plan destroys is said first, since every identity is lost with it", () => {
  const gone = { actions: ["delete"], after: null } as const;
  const destroyed = (address: string, more: Body = {}): Body =>
    change(address, POOL_VALUES, { actions: [...gone.actions], after: gone.after, more });
  const found = (document: object): unknown[] =>
    reviewAccess(document)
      .findings.filter(({ id }) => id.startsWith("pool-"))
      .map(({ id, severity, address }) => [id, severity, address]);
  const others = Object.values(UNCHANGED).slice(1);

  test.each<[string, Body[], string]>([
    [
      "with everything else (terraform plan -destroy)",
      Object.values(UNCHANGED).map(({ address, change: one }) =>
        change(String(address), (one as Body).before as Body, { actions: ["delete"], after: null }),
      ),
      "aws_cognito_identity_pool.p",
    ],
    ["and nothing else", [destroyed("aws_cognito_identity_pool.p")], "aws_cognito_identity_pool.p"],
    [
      "since it is no longer in the configuration",
      [destroyed("aws_cognito_identity_pool.p", { action_reason: "delete_because_no_resource_config" }), ...others],
      "aws_cognito_identity_pool.p",
    ],
    [
      "since its address is another one, and no moved block says so",
      [
        destroyed("aws_cognito_identity_pool.p"),
        change(
          "aws_cognito_identity_pool.renamed",
          {},
          { actions: ["create"], before: null, after: { identity_pool_name: "app" }, unknown: { id: true } },
        ),
        ...others,
      ],
      "aws_cognito_identity_pool.p",
    ],
    [
      "in a module",
      [destroyed("module.app.module.pool.aws_cognito_identity_pool.p"), ...others],
      "module.app.module.pool.aws_cognito_identity_pool.p",
    ],
    [
      "since its count is smaller",
      [
        change("aws_cognito_identity_pool.p[0]", POOL_VALUES),
        destroyed("aws_cognito_identity_pool.p[1]", { action_reason: "delete_because_count_index" }),
        ...others,
      ],
      "aws_cognito_identity_pool.p[1]",
    ],
    [
      "since its for_each lacks the key",
      [destroyed('aws_cognito_identity_pool.p["eu"]', { action_reason: "delete_because_each_key" }), ...others],
      'aws_cognito_identity_pool.p["eu"]',
    ],
    [
      "as what an earlier replacement left behind",
      [UNCHANGED.pool, destroyed("aws_cognito_identity_pool.p", { deposed: "0a1b2c3d" }), ...others],
      "aws_cognito_identity_pool.p",
    ],
  ])("%s", (_, changes, address) => {
    const document = { ...plan(), resource_changes: changes };
    expect(found(document)).toEqual([["pool-destroyed", "high", address]]);
    const [finding] = reviewAccess(document).findings;
    expect(finding).toMatchObject({ id: "pool-destroyed", title: `The plan destroys the pool app (${POOL})` });
    expect(renderReview(reviewAccess(document), "sarif")).toContain('"ruleId": "pool-destroyed"');
  });

  test("and what only Terraform knows of other roles is in no doubt then: no pool gives them", () => {
    const policy = change("aws_iam_role_policy.x", POLICY_VALUES, {
      actions: ["create"],
      before: null,
      after: { name: "x", policy: EVERYTHING },
      unknown: { role: true },
    });
    const of = (...changes: Body[]): string[] => ids(reviewAccess({ ...plan(), resource_changes: changes }));
    expect(of(destroyed("aws_cognito_identity_pool.p"), policy)).toEqual(["pool-destroyed"]);
    expect(of(UNCHANGED.pool, policy)).toEqual(["not-evaluated"]);
  });

  test("also where a later plan is to do it", () => {
    for (const change_ of [
      destroyed("aws_cognito_identity_pool.p"),
      change("aws_cognito_identity_pool.p", POOL_VALUES, { actions: ["delete", "create"] }),
    ]) {
      const deferred_changes = [{ reason: "provider_config_unknown", resource_change: change_ }];
      const document = { ...plan({}, { deferred_changes }), resource_changes: others };
      expect(found(document)).toEqual([["pool-destroyed", "high", "aws_cognito_identity_pool.p"]]);
    }
  });

  test("not where it moves, leaves Terraform, or another resource goes", () => {
    const moved = change("aws_cognito_identity_pool.renamed", POOL_VALUES, {
      more: { previous_address: "aws_cognito_identity_pool.p" },
    });
    const forgotten = change("aws_cognito_identity_pool.p", POOL_VALUES, { actions: ["forget"], after: null });
    expect(found(plan({ pool: moved }))).toEqual([]);
    expect(found(plan({ pool: forgotten }))).toEqual([]);
    expect(
      found(plan({ policy: change("aws_iam_role_policy.x", POLICY_VALUES, { ...gone, actions: ["delete"] }) })),
    ).toEqual([]);
  });
});

test("an attachment that is replaced takes no grant away, also where the roles are unknown as a whole", () => {
  const attachment = change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES, {
    actions: ["delete", "create"],
    after: { role_mapping: [] },
    unknown: { id: true, identity_pool_id: true, roles: true },
  });
  const configured = {
    address: "aws_cognito_identity_pool_roles_attachment.a",
    expressions: {
      identity_pool_id: { references: ["aws_cognito_identity_pool.p.id", "aws_cognito_identity_pool.p"] },
      roles: { references: ["aws_iam_role.r.arn", "aws_iam_role.r"] },
    },
  };
  const { changes, pools } = reviewAccess(
    plan({ attachment }, { configuration: { root_module: { resources: [configured] } } }),
  );
  expect(changes).toEqual([]);
  expect(pools[0]?.roles[0]?.recipients).toEqual([{ kind: "signed-in" }]);
});

test.each<[string, string[], Body | null]>([
  ["makes", ["create"], null],
  ["replaces", ["delete", "create"], POOL_VALUES],
])(
  "an id that is written in a trust policy is that of another pool than the one that the plan %s",
  (_, actions, before) => {
    const pool = change("aws_cognito_identity_pool.p", POOL_VALUES, {
      actions,
      before,
      after: { identity_pool_name: "app", allow_unauthenticated_identities: false },
      unknown: { id: true, arn: true },
    });
    const attachment = change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES, {
      actions,
      before: before && ATTACHMENT_VALUES,
      after: { roles: ATTACHMENT_VALUES.roles, role_mapping: [] },
      unknown: { id: true, identity_pool_id: true },
    });
    const configured = {
      address: "aws_cognito_identity_pool_roles_attachment.a",
      expressions: {
        identity_pool_id: { references: ["aws_cognito_identity_pool.p.id", "aws_cognito_identity_pool.p"] },
      },
    };
    const configuration = { root_module: { resources: [configured] } };
    expect(ids(reviewAccess(plan({ pool, attachment }, { configuration })))).toContain("trust-for-another-pool");
  },
);

test("a policy of a role in a local may be that of each role that is to be made", () => {
  const role = (name: string): Body =>
    change(
      `aws_iam_role.${name}`,
      {},
      {
        actions: ["create"],
        before: null,
        after: { name, assume_role_policy: TRUST },
        unknown: { arn: true, id: true },
      },
    );
  const policy = change("aws_iam_role_policy.x", POLICY_VALUES, {
    actions: ["create"],
    before: null,
    after: { name: "x", policy: EVERYTHING },
    unknown: { role: true },
  });
  const configured = { address: "aws_iam_role_policy.x", expressions: { role: { references: ["local.role"] } } };
  const review = (...names: string[]): AccessReview =>
    reviewAccess({
      ...plan({}, { configuration: { root_module: { resources: [configured] } } }),
      resource_changes: [UNCHANGED.pool, policy, ...names.map(role)],
    });
  expect([allows(review("a")), review("a").notEvaluated]).toEqual([["*"], []]);
  const ofEither = review("a", "b");
  expect(allows(ofEither)).toEqual(["*", "*"]);
  expect(ofEither.notEvaluated).toEqual([
    {
      address: "aws_iam_role_policy.x",
      subject: "role-of-policy",
      cause: { oneOf: ["aws_iam_role.a", "aws_iam_role.b"] },
    },
  ]);
});

test("what a plan forgets stays in AWS, and so in the review", () => {
  const policy = change("aws_iam_role_policy.x", POLICY_VALUES, { actions: ["forget"], after: null });
  const review = reviewAccess(plan({ policy }));
  expect(allows(review)).toEqual(["*"]);
  expect(review.changes).toEqual([]);
  const deleted = change("aws_iam_role_policy.x", POLICY_VALUES, { actions: ["delete"], after: null });
  expect(allows(reviewAccess(plan({ policy: deleted })))).toEqual([]);
});

test("a resource that a plan with -target leaves alone is in the prior state, and in the review", () => {
  const { policy, ...others } = UNCHANGED;
  const review = reviewAccess({
    ...plan(),
    resource_changes: Object.values(others),
    prior_state: {
      values: {
        root_module: {
          child_modules: [
            { resources: [{ address: policy.address, mode: "managed", type: policy.type, values: POLICY_VALUES }] },
          ],
        },
      },
    },
    complete: false,
  });
  expect(allows(review)).toEqual(["*"]);
  expect(review.notEvaluated).toEqual([{ address: "plan", subject: "plan", cause: "incomplete-plan" }]);
});

test("a deposed object, left behind by an earlier replacement, is not taken for the resource", () => {
  const old = { ...POLICY_VALUES, policy: document({ Effect: "Allow", Action: "s3:*", Resource: "*" }) };
  const deposed = change("aws_iam_role_policy.x", old, {
    actions: ["delete"],
    after: null,
    more: { deposed: "00000000" },
  });
  const review = reviewAccess({ ...plan(), resource_changes: [...Object.values(UNCHANGED), deposed] });
  expect(allows(review)).toEqual(["*"]);
  expect(review.changes).toEqual([]);
});

describe("two pools that are not made yet", () => {
  const made = (address: string, after: Body, unknown: Body): Body =>
    change(address, {}, { actions: ["create"], before: null, after, unknown });
  const configured = (address: string, expressions: Body): Body => ({ address, expressions });
  const resources = (trust: (which: string) => [Body[], Body[]]): object => {
    const parts = ["a", "b"].map(trust);
    return {
      format_version: "1.2",
      resource_changes: [
        ...["a", "b"].map((which) =>
          made(`aws_cognito_identity_pool.${which}`, { identity_pool_name: which }, { id: true }),
        ),
        ...parts.flatMap(([changes]) => changes),
      ],
      configuration: { root_module: { resources: parts.flatMap(([, configuration]) => configuration) } },
    };
  };
  const rolesByPool = ({ pools }: AccessReview): unknown =>
    pools.map(({ roles }) => roles.map(({ address }) => address));

  test("are told apart in trust policies, in whatever order the conditions are shown", () => {
    const condition = (key: string, values: (string | null)[]): Body => ({
      test: "StringEquals",
      variable: `${COGNITO}:${key}`,
      values,
    });
    const constant = (value: unknown): Body => ({ constant_value: value });
    const review = reviewAccess(
      resources((which) => [
        [
          {
            ...made(
              `data.aws_iam_policy_document.${which}`,
              {
                statement: [
                  {
                    actions: ["sts:AssumeRoleWithWebIdentity"],
                    principals: [{ type: "Federated", identifiers: [COGNITO] }],
                    condition: [condition("amr", ["authenticated"]), condition("aud", [null])],
                  },
                ],
              },
              { json: true, statement: [{ condition: [{ values: [false] }, { values: [true] }] }] },
            ),
            mode: "data",
          },
          made(`aws_iam_role.${which}`, { name: which }, { arn: true, assume_role_policy: true }),
        ],
        [
          configured(`aws_iam_role.${which}`, {
            assume_role_policy: { references: [`data.aws_iam_policy_document.${which}.json`] },
          }),
          configured(`data.aws_iam_policy_document.${which}`, {
            statement: [
              {
                condition: [
                  {
                    test: constant("StringEquals"),
                    variable: constant(`${COGNITO}:aud`),
                    values: { references: [`aws_cognito_identity_pool.${which}.id`] },
                  },
                  {
                    test: constant("StringEquals"),
                    variable: constant(`${COGNITO}:amr`),
                    values: constant(["authenticated"]),
                  },
                ],
              },
            ],
          }),
        ],
      ]),
    );
    expect(rolesByPool(review)).toEqual([["aws_iam_role.a"], ["aws_iam_role.b"]]);
    expect(review.notEvaluated).toEqual([]);
  });

  test("get their own roles from a map of both, by what the unknown trust policies come from", () => {
    const review = reviewAccess(
      resources((which) => [
        [
          made(`aws_iam_role.${which}`, { name: which }, { arn: true, assume_role_policy: true }),
          made(`aws_cognito_identity_pool_roles_attachment.${which}`, {}, { identity_pool_id: true, roles: true }),
        ],
        [
          configured(`aws_iam_role.${which}`, {
            assume_role_policy: { references: [`aws_cognito_identity_pool.${which}.id`] },
          }),
          configured(`aws_cognito_identity_pool_roles_attachment.${which}`, {
            identity_pool_id: { references: [`aws_cognito_identity_pool.${which}.id`] },
            roles: { references: ["aws_iam_role.a.arn", "aws_iam_role.b.arn"] },
          }),
        ],
      ]),
    );
    expect(rolesByPool(review)).toEqual([["aws_iam_role.a"], ["aws_iam_role.b"]]);
  });
});

test.each<[string, Body, string]>([
  ["errors", { errored: true }, "plan-with-errors"],
  ["an end before everything is planned", { complete: false }, "incomplete-plan"],
])("a plan with %s is a finding", (_, more, cause) => {
  const review = reviewAccess(plan({}, more));
  expect(review.notEvaluated).toEqual([{ address: "plan", subject: "plan", cause }]);
  expect(ids(review)).toContain("not-evaluated");
});

test("a deferred change is judged as it is known, and a finding", () => {
  const { policy, ...others } = UNCHANGED;
  const review = reviewAccess({
    ...plan(),
    resource_changes: Object.values(others),
    deferred_changes: [{ reason: "provider_config_unknown", resource_change: policy }],
  });
  expect(allows(review)).toEqual(["*"]);
  expect(review.notEvaluated).toEqual([
    { address: "plan", subject: "plan", cause: "incomplete-plan" },
    { address: "aws_iam_role_policy.x", subject: "policy", cause: "deferred" },
  ]);
});

describe("drift", () => {
  test("is said as what it changed about who may do what", () => {
    const seen = {
      ...POLICY_VALUES,
      policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }),
    };
    const { drift, changes } = reviewAccess(
      plan(
        {},
        { resource_drift: [change("aws_iam_role_policy.x", seen, { actions: ["update"], after: POLICY_VALUES })] },
      ),
    );
    expect(changes).toEqual([]);
    expect(drift.map(({ kind, before, after }) => [kind, before ?? after])).toEqual([
      ["added", expect.objectContaining({ actions: ["*"] })],
      ["removed", expect.objectContaining({ actions: ["s3:GetObject"] })],
    ]);
    for (const format of ["text", "markdown"] as const) {
      const review = reviewAccess(
        plan(
          {},
          { resource_drift: [change("aws_iam_role_policy.x", seen, { actions: ["update"], after: POLICY_VALUES })] },
        ),
      );
      expect(renderReview(review, format)).toContain("What was changed in AWS since Terraform last ran");
    }
  });

  test("is nothing where nothing drifted", () => {
    expect(reviewAccess(plan()).drift).toEqual([]);
  });
});

describe("a sensitive value", () => {
  const SECRET = "SECRET-BUCKET";
  const secretPolicy = {
    ...POLICY_VALUES,
    policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${SECRET}/*` }),
  };
  const inPlan = plan({ policy: change("aws_iam_role_policy.x", secretPolicy, { sensitive: { policy: true } }) });
  const inState = {
    format_version: "1.0",
    values: {
      root_module: {
        resources: Object.values(UNCHANGED).map(({ address, type, change: changed }) => ({
          address,
          type,
          mode: "managed",
          values: address === "aws_iam_role_policy.x" ? secretPolicy : (changed as Body).after,
          sensitive_values: address === "aws_iam_role_policy.x" ? { policy: true } : {},
        })),
      },
    },
  };

  test.each([
    ["plan", inPlan],
    ["state", inState],
  ])("of a %s is printed in no format, and what it hides is a finding", (_, file) => {
    const review = reviewAccess(file);
    for (const format of ["text", "markdown", "json"] as const)
      expect(renderReview(review, format)).not.toContain(SECRET);
    expect(review.notEvaluated).toEqual([{ address: "aws_iam_role_policy.x", subject: "policy", cause: "sensitive" }]);
  });

  test.each<[string, Body | true, string | undefined]>([
    ["as a whole", { supported_login_providers: true }, undefined],
    ["in its entry", { supported_login_providers: { "api.twitter.com": true } }, "reference"],
    ["nowhere", {}, "plain-text"],
  ])("a secret that is marked %s is plain text only if it is not marked", (_, sensitive, expected) => {
    const values = { ...POOL_VALUES, supported_login_providers: { "api.twitter.com": `key;${SECRET}` } };
    const marks = sensitive === true ? {} : sensitive;
    const review = reviewAccess(plan({ pool: change("aws_cognito_identity_pool.p", values, { sensitive: marks }) }));
    expect(review.pools[0]?.signIns.map(({ kind, secret }) => [kind, secret])).toEqual([["social-login", expected]]);
    expect(ids(review).includes("plain-text-secret")).toBe(expected === "plain-text");
    for (const format of ["text", "markdown", "json"] as const)
      expect(renderReview(review, format)).not.toContain(SECRET);
  });

  test("of a variable is not put into a template of a JSON configuration", () => {
    const attachment = change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES, {
      actions: ["create"],
      before: null,
      after: { identity_pool_id: POOL, role_mapping: [] },
      unknown: { roles: true },
    });
    const configured = {
      address: "aws_cognito_identity_pool_roles_attachment.a",
      expressions: {
        roles: {
          constant_value: { authenticated: "${var.open}", unauthenticated: "${var.secret}" },
          references: ["var.open", "var.secret"],
        },
      },
    };
    const review = reviewAccess(
      plan(
        { attachment },
        {
          variables: { open: { value: ROLE_VALUES.arn }, secret: { value: SECRET } },
          configuration: {
            root_module: { resources: [configured], variables: { open: {}, secret: { sensitive: true } } },
          },
        },
      ),
    );
    expect(review.pools[0]?.roles.map(({ name }) => name)).toEqual(["r", "⟨var.secret⟩"]);
    expect(renderReview(review, "json")).not.toContain(SECRET);
  });
});

describe("a list that HashiCorp's provider plans as unknown as a whole", () => {
  const configuredAs = (address: string, name: string, ...references: string[]): Body => ({
    configuration: { root_module: { resources: [{ address, expressions: { [name]: { references } } }] } },
  });

  test.each([
    ["saml_provider_arns", "saml-provider", "aws_iam_saml_provider"],
    ["openid_connect_provider_arns", "oidc-provider", "aws_iam_openid_connect_provider"],
  ])("%s shows each provider that it refers to", (name, kind, type) => {
    const provider = (which: string): Body =>
      change(`${type}.${which}`, {}, { actions: ["create"], before: null, unknown: { arn: true } });
    const pool = change("aws_cognito_identity_pool.p", POOL_VALUES, { unknown: { [name]: true } });
    const { pools, notEvaluated } = reviewAccess({
      ...plan(
        { pool },
        configuredAs("aws_cognito_identity_pool.p", name, `${type}.a.arn`, `${type}.a`, `${type}.b.arn`),
      ),
      resource_changes: [...Object.values({ ...UNCHANGED, pool }), provider("a"), provider("b")],
    });
    expect(pools[0]?.signIns).toEqual([
      { kind, provider: `⟨${type}.a.arn⟩` },
      { kind, provider: `⟨${type}.b.arn⟩` },
    ]);
    expect(notEvaluated).toEqual([]);
  });

  test("managed_policy_arns shows each policy that it refers to, and is a finding for those that it may not name", () => {
    const made = change(
      "aws_iam_policy.own",
      {},
      {
        actions: ["create"],
        before: null,
        after: { policy: EVERYTHING },
        unknown: { arn: true },
      },
    );
    const role = change("aws_iam_role.r", ROLE_VALUES, { actions: ["update"], unknown: { managed_policy_arns: true } });
    const { policy, ...others } = { ...UNCHANGED, role };
    expect(policy.address).toBe("aws_iam_role_policy.x");
    const review = reviewAccess({
      ...plan(
        {},
        configuredAs("aws_iam_role.r", "managed_policy_arns", "aws_iam_policy.own.arn", "aws_iam_policy.own"),
      ),
      resource_changes: [...Object.values(others), made],
    });
    expect(allows(review)).toEqual(["*"]);
    expect(review.notEvaluated).toEqual([
      { address: "aws_iam_role.r", subject: "policy", cause: "more-than-the-plan-names" },
    ]);
  });

  test("roles of an attachment to several roles are each given the policy", () => {
    const attachment = change(
      "aws_iam_policy_attachment.all",
      {},
      {
        actions: ["create"],
        before: null,
        after: { policy_arn: "arn:aws:iam::123456789012:policy/elsewhere" },
        unknown: { roles: true },
      },
    );
    const review = reviewAccess({
      ...plan({}, configuredAs("aws_iam_policy_attachment.all", "roles", "aws_iam_role.r.name", "aws_iam_role.r")),
      resource_changes: [...Object.values(UNCHANGED), attachment],
    });
    expect(review.notEvaluated).toContainEqual(
      expect.objectContaining({ address: "aws_iam_policy_attachment.all", subject: "policy" }),
    );
  });
});

test("attachments of a module's policies by each.value are each read", () => {
  const keys = ["read", "write"];
  const policies = keys.map((key) =>
    change(
      `module.m.aws_iam_policy.p["${key}"]`,
      {},
      {
        actions: ["create"],
        before: null,
        after: { policy: document({ Effect: "Allow", Action: `s3:${key}`, Resource: "arn:aws:s3:::b/*" }) },
        unknown: { arn: true },
        more: { type: "aws_iam_policy", module_address: "module.m" },
      },
    ),
  );
  const attachments = keys.map((key) =>
    change(
      `aws_iam_role_policy_attachment.a["${key}"]`,
      {},
      {
        actions: ["create"],
        before: null,
        after: { role: "r" },
        unknown: { policy_arn: true },
        more: { type: "aws_iam_role_policy_attachment" },
      },
    ),
  );
  const review = reviewAccess({
    ...plan(
      {},
      {
        configuration: {
          root_module: {
            resources: [
              {
                address: "aws_iam_role_policy_attachment.a",
                expressions: { policy_arn: { references: ["each.value"] } },
                for_each_expression: { references: ["module.m.arns", "module.m"] },
              },
            ],
            module_calls: {
              m: { module: { outputs: { arns: { expression: { references: ["aws_iam_policy.p"] } } } } },
            },
          },
        },
      },
    ),
    resource_changes: [...Object.values(UNCHANGED), ...policies, ...attachments],
  });
  expect(allows(review)).toEqual(["*", "s3:read", "s3:write"]);
  expect(review.notEvaluated).toEqual([]);
});

describe("a trust policy that the first plan does not know as a whole", () => {
  const made = (address: string, after: Body, unknown: Body): Body =>
    change(address, {}, { actions: ["create"], before: null, after, unknown });
  const constant = (value: unknown): Body => ({ constant_value: value });
  const [A, B] = ["aws_cognito_identity_pool.a.id", "aws_cognito_identity_pool.b.id"];

  interface Statement {
    readonly pools: readonly string[];
    /** What each value of aud comes from. */
    readonly aud: readonly string[];
    /** How many values of aud there are. */
    readonly count?: number;
    /** What a principal, or the value of another condition's key, comes from. */
    readonly principal?: string;
    readonly other?: readonly [key: string, source: string];
  }

  /** Each value that is not written here is unknown. */
  const reviewed = ({ pools, aud, count = 1, principal, other }: Statement): AccessReview => {
    const unknown = Array.from({ length: count }, () => null);
    const conditions: (readonly [test: string, variable: string, values: readonly unknown[], from: Body])[] = [
      ["StringEquals", `${COGNITO}:aud`, unknown, { references: aud }],
      ["StringEquals", `${COGNITO}:amr`, ["authenticated"], constant(["authenticated"])],
    ];
    if (other !== undefined) conditions.push(["StringEquals", other[0], [null], { references: [other[1]] }]);
    const principals: (readonly [type: string, identifiers: readonly unknown[], from: Body])[] = [
      ["Federated", [COGNITO], constant([COGNITO])],
    ];
    if (principal !== undefined) principals.push(["AWS", [null], { references: [principal] }]);
    const isUnknown = (values: readonly unknown[]): boolean[] => values.map((value) => value === null);
    const trust = {
      ...made(
        "data.aws_iam_policy_document.t",
        {
          statement: [
            {
              actions: ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRole"],
              principals: principals.map(([type, identifiers]) => ({ type, identifiers })),
              condition: conditions.map(([test, variable, values]) => ({ test, variable, values })),
            },
          ],
        },
        {
          json: true,
          statement: [
            {
              principals: principals.map(([, identifiers]) => ({ identifiers: isUnknown(identifiers) })),
              condition: conditions.map(([, , values]) => ({ values: isUnknown(values) })),
            },
          ],
        },
      ),
      mode: "data",
    };
    const statement = {
      principals: principals.map(([type, , identifiers]) => ({ type: constant(type), identifiers })),
      condition: conditions.map(([test, variable, , values]) => ({
        test: constant(test),
        variable: constant(variable),
        values,
      })),
    };
    return reviewAccess({
      format_version: "1.2",
      resource_changes: [
        ...pools.map((name) =>
          made(`aws_cognito_identity_pool.${name}`, { identity_pool_name: name }, { id: true, arn: true }),
        ),
        trust,
        made("aws_iam_role.r", { name: "r" }, { arn: true, assume_role_policy: true }),
      ],
      configuration: {
        root_module: {
          resources: [
            {
              address: "aws_iam_role.r",
              expressions: { assume_role_policy: { references: ["data.aws_iam_policy_document.t.json"] } },
            },
            { address: "data.aws_iam_policy_document.t", expressions: { statement: [statement] } },
          ],
        },
      },
    });
  };

  test.each<[string, number, RegExp[]]>([
    ["both", 2, [/also names the pool ⟨.*\.b\.id⟩/, /also names the pool ⟨.*\.a\.id⟩/]],
    ["either, of which only Terraform knows which", 1, []],
  ])("and that names two pools lets in the users of %s", (_, count, found) => {
    const { pools, findings, notEvaluated } = reviewed({ pools: ["a", "b"], aud: [A, B], count });
    expect(pools.map(({ roles }) => roles.map(({ address }) => address))).toEqual([
      ["aws_iam_role.r"],
      ["aws_iam_role.r"],
    ]);
    const aboutTrust = findings.filter(({ id }) => id.startsWith("trust-"));
    expect(aboutTrust.map(({ reason }) => reason)).toEqual(found.map((text) => expect.stringMatching(text) as string));
    expect(notEvaluated).toEqual([]);
  });

  test.each<[string, Partial<Statement>, boolean]>([
    ["the pool's id", {}, false],
    ["the pool's id in a local", { aud: ["local.pool_id"] }, false],
    ["several pools' ids in a local", { aud: ["local.pool_ids"], count: 2 }, true],
    ["a principal of another resource", { principal: "aws_iam_role.ci.arn" }, true],
    ["a principal in a local", { principal: "local.ci" }, true],
    ["an external id", { other: ["sts:ExternalId", "random_password.id.result"] }, true],
    ["an external id in a local", { other: ["sts:ExternalId", "local.external_id"] }, true],
    ["the id of another provider's app in a local", { other: ["accounts.google.com:aud", "local.app"] }, true],
  ])("is evaluated only if what is not known is the pool's id: %s", (_, unknown, isDoubt) => {
    const { notEvaluated } = reviewed({ pools: ["a"], aud: [A], ...unknown });
    const doubt = { address: "aws_iam_role.r", subject: "trust-policy", cause: "values-known-after-apply" };
    expect(notEvaluated).toEqual(isDoubt ? [doubt] : []);
  });
});

test("a role that a data source looks up is the role that the plan makes", () => {
  const data = {
    ...change("data.aws_iam_role.same", {}, { after: { name: "r" }, unknown: { arn: true } }),
    mode: "data",
  };
  const attachment = change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES, {
    actions: ["create"],
    before: null,
    after: { identity_pool_id: POOL, roles: {} },
    unknown: { roles: { authenticated: true } },
  });
  const configured = {
    address: "aws_cognito_identity_pool_roles_attachment.a",
    expressions: { roles: { references: ["data.aws_iam_role.same.arn"] } },
  };
  const review = reviewAccess({
    ...plan({}, { configuration: { root_module: { resources: [configured] } } }),
    resource_changes: [...Object.values({ ...UNCHANGED, attachment }), data],
  });
  expect(review.pools[0]?.roles.map(({ address }) => address)).toEqual(["aws_iam_role.r"]);
  expect(review.notEvaluated).toEqual([]);
});

test.each(["constructor", "__proto__", "toString"])("a role under the key %s is judged for everybody", (key) => {
  const roles = JSON.parse(`{ "${key}": "${ROLE_VALUES.arn}" }`) as Body;
  const attachment = change("aws_cognito_identity_pool_roles_attachment.a", { ...ATTACHMENT_VALUES, roles });
  expect(reviewAccess(plan({ attachment })).pools[0]?.roles[0]?.recipients).toEqual([
    { kind: "signed-in" },
    { kind: "guests" },
  ]);
});

test("a resource that is sensitive as a whole is not lost", () => {
  const policy: Body = {
    ...UNCHANGED.policy,
    change: { ...(UNCHANGED.policy.change as Body), after_sensitive: true },
  };
  const review = reviewAccess(plan({ policy }));
  expect(review.notEvaluated).toEqual([
    { address: "aws_iam_role_policy.x", subject: "role-of-policy", cause: "known-after-apply" },
  ]);
});

describe("a map that is unknown as a whole", () => {
  const fixture = (name: string): object =>
    JSON.parse(readFileSync(join(__dirname, "fixtures", name), "utf8")) as object;

  test("is so in a plan of HashiCorp's provider: nothing in after, true in after_unknown", () => {
    const { resource_changes: changes } = unknownAsAWhole(fixture("guide-create.plan.json")) as {
      resource_changes: { type: string; change: { after: Body; after_unknown: Body } }[];
    };
    const attachment = changes.find(({ type }) => type.endsWith("roles_attachment"))?.change;
    expect(attachment?.after).not.toHaveProperty("roles");
    expect(attachment?.after_unknown).toMatchObject({ roles: true, role_mapping: [] });
    // A data source stays as it was given.
    const document = changes.find(({ type }) => type === "aws_iam_policy_document")?.change;
    expect(JSON.stringify(document?.after_unknown)).toContain('"not_resources":[true,true]');
  });

  test("of a JSON configuration is read from what the configuration says", () => {
    const whole = reviewAccess(unknownAsAWhole(fixture("guide-create.plan.json")));
    expect(whole).toEqual(reviewAccess(fixture("guide-create.plan.json")));
    expect(whole.findings.filter(({ severity }) => severity === "high")).toEqual([]);
  });

  const guestRole = change("aws_iam_role.g", {
    ...ROLE_VALUES,
    id: "g",
    name: "g",
    arn: "arn:aws:iam::123456789012:role/g",
    assume_role_policy: TRUST.replace(/"authenticated"/, '"unauthenticated"'),
  });
  const roles = (
    references: string[],
    guests: boolean,
    more: Body = {},
    unknown: Body | true = true,
    role = UNCHANGED.role,
  ): AccessReview => {
    const values = { ...POOL_VALUES, allow_unauthenticated_identities: guests, ...more };
    const pool = change("aws_cognito_identity_pool.p", values);
    const attachment = change("aws_cognito_identity_pool_roles_attachment.a", ATTACHMENT_VALUES, {
      actions: ["create"],
      before: null,
      after: { identity_pool_id: POOL, role_mapping: [], ...(unknown !== true && { roles: {} }) },
      unknown: { roles: unknown },
    });
    const configured = {
      address: "aws_cognito_identity_pool_roles_attachment.a",
      expressions: { roles: { references } },
    };
    const configuration = { root_module: { resources: [configured] } };
    const document = plan({ pool, attachment, role }, { configuration });
    const { resource_changes: changes } = document as { resource_changes: Body[] };
    return reviewAccess({ ...document, resource_changes: [...changes, guestRole] });
  };

  test("may hold a role beside the references that it names, if guests are on", () => {
    const cause = {
      address: "aws_cognito_identity_pool_roles_attachment.a",
      subject: "attached-roles",
      cause: "more-than-the-plan-names",
    };
    expect(roles(["aws_iam_role.r.arn", "aws_iam_role.r"], true).notEvaluated).toEqual([cause]);
    expect(roles(["aws_iam_role.r.arn", "aws_iam_role.r"], false).notEvaluated).toEqual([]);
  });

  test("is complete with the guests' role, if nobody can sign in", () => {
    const review = roles(["aws_iam_role.g.arn", "aws_iam_role.g"], true);
    expect(review.notEvaluated).toEqual([]);
    expect(review.pools[0]?.roles.map(({ recipients }) => recipients)).toContainEqual([{ kind: "guests" }]);
  });

  test.each<[string, Body]>([
    ["somebody can", { cognito_identity_providers: [{ provider_name: "p", client_id: "c" }] }],
    ["it is not known who can", { supported_login_providers: "⟨known after apply⟩" }],
  ])("is not complete with the guests' role, if %s", (_, more) => {
    const review = roles(["aws_iam_role.g.arn", "aws_iam_role.g"], true, more);
    expect(review.notEvaluated).toContainEqual(expect.objectContaining({ cause: "more-than-the-plan-names" }));
  });

  test.each([
    ["is taken as people write it", ["r", "g"], []],
    ["may be of swapped roles", ["g", "r"], ["keys-of-the-map"]],
  ])("whose order %s: the plan shows no keys", (_, order, causes) => {
    const references = order.flatMap((name) => [`aws_iam_role.${name}.arn`, `aws_iam_role.${name}`]);
    const client = { cognito_identity_providers: [{ provider_name: "p", client_id: "c" }] };
    for (const unknown of [true as const, { authenticated: true, unauthenticated: true }]) {
      const review = roles(references, true, client, unknown);
      expect([...new Set(review.notEvaluated.map(({ cause }) => cause))]).toEqual(causes);
      expect(ids(review).includes("not-evaluated")).toBe(causes.length > 0);
    }
  });

  test("is taken to give each role to those whom its trust policy lets in, and that is said for the reader to compare", () => {
    const of = (order: string[], guests = true): AccessReview["findings"] => {
      const references = order.flatMap((name) => [`aws_iam_role.${name}.arn`, `aws_iam_role.${name}`]);
      const client = { cognito_identity_providers: [{ provider_name: "p", client_id: "c" }] };
      return [true as const, { authenticated: true, unauthenticated: true }].flatMap((unknown) =>
        roles(references, guests, client, unknown).findings.filter(({ id }) => id === "roles-by-trust"),
      );
    };
    const fix = expect.stringContaining(
      "authenticated = aws_iam_role.r.arn, unauthenticated = aws_iam_role.g.arn.",
    ) as string;
    const said = { severity: "info", address: "aws_cognito_identity_pool_roles_attachment.a", fix };
    expect(of(["r", "g"])).toMatchObject([said, said]);
    // What is not evaluated is said louder; one role has no other to be exchanged with.
    expect(of(["g", "r"])).toEqual([]);
    expect(of(["r"], false)).toEqual([]);
    // The keys are there.
    expect(ids(reviewAccess(plan()))).not.toContain("roles-by-trust");
  });

  test("gives a role that lets in guests too to those who sign in, where another one is for guests alone", () => {
    const forAll = JSON.parse(TRUST) as { Statement: { Condition: Body }[] };
    for (const { Condition } of forAll.Statement) delete Condition["ForAnyValue:StringLike"];
    const role = change("aws_iam_role.r", { ...ROLE_VALUES, assume_role_policy: JSON.stringify(forAll) });
    const references = ["r", "g"].flatMap((name) => [`aws_iam_role.${name}.arn`, `aws_iam_role.${name}`]);
    const client = { cognito_identity_providers: [{ provider_name: "p", client_id: "c" }] };
    const review = roles(references, true, client, true, role);
    expect(review.pools[0]?.roles.map(({ address, recipients }) => [address, recipients])).toEqual([
      ["aws_iam_role.r", [{ kind: "signed-in" }]],
      ["aws_iam_role.g", [{ kind: "guests" }]],
    ]);
    expect(ids(review)).toContain("trust-without-amr");
  });

  test("gives its one role to those who sign in, where there are no guests, though it lets in both", () => {
    const open = TRUST.replace('"authenticated"', '"*"');
    const role = change("aws_iam_role.r", { ...ROLE_VALUES, assume_role_policy: open });
    const of = (guests: boolean): unknown =>
      roles(["aws_iam_role.r.arn", "aws_iam_role.r"], guests, {}, true, role).pools[0]?.roles[0]?.recipients;
    expect([of(false), of(true)]).toEqual([[{ kind: "signed-in" }], [{ kind: "signed-in" }, { kind: "guests" }]]);
  });

  test("gives a role whose trust policy is not known to guests too, also beside one for guests alone", () => {
    const role = change("aws_iam_role.r", ROLE_VALUES, { unknown: { assume_role_policy: true } });
    const client = { cognito_identity_providers: [{ provider_name: "p", client_id: "c" }] };
    const references = ["r", "g"].flatMap((name) => [`aws_iam_role.${name}.arn`, `aws_iam_role.${name}`]);
    const review = roles(references, true, client, true, role);
    expect(review.pools[0]?.roles.map(({ address, recipients }) => [address, recipients])).toEqual([
      ["aws_iam_role.r", [{ kind: "signed-in" }, { kind: "guests" }]],
      ["aws_iam_role.g", [{ kind: "guests" }]],
    ]);
  });

  test("in a local is that of the role that is to be made, if it trusts this pool and no other", () => {
    const trusting = (assume_role_policy: string): AccessReview["notEvaluated"] => {
      const role = change("aws_iam_role.r", ROLE_VALUES, {
        actions: ["create"],
        before: null,
        after: { name: "r", assume_role_policy },
        unknown: { arn: true },
      });
      const review = roles(["local.roles"], false, {}, true, role);
      expect(review.pools[0]?.roles[0]).toMatchObject({ name: "r", recipients: [{ kind: "signed-in" }] });
      return review.notEvaluated;
    };
    expect(trusting(TRUST)).toEqual([]);
    const forAnyPool = TRUST.replace(`"${COGNITO}:aud":"${POOL}"`, "");
    expect(trusting(forAnyPool)).toMatchObject([{ subject: "attached-roles", cause: { oneOf: ["aws_iam_role.r"] } }]);
  });

  test("that comes from nothing in the file is a finding, and the roles that trust the pool are shown all the same", () => {
    const review = roles([], false);
    expect(review.pools[0]?.roles.map(({ address }) => address)).toContain("aws_iam_role.r");
    expect(ids(review)).toContain("not-evaluated");
  });
});
