/** aws_dynamodb_table, without replicas, imports and restored tables.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type AttributeDefinition,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  type Projection,
  type ProvisionedThroughput,
  type SSESpecification,
  type StreamSpecification,
  type TableDescription,
  type UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { isAwsError, type Aws } from "../aws/aws";
import { tagAttributes, tagChanges, tagsToWrite } from "../aws/tags";
import { arn, oneOf } from "../checks";
import { Refused, type Problem } from "../problem";
import {
  blocks,
  flag,
  isWhollyKnown,
  optionalNumber,
  optionalText,
  text,
  textMap,
  texts,
  UNKNOWN,
  type ObjectValue,
  type Value,
} from "../values";
import { PartlyCreated, type Resource } from "./resource";

const PROJECTIONS = ["ALL", "INCLUDE", "KEYS_ONLY"];

export const dynamodbTable: Resource = {
  type: "aws_dynamodb_table",
  forceNew: ["hash_key", "local_secondary_index", "name", "range_key"],
  defaults: { billing_mode: "PROVISIONED", table_class: "STANDARD", "ttl.enabled": false },
  checks: {
    billing_mode: oneOf("PROVISIONED", "PAY_PER_REQUEST"),
    stream_view_type: oneOf("", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"),
    table_class: oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"),
    "attribute.type": oneOf("S", "N", "B"),
    "global_secondary_index.projection_type": oneOf(...PROJECTIONS),
    "local_secondary_index.projection_type": oneOf(...PROJECTIONS),
    "server_side_encryption.kms_key_arn": arn,
  },
  computedBlocks: ["point_in_time_recovery", "server_side_encryption"],
  keptBlocks: ["ttl"],
  supported: [
    "attribute",
    "billing_mode",
    "deletion_protection_enabled",
    "global_secondary_index",
    "hash_key",
    "local_secondary_index",
    "name",
    "point_in_time_recovery",
    "range_key",
    "read_capacity",
    "region",
    "server_side_encryption",
    "stream_enabled",
    "stream_view_type",
    "table_class",
    "tags",
    "timeouts",
    "ttl",
    "write_capacity",
  ],

  validate: attributeProblems,

  importState: (id) => ({ id }),

  async read(state, aws) {
    const table = await described(text(state.id), aws);
    return table ? { ...(await stateOf(table, state, aws)), timeouts: state.timeouts ?? null } : null;
  },

  async create(planned, aws) {
    const name = text(planned.name);
    const isOnDemand = text(planned.billing_mode) === "PAY_PER_REQUEST";
    const global = blocks(planned.global_secondary_index).map((index) => globalIndex(index, isOnDemand));
    const local = blocks(planned.local_secondary_index).map((index) => ({
      IndexName: text(index.name),
      KeySchema: keySchema(text(planned.hash_key), text(index.range_key)),
      Projection: projection(index),
    }));
    await aws.clients.dynamodb.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
        AttributeDefinitions: attributeDefinitions(planned),
        KeySchema: keySchema(text(planned.hash_key), text(planned.range_key)),
        ProvisionedThroughput: isOnDemand ? undefined : throughput(planned),
        DeletionProtectionEnabled: flag(planned.deletion_protection_enabled),
        TableClass: optionalText(planned.table_class) as "STANDARD" | undefined,
        StreamSpecification: flag(planned.stream_enabled) ? stream(planned) : undefined,
        SSESpecification: encryption(planned),
        Tags: tagList(tagsToWrite(planned, aws.tagRules)),
        ...(global.length > 0 && { GlobalSecondaryIndexes: global }),
        ...(local.length > 0 && { LocalSecondaryIndexes: local }),
      }),
    );
    try {
      const [ttl] = blocks(planned.ttl);
      if (flag(ttl?.enabled)) await setTimeToLive(name, ttl, aws);
      const [recovery] = blocks(planned.point_in_time_recovery);
      if (flag(recovery?.enabled)) await setRecovery(name, recovery, aws);
    } catch (error) {
      throw new PartlyCreated({ id: name, name }, error);
    }
    return { id: name };
  },

  async update(prior, planned, aws) {
    const name = text(prior.id);
    const { dynamodb } = aws.clients;
    const isChanged = (...names: string[]) =>
      names.some((attribute) => JSON.stringify(prior[attribute]) !== JSON.stringify(planned[attribute]));
    const change = async (input: Omit<UpdateTableCommandInput, "TableName">) => {
      await dynamodb.send(new UpdateTableCommand({ TableName: name, ...input }));
    };

    const isOnDemand = text(planned.billing_mode) === "PAY_PER_REQUEST";
    if (isChanged("billing_mode")) {
      await change({
        BillingMode: isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
        ProvisionedThroughput: isOnDemand ? undefined : throughput(planned),
      });
    } else if (!isOnDemand && isChanged("read_capacity", "write_capacity")) {
      await change({ ProvisionedThroughput: throughput(planned) });
    }
    if (isChanged("global_secondary_index")) await changeIndexes(prior, planned, isOnDemand, change);
    if (isChanged("stream_enabled", "stream_view_type")) {
      if (flag(prior.stream_enabled)) await change({ StreamSpecification: { StreamEnabled: false } });
      if (flag(planned.stream_enabled)) await change({ StreamSpecification: stream(planned) });
    }
    if (isChanged("deletion_protection_enabled"))
      await change({ DeletionProtectionEnabled: flag(planned.deletion_protection_enabled) });
    if (isChanged("table_class")) await change({ TableClass: (text(planned.table_class) || "STANDARD") as "STANDARD" });
    if (isChanged("server_side_encryption"))
      await change({ SSESpecification: encryption(planned) ?? { Enabled: false } });
    if (isChanged("ttl")) await changeTimeToLive(name, prior, planned, aws);
    if (isChanged("point_in_time_recovery")) await setRecovery(name, blocks(planned.point_in_time_recovery)[0], aws);
    const { removedKeys, set } = tagChanges(textMap(prior.tags_all), tagsToWrite(planned, aws.tagRules));
    const ResourceArn = text(prior.arn);
    if (removedKeys.length > 0) await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: removedKeys }));
    if (Object.keys(set).length > 0) await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: tagList(set) }));
  },

  async delete(prior, aws) {
    try {
      await aws.clients.dynamodb.send(new DeleteTableCommand({ TableName: text(prior.id) }));
    } catch (error) {
      if (!isAwsError(error, "ResourceNotFoundException")) throw error;
    }
  },
};

/** The provider's own check, at plan: every key has a type, and nothing else has one. */
function attributeProblems(config: ObjectValue): readonly Problem[] {
  const indexes = [...blocks(config.global_secondary_index), ...blocks(config.local_secondary_index)];
  const named: (Value | undefined)[] = [
    config.hash_key,
    config.range_key,
    ...indexes.flatMap((index): (Value | undefined)[] => [index.hash_key, index.range_key]),
  ];
  const definitions = blocks(config.attribute).map((definition): Value => definition.name ?? null);
  const isKnown = named.every((name) => isWhollyKnown(name)) && definitions.every((name) => isWhollyKnown(name));
  const areBlocksKnown = ["attribute", "global_secondary_index", "local_secondary_index"].every(
    (name) => config[name] !== UNKNOWN,
  );
  if (!isKnown || !areBlocksKnown) return [];
  const keys = new Set(named.map((name) => text(name)).filter((name) => name !== ""));
  const typed = new Set(definitions.map((name) => text(name)));
  const problem = (summary: string): Problem => ({ summary, attribute: ["attribute"] });
  const unused = [...typed].filter((name) => !keys.has(name));
  const missing = [...keys].filter((name) => !typed.has(name));
  const quoted = (names: string[]) => `[${names.map((name) => `"${name}"`).join(" ")}]`;
  return [
    ...(unused.length > 0 ? [problem(`all attributes must be indexed. Unused attributes: ${quoted(unused)}`)] : []),
    ...(missing.length > 0
      ? [problem(`all indexes must match a defined attribute. Unmatched indexes: ${quoted(missing)}`)]
      : []),
  ];
}

async function described(name: string, aws: Aws): Promise<TableDescription | undefined> {
  try {
    return (await aws.clients.dynamodb.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (isAwsError(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}

async function stateOf(table: TableDescription, state: ObjectValue, aws: Aws): Promise<ObjectValue> {
  const { dynamodb } = aws.clients;
  const TableName = table.TableName ?? "";
  const { TimeToLiveDescription: ttl } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  const { ContinuousBackupsDescription: backups } = await dynamodb.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  const recovery = backups?.PointInTimeRecoveryDescription;
  const { Tags = [] } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn: table.TableArn ?? "" }));
  const isOnDemand = table.BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
  const isEncrypted = table.SSEDescription?.Status === "ENABLED";
  return {
    id: TableName,
    name: TableName,
    arn: table.TableArn ?? null,
    attribute: (table.AttributeDefinitions ?? []).map(({ AttributeName = "", AttributeType = "S" }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    billing_mode: isOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED",
    deletion_protection_enabled: table.DeletionProtectionEnabled ?? false,
    global_secondary_index: (table.GlobalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName ?? "",
      ...keysOf(index.KeySchema),
      ...projectionState(index.Projection),
      read_capacity: index.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
      write_capacity: index.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    })),
    ...keysOf(table.KeySchema),
    local_secondary_index: (table.LocalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName ?? "",
      range_key: keysOf(index.KeySchema).range_key,
      ...projectionState(index.Projection),
    })),
    point_in_time_recovery: [
      {
        enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED",
        recovery_period_in_days: recovery?.RecoveryPeriodInDays ?? 0,
      },
    ],
    read_capacity: table.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    server_side_encryption: isEncrypted
      ? [{ enabled: true, kms_key_arn: table.SSEDescription?.KMSMasterKeyArn ?? "" }]
      : [],
    stream_arn: table.LatestStreamArn ?? "",
    stream_enabled: table.StreamSpecification?.StreamEnabled ?? false,
    stream_label: table.LatestStreamLabel ?? "",
    stream_view_type: table.StreamSpecification?.StreamViewType ?? "",
    table_class: table.TableClassSummary?.TableClass ?? "STANDARD",
    ttl: [{ attribute_name: ttl?.AttributeName ?? "", enabled: ttl?.TimeToLiveStatus === "ENABLED" }],
    write_capacity: table.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    ...tagAttributes(Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])), state, aws.tagRules),
  };
}

function attributeDefinitions(planned: ObjectValue): AttributeDefinition[] {
  return blocks(planned.attribute).map(({ name, type }) => ({
    AttributeName: text(name),
    AttributeType: text(type) as "S",
  }));
}

function keySchema(hashKey: string, rangeKey: string): KeySchemaElement[] {
  return [
    { AttributeName: hashKey, KeyType: "HASH" },
    ...(rangeKey === "" ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" as const }]),
  ];
}

function keysOf(schema: readonly KeySchemaElement[] = []): { hash_key: string; range_key: string } {
  const key = (type: string) => schema.find(({ KeyType }) => KeyType === type)?.AttributeName ?? "";
  return { hash_key: key("HASH"), range_key: key("RANGE") };
}

function projection(index: ObjectValue): Projection {
  const names = texts(index.non_key_attributes);
  return {
    ProjectionType: text(index.projection_type) as "ALL",
    ...(names.length > 0 && { NonKeyAttributes: names }),
  };
}

function projectionState(found: Projection = {}): ObjectValue {
  return { projection_type: found.ProjectionType ?? "", non_key_attributes: found.NonKeyAttributes ?? [] };
}

/** Without a number it is one unit, as the provider has it. */
function throughput(of: ObjectValue): ProvisionedThroughput {
  return {
    ReadCapacityUnits: optionalNumber(of.read_capacity) ?? 1,
    WriteCapacityUnits: optionalNumber(of.write_capacity) ?? 1,
  };
}

function globalIndex(index: ObjectValue, isOnDemand: boolean): GlobalSecondaryIndex {
  return {
    IndexName: text(index.name),
    KeySchema: keySchema(text(index.hash_key), text(index.range_key)),
    Projection: projection(index),
    ProvisionedThroughput: isOnDemand ? undefined : throughput(index),
  };
}

/** DynamoDB takes one index a request. One that is not the same any more is made anew, but for its capacity. */
async function changeIndexes(
  prior: ObjectValue,
  planned: ObjectValue,
  isOnDemand: boolean,
  change: (input: Omit<UpdateTableCommandInput, "TableName">) => Promise<void>,
): Promise<void> {
  const before = blocks(prior.global_secondary_index);
  const after = blocks(planned.global_secondary_index);
  const shape = (index: ObjectValue) => JSON.stringify([keySchemaOf(index), projection(index)]);
  const isSame = (index: ObjectValue) => (other: ObjectValue) =>
    text(other.name) === text(index.name) && shape(other) === shape(index);
  for (const index of before.filter((candidate) => !after.some(isSame(candidate))))
    await change({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: text(index.name) } }] });
  for (const index of after) {
    const same = before.find(isSame(index));
    const { ProvisionedThroughput, ...created } = globalIndex(index, isOnDemand);
    if (!same) {
      await change({
        AttributeDefinitions: attributeDefinitions(planned),
        GlobalSecondaryIndexUpdates: [{ Create: { ...created, ProvisionedThroughput } }],
      });
    } else if (ProvisionedThroughput && JSON.stringify(throughput(same)) !== JSON.stringify(ProvisionedThroughput)) {
      const update = { IndexName: text(index.name), ProvisionedThroughput };
      await change({ GlobalSecondaryIndexUpdates: [{ Update: update }] });
    }
  }
}

function keySchemaOf(index: ObjectValue): KeySchemaElement[] {
  return keySchema(text(index.hash_key), text(index.range_key));
}

function stream(planned: ObjectValue): StreamSpecification {
  return { StreamEnabled: true, StreamViewType: optionalText(planned.stream_view_type) as "NEW_IMAGE" | undefined };
}

function encryption(planned: ObjectValue): SSESpecification | undefined {
  const [given] = blocks(planned.server_side_encryption);
  if (!flag(given?.enabled)) return undefined;
  const key = optionalText(given?.kms_key_arn);
  return { Enabled: true, SSEType: "KMS", ...(key !== undefined && { KMSMasterKeyId: key }) };
}

async function setTimeToLive(name: string, ttl: ObjectValue | undefined, aws: Aws): Promise<void> {
  await aws.clients.dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: text(ttl?.attribute_name), Enabled: flag(ttl?.enabled) },
    }),
  );
}

async function changeTimeToLive(name: string, prior: ObjectValue, planned: ObjectValue, aws: Aws): Promise<void> {
  const [before] = blocks(prior.ttl);
  const [after] = blocks(planned.ttl);
  if (flag(before?.enabled) && flag(after?.enabled)) {
    throw new Refused({
      summary: "ValidationException",
      detail: "TimeToLive is active on a different AttributeName: disable it, apply, and enable it on the other one.",
      attribute: ["ttl"],
    });
  }
  if (flag(before?.enabled)) await setTimeToLive(name, { ...before, enabled: false }, aws);
  if (flag(after?.enabled)) await setTimeToLive(name, after, aws);
}

async function setRecovery(name: string, recovery: ObjectValue | undefined, aws: Aws): Promise<void> {
  const isOn = flag(recovery?.enabled);
  const days = optionalNumber(recovery?.recovery_period_in_days);
  await aws.clients.dynamodb.send(
    new UpdateContinuousBackupsCommand({
      TableName: name,
      PointInTimeRecoverySpecification: {
        PointInTimeRecoveryEnabled: isOn,
        RecoveryPeriodInDays: isOn ? days : undefined,
      },
    }),
  );
}

function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
