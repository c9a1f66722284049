import { isAdministering } from "../iam/aws-managed-policies";
import type { FindingCheck } from "./finding";
import { leavesEscalation } from "./reached-actions";

/** AWS managed policies that are made for administrators. A permissions boundary may keep users from what makes them so.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html */
export const awsManagedAdministration: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) => {
    const { role } = reviewed;
    const administering = role.policies.filter(({ awsManagedPolicy }) => isAdministering(awsManagedPolicy));
    if (administering.length === 0) return [];
    const isCapped = !leavesEscalation(reviewed);
    return administering.map(({ address, awsManagedPolicy = "" }) => ({
      id: "aws-managed-administration" as const,
      severity: isCapped ? ("medium" as const) : ("high" as const),
      title: `${role.name} has AWS's policy ${awsManagedPolicy}`,
      reason: isCapped
        ? "It is made for administrators. Only the permissions boundary keeps users of the app from getting any permission in the account."
        : "It is made for administrators: with it users of the app can get any permission in the account.",
      fix: "Detach it, and grant the actions that the app calls, on the app's own resources.",
      address,
    }));
  });
