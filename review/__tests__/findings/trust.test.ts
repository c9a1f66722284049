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
    [
      "but of one organization",
      {
        ...assumable,
        ...principals("AWS", "*"),
        condition: [{ test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-1"] }],
      },
    ],
  ])("%s it is not", (_, trust) => {
    expect(ids(trust)).not.toContain("trust-for-everybody high");
  });

  test("in name alone, where what else it asks keeps others out", () => {
    expect(ids({ ...principals("*", "*"), ...SOUND })).toEqual(["trust-for-everybody medium"]);
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
    ["if it compares aud with *", equal("*"), /compares aud with \*/],
    ["if it compares aud with a name", equal("app"), /compares aud with app/],
    ["if it compares aud with a user pool's client", equal("1h57kf5cpq17m0eml12EXAMPLE"), /which is no pool's id/],
  ])("%s", (_, trust, reason) => {
    expect(ids(trust)).toContain("role-out-of-reach medium");
    expect(ids(trust)).not.toContain("trust-for-another-pool high");
    expect(findings(trust).find(({ id }) => id === "role-out-of-reach")?.reason).toMatch(reason);
  });

  test("of guests too, if it asks for signed-in users", () => {
    const attachment = { roles: { unauthenticated: "${aws_iam_role.user.arn}" } };
    expect(ids(SOUND, { attachment })).toEqual(["role-out-of-reach medium"]);
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

test("a role that trusts another pool in this one's place is said to do that, and nothing else", () => {
  expect(ids({ condition: [aud(OTHER), amr("authenticated")] })).toEqual(["trust-for-another-pool high"]);
});

test("a condition that everybody may meet keeps nobody out", () => {
  const tls = { test: "Bool", variable: "aws:SecureTransport", values: ["true"] };
  expect(ids({ condition: [amr("authenticated"), tls] })).toEqual(["trust-without-aud high"]);
  expect(ids({ condition: [aud(POOL), tls] })).toEqual(["trust-without-amr medium"]);
});

test("a deny in the trust policy counts", () => {
  const document = configuration({
    pool: ID,
    trust: { ...assumable, ...principals("AWS", "*"), condition: undefined },
  });
  const data = document.data as Record<string, Record<string, { statement: unknown[] }>>;
  const deny = trustStatement({
    effect: "Deny",
    actions: ["sts:AssumeRole"],
    ...principals("AWS", "*"),
    condition: undefined,
  });
  data.aws_iam_policy_document?.trust?.statement.push(deny);
  expect(reviewAccess(document).findings.map(({ id }) => id)).not.toContain("trust-for-everybody");
});
