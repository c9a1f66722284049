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

/** Identity ids of two users. */
export function usersIn({ region }: Place): { me: string; somebodyElse: string } {
  return {
    me: `${region}:aaaaaaaa-0000-4000-8000-000000000001`,
    somebodyElse: `${region}:bbbbbbbb-0000-4000-8000-000000000002`,
  };
}

/** An ARN's start up to the resource. */
function start({ partition, region }: Place, service: string): string {
  return `arn:${partition.name}:${service}:${region}:${ACCOUNT}`;
}

export type Targets = (place: Place, resources: Resources) => Target[];

/** Objects with the keys that the guide's app writes, in folders, and below a prefix. */
export const files: Targets = (place, { bucketName }) => {
  const { me, somebodyElse } = usersIn(place);
  const bucket = (name: string): string => `arn:${place.partition.name}:s3:::${name}`;
  const object = (heading: string, key: string, name = bucketName): Target => ({
    heading,
    service: "s3",
    type: "object",
    arn: `${bucket(name)}/${key}`,
  });
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
    { heading: "the bucket", service: "s3", type: "bucket", arn: bucket(bucketName) },
    { heading: "another bucket", service: "s3", type: "bucket", arn: bucket(`${bucketName}-of-others`) },
  ];
};

/** Objects and listings in the layout of Amplify's storage. */
export const amplifyFiles: Targets = (place, { bucketName }) => {
  const { me, somebodyElse } = usersIn(place);
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
    object("nobody's: f", "f"),
    object("nobody's: private/f", "private/f"),
    { ...object("another bucket: public/f", ""), arn: `${bucket}-of-others/public/f` },
    list("list: all"),
    list("list: public/", "public/"),
    list("list: protected/", "protected/"),
    list("list: own private/ID/", `private/${me}/`),
    list("list: another's private/ID/", `private/${somebodyElse}/`),
    list("list: private/", "private/"),
    { ...list("list: public/ of another bucket", "public/"), arn: `${bucket}-of-others` },
  ];
};

export const rows: Targets = (place, { tableArn }) => {
  const { me, somebodyElse } = usersIn(place);
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
    { ...table("an index: own row", [me], `${tableArn}/index/by-date`), type: "index" },
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
    target("GET prod/admin", `${apiId}/prod/GET/admin`),
    target("another API: GET prod/notes/1", `of-others/prod/GET/notes/1`),
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

export const lambdaFunction = shared("lambda", "function", "function", ({ functionArn }) => functionArn);
export const kinesisStream = shared("kinesis", "stream", "stream", ({ kinesisStreamArn }) => kinesisStreamArn);
export const deliveryStream = shared("firehose", "deliverystream", "stream", (all) => all.deliveryStreamArn);
export const map = shared("geo", "map", "map", ({ mapArn }) => mapArn);
export const appMonitor = shared("rum", "AppMonitorResource", "app monitor", ({ appMonitorArn }) => appMonitorArn);

export const topics: Targets = (place, { topicPrefix }) => {
  const { me, somebodyElse } = usersIn(place);
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
    target("client", "nobody's", "server"),
    target("topic", "own PREFIX/ID/t", `${topicPrefix}/${me}/t`),
    target("topic", "another's PREFIX/ID/t", `${topicPrefix}/${somebodyElse}/t`),
    target("topic", "nobody's PREFIX/t", `${topicPrefix}/t`),
    target("topic", "another prefix: ID/t", `others/${me}/t`),
    target("topicfilter", "own PREFIX/ID/#", `${topicPrefix}/${me}/#`),
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
