/** What the identity pool gives for a token, or to a guest: GetId, then GetCredentialsForIdentity, unsigned as from a browser.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import type { DeployedPool } from "../deployed-pool";
import { answerOf, CouldNotBeTried, messageOf } from "../problem";
import type { SignInStep } from "./sign-in-refused";
import type { Token } from "./token";

export interface Session {
  readonly identityId: string;
  readonly credentials: Credentials;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What the identity pool answered in place of credentials. */
export interface Refusal {
  readonly step: SignInStep;
  readonly name: string;
  readonly message: string;
}

/** @param token none for a guest
 *  @throws CouldNotBeTried if the pool gave no answer */
export async function sessionFor(
  { region, identityPoolId: IdentityPoolId }: DeployedPool,
  token: Token | undefined,
  abortSignal?: AbortSignal,
): Promise<Session | Refusal> {
  const cognito = new CognitoIdentityClient({ region });
  const Logins = token && { [token.provider]: token.text };
  let step: SignInStep = "GetId";
  try {
    const { IdentityId } = await cognito.send(new GetIdCommand({ IdentityPoolId, Logins }), { abortSignal });
    step = "GetCredentialsForIdentity";
    const answer = await cognito.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }), { abortSignal });
    const { AccessKeyId, SecretKey, SessionToken } = answer.Credentials ?? {};
    const identityId = answer.IdentityId ?? IdentityId;
    if (!identityId || !AccessKeyId || !SecretKey || !SessionToken) {
      throw new CouldNotBeTried(`${step} of ${IdentityPoolId} answered without credentials`);
    }
    return {
      identityId,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken },
    };
  } catch (error) {
    if (error instanceof CouldNotBeTried) throw error;
    const answer = answerOf(error);
    if (answer === undefined) throw new CouldNotBeTried(`${step} in ${region} got no answer: ${messageOf(error)}`);
    return { step, ...answer };
  } finally {
    cognito.destroy();
  }
}

export function isRefusal(outcome: Session | Refusal): outcome is Refusal {
  return "step" in outcome;
}
