import type { FindingCheck } from "./finding";
import { audienceOf, mayAssume } from "./trust-questions";

/** Without `amr` a guest of the pool can take a role that is meant for signed-in users.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustWithoutAmr: FindingCheck = ({ pool, roles }) =>
  roles
    .filter(({ role }) => !role.recipients.some(({ kind }) => kind === "guests"))
    .filter(({ role }) => mayAssume(role, { aud: audienceOf(pool, role) ?? pool.id, amr: "unauthenticated" }))
    .map(({ role }) => ({
      id: "trust-without-amr",
      severity: pool.allowUnauthenticatedIdentities === false ? "medium" : "high",
      title: `${role.name} can be taken by guests`,
      reason:
        pool.allowUnauthenticatedIdentities === false
          ? "Its trust policy does not ask how somebody signed in. Guests are off now. When they are switched on, they can take it."
          : "Its trust policy does not ask how somebody signed in: a guest's token is as good as a user's.",
      fix: "Add the condition ForAnyValue:StringLike cognito-identity.amazonaws.com:amr = authenticated.",
      address: role.address,
    }));
