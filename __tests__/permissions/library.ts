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
    title: "amplifyStorage({ bucketName })",
    name: "amplifyStorage",
    statements: ({ bucketName }, partition) => permissions.amplifyStorage({ bucketName, partition }),
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
