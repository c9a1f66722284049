/** What a resource has of AWS: the clients of one region, and what the provider block says about tags. */
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { sendCreationsOnce } from "./creations";
import { partitionOf, type Partition } from "./regions";
import type { TagRules } from "./tags";

export interface Clients {
  readonly cognitoIdentity: Pick<CognitoIdentityClient, "send">;
  readonly cognitoIdentityProvider: Pick<CognitoIdentityProviderClient, "send">;
  readonly dynamodb: Pick<DynamoDBClient, "send">;
  readonly iam: Pick<IAMClient, "send">;
  readonly kms: Pick<KMSClient, "send">;
  readonly lambda: Pick<LambdaClient, "send">;
  readonly s3: Pick<S3Client, "send">;
  readonly sts: Pick<STSClient, "send">;
}

/** @param credentials of a role that was assumed; without them the emulator's account itself asks */
export type ClientsOf = (region: string, credentials?: Credentials) => Clients;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export class Aws {
  readonly partition: Partition;
  private accountId: string | undefined;

  constructor(
    readonly region: string,
    readonly tagRules: TagRules,
    private readonly clientsOf: ClientsOf,
  ) {
    this.partition = partitionOf(region);
  }

  get clients(): Clients {
    return this.clientsOf(this.region);
  }

  /** The same provider configuration for a resource whose own `region` argument names another region. */
  inRegion(region: string): Aws {
    return region === "" || region === this.region ? this : new Aws(region, this.tagRules, this.clientsOf);
  }

  async callerIdentity(): Promise<{ accountId: string; arn: string; userId: string }> {
    const { Account = "", Arn = "", UserId = "" } = await this.clients.sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn, userId: UserId };
  }

  async arn(service: string, resource: string): Promise<string> {
    // Asked for once: an account does not change under a running Terraform.
    const accountId = (this.accountId ??= (await this.callerIdentity()).accountId);
    return `arn:${this.partition.id}:${service}:${this.region}:${accountId}:${resource}`;
  }
}

/** Clients that talk to an emulator. They are made once per region and role, and shared by all that Terraform connects.
 *  @param millisecondsToAnswer how long an answer is waited for. A request that is no creation is then sent twice more. */
export function emulatorClients(endpoint: string, millisecondsToAnswer = 30_000): ClientsOf {
  const made = new Map<string, Clients>();
  return (region, credentials = accountKey) => {
    const whose = `${region} ${credentials.accessKeyId}`;
    const clients = made.get(whose) ?? clientsAt(endpoint, region, credentials, millisecondsToAnswer);
    made.set(whose, clients);
    return clients;
  };
}

/** The key of the emulator's account, which may do everything. Given in code, so that real credentials are never looked for or sent. */
const accountKey: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

function clientsAt(endpoint: string, region: string, credentials: Credentials, millisecondsToAnswer: number): Clients {
  const settings = {
    endpoint,
    region,
    credentials,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: millisecondsToAnswer,
      // Without it the SDK only warns.
      throwOnRequestTimeout: true,
    },
  };
  const clients = {
    cognitoIdentity: new CognitoIdentityClient(settings),
    cognitoIdentityProvider: new CognitoIdentityProviderClient(settings),
    dynamodb: new DynamoDBClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sts: new STSClient(settings),
  };
  sendCreationsOnce(clients.cognitoIdentity.middlewareStack);
  sendCreationsOnce(clients.cognitoIdentityProvider.middlewareStack);
  sendCreationsOnce(clients.dynamodb.middlewareStack);
  sendCreationsOnce(clients.iam.middlewareStack);
  sendCreationsOnce(clients.kms.middlewareStack);
  sendCreationsOnce(clients.lambda.middlewareStack);
  sendCreationsOnce(clients.s3.middlewareStack);
  return clients;
}

/** Whether AWS answered with an error of this name, such as "ResourceNotFoundException". */
export function isAwsError(thrown: unknown, ...names: readonly string[]): boolean {
  return thrown instanceof Error && names.includes(thrown.name);
}
