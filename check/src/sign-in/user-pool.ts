/** Users sign in to their user pool with a password.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  type InitiateAuthCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";
import type { AuthFlow } from "../deployed-pool";
import { answerOf, CouldNotBeTried, messageOf } from "../problem";
import { SignInRefused } from "./sign-in-refused";
import { readToken, type Token } from "./token";

export interface PasswordSignIn {
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly username: string;
  readonly password: string;
  readonly authFlow: AuthFlow;
  readonly signal?: AbortSignal;
}

/** @throws SignInRefused if the app's settings keep everybody out
 *  @throws CouldNotBeTried if this user cannot be signed in */
export async function signInWithPassword(signIn: PasswordSignIn): Promise<Token> {
  // A user pool may live in another region than the identity pool.
  const region = signIn.userPoolId.replace(/_.*/, "");
  const cognito = new CognitoIdentityProviderClient({ region });
  try {
    const { AuthenticationResult, ChallengeName } = await tokensFor(cognito, signIn);
    if (ChallengeName !== undefined) throw new CouldNotBeTried(challenged(signIn.username, ChallengeName));
    return readToken(AuthenticationResult?.IdToken ?? "", `what the user pool gave ${signIn.username}`);
  } catch (error) {
    throw problemOf(error, signIn, region);
  } finally {
    cognito.destroy();
  }
}

async function tokensFor(
  cognito: CognitoIdentityProviderClient,
  { userPoolId, userPoolClientId: ClientId, username, password, authFlow: AuthFlow, signal }: PasswordSignIn,
): Promise<Pick<InitiateAuthCommandOutput, "AuthenticationResult" | "ChallengeName">> {
  const options = { abortSignal: signal };
  if (AuthFlow === "USER_PASSWORD_AUTH") {
    const AuthParameters = { USERNAME: username, PASSWORD: password };
    return cognito.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }), options);
  }
  const srp = createSrpSession(username, password, userPoolId, false);
  const first = { ClientId, AuthFlow, AuthParameters: { CHALLENGE_NAME: "SRP_A", USERNAME: username } };
  const challenge = await cognito.send(new InitiateAuthCommand(wrapInitiateAuth(srp, first)), options);
  if (challenge.ChallengeName !== "PASSWORD_VERIFIER") return challenge;
  const answer = {
    ClientId,
    ChallengeName: challenge.ChallengeName,
    Session: challenge.Session,
    ChallengeResponses: { USERNAME: username },
  };
  const signed = signSrpSession(srp, challenge);
  return cognito.send(new RespondToAuthChallengeCommand(wrapAuthChallenge(signed, answer)), options);
}

function challenged(username: string, challenge: string): string {
  const words = CHALLENGES[challenge] ?? `the user pool asks for more than a password (${challenge})`;
  return `${username} cannot sign in with a password alone: ${words}. Use another user, or give the id token of a sign-in`;
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
const CHALLENGES: Readonly<Record<string, string>> = {
  NEW_PASSWORD_REQUIRED: "the password is temporary, and the user must change it first",
  SMS_MFA: "the user pool asks for a code from a text message",
  EMAIL_OTP: "the user pool asks for a code from an e-mail",
  SOFTWARE_TOKEN_MFA: "the user pool asks for a code from an authenticator app",
  MFA_SETUP: "the user must set up a second factor first",
  SELECT_MFA_TYPE: "the user pool asks which second factor to use",
  DEVICE_SRP_AUTH: "the user pool asks for a remembered device",
  CUSTOM_CHALLENGE: "a Lambda trigger of the user pool asks for more",
};

function problemOf(
  error: unknown,
  { username, userPoolId, userPoolClientId, authFlow }: PasswordSignIn,
  region: string,
): Error {
  if (error instanceof CouldNotBeTried) return error;
  const answer = answerOf(error);
  if (answer === undefined) return new CouldNotBeTried(`${username} could not sign in: ${messageOf(error)}`);
  const { name, message } = answer;
  if (name === "ResourceNotFoundException") {
    return new SignInRefused("InitiateAuth", name, message, {
      certain: true,
      causes: [
        {
          id: "client-not-of-user-pool",
          explanation: `There is no app client ${userPoolClientId} in ${region}, the region of the user pool ${userPoolId}. Compare user_pool_id and user_pool_client_id with the user pool's app clients.`,
        },
      ],
    });
  }
  return new CouldNotBeTried(
    `${username} could not sign in to the user pool ${userPoolId}: ${wordsFor(name, message, authFlow)}`,
  );
}

function wordsFor(name: string, message: string, authFlow: AuthFlow): string {
  const text = `${name}: ${message}`;
  const [, words] = REFUSALS.find(([pattern]) => pattern.test(text)) ?? [];
  if (words === undefined) return text;
  return words.replace("{other flow}", authFlow === "USER_SRP_AUTH" ? "USER_PASSWORD_AUTH" : "USER_SRP_AUTH");
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [
    /secret hash|SECRET_HASH/i,
    "the app client has a secret, which an app in a browser or on a phone cannot keep. Give an app client without a secret, or the id token of a sign-in",
  ],
  [
    /not enabled for (the|this) client/i,
    "the app client does not allow this flow. Try --auth-flow {other flow}, or give the id token of a sign-in",
  ],
  [/User is disabled/i, "the user is disabled"],
  [
    /Incorrect username or password|^UserNotFoundException/i,
    "the name or the password is wrong, or user_pool_client_id is an app client of another user pool",
  ],
  [/^PasswordResetRequiredException/, "the user must reset the password first"],
  [/^UserNotConfirmedException/, "the user has not confirmed the account yet"],
  [/^TooManyRequestsException|Password attempts exceeded/i, "too many attempts: wait, and try again"],
];
