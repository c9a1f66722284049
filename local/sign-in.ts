/** Users as an app has them: they sign in to the user pool, and the identity pool gives them credentials for AWS.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
import { randomBytes } from "node:crypto";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { emulatorCredentials, type LocalAws } from "./local-aws";
import type { SampleUserPool } from "./sample-user-pool";

/** Where the local AWS is. */
export type Place = Pick<LocalAws, "endpoint" | "region">;

/** What an identity pool gives a user. */
export interface Session {
  readonly identityId: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

/** Providers and their tokens, as GetId and GetCredentialsForIdentity take them; none for a guest. */
export type Logins = Readonly<Record<string, string>>;

/** The tokens of a user who signed in. */
export interface Tokens {
  readonly idToken: string;
  readonly accessToken: string;
}

/** Makes a user of the user pool, if there is none of that name.
 *  @returns a password that is made up, kept nowhere and new each time */
export async function makeUser(place: Place, { userPoolId }: SampleUserPool, username: string): Promise<string> {
  const Password = `${randomBytes(12).toString("base64url")}aA1!`;
  const user = { UserPoolId: userPoolId, Username: username };
  const cognito = new CognitoIdentityProviderClient({ ...place, credentials: emulatorCredentials });
  try {
    await cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: "SUPPRESS" })).catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== "UsernameExistsException") throw error;
    });
    await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }));
    return Password;
  } finally {
    cognito.destroy();
  }
}

/** Signs a user of the user pool in, who is made first if there is none of that name. */
export async function signIn(place: Place, userPool: SampleUserPool, username: string): Promise<Tokens> {
  const password = await makeUser(place, userPool, username);
  const cognito = new CognitoIdentityProviderClient(place);
  try {
    const { AuthenticationResult: { IdToken, AccessToken } = {} } = await cognito.send(
      new InitiateAuthCommand({
        ClientId: userPool.userPoolClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: password },
      }),
    );
    if (IdToken === undefined || AccessToken === undefined) throw new Error(`${username} got no tokens`);
    return { idToken: IdToken, accessToken: AccessToken };
  } finally {
    cognito.destroy();
  }
}

/** What the identity pool makes of tokens: GetId, then GetCredentialsForIdentity, both unsigned as from a browser.
 *  @param logins none for a guest */
export async function sessionOf(
  place: Place,
  identityPoolId: string,
  logins?: Logins,
  customRoleArn?: string,
): Promise<Session> {
  const cognito = new CognitoIdentityClient(place);
  try {
    const Logins = logins && { ...logins };
    const { IdentityId } = await cognito.send(new GetIdCommand({ IdentityPoolId: identityPoolId, Logins }));
    const { Credentials } = await cognito.send(
      new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn: customRoleArn }),
    );
    const { AccessKeyId, SecretKey, SessionToken } = Credentials ?? {};
    if (!IdentityId || !AccessKeyId || !SecretKey || !SessionToken) throw new Error("the pool gave no credentials");
    return {
      identityId: IdentityId,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken },
    };
  } finally {
    cognito.destroy();
  }
}

/** The tokens as logins of a user pool. */
export function loginsOf({ region }: Place, { userPoolId }: SampleUserPool, { idToken }: Tokens): Logins {
  return { [`cognito-idp.${region}.amazonaws.com/${userPoolId}`]: idToken };
}
