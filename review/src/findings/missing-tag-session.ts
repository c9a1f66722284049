import type { FindingCheck } from "./finding";
import { canAssume } from "../model/trust";
import { expectedAmr, mayAssume } from "./trust-questions";

/** Principal tags reach a session only if its role allows sts:TagSession; without it users do not get the role at all.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html */
export const missingTagSession: FindingCheck = ({ pool, roles }) => {
  if (pool.principalTags.length === 0) return [];
  return roles
    .filter(({ role }) => !role.guestsOnly)
    .filter(({ role }) => {
      const bearer = { aud: pool.id, amr: expectedAmr(role) };
      return mayAssume(role, bearer) && canAssume(role, { ...bearer, action: "sts:TagSession" }) === false;
    })
    .map(({ role }) => ({
      id: "missing-tag-session",
      severity: "medium",
      title: `${role.name}'s trust policy does not allow sts:TagSession`,
      reason:
        "The pool maps claims to principal tags, and AWS does not give the role to a session with tags unless its trust policy allows them: users get no credentials.",
      fix: "Add sts:TagSession to the actions of the trust policy.",
      address: role.address,
    }));
};
