import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { simulate } from "../../src";
import { ownRows } from "../../src/permissions/own-rows";
import type { OwnRowsOptions } from "../../src/permissions/own-rows";
import { pool } from "../identity-pool/pools";
import { problems } from "../support/synth";
import { granted, policy, problemsOf, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

const tableArn = "arn:aws:dynamodb:us-east-1:123456789012:table/notes";
const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = [
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
];

test("an index that is no name but the ARN of a resource is refused, with its place in the list", () => {
  const found = problems((stack) => {
    const { arn } = new S3Bucket(stack, "bucket", {});
    pool({}, ({ authenticatedRole }) => {
      authenticatedRole.grant(...ownRows({ tableArn, indexNames: ["by-date", arn] }));
    })(stack);
  });
  expect(found).toEqual([expect.stringContaining('ownRows: indexNames[1] is "${aws_s3_bucket.bucket.arn}"')]);
});

test("without options, one reads and writes rows whose key is one's identity id, and a call must say which", () => {
  expect(statementsOf(ownRows({ tableArn }))).toEqual([
    {
      sid: "OwnRows",
      effect: "Allow",
      actions: [...READ, ...WRITE],
      resources: [tableArn],
      condition: [
        {
          test: "ForAllValues:StringEquals",
          variable: "dynamodb:LeadingKeys",
          values: ["&{cognito-identity.amazonaws.com:sub}"],
        },
        { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] },
      ],
    },
  ]);
});

test.each<[OwnRowsOptions["access"], string[]]>([
  ["read", READ],
  ["write", WRITE],
  ["read-write", [...READ, ...WRITE]],
])("access %j gives no other actions than its own, and never Scan", (access, actions) => {
  expect(statementsOf(ownRows({ tableArn, access }))).toMatchObject([{ actions }]);
});

const ID = "&{cognito-identity.amazonaws.com:sub}";
const MUST_BE_THERE = { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] };

test.each<[Partial<OwnRowsOptions>, string, string[]]>([
  [{ keyPrefix: "USER#" }, "ForAllValues:StringEquals", [`USER#${ID}`]],
  [{ keySeparator: "#" }, "ForAllValues:StringLike", [ID, `${ID}#*`]],
  [{ keyPrefix: "USER#", keySeparator: "#" }, "ForAllValues:StringLike", [`USER#${ID}`, `USER#${ID}#*`]],
  [{ owner: "&{aws:PrincipalTag/user}" }, "ForAllValues:StringEquals", ["&{aws:PrincipalTag/user}"]],
])("with %j every key of a call must be (%s) one of %j", (options, operator, values) => {
  expect(statementsOf(ownRows({ tableArn, ...options }))).toMatchObject([
    { condition: [{ test: operator, variable: "dynamodb:LeadingKeys", values }, MUST_BE_THERE] },
  ]);
});

test("indexes are queried alone, by one's own key there", () => {
  expect(statementsOf(ownRows({ tableArn, indexNames: ["by-date", "by-title"] }))).toMatchObject([
    { sid: "OwnRows", resources: [tableArn] },
    {
      sid: "OwnRowsIndexes",
      actions: ["dynamodb:Query"],
      resources: [`${tableArn}/index/by-date`, `${tableArn}/index/by-title`],
      condition: [{ test: "ForAllValues:StringEquals", values: [ID] }, MUST_BE_THERE],
    },
  ]);
});

test.each([
  [[`USER#me`, `USER#me#2026`], "allowed"],
  [[`USER#me`, `USER#another`], "implicitDeny"],
  [["USER#me2"], "implicitDeny"],
  [[], "implicitDeny"],
])("a transaction on the keys %j is %s", async (keys, decision) => {
  const policies = [await policy(statementsOf(ownRows({ tableArn, keyPrefix: "USER#", keySeparator: "#" })))];
  const context = {
    "cognito-identity.amazonaws.com:sub": "me",
    ...(keys.length > 0 && { "dynamodb:LeadingKeys": keys }),
  };
  for (const action of ["dynamodb:PutItem", "dynamodb:ConditionCheckItem"]) {
    expect(simulate(policies, { action, resource: tableArn, context })).toBe(decision);
  }
});

test.each<[Partial<Record<keyof OwnRowsOptions, unknown>>, string]>([
  [{ tableArn: "notes" }, 'ownRows: tableArn is "notes": give an ARN of the form arn:aws:dynamodb:'],
  [{ tableArn: `${tableArn}/index/by-date` }, "ownRows: tableArn is "],
  // IAM knows no table without an account.
  [{ tableArn: "arn:aws:dynamodb:us-east-1::table/notes" }, "ownRows: tableArn is "],
  [{ keyPrefix: "USER*" }, 'ownRows: keyPrefix is "USER*"'],
  [{ keyPrefix: "USER#${cognito-identity.amazonaws.com:sub}" }, "ownRows: keyPrefix is "],
  [{ keySeparator: "" }, 'ownRows: keySeparator is ""'],
  [{ indexNames: [] }, "ownRows: indexNames is an empty list"],
  [{ indexNames: ["by date"] }, 'ownRows: indexNames[0] is "by date"'],
  [{ access: "write", indexNames: ["by-date"] }, 'ownRows: access is "write" and indexNames is given'],
])("%j is a problem", (options, problem) => {
  const given = { tableArn, ...options } as unknown as OwnRowsOptions;
  expect(problemsOf(ownRows(given))).toEqual([expect.stringContaining(problem)]);
});

test("the table may be one that only Terraform knows", () => {
  expect(granted([(stack) => ownRows({ tableArn: token(stack, "table_arn") })])).toMatchObject([
    { resources: ["${var.table_arn}"] },
  ]);
});

test.each(PARTITIONS)("in $region, the row's key is the identity id as $partition.name has it", (place) => {
  const { partition } = place;
  expect(statementsOf(ownRows({ tableArn: resourcesIn(place).tableArn, partition }), partition)).toMatchObject([
    { condition: [{ values: [`&{${partition.cognitoPrincipal}:sub}`] }, { values: ["false"] }] },
  ]);
});
