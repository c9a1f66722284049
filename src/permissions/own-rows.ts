/** Rows of one's own in a DynamoDB table: those whose partition key is one's identity id.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
import { Partition } from "../aws/partition";
import type { PolicyStatement } from "./policy-statement";

export interface OwnRowsOptions {
  /** ARN of the table. */
  readonly tableArn: string;
  /** `read` gives GetItem, BatchGetItem and Query; `write` gives PutItem, UpdateItem, DeleteItem and BatchWriteItem.
   *  @default "read-write" */
  readonly access?: "read" | "write" | "read-write";
  /** The partition that the table and the pool are in.
   *  @default Partition.AWS */
  readonly partition?: Partition;
}

const actions = {
  read: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
  write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
};

/** The actions that name a row. Scan is never among them: it reads the whole table and has no leading key. */
export function ownRows(options: OwnRowsOptions): PolicyStatement[] {
  const { tableArn, access = "read-write", partition = Partition.AWS } = options;
  return [
    {
      sid: "OwnRows",
      effect: "Allow",
      actions: access === "read-write" ? [...actions.read, ...actions.write] : actions[access],
      resources: [tableArn],
      condition: [
        { test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [partition.identityId] },
        // ForAllValues is true of no values at all: a call without leading keys would pass.
        { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] },
      ],
    },
  ];
}
