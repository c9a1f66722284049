import type { FindingCheck } from "./finding";

/** Twitter's entry in supported_login_providers is KEY;SECRET.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html */
export const plainTextSecret: FindingCheck = ({ pool }) =>
  pool.signIns
    .filter(({ secret }) => secret === "plain-text")
    .map(({ provider }) => ({
      id: "plain-text-secret",
      severity: "high",
      title: `The secret for ${provider} is in the file`,
      reason:
        "Whoever reads this file, or the repository or pipeline that it is in, can act as the app at that provider.",
      fix: "Take it from a sensitive variable or a secret store, keep this file private, and renew the secret.",
      address: pool.address,
    }));
