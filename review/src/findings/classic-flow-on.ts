import type { FindingCheck } from "./finding";

/** The classic flow goes past the pool's own choice of a role, and past the cap on guests.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export const classicFlowOn: FindingCheck = ({ pool }) => {
  if (pool.allowClassicFlow !== true) return [];
  return [
    {
      id: "classic-flow-on",
      severity: "medium",
      title: "The classic flow is allowed",
      reason:
        "With it a client chooses its role, among all whose trust policy allows it, and AWS does not limit what guests can reach. It does not work with role mappings.",
      fix: "Set allow_classic_flow to false, unless a client needs GetOpenIdToken and AssumeRoleWithWebIdentity.",
      address: pool.address,
    },
  ];
};
