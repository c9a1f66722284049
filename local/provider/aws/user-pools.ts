/** Names and ids of Cognito's user pools.
 *  https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
import { form, type Check } from "../checks";
import { checkConstraint } from "./constraints";

/** A user pool's id, as the AWS provider checks it. */
export const userPoolId: Check = form(
  /^[\w-]+_[0-9A-Za-z]+$/,
  "must be the region name followed by an underscore and then alphanumeric pattern",
);

/** The name of a user pool, or of a client in one, as the service takes it. */
export function checkUserPoolName(value: string, member: "poolName" | "clientName"): void {
  const constraint = { member, min: 1, max: 128, pattern: /^[\w\s+=,.@-]+$/ };
  checkConstraint({ value, attribute: ["name"] }, constraint, "InvalidParameterException");
}
