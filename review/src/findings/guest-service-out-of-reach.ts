import type { FindingCheck } from "./finding";

/** Grants to guests that AWS's session policies cut off again.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const guestServiceOutOfReach: FindingCheck = ({ pool, roles }) => {
  if (pool.allowClassicFlow !== false) return [];
  return roles
    .filter(({ role }) => role.guestsOnly)
    .flatMap(({ role, grants }) =>
      grants
        .filter(({ cause }) => cause === "guest-cap")
        .map((grant) => ({
          id: "guest-service-out-of-reach",
          severity: "info" as const,
          title: `${role.name} grants guests ${grant.actions.join(", ")}, which they cannot reach`,
          reason:
            "AWS limits the sessions of guests to some services, and this one is not among them, so the grant has no effect.",
          fix: "Take it out, or let users sign in for it.",
          address: grant.policy,
        })),
    );
};
