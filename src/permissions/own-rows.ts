/** A user's own rows in a DynamoDB table: those whose partition key is the user's identity id, or begins with it.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
import { Partition } from "../aws/partition";
import { arnRule, idRule, listRule, oneOfRule, optional, placeRules, textRule } from "../checks/option-rules";
import type { Reference } from "../checks/reference";
import { eachOf } from "../terraform/tokens";
import { ownedBy, ownerRule, WITHOUT_OWNER } from "./owner";
import type { Owned } from "./owner";
import type { PolicyStatement } from "./policy-statement";
import { checked } from "./statement-problems";

/** What {@link ownRows} takes.
 *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
export interface OwnRowsOptions extends Owned {
  /** ARN of the table.
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly tableArn: string;
  /** `read` gives GetItem, BatchGetItem and Query; `write` gives PutItem, UpdateItem, DeleteItem, BatchWriteItem and, for the
   *  conditions of a transaction, ConditionCheckItem. TransactGetItems and TransactWriteItems need no others.
   *  @default "read-write"
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly access?: "read" | "write" | "read-write";
  /** What partition keys have before the owner, such as `USER#`.
   *  @default "", the key begins with the owner
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly keyPrefix?: string;
  /** What partition keys may have after the owner, before more: with `#`, both `ID` and `ID#...` are the user's own.
   *  @default none, the key ends with the owner
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly keySeparator?: string;
  /** Names of the table's indexes that may be queried too. What counts there is the index's own partition key.
   *  @default none
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly indexNames?: readonly string[];
  /** The partition that the table and the pool are in.
   *  @default Partition.AWS
   *  @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
  readonly partition?: Partition;
}

const PAGE = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html";

const RULES = {
  tableArn: arnRule("dynamodb", /table\/[\w.*-]+/, "dynamodb:REGION:ACCOUNT:table/NAME", PAGE, isStream),
  access: optional(oneOfRule(["read", "write", "read-write"], PAGE)),
  keyPrefix: optional(
    textRule(
      new RegExp(`^(?!arn:)${WITHOUT_OWNER}[^*?]*$`),
      "what the keys begin with, such as USER#, without * and ?, and without the identity id, which follows by itself",
      PAGE,
    ),
  ),
  keySeparator: optional(textRule(/^[^*?]+$/, "what may follow the owner in a key, such as #, without * and ?", PAGE)),
  indexNames: optional(listRule(idRule("the name of an index", PAGE))),
  owner: ownerRule,
  partition: placeRules.partition,
};

function isStream({ attribute }: Reference): boolean {
  return attribute === "stream_arn";
}

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = [
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "dynamodb:DeleteItem",
  "dynamodb:BatchWriteItem",
  "dynamodb:ConditionCheckItem",
];

/** The actions that name a row, on the user's own rows. Scan is never among them: it reads the whole table and has no leading key.
 *
 *  Not covered: PartiQL, streams, a choice of attributes, and the KMS key of a table that is encrypted with one of your own.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#ownrows */
export function ownRows(options: OwnRowsOptions): PolicyStatement[] {
  return checked(
    "ownRows",
    options,
    RULES,
    () => statements(options),
    () =>
      options.access === "write" && options.indexNames !== undefined
        ? [`access is "write" and indexNames is given: an index can only be read. Leave out indexNames. See ${PAGE}`]
        : [],
  );
}

function statements(options: OwnRowsOptions): PolicyStatement[] {
  const {
    tableArn,
    access = "read-write",
    keyPrefix = "",
    keySeparator,
    indexNames,
    partition = Partition.AWS,
  } = options;
  const { owner = partition.identityId } = options;
  const key = `${keyPrefix}${owner}`;
  const condition = [
    keySeparator === undefined
      ? { test: "ForAllValues:StringEquals", variable: "dynamodb:LeadingKeys", values: [key] }
      : {
          test: "ForAllValues:StringLike",
          variable: "dynamodb:LeadingKeys",
          values: [key, `${key}${keySeparator}*`],
        },
    // ForAllValues is true of no values at all: a call without leading keys would pass.
    { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] },
  ];
  return ownedBy(
    "ownRows",
    options.owner,
    [
      {
        sid: "OwnRows",
        effect: "Allow",
        actions: [...(access === "write" ? [] : READ), ...(access === "read" ? [] : WRITE)],
        resources: [tableArn],
        condition,
      },
      ...(indexNames === undefined
        ? []
        : [
            {
              sid: "OwnRowsIndexes",
              effect: "Allow",
              actions: ["dynamodb:Query"],
              resources: eachOf(indexNames, (name) => `${tableArn}/index/${name}`),
              condition,
            },
          ]),
    ],
    keySeparator === undefined ? undefined : "the first user reaches the other's rows",
  );
}
