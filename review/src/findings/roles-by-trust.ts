import type { FindingCheck } from "./finding";

/** Roles of which a first plan names no keys. A token of guests does not get a role that asks for "authenticated", nor the
 *  other way round, so that roles in each other's place keep the app from working, and open nothing.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const rolesByTrust: FindingCheck = ({ pool }) =>
  pool.rolesByTrust.map(({ address, signedIn, guests }) => ({
    id: "roles-by-trust",
    severity: "info",
    title: "The plan does not show which role is under authenticated",
    reason: `By their trust policies, ${signedIn.join(", ")} is taken to be for signed-in users and ${guests.join(", ")} for guests. If the two are exchanged, nobody gets credentials.`,
    fix: `Compare it with the configuration: authenticated = ${signedIn[0] ?? ""}.arn, unauthenticated = ${guests[0] ?? ""}.arn. Review the state after the apply, which has the keys.`,
    address,
  }));
