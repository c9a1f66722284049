/** What a review says of one pool. */
import type { Grant } from "./access/grants";
import type { Pool, Role } from "./model/access-model";

/** A pool, who signs in to it, and what they may do then. */
export interface PoolAccess extends Omit<
  Pool,
  "roles" | "appClients" | "policiesForEverybody" | "accessPoints" | "rolesByTrust"
> {
  readonly roles: readonly RoleAccess[];
}

/** A role, who gets it, and what it may do. */
export interface RoleAccess extends Pick<Role, "address" | "name" | "recipients" | "guestsOnly"> {
  readonly grants: readonly Grant[];
  /** How many policies of the role could not be evaluated: they may allow more, or deny some of this. */
  readonly policiesNotEvaluated: number;
}
