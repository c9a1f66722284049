/** What is checked: a pool, and what its users keep. In the words of Amplify's `amplify_outputs.json`, which the stack's output
 *  `client_config` has too. https://docs.amplify.aws/react/reference/amplify_outputs/ */

/** A deployed identity pool, as its app knows it. */
export interface DeployedPool {
  /** Region in which the app asks for the pool, such as `eu-west-1`.
   *  @see https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html */
  readonly region: string;
  /** Id of the identity pool, such as `eu-west-1:12345678-1234-1234-1234-123456789012`.
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
  readonly identityPoolId: string;
  /** Id of the user pool that users sign in to; not needed for users who bring a token.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
  readonly userPoolId?: string;
  /** Id of the user pool's app client; not needed for users who bring a token.
   *  @default none
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
  readonly userPoolClientId?: string;
  /** Whether guests are meant to get credentials.
   *  @default false: that they get none is tried
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
  readonly allowUnauthenticatedIdentities?: boolean;
}

/** A user who signs in, with a password or with the token of an earlier sign-in.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html */
export interface User {
  /** Username, e-mail address or what else the user pool takes; the name in the result.
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
  readonly name: string;
  /** @default none: there is a token
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
  readonly password?: string;
  /** An id token, of the user pool or of another OpenID Connect provider of the identity pool.
   *  @default none: the user signs in with the password
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
  readonly idToken?: string;
}

/** How a password is proved: by SRP, which never sends it, or by sending it. The app client must allow it.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html */
export type AuthFlow = "USER_SRP_AUTH" | "USER_PASSWORD_AUTH";
export const AUTH_FLOWS = ["USER_SRP_AUTH", "USER_PASSWORD_AUTH"] as const;

/** The bucket that users upload to. The check's keys are `PREFIX IDENTITY_ID SEPARATOR identity-pool-check-RANDOM`.
 *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export interface Bucket {
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
  readonly bucketName: string;
  /** @default the pool's region; S3's redirect to the bucket's own is followed
   *  @see https://docs.aws.amazon.com/general/latest/gr/s3.html */
  readonly region?: string;
  /** What the keys have before the identity id, such as `private/`.
   *  @default "", the key begins with the identity id
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
  readonly prefix?: string;
  /** What follows the identity id: `-` for the guide's `ID-TIMESTAMP-FILENAME`, `/` for a folder of the user's own.
   *  @default "-"
   *  @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
  readonly keySeparator?: "-" | "/";
}

/** A DynamoDB table that users keep rows in, under their identity id as partition key.
 *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html */
export interface Table {
  /** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
  readonly tableName: string;
  /** Name of the partition key, which is a string.
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html */
  readonly partitionKey: string;
  /** @default none: the table has no sort key
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html */
  readonly sortKey?: { readonly name: string; readonly type: "S" | "N" };
  /** What the partition key has before the identity id, such as `USER#`.
   *  @default "", the partition key is the identity id
   *  @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
  readonly keyPrefix?: string;
}
