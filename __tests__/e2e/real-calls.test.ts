/** The library's grants in use: users and guests of real pools call AWS with what the pools gave them, and each answer is laid
 *  beside the simulator's on the policies that Terraform rendered. */
import { join } from "node:path";
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
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { GUEST_ACTIONS } from "identity-pool-review/iam";
import { sessionOf, type Place, type Session } from "../../local/sign-in";
import type { SampleUserPool } from "../../local/sample-user-pool";
import { IdentityPool, Partition, simulate } from "../../src";
import type { IdentityPoolStackProps, PolicyDocument, PolicyStatement } from "../../src";
import { LIBRARY, resourcesIn } from "../permissions/library";
import { expectGolden } from "../support/golden";
import { BY_HAND, DIFFERENCES, GUIDE, TRIED_BY, type AppResources, type Attempts } from "./real-calls-table";
import { createBucket, inlinePolicy, inlinePolicyNames } from "./support/clients";
import { administrator, makeUserPool, signedIn, type User } from "./support/pool-in-use";
import { describeOnLocalAws, localAws } from "./support/shared";
import { answerTo, clientsOf, type Answer } from "./support/user-clients";
import { roleNameOf, Workspace } from "./support/workspace";

jest.setTimeout(180_000);

const CAP: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: [...GUEST_ACTIONS], Resource: "*" }],
};

interface Deployed {
  readonly identityPoolId: string;
  readonly authenticatedRole: string;
  readonly guestsRole: string;
}

/** Somebody who calls, and what the simulator is told of them. */
interface Caller {
  readonly session: Session;
  readonly context: Readonly<Record<string, string | string[]>>;
  readonly policies: readonly PolicyDocument[];
  readonly sessionPolicies?: readonly PolicyDocument[];
}

describeOnLocalAws("a grant in use", () => {
  let place: Place;
  let userPool: SampleUserPool;
  let ada: User;
  let bob: User;
  let app: Omit<AppResources, "identityPoolId">;
  let name: string;

  beforeAll(async () => {
    place = localAws();
    place = { endpoint: place.endpoint, region: place.region };
    name = new Workspace().name;
    userPool = await makeUserPool(place);
    ada = await signedIn(place, userPool, "ada");
    bob = await signedIn(place, userPool, "bob");
    app = await makeResources(place, name);
  });

  async function policiesOf(role: string): Promise<PolicyDocument[]> {
    const names = await inlinePolicyNames(roleNameOf(role));
    return Promise.all(
      names.map(async (policy) => (await inlinePolicy(roleNameOf(role), policy)) as unknown as PolicyDocument),
    );
  }

  async function callers({ identityPoolId, authenticatedRole, guestsRole }: Deployed): Promise<Record<string, Caller>> {
    const caller = async (user: User | undefined): Promise<Caller> => {
      const session = await sessionOf(place, identityPoolId, user?.logins);
      return {
        session,
        context: {
          "cognito-identity.amazonaws.com:sub": session.identityId,
          "cognito-identity.amazonaws.com:aud": identityPoolId,
          "cognito-identity.amazonaws.com:amr": [user ? "authenticated" : "unauthenticated"],
        },
        policies: await policiesOf(user ? authenticatedRole : guestsRole),
        ...(!user && { sessionPolicies: [CAP] }),
      };
    };
    return { ada: await caller(ada), bob: await caller(bob), guest: await caller(undefined) };
  }

  /** Lines of a table: what, and the answers to its caller on their own and on Bob's. */
  async function tried(title: string, deployed: Deployed, attemptsOn: Attempts): Promise<string[]> {
    const resources = { ...app, identityPoolId: deployed.identityPoolId };
    const { ada: user, bob: other, guest } = await callers(deployed);
    if (!user || !other || !guest) throw new Error("nobody signed in");
    const columns: [string, Caller, string][] = [
      ["user, own", user, user.session.identityId],
      ["user, another's", user, other.session.identityId],
      ["guest, own", guest, guest.session.identityId],
      ["guest, another's", guest, other.session.identityId],
    ];
    const lines: string[] = [];
    const whats = attemptsOn(resources, "").map(({ what }) => what);
    for (const [index, what] of whats.entries()) {
      const answers: Answer[] = [];
      for (const [column, caller, owner] of columns) {
        const attempt = attemptsOn(resources, owner)[index];
        if (!attempt) throw new Error(`${what} is not tried on everybody's`);
        const answer = await answerTo(attempt.call(clientsOf(place, caller.session)));
        const simulated = attempt.asks.every(
          ({ action, resource, context }) =>
            simulate(caller.policies, {
              action,
              resource,
              context: { ...caller.context, ...context },
              sessionPolicies: caller.sessionPolicies,
            }) === "allowed",
        );
        const expected = simulated ? "allowed" : "denied";
        const where = [title, what, column];
        // A difference that is gone is to be taken off the list.
        const isKnown = DIFFERENCES[where.join(": ")] !== undefined;
        expect([...where, answer === expected]).toEqual([...where, !isKnown]);
        answers.push(answer);
      }
      lines.push(`| ${[what, ...answers].join(" | ")} |`);
    }
    return [
      `## ${title}`,
      "",
      `| | ${columns.map(([column]) => column).join(" | ")} |`,
      "|---|---|---|---|---|",
      ...lines,
    ];
  }

  test("every function of the library is tried, or its service is one that the emulator lacks", () => {
    const functions = new Set(LIBRARY.map((call) => call.name));
    expect([...functions].filter((each) => TRIED_BY[each] === undefined)).toEqual([]);
  });

  test("users and guests are answered as the simulator says, grant by grant", async () => {
    const grants: { title: string; statements: PolicyStatement[]; attempts: Attempts }[] = [
      ...LIBRARY.flatMap(({ title, name: each, statements }) => {
        const attempts = TRIED_BY[each];
        const resources = { ...app, identityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555" };
        const ofApi = each === "graphql" ? { ...resources, apiId: app.graphqlApiId } : resources;
        return typeof attempts === "function"
          ? [{ title, statements: statements(ofApi, Partition.AWS), attempts }]
          : [];
      }),
      ...BY_HAND.map(({ title, action, resource, attempts }) => ({
        title,
        statements: [
          {
            effect: "Allow",
            actions: [action],
            resources: [resource({ ...app, identityPoolId: "" })],
          },
        ],
        attempts,
      })),
    ];
    const workspace = new Workspace();
    workspace.synthesize((cdktf) => {
      const stack = new TerraformStack(cdktf, "grants");
      new AwsProvider(stack, "aws", { region: place.region });
      grants.forEach(({ statements }, index) => {
        const pool = new IdentityPool(stack, `pool-${index}`, {
          identityPoolName: `${name}-${index}`,
          userPoolClients: [{ userPoolId: userPool.userPoolId, clientId: userPool.userPoolClientId }],
          allowUnauthenticatedIdentities: true,
        });
        pool.authenticatedRole.grant(...statements);
        pool.unauthenticatedRole?.grant(...statements);
        new TerraformOutput(stack, `pool_${index}`, {
          value: {
            identityPoolId: pool.identityPoolId,
            authenticatedRole: pool.authenticatedRole.roleArn,
            guestsRole: pool.unauthenticatedRole?.roleArn,
          },
        });
      });
      return stack;
    });
    await workspace.init();
    const outputs = (await workspace.apply()) as unknown as Record<string, Deployed>;
    const tables: string[] = [];
    for (const [index, { title, attempts }] of grants.entries()) {
      const deployed = outputs[`pool_${index}`];
      if (!deployed) throw new Error(`no pool for ${title}`);
      tables.push((await tried(title, deployed, attempts)).join("\n"));
    }
    const head = "# What users and guests are answered, by real calls on what the library grants to both";
    expectGolden(join(__dirname, "golden", "real-calls.md"), `${[head, ...tables].join("\n\n")}\n`);
  });

  const SETTINGS: [string, IdentityPoolStackProps][] = [
    ["as it ships", {}],
    ["with the guide's policy alone", { guardrail: false }],
    ["with least privilege", { permissions: "least-privilege" }],
    ["without the token check", { serverSideTokenCheck: false }],
  ];

  test("the shipped stack, in each setting: users are answered as the simulator says", async () => {
    const tables: string[] = [];
    for (const [title, props] of SETTINGS) {
      const workspace = new Workspace();
      workspace.set({
        bucket_name: app.bucketName,
        user_pool_id: userPool.userPoolId,
        user_pool_client_id: userPool.userPoolClientId,
      });
      workspace.synthesizeShipped({ ...props, allowUnauthenticatedIdentities: true });
      await workspace.init();
      const outputs = await workspace.apply();
      const deployed = {
        identityPoolId: outputs.identity_pool_id,
        authenticatedRole: outputs.authenticated_role_arn,
        guestsRole: outputs.unauthenticated_role_arn,
      };
      tables.push((await tried(title, deployed, GUIDE)).join("\n"));
    }
    const head = "# What users and guests of the shipped stack are answered, by real calls, with guests let in";
    expectGolden(join(__dirname, "golden", "real-calls-stack.md"), `${[head, ...tables].join("\n\n")}\n`);
  });
});

/** What an app has, made by its account: what users are given is asked on these. */
async function makeResources(place: Place, name: string): Promise<Omit<AppResources, "identityPoolId">> {
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
