/** What the access matrix asks about: an app's resources, one's own part of them, another user's, and what is not the
 *  app's at all. */
import type { RequestContext } from "../../src";
import { ACCOUNT } from "../permissions/library";
import type { PARTITIONS, Resources } from "../permissions/library";

export interface Target {
  /** Head of the column, without what differs from run to run. */
  readonly heading: string;
  readonly service: string;
  /** The type of the resource, as AWS calls it: only actions that AWS asks about this type are asked about it here. */
  readonly type: string;
  readonly arn: string;
  /** Context keys that the request has where its action knows them. */
  readonly context?: RequestContext;
}

export type Place = (typeof PARTITIONS)[number];

/** Identity ids of two users, and the `sub` of their user pool, which is a tag of their sessions. */
export function usersIn({ region }: Place): { me: string; somebodyElse: string; mySub: string; anothersSub: string } {
  return {
    me: `${region}:aaaaaaaa-0000-4000-8000-000000000001`,
    somebodyElse: `${region}:bbbbbbbb-0000-4000-8000-000000000002`,
    mySub: "cccccccc-0000-4000-8000-000000000001",
    anothersSub: "dddddddd-0000-4000-8000-000000000002",
  };
}

/** An ARN's start up to the resource. */
function start({ partition, region }: Place, service: string): string {
  return `arn:${partition.name}:${service}:${region}:${ACCOUNT}`;
}

export type Targets = (place: Place, resources: Resources) => Target[];

function bucketArn({ partition }: Place, name: string): string {
  return `arn:${partition.name}:s3:::${name}`;
}

function objectIn(place: Place, bucket: string) {
  return (heading: string, key: string, name = bucket): Target => ({
    heading,
    service: "s3",
    type: "object",
    arn: `${bucketArn(place, name)}/${key}`,
  });
}

/** Objects with the keys that the guide's app writes, in folders, and below a prefix. */
export const files: Targets = (place, { bucketName }) => [
  ...objectsOf(place, bucketName),
  { heading: "the bucket", service: "s3", type: "bucket", arn: bucketArn(place, bucketName) },
  { heading: "another bucket", service: "s3", type: "bucket", arn: bucketArn(place, `${bucketName}-of-others`) },
];

function objectsOf(place: Place, bucketName: string): Target[] {
  const { me, somebodyElse } = usersIn(place);
  const object = objectIn(place, bucketName);
  return [
    object("own: ID/f", `${me}/f`),
    object("own: ID-f", `${me}-f`),
    object("own: private/ID/f", `private/${me}/f`),
    object("another's: ID/f", `${somebodyElse}/f`),
    object("another's: ID-f", `${somebodyElse}-f`),
    object("another's: private/ID/f", `private/${somebodyElse}/f`),
    object("nobody's: f", "f"),
    object("nobody's: private/f", "private/f"),
    object("another bucket: ID/f", `${me}/f`, `${bucketName}-of-others`),
  ];
}

/** The same objects, those of an owner that outlives the pool, and listings. */
export const ownFiles: Targets = (place, { bucketName }) => {
  const { me, somebodyElse, mySub, anothersSub } = usersIn(place);
  const object = objectIn(place, bucketName);
  const list = (heading: string, prefix?: string, name = bucketName): Target => ({
    heading: `list: ${heading}`,
    service: "s3",
    type: "bucket",
    arn: bucketArn(place, name),
    context: prefix === undefined ? {} : { "s3:prefix": prefix },
  });
  return [
    ...objectsOf(place, bucketName),
    object("own: SUB/f", `${mySub}/f`),
    object("another's: SUB/f", `${anothersSub}/f`),
    list("own ID", me),
    list("own ID/", `${me}/`),
    list("own ID/f", `${me}/f`),
    list("own ID-", `${me}-`),
    list("own private/ID/", `private/${me}/`),
    list("own SUB/", `${mySub}/`),
    list("another's ID", somebodyElse),
    list("another's ID/", `${somebodyElse}/`),
    list("another's private/ID/", `private/${somebodyElse}/`),
    list("another's SUB/", `${anothersSub}/`),
    list("nobody's private/", "private/"),
    list('everything, by ""', ""),
    list("everything, without prefix"),
    list("own ID/ in another bucket", `${me}/`, `${bucketName}-of-others`),
  ];
};

/** The bucket's key, as S3 asks KMS about it, and as somebody else might. */
export const encryptionKey: Targets = (place, { bucketName, keyArn }) => {
  const { me, somebodyElse, mySub } = usersIn(place);
  const s3 = `s3.${place.region}.${place.partition.dnsSuffix}`;
  const key = (heading: string, path: string, via: string | undefined = s3, arn = keyArn): Target => ({
    heading,
    service: "kms",
    type: "key",
    arn,
    context: {
      "kms:EncryptionContext:aws:s3:arn": `arn:${place.partition.name}:s3:::${bucketName}${path}`,
      ...(via === "" ? {} : { "kms:ViaService": via }),
    },
  });
  return [
    key("own ID/f", `/${me}/f`),
    key("own private/ID/f", `/private/${me}/f`),
    key("own protected/SUB/f", `/protected/${mySub}/f`),
    key("another's ID/f", `/${somebodyElse}/f`),
    key("another's private/ID/f", `/private/${somebodyElse}/f`),
    key("another's protected/ID/f", `/protected/${somebodyElse}/f`),
    key("public/f", "/public/f"),
    key("the bucket", ""),
    key("another bucket", "-of-others"),
    key("own ID/f, not by a service", `/${me}/f`, ""),
    key("own ID/f, by DynamoDB", `/${me}/f`, s3.replace("s3.", "dynamodb.")),
    key("another key: own ID/f", `/${me}/f`, s3, `${keyArn}0`),
  ];
};

/** Objects and listings in the layout of Amplify's storage. */
export const amplifyFiles: Targets = (place, { bucketName }) => {
  const { me, somebodyElse, mySub, anothersSub } = usersIn(place);
  const bucket = `arn:${place.partition.name}:s3:::${bucketName}`;
  const object = (heading: string, key: string): Target => ({
    heading,
    service: "s3",
    type: "object",
    arn: `${bucket}/${key}`,
  });
  const list = (heading: string, prefix?: string): Target => ({
    heading,
    service: "s3",
    type: "bucket",
    arn: bucket,
    context: prefix === undefined ? {} : { "s3:prefix": prefix },
  });
  return [
    object("public/f", "public/f"),
    object("own: protected/ID/f", `protected/${me}/f`),
    object("own: private/ID/f", `private/${me}/f`),
    object("another's: protected/ID/f", `protected/${somebodyElse}/f`),
    object("another's: private/ID/f", `private/${somebodyElse}/f`),
    object("own: private/SUB/f", `private/${mySub}/f`),
    object("another's: private/SUB/f", `private/${anothersSub}/f`),
    object("nobody's: f", "f"),
    object("nobody's: private/f", "private/f"),
    { ...object("another bucket: public/f", ""), arn: `${bucket}-of-others/public/f` },
    list("list: all"),
    list("list: public/", "public/"),
    list("list: protected/", "protected/"),
    list("list: own private/ID/", `private/${me}/`),
    list("list: own private/SUB/", `private/${mySub}/`),
    list("list: another's private/ID/", `private/${somebodyElse}/`),
    list("list: private/", "private/"),
    { ...list("list: public/ of another bucket", "public/"), arn: `${bucket}-of-others` },
  ];
};

export const rows: Targets = (place, { tableArn }) => {
  const { me, somebodyElse, mySub, anothersSub } = usersIn(place);
  const table = (heading: string, keys: string[], arn = tableArn): Target => ({
    heading,
    service: "dynamodb",
    type: "table",
    arn,
    context: keys.length === 0 ? {} : { "dynamodb:LeadingKeys": keys },
  });
  return [
    table("own row", [me]),
    table("another's row", [somebodyElse]),
    table("own and another's row", [me, somebodyElse]),
    table("own id and more as key", [`${me}0`]),
    table("no key", []),
    table("another table: own row", [me], `${tableArn}-of-others`),
    table("own USER#ID", [`USER#${me}`]),
    table("own USER#ID#2026", [`USER#${me}#2026`]),
    table("another's USER#ID", [`USER#${somebodyElse}`]),
    table("own and another's USER#ID", [`USER#${me}`, `USER#${somebodyElse}`]),
    table("USER#ID and more", [`USER#${me}0`]),
    table("nobody's USER#", ["USER#"]),
    table("own SUB", [mySub]),
    table("another's SUB", [anothersSub]),
    { ...table("an index: own row", [me], `${tableArn}/index/by-date`), type: "index" },
    { ...table("an index: own USER#ID", [`USER#${me}`], `${tableArn}/index/by-date`), type: "index" },
    { ...table("an index: another's USER#ID", [`USER#${somebodyElse}`], `${tableArn}/index/by-date`), type: "index" },
    { ...table("another index: own USER#ID", [`USER#${me}`], `${tableArn}/index/by-owner`), type: "index" },
  ];
};

export const api: Targets = (place, { apiId }) => {
  const target = (heading: string, path: string): Target => ({
    heading,
    service: "execute-api",
    type: "execute-api-general",
    arn: `${start(place, "execute-api")}:${path}`,
  });
  return [
    target("GET prod/notes/1", `${apiId}/prod/GET/notes/1`),
    target("POST prod/notes/1", `${apiId}/prod/POST/notes/1`),
    target("GET dev/notes/1", `${apiId}/dev/GET/notes/1`),
    target("GET prod/notes", `${apiId}/prod/GET/notes`),
    target("DELETE prod/notes", `${apiId}/prod/DELETE/notes`),
    target("GET prod/x/notes", `${apiId}/prod/GET/x/notes`),
    target("POST prod/GET/notes", `${apiId}/prod/POST/GET/notes`),
    target("GET prod/admin", `${apiId}/prod/GET/admin`),
    target("another API: GET prod/notes/1", `of-others/prod/GET/notes/1`),
  ];
};

export const webSocketApi: Targets = (place, { apiId }) => {
  const target = (heading: string, path: string): Target => ({
    heading,
    service: "execute-api",
    type: "execute-api-general",
    arn: `${start(place, "execute-api")}:${path}`,
  });
  return [
    target("prod: $connect", `${apiId}/prod/$connect`),
    target("prod: send", `${apiId}/prod/send`),
    target("prod: secret", `${apiId}/prod/secret`),
    target("dev: send", `${apiId}/dev/send`),
    target("prod: another's connection", `${apiId}/prod/POST/@connections/L0SM9cOFvHcCIhw=`),
    target("another API: send", "of-others/prod/send"),
  ];
};

export const eventsApi: Targets = (place, { apiId }) => {
  const there = `${start(place, "appsync")}:apis`;
  const target = (type: string, heading: string, path: string): Target => ({
    heading,
    service: "appsync",
    type,
    arn: `${there}/${path}`,
  });
  return [
    target("api", "the API", apiId),
    target("channelNamespace", "namespace notes", `${apiId}/channelNamespace/notes`),
    target("channelNamespace", "namespace admin", `${apiId}/channelNamespace/admin`),
    target("api", "another API", "of-others"),
    target("channelNamespace", "another API: namespace notes", "of-others/channelNamespace/notes"),
  ];
};

export const graphqlApi: Targets = (place, { apiId }) => {
  const there = `${start(place, "appsync")}:apis`;
  const field = (heading: string, path: string): Target => ({
    heading,
    service: "appsync",
    type: "field",
    arn: `${there}/${path}`,
  });
  return [
    field("Query.listNotes", `${apiId}/types/Query/fields/listNotes`),
    field("Query.listUsers", `${apiId}/types/Query/fields/listUsers`),
    field("Mutation.addNote", `${apiId}/types/Mutation/fields/addNote`),
    field("Subscription.onNote", `${apiId}/types/Subscription/fields/onNote`),
    field("another API: Query.listNotes", "of-others/types/Query/fields/listNotes"),
    { heading: "the API itself", service: "appsync", type: "graphqlapi", arn: `${there}/${apiId}` },
  ];
};

/** A resource that all users share, and another one of its kind. */
function shared(service: string, type: string, kind: string, arnOf: (resources: Resources) => string): Targets {
  return (_, resources) => [
    { heading: `the ${kind}`, service, type, arn: arnOf(resources) },
    { heading: `another ${kind}`, service, type, arn: `${arnOf(resources)}-of-others` },
  ];
}

export const lambdaFunction: Targets = (_, { functionArn }) => {
  const target = (heading: string, arn: string, byUrl?: boolean): Target => ({
    heading,
    service: "lambda",
    type: "function",
    arn,
    context: byUrl === undefined ? {} : { "lambda:InvokedViaFunctionUrl": String(byUrl) },
  });
  return [
    target("the function", functionArn),
    target("the function by its URL", functionArn, true),
    target("another function", `${functionArn}-of-others`),
    target("another function by its URL", `${functionArn}-of-others`, true),
  ];
};
export const queue = shared("sqs", "queue", "queue", ({ queueArn }) => queueArn);
export const botAlias = shared("lex", "bot alias", "bot's alias", ({ botAliasArn }) => botAliasArn);
export const model = shared("bedrock", "foundation-model", "model", ({ modelArn }) => modelArn);

export const logGroup: Targets = (_, { logGroupArn }) => [
  { heading: "a stream", service: "logs", type: "log-stream", arn: `${logGroupArn}:log-stream:s` },
  { heading: "the group", service: "logs", type: "log-group", arn: logGroupArn },
  {
    heading: "a stream of another group",
    service: "logs",
    type: "log-stream",
    arn: `${logGroupArn}-of-others:log-stream:s`,
  },
];

/** The one provider of a region. */
export const locationProvider =
  (service: string): Targets =>
  ({ partition, region }) => [
    {
      heading: "the provider",
      service,
      type: "provider",
      arn: `arn:${partition.name}:${service}:${region}::provider/default`,
    },
  ];

export const kinesisStream = shared("kinesis", "stream", "stream", ({ kinesisStreamArn }) => kinesisStreamArn);
export const deliveryStream = shared("firehose", "deliverystream", "stream", (all) => all.deliveryStreamArn);
export const map = shared("geo", "map", "map", ({ mapArn }) => mapArn);
export const appMonitor = shared("rum", "AppMonitorResource", "app monitor", ({ appMonitorArn }) => appMonitorArn);

export const topics: Targets = (place, { topicPrefix }) => {
  const { me, somebodyElse, mySub, anothersSub } = usersIn(place);
  const target = (type: string, heading: string, name: string): Target => ({
    heading: `${type}: ${heading}`,
    service: "iot",
    type,
    arn: `${start(place, "iot")}:${type}/${name}`,
  });
  return [
    target("client", "own ID", me),
    target("client", "another's ID", somebodyElse),
    target("client", "ID and more", `${me}0`),
    target("client", "own ID-phone", `${me}-phone`),
    target("client", "another's ID-phone", `${somebodyElse}-phone`),
    target("client", "own SUB", mySub),
    target("client", "another's SUB", anothersSub),
    target("client", "nobody's", "server"),
    target("topic", "own PREFIX/ID/t", `${topicPrefix}/${me}/t`),
    target("topic", "another's PREFIX/ID/t", `${topicPrefix}/${somebodyElse}/t`),
    target("topic", "own PREFIX/SUB/t", `${topicPrefix}/${mySub}/t`),
    target("topic", "another's PREFIX/SUB/t", `${topicPrefix}/${anothersSub}/t`),
    target("topic", "nobody's PREFIX/t", `${topicPrefix}/t`),
    target("topic", "another prefix: ID/t", `others/${me}/t`),
    target("topicfilter", "own PREFIX/ID/#", `${topicPrefix}/${me}/#`),
    target("topicfilter", "own PREFIX/SUB/#", `${topicPrefix}/${mySub}/#`),
    target("topicfilter", "another's PREFIX/ID/#", `${topicPrefix}/${somebodyElse}/#`),
    target("topicfilter", "everybody's PREFIX/+/t", `${topicPrefix}/+/t`),
    target("topicfilter", "everything #", "#"),
  ];
};

export const datasets: Targets = (place, { identityPoolId }) => {
  const { me, somebodyElse } = usersIn(place);
  const pool = `${start(place, "cognito-sync")}:identitypool/${identityPoolId}`;
  const target = (type: string, heading: string, arn: string): Target => ({
    heading,
    service: "cognito-sync",
    type,
    arn,
  });
  return [
    target("identity", "own identity", `${pool}/identity/${me}`),
    target("dataset", "own dataset", `${pool}/identity/${me}/dataset/d`),
    target("identity", "another's identity", `${pool}/identity/${somebodyElse}`),
    target("dataset", "another's dataset", `${pool}/identity/${somebodyElse}/dataset/d`),
    target("identity", "ID and more", `${pool}/identity/${me}0`),
    target("dataset", "dataset of ID and more", `${pool}/identity/${me}0/dataset/d`),
    target("dataset", "another pool: own dataset", `${pool}0/identity/${me}/dataset/d`),
    target("identitypool", "the pool", pool),
    target("identitypool", "another pool", `${pool}0`),
  ];
};

export const pools: Targets = (place, { identityPoolId }) => {
  const pool = `${start(place, "cognito-identity")}:identitypool/${identityPoolId}`;
  const target = { service: "cognito-identity", type: "identitypool" };
  return [
    { ...target, heading: "the pool", arn: pool },
    { ...target, heading: "another pool", arn: `${pool}0` },
  ];
};
