import { ownRows } from "../../src/permissions/own-rows";
import type { OwnRowsOptions } from "../../src/permissions/own-rows";
import { granted, statementsOf, token } from "./granted";
import { PARTITIONS, resourcesIn } from "./library";

const tableArn = "arn:aws:dynamodb:us-east-1:123456789012:table/notes";
const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"];

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
