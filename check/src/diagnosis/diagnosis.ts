/** Why a sign-in was refused: the usual causes, which Cognito's own message rarely tells apart. */

/** The usual causes. A cause keeps its id from one version to the next. */
export type CauseId =
  | "region"
  | "no-such-identity-pool"
  | "client-not-of-user-pool"
  | "user-pool-not-of-identity-pool"
  | "client-not-of-identity-pool"
  | "guests-off"
  | "no-role"
  | "role-missing"
  | "trust-aud"
  | "trust-amr"
  | "trust-tag-session"
  | "trust-policy"
  | "role-mapping"
  | "token-check"
  | "token"
  | "other";

/** One cause, and what to look at.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export interface Cause {
  readonly id: CauseId;
  readonly explanation: string;
}

/** What is known of a refused sign-in.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export interface Diagnosis {
  /** Whether these are the causes. Otherwise they are the possible ones, the likeliest first. */
  readonly certain: boolean;
  readonly causes: readonly Cause[];
}
