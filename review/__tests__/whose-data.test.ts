/** Whose data a grant reaches: asked in a small world of me, another user, and what each keeps. */
import { reviewAccess, type Grant, type Whose } from "../src";
import { configuration, SUB, type Body, type Parts } from "./configuration";

function grants(statements: Body[], parts: Parts = {}): Grant[] {
  const { resource, ...others } = parts;
  const document = configuration({ statements, ...others });
  Object.assign(document.resource, resource);
  return reviewAccess(document).pools.flatMap(({ roles }) => roles.flatMap((role) => role.grants));
}

/** Of each pair of statement and action, in the order of the policy. */
function whose(statements: Body[], parts: Parts = {}): Whose[] {
  return grants(statements, parts).map((grant) => grant.whose);
}

const on = (actions: string | string[], resources: string | string[], ...condition: Body[]): Body => ({
  actions: [actions].flat(),
  resources: [resources].flat(),
  condition,
});
const when = (test: string, variable: string, ...values: string[]): Body => ({ test, variable, values });

const B = "arn:aws:s3:::b";
const TABLE = "arn:aws:dynamodb:eu-west-1:1:table/t";
const OWN_FOLDER = on(["s3:GetObject", "s3:PutObject"], `${B}/${SUB}/*`);
const OWN_ROWS = on(
  ["dynamodb:GetItem", "dynamodb:PutItem"],
  TABLE,
  when("ForAllValues:StringEquals", "dynamodb:LeadingKeys", SUB),
);

/** Tags that the pool's one provider maps from claims. */
const tags = (principal_tags: Record<string, string>): Parts => ({
  resource: {
    aws_cognito_identity_pool_provider_principal_tag: {
      tags: {
        identity_pool_id: "${aws_cognito_identity_pool.app.id}",
        identity_provider_name: "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_x",
        principal_tags,
        use_defaults: false,
      },
    },
  },
});

describe("a name with one's own id", () => {
  test.each<[string, Whose]>([
    [`${B}/${SUB}/*`, "own"],
    [`${B}/${SUB}*`, "own"],
    [`${B}/${SUB}`, "own"],
    [`${B}/private/${SUB}/avatar.png`, "own"],
    [`arn:aws:iot:*:*:topic/app/${SUB}/*`, "own"],
    [`arn:aws:execute-api:eu-west-1:1:api/*/*/users/${SUB}/*`, "own"],
    [`arn:aws:cognito-sync:*:*:identitypool/*/identity/${SUB}/dataset/*`, "others"],
    // The id may stand in what is another's: b/OTHER/ME/file is in his folder.
    [`${B}/*/${SUB}/*`, "others"],
    [`${B}/*${SUB}*`, "others"],
    [`${B}/*${SUB}`, "others"],
    [`${B}/*/${SUB}`, "others"],
    [`${B}/uploads/*-${SUB}.png`, "others"],
    [`arn:aws:s3:::*/${SUB}/*`, "others"],
    [`arn:aws:s3:::app-*/${SUB}/*`, "others"],
    [`arn:aws:iot:*:*:topic/*/${SUB}/in`, "others"],
  ])("as in %s is %s", (resource, expected) => {
    const [, , service = ""] = resource.split(":");
    const action = { s3: "s3:PutObject", iot: "iot:Publish", "execute-api": "execute-api:Invoke" }[service];
    expect(whose([on(action ?? "cognito-sync:UpdateRecords", resource)])).toEqual([expected]);
  });

  test.each<[string, Whose]>([
    ["&{aws:username, 'public'}/*", "shared"],
    ["&{aws:PrincipalTag/team,'public'}/*", "shared"],
    ["&{aws:username, 'private'}/*", "others"],
    [`private/${SUB.replace("}", ", 'x'}")}/*`, "own"],
  ])("or the default of a variable that has no value, as in %s, is %s", (name, expected) => {
    const own = on("s3:GetObject", `${B}/private/${SUB}/*`);
    expect(grants([own, on("s3:GetObject", `${B}/${name}`)])).toMatchObject([
      { effect: "allowed", whose: "own" },
      { effect: "allowed", whose: expected },
    ]);
  });

  test("in another's folder is others', unless a deny keeps everybody to a folder of his own", () => {
    const anyFolder = on("s3:PutObject", `${B}/*${SUB}*`);
    expect(whose([OWN_FOLDER, anyFolder])).toEqual(["own", "others"]);
    const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: [`${B}/${SUB}/*`] }];
    expect(grants([anyFolder], { guard })).toMatchObject([{ effect: "limited", whose: "own" }]);
  });
});

describe("what a statement keeps for each user is others' to a second one that reaches past it", () => {
  test.each<[string, Body, Body, Whose]>([
    ["folders, by a wildcard", OWN_FOLDER, on("s3:GetObject", `${B}/*`), "others"],
    ["folders, by a wildcard in the middle", OWN_FOLDER, on("s3:GetObject", `${B}/*/avatar.png`), "others"],
    ["folders, by a wildcard that reaches over colons", OWN_FOLDER, on("s3:GetObject", "arn:aws:s3:*:b/*"), "others"],
    ["folders, by a wildcard elsewhere", OWN_FOLDER, on("s3:GetObject", `${B}/public/*`), "shared"],
    ["folders, in another bucket", OWN_FOLDER, on("s3:GetObject", "arn:aws:s3:::c/*"), "shared"],
    ["folders, by a listing", OWN_FOLDER, on("s3:ListBucket", B), "others"],
    ["folders, by the bucket's policy", OWN_FOLDER, on("s3:PutBucketPolicy", B), "others"],
    ["folders, by where the bucket is", OWN_FOLDER, on("s3:GetBucketLocation", B), "shared"],
    [
      "tagged queues, by another service",
      on("sqs:*", "*", when("StringEquals", "aws:ResourceTag/owner", SUB)),
      on("sns:Publish", "*"),
      "shared",
    ],
    ["folders, by another service", OWN_FOLDER, on("sqs:SendMessage", "*"), "shared"],
    ["rows, by a scan", OWN_ROWS, on("dynamodb:Scan", TABLE), "others"],
    ["rows, by a read without the condition", OWN_ROWS, on("dynamodb:GetItem", TABLE), "others"],
    ["rows, by an index", OWN_ROWS, on("dynamodb:Query", `${TABLE}/index/by-date`), "others"],
    ["rows, by a copy of the table", OWN_ROWS, on("dynamodb:ExportTableToPointInTime", TABLE), "others"],
    ["rows, by what the table is like", OWN_ROWS, on("dynamodb:DescribeTable", TABLE), "shared"],
    ["rows, of another table", OWN_ROWS, on("dynamodb:Scan", `${TABLE}2`), "shared"],
    [
      "tagged objects, by a read without the condition",
      on("s3:GetObject", `${B}/*`, when("StringEquals", "s3:ExistingObjectTag/owner", SUB)),
      on("s3:GetObject", `${B}/*`),
      "others",
    ],
  ])("%s", (_, first, second, expected) => {
    const [kept, past] = [whose([first])[0], whose([first, second]).at(-1)];
    expect([kept, past]).toEqual(["own", expected]);
  });

  test("a policy without version keeps nothing for users: a variable in it is plain text", () => {
    const statement = { Effect: "Allow", Action: "s3:*", Resource: `${B}/${SUB}/*`.replace("&{", "$$${") };
    const old = { role: "user", policy: JSON.stringify({ Statement: statement }) };
    const document = configuration({ statements: [on("s3:GetObject", `${B}/*`)] });
    Object.assign(document.resource.aws_iam_role_policy ?? {}, { old });
    const [role] = reviewAccess(document).pools.flatMap(({ roles }) => roles);
    expect(role?.grants.map((grant) => grant.whose)).toEqual(["shared", "none"]);
  });

  test("a folder of one's own stays one's own, whatever a tag on what lies there says", () => {
    const tagged = on("s3:GetObject", `${B}/*`, when("StringEquals", "s3:ExistingObjectTag/owner", SUB));
    expect(whose([OWN_FOLDER, tagged])[0]).toBe("own");
  });

  test("in another role of the same pool", () => {
    const document = configuration({ statements: [on("s3:GetObject", `${B}/*`)] });
    const roles = { authenticated: "${aws_iam_role.user.arn}", unauthenticated: "${aws_iam_role.guest.arn}" };
    Object.assign(document.resource.aws_cognito_identity_pool_roles_attachment?.app ?? {}, { roles });
    Object.assign(document.resource.aws_iam_role ?? {}, {
      guest: { name: "guest", assume_role_policy: "${data.aws_iam_policy_document.trust.json}" },
    });
    Object.assign(document.resource.aws_iam_role_policy ?? {}, {
      guest: {
        role: "${aws_iam_role.guest.id}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: { Effect: "Allow", Action: "s3:PutObject", Resource: `${B}/${SUB.replace("&", "$$$")}/*` },
        }),
      },
    });
    const all = reviewAccess(document).pools.flatMap(({ roles: all }) => all.flatMap((role) => role.grants));
    expect(all.map((grant) => grant.whose)).toEqual(["others", "own"]);
  });
});

describe("a bucket that is named here and referred to there is one bucket", () => {
  const bucket = (values: Body): Parts => ({ resource: { aws_s3_bucket: { uploads: values } } });
  const named = bucket({ bucket: "uploads-of-app" });
  const NAME = "arn:aws:s3:::uploads-of-app";
  const REFERENCE = "${aws_s3_bucket.uploads.arn}";

  test.each([
    [NAME, REFERENCE],
    [REFERENCE, NAME],
    ["arn:aws:s3:::${aws_s3_bucket.uploads.id}", NAME],
    ["arn:aws:s3:::${aws_s3_bucket.uploads.bucket}", REFERENCE],
  ])("%s beside %s", (first, second) => {
    const own = on("s3:GetObject", `${first}/private/${SUB}/*`);
    expect(whose([own, on("s3:GetObject", `${second}/*`)], named)).toEqual(["own", "others"]);
    expect(whose([own, on("s3:ListBucket", second)], named)).toEqual(["own", "others"]);
  });

  test("a Deny that spares the bucket by reference spares it by name", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: [`${REFERENCE}/*`] }];
    const statements = [OWN_FOLDER, on("s3:GetObject", `${NAME}/*`), on("s3:PutObject", `${NAME}/${SUB}/*`)];
    expect(whose(statements, { guard, ...named })).toEqual(["none", "others", "own"]);
  });

  test("not if the configuration gives it no name, or another one", () => {
    const statements = [on("s3:GetObject", `${REFERENCE}/${SUB}/*`), on("s3:GetObject", `${NAME}/*`)];
    expect(whose(statements, bucket({ bucket_prefix: "uploads-" }))).toEqual(["own", "shared"]);
    expect(whose(statements, bucket({ bucket: "other" }))).toEqual(["own", "shared"]);
    expect(whose(statements, bucket({ bucket: "${var.bucket}" }))).toEqual(["own", "shared"]);
  });

  test("that a variable names, here and there", () => {
    const statements = [
      on("s3:GetObject", `${REFERENCE}/${SUB}/*`),
      on("s3:GetObject", "arn:aws:s3:::${var.bucket}/*"),
    ];
    expect(whose(statements, bucket({ bucket: "${var.bucket}" }))).toEqual(["own", "others"]);
  });

  test("in the partition of the policy", () => {
    const statements = [
      on("s3:GetObject", `${REFERENCE}/${SUB}/*`),
      on("s3:GetObject", "arn:aws-us-gov:s3:::uploads-of-app/*"),
    ];
    expect(whose(statements, named)).toEqual(["own", "others"]);
  });
});

describe("an access point", () => {
  const AP = "arn:aws:s3:eu-west-1:111122223333:accesspoint/app";
  const points = (values: Body): Parts => ({
    resource: {
      aws_s3_bucket: { b: { bucket: "b" } },
      aws_s3_access_point: { app: { name: "app", ...values } },
    },
  });
  const OF_B = [
    { bucket: "b" },
    { bucket: "b", arn: AP },
    { bucket: "${aws_s3_bucket.b.id}" },
    { bucket: "${aws_s3_bucket.b.bucket}", arn: AP },
  ];
  const reading = (resource: string): Body => on("s3:GetObject", resource);
  const own = reading(`${B}/private/${SUB}/*`);
  const ownThroughPoint = reading(`${AP}/object/private/${SUB}/*`);

  test.each(OF_B)("of the bucket reaches what is in it: %j", (values) => {
    const parts = points(values);
    expect(whose([own, reading(`${AP}/object/private/*`)], parts)).toEqual(["own", "others"]);
    expect(whose([own, reading(`${AP}/object/*`)], parts)).toEqual(["own", "others"]);
    expect(whose([own, on("s3:ListBucket", AP)], parts)).toEqual(["own", "others"]);
    expect(whose([own, reading(`${AP}/object/public/*`)], parts)).toEqual(["own", "shared"]);
    expect(whose([own, ownThroughPoint], parts)).toEqual(["own", "own"]);
    expect(whose([ownThroughPoint, reading(`${B}/*`)], parts)).toEqual(["own", "others"]);
    expect(whose([ownThroughPoint, on("s3:ListBucket", B)], parts)).toEqual(["own", "others"]);
  });

  test("that a policy refers to is the same one", () => {
    const parts = points({ bucket: "b" });
    const byReference = "${aws_s3_access_point.app.arn}/object";
    expect(whose([own, reading(`${byReference}/*`)], parts)).toEqual(["own", "others"]);
    expect(whose([reading(`${byReference}/private/${SUB}/*`), reading(`${B}/*`)], parts).at(-1)).toBe("others");
  });

  test("is one of a bucket in its own partition", () => {
    const inGov = (arn: string): Body => reading(arn.replace("arn:aws:", "arn:aws-us-gov:"));
    const statements = [inGov(`${AP}/object/private/${SUB}/*`), inGov(`${B}/*`)];
    expect(whose(statements, points({ bucket: "b" }))).toEqual(["own", "others"]);
  });

  test("of two of one bucket reaches what is kept through the other", () => {
    const resource = { aws_s3_access_point: { app: { name: "app", bucket: "b" }, all: { name: "all", bucket: "b" } } };
    const all = reading(`${AP.replace("app", "all")}/object/*`);
    expect(whose([ownThroughPoint, all], { resource })).toEqual(["own", "others"]);
  });

  test("reaches rows of no key that binds the bucket's objects, by the same key", () => {
    const tagged = on("s3:GetObject", `${B}/*`, when("StringEquals", "s3:ExistingObjectTag/owner", SUB));
    expect(whose([tagged, reading(`${AP}/object/*`)], points({ bucket: "b" }))).toEqual(["own", "others"]);
  });

  test("is none of the buckets that a NotResource leaves out", () => {
    const butBuckets = { actions: ["s3:*"], not_resources: ["arn:aws:s3:::*"] };
    const { resource } = points({ bucket: "b", arn: AP });
    const capped = boundary(cap("s3:*", "arn:aws:s3:*:*:accesspoint/*"));
    const parts = { ...capped, resource: { ...resource, ...capped.resource } };
    expect(whose([own, butBuckets], parts).at(-1)).toBe("others");
  });

  test("of another bucket reaches nothing of this one", () => {
    expect(whose([own, reading(`${AP}/object/*`)], points({ bucket: "c" }))).toEqual(["own", "shared"]);
    expect(whose([ownThroughPoint, reading(`${B}/*`)], points({ bucket: "c" }))).toEqual(["own", "shared"]);
  });

  test("may be one that the file does not have, where a pattern names several", () => {
    const some = reading("arn:aws:s3:*:*:accesspoint/*/object/private/*");
    expect(whose([own, some], points({ bucket: "c" }))).toEqual(["own", "unknown"]);
  });

  test("is itself a place: what one statement keeps there, another one reaches", () => {
    expect(whose([ownThroughPoint, reading(`${AP}/object/*`)])).toEqual(["own", "others"]);
    expect(whose([ownThroughPoint, on("s3:ListBucket", AP)])).toEqual(["own", "others"]);
    const ownList = on("s3:ListBucket", AP, when("StringLike", "s3:prefix", `private/${SUB}/*`));
    expect(whose([ownThroughPoint, ownList])).toEqual(["own", "own"]);
  });

  test.each([
    ["by its folder", AP, "/object/private/*"],
    ["as a whole", AP, "/object/*"],
    ["of several regions", "arn:aws:s3::111122223333:accesspoint/m1.mrap", "/object/private/*"],
    ["any", "arn:aws:s3:*:*:accesspoint/*", "/object/*"],
  ])(
    "whose bucket the file does not say is not evaluated, if users keep something by such a name: %s",
    (_, arn, object) => {
      const unknown = { effect: "not-evaluated", whose: "unknown" };
      expect(grants([own, reading(`${arn}${object}`)])[1]).toMatchObject(unknown);
      expect(grants([own, on("s3:ListBucket", arn)])[1]).toMatchObject(unknown);
      expect(whose([own, reading(`${arn}/object/public/*`)])).toEqual(["own", "shared"]);
      expect(whose([own, on("s3:GetAccessPoint", arn)])).toEqual(["own", "shared"]);
      expect(whose([reading(`${arn}${object}`)])).toEqual(["shared"]);
      const kept = reading(
        `${arn.replace("*", "eu-west-1").replace("*", "1").replace("*", "x")}/object/private/${SUB}/*`,
      );
      expect(grants([kept, reading(`${B}/*`)])[1]).toMatchObject(unknown);
      expect(whose([kept, reading(`${B}/public/*`)])).toEqual(["own", "shared"]);
    },
  );
});

/** A permissions boundary of the role. */
const boundary = (...statements: Body[]): Parts => ({
  role: { permissions_boundary: "${aws_iam_policy.boundary.arn}" },
  resource: {
    aws_iam_policy: {
      boundary: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }).replaceAll("&{", "$$$${") },
    },
  },
});
const cap = (Action: string | string[], Resource: string | string[], rest: Body = {}): Body => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});

test("a permissions boundary names the pool's datasets, however it comes by the pool's id", () => {
  const leaves = (id: string, identity: string): Whose[] =>
    whose(
      [on("cognito-sync:*", "*")],
      boundary(cap("cognito-sync:*", `arn:aws:cognito-sync:*:*:identitypool/${id}/identity/${identity}`)),
    );
  for (const id of ["${local.pool_id}", "${one(aws_cognito_identity_pool.app[*].id)}"])
    expect([leaves(id, "*"), leaves(id, `${SUB}/*`)]).toEqual([["others"], ["own"]]);
});

describe("what a permissions boundary leaves of a grant on more", () => {
  const THREE = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
  test.each<[string, Body, Body[], Partial<Grant>]>([
    ["a bucket", on("s3:*", "*"), [cap(THREE, `${B}/*`)], { limitedTo: [`${B}/*`], whose: "others" }],
    ["three actions", on("*", "*"), [cap(THREE, "*")], { whose: "others" }],
    ["one action", on("*", "*"), [cap("s3:GetObjectVersion", "*")], { whose: "others" }],
    ["actions of both patterns", on("s3:Get*", "*"), [cap("s3:*Version", `${B}/*`)], { whose: "others" }],
    ["public folders", on("s3:*", "*"), [cap("s3:*", `${B}/*/public/*`)], { whose: "others" }],
    ["a part of a bucket", on("s3:*", `${B}/*`), [cap("s3:*", `${B}/shared/*`)], { whose: "shared" }],
    ["one's own folder", on("s3:*", "*"), [cap("s3:*", `${B}/${SUB}/*`)], { whose: "own" }],
    [
      "all but what a deny of it takes away",
      on("s3:*", "*"),
      [cap("*", "*"), { Effect: "Deny", Action: "s3:*", NotResource: `${B}/*` }],
      { limitedTo: [`${B}/*`], whose: "others" },
    ],
    [
      "a file in every folder, by a deny of it",
      on("s3:*", `${B}/*`),
      [cap("*", "*"), { Effect: "Deny", Action: "s3:*", NotResource: `${B}/*/avatar.png` }],
      { limitedTo: [`${B}/*/avatar.png`], whose: "others" },
    ],
    [
      "the user's own, by a deny of it",
      on("s3:*", "*"),
      [cap("*", "*"), { Effect: "Deny", Action: "s3:*", NotResource: `${B}/${SUB}/*` }],
      { limitedTo: [`${B}/${SUB.replace("&", "$")}/*`], whose: "own" },
    ],
  ])("%s", (_, grant, statements, expected) => {
    expect(grants([OWN_FOLDER, grant], boundary(...statements)).at(-1)).toMatchObject({
      effect: "limited",
      cause: "boundary",
      ...expected,
    });
  });

  test("nothing, where the two have nothing in common", () => {
    expect(grants([on("s3:*", `${B}/*`)], boundary(cap("s3:*", "arn:aws:s3:::c/*")))).toMatchObject([
      { effect: "denied", cause: "boundary", whose: "none" },
    ]);
  });
});

test("an action that several statements leave alone only together is asked about", () => {
  const deny = (...NotAction: string[]): Body => ({ Effect: "Deny", NotAction, Resource: "*" });
  const guard = [{ effect: "Deny", not_actions: ["s3:*Version", "dynamodb:Query"], resources: ["*"] }];
  const capped = (...denies: Body[]): Parts => ({
    guard,
    ...boundary({ Effect: "Allow", NotAction: "s3:*Object", Resource: "*" }, ...denies),
  });
  const everything = on("*", "*");
  expect(whose([OWN_FOLDER, everything], capped(deny("s3:Get*"))).at(-1)).toBe("others");
  expect(whose([OWN_FOLDER, everything], capped(deny("s3:Get*"), deny("s3:*ct*", "sqs:*"))).at(-1)).toBe("others");
});

test("what several denies leave alone together is asked about", () => {
  const deny = (...not_resources: string[]): Body => ({ effect: "Deny", actions: ["s3:*"], not_resources });
  const guard = [deny(`${B}/*/public/*`, "arn:aws:s3:::c/*"), deny(`${B}/*`)];
  expect(whose([OWN_FOLDER, on("s3:GetObject", "*")], { guard }).at(-1)).toBe("others");
  expect(whose([OWN_FOLDER, on("s3:GetObject", "*")], { guard: [...guard, deny(`${B}/${SUB}/*`)] }).at(-1)).not.toBe(
    "others",
  );
});

describe("a pattern of identity ids", () => {
  const known = { pool: { id: "us-east-1:11111111-2222-3333-4444-555555555555" } };
  const inOtherFolder = (pattern: string, parts: Parts): Whose | undefined =>
    whose([OWN_FOLDER, on("s3:GetObject", `${B}/${pattern}`)], parts)[1];
  const LENGTH = 46;

  test.each(["us-east-1:*", "us-*", "*:*", "u*", "?".repeat(8) + "*", "?".repeat(LENGTH) + "/*", "us-east-1:9*"])(
    "such as %s reaches others, in a name, a key, a listing and a condition",
    (pattern) => {
      for (const parts of [known, {}]) {
        if (pattern.startsWith("?".repeat(LENGTH)) && parts !== known) continue;
        expect(inOtherFolder(pattern, parts)).toBe("others");
        const rows = on("dynamodb:GetItem", TABLE, when("ForAllValues:StringLike", "dynamodb:LeadingKeys", pattern));
        if (!pattern.endsWith("/*")) expect(whose([OWN_ROWS, rows], parts).at(-1)).toBe("others");
        const listing = on("s3:ListBucket", B, when("StringLike", "s3:prefix", pattern));
        expect(whose([OWN_FOLDER, listing], parts).at(-1)).toBe("others");
        const session = when("StringLike", "cognito-identity.amazonaws.com:sub", pattern.replace("/*", ""));
        expect(whose([OWN_FOLDER, on("s3:GetObject", `${B}/*`, session)], parts).at(-1)).toBe("others");
      }
    },
  );

  test("of another region reaches nobody", () => {
    expect(inOtherFolder("eu-west-1:*", known)).toBe("shared");
    const session = when("StringLike", "cognito-identity.amazonaws.com:sub", "eu-west-1:*");
    expect(whose([OWN_FOLDER, on("s3:GetObject", `${B}/*`, session)], known).at(-1)).toBe("none");
  });

  test("of any region may be the pool's on a first plan", () => {
    expect(inOtherFolder("ap-southeast-2:*", {})).toBe("others");
  });

  test("that is one id names a user who is another to all but one", () => {
    const admin = "us-east-1:99999999-2222-3333-4444-555555555555";
    expect(inOtherFolder(`${admin}/*`, known)).toBe("others");
    const session = when("StringEquals", "cognito-identity.amazonaws.com:sub", admin);
    expect(whose([OWN_FOLDER, on("s3:GetObject", `${B}/*`, session)], known).at(-1)).toBe("others");
  });

  test("that a deny spares leaves others within reach", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: [`${B}/us-east-1:9*`] }];
    expect(whose([OWN_FOLDER, on("s3:GetObject", `${B}/*`)], { ...known, guard }).at(-1)).toBe("others");
  });

  test("equal to one's own id, in a deny of all others, still keeps them out", () => {
    const guard = [
      {
        effect: "Deny",
        ...on("s3:*", `${B}/*`, when("StringNotEquals", "cognito-identity.amazonaws.com:sub", SUB)),
      },
    ];
    expect(grants([OWN_FOLDER], { ...known, guard })[0]).toMatchObject({ whose: "own" });
  });
});

describe("a listing shows others' folders", () => {
  const FOLDER = on("s3:GetObject", `${B}/private/${SUB}/*`);
  const list = (...conditions: Body[]): Whose | undefined =>
    whose([FOLDER, on("s3:ListBucket", B, ...conditions)]).at(-1);
  const slash = when("StringEquals", "s3:delimiter", "/");

  test.each<[string, Body[], Whose]>([
    ["without a prefix", [], "others"],
    ["with an empty one", [when("StringEquals", "s3:prefix", "")], "others"],
    ["with an empty one among others", [when("StringLike", "s3:prefix", "", `private/${SUB}/*`)], "others"],
    ["with no prefix asked for", [when("Null", "s3:prefix", "true")], "others"],
    ["with a prefix that need not be there", [when("StringLikeIfExists", "s3:prefix", `private/${SUB}/*`)], "others"],
    ["with the folder above", [when("StringEquals", "s3:prefix", "private/")], "others"],
    ["with the folder above, without its slash", [when("StringEquals", "s3:prefix", "private")], "others"],
    [
      "with one that must be there, an empty one or the folder above",
      [when("StringLike", "s3:prefix", "", "private/"), when("Null", "s3:prefix", "false")],
      "others",
    ],
    ["with what it begins with", [when("StringEquals", "s3:prefix", "pri")], "others"],
    ["with the folder above and a delimiter", [when("StringEquals", "s3:prefix", "private/"), slash], "others"],
    ["not with the bucket's top and a delimiter", [when("StringEquals", "s3:prefix", ""), slash], "shared"],
    [
      "with the bucket's top and no delimiter",
      [when("StringEquals", "s3:prefix", ""), when("Null", "s3:delimiter", "true")],
      "others",
    ],
    ["not with a slash, which is no beginning of it", [when("StringEquals", "s3:prefix", "/")], "shared"],
    ["not with one's own folder", [when("StringLike", "s3:prefix", `private/${SUB}/*`)], "own"],
    ["not with a folder that only begins alike", [when("StringLike", "s3:prefix", "private/x*")], "shared"],
  ])("%s", (_, conditions, expected) => {
    expect(list(...conditions)).toBe(expected);
  });

  test("by what a deny of other prefixes spares", () => {
    const spared = when("StringNotLike", "s3:prefix", "", `private/${SUB}/*`);
    const guard = [{ effect: "Deny", ...on("s3:ListBucket", B, spared) }];
    expect(whose([FOLDER, on("s3:ListBucket", B)], { guard }).at(-1)).toBe("others");
  });
});

describe("all rows of a table", () => {
  const keys = when("ForAllValues:StringEquals", "dynamodb:LeadingKeys", SUB);
  const select = (...conditions: Body[]): Whose | undefined =>
    whose([on("dynamodb:PartiQLSelect", TABLE, ...conditions)])[0];

  test("are read by a statement of PartiQL, whose request then has no leading key", () => {
    expect(select(keys)).toBe("others");
    expect(select(keys, when("Bool", "dynamodb:FullTableScan", "false"))).toBe("own");
    expect(select(keys, when("Null", "dynamodb:LeadingKeys", "false"))).toBe("own");
    expect(select(when("ForAnyValue:StringEquals", "dynamodb:LeadingKeys", SUB))).toBe("others");
    expect(whose([on("dynamodb:PartiQLUpdate", TABLE, keys)])).toEqual(["own"]);
  });

  test("are read by a statement of PartiQL unless a deny keeps it from reading the whole table", () => {
    const scan = {
      effect: "Deny",
      ...on("dynamodb:PartiQLSelect", TABLE, when("Bool", "dynamodb:FullTableScan", "true")),
    };
    expect(whose([on("dynamodb:PartiQLSelect", TABLE, keys)], { guard: [scan] })).toEqual(["own"]);
  });

  test.each<[string, Whose]>([
    ["dynamodb:GetRecords", "others"],
    ["dynamodb:GetShardIterator", "shared"],
    ["dynamodb:DescribeStream", "shared"],
  ])("come through its stream, with %s: %s", (action, expected) => {
    expect(whose([OWN_ROWS, on(action, `${TABLE}/stream/*`)]).at(-1)).toBe(expected);
  });
});

describe("a condition binds", () => {
  const write = (test: string, key: string, ...values: string[]): Whose[] =>
    whose([on("s3:PutObjectTagging", `${B}/*`, when(test, key, ...values))]);

  test.each<[string, string]>([
    ["StringEquals", "s3:ExistingObjectTag/owner"],
    ["StringLike", "s3:ExistingObjectTag/owner"],
    ["StringEquals", "aws:ResourceTag/owner"],
    ["StringEquals", "s3:BucketTag/owner"],
  ])("with %s, by the key about what is stored %s", (test, key) => {
    expect(write(test, key, SUB)).toEqual(["own"]);
  });

  test.each<[string, string]>([
    ["StringEquals", "s3:RequestObjectTag/owner"],
    ["StringEquals", "aws:RequestTag/owner"],
    ["StringEquals", "s3:x-amz-meta-owner"],
    ["StringEquals", "aws:userid"],
    ["StringEqualsIfExists", "s3:RequestObjectTag/owner"],
  ])("nothing, with %s, by the key %s that the caller sends", (test, key) => {
    expect(write(test, key, SUB)).toEqual(["shared"]);
    expect(whose([OWN_FOLDER, on("s3:PutObject", `${B}/*`, when(test, key, SUB))])).toEqual(["own", "others"]);
  });

  test("nothing for what has no tag, with IfExists or a negation", () => {
    expect(write("StringEqualsIfExists", "s3:ExistingObjectTag/owner", SUB)).toEqual(["shared"]);
    expect(write("StringNotEquals", "s3:ExistingObjectTag/owner", SUB)).toEqual(["others"]);
  });

  test("nothing beside a value that is nobody's", () => {
    expect(write("StringEquals", "s3:ExistingObjectTag/owner", SUB, "everybody")).toEqual(["shared"]);
  });

  test("nothing for an action whose requests do not have the key", () => {
    const tagged = when("StringEqualsIfExists", "s3:ExistingObjectTag/owner", SUB);
    expect(whose([on("s3:PutObject", `${B}/*`, tagged)])).toEqual(["others"]);
  });

  test("each row of a batch with ForAllValues, and not with ForAnyValue", () => {
    const rows = (test: string, action: string): Whose[] =>
      whose([on(action, TABLE, when(test, "dynamodb:LeadingKeys", SUB))]);
    expect(rows("ForAllValues:StringEquals", "dynamodb:BatchGetItem")).toEqual(["own"]);
    expect(rows("ForAnyValue:StringEquals", "dynamodb:BatchGetItem")).toEqual(["others"]);
    expect(rows("ForAnyValue:StringEquals", "dynamodb:BatchWriteItem")).toEqual(["others"]);
    expect(rows("ForAnyValue:StringEquals", "dynamodb:GetItem")).toEqual(["own"]);
    expect(rows("ForAllValues:StringLike", "dynamodb:Query")).toEqual(["own"]);
  });

  test("rows whose key begins with one's own id, and not those that may begin with another's", () => {
    const rows = (value: string): Whose[] =>
      whose([on("dynamodb:Query", TABLE, when("ForAllValues:StringLike", "dynamodb:LeadingKeys", value))]);
    expect(rows(`USER#${SUB}#*`)).toEqual(["own"]);
    expect(rows("USER#*")).toEqual(["shared"]);
  });

  test("in a deny as well as in an allow", () => {
    const others = when("ForAnyValue:StringNotEquals", "dynamodb:LeadingKeys", SUB);
    const statements = [on("dynamodb:GetItem", TABLE)];
    expect(whose(statements)).toEqual(["shared"]);
    expect(whose(statements, { guard: [{ effect: "Deny", ...on("dynamodb:*", TABLE, others) }] })).toEqual(["own"]);
    const guard = [{ effect: "Deny", ...on("dynamodb:*", TABLE, others) }];
    expect(whose([on("dynamodb:Scan", TABLE)], { guard })).toEqual(["others"]);
  });
});

test("a name with the pool's id in it is shared by the pool's users", () => {
  const folder = `${B}/&{cognito-identity.amazonaws.com:aud}/*`;
  expect(grants([on("s3:GetObject", folder)])).toMatchObject([{ effect: "allowed", whose: "shared" }]);
  expect(whose([on("s3:GetObject", folder), OWN_FOLDER])).toEqual(["shared", "own"]);
});

describe("a principal tag", () => {
  const folder = on("s3:PutObject", `${B}/&{aws:PrincipalTag/who}/*`);

  test.each(["sub", "cognito:username"])("from the claim %s names one user", (claim) => {
    expect(whose([folder], tags({ who: claim }))).toEqual(["own"]);
    expect(whose([folder, on("s3:GetObject", `${B}/*`)], tags({ who: claim }))).toEqual(["own", "others"]);
    const rows = on(
      "dynamodb:GetItem",
      TABLE,
      when("ForAllValues:StringEquals", "dynamodb:LeadingKeys", "&{aws:PrincipalTag/who}"),
    );
    expect(whose([rows], tags({ who: claim }))).toEqual(["own"]);
  });

  test.each(["custom:team", "cognito:groups", "email", "aud"])("from the claim %s names no one user", (claim) => {
    expect(whose([folder], tags({ who: claim }))).toEqual(["shared"]);
    expect(whose([folder, on("s3:GetObject", `${B}/*`)], tags({ who: claim }))).toEqual(["shared", "others"]);
  });

  test("from different claims of two providers names no one user", () => {
    const { resource } = tags({ who: "sub" });
    const [provider] = Object.values(resource?.aws_cognito_identity_pool_provider_principal_tag ?? {}) as Body[];
    const other = { ...provider, identity_provider_name: "accounts.google.com", principal_tags: { who: "email" } };
    const two = { aws_cognito_identity_pool_provider_principal_tag: { one: provider, other } };
    expect(whose([folder], { resource: two })).toEqual(["shared"]);
  });

  describe.each(["cognito:username", "custom:team", "preferred_username"])("from the claim %s", (claim) => {
    const WHO = "&{aws:PrincipalTag/who}";
    const rows = (value: string): Body =>
      on("dynamodb:Query", TABLE, when("ForAllValues:StringLike", "dynamodb:LeadingKeys", value));
    const listing = (prefix: string): Body => on("s3:ListBucket", B, when("StringLike", "s3:prefix", prefix));

    test.each([
      ["a folder", on("s3:GetObject", `${B}/${WHO}*`), on("s3:GetObject", `${B}/${WHO}/*`)],
      ["a folder with more behind", on("s3:GetObject", `${B}/${WHO}-*`), on("s3:GetObject", `${B}/${WHO}-files/*`)],
      ["rows", rows(`${WHO}*`), rows(`${WHO}#*`)],
      ["rows with more behind", rows(`${WHO}_*`), rows(`${WHO}_notes`)],
      ["a listing", listing(`${WHO}*`), listing(`${WHO}/*`)],
      ["a listing without a slash", listing(WHO), listing(`${WHO}/`)],
    ])("reaches users whose names begin alike where nothing ends it: %s", (_, open, ended) => {
      const own = [folder, rows(WHO)];
      expect(whose([...own, open], tags({ who: claim })).at(-1)).toBe("others");
      expect(whose([...own, ended], tags({ who: claim }))).not.toContain("others");
    });

    test("reaches users whose names begin alike where a permissions boundary, or what a deny spares, has no end to it", () => {
      const everything = on("s3:GetObject", `${B}/*`);
      const only = (name: string): Whose | undefined => {
        const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: [`${B}/${name}`] }];
        const capped = boundary(cap("s3:*", `${B}/${name}`));
        const resource = { ...tags({ who: claim }).resource, ...capped.resource };
        const byBoundary = whose([folder, everything], { ...capped, resource }).at(-1);
        const byDeny = whose([folder, everything], { guard, ...tags({ who: claim }) }).at(-1);
        return byBoundary === byDeny ? byDeny : undefined;
      };
      expect(only(`${WHO}.*`)).toBe("others");
      expect(only(`${WHO}*`)).toBe("others");
      expect(only("a*")).toBe("others");
      expect(only(`${WHO}/*`)).not.toBe("others");
    });

    test("a pattern of a part of a name reaches others, a folder that all share does not", () => {
      const reading = (name: string): Body => on("s3:GetObject", `${B}/${name}`);
      for (const name of ["a*", "al?ce*/notes/*", "b*.txt"]) {
        expect(whose([folder, reading(name)], tags({ who: claim })).at(-1)).toBe("others");
      }
      expect(whose([folder, reading("public/*")], tags({ who: claim })).at(-1)).toBe("shared");
    });
  });

  test("from a claim of one length begins no other user's, but a pattern may have a part of it", () => {
    const own = on("s3:GetObject", `${B}/&{aws:PrincipalTag/who}*`);
    expect(whose([own], tags({ who: "sub" }))).toEqual(["own"]);
    expect(whose([folder, on("s3:GetObject", `${B}/a*`)], tags({ who: "sub" }))).toEqual(["own", "others"]);
    expect(whose([folder, on("s3:GetObject", `${B}/public*`)], tags({ who: "sub" }))).toEqual(["own", "shared"]);
  });

  test("may have the value that a condition asks for", () => {
    const red = on("s3:GetObject", `${B}/red/*`, when("StringEquals", "aws:PrincipalTag/team", "red"));
    expect(grants([red], tags({ team: "custom:team" }))).toMatchObject([{ effect: "allowed", whose: "shared" }]);
    expect(grants([red])).toMatchObject([{ effect: "denied" }]);
  });
});

test.each([
  when("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "authenticated"),
  when("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "graph.facebook.com"),
  when("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr", "*:eu-west-1_x:CognitoSignIn:*"),
])("a grant to who signed in with one provider reaches what it names: %j", (condition) => {
  expect(whose([OWN_FOLDER, on(["s3:GetObject"], `${B}/*`, condition)])).toContain("others");
});
