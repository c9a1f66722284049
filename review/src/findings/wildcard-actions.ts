import type { Grant } from "../access/grants";
import { isEveryAction } from "../iam/action";
import type { FindingCheck, ReviewedRole, Severity } from "./finding";
import { actionsInWords } from "./grant-words";
import { leavesEscalation } from "./reached-actions";

/** All actions of a service, or of AWS: more than any app calls, and more with every new feature.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const wildcardActions: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) =>
    reviewed.grants
      .filter(({ effect }) => effect !== "denied")
      .filter((grant) => grant.allActionsBut === true || grant.actions.some(isWhole))
      .map((grant) => {
        const { actions, allActionsBut } = grant;
        const what = actionsInWords({ actions: allActionsBut ? actions : actions.filter(isWhole), allActionsBut });
        return {
          id: "wildcard-actions",
          severity: severityOf(grant, reviewed),
          title: `${reviewed.role.name} allows ${what}`,
          reason: isLimitedToOwn(grant)
            ? "Its resources or a deny limit it, but there it allows everything that the service can do, not only what the app needs."
            : "It covers administration as well as use, and every action that AWS adds.",
          fix: "Name the actions that the app calls.",
          address: grant.policy,
        };
      }),
  );

function isWhole(action: string): boolean {
  return isEveryAction(action) || /^[^:]+:\*+$/.test(action);
}

function severityOf(grant: Grant, reviewed: ReviewedRole): Severity {
  if (grant.allActionsBut || grant.actions.some(isEveryAction)) return leavesEscalation(reviewed) ? "high" : "medium";
  return isLimitedToOwn(grant) ? "low" : "medium";
}

/** To the user's own data, or to some resources that a deny leaves out. */
function isLimitedToOwn({ whose, limitedTo }: Grant): boolean {
  return whose === "own" || limitedTo !== undefined;
}
