/** The whole library, called as an app would call it: for the tests that go over all of its functions. */
import { Partition, permissions } from "../../src";
import type { PolicyStatement } from "../../src";
import type { PoolReference } from "../../src/permissions/pool-reference";

/** Partitions with the region that their resources are in here. */
export const PARTITIONS = [
  { partition: Partition.AWS, region: "us-east-1" },
  { partition: Partition.AWS_US_GOV_WEST, region: "us-gov-west-1" },
  { partition: Partition.AWS_US_GOV_EAST, region: "us-gov-east-1" },
  { partition: Partition.AWS_CN, region: "cn-north-1" },
] as const;

export const ACCOUNT = "123456789012";

/** What the functions are given: names and ARNs of an app's resources, literal or as tokens. */
export interface Resources {
  readonly bucketName: string;
  readonly tableArn: string;
  readonly apiId: string;
  readonly functionArn: string;
  readonly kinesisStreamArn: string;
  readonly deliveryStreamArn: string;
  readonly mapArn: string;
  readonly appMonitorArn: string;
  readonly topicPrefix: string;
  readonly keyArn: string;
  readonly queueArn: string;
  readonly logGroupArn: string;
  readonly modelArn: string;
  readonly botAliasArn: string;
  readonly identityPoolId: string;
}

export function resourcesIn({ partition, region }: { partition: Partition; region: string }): Resources {
  const arn = (service: string, resource: string): string =>
    `arn:${partition.name}:${service}:${region}:${ACCOUNT}:${resource}`;
  return {
    bucketName: "notes-app-uploads",
    tableArn: arn("dynamodb", "table/notes"),
    apiId: "a1b2c3d4e5",
    functionArn: arn("lambda", "function:notes"),
    kinesisStreamArn: arn("kinesis", "stream/clicks"),
    deliveryStreamArn: arn("firehose", "deliverystream/clicks"),
    mapArn: arn("geo", "map/shops"),
    appMonitorArn: arn("rum", "appmonitor/notes"),
    topicPrefix: "notes",
    keyArn: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    queueArn: arn("sqs", "orders"),
    logGroupArn: arn("logs", "log-group:/app/notes"),
    modelArn: `arn:${partition.name}:bedrock:${region}::foundation-model/amazon.nova-micro-v1:0`,
    botAliasArn: arn("lex", "bot-alias/BOTID12345/ALIAS12345"),
    identityPoolId: `${region}:11111111-2222-4333-8444-555555555555`,
  };
}

export interface Call {
  /** The call, as an app has it. */
  readonly title: string;
  readonly name: keyof typeof permissions;
  readonly statements: (resources: Resources, partition: Partition) => PolicyStatement[];
}

function pool({ identityPoolId }: Resources, partition: Partition): PoolReference {
  return { identityPoolId, partition };
}

/** An owner that outlives the pool. */
const OWNER = permissions.principalTag("user");

/** Every function, with what its options change about who reaches what. */
export const LIBRARY: readonly Call[] = [
  {
    title: "serverlessStackGuide({ bucketName })",
    name: "serverlessStackGuide",
    statements: ({ bucketName }, partition) => permissions.serverlessStackGuide({ bucketName, partition }),
  },
  {
    title: "guardrail(pool)",
    name: "guardrail",
    statements: (resources, partition) => permissions.guardrail(pool(resources, partition)),
  },
  {
    title: "ownFiles({ bucketName })",
    name: "ownFiles",
    statements: ({ bucketName }, partition) => permissions.ownFiles({ bucketName, partition }),
  },
  {
    title: 'ownFiles({ bucketName, keySeparator: "-" })',
    name: "ownFiles",
    statements: ({ bucketName }, partition) => permissions.ownFiles({ bucketName, keySeparator: "-", partition }),
  },
  {
    title: 'ownFiles({ bucketName, keySeparator: "" })',
    name: "ownFiles",
    statements: ({ bucketName }, partition) => permissions.ownFiles({ bucketName, keySeparator: "", partition }),
  },
  {
    title: 'ownFiles({ bucketName, prefix: "private/", access: "read" })',
    name: "ownFiles",
    statements: ({ bucketName }, partition) =>
      permissions.ownFiles({ bucketName, prefix: "private/", access: "read", partition }),
  },
  {
    title: 'ownFiles({ bucketName, prefix: "private/", access: "write" })',
    name: "ownFiles",
    statements: ({ bucketName }, partition) =>
      permissions.ownFiles({ bucketName, prefix: "private/", access: "write", partition }),
  },
  {
    title: "ownFiles({ bucketName, list: false })",
    name: "ownFiles",
    statements: ({ bucketName }, partition) => permissions.ownFiles({ bucketName, list: false, partition }),
  },
  {
    title: 'ownFiles({ bucketName, prefix: "private/", kmsKeyArn })',
    name: "ownFiles",
    statements: ({ bucketName, keyArn }, partition) =>
      permissions.ownFiles({ bucketName, prefix: "private/", kmsKeyArn: keyArn, partition }),
  },
  {
    title: 'ownFiles({ bucketName, access: "read", kmsKeyArn, bucketKey: true })',
    name: "ownFiles",
    statements: ({ bucketName, keyArn }, partition) =>
      permissions.ownFiles({ bucketName, access: "read", kmsKeyArn: keyArn, bucketKey: true, partition }),
  },
  {
    title: 'ownFiles({ bucketName, owner: principalTag("user") })',
    name: "ownFiles",
    statements: ({ bucketName }, partition) => permissions.ownFiles({ bucketName, owner: OWNER, partition }),
  },
  {
    title: "amplifyStorage({ bucketName })",
    name: "amplifyStorage",
    statements: ({ bucketName }, partition) => permissions.amplifyStorage({ bucketName, partition }),
  },
  {
    title: 'amplifyStorage({ bucketName, access: "read", kmsKeyArn })',
    name: "amplifyStorage",
    statements: ({ bucketName, keyArn }, partition) =>
      permissions.amplifyStorage({ bucketName, access: "read", kmsKeyArn: keyArn, partition }),
  },
  {
    title: 'amplifyStorage({ bucketName, kmsKeyArn, owner: principalTag("user") })',
    name: "amplifyStorage",
    statements: ({ bucketName, keyArn }, partition) =>
      permissions.amplifyStorage({ bucketName, kmsKeyArn: keyArn, owner: OWNER, partition }),
  },
  {
    title: "ownRows({ tableArn })",
    name: "ownRows",
    statements: ({ tableArn }, partition) => permissions.ownRows({ tableArn, partition }),
  },
  {
    title: 'ownRows({ tableArn, access: "read" })',
    name: "ownRows",
    statements: ({ tableArn }, partition) => permissions.ownRows({ tableArn, access: "read", partition }),
  },
  {
    title: 'ownRows({ tableArn, access: "write" })',
    name: "ownRows",
    statements: ({ tableArn }, partition) => permissions.ownRows({ tableArn, access: "write", partition }),
  },
  {
    title: 'ownRows({ tableArn, keyPrefix: "USER#", keySeparator: "#", indexNames: ["by-date"] })',
    name: "ownRows",
    statements: ({ tableArn }, partition) =>
      permissions.ownRows({ tableArn, keyPrefix: "USER#", keySeparator: "#", indexNames: ["by-date"], partition }),
  },
  {
    title: 'ownRows({ tableArn, owner: principalTag("user") })',
    name: "ownRows",
    statements: ({ tableArn }, partition) => permissions.ownRows({ tableArn, owner: OWNER, partition }),
  },
  {
    title: "invokeApi({ apiId })",
    name: "invokeApi",
    statements: ({ apiId }, partition) => permissions.invokeApi({ apiId, partition }),
  },
  {
    title: 'invokeApi({ apiId, stage: "prod", method: "GET", path: "/notes/*" })',
    name: "invokeApi",
    statements: ({ apiId }, partition) =>
      permissions.invokeApi({ apiId, stage: "prod", method: "GET", path: "/notes/*", partition }),
  },
  {
    title: 'invokeApi({ apiId, stage: "prod", methods: ["GET", "POST"], paths: ["notes", "notes/*"] })',
    name: "invokeApi",
    statements: ({ apiId }, partition) =>
      permissions.invokeApi({
        apiId,
        stage: "prod",
        methods: ["GET", "POST"],
        paths: ["notes", "notes/*"],
        partition,
      }),
  },
  {
    title: 'invokeApi({ apiId, stage: "prod", paths: ["notes"] })',
    name: "invokeApi",
    statements: ({ apiId }, partition) => permissions.invokeApi({ apiId, stage: "prod", paths: ["notes"], partition }),
  },
  {
    title: "invokeWebSocket({ apiId })",
    name: "invokeWebSocket",
    statements: ({ apiId }, partition) => permissions.invokeWebSocket({ apiId, partition }),
  },
  {
    title: 'invokeWebSocket({ apiId, stage: "prod", routeKeys: ["$connect", "send"] })',
    name: "invokeWebSocket",
    statements: ({ apiId }, partition) =>
      permissions.invokeWebSocket({ apiId, stage: "prod", routeKeys: ["$connect", "send"], partition }),
  },
  {
    title: "appSyncEvents({ apiId })",
    name: "appSyncEvents",
    statements: ({ apiId }, partition) => permissions.appSyncEvents({ apiId, partition }),
  },
  {
    title: 'appSyncEvents({ apiId, channelNamespaces: ["notes"], access: "read" })',
    name: "appSyncEvents",
    statements: ({ apiId }, partition) =>
      permissions.appSyncEvents({ apiId, channelNamespaces: ["notes"], access: "read", partition }),
  },
  {
    title: "graphql({ apiId })",
    name: "graphql",
    statements: ({ apiId }, partition) => permissions.graphql({ apiId, partition }),
  },
  {
    title: 'graphql({ apiId, fields: ["Query.listNotes", "Mutation.*"] })',
    name: "graphql",
    statements: ({ apiId }, partition) =>
      permissions.graphql({ apiId, fields: ["Query.listNotes", "Mutation.*"], partition }),
  },
  {
    title: "invokeFunction({ functionArn })",
    name: "invokeFunction",
    statements: ({ functionArn }) => permissions.invokeFunction({ functionArn }),
  },
  {
    title: "invokeFunction({ functionArn, url: true })",
    name: "invokeFunction",
    statements: ({ functionArn }) => permissions.invokeFunction({ functionArn, url: true }),
  },
  {
    title: "sendMessages({ queueArn })",
    name: "sendMessages",
    statements: ({ queueArn }) => permissions.sendMessages({ queueArn }),
  },
  {
    title: "putLogEvents({ logGroupArn })",
    name: "putLogEvents",
    statements: ({ logGroupArn }) => permissions.putLogEvents({ logGroupArn }),
  },
  {
    title: "putRecords({ streamArn }), Kinesis",
    name: "putRecords",
    statements: ({ kinesisStreamArn }) => permissions.putRecords({ streamArn: kinesisStreamArn }),
  },
  {
    title: "putRecords({ streamArn }), Firehose",
    name: "putRecords",
    statements: ({ deliveryStreamArn }) => permissions.putRecords({ streamArn: deliveryStreamArn }),
  },
  {
    title: "ownTopics({ prefix })",
    name: "ownTopics",
    statements: ({ topicPrefix }, partition) => permissions.ownTopics({ prefix: topicPrefix, partition }),
  },
  {
    title: 'ownTopics({ prefix, clientIdSeparator: "-", retain: true })',
    name: "ownTopics",
    statements: ({ topicPrefix }, partition) =>
      permissions.ownTopics({ prefix: topicPrefix, clientIdSeparator: "-", retain: true, partition }),
  },
  {
    title: 'ownTopics({ prefix, owner: principalTag("user") })',
    name: "ownTopics",
    statements: ({ topicPrefix }, partition) => permissions.ownTopics({ prefix: topicPrefix, owner: OWNER, partition }),
  },
  {
    title: "maps()",
    name: "maps",
    statements: (_, partition) => permissions.maps({ partition }),
  },
  {
    title: "maps({ mapArn })",
    name: "maps",
    statements: ({ mapArn }) => permissions.maps({ mapArn }),
  },
  {
    title: "places()",
    name: "places",
    statements: (_, partition) => permissions.places({ partition }),
  },
  {
    title: "routes()",
    name: "routes",
    statements: (_, partition) => permissions.routes({ partition }),
  },
  {
    title: "invokeModel({ modelArns })",
    name: "invokeModel",
    statements: ({ modelArn }) => permissions.invokeModel({ modelArns: [modelArn] }),
  },
  {
    title: "converseWithBot({ botAliasArn })",
    name: "converseWithBot",
    statements: ({ botAliasArn }) => permissions.converseWithBot({ botAliasArn }),
  },
  { title: "synthesizeSpeech()", name: "synthesizeSpeech", statements: () => permissions.synthesizeSpeech() },
  { title: "translateText()", name: "translateText", statements: () => permissions.translateText() },
  {
    title: "translateText({ detectLanguage: true })",
    name: "translateText",
    statements: () => permissions.translateText({ detectLanguage: true }),
  },
  { title: "transcribeStream()", name: "transcribeStream", statements: () => permissions.transcribeStream() },
  { title: "detectText()", name: "detectText", statements: () => permissions.detectText() },
  { title: "faceLiveness()", name: "faceLiveness", statements: () => permissions.faceLiveness() },
  {
    title: "rum()",
    name: "rum",
    statements: (_, partition) => permissions.rum({ partition }),
  },
  {
    title: "rum({ appMonitorArn })",
    name: "rum",
    statements: ({ appMonitorArn }) => permissions.rum({ appMonitorArn }),
  },
  {
    title: "ownDatasets(pool)",
    name: "ownDatasets",
    statements: (resources, partition) => permissions.ownDatasets(pool(resources, partition)),
  },
];
