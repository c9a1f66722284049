import { isReading } from "../iam/aws-actions";
import type { FindingCheck } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";

/** Data that other users of the app keep, where a grant reaches it after every deny.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const othersDataWithinReach: FindingCheck = ({ roles }) =>
  roles.flatMap(({ role, grants }) =>
    grants
      .filter(({ whose }) => whose === "others")
      .map((grant) => {
        const isReadOnly = !grant.allActionsBut && grant.actions.every(isReadAction);
        return {
          id: "others-data-within-reach",
          severity: isReadOnly ? ("medium" as const) : ("high" as const),
          title: `${role.name} reaches data of other users with ${actionsInWords(grant)}`,
          reason: `Nothing checks whose data is on ${resourcesInWords(grant)}: everybody with this role can ${isReadOnly ? "read" : "read and change"} what belongs to others.`,
          fix: "Bind the resource, or a condition, to ${cognito-identity.amazonaws.com:sub}, or deny it for other identities.",
          address: grant.policy,
        };
      }),
  );

function isReadAction(action: string): boolean {
  try {
    return isReading(action);
  } catch {
    return false; // IAM would not store it.
  }
}
