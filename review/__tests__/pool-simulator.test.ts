/** What one user of a pool may do, by the policies of a state: the review's own answer, for a token and an identity id. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PoolSimulator, UnreadableDocument, unknownWords, type PoolDecision, type UserToken } from "../src";

const POOL = "eu-west-1:12345678-1234-1234-1234-123456789012";
const ME = "eu-west-1:aaaaaaaa-0000-0000-0000-000000000000";
const OTHER = "eu-west-1:bbbbbbbb-0000-0000-0000-000000000000";
const PROVIDER = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const CLIENT = "1h57kf5cpq17m0eml12EXAMPLE";
const ACCOUNT = "111122223333";
const SUB = "${cognito-identity.amazonaws.com:sub}";

type Body = Record<string, unknown>;

const signedIn = (claims: Body = {}): UserToken => ({ provider: PROVIDER, claims: { aud: CLIENT, ...claims } });
const arnOf = (role: string) => `arn:aws:iam::${ACCOUNT}:role/app/${role}`;

function trust(amr: string, actions: readonly string[] = ["sts:AssumeRoleWithWebIdentity"], aud = POOL): Body {
  return {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: actions,
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": aud },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
    },
  };
}

const policy = (...Statement: Body[]) => JSON.stringify({ Version: "2012-10-17", Statement });

interface RoleParts {
  readonly statements?: readonly Body[];
  readonly trust?: Body;
  readonly values?: Body;
}

function role(name: string, { statements = [], trust: trusted, values }: RoleParts): Body[] {
  return [
    resource("aws_iam_role", name, {
      name,
      id: name,
      arn: arnOf(name),
      assume_role_policy: policy(trusted ?? trust(name === "guest" ? "unauthenticated" : "authenticated")),
      ...values,
    }),
    ...(statements.length === 0
      ? []
      : [resource("aws_iam_role_policy", name, { role: name, name, policy: policy(...statements) })]),
  ];
}

function resource(type: string, name: string, values: Body): Body {
  return { address: `${type}.${name}`, mode: "managed", type, name, values };
}

interface StateParts {
  readonly pool?: Body;
  readonly mapping?: Body;
  readonly roles?: Readonly<Record<string, RoleParts>>;
  readonly more?: readonly Body[];
}

/** A state with a pool, its attachment, and the roles user and guest among others. */
function state({ pool, mapping, roles = {}, more = [] }: StateParts = {}): object {
  const all = { user: {}, guest: {}, ...roles };
  return {
    format_version: "1.0",
    values: {
      root_module: {
        resources: [
          resource("aws_cognito_identity_pool", "app", {
            id: POOL,
            arn: `arn:aws:cognito-identity:eu-west-1:${ACCOUNT}:identitypool/${POOL}`,
            identity_pool_name: "app",
            allow_unauthenticated_identities: false,
            ...pool,
          }),
          resource("aws_cognito_identity_pool_roles_attachment", "app", {
            identity_pool_id: POOL,
            roles: { authenticated: arnOf("user"), unauthenticated: arnOf("guest") },
            role_mapping: mapping === undefined ? [] : [{ identity_provider: `${PROVIDER}:${CLIENT}`, ...mapping }],
          }),
          ...Object.entries(all).flatMap(([name, parts]) => role(name, parts)),
          ...more,
        ],
      },
    },
  };
}

const OWN_FILES = [
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::notes/${SUB}/*` },
  {
    Effect: "Allow",
    Action: "s3:ListBucket",
    Resource: "arn:aws:s3:::notes",
    Condition: { StringLike: { "s3:prefix": `${SUB}/*` } },
  },
];

const READ = (of: string) => ({ identityId: ME, action: "s3:GetObject", resource: `arn:aws:s3:::notes/${of}/a` });
const LIST = (prefix: string | readonly string[]) => ({
  identityId: ME,
  action: "s3:ListBucket",
  resource: "arn:aws:s3:::notes",
  context: { "s3:prefix": prefix },
});

/** The decision, or why there is none. */
function said(decision: PoolDecision): string {
  return decision.decision === "unknown" ? `unknown: ${unknownWords(decision.cause)}` : decision.decision;
}

const of = (parts: StateParts) => new PoolSimulator(state(parts), POOL);
const reading = (parts: StateParts, token?: UserToken) => said(of(parts).access(token, READ(ME)));

describe("a signed-in user", () => {
  const pool = of({ roles: { user: { statements: OWN_FILES } } });

  test.each([
    ["reads what is their own", READ(ME), "allowed"],
    ["does not read another's", READ(OTHER), "denied"],
    ["does not delete what no policy speaks of", { ...READ(ME), action: "s3:DeleteObject" }, "denied"],
    ["lists what is their own", LIST(`${ME}/`), "allowed"],
    ["does not list another's", LIST(`${OTHER}/`), "denied"],
    ["does not list everything", LIST([]), "denied"],
  ])("%s", (_, request, decision) => {
    expect(said(pool.access(signedIn(), request))).toBe(decision);
  });

  test("an open key that decides is named, and never guessed", () => {
    const request = { ...LIST([]), context: undefined };
    expect(said(pool.access(signedIn(), request))).toBe("unknown: it depends on s3:prefix, whose value only AWS knows");
  });

  test("a key is compared whatever its case", () => {
    const request = { ...LIST([]), context: { "S3:Prefix": `${ME}/` } };
    expect(said(pool.access(signedIn(), request))).toBe("allowed");
  });

  test.each([
    [{ Deny: "all" }, { Effect: "Deny", Action: "s3:*", Resource: "*" }],
    [{ Deny: "others" }, { Effect: "Deny", Action: "s3:*", NotResource: `arn:aws:s3:::notes/${OTHER}/*` }],
  ])("a Deny wins: %j", (_, deny) => {
    expect(reading({ roles: { user: { statements: [...OWN_FILES, deny] } } }, signedIn())).toBe("denied");
  });

  test("a permissions boundary limits the role", () => {
    const boundary = (Action: string) => [
      resource("aws_iam_policy", "limit", {
        arn: "arn:aws:iam::1:policy/limit",
        policy: policy({ Effect: "Allow", Action, Resource: "*" }),
      }),
    ];
    const user = { statements: OWN_FILES, values: { permissions_boundary: "arn:aws:iam::1:policy/limit" } };
    expect(reading({ roles: { user }, more: boundary("sqs:*") }, signedIn())).toBe("denied");
    expect(reading({ roles: { user }, more: boundary("s3:*") }, signedIn())).toBe("allowed");
    expect(reading({ roles: { user } }, signedIn())).toBe(
      "unknown: aws_iam_role.user: the permissions boundary: the managed policy arn:aws:iam::1:policy/limit is not in the file",
    );
  });

  test("a managed policy counts like the role's own, and one that is not in the file leaves it open", () => {
    const attachment = resource("aws_iam_role_policy_attachment", "files", {
      role: "user",
      policy_arn: "arn:aws:iam::1:policy/files",
    });
    const managed = resource("aws_iam_policy", "files", {
      arn: "arn:aws:iam::1:policy/files",
      policy: policy(...OWN_FILES),
    });
    expect(reading({ more: [attachment, managed] }, signedIn())).toBe("allowed");
    expect(reading({ more: [attachment] }, signedIn())).toMatch(
      /^unknown: aws_iam_role_policy_attachment\.files: a policy: the managed policy .* is not in the file$/,
    );
  });

  test("what one policy denies stays denied, whatever another holds that is not in the file", () => {
    const attachment = resource("aws_iam_role_policy_attachment", "files", {
      role: "user",
      policy_arn: "arn:aws:iam::1:policy/files",
    });
    const statements = [{ Effect: "Deny", Action: "s3:*", Resource: "*" }];
    expect(reading({ roles: { user: { statements } }, more: [attachment] }, signedIn())).toBe("denied");
  });

  test("what the simulator does not model is unknown", () => {
    const statements = [{ ...OWN_FILES[0], Condition: { StringsEqual: { "aws:username": "ada" } } }];
    expect(reading({ roles: { user: { statements } } }, signedIn())).toMatch(/^unknown: the review does not model /);
  });

  test("the account of an ARN is the pool's", () => {
    const table = (account: string) => `arn:aws:dynamodb:eu-west-1:${account}:table/rows`;
    const scan = { identityId: ME, action: "dynamodb:Scan", resource: table("*") };
    const allowing = (account: string) => ({
      user: { statements: [{ Effect: "Allow", Action: "dynamodb:Scan", Resource: table(account) }] },
    });
    expect(said(of({ roles: allowing(ACCOUNT) }).access(signedIn(), scan))).toBe("allowed");
    expect(said(of({ roles: allowing("444455556666") }).access(signedIn(), scan))).toBe("denied");
    const values = { arn: "arn:aws:iam::444455556666:role/elsewhere" };
    const apart = of({ pool: { arn: undefined }, roles: { ...allowing(ACCOUNT), elsewhere: { values } } });
    expect(said(apart.access(signedIn(), scan))).toBe("unknown: the number of the account is not in the file");
  });

  test("tags are the claims of the token", () => {
    const statements = [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::notes/${aws:PrincipalTag/team}/*" },
    ];
    const user = { statements, trust: trust("authenticated", ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]) };
    const tags = resource("aws_cognito_identity_pool_provider_principal_tag", "app", {
      identity_pool_id: POOL,
      identity_provider_name: PROVIDER,
      use_defaults: false,
      principal_tags: { team: "custom:team" },
    });
    const pool = of({ roles: { user }, more: [tags] });
    const team = (name: unknown) => said(pool.access(signedIn({ "custom:team": name }), READ("red")));
    expect([team("red"), team("blue"), team(undefined)]).toEqual(["allowed", "denied", "denied"]);
    expect(team(["red"])).toBe("unknown: it depends on aws:PrincipalTag/team, whose value only AWS knows");
  });

  test("a tag of the role is that of users who bring none of its name", () => {
    const statements = [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::notes/${aws:PrincipalTag/team}/*" },
    ];
    const user = {
      statements,
      trust: trust("authenticated", ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]),
      values: { tags: { Team: "blue" } },
    };
    const tags = resource("aws_cognito_identity_pool_provider_principal_tag", "app", {
      identity_pool_id: POOL,
      identity_provider_name: PROVIDER,
      use_defaults: false,
      principal_tags: { team: "custom:team" },
    });
    const reads = (claims: Body, more: Body[]) =>
      ["red", "blue"].map((folder) => said(of({ roles: { user }, more }).access(signedIn(claims), READ(folder))));
    expect(reads({}, [])).toEqual(["denied", "allowed"]);
    expect(reads({}, [tags])).toEqual(["denied", "allowed"]);
    expect(reads({ "custom:team": "red" }, [tags])).toEqual(["allowed", "denied"]);
  });

  test("what tags the server of a developer provider gives, only that server knows", () => {
    const statements = [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::notes/${aws:PrincipalTag/team}/*" },
    ];
    const pool = of({ pool: { developer_provider_name: "login.app" }, roles: { user: { statements } } });
    const by = (provider: string) => said(pool.access({ provider, claims: {} }, READ("red")));
    expect(by("login.app")).toBe("unknown: it depends on aws:PrincipalTag/team, whose value only AWS knows");
    expect(by(PROVIDER)).toBe("denied");
  });

  test("without sts:TagSession in the trust policy tags keep everybody out", () => {
    const more = [
      resource("aws_cognito_identity_pool_provider_principal_tag", "app", {
        identity_pool_id: POOL,
        identity_provider_name: PROVIDER,
        principal_tags: {},
      }),
    ];
    expect(said(of({ more }).credentials(signedIn()))).toBe("denied");
    expect(said(of({}).credentials(signedIn()))).toBe("allowed");
  });
});

describe("who gets which role", () => {
  const roles = {
    user: {},
    editor: { statements: OWN_FILES },
    reader: { statements: [{ Effect: "Allow", Action: "sqs:*", Resource: "*" }] },
  };

  test.each([
    ["the preferred role of the token", { "cognito:preferred_role": arnOf("editor") }, "Deny", "allowed"],
    ["the only role of the token", { "cognito:roles": [arnOf("editor")] }, "Deny", "allowed"],
    ["another role of the token", { "cognito:preferred_role": arnOf("reader") }, "Deny", "denied"],
    ["several roles, none of them preferred", { "cognito:roles": ["a", "b"] }, "Deny", "denied"],
    ["a token without roles", {}, "AuthenticatedRole", "denied"],
    ["a resolution that is not set", {}, undefined, /^unknown: the file does not hold all of the role mapping/],
    [
      "a role elsewhere",
      { "cognito:preferred_role": arnOf("gone") },
      "Deny",
      /^unknown: the user's role, .*role\/app\/gone,/,
    ],
  ])("Token mapping, %s", (_, claims, ambiguous_role_resolution, decision) => {
    const mapping = { type: "Token", ambiguous_role_resolution };
    const answer = reading({ roles, mapping }, signedIn(claims));
    if (typeof decision === "string") expect(answer).toBe(decision);
    else expect(answer).toMatch(decision);
  });

  test("a Token mapping that denies gives no credentials to whoever has no role, and else the role for all", () => {
    const credentials = (ambiguous_role_resolution: string) =>
      said(of({ roles, mapping: { type: "Token", ambiguous_role_resolution } }).credentials(signedIn()));
    expect([credentials("Deny"), credentials("AuthenticatedRole")]).toEqual(["denied", "allowed"]);
  });

  test("the role for all is that of users of another app client", () => {
    const mapping = { type: "Token", ambiguous_role_resolution: "Deny" };
    expect(said(of({ mapping }).credentials(signedIn({ aud: "another" })))).toBe("allowed");
  });

  const rule = (match_type: string, value: string, name = "editor", claim = "dept") => ({
    claim,
    match_type,
    value,
    role_arn: arnOf(name),
  });

  test.each([
    ["Equals", [rule("Equals", "news")], { dept: "news" }, "allowed"],
    ["Equals another", [rule("Equals", "new")], { dept: "news" }, "denied"],
    ["Contains", [rule("Contains", "ew")], { dept: "news" }, "allowed"],
    ["StartsWith", [rule("StartsWith", "ne")], { dept: "news" }, "allowed"],
    ["StartsWith what is in the middle", [rule("StartsWith", "ew")], { dept: "news" }, "denied"],
    ["NotEqual", [rule("NotEqual", "sports")], { dept: "news" }, "allowed"],
    [
      "the first rule that matches",
      [rule("Equals", "news", "reader"), rule("Equals", "news")],
      { dept: "news" },
      "denied",
    ],
    ["no claim", [rule("Equals", "news")], {}, "denied"],
    ["no claim, and NotEqual", [rule("NotEqual", "news")], {}, /^unknown: AWS does not say how a rule .*dept$/],
    ["true", [rule("Equals", "true")], { dept: true }, "allowed"],
    ["a list that has it", [rule("Contains", "news")], { dept: ["sports", "news"] }, "allowed"],
    ["a list that has it not", [rule("Contains", "war")], { dept: ["sports", "news"] }, "denied"],
    ["a list, and Equals", [rule("Equals", "[news]")], { dept: ["news"] }, /^unknown: AWS does not say/],
    ["a match that AWS does not have", [rule("EndsWith", "s")], { dept: "news" }, /^unknown: AWS does not say/],
  ])("Rules mapping, %s", (_, mapping_rule, claims, decision) => {
    const mapping = { type: "Rules", ambiguous_role_resolution: "Deny", mapping_rule };
    const answer = reading({ roles, mapping }, signedIn(claims));
    if (typeof decision === "string") expect(answer).toBe(decision);
    else expect(answer).toMatch(decision);
  });

  test("an OpenID Connect provider is mapped by its ARN", () => {
    const mapping = {
      identity_provider: `arn:aws:iam::${ACCOUNT}:oidc-provider/idp.example.com/app`,
      type: "Rules",
      ambiguous_role_resolution: "Deny",
      mapping_rule: [rule("Equals", "news")],
    };
    const token = { provider: "idp.example.com/app", claims: { dept: "news" } };
    expect(reading({ roles, mapping }, token)).toBe("allowed");
  });

  test.each([
    ["another pool's", trust("authenticated", undefined, POOL.replace("1234", "9999")), "denied"],
    ["guests'", trust("unauthenticated"), "denied"],
    [
      "open",
      { ...trust("authenticated"), Condition: { StringEquals: { "aws:SourceIp": "10.0.0.1" } } },
      "unknown: it cannot be told whether the trust policy of aws_iam_role.user lets the user in",
    ],
  ])("a trust policy that is %s", (_, trusted, decision) => {
    expect(said(of({ roles: { user: { trust: trusted } } }).credentials(signedIn()))).toBe(decision);
  });
});

describe("a guest", () => {
  const ONLY_GUESTS = {
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: "*",
    Condition: { "ForAnyValue:StringEquals": { "cognito-identity.amazonaws.com:amr": "unauthenticated" } },
  };
  const statements = [
    { Effect: "Allow", Action: ["s3:GetObject", "ec2:DescribeVpcs", "geo-maps:GetTile"], Resource: "*" },
  ];
  const guests = of({ pool: { allow_unauthenticated_identities: true }, roles: { guest: { statements } } });

  test("gets no credentials where guests are off, and so nothing", () => {
    const off = of({ roles: { guest: { statements } } });
    expect([said(off.credentials()), said(off.access(undefined, READ(ME)))]).toEqual(["denied", "denied"]);
    expect([said(guests.credentials()), said(guests.access(undefined, READ(ME)))]).toEqual(["allowed", "allowed"]);
  });

  test("reaches no more than AWS lets guests, also where the classic flow is on", () => {
    const classic = { allow_unauthenticated_identities: true, allow_classic_flow: true };
    const pool = of({ pool: classic, roles: { guest: { statements } } });
    const call = { identityId: ME, resource: "*" };
    expect(said(pool.access(undefined, { ...call, action: "ec2:DescribeVpcs" }))).toBe("denied");
    expect(said(pool.access(undefined, { ...call, action: "geo-maps:GetTile" }))).toBe(
      "unknown: AWS's pages disagree on whether guests can call it",
    );
  });

  test("of a role that is for users too has a guest's session", () => {
    const shared = state({
      pool: { allow_unauthenticated_identities: true },
      roles: { user: { statements: [...statements, ONLY_GUESTS], trust: trust("*") } },
    });
    const text = JSON.stringify(shared).replaceAll(
      `"unauthenticated":"${arnOf("guest")}"`,
      `"unauthenticated":"${arnOf("user")}"`,
    );
    const pool = new PoolSimulator(JSON.parse(text) as object, POOL);
    const call = { identityId: ME, resource: "*", action: "ec2:DescribeVpcs" };
    expect([said(pool.access(undefined, call)), said(pool.access(signedIn(), call))]).toEqual(["denied", "allowed"]);
    const asGuest = { ...READ(OTHER), action: "s3:PutObject" };
    expect([said(pool.access(undefined, asGuest)), said(pool.access(signedIn(), asGuest))]).toEqual([
      "allowed",
      "denied",
    ]);
  });
});

test("the guide's stack: a user's own objects, and nobody else's; no administration", () => {
  const text = readFileSync(join(__dirname, "fixtures", "guide.state.json"), "utf8");
  const pool = new PoolSimulator(JSON.parse(text) as object, "us-east-1:cef9fe07-0fb6-4bb5-be95-06db68fba9ac");
  const asked = (action: string, resource: string) =>
    said(pool.access(signedIn(), { identityId: ME, action, resource }));
  expect(asked("s3:PutObject", `arn:aws:s3:::notes/${ME}-a`)).toBe("allowed");
  expect(asked("s3:PutObject", `arn:aws:s3:::notes/${OTHER}-a`)).toBe("denied");
  expect(asked("cognito-identity:DescribeIdentityPool", "*")).toBe("denied");
  expect([said(pool.credentials(signedIn())), said(pool.credentials())]).toEqual(["allowed", "denied"]);
});

/** The state with other resources. */
function stateWith(resources: readonly Body[]): object {
  return { format_version: "1.0", values: { root_module: { resources } } };
}

function resourcesOf(document: object): Body[] {
  return (document as { values: { root_module: { resources: Body[] } } }).values.root_module.resources;
}

test("an attachment for a pool outside the file is enough, and guests are not known then", () => {
  const resources = resourcesOf(state({ roles: { user: { statements: OWN_FILES } } }));
  const pool = new PoolSimulator(stateWith(resources.filter(({ type }) => type !== "aws_cognito_identity_pool")), POOL);
  expect(said(pool.access(signedIn(), READ(ME)))).toBe("allowed");
  expect(said(pool.credentials())).toBe("unknown: whether guests are allowed is not in the file");
});

test("a plan says what will be, and one with errors leaves everything open", () => {
  const plan = (more: Body) => ({
    ...state(),
    planned_values: {},
    resource_changes: resourcesOf(state({ roles: { user: { statements: OWN_FILES } } })).map(({ values, ...rest }) => ({
      ...rest,
      change: { actions: ["no-op"], before: values, after: values, after_unknown: {} },
    })),
    ...more,
  });
  const answer = (document: object) => said(new PoolSimulator(document, POOL).access(signedIn(), READ(ME)));
  expect(answer(plan({}))).toBe("allowed");
  expect(answer(plan({ errored: true }))).toMatch(/^unknown: plan: the plan: Terraform met/);
});

test.each([
  [{ version: 4, lineage: "a", serial: 1 }, "give the output of `terraform show -json` for it"],
  [
    stateWith(resourcesOf(state({ pool: { id: OTHER } })).slice(0, 1)),
    `There is no identity pool ${POOL} in this file: it has ${OTHER}`,
  ],
  [{ resource: { aws_cognito_identity_pool: { app: {} } } }, "in this file: it has no pool whose id is known"],
])("a file without the pool is refused: %#", (document, words) => {
  const read = () => new PoolSimulator(document, POOL);
  expect(read).toThrow(UnreadableDocument);
  expect(read).toThrow(words);
});
