/** An app client of a Cognito user pool, as an identity pool knows it.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
import type { Partition } from "../../aws/partition";
import { split } from "../../terraform/tokens";

/** An app client whose users may sign in to the identity pool. */
export interface UserPoolClient {
  /** Id of the user pool, such as `us-east-1_AbCdEfGhI`: at most 55 characters. The user pool may be in another region
   *  than the identity pool: its region is the part of the id before the underscore.
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
  readonly userPoolId: string;
  /** Id of the app client: 1 to 128 letters, digits and `_`. A user pool may give an id with a `+`, which an identity pool refuses.
   *  @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
  readonly clientId: string;
  /** Whether Cognito asks the user pool at every sign-in if the user was signed out globally or deleted since the token
   *  was issued. Off, such a token gets AWS credentials until it expires.
   *  @default true
   *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
  readonly serverSideTokenCheck?: boolean;
  /** Region in the user pool's name as an identity provider, where it is not the one in its id: that of a replica, which has
   *  the same id. AWS's pages do not say which name an identity pool takes for a replica, nor for a user pool whose issuer was
   *  updated: try it with a token of the replica before users depend on it.
   *  @default the part of the user pool's id before the underscore
   *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-multi-region.html */
  readonly region?: string;
}

/** The user pool's name as an identity provider, without `https://`: `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
export function providerName(userPoolId: string, partition: Partition, region = regionOf(userPoolId)): string {
  return `cognito-idp.${region}.${partition.dnsSuffix}/${userPoolId}`;
}

/** The client's name as an identity provider of a role mapping: the user pool's name and the client's id. */
export function providerNameOfClient(client: UserPoolClient, partition: Partition): string {
  return `${providerName(client.userPoolId, partition, client.region)}:${client.clientId}`;
}

function regionOf(userPoolId: string): string {
  return split(userPoolId, "_", 0);
}
