import type { Pool, Role } from "../model/access-model";
import type { FindingCheck } from "./finding";
import { canAssume } from "../model/trust";
import { mayAssume } from "./trust-questions";

/** Without `amr` a guest of the pool can take a role that is meant for signed-in users.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustWithoutAmr: FindingCheck = ({ pool, roles }) =>
  roles
    .filter(({ role }) => !role.guestsOnly && !role.recipients.some(({ kind }) => kind === "guests"))
    .filter(({ role }) => mayAssume(role, { aud: pool.id, amr: "unauthenticated" }))
    .map(({ role }) => ({
      id: "trust-without-amr",
      severity: pool.allowUnauthenticatedIdentities === false ? "medium" : "high",
      title: `${role.name} can be taken by guests`,
      reason: reasonOf(pool, role),
      fix: "Add the condition ForAnyValue:StringLike cognito-identity.amazonaws.com:amr = authenticated.",
      address: role.address,
    }));

function reasonOf(pool: Pool, role: Role): string {
  const isForGuests = canAssume(role, { aud: pool.id, amr: "authenticated" }) === false;
  const trust = isForGuests
    ? "Its trust policy lets in guests in the place of signed-in users"
    : "Its trust policy does not ask how somebody signed in";
  return pool.allowUnauthenticatedIdentities === false
    ? `${trust}. Guests are off now. When they are switched on, they can take it.`
    : `${trust}: a guest's token ${isForGuests ? "is the one that it asks for" : "is as good as a user's"}.`;
}
