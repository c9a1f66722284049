/** The user pool of the sample: the stack takes one that exists, as an app has one before it gets an identity pool. */
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorCredentials, type LocalAws } from "./local-aws";

export interface SampleUserPool {
  readonly userPoolId: string;
  readonly userPoolClientId: string;
}

const poolName = "notes-app-users";
const clientName = "notes-app";
const authFlows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] as const;

/** The sample's user pool of an earlier run, or a new one. */
export async function sampleUserPool(localAws: LocalAws): Promise<SampleUserPool> {
  return withClient(localAws, async (cognito) => {
    const userPoolId = (await find(cognito)) ?? (await create(cognito));
    const { UserPoolClients: [client] = [] } = await cognito.send(
      new ListUserPoolClientsCommand({ UserPoolId: userPoolId, MaxResults: 1 }),
    );
    const userPoolClientId = client?.ClientId ?? (await createClient(cognito, userPoolId));
    // Also for a client of an earlier run: as it was made then, nobody could sign in with a password.
    await cognito.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientId: userPoolClientId,
        ClientName: clientName,
        ExplicitAuthFlows: [...authFlows],
      }),
    );
    return { userPoolId, userPoolClientId };
  });
}

export async function deleteSampleUserPool(localAws: LocalAws): Promise<void> {
  await withClient(localAws, async (cognito) => {
    const userPoolId = await find(cognito);
    if (userPoolId !== undefined) await cognito.send(new DeleteUserPoolCommand({ UserPoolId: userPoolId }));
  });
}

async function withClient<T>(
  { endpoint, region }: LocalAws,
  use: (cognito: CognitoIdentityProviderClient) => Promise<T>,
): Promise<T> {
  const cognito = new CognitoIdentityProviderClient({ endpoint, region, credentials: emulatorCredentials });
  try {
    return await use(cognito);
  } finally {
    cognito.destroy();
  }
}

async function find(cognito: CognitoIdentityProviderClient): Promise<string | undefined> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  return UserPools.find(({ Name }) => Name === poolName)?.Id;
}

async function create(cognito: CognitoIdentityProviderClient): Promise<string> {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: poolName }));
  return known(UserPool?.Id, "user pool");
}

async function createClient(cognito: CognitoIdentityProviderClient, userPoolId: string): Promise<string> {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({ UserPoolId: userPoolId, ClientName: clientName }),
  );
  return known(UserPoolClient?.ClientId, "user pool client");
}

function known(id: string | undefined, what: string): string {
  if (id === undefined) throw new Error(`the emulator made a ${what} without an id`);
  return id;
}
