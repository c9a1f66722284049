/** Rows of a DynamoDB table, under the user's identity id as partition key.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
import { randomBytes, randomInt } from "node:crypto";
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import type { Table } from "../deployed-pool";
import { partitionOf } from "../partition";
import type { Traces } from "../traces";
import type { Access, Attempt } from "./attempt";
import { possessive, type Caller } from "./caller";

export interface RowsPlace extends Table {
  readonly region: string;
  readonly traces: Traces;
}

/** A place for rows of one user, whom others go after. */
export class Rows {
  private readonly sort: AttributeValue;

  constructor(
    private readonly place: RowsPlace,
    private readonly owner: Caller,
  ) {
    const isNumber = place.sortKey?.type === "N";
    // A number that no app has: far below zero, and at random.
    this.sort = isNumber
      ? { N: `-${randomInt(2 ** 47, 2 ** 48 - 1)}` }
      : { S: `identity-pool-check-${randomBytes(6).toString("hex")}` };
  }

  ofOwner(promised: Access): Attempt[] {
    // Without a sort key the row of the user is the app's own: only looked at.
    const verbs = this.place.sortKey === undefined ? (["read"] as const) : (["write", "read"] as const);
    return verbs.map((verb) => this.attempt(verb, this.owner, promised));
  }

  deletedByOwner(): Attempt[] {
    return this.place.sortKey === undefined ? [] : [this.attempt("delete", this.owner, "allowed")];
  }

  ofOthers(caller: Caller): Attempt[] {
    const verbs =
      this.place.sortKey === undefined ? (["read", "query"] as const) : (["read", "query", "write", "delete"] as const);
    return verbs.map((verb) => this.attempt(verb, caller, "refused"));
  }

  scan(caller: Caller): Attempt {
    const { tableName: TableName } = this.place;
    return {
      id: "rows.scan",
      caller,
      what: "scans the table",
      whose: "everybody's",
      promised: "refused",
      asks: { action: "dynamodb:Scan", resource: this.arn },
      call: (abortSignal) => caller.clients.dynamodb.send(new ScanCommand({ TableName, Limit: 1 }), { abortSignal }),
    };
  }

  private attempt(verb: keyof typeof ACTIONS, caller: Caller, promised: Access): Attempt {
    const isOwner = caller === this.owner;
    return {
      id: `rows.${verb}-${isOwner ? "own" : "other"}`,
      caller,
      what: verb === "query" ? "queries rows" : `${verb}s a row`,
      whose: isOwner ? "their own" : possessive(this.owner.name),
      promised,
      asks: {
        action: ACTIONS[verb],
        resource: this.arn,
        context: { "dynamodb:LeadingKeys": [this.partitionValue] },
      },
      call: (abortSignal) => this[verb](caller, abortSignal),
    };
  }

  private get arn(): string {
    const { region, tableName } = this.place;
    // A policy names the account, which the check does not know: the promise is asked for any.
    return `arn:${partitionOf(region)}:dynamodb:${region}:*:table/${tableName}`;
  }

  private get partitionValue(): string {
    return `${this.place.keyPrefix ?? ""}${this.owner.identityId}`;
  }

  private get key(): Record<string, AttributeValue> {
    const { partitionKey, sortKey } = this.place;
    return {
      [partitionKey]: { S: this.partitionValue },
      ...(sortKey && { [sortKey.name]: this.sort }),
    };
  }

  private async write(caller: Caller, abortSignal?: AbortSignal): Promise<void> {
    const { tableName: TableName, traces } = this.place;
    const what = `row ${JSON.stringify(Object.values(this.key).flatMap(Object.values))} of ${TableName}`;
    const command = new PutItemCommand({ TableName, Item: this.key });
    const removal = async () => {
      await this.delete(caller).catch(() => this.delete(this.owner));
      return undefined;
    };
    await traces.write(what, removal, () => caller.clients.dynamodb.send(command, { abortSignal }));
  }

  private async read({ clients }: Caller, abortSignal?: AbortSignal): Promise<void> {
    const { tableName: TableName } = this.place;
    await clients.dynamodb.send(new GetItemCommand({ TableName, Key: this.key }), { abortSignal });
  }

  private async query({ clients }: Caller, abortSignal?: AbortSignal): Promise<void> {
    const { tableName: TableName, partitionKey } = this.place;
    const command = new QueryCommand({
      TableName,
      Limit: 1,
      KeyConditionExpression: "#owner = :owner",
      ExpressionAttributeNames: { "#owner": partitionKey },
      ExpressionAttributeValues: { ":owner": { S: this.partitionValue } },
    });
    await clients.dynamodb.send(command, { abortSignal });
  }

  private async delete({ clients }: Pick<Caller, "clients">, abortSignal?: AbortSignal): Promise<void> {
    const { tableName: TableName } = this.place;
    await clients.dynamodb.send(new DeleteItemCommand({ TableName, Key: this.key }), { abortSignal });
  }
}

const ACTIONS = {
  write: "dynamodb:PutItem",
  read: "dynamodb:GetItem",
  query: "dynamodb:Query",
  delete: "dynamodb:DeleteItem",
} as const;
