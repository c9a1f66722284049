/** Whom a trust policy lets take a role.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
import type { PolicyDocument } from "../../src/iam/policy-document";
import { canAssume, canBeAssumedFrom, type Caller } from "../../src/model/trust";
import { symbol } from "../../src/terraform-json/symbol";

const COGNITO = "cognito-identity.amazonaws.com";
const POOL = "eu-west-1:11111111-1111-1111-1111-111111111111";
const OTHER = "eu-west-1:22222222-2222-2222-2222-222222222222";
const TO_COME = symbol("aws_cognito_identity_pool.main.id");
const ACCOUNT = "111111111111";

type Conditions = Record<string, Record<string, string | string[]>>;

function role(...statements: object[]): Parameters<typeof canAssume>[0] {
  const document = { Version: "2012-10-17", Statement: statements } as unknown as PolicyDocument;
  return { trust: { document } as NonNullable<Parameters<typeof canAssume>[0]["trust"]> };
}

function allowing(conditions: Conditions, more: object = {}): object {
  return {
    Effect: "Allow",
    Principal: { Federated: COGNITO },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: conditions,
    ...more,
  };
}

const denying = (conditions: Conditions): object => allowing(conditions, { Effect: "Deny" });
const audIs = (...values: string[]) => ({ StringEquals: { [`${COGNITO}:aud`]: values } });
const audLike = (...values: string[]) => ({ StringLike: { [`${COGNITO}:aud`]: values } });
const amrIs = (...values: string[]) => ({ "ForAnyValue:StringEquals": { [`${COGNITO}:amr`]: values } });
const amrLike = (...values: string[]) => ({ "ForAnyValue:StringLike": { [`${COGNITO}:amr`]: values } });

const SOUND = role(allowing({ ...audIs(POOL), ...amrIs("authenticated") }));
const USER: Caller = { aud: POOL, amr: "authenticated" };
const GUEST: Caller = { aud: POOL, amr: "unauthenticated" };

const FACEBOOK = {
  provider: "graph.facebook.com",
  alternatives: [["authenticated", "graph.facebook.com"]],
  isKnown: true,
};
const either = {
  provider: "?",
  alternatives: [
    ["authenticated", "graph.facebook.com"],
    ["authenticated", "www.amazon.com"],
  ],
};

test.each<[string, Parameters<typeof canAssume>[0], Caller, ReturnType<typeof canAssume>]>([
  ["a user of the pool", SOUND, USER, true],
  ["no guest", SOUND, GUEST, false],
  ["a guest where it is for guests", role(allowing({ ...audIs(POOL), ...amrIs("unauthenticated") })), GUEST, true],
  ["no user of another pool", SOUND, { ...USER, aud: OTHER }, false],
  ["some user, by the pool", SOUND, { amr: "authenticated" }, "possible"],
  ["no guest of any pool", SOUND, { amr: "unauthenticated" }, false],
  ["nobody with tags, by an action of its own", SOUND, { ...USER, action: "sts:TagSession" }, false],
  ["nobody can tell whom, without a policy", { trust: { address: "aws_iam_role.user" } }, USER, undefined],
  [
    "nobody can tell whom, by an operator that IAM does not have",
    role(allowing({ Unheard: { a: "b" } })),
    USER,
    undefined,
  ],
  ["whoever is not denied", role(allowing(amrIs("authenticated")), denying(audIs(OTHER))), USER, true],
  ["nobody who is denied", role(allowing(amrIs("authenticated")), denying(audIs(POOL))), USER, false],

  // The token has a sub, whatever it is, and nothing of another provider's token.
  ["somebody, by sub", role(allowing({ StringEquals: { [`${COGNITO}:sub`]: "a" } })), USER, "possible"],
  ["everybody with a sub", role(allowing({ Null: { [`${COGNITO}:sub`]: "false" } })), USER, true],
  [
    "nobody, by another provider's aud",
    role(allowing({ StringEquals: { "accounts.google.com:aud": "a" } })),
    USER,
    false,
  ],
  ["nobody, without that", role(allowing({ Null: { "accounts.google.com:aud": "false" } })), USER, false],
  ["everybody, by what each request has", role(allowing({ Null: { "AWS:SourceIp": "false" } })), USER, true],
  ["somebody, by what not each request has", role(allowing({ Null: { "aws:SourceVpc": "false" } })), USER, "possible"],

  // In whichever case the key is, and with whichever partition's name.
  [
    "a user by keys in capitals",
    role(allowing({ StringEquals: { [`${COGNITO.toUpperCase()}:AUD`]: POOL } })),
    USER,
    true,
  ],
  [
    "a user by GovCloud's name",
    role(
      allowing(
        { StringEquals: { "cognito-identity-us-gov.amazonaws.com:aud": POOL } },
        { Principal: { Federated: "cognito-identity-us-gov.amazonaws.com" } },
      ),
    ),
    USER,
    true,
  ],
  [
    "a user by the name of a region that is not listed",
    role(
      allowing(
        { StringEquals: { "cognito-identity.eu-new-1.amazonaws.com:aud": POOL } },
        { Principal: { Federated: "cognito-identity.eu-new-1.amazonaws.com" } },
      ),
    ),
    USER,
    true,
  ],
  ["no user by Google's", role(allowing({}, { Principal: { Federated: "accounts.google.com" } })), USER, false],

  // Of a user amr has several values. AWS does not say which one an operator for one value compares.
  [
    "a user by one value of amr",
    role(allowing({ StringEquals: { [`${COGNITO}:amr`]: "authenticated" } })),
    USER,
    "possible",
  ],
  [
    "a guest by the one value of amr",
    role(allowing({ StringEquals: { [`${COGNITO}:amr`]: "unauthenticated" } })),
    GUEST,
    true,
  ],
  [
    "no user by a value that is not there",
    role(allowing({ StringEquals: { [`${COGNITO}:amr`]: "none" } })),
    { ...USER, provider: FACEBOOK },
    false,
  ],
  ["a user by none of the values", role(allowing({ StringNotEquals: { [`${COGNITO}:amr`]: "none" } })), USER, true],
  [
    "nobody can tell whom, by one of the values",
    role(allowing({ StringEquals: { [`${COGNITO}:amr`]: "authenticated" } }), {
      ...denying({ Unheard: { a: "b" }, StringEquals: { [`${COGNITO}:amr`]: "graph.facebook.com" } }),
    }),
    { ...USER, provider: FACEBOOK },
    undefined,
  ],

  // By the provider.
  ["a user of a provider", role(allowing(amrIs("graph.facebook.com"))), { ...USER, provider: FACEBOOK }, true],
  ["no user of another", role(allowing(amrIs("www.amazon.com"))), { ...USER, provider: FACEBOOK }, false],
  ["a user of any, by each name that it asks for", role(allowing(amrIs("graph.facebook.com"))), USER, true],
  [
    "a user who may be of either",
    role(allowing(amrIs("www.amazon.com"))),
    { ...USER, provider: { ...either, isKnown: false } },
    "possible",
  ],
  [
    "one of either, who is known",
    role(allowing(amrIs("www.amazon.com"))),
    { ...USER, provider: { ...either, isKnown: true } },
    true,
  ],
  [
    "whichever of either",
    role(allowing(amrIs("authenticated"))),
    { ...USER, provider: { ...either, isKnown: false } },
    true,
  ],

  [
    "nobody of either",
    role(allowing(amrIs("accounts.google.com"))),
    { ...USER, provider: { ...either, isKnown: false } },
    false,
  ],

  // Of a pool that AWS has not given its id to yet.
  [
    "one of either, of a pool to come",
    role(allowing({ ...audLike("eu-west-1:*"), ...amrIs("www.amazon.com") })),
    { ...USER, aud: TO_COME, provider: { ...either, isKnown: true } },
    "possible",
  ],
  ["a user of a pool to come, by itself", role(allowing(audIs(TO_COME))), { ...USER, aud: TO_COME }, true],
  [
    "a user of a pool to come, by a pattern",
    role(allowing(audLike("eu-west-1:*"))),
    { ...USER, aud: TO_COME },
    "possible",
  ],
  [
    "or by one of a single character",
    role(allowing(audLike(`${POOL.slice(0, -1)}?`))),
    { ...USER, aud: TO_COME },
    "possible",
  ],
  ["no user of a pool to come, by another's id", role(allowing(audIs(OTHER))), { ...USER, aud: TO_COME }, false],
  ["no user of a pool that is there, by its pattern", role(allowing(audLike("us-*"))), USER, false],
  [
    "no user of a pool to come, by a pattern of another",
    role(allowing(audLike(`${symbol("other.id")}*`))),
    { ...USER, aud: TO_COME },
    false,
  ],
  [
    "no guest of a pool to come, by a pattern for users",
    role(allowing({ ...audLike("eu-west-1:*"), ...amrLike("auth*") })),
    { ...GUEST, aud: TO_COME },
    false,
  ],
  [
    "a user of a pool to come, by one of two patterns",
    role(
      allowing({ ...audLike("eu-*"), ...amrIs("unauthenticated") }),
      allowing({ ...audLike("us-*"), ...amrIs("authenticated") }),
    ),
    { ...USER, aud: TO_COME },
    "possible",
  ],
])("lets in %s", (_who, trusting, caller, expected) => {
  expect(canAssume(trusting, caller)).toBe(expected);
});

const byAws = (principal: unknown, conditions: Conditions = {}) =>
  role({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", Condition: conditions });

test.each<[string, Parameters<typeof canAssume>[0], ReturnType<typeof canAssume>]>([
  ["its account is named", byAws({ AWS: `arn:aws:iam::${ACCOUNT}:root` }), true],
  ["its account's number is named", byAws({ AWS: ACCOUNT }), true],
  ["another is named", byAws({ AWS: "arn:aws:iam::222222222222:root" }), false],
  ["everybody is named", byAws("*"), true],
  ["Cognito is named", byAws({ Federated: COGNITO }), false],
  ["another action is allowed", role(allowing({}, { Principal: { AWS: "*" } })), false],
  ["its account is asked for", byAws("*", { StringEquals: { "aws:PrincipalAccount": ACCOUNT } }), true],
  ["another account is asked for", byAws("*", { StringEquals: { "aws:PrincipalAccount": "222222222222" } }), false],
  ["its ARN is asked for", byAws("*", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:*` } }), true],
  ["another ARN is asked for", byAws("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::222222222222:*" } }), false],
  ["an organization is asked for", byAws("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3" } }), false],
  ["any organization is asked for", byAws("*", { StringLike: { "aws:PrincipalOrgID": "*" } }), true],
  ["a role is asked for", byAws("*", { StringEquals: { "aws:PrincipalType": "AssumedRole" } }), true],
  ["a user is asked for", byAws("*", { StringEquals: { "aws:PrincipalType": "User" } }), false],
  ["an address is asked for", byAws("*", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }), "possible"],
  ["an external id is asked for", byAws("*", { StringEquals: { "sts:ExternalId": "a" } }), "possible"],
  ["nobody can tell", byAws("*", { Unheard: { "aws:SourceIp": "a" } }), undefined],
])("a role of another account may take it if %s: %p", (_what, trusting, expected) => {
  expect(canBeAssumedFrom(trusting, ACCOUNT)).toBe(expected);
});
