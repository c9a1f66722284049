/** What no user of an app may ever do, whatever else is granted: administer the pool, or touch the Cognito Sync data of
 *  somebody else.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitosync.html */
import { ownSyncIdentity } from "./own-sync-identity";
import type { PolicyStatement } from "./policy-statement";
import { aboutPool } from "./pool-reference";
import type { PoolReference } from "./pool-reference";

/** Two statements that deny, for a policy of its own beside the grants.
 *
 *  An app loses nothing: the calls of Cognito Identity that a client makes (GetId, GetCredentialsForIdentity,
 *  GetOpenIdToken, UnlinkIdentity) are not signed, so IAM is not asked about them.
 *  @see https://github.com/cdktf-identity-pool/cdktf-identity-pool/blob/main/docs/permissions.md#guardrail */
export function guardrail(pool: PoolReference): PolicyStatement[] {
  return aboutPool("guardrail", pool, () => {
    const ownIdentity = ownSyncIdentity(pool);
    return [
      {
        sid: "DenyPoolAdministration",
        effect: "Deny",
        actions: ["cognito-identity:*"],
        // Ten of the actions, such as DeleteIdentities, have no resource type: a narrower resource would not deny them.
        resources: ["*"],
      },
      {
        sid: "DenyDatasetsOfOthers",
        effect: "Deny",
        actions: ["cognito-sync:*"],
        // The identity itself and what is below it. `*` without the slash would also match identities that begin with the same text.
        notResources: [ownIdentity, `${ownIdentity}/*`],
      },
    ];
  });
}
