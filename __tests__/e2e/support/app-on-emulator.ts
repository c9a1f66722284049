/** What an app has on the emulator, made by its account: a bucket, a table, APIs and so on, for users to call. */
import {
  APIGatewayClient,
  CreateDeploymentCommand,
  CreateResourceCommand,
  CreateRestApiCommand,
  GetResourcesCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { AppSyncClient, CreateGraphqlApiCommand, StartSchemaCreationCommand } from "@aws-sdk/client-appsync";
import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Place } from "../../../local/sign-in";
import { Partition } from "../../../src";
import { resourcesIn } from "../../permissions/library";
import type { AppResources } from "../real-calls-table";
import { createBucket } from "./clients";
import { administrator } from "./pool-in-use";

export async function makeResources(place: Place, name: string): Promise<Omit<AppResources, "identityPoolId">> {
  const settings = administrator(place);
  const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
  await createBucket(`${name}-files`);
  await new DynamoDBClient(settings).send(
    new CreateTableCommand({
      TableName: `${name}-rows`,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "owner", AttributeType: "S" },
        { AttributeName: "note", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "owner", KeyType: "HASH" },
        { AttributeName: "note", KeyType: "RANGE" },
      ],
    }),
  );
  await new KinesisClient(settings).send(new CreateStreamCommand({ StreamName: `${name}-clicks`, ShardCount: 1 }));
  const { QueueUrl = "" } = await new SQSClient(settings).send(new CreateQueueCommand({ QueueName: `${name}-jobs` }));
  const logs = new CloudWatchLogsClient(settings);
  await logs.send(new CreateLogGroupCommand({ logGroupName: `${name}-browser` }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: `${name}-browser`, logStreamName: "browser" }));
  const { KeyMetadata } = await new KMSClient(settings).send(new CreateKeyCommand({}));
  return {
    ...resourcesIn({ partition: Partition.AWS, region: "us-east-1" }),
    bucketName: `${name}-files`,
    tableArn: arn("dynamodb", `table/${name}-rows`),
    apiId: await makeApi(new APIGatewayClient(settings), name),
    graphqlApiId: await makeGraphqlApi(new AppSyncClient(settings), name),
    // The function and the delivery stream need not be there: IAM is asked first.
    functionArn: arn("lambda", `function:${name}-notes`),
    deliveryStreamArn: arn("firehose", `deliverystream/${name}-clicks`),
    kinesisStreamArn: arn("kinesis", `stream/${name}-clicks`),
    queueUrl: QueueUrl,
    queueArn: arn("sqs", `${name}-jobs`),
    logGroupName: `${name}-browser`,
    logGroupArn: arn("logs", `log-group:${name}-browser`),
    keyArn: KeyMetadata?.Arn ?? "",
  };
}

async function makeApi(gateway: APIGatewayClient, name: string): Promise<string> {
  const { id: restApiId = "" } = await gateway.send(new CreateRestApiCommand({ name }));
  const { items = [] } = await gateway.send(new GetResourcesCommand({ restApiId }));
  const resource = async (parentId: string | undefined, pathPart: string) =>
    (await gateway.send(new CreateResourceCommand({ restApiId, parentId, pathPart }))).id;
  const notes = await resource(items[0]?.id, "notes");
  const resources = [notes, await resource(notes, "{id}"), await resource(items[0]?.id, "admin")];
  for (const resourceId of resources) {
    for (const httpMethod of ["GET", "POST"]) {
      const method = { restApiId, resourceId, httpMethod };
      await gateway.send(new PutMethodCommand({ ...method, authorizationType: "AWS_IAM" }));
      await gateway.send(new PutMethodResponseCommand({ ...method, statusCode: "200" }));
      await gateway.send(
        new PutIntegrationCommand({
          ...method,
          type: "MOCK",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
        }),
      );
      await gateway.send(new PutIntegrationResponseCommand({ ...method, statusCode: "200" }));
    }
  }
  for (const stageName of ["prod", "dev"]) await gateway.send(new CreateDeploymentCommand({ restApiId, stageName }));
  return restApiId;
}

async function makeGraphqlApi(appsync: AppSyncClient, name: string): Promise<string> {
  const { graphqlApi } = await appsync.send(new CreateGraphqlApiCommand({ name, authenticationType: "AWS_IAM" }));
  const apiId = graphqlApi?.apiId ?? "";
  const definition = `type Query { listNotes: String listUsers: String } type Mutation { addNote: String }
    schema { query: Query mutation: Mutation }`;
  await appsync.send(new StartSchemaCreationCommand({ apiId, definition: Buffer.from(definition) }));
  return apiId;
}
