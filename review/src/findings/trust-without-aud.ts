import type { FindingCheck } from "./finding";
import { ANOTHER_POOL, mayBeTakenFrom } from "./trust-questions";

/** Without `aud` the role is open to every identity pool of AWS, in any account.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustWithoutAud: FindingCheck = ({ roles }) =>
  roles
    .filter(({ role }) => mayBeTakenFrom(role, ANOTHER_POOL))
    .map(({ role }) => ({
      id: "trust-without-aud",
      severity: "high",
      title: `${role.name} can be taken by users of any identity pool`,
      reason:
        "Its trust policy does not ask for this pool's id: whoever makes a pool in an account of their own can take the role.",
      fix: "Add the condition StringEquals cognito-identity.amazonaws.com:aud = the pool's id.",
      address: role.address,
    }));
