/** Another user's Cognito Sync data, read and never written.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html */
import { ListDatasetsCommand, ListRecordsCommand } from "@aws-sdk/client-cognito-sync";
import type { DeployedPool } from "../deployed-pool";
import { partitionOf } from "../partition";
import type { Attempt } from "./attempt";
import { possessive, type Caller } from "./caller";

const DatasetName = "identity-pool-check";

export function datasets(
  caller: Caller,
  { region, identityPoolId: IdentityPoolId }: DeployedPool,
  other: { readonly name: string; readonly identityId: string },
): Attempt[] {
  const { identityId: IdentityId } = other;
  const identity = `arn:${partitionOf(region)}:cognito-sync:${region}:*:identitypool/${IdentityPoolId}/identity/${IdentityId}`;
  const shared = { caller, whose: possessive(other.name), promised: "refused" } as const;
  const { cognitoSync } = caller.clients;
  return [
    {
      ...shared,
      id: "datasets.list-other",
      what: "lists Cognito Sync datasets",
      asks: { action: "cognito-sync:ListDatasets", resource: identity },
      call: (abortSignal) =>
        cognitoSync.send(new ListDatasetsCommand({ IdentityPoolId, IdentityId, MaxResults: 1 }), { abortSignal }),
    },
    {
      ...shared,
      id: "datasets.read-other",
      what: "reads a Cognito Sync dataset",
      asks: { action: "cognito-sync:ListRecords", resource: `${identity}/dataset/${DatasetName}` },
      call: (abortSignal) =>
        cognitoSync.send(new ListRecordsCommand({ IdentityPoolId, IdentityId, DatasetName, MaxResults: 1 }), {
          abortSignal,
        }),
      allowedWith: ["ResourceNotFoundException"],
    },
  ];
}
