import type { PoolReference } from "./pool-reference";

/** The ARN of the user's own identity in Cognito Sync; datasets lie below it. Region and account stay open: the pool's id is
 *  unique without them.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html */
export function ownSyncIdentity({ identityPoolId, partition }: PoolReference): string {
  return `arn:${partition.name}:cognito-sync:*:*:identitypool/${identityPoolId}/identity/${partition.identityId}`;
}
