/** An app client of a Cognito user pool, as an identity pool knows it.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
import type { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import { TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { limits } from "../../aws/limits";
import type { Partition } from "../../aws/partition";
import { problemsWith } from "../../checks/check-limit";
import { flag, mandatory, object, optional, text } from "../../checks/kinds";
import type { Kind } from "../../checks/kinds";
import { inWords } from "../../checks/in-words";
import { isNoClientId, isNoUserPoolId, wholeReferenceIn } from "../../checks/reference";
import type { Reference } from "../../checks/reference";
import { isResourceOf } from "../../terraform/resources";
import { terraformText } from "../../terraform/terraform-text";
import { known, split, unusable } from "../../terraform/tokens";

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

const USER_POOL = "aws_cognito_user_pool";

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

/** The secrets that a user pool gives its clients, whose ids have 26 letters and digits. */
const SECRET = /^[a-z0-9]{50,64}$/;

/** What is wrong with the id of a client. */
export function problemsWithClientId(setting: string, clientId: unknown): string[] {
  if (typeof clientId !== "string" || !SECRET.test(clientId)) return problemsWith(setting, clientId, limits.clientId);
  return [
    `${setting} looks like the secret of an app client (not repeated here): give the client's id, which has 26 letters and digits. An identity pool does not need the secret, and what is given here ` +
      `stands in the synthesized files and in Terraform's state. See ${limits.clientId.see}`,
  ];
}

/** What is wrong with ids that are attributes of other resources: such a client is written as it is, and nobody signs in. */
export function problemsWithReferencesOfClient(
  scope: IConstruct,
  setting: string,
  client: AnyUserPoolClient,
): string[] {
  const { userPoolId, clientId } = clientOf(client);
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
    // The construct of a client has the user pool with it.
    ...(isConstructOfClient(client) ? [] : problemsWithUserPoolOfClient(scope, setting, userPoolId, ofClient, read)),
  ];
}

/** A client that the stack makes belongs to one user pool. With the id of another one the pair is written as it is, and Cognito
 *  refuses every token. */
function problemsWithUserPoolOfClient(
  scope: IConstruct,
  setting: string,
  userPoolId: string,
  client: Reference | undefined,
  read: (value: unknown) => string,
): string[] {
  if (client === undefined) return [];
  const ofClient = clientAt(scope, client.address)?.userPoolIdInput;
  if (ofClient === undefined || !areTwoUserPools(userPoolId, ofClient, read)) return [];
  return [
    `${setting}.userPoolId is ${JSON.stringify(read(userPoolId))}, and clientId is that of a client of ${JSON.stringify(read(ofClient))}: give a client with its own user pool, or the CognitoUserPoolClient itself. See ${idsKind.see}`,
  ];
}

function clientAt(scope: IConstruct, address: string): CognitoUserPoolClient | undefined {
  return TerraformStack.of(scope)
    .node.findAll()
    .filter(isConstructOfClient)
    .find((client) => `${client.terraformResourceType}.${client.friendlyUniqueId}` === address);
}

/** Whether two ids are certainly those of two user pools: both are written out, or both are attributes of user pools. */
function areTwoUserPools(one: string, other: string, read: (value: unknown) => string): boolean {
  if (known(one) && known(other)) return one !== other;
  const [first, second] = [one, other].map((id) => wholeReferenceIn(id, read));
  return first?.type === USER_POOL && second?.type === USER_POOL && first.address !== second.address;
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
