/** What any identity pool offers, made here or elsewhere. */
import type { PoolReference } from "../../permissions/pool-reference";
import type { FederatedRole } from "../role/federated-role";
import type { FederatedRoleOptions } from "../role/federated-role-options";

/** An identity pool of this stack or of another place: what roles and policies need to know about it.
 *  @see https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html */
export interface IIdentityPool extends PoolReference {
  /** ARN of the pool.
   *  @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
  readonly identityPoolArn: string;
  /** A role that this pool's signed-in users may get, by a role mapping that names it. */
  addRole(id: string, options?: FederatedRoleOptions): FederatedRole;
}
