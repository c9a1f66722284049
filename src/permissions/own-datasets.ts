/** A user's own datasets in Cognito Sync, for apps that still have it: closed to new customers since 2026-07-30.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html */
import { ownSyncIdentity } from "./own-sync-identity";
import type { PolicyStatement } from "./policy-statement";
import { aboutPool } from "./pool-reference";
import type { PoolReference } from "./pool-reference";

/** What a user does with datasets, and what concerns the identity itself. QueryRecords is left out: it cannot be
 *  limited to one user.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#owndatasets */
export function ownDatasets(pool: PoolReference): PolicyStatement[] {
  return aboutPool("ownDatasets", pool, () => {
    const ownIdentity = ownSyncIdentity(pool);
    return [
      {
        sid: "OwnDatasets",
        effect: "Allow",
        actions: [
          "cognito-sync:DeleteDataset",
          "cognito-sync:DescribeDataset",
          "cognito-sync:ListDatasets",
          "cognito-sync:ListRecords",
          "cognito-sync:SetDatasetConfiguration",
          "cognito-sync:SubscribeToDataset",
          "cognito-sync:UnsubscribeFromDataset",
          "cognito-sync:UpdateRecords",
        ],
        resources: [`${ownIdentity}/dataset/*`],
      },
      {
        sid: "OwnIdentity",
        effect: "Allow",
        actions: ["cognito-sync:DescribeIdentityUsage", "cognito-sync:RegisterDevice"],
        resources: [ownIdentity],
      },
    ];
  });
}
