/** Somebody with credentials of the pool, and their clients for AWS. */
import { CognitoIdentityClient } from "@aws-sdk/client-cognito-identity";
import { CognitoSyncClient } from "@aws-sdk/client-cognito-sync";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { Session } from "../sign-in/identity-pool";
import type { Token } from "../sign-in/token";

export interface Caller {
  /** The user's name, or "a guest". */
  readonly name: string;
  readonly identityId: string;
  /** None for a guest. */
  readonly token: Token | undefined;
  readonly clients: Clients;
}

export type Clients = ReturnType<typeof clientsOf>;

export function clientsOf({ credentials }: Pick<Session, "credentials">, region: string, bucketRegion = region) {
  const settings = { region, credentials: { ...credentials } };
  return {
    cognitoIdentity: new CognitoIdentityClient(settings),
    cognitoSync: new CognitoSyncClient(settings),
    dynamodb: new DynamoDBClient(settings),
    s3: new S3Client({
      ...settings,
      region: bucketRegion,
      followRegionRedirects: true,
      // A custom endpoint has no host names for its buckets.
      forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
    }),
  };
}

export function close(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}

/** "ada's" */
export function possessive(name: string): string {
  return `${name}'s`;
}
