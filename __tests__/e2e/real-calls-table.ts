/** What users try on a grant: real calls, and for each what IAM is asked about it. A function of `permissions` is one row of
 *  TRIED_BY. */
import { PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  ListIdentityPoolsCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import { PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { DescribeStreamCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { EncryptCommand } from "@aws-sdk/client-kms";
import { GetFunctionCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { RequestContext } from "../../src";
import type { Call, Resources } from "../permissions/library";
import type { UserClients } from "./support/user-clients";

/** The names of an app's resources on the emulator: the library's, and those that calls need beside the ARNs. */
export interface AppResources extends Resources {
  readonly graphqlApiId: string;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly logGroupName: string;
  readonly logGroupArn: string;
  readonly keyArn: string;
}

/** What IAM is asked, as AWS's Service Authorization Reference has it. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

export interface Attempt {
  readonly what: string;
  /** All must be allowed. */
  readonly asks: readonly Question[];
  readonly call: (clients: UserClients) => Promise<unknown>;
}

/** What is tried on what belongs to an identity.
 *  @param owner whose: the caller's own id, or another user's */
export type Attempts = (app: AppResources, owner: string) => Attempt[];

function nameIn(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? "";
}

function file(title: string, keyOf: (owner: string) => string): Attempts {
  return ({ bucketName: Bucket }, owner) => {
    const Key = keyOf(owner);
    const asks = (name: string): Question[] => [{ action: `s3:${name}`, resource: `arn:aws:s3:::${Bucket}/${Key}` }];
    return [
      {
        what: `PutObject ${title}`,
        asks: asks("PutObject"),
        call: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" })),
      },
      {
        what: `GetObject ${title}`,
        asks: asks("GetObject"),
        call: ({ s3 }) => s3.send(new GetObjectCommand({ Bucket, Key })),
      },
      {
        what: `GetObjectAcl ${title}`,
        asks: asks("GetObjectAcl"),
        call: ({ s3 }) => s3.send(new GetObjectAclCommand({ Bucket, Key })),
      },
      {
        what: `DeleteObjects ${title}`,
        asks: asks("DeleteObject"),
        call: ({ s3 }) => s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }], Quiet: true } })),
      },
      {
        what: `DeleteObject ${title}`,
        asks: asks("DeleteObject"),
        call: ({ s3 }) => s3.send(new DeleteObjectCommand({ Bucket, Key })),
      },
    ];
  };
}

function listing(title: string, prefixOf: (owner: string) => string | undefined): Attempts {
  return ({ bucketName: Bucket }, owner) => {
    const Prefix = prefixOf(owner);
    return [
      {
        what: `ListObjectsV2 ${title}`,
        asks: [
          {
            action: "s3:ListBucket",
            resource: `arn:aws:s3:::${Bucket}`,
            ...(Prefix !== undefined && { context: { "s3:prefix": Prefix } }),
          },
        ],
        call: ({ s3 }) => s3.send(new ListObjectsV2Command({ Bucket, Prefix })),
      },
    ];
  };
}

const all =
  (...parts: readonly Attempts[]): Attempts =>
  (app, owner) =>
    parts.flatMap((part) => part(app, owner));

export const files = all(
  file("ID/f", (id) => `${id}/f`),
  file("ID-f", (id) => `${id}-f`),
  file("private/ID/f", (id) => `private/${id}/f`),
  listing("ID/", (id) => `${id}/`),
  listing("private/ID/", (id) => `private/${id}/`),
  listing("everything", () => undefined),
);

export const amplifyFiles = all(
  file("public/f", () => "public/f"),
  file("protected/ID/f", (id) => `protected/${id}/f`),
  file("private/ID/f", (id) => `private/${id}/f`),
  listing("public/", () => "public/"),
  listing("private/ID/", (id) => `private/${id}/`),
  listing("private/", () => "private/"),
  listing("everything", () => undefined),
);

export const rows: Attempts = ({ tableArn: resource }, owner) => {
  const TableName = nameIn(resource);
  const Key = { owner: { S: owner }, note: { S: "1" } };
  const shared = { owner: { S: "shared" }, note: { S: "1" } };
  const asks = (name: string, keys: readonly string[] = [owner]): Question[] => [
    {
      action: `dynamodb:${name}`,
      resource,
      context: keys.length === 0 ? {} : { "dynamodb:LeadingKeys": keys },
    },
  ];
  return [
    {
      what: "PutItem ID",
      asks: asks("PutItem"),
      call: ({ dynamodb }) => dynamodb.send(new PutItemCommand({ TableName, Item: Key })),
    },
    {
      what: "UpdateItem ID",
      asks: asks("UpdateItem"),
      call: ({ dynamodb }) => dynamodb.send(new UpdateItemCommand({ TableName, Key })),
    },
    {
      what: "GetItem ID",
      asks: asks("GetItem"),
      call: ({ dynamodb }) => dynamodb.send(new GetItemCommand({ TableName, Key })),
    },
    {
      what: "BatchGetItem ID and another key",
      asks: asks("BatchGetItem", [owner, "shared"]),
      call: ({ dynamodb }) =>
        dynamodb.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key, shared] } } })),
    },
    {
      what: "Query ID",
      asks: asks("Query"),
      call: ({ dynamodb }) =>
        dynamodb.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: "#o = :o AND note > :n",
            ExpressionAttributeNames: { "#o": "owner" },
            ExpressionAttributeValues: { ":o": { S: owner }, ":n": { S: "0" } },
          }),
        ),
    },
    {
      what: "TransactWriteItems ID",
      asks: asks("PutItem"),
      call: ({ dynamodb }) =>
        dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: Key } }] })),
    },
    {
      what: "DeleteItem ID",
      asks: asks("DeleteItem"),
      call: ({ dynamodb }) => dynamodb.send(new DeleteItemCommand({ TableName, Key })),
    },
    {
      what: "Scan",
      asks: asks("Scan", []),
      call: ({ dynamodb }) => dynamodb.send(new ScanCommand({ TableName })),
    },
  ];
};

export const api: Attempts = ({ apiId }) =>
  (
    [
      ["GET", "prod", "notes/1"],
      ["POST", "prod", "notes/1"],
      ["GET", "prod", "notes"],
      ["GET", "prod", "admin"],
      ["GET", "dev", "notes/1"],
    ] as const
  ).map(([method, stage, path]) => ({
    what: `${method} ${stage}/${path}`,
    asks: [
      {
        action: "execute-api:Invoke",
        resource: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/${stage}/${method}/${path}`,
      },
    ],
    call: ({ fetch }) => fetch("execute-api", `/_aws/execute-api/${apiId}/${stage}/${path}`, { method }),
  }));

const graphqlApi: Attempts = ({ graphqlApiId: id }) =>
  (
    [
      ["Query", "listNotes"],
      ["Query", "listUsers"],
      ["Mutation", "addNote"],
    ] as const
  ).map(([type, field]) => ({
    what: `${type}.${field}`,
    asks: [
      {
        action: "appsync:GraphQL",
        resource: `arn:aws:appsync:us-east-1:000000000000:apis/${id}/types/${type}/fields/${field}`,
      },
    ],
    call: ({ fetch }) =>
      fetch("appsync", `/v1/apis/${id}/graphql`, {
        method: "POST",
        body: JSON.stringify({ query: `${type.toLowerCase()} { ${field} }` }),
      }),
  }));

const lambdaFunction: Attempts = ({ functionArn }) =>
  [functionArn, `${functionArn}-of-others`].flatMap((resource, index) => [
    {
      what: `Invoke ${index === 0 ? "the function" : "another function"}`,
      asks: [{ action: "lambda:InvokeFunction", resource }],
      call: ({ lambda }) =>
        lambda.send(new InvokeCommand({ FunctionName: nameIn(resource), InvocationType: "DryRun" })),
    },
    {
      what: `GetFunction ${index === 0 ? "the function" : "another function"}`,
      asks: [{ action: "lambda:GetFunction", resource }],
      call: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName: nameIn(resource) })),
    },
  ]);

export const streams: Attempts = ({ kinesisStreamArn, deliveryStreamArn }) => [
  ...[kinesisStreamArn, `${kinesisStreamArn}-of-others`].map((resource, index): Attempt => ({
    what: `PutRecord ${index === 0 ? "the Kinesis stream" : "another Kinesis stream"}`,
    asks: [{ action: "kinesis:PutRecord", resource }],
    call: ({ kinesis }) =>
      kinesis.send(new PutRecordCommand({ StreamName: nameIn(resource), PartitionKey: "p", Data: Buffer.from("x") })),
  })),
  {
    what: "DescribeStream the Kinesis stream",
    asks: [{ action: "kinesis:DescribeStream", resource: kinesisStreamArn }],
    call: ({ kinesis }) => kinesis.send(new DescribeStreamCommand({ StreamName: nameIn(kinesisStreamArn) })),
  },
  {
    what: "PutRecordBatch the delivery stream",
    asks: [{ action: "firehose:PutRecordBatch", resource: deliveryStreamArn }],
    call: ({ firehose }) =>
      firehose.send(
        new PutRecordBatchCommand({
          DeliveryStreamName: nameIn(deliveryStreamArn),
          Records: [{ Data: Buffer.from("x") }],
        }),
      ),
  },
];

/** Over HTTPS, as the SDK publishes: MQTT's Connect, Subscribe and Receive are not tried. */
const topics: Attempts = ({ topicPrefix }, owner) =>
  [`${topicPrefix}/${owner}/t`, `${topicPrefix}/t`, `others/${owner}/t`].map((topic) => ({
    what: `Publish ${topic.replace(owner, "ID")}`,
    asks: [{ action: "iot:Publish", resource: `arn:aws:iot:us-east-1:000000000000:topic/${topic}` }],
    call: ({ iot }) => iot.send(new PublishCommand({ topic, payload: Buffer.from("x") })),
  }));

const queue: Attempts = ({ queueUrl: QueueUrl, queueArn: resource }) => [
  {
    what: "SendMessage the queue",
    asks: [{ action: "sqs:SendMessage", resource }],
    call: ({ sqs }) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "x" })),
  },
  {
    what: "ReceiveMessage the queue",
    asks: [{ action: "sqs:ReceiveMessage", resource }],
    call: ({ sqs }) => sqs.send(new ReceiveMessageCommand({ QueueUrl })),
  },
];

const logGroup: Attempts = ({ logGroupName, logGroupArn }) => [
  {
    what: "PutLogEvents the log group",
    asks: [{ action: "logs:PutLogEvents", resource: `${logGroupArn}:log-stream:browser` }],
    call: ({ logs }) =>
      logs.send(
        new PutLogEventsCommand({
          logGroupName,
          logStreamName: "browser",
          logEvents: [{ timestamp: Date.now(), message: "x" }],
        }),
      ),
  },
];

const key: Attempts = ({ keyArn }) => [
  {
    what: "Encrypt with the key",
    asks: [{ action: "kms:Encrypt", resource: keyArn }],
    call: ({ kms }) => kms.send(new EncryptCommand({ KeyId: keyArn, Plaintext: Buffer.from("x") })),
  },
];

/** What only reads of the pool's administration: a deletion would end the others' tests. */
const administration: Attempts = ({ identityPoolId: IdentityPoolId }) => {
  const resource = `arn:aws:cognito-identity:us-east-1:000000000000:identitypool/${IdentityPoolId}`;
  return [
    {
      what: "DescribeIdentityPool",
      asks: [{ action: "cognito-identity:DescribeIdentityPool", resource }],
      call: ({ cognitoIdentity }) => cognitoIdentity.send(new DescribeIdentityPoolCommand({ IdentityPoolId })),
    },
    {
      what: "GetIdentityPoolRoles",
      asks: [{ action: "cognito-identity:GetIdentityPoolRoles", resource }],
      call: ({ cognitoIdentity }) => cognitoIdentity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId })),
    },
    {
      what: "ListIdentityPools",
      asks: [{ action: "cognito-identity:ListIdentityPools", resource: "*" }],
      call: ({ cognitoIdentity }) => cognitoIdentity.send(new ListIdentityPoolsCommand({ MaxResults: 1 })),
    },
  ];
};

/** What a user of the guide's app could try. */
export const GUIDE: Attempts = all(files, administration);

const WITHOUT_DATA = { missing: "the service keeps nothing of users that others could reach: evaluated alone" };

/** By the function that grants: what is tried, or why nothing is. */
export const TRIED_BY: Record<Call["name"], Attempts | { readonly missing: string }> = {
  serverlessStackGuide: GUIDE,
  guardrail: administration,
  ownFiles: files,
  amplifyStorage: amplifyFiles,
  ownRows: rows,
  invokeApi: api,
  graphql: graphqlApi,
  invokeFunction: lambdaFunction,
  putRecords: streams,
  ownTopics: topics,
  sendMessages: queue,
  putLogEvents: logGroup,
  invokeWebSocket: { missing: "what is sent on a WebSocket is no signed request: evaluated alone" },
  appSyncEvents: { missing: "what is sent on a WebSocket is no signed request: evaluated alone" },
  places: WITHOUT_DATA,
  routes: WITHOUT_DATA,
  invokeModel: WITHOUT_DATA,
  converseWithBot: WITHOUT_DATA,
  synthesizeSpeech: WITHOUT_DATA,
  translateText: WITHOUT_DATA,
  transcribeStream: WITHOUT_DATA,
  detectText: WITHOUT_DATA,
  faceLiveness: WITHOUT_DATA,
  maps: { missing: "the emulator has no maps" },
  rum: { missing: "the emulator has no CloudWatch RUM" },
  ownDatasets: { missing: "the emulator has no Cognito Sync" },
  principalTag: { missing: "it is a policy variable and grants nothing" },
};

/** Grants that the library has no function for, as a team writes them. */
export const BY_HAND: readonly {
  readonly title: string;
  readonly action: string;
  readonly resource: (app: AppResources) => string;
  readonly attempts: Attempts;
}[] = [{ title: "kms:Encrypt", action: "kms:Encrypt", resource: ({ keyArn }) => keyArn, attempts: key }];

/** Where the emulator answers otherwise than the simulator: AWS's page decides, and which of the two it says is right stands here,
 *  by `GRANT: WHAT: COLUMN` of the table. None is left: those that were found (the log stream that PutLogEvents is asked about,
 *  requests signed over HTTP/2) were the emulator's, and local/emulator/access.py brings what it lacked. */
export const DIFFERENCES: Readonly<Record<string, string>> = {};
