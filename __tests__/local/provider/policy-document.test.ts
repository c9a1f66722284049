import fc from "fast-check";
import { readDataSource } from "../../../local/provider/rpc/read-data-source";
import { validateDataSourceConfig } from "../../../local/provider/rpc/validate-data-source-config";
import type { ObjectValue } from "../../../local/provider/values";
import { fakeAws } from "./fake-aws";

const type = "aws_iam_policy_document";

async function rendered(config: ObjectValue): Promise<Record<string, string>> {
  return (await readDataSource({ type, config }, fakeAws().aws)) as Record<string, string>;
}

async function document(
  config: ObjectValue,
): Promise<{ Version: string; Id?: string; Statement: Record<string, unknown>[] }> {
  const { json = "" } = await rendered(config);
  return JSON.parse(json) as { Version: string; Statement: Record<string, unknown>[] };
}

const statement = (more: ObjectValue): ObjectValue => ({ actions: ["s3:GetObject"], resources: ["*"], ...more });

test("the guide's policy comes out as in the guide: actions in its order, `&{` as `${`, one value without a list", async () => {
  const { json, minified_json, id } = await rendered({
    statement: [
      { actions: ["cognito-identity:*", "cognito-sync:*", "mobileanalytics:PutEvents"], resources: ["*"] },
      { actions: ["s3:*"], resources: ["arn:aws:s3:::B/&{cognito-identity.amazonaws.com:sub}*"] },
    ],
  });
  expect(json).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "mobileanalytics:PutEvents",
        "cognito-sync:*",
        "cognito-identity:*"
      ],
      "Resource": "*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:*",
      "Resource": "arn:aws:s3:::B/\${cognito-identity.amazonaws.com:sub}*"
    }
  ]
}`);
  expect(minified_json).toBe(JSON.stringify(JSON.parse(json ?? "")));
  expect(id).toMatch(/^\d+$/);
});

test("a trust policy has its principal by type and its conditions by test and key, both sorted", async () => {
  const { Statement } = await document({
    statement: [
      {
        actions: ["sts:AssumeRoleWithWebIdentity"],
        principals: [{ type: "Federated", identifiers: ["cognito-identity.amazonaws.com"] }],
        condition: [
          { test: "StringEquals", variable: "cognito-identity.amazonaws.com:aud", values: ["pool"] },
          { test: "ForAnyValue:StringLike", variable: "cognito-identity.amazonaws.com:amr", values: ["authenticated"] },
        ],
      },
    ],
  });
  expect(JSON.stringify(Statement)).toBe(
    JSON.stringify([
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Condition: {
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
          StringEquals: { "cognito-identity.amazonaws.com:aud": "pool" },
        },
      },
    ]),
  );
});

test("conditions with the same test and key are joined, and their values keep their order", async () => {
  const { Statement } = await document({
    statement: [
      statement({
        condition: [
          { test: "StringLike", variable: "s3:prefix", values: ["b", "a"] },
          { test: "StringLike", variable: "s3:prefix", values: ["&{aws:username}"] },
        ],
      }),
    ],
  });
  expect(Statement[0]?.Condition).toEqual({ StringLike: { "s3:prefix": ["b", "a", "${aws:username}"] } });
});

test.each([
  ["everyone", [{ type: "*", identifiers: ["*"] }], "*"],
  ["every AWS account", [{ type: "AWS", identifiers: ["*"] }], { AWS: "*" }],
  ["two of a type", [{ type: "AWS", identifiers: ["1", "2"] }], { AWS: ["2", "1"] }],
  [
    "a type in two blocks",
    [
      { type: "AWS", identifiers: ["1"] },
      { type: "AWS", identifiers: ["2"] },
    ],
    { AWS: ["1", "2"] },
  ],
  [
    "two types",
    [
      { type: "Service", identifiers: ["a"] },
      { type: "AWS", identifiers: ["b"] },
    ],
    { AWS: "b", Service: "a" },
  ],
])("a principal that is %s", async (_, principals, expected) => {
  const { Statement } = await document({
    statement: [statement({ resources: [], principals, not_principals: principals })],
  });
  expect(Statement[0]).toMatchObject({ Principal: expected, NotPrincipal: expected });
});

test("the negations, the Sid, the effect and the document's own version and id are written", async () => {
  const policy = await document({
    version: "2008-10-17",
    policy_id: "mine",
    statement: [{ sid: "Guard", effect: "Deny", not_actions: ["a:b", "c:d"], not_resources: ["x"] }],
  });
  expect(JSON.stringify(policy)).toBe(
    `{"Version":"2008-10-17","Id":"mine","Statement":[{"Sid":"Guard","Effect":"Deny","NotAction":["c:d","a:b"],"NotResource":"x"}]}`,
  );
});

test("variables stay as they are in actions, which IAM takes literally", async () => {
  const { Statement } = await document({ statement: [statement({ actions: ["s3:&{x}"] })] });
  expect(Statement[0]?.Action).toBe("s3:&{x}");
});

test("characters that matter to HTML are escaped, as Go does", async () => {
  const { json = "" } = await rendered({ statement: [statement({ resources: ["a&b<c>"] })] });
  expect(json).toContain('"a\\u0026b\\u003cc\\u003e"');
});

describe("documents that are merged in", () => {
  const source = (sid: string, action: string, version = "2012-10-17") =>
    JSON.stringify({ Version: version, Statement: [{ Sid: sid, Effect: "Allow", Action: [action], Resource: "*" }] });

  test("sources come first, own statements replace equal Sids, overrides replace those", async () => {
    const { Statement } = await document({
      source_policy_documents: [source("A", "s:1"), source("B", "s:2")],
      statement: [statement({ sid: "B", actions: ["own:2"] }), statement({ sid: "C", actions: ["own:3"] })],
      override_policy_documents: [source("C", "over:3"), source("D", "over:4")],
    });
    expect(Statement.map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ["A", ["s:1"]],
      ["B", "own:2"],
      ["C", ["over:3"]],
      ["D", ["over:4"]],
    ]);
  });

  test("an equal Sid in two sources is refused, at the second one", async () => {
    const twice = document({ source_policy_documents: [source("A", "s:1"), source("A", "s:2")] });
    await expect(twice).rejects.toMatchObject({ problems: [{ attribute: ["source_policy_documents", 1] }] });
  });

  test("principals and conditions are taken apart and written again", async () => {
    const { Statement } = await document({
      source_policy_documents: [
        JSON.stringify({
          Statement: [
            { Effect: "Allow", Principal: "*", Action: "a:b", Condition: { Bool: { "aws:SecureTransport": true } } },
          ],
        }),
      ],
    });
    expect(Statement).toEqual([
      { Effect: "Allow", Principal: "*", Action: "a:b", Condition: { Bool: { "aws:SecureTransport": "true" } } },
    ]);
  });

  test("a document whose Statement is no list is refused, as Go's JSON refuses it", async () => {
    const one = document({ override_policy_documents: [`{"Statement": {"Effect": "Allow"}}`] });
    await expect(one).rejects.toThrow("not a list");
  });
});

test("a Sid twice in one document is refused", async () => {
  const twice = document({ statement: [statement({ sid: "A" }), statement({ sid: "A" })] });
  await expect(twice).rejects.toThrow("duplicate Sid (A)");
});

test("a variable in the old policy language, which has none, is refused", async () => {
  const old = document({ version: "2008-10-17", statement: [statement({ resources: ["&{x}"] })] });
  await expect(old).rejects.toMatchObject({ problems: [{ attribute: ["statement", 0, "resources"] }] });
});

test.each([
  [{ version: "2020-01-01" }, ["version"]],
  [{ source_json: "{}" }, ["source_json"]],
  [{ source_policy_documents: ["{}", "x"] }, ["source_policy_documents", 1]],
  [{ statement: [statement({}), statement({ effect: "allow" })] }, ["statement", 1, "effect"]],
])("%j is refused before it is read", (config, attribute) => {
  expect(validateDataSourceConfig({ type, config })).toMatchObject([{ attribute }]);
});

test("whatever order sets come in, the document is the same", async () => {
  const set = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(set, set, async (actions, resources) => {
      const there = await rendered({ statement: [{ actions, resources }] });
      const back = await rendered({
        statement: [{ actions: [...actions].reverse(), resources: [...resources].reverse() }],
      });
      expect(there.json).toBe(back.json);
    }),
  );
});
