/** What a plan changes about who may do what, fact by fact; and what is not a change. */
import type { Grant } from "../src/access/grants";
import { changesBetween } from "../src/changes";
import { changeWords } from "../src/formats/words";
import type { PoolAccess, RoleAccess } from "../src/pool-access";

const GOOGLE = "accounts.google.com";
const CLIENT = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x:client";
const RULE = { claim: "hd", matchType: "Equals", value: "example.com", role: "arn:aws:iam::1:role/a" };

function pool(parts: Partial<PoolAccess> = {}): PoolAccess {
  return {
    address: "pool.p",
    name: "app",
    id: "eu-west-1:1",
    allowUnauthenticatedIdentities: false,
    allowClassicFlow: false,
    signIns: [],
    roles: [],
    roleMappings: [],
    principalTags: [],
    ...parts,
  };
}

function role(...grants: Partial<Grant>[]): RoleAccess {
  return {
    address: "role.r",
    name: "r",
    recipients: [{ kind: "signed-in" }],
    guestsOnly: false,
    policiesNotEvaluated: 0,
    grants: grants.map((parts, i) => ({
      policy: "policy.x",
      statement: { policy: "policy.x", number: i + 1 },
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::b/*"],
      conditions: [],
      whose: "shared",
      effect: "allowed",
      decidedBy: [],
      ...parts,
    })),
  };
}

/** Each change on a line, as in the review's text. */
function lines(before: readonly PoolAccess[], after: readonly PoolAccess[]): string[] {
  return changesBetween(before, after).map((change) => {
    const words = changeWords(change);
    return `${change.kind} ${change.address}: ${words.what}: ${words.before} -> ${words.after}`;
  });
}

const between = (before: Partial<PoolAccess>, after: Partial<PoolAccess>): string[] =>
  lines([pool(before)], [pool(after)]);
const ofRole = (before: Partial<Grant>[], after: Partial<Grant>[]): string[] =>
  between({ roles: [role(...before)] }, { roles: [role(...after)] });

test("the first deployment adds everything, and the last one takes everything away", () => {
  const all = pool({ roles: [role({})] });
  expect(lines([], [all])).toEqual([
    "added pool.p: guests:  -> off",
    "added pool.p: classic flow:  -> off",
    "added role.r: given to:  -> signed-in users",
    "added policy.x: may s3:GetObject on arn:aws:s3:::b/*:  -> shared data",
  ]);
  expect(lines([all], [])).toEqual([
    "removed pool.p: guests: off -> ",
    "removed pool.p: classic flow: off -> ",
    "removed role.r: given to: signed-in users -> ",
    "removed policy.x: may s3:GetObject on arn:aws:s3:::b/*: shared data -> ",
  ]);
});

test("two pools have facts of their own", () => {
  const other = { ...pool(), address: "pool.q" };
  expect(lines([pool()], [pool(), other])).toEqual([
    "added pool.q: guests:  -> off",
    "added pool.q: classic flow:  -> off",
  ]);
});

test("a role of two pools is given by each of them", () => {
  const shared = role({});
  const other = (roles: RoleAccess[]): PoolAccess => ({ ...pool({ roles }), address: "pool.q" });
  const ofGuests: RoleAccess = { ...shared, recipients: [{ kind: "guests" }] };
  const given = "role.r: given to";
  for (const order of [(all: PoolAccess[]) => all, (all: PoolAccess[]) => all.toReversed()]) {
    const both = order([pool({ roles: [shared] }), other([shared])]);
    expect(lines(both, order([pool({ roles: [shared] }), other([ofGuests])]))).toEqual([
      `changed ${given}: signed-in users -> guests`,
    ]);
    expect(lines(both, order([pool({ roles: [shared] }), other([])]))).toEqual([
      `removed ${given}: signed-in users -> `,
    ]);
  }
});

test.each<[string, Partial<PoolAccess>, Partial<PoolAccess>, string[]]>([
  [
    "settings",
    {},
    { allowUnauthenticatedIdentities: true, allowClassicFlow: "unknown" },
    ["changed pool.p: guests: off -> on", "changed pool.p: classic flow: off -> known only when Terraform runs"],
  ],
  [
    "a way to sign in, and its token check",
    { signIns: [{ kind: "social-login", provider: GOOGLE, appId: "1" }] },
    { signIns: [{ kind: "user-pool-client", provider: CLIENT, serverSideTokenCheck: true }] },
    [
      `added pool.p: sign-in with user pool client ${CLIENT}:  -> possible`,
      `added pool.p: token check for ${CLIENT}:  -> on`,
      `removed pool.p: sign-in with social login ${GOOGLE}: possible -> `,
    ],
  ],
  [
    "a token check",
    { signIns: [{ kind: "user-pool-client", provider: CLIENT, serverSideTokenCheck: true }] },
    { signIns: [{ kind: "user-pool-client", provider: CLIENT, serverSideTokenCheck: false }] },
    [`changed pool.p: token check for ${CLIENT}: on -> off`],
  ],
  [
    "one provider that is two kinds of sign-in",
    { signIns: [{ kind: "social-login", provider: GOOGLE }] },
    {
      signIns: [
        { kind: "social-login", provider: GOOGLE },
        { kind: "oidc-provider", provider: GOOGLE },
      ],
    },
    [`added pool.p: sign-in with OpenID Connect provider ${GOOGLE}:  -> possible`],
  ],
  [
    "a role mapping and one of its rules",
    {
      roleMappings: [
        { address: "a", identityProvider: GOOGLE, type: "Rules", ambiguousRoleResolution: "Deny", rules: [RULE, RULE] },
      ],
    },
    {
      roleMappings: [
        {
          address: "b",
          identityProvider: GOOGLE,
          type: "Rules",
          ambiguousRoleResolution: undefined,
          rules: [RULE, { ...RULE, matchType: "NotEqual" }],
        },
      ],
    },
    [
      `changed pool.p: role mapping for ${GOOGLE}: Rules, ambiguous roles: Deny -> Rules, ambiguous roles: not set`,
      `changed pool.p: rule 2 for ${GOOGLE}: hd is example.com: ${RULE.role} -> hd is not example.com: ${RULE.role}`,
    ],
  ],
  [
    "principal tags of two providers",
    {
      principalTags: [
        { address: "t", identityProvider: GOOGLE, tag: "team", claim: "hd" },
        { address: "t", identityProvider: CLIENT, tag: "team", claim: "sub" },
      ],
    },
    { principalTags: [{ address: "u", identityProvider: GOOGLE, tag: "team", claim: "email" }] },
    [
      `changed pool.p: tag team for ${GOOGLE}: claim hd -> claim email`,
      `removed pool.p: tag team for ${CLIENT}: claim sub -> `,
    ],
  ],
  [
    "who gets a role",
    { roles: [role()] },
    { roles: [{ ...role(), name: "renamed", recipients: [{ kind: "signed-in" }, { kind: "guests" }] }] },
    ["changed role.r: given to: signed-in users -> signed-in users; guests"],
  ],
])("%s", (_what, before, after, expected) => {
  expect(between(before, after)).toEqual(expected);
  expect(between(before, before)).toEqual([]);
  expect(between(after, after)).toEqual([]);
});

test.each<[string, Partial<Grant>[], Partial<Grant>[], string[]]>([
  [
    "one action more",
    [{ actions: ["s3:GetObject"] }],
    [{ actions: ["s3:GetObject", "s3:PutObject"] }],
    ["added policy.x: may s3:PutObject on arn:aws:s3:::b/*:  -> shared data"],
  ],
  [
    "one resource less",
    [{ resources: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"] }],
    [{ resources: ["arn:aws:s3:::b/*"] }],
    ["removed policy.x: may s3:GetObject on arn:aws:s3:::c/*: shared data -> "],
  ],
  [
    "the data that it reaches",
    [{ whose: "own" }],
    [{ whose: "others" }],
    ["changed policy.x: may s3:GetObject on arn:aws:s3:::b/*: the user's own data -> other users' data"],
  ],
  [
    "what is left of it",
    [{ effect: "limited", limitedTo: ["arn:aws:s3:::b/1"] }],
    [{ effect: "limited" }],
    [
      "changed policy.x: may s3:GetObject on arn:aws:s3:::b/*: shared data, limited to arn:aws:s3:::b/1 -> shared data, limited",
    ],
  ],
  [
    "a condition that goes",
    [{ conditions: [{ operator: "Bool", key: "aws:SecureTransport", values: ["true"] }] }],
    [{}],
    [
      "added policy.x: may s3:GetObject on arn:aws:s3:::b/*:  -> shared data",
      "removed policy.x: may s3:GetObject on arn:aws:s3:::b/*: shared data if Bool aws:SecureTransport: true -> ",
    ],
  ],
  [
    "a NotAction in the place of an Action",
    [{ actions: ["s3:GetObject", "s3:PutObject"] }],
    [{ actions: ["s3:GetObject", "s3:PutObject"], allActionsBut: true }],
    [
      "added policy.x: may everything but s3:GetObject, s3:PutObject on arn:aws:s3:::b/*:  -> shared data",
      "removed policy.x: may s3:GetObject on arn:aws:s3:::b/*: shared data -> ",
      "removed policy.x: may s3:PutObject on arn:aws:s3:::b/*: shared data -> ",
    ],
  ],
  [
    "a NotResource in the place of a Resource",
    [{ resources: ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"] }],
    [{ resources: ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"], allResourcesBut: true }],
    [
      "added policy.x: may s3:GetObject on everything but arn:aws:s3:::b/1, arn:aws:s3:::b/2:  -> shared data",
      "removed policy.x: may s3:GetObject on arn:aws:s3:::b/1: shared data -> ",
      "removed policy.x: may s3:GetObject on arn:aws:s3:::b/2: shared data -> ",
    ],
  ],
  [
    "a second statement on the same, that gives something else",
    [{ whose: "shared" }],
    [{ whose: "shared" }, { whose: "none", effect: "denied" }],
    ["changed policy.x: may s3:GetObject on arn:aws:s3:::b/*: shared data -> shared data; none (denied)"],
  ],
])("what a role may do: %s", (_what, before, after, expected) => {
  expect(ofRole(before, after)).toEqual(expected);
  expect(ofRole(before, before)).toEqual([]);
  expect(ofRole(after, after)).toEqual([]);
});

const IF_TWO = [
  { operator: "StringEquals", key: "aws:PrincipalTag/team", values: ["red", "blue"] },
  { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
];

test.each<[string, Partial<Grant>[], Partial<Grant>[]]>([
  [
    "a policy that is split",
    [{ actions: ["s3:GetObject", "s3:PutObject"] }],
    [{ actions: ["s3:PutObject"] }, { actions: ["s3:GetObject"], policy: "policy.y" }],
  ],
  ["a statement that is there twice", [{}], [{}, {}]],
  ["another order of statements", [{ whose: "own" }, { whose: "others" }], [{ whose: "others" }, { whose: "own" }]],
  [
    "another order in a NotAction",
    [{ actions: ["s3:Get*", "s3:Put*"], allActionsBut: true }],
    [{ actions: ["s3:Put*", "s3:Get*"], allActionsBut: true }],
  ],
  [
    "another order in a NotResource",
    [{ resources: ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"], allResourcesBut: true }],
    [{ resources: ["arn:aws:s3:::b/2", "arn:aws:s3:::b/1"], allResourcesBut: true }],
  ],
  [
    "another order of what is left",
    [{ effect: "limited", limitedTo: ["arn:aws:s3:::b/1", "arn:aws:s3:::b/2"] }],
    [{ effect: "limited", limitedTo: ["arn:aws:s3:::b/2", "arn:aws:s3:::b/1"] }],
  ],
  [
    "another order of conditions and their values",
    [{ conditions: IF_TWO }],
    [{ conditions: IF_TWO.map((one) => ({ ...one, values: one.values.toReversed() })).toReversed() }],
  ],
])("%s changes nothing", (_what, before, after) => {
  expect(ofRole(before, after)).toEqual([]);
});
