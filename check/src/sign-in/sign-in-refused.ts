import type { Diagnosis } from "../diagnosis/diagnosis";

/** The step of a sign-in that was refused.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export type SignInStep = "InitiateAuth" | "GetId" | "GetCredentialsForIdentity";

/** AWS refused a sign-in, for a reason that is the deployment's. */
export class SignInRefused extends Error {
  constructor(
    readonly step: SignInStep,
    /** The name of AWS's error. */
    readonly error: string,
    message: string,
    readonly diagnosis: Diagnosis,
  ) {
    super(message);
  }
}
