import { isPoolId } from "../model/pool-ids";
import { cognitoClaims } from "../model/cognito-claims";
import type { FindingCheck } from "./finding";
import { canAssume } from "../model/trust";
import { audienceOf, expectedAmr, mayAssume } from "./trust-questions";

/** A role that the pool gives, although its trust policy allows the users of another pool instead.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustForAnotherPool: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role }) => {
    const aud = audienceOf(pool, role);
    const named = cognitoClaims(role.trust.document).aud;
    if (aud === undefined || named.length === 0) return [];
    const amr = expectedAmr(role);
    if (named.includes(aud) || canAssume(role, { aud, amr }) !== false) return [];
    // Another finding reports a value with which nobody can take it.
    if (!named.some((other) => isPoolId(other) && mayAssume(role, { aud: other, amr }))) return [];
    return [
      {
        id: "trust-for-another-pool",
        severity: "high" as const,
        title: `${role.name} trusts another identity pool`,
        reason: `Its trust policy names ${named.join(", ")}. Users of this pool cannot take the role, and users of the other pool can.`,
        fix: `Compare cognito-identity.amazonaws.com:aud with this pool's id, ${pool.id}.`,
        address: role.address,
      },
    ];
  });
