/** The pool's administration, tried in ways that change nothing if they succeed: the pool is read, and what is deleted does
 *  not exist. IAM is asked before Cognito looks for it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
import {
  DeleteIdentitiesCommand,
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  ListIdentitiesCommand,
} from "@aws-sdk/client-cognito-identity";
import type { DeployedPool } from "../deployed-pool";
import { partitionOf } from "../partition";
import type { Attempt } from "./attempt";
import type { Caller } from "./caller";

/** An id that no identity and no pool has: AWS makes them at random. */
export function unusedIdentityId(region: string): string {
  return `${region}:00000000-0000-0000-0000-000000000000`;
}

export function administration(caller: Caller, { region, identityPoolId: IdentityPoolId }: DeployedPool): Attempt[] {
  const { cognitoIdentity } = caller.clients;
  const arn = (id: string) => `arn:${partitionOf(region)}:cognito-identity:${region}:*:identitypool/${id}`;
  const shared = { caller, whose: "the pool's", promised: "refused" } as const;
  return [
    {
      ...shared,
      id: "administration.describe-pool",
      what: "reads the pool's settings",
      asks: { action: "cognito-identity:DescribeIdentityPool", resource: arn(IdentityPoolId) },
      call: (abortSignal) => cognitoIdentity.send(new DescribeIdentityPoolCommand({ IdentityPoolId }), { abortSignal }),
    },
    {
      ...shared,
      id: "administration.get-roles",
      what: "reads the pool's roles",
      asks: { action: "cognito-identity:GetIdentityPoolRoles", resource: arn(IdentityPoolId) },
      call: (abortSignal) => cognitoIdentity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }), { abortSignal }),
    },
    {
      ...shared,
      id: "administration.list-identities",
      what: "lists the pool's identities",
      asks: { action: "cognito-identity:ListIdentities", resource: arn(IdentityPoolId) },
      call: (abortSignal) =>
        cognitoIdentity.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1 }), { abortSignal }),
    },
    {
      ...shared,
      id: "administration.delete-identities",
      what: "deletes an identity that is not there",
      asks: { action: "cognito-identity:DeleteIdentities", resource: "*" },
      call: (abortSignal) =>
        cognitoIdentity.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [unusedIdentityId(region)] }), {
          abortSignal,
        }),
      allowedWith: ["ResourceNotFoundException"],
    },
    {
      ...shared,
      id: "administration.delete-pool",
      what: "deletes a pool that is not there",
      asks: { action: "cognito-identity:DeleteIdentityPool", resource: arn(unusedIdentityId(region)) },
      call: (abortSignal) =>
        cognitoIdentity.send(new DeleteIdentityPoolCommand({ IdentityPoolId: unusedIdentityId(region) }), {
          abortSignal,
        }),
      allowedWith: ["ResourceNotFoundException"],
    },
  ];
}
