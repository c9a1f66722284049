import type { FindingCheck } from "./finding";

/** Without the check, a user who was disabled or signed out everywhere keeps access until the token ends.
 *  https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html */
export const tokenCheckOff: FindingCheck = ({ pool }) =>
  pool.signIns
    .filter(({ serverSideTokenCheck }) => serverSideTokenCheck === false)
    .map(({ provider }) => ({
      id: "token-check-off",
      severity: "low",
      title: `Tokens of ${provider} are not checked with the user pool`,
      reason:
        "A user who was disabled, deleted or signed out everywhere still gets credentials until the token expires.",
      fix: "Set server_side_token_check to true.",
      address: pool.address,
    }));
