/** Findings about who may take a role: each trust policy, and the one beside it that is sound. */
import { reviewAccess, type Finding } from "../../src";
import { amr, aud, configuration, trustStatement, type Body, type Parts } from "../configuration";

const POOL = "eu-west-1:11111111-1111-1111-1111-111111111111";
const OTHER = "eu-west-1:22222222-2222-2222-2222-222222222222";
const ID = { id: POOL, arn: `arn:aws:cognito-identity:eu-west-1:111111111111:identitypool/${POOL}` };

function findings(trust: Body, parts: Parts = {}): readonly Finding[] {
  return reviewAccess(configuration({ pool: ID, trust, ...parts })).findings;
}

const ids = (trust: Body, parts?: Parts): string[] =>
  findings(trust, parts)
    .map(({ id, severity }) => `${id} ${severity}`)
    .filter((id) => /^(?:trust|role|not)/.test(id));

const SOUND = { condition: [aud(POOL), amr("authenticated")] };
const principals = (type: string, ...identifiers: string[]): Body => ({ principals: [{ type, identifiers }] });
const SUB_OF_GITHUB = "token.actions.githubusercontent.com:sub";
const assumable = { actions: ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"] };

test("a sound trust policy is found nothing wrong with", () => {
  expect(ids(SOUND)).toEqual([]);
});

describe("a role is for everybody", () => {
  test.each<[string, Body]>([
    ["by Principal *", { ...assumable, ...principals("*", "*") }],
    ["by the AWS principal *", { ...assumable, ...principals("AWS", "*") }],
    ["by * in a list", { ...assumable, ...principals("AWS", "arn:aws:iam::111111111111:root", "*") }],
    ["by every action", { actions: ["sts:*"], ...principals("AWS", "*") }],
    [
      "if a condition asks for what anybody can have",
      {
        ...assumable,
        ...principals("AWS", "*"),
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
      },
    ],
  ])("%s", (_, trust) => {
    expect(ids({ condition: undefined, ...trust })).toContain("trust-for-everybody high");
  });

  test.each<[string, Body]>([
    ["but with this pool's token alone", { ...principals("*", "*"), ...SOUND }],
    [
      "but of one account",
      { ...assumable, ...principals("AWS", "arn:aws:iam::111111111111:root"), condition: undefined },
    ],
    ...(
      [
        ["of one organization", "StringEquals", "aws:PrincipalOrgID", "o-1"],
        ["of a part of one organization", "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/ou-1/*"],
        ["by the id of a role", "StringLike", "aws:userid", "AROAEXAMPLEID:*"],
        ["of a service for one account", "StringEquals", "aws:SourceAccount", "111111111111"],
        ["of services of AWS", "Bool", "aws:PrincipalIsAWSService", "true"],
      ] as const
    ).map(([what, test, variable, value]): [string, Body] => [
      `but ${what}`,
      { ...assumable, ...principals("AWS", "*"), condition: [{ test, variable, values: [value] }] },
    ]),
  ])("%s it is not", (_, trust) => {
    expect(ids(trust)).not.toContain("trust-for-everybody high");
  });

  test("in name alone, where what else it asks keeps others out", () => {
    expect(ids({ ...principals("*", "*"), ...SOUND })).toEqual(["trust-for-everybody medium"]);
    expect(ids({ ...principals("Federated", "*"), ...SOUND })).toContain("trust-for-everybody medium");
  });

  test.each([
    ["a role", "arn:aws:iam::222222222222:role/deploy"],
    ["a user", "arn:aws:iam::222222222222:user/bob"],
    ["a session", "arn:aws:sts::222222222222:assumed-role/deploy/ci"],
  ])("%s of another account", (_, principal) => {
    const trust = { ...assumable, ...principals("AWS", principal), condition: undefined };
    expect(ids(trust)).toContain("trust-for-everybody high");
    const denied = { ...trust, effect: "Deny" };
    const both = { aws_iam_policy_document: { trust: { statement: [trust, denied].map(trustStatement) } } };
    expect(ids(trust, { data: both })).not.toContain("trust-for-everybody high");
    const own = { ...trust, ...principals("AWS", principal.replace("222222222222", "111111111111")) };
    expect(ids(own)).not.toContain("trust-for-everybody high");
  });

  test("but those whom NotPrincipal names", () => {
    const others = { not_principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111111111111:root"] }] };
    const trust = { ...assumable, principals: undefined, ...others, condition: undefined };
    expect(ids(trust)).toContain("trust-for-everybody high");
  });

  test("of another account", () => {
    const trust = { ...assumable, ...principals("AWS", "arn:aws:iam::222222222222:root"), condition: undefined };
    expect(ids(trust)).toContain("trust-for-everybody high");
    expect(ids(trust, { pool: { id: POOL } })).toContain("trust-for-everybody medium");
  });

  test("in every pool that a pattern fits", () => {
    for (const pattern of ["eu-west-1:*", "*", "eu-west-1:1*"]) {
      const like = { test: "StringLike", variable: "cognito-identity.amazonaws.com:aud", values: [pattern] };
      expect(ids({ condition: [like, amr("authenticated")] })).toEqual([
        pattern === "*" ? "trust-without-aud high" : "trust-for-everybody high",
      ]);
    }
  });

  test("in a second pool", () => {
    const both = { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values: [POOL, OTHER] };
    expect(ids({ condition: [both, amr("authenticated")] })).toEqual(["trust-for-everybody medium"]);
  });
});

describe("a role is out of reach", () => {
  const equal = (...values: string[]): Body => ({
    condition: [{ test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values }, amr("authenticated")],
  });

  test.each<[string, Body, RegExp]>([
    ["if it asks for guests", { condition: [aud(POOL), amr("unauthenticated")] }, /amr = unauthenticated/],
    [
      "if it names another service",
      { ...SOUND, ...principals("Federated", "cognito-idp.amazonaws.com") },
      /does not name Cognito/,
    ],
    [
      "if it names Cognito as a service",
      { ...SOUND, ...principals("Service", "cognito-identity.amazonaws.com") },
      /does not name Cognito/,
    ],
    [
      "if it allows another action",
      { ...SOUND, actions: ["sts:AssumeRole"] },
      /does not allow sts:AssumeRoleWithWebIdentity/,
    ],
    [
      "if it allows another action, and aud is not asked for",
      { actions: ["sts:AssumeRole"], condition: [] },
      /not allow/,
    ],
    ["if it compares aud with *", equal("*"), /compares aud with \*/],
    ["if it compares aud with a name", equal("app"), /compares aud with app/],
    ["if it compares aud with a user pool's client", equal("1h57kf5cpq17m0eml12EXAMPLE"), /which is no pool's id/],
  ])("%s", (_, trust, reason) => {
    expect(ids(trust)).toContain("role-out-of-reach medium");
    expect(ids(trust)).not.toContain("trust-for-another-pool high");
    expect(findings(trust).find(({ id }) => id === "role-out-of-reach")?.reason).toMatch(reason);
  });

  test.each<[string, Body, RegExp]>([
    ["signed-in users", SOUND, /is for guests, and .* asks for amr = authenticated\./],
    [
      "a provider's users",
      { condition: [aud(POOL), amr("graph.facebook.com")] },
      /is for guests, and .* asks for amr = graph\.facebook\.com\./,
    ],
    ["another action", { ...SOUND, actions: ["sts:AssumeRole"] }, /does not allow sts:AssumeRoleWithWebIdentity/],
  ])("of guests too, if it asks for %s", (_, trust, expected) => {
    const attachment = { roles: { unauthenticated: "${aws_iam_role.user.arn}" } };
    const found = findings(trust, { attachment }).filter(({ id }) => id === "role-out-of-reach");
    expect(found.map(({ title, reason }) => `${title}. ${reason}`)).toEqual([expect.stringMatching(expected)]);
  });

  test("for guests it is not, if it asks for them", () => {
    const attachment = { roles: { unauthenticated: "${aws_iam_role.user.arn}" } };
    expect(ids({ condition: [aud(POOL), amr("unauthenticated")] }, { attachment })).toEqual([]);
  });

  test("not if it asks for more than a token shows", () => {
    const office = { test: "IpAddress", variable: "aws:SourceIp", values: ["203.0.113.0/24"] };
    expect(ids({ condition: [...SOUND.condition, office] })).toEqual([]);
  });

  test("not if the pool's id is not known yet", () => {
    expect(ids({ condition: [aud("${var.pool_id}"), amr("authenticated")] })).not.toContain("role-out-of-reach medium");
  });
});

describe("a pool whose id is not known yet", () => {
  const unmade = (trust: Body): string[] => ids(trust, { pool: {} });
  const audIs = (test: string, ...values: string[]): Body => ({
    condition: [{ test, variable: "cognito-identity.amazonaws.com:aud", values }, amr("authenticated")],
  });
  const id = "${aws_cognito_identity_pool.app.id}";

  test.each<[string, Body, string[]]>([
    ["its id", audIs("StringEquals", id), []],
    ["its ARN", audIs("StringEquals", "${aws_cognito_identity_pool.app.arn}"), ["role-out-of-reach medium"]],
    [
      "its name",
      audIs("StringEquals", "${aws_cognito_identity_pool.app.identity_pool_name}"),
      ["role-out-of-reach medium"],
    ],
    ["a text around its id", audIs("StringEquals", `${id}*`), ["role-out-of-reach medium"]],
    [
      "an ARN made of its id",
      audIs("StringEquals", `arn:aws:cognito-identity:*:*:identitypool/${id}`),
      ["role-out-of-reach medium"],
    ],
    ["a pattern of its region", audIs("StringLike", "eu-west-1:*"), ["trust-for-everybody high"]],
    ["a pattern of its id", audIs("StringLike", `${id}*`), ["trust-for-everybody high"]],
    ["a pattern that is compared as text", audIs("StringEquals", "eu-west-1:*"), ["role-out-of-reach medium"]],
    // It may be that of a pool which exists: a configuration does not say which pools it has made.
    ["an id that is written as text", audIs("StringEquals", OTHER), ["not-evaluated high"]],
    [
      "its id in parts",
      audIs("StringEquals", "${var.region}:11111111-1111-1111-1111-111111111111"),
      ["not-evaluated high"],
    ],
  ])("compared with %s", (_, trust, expected) => {
    expect(unmade(trust)).toEqual(expected);
  });

  const secondPool = {
    aws_cognito_identity_pool: { app: { identity_pool_name: "app" }, second: { identity_pool_name: "second" } },
  };
  const withSecond = (trust: Body): string[] => {
    const document = configuration({ trust });
    Object.assign(document.resource, secondPool);
    return reviewAccess(document)
      .findings.map((finding) => `${finding.id} ${finding.severity}`)
      .filter((one) => /^(?:trust|role|not)/.test(one));
  };

  test("compared with the id of a second pool of the file is another pool", () => {
    const second = "${aws_cognito_identity_pool.second.id}";
    expect(withSecond(audIs("StringEquals", second))).toEqual(["trust-for-another-pool high"]);
    // Each of the two is told that the other one's users can take the role.
    expect(withSecond(audIs("StringEquals", id, second))).toEqual([
      "trust-for-everybody medium",
      "trust-for-everybody medium",
    ]);
  });
});

describe("amr has several values", () => {
  const USER_POOL = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
  const CLIENT = {
    cognito_identity_providers: [{ provider_name: USER_POOL, client_id: "c1", server_side_token_check: true }],
  };
  const FACEBOOK = { supported_login_providers: { "graph.facebook.com": "7346241598935555" } };
  const amrIs = (test: string, ...values: string[]): Body => ({
    condition: [aud(POOL), { test, variable: "cognito-identity.amazonaws.com:amr", values }],
  });
  const of = (trust: Body, pool: Body): string[] => ids(trust, { pool: { ...ID, ...pool } });
  const OUT = "role-out-of-reach medium";
  const GUESTS = "trust-without-amr medium";

  test.each<[string, Body, Body, string[]]>([
    ["the pool's provider", amrIs("ForAnyValue:StringLike", "graph.facebook.com"), FACEBOOK, []],
    ["one of its providers", amrIs("ForAnyValue:StringLike", "graph.facebook.com"), { ...FACEBOOK, ...CLIENT }, [OUT]],
    [
      "each of its providers",
      amrIs("ForAnyValue:StringLike", "graph.facebook.com", USER_POOL),
      { ...FACEBOOK, ...CLIENT },
      [],
    ],
    ["a provider that it lacks", amrIs("ForAnyValue:StringLike", "www.amazon.com"), { ...FACEBOOK, ...CLIENT }, [OUT]],
    ["a user pool by a pattern", amrIs("ForAnyValue:StringLike", "cognito-idp.*"), CLIENT, []],
    ["one user of the user pool", amrIs("ForAnyValue:StringEquals", `${USER_POOL}:CognitoSignIn:0000`), CLIENT, []],
    [
      "users of the user pool by a pattern",
      amrIs("ForAnyValue:StringLike", `${USER_POOL}:CognitoSignIn:*`),
      CLIENT,
      [],
    ],
    [
      "a provider whose name is not known",
      amrIs("ForAnyValue:StringLike", "graph.facebook.com"),
      { developer_provider_name: "${var.name}" },
      [],
    ],
    ["every value, of which one is named", amrIs("ForAllValues:StringLike", "authenticated"), CLIENT, [OUT]],
    [
      "every value, all of which are named",
      amrIs("ForAllValues:StringLike", "authenticated", "cognito-idp.*"),
      CLIENT,
      [],
    ],
    [
      "every value, of guests too",
      amrIs("ForAllValues:StringLike", "*authenticated", "cognito-idp.*"),
      CLIENT,
      [GUESTS],
    ],
    ["one value without ForAnyValue", amrIs("StringEquals", "authenticated"), CLIENT, []],
    ["that it is not a guest", amrIs("ForAllValues:StringNotEquals", "unauthenticated"), CLIENT, []],
    ["either of the two", amrIs("ForAnyValue:StringLike", "*authenticated"), CLIENT, [GUESTS]],
  ])("asked for %s", (_, trust, pool, expected) => {
    expect(of(trust, pool)).toEqual(expected);
  });

  test.each<[string, Body, RegExp]>([
    [
      "a provider that it lacks",
      amrIs("ForAnyValue:StringLike", "www.amazon.com"),
      /= www\.amazon\.com, and the pool has/,
    ],
    [
      "every value, of which one is named",
      amrIs("ForAllValues:StringLike", "authenticated"),
      /every value of amr \(For/,
    ],
    [
      "guests or a provider that it lacks",
      amrIs("ForAnyValue:StringLike", "unauthenticated", "www.amazon.com"),
      /has no such/,
    ],
  ])("whoever cannot take a role is told why: it asks for %s", (_, trust, reason) => {
    const found = findings(trust, { pool: { ...ID, ...FACEBOOK, ...CLIENT } });
    expect(found.find(({ id }) => id === "role-out-of-reach")?.reason).toMatch(reason);
  });

  test("who cannot take a role of one provider is named, and guests are not", () => {
    const trust = amrIs("ForAnyValue:StringLike", "graph.facebook.com");
    const found = findings(trust, { pool: { ...ID, ...FACEBOOK, ...CLIENT } }).filter(
      ({ id }) => id === "role-out-of-reach",
    );
    expect(found.map(({ title }) => title)).toEqual([
      `user is for all signed-in users, and those of ${USER_POOL} cannot take it`,
    ]);
  });

  test("a pool of somebody else may have the provider too", () => {
    const trust = { condition: [amr("graph.facebook.com")] };
    expect(of(trust, FACEBOOK)).toContain("trust-without-aud high");
  });

  test("a role that only guests can take is said to be theirs", () => {
    const [finding] = findings({ condition: [aud(POOL), amr("unauthenticated")] });
    expect(finding).toMatchObject({
      id: "trust-without-amr",
      reason: expect.stringContaining("lets in guests in the place of") as string,
    });
  });
});

test("a role that trusts another pool in this one's place is said to do that, and nothing else", () => {
  expect(ids({ condition: [aud(OTHER), amr("authenticated")] })).toEqual(["trust-for-another-pool high"]);
});

test("a condition that everybody may meet keeps nobody out", () => {
  const tls = { test: "Bool", variable: "aws:SecureTransport", values: ["true"] };
  expect(ids({ condition: [amr("authenticated"), tls] })).toEqual(["trust-without-aud high"]);
  expect(ids({ condition: [aud(POOL), tls] })).toEqual(["trust-without-amr medium"]);
});

const beside = (second: Body): Parts => ({
  data: { aws_iam_policy_document: { trust: { statement: [SOUND, second].map(trustStatement) } } },
});

describe("a provider that is named beside Cognito", () => {
  const github = "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com";
  const company = "arn:aws:iam::111111111111:oidc-provider/login.example.com";
  const is = (variable: string, value: string, test = "StringEquals"): Body => ({ test, variable, values: [value] });
  const ofAws = is("token.actions.githubusercontent.com:aud", "sts.amazonaws.com");
  const EVERYBODY = ["trust-for-everybody high"];

  test.each<[string, string, Body[], string[]]>([
    ["lets in the users of every app", "graph.facebook.com", [], EVERYBODY],
    ["lets in the app's own users", "graph.facebook.com", [is("graph.facebook.com:app_id", "7346241598935552")], []],
    ["lets in the app's own users by aud", "accounts.google.com", [is("accounts.google.com:aud", "app.example")], []],
    ["lets in every repository", github, [ofAws], EVERYBODY],
    ["lets in every repository by a pattern", github, [ofAws, is(SUB_OF_GITHUB, "*", "StringLike")], EVERYBODY],
    ["lets in one repository", github, [ofAws, is(SUB_OF_GITHUB, "repo:example/app:*", "StringLike")], []],
    ["has its own clients in IAM", company, [], []],
  ])("%s: %s", (_, provider, condition, expected) => {
    expect(ids(SOUND, beside({ ...principals("Federated", provider), condition }))).toEqual(expected);
  });
});

test("the aud of another provider is an app, and no pool", () => {
  const google = {
    ...principals("Federated", "accounts.google.com"),
    condition: [
      { test: "StringEquals", variable: "accounts.google.com:aud", values: ["1-a.apps.googleusercontent.com"] },
    ],
  };
  const both = (pool: string): Parts => ({
    pool: {},
    data: {
      aws_iam_policy_document: {
        trust: { statement: [{ condition: [aud(pool), amr("authenticated")] }, google].map(trustStatement) },
      },
    },
  });
  expect(ids(SOUND, both("${aws_cognito_identity_pool.app.arn}"))).toEqual(["role-out-of-reach medium"]);
  const { aws_iam_role } = configuration().resource;
  const { data } = both(OTHER);
  expect(reviewAccess({ resource: { aws_iam_role }, data }).pools.map(({ id }) => id)).toEqual([OTHER]);
});

describe("beside a sound statement, another one", () => {
  const forGuests = amr("unauthenticated");

  test.each<[string, Body, string[]]>([
    ["lets in the guests of every pool", { condition: [forGuests] }, ["trust-without-aud high"]],
    ["lets in the guests of another pool", { condition: [aud(OTHER), forGuests] }, ["trust-for-everybody medium"]],
    [
      "lets in the users of another pool",
      { condition: [aud(OTHER), amr("authenticated")] },
      ["trust-for-everybody medium"],
    ],
    ["names everybody and asks the same", { ...principals("*", "*"), ...SOUND }, ["trust-for-everybody medium"]],
    [
      "lets in everybody",
      { actions: ["sts:AssumeRole"], ...principals("AWS", "*"), condition: [] },
      ["trust-for-everybody high"],
    ],
    ["lets in the guests of this pool", { condition: [aud(POOL), forGuests] }, []],
  ])("%s", (_, second, expected) => {
    const found = ids(SOUND, beside(second)).filter((one) => !one.startsWith("trust-without-amr"));
    expect(found).toEqual(expected);
  });
});

test("a deny in the trust policy counts", () => {
  const open = { ...assumable, ...principals("AWS", "*"), condition: undefined };
  const deny = { effect: "Deny", actions: ["sts:AssumeRole"], ...principals("AWS", "*"), condition: undefined };
  const trust = { statement: [open, deny].map(trustStatement) };
  expect(ids(SOUND, { data: { aws_iam_policy_document: { trust } } })).not.toContain("trust-for-everybody high");
});
