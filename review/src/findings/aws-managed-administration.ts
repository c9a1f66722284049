import { isAdministering } from "../iam/aws-managed-policies";
import type { FindingCheck } from "./finding";

/** AWS managed policies that are made for administrators.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html */
export const awsManagedAdministration: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role }) =>
    role.policies
      .filter(({ awsManagedPolicy }) => awsManagedPolicy !== undefined && isAdministering(awsManagedPolicy))
      .map(({ address, awsManagedPolicy = "" }) => ({
        id: "aws-managed-administration",
        severity: "high",
        title: `${role.name} has AWS's policy ${awsManagedPolicy}`,
        reason: "It is made for administrators: with it users of the app can get any permission in the account.",
        fix: "Detach it, and grant the actions that the app calls, on the app's own resources.",
        address,
      })),
  );
