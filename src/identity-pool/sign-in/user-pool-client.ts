/** An app client of a Cognito user pool, as an identity pool knows it.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { flag, mandatory, object, optional, text } from "../../checks/kinds";
import type { Kind } from "../../checks/kinds";
import { inWords } from "../../checks/in-words";
import { isNoClientId, isNoUserPoolId, wholeReferenceIn } from "../../checks/reference";
import { isResourceOf } from "../../terraform/resources";
import { terraformText } from "../../terraform/terraform-text";
import { split, unusable } from "../../terraform/tokens";

/** An app client whose users may sign in to the identity pool.
 *  @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
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

/** An app client wherever one is taken: its ids, or CDKTF's own construct of it. */
export type AnyUserPoolClient = UserPoolClient | CognitoUserPoolClient;

const idsKind = object<UserPoolClient>({
  rule: "a user pool client ({ userPoolId, clientId } or a CognitoUserPoolClient)",
  see: "https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html",
  settings: {
    userPoolId: mandatory(text(limits.userPoolId)),
    clientId: mandatory(text(limits.clientId)),
    serverSideTokenCheck: optional(flag),
    region: optional(text(limits.region)),
  },
});

/** A client, or the construct of one. */
export const userPoolClientKind: Kind<AnyUserPoolClient> = {
  rule: idsKind.rule,
  see: idsKind.see,
  read(setting, value, see) {
    // Its ids are read where they are needed: which construct it is tells what else the stack says of the client.
    if (isConstructOfClient(value)) return { problems: [], usable: value };
    if (!TerraformResource.isTerraformResource(value)) return idsKind.read(setting, value, see);
    // Such as the user pool itself.
    return {
      problems: [
        `${setting} is ${inWords(value)}, of the type ${value.terraformResourceType}: give ${idsKind.rule}. See ${idsKind.see ?? see}`,
      ],
      usable: { userPoolId: unusable(), clientId: unusable() },
    };
  },
};

/** Whether the client is given as CDKTF's own construct of it. */
export function isConstructOfClient(value: unknown): value is CognitoUserPoolClient {
  return isResourceOf(value, "aws_cognito_user_pool_client", "aws_cognito_managed_user_pool_client");
}

/** The client by its ids. The user pool's is the one that the construct was given: the region is read from it. */
export function clientOf(client: AnyUserPoolClient): UserPoolClient {
  if (!isConstructOfClient(client)) return client;
  return { userPoolId: client.userPoolIdInput ?? client.userPoolId, clientId: client.id };
}

/** What is wrong with ids that are attributes of other resources: such a client is written as it is, and nobody signs in. */
export function problemsWithReferencesOfClient(
  scope: IConstruct,
  setting: string,
  { userPoolId, clientId }: UserPoolClient,
): string[] {
  const read = (value: unknown) => terraformText(scope, value);
  const ofUserPool = wholeReferenceIn(userPoolId, read);
  const ofClient = wholeReferenceIn(clientId, read);
  return [
    ...(ofUserPool !== undefined && isNoUserPoolId(ofUserPool)
      ? [
          `${setting}.userPoolId is ${JSON.stringify(ofUserPool.text)}: give the id of a user pool, which is the attribute \`id\` of a CognitoUserPool. See ${limits.userPoolId.see}`,
        ]
      : []),
    ...(ofClient !== undefined && isNoClientId(ofClient)
      ? [
          `${setting}.clientId is ${JSON.stringify(ofClient.text)}: give the id of an app client, which is the attribute \`id\` of a CognitoUserPoolClient. See ${limits.clientId.see}`,
        ]
      : []),
  ];
}

/** The user pool's name as an identity provider, without `https://`: `cognito-idp.REGION.amazonaws.com/USER_POOL_ID`. */
export function providerNameOfUserPool(client: AnyUserPoolClient, partition: Partition): string {
  const { userPoolId, region = regionOf(userPoolId) } = clientOf(client);
  return `cognito-idp.${region}.${partition.dnsSuffix}/${userPoolId}`;
}

/** The client's name as an identity provider of a role mapping: the user pool's name and the client's id. */
export function providerNameOfClient(client: AnyUserPoolClient, partition: Partition): string {
  return `${providerNameOfUserPool(client, partition)}:${clientOf(client).clientId}`;
}

/** The region that a user pool is in: its id begins with it. */
export function regionOf(userPoolId: string): string {
  return split(userPoolId, "_", 0);
}
