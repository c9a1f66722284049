import type { FindingCheck } from "./finding";

/** Anybody on the internet gets credentials.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html#enable-or-disable-unauthenticated-identities */
export const guestsOn: FindingCheck = ({ pool }) => {
  if (pool.allowUnauthenticatedIdentities !== true) return [];
  return [
    {
      id: "guests-on",
      severity: "medium",
      title: "Guests get AWS credentials",
      reason:
        "Whoever knows the pool's id, which every client carries, gets credentials of the guest role without signing in.",
      fix: "Set allow_unauthenticated_identities to false, or keep the guest role to what the whole internet may do.",
      address: pool.address,
    },
  ];
};
