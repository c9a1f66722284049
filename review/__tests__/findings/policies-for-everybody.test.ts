/** Policies of resources that let in everybody, in the shapes that people write: which of them let one user at what another
 *  keeps. */
import { reviewAccess, type Finding } from "../../src";
import { configuration, SUB, type Body, type Parts } from "../configuration";

const B = "arn:aws:s3:::uploads";
const OWN: readonly Body[] = [
  { actions: ["s3:GetObject", "s3:PutObject"], resources: [`${B}/private/${SUB}/*`] },
  { actions: ["s3:GetObject"], resources: [`${B}/protected/${SUB}/*`] },
];

const when = (operator: string, key: string, ...values: string[]): Body => ({
  Condition: { [operator]: { [key]: values } },
});
const everybody = (Action: string | string[], Resource: string | string[], rest: Body = {}): Body => ({
  Effect: "Allow",
  Principal: "*",
  Action,
  Resource,
  ...rest,
});

function found(statements: readonly Body[], parts: Parts = {}, type = "aws_s3_bucket_policy"): Finding[] {
  const document = configuration({ statements: OWN, ...parts });
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  Object.assign(document.resource, { [type]: { open: { bucket: "uploads", policy } }, ...parts.resource });
  return reviewAccess(document).findings.filter(({ id }) => id === "others-data-within-reach");
}

const ROLE = "${aws_iam_role.user.arn}";
const ROLES_LIKE_IT = "arn:aws:iam::111122223333:role/us*";
const DENY_HTTP: Body = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [B, `${B}/*`],
  ...when("Bool", "aws:SecureTransport", "false"),
};

describe("lets users at others' data", () => {
  test.each<[string, string, Body[]]>([
    ["as a website's policy does", "high", [everybody("s3:GetObject", `${B}/*`)]],
    ["by a principal of AWS", "high", [everybody("s3:GetObject", `${B}/*`, { Principal: { AWS: "*" } })]],
    ["by a list of principals", "high", [everybody("s3:GetObject", `${B}/*`, { Principal: { AWS: ["*"] } })]],
    ["beside a deny of plain HTTP", "high", [DENY_HTTP, everybody("s3:*", [B, `${B}/*`])]],
    ["by one action", "high", [everybody("s3:PutObject", `${B}/private/*`)]],
    ["by a listing", "medium", [everybody("s3:ListBucket", B)]],
    ["where all read what each writes", "medium", [everybody("s3:GetObject", `${B}/protected/*`)]],
    [
      "if a header says so",
      "high",
      [everybody("s3:*", `${B}/*`, when("StringLike", "aws:Referer", "https://a.org/*"))],
    ],
    [
      "of the account",
      "high",
      [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:PrincipalAccount", "111122223333"))],
    ],
    ["of the organization", "high", [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:PrincipalOrgID", "o-1"))]],
    ["of roles like it", "high", [everybody("s3:*", `${B}/*`, when("ArnLike", "aws:PrincipalArn", ROLES_LIKE_IT))]],
    ["from anywhere", "high", [everybody("s3:*", `${B}/*`, when("IpAddress", "aws:SourceIp", "0.0.0.0/0"))]],
    [
      "but administrators",
      "high",
      [{ ...everybody("s3:*", `${B}/*`), Principal: undefined, NotPrincipal: { AWS: "1" } }],
    ],
    [
      "with a deny for all but the role",
      "high",
      [
        everybody("s3:GetObject", `${B}/*`),
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: `${B}/*`,
          ...when("ArnNotEquals", "aws:PrincipalArn", ROLE),
        },
      ],
    ],
    [
      "with a deny for all but some, the role among them",
      "high",
      [
        everybody("s3:GetObject", `${B}/*`),
        {
          Effect: "Deny",
          NotPrincipal: { AWS: ["arn:aws:iam::1:role/admin", ROLE] },
          Action: "s3:*",
          Resource: `${B}/*`,
        },
      ],
    ],
    [
      "on conditions that are not modelled",
      "high",
      [everybody("s3:GetObject", `${B}/*`, when("StringResembles", "aws:UserAgent", "x"))],
    ],
  ])("%s: %s", (_, severity, statements) => {
    expect(found(statements)).toMatchObject([{ severity, address: "aws_s3_bucket_policy.open" }]);
  });

  test("whatever the permissions boundary allows, but not against a deny of it", () => {
    const cap = (...statements: Body[]): Parts => ({
      role: { permissions_boundary: "${aws_iam_policy.cap.arn}" },
      resource: {
        aws_iam_policy: { cap: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }) } },
      },
    });
    const website = [everybody("s3:GetObject", `${B}/*`)];
    const all = { Effect: "Allow", Action: "s3:*", Resource: `${B}/private/*` };
    expect(found(website, cap(all))).toHaveLength(1);
    expect(found(website, cap(all, { Effect: "Deny", Action: "s3:GetObject", Resource: `${B}/*` }))).toEqual([]);
  });

  test("where a deny may be for another role, and an allow may be for this one", () => {
    const [allowed, like] = [everybody("s3:GetObject", `${B}/*`), when("ArnLike", "aws:PrincipalArn", ROLES_LIKE_IT)];
    const role = { name: "${var.name}" };
    expect(found([allowed, { ...DENY_HTTP, ...like }], { role })).toHaveLength(1);
    expect(found([{ ...allowed, ...like }], { role })).toHaveLength(1);
  });

  test("where a deny compares a pattern as a text, so that it never applies", () => {
    const denied = { ...DENY_HTTP, ...when("StringEquals", "aws:PrincipalArn", ROLES_LIKE_IT) };
    expect(found([everybody("s3:GetObject", `${B}/*`), denied])).toHaveLength(1);
  });

  test("said once, where the bucket shows the policy too", () => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [everybody("s3:GetObject", `${B}/*`)] });
    const resource = { aws_s3_bucket: { uploads: { id: "uploads", bucket: "uploads", policy } } };
    expect(found([everybody("s3:GetObject", `${B}/*`)], { resource })).toHaveLength(1);
  });

  test("through an access point of their bucket, or one that may be", () => {
    const arn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/app";
    const account = when("StringEquals", "s3:DataAccessPointAccount", "111122223333");
    const through = (bucket: string | undefined, folder: string): Finding[] =>
      found([everybody("s3:GetObject", `${arn}/object/${folder}`, account)], {
        resource: bucket === undefined ? {} : { aws_s3_access_point: { app: { name: "app", arn, bucket } } },
      });
    expect(through("uploads", "*")).toMatchObject([{ severity: "high", address: "aws_s3_bucket_policy.open" }]);
    expect(through("other", "*")).toEqual([]);
    expect(through(undefined, "*")).toMatchObject([
      { severity: "high", title: expect.stringContaining("may let") as string },
    ]);
    expect(through(undefined, "public/*")).toEqual([]);
  });

  test("though a deny of the role asks who it is", () => {
    const condition = [{ test: "ArnNotEquals", variable: "aws:PrincipalArn", values: [ROLE] }];
    const guard = [{ effect: "Deny", actions: ["s3:*"], resources: ["*"], condition }];
    expect(found([everybody("s3:GetObject", `${B}/*`)], { guard })).toHaveLength(1);
  });

  test("rows of a table, by the table's policy", () => {
    const TABLE = "arn:aws:dynamodb:eu-west-1:1:table/t";
    const rows: Body = {
      actions: ["dynamodb:GetItem"],
      resources: [TABLE],
      condition: [{ test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [SUB] }],
    };
    const policy = (statement: Body): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const of = (resource_arn: string): Finding[] =>
      found([], {
        statements: [rows],
        resource: {
          aws_dynamodb_resource_policy: { t: { resource_arn, policy: policy(everybody("dynamodb:Query", "*")) } },
        },
      });
    expect(of(TABLE)).toMatchObject([{ severity: "high", address: "aws_dynamodb_resource_policy.t" }]);
    expect(of(`${TABLE}2`)).toEqual([]);
    // It may be the table, as long as Terraform has yet to make it.
    expect(of("${aws_dynamodb_table.t.arn}")).toHaveLength(1);
  });
});

describe("the policy of an API, whose resources begin with the stage", () => {
  const own = {
    actions: ["execute-api:Invoke"],
    resources: [`arn:aws:execute-api:eu-west-1:1:a1b2c3/*/GET/users/${SUB}/*`],
  };
  const invoke = (Resource: string, rest: Body = {}): Body => everybody("execute-api:Invoke", Resource, rest);
  const of = (api: Body, ...statements: Body[]): Finding[] => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const resource = { aws_api_gateway_rest_api_policy: { open: { ...api, policy } } };
    return found([], { statements: [own], resource });
  };
  const ALL = "execute-api:/*";

  test.each<[string, Body, Body[], number]>([
    ["all of it", { rest_api_id: "a1b2c3" }, [invoke(ALL)], 1],
    ["all of an API that is to be made", { rest_api_id: "${aws_api_gateway_rest_api.a.id}" }, [invoke(ALL)], 1],
    ["one path", { rest_api_id: "a1b2c3" }, [invoke("execute-api:/prod/GET/users/*")], 1],
    ["another path", { rest_api_id: "a1b2c3" }, [invoke("execute-api:/prod/GET/news")], 0],
    ["another API", { rest_api_id: "d4e5f6" }, [invoke(ALL)], 0],
    [
      "all of it, and nobody else's network",
      { rest_api_id: "a1b2c3" },
      [invoke(ALL), { ...invoke(ALL), Effect: "Deny", ...when("NotIpAddress", "aws:SourceIp", "198.51.100.0/24") }],
      0,
    ],
    [
      "but for what a deny leaves",
      { rest_api_id: "a1b2c3" },
      [
        invoke(ALL),
        { ...invoke("", { Resource: undefined, NotResource: ["execute-api:/prod/GET/news"] }), Effect: "Deny" },
      ],
      0,
    ],
  ])("%s", (_, api, statements, count) => {
    expect(of(api, ...statements)).toHaveLength(count);
  });

  test("shown at the API itself", () => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [invoke(ALL)] });
    const at = (id: string): Finding[] =>
      found([], { statements: [own], resource: { aws_api_gateway_rest_api: { a: { id, policy } } } });
    expect(at("a1b2c3")).toMatchObject([{ severity: "high", address: "aws_api_gateway_rest_api.a" }]);
    expect(at("d4e5f6")).toEqual([]);
  });
});

describe("lets no user at others' data", () => {
  test.each<[string, Body[]]>([
    ["in a folder of its own", [everybody("s3:GetObject", `${B}/public/*`)]],
    ["in another bucket", [everybody("s3:GetObject", "arn:aws:s3:::website/*")]],
    ["in a folder of the user's", [everybody("s3:GetObject", `${B}/private/\${cognito-identity.amazonaws.com:sub}/*`)]],
    ["for a service", [everybody("s3:GetObject", `${B}/*`, { Principal: { Service: "cloudfront.amazonaws.com" } })]],
    ["for the account, whose roles need grants", [everybody("s3:*", `${B}/*`, { Principal: { AWS: "111122223333" } })]],
    ["denied", [DENY_HTTP]],
    ["from an office", [everybody("s3:*", `${B}/*`, when("IpAddress", "aws:SourceIp", "198.51.100.0/24"))]],
    ["through an endpoint", [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:SourceVpce", "vpce-1"))]],
    ["for services of AWS", [everybody("s3:*", `${B}/*`, when("Bool", "aws:PrincipalIsAWSService", "true"))]],
    ["through services of AWS", [everybody("s3:*", `${B}/*`, when("Bool", "aws:ViaAWSService", "true"))]],
    [
      "through Athena",
      [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:CalledViaFirst", "athena.amazonaws.com"))],
    ],
    ["for one service", [everybody("s3:*", `${B}/*`, when("StringLike", "aws:PrincipalServiceName", "*"))]],
    ["through the account's endpoints", [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:VpceAccount", "1"))]],
    ["for services of the organization", [everybody("s3:*", `${B}/*`, when("StringLike", "aws:SourceOrgID", "*"))]],
    ["through an access point", [everybody("*", `${B}/*`, when("StringEquals", "s3:DataAccessPointAccount", "1"))]],
    [
      "for a distribution",
      [everybody("s3:GetObject", `${B}/*`, when("ArnLike", "AWS:SourceArn", "arn:aws:cf::1:d/E"))],
    ],
    ["for another role", [everybody("s3:*", `${B}/*`, when("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::1:role/x"))]],
    [
      "against a deny for all but another role",
      [
        everybody("s3:GetObject", `${B}/*`),
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: `${B}/*`,
          ...when("StringNotLike", "aws:PrincipalArn", "arn:aws:iam::1:role/admin"),
        },
      ],
    ],
    [
      "for other roles",
      [everybody("s3:*", `${B}/*`, when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::1:role/admin*"))],
    ],
    ["for a pattern as a text", [everybody("s3:*", `${B}/*`, when("StringEquals", "aws:PrincipalArn", ROLES_LIKE_IT))]],
    [
      "against a deny for roles like it",
      [everybody("s3:GetObject", `${B}/*`), { ...DENY_HTTP, ...when("ArnLike", "aws:PrincipalArn", ROLES_LIKE_IT) }],
    ],
    [
      "against a deny for all but one",
      [
        everybody("s3:GetObject", `${B}/*`),
        { Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::1:role/admin" }, Action: "s3:*", Resource: `${B}/*` },
      ],
    ],
  ])("%s", (_, statements) => {
    expect(found(statements)).toEqual([]);
  });

  test("where the role denies it", () => {
    const guard = [{ effect: "Deny", actions: ["s3:*"], not_resources: [`${B}/private/${SUB}/*`] }];
    expect(found([everybody("s3:GetObject", `${B}/private/*`)], { guard })).toEqual([]);
  });
});
