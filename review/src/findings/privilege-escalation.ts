import { ESCALATING_ACTIONS } from "../iam/dangerous-actions";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";
import { reachedActions } from "./reached-actions";

/** Actions with which a user takes other permissions than his own, on whatever resource: one role that he may write to, or
 *  take, is enough.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const privilegeEscalation: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) =>
    reachedActions(reviewed, ESCALATING_ACTIONS).map(({ policy, actions }) => ({
      id: "privilege-escalation",
      severity: "high",
      title: `${reviewed.role.name} lets its users take more permissions`,
      reason: `With ${fewOf(actions)} a user of the app can get permissions that this review does not show.`,
      fix: "Take them out: no client needs them. What has to be done with them belongs behind an API of the app.",
      address: policy,
    })),
  );
