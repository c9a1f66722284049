import { ESCALATING_ACTIONS } from "../iam/dangerous-actions";
import type { FindingCheck } from "./finding";
import { fewOf } from "./grant-words";
import { reachedActions } from "./reached-actions";

/** Actions with which users get other permissions than their own, on any resource: one role that they may write to, or take,
 *  is enough.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const privilegeEscalation: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) =>
    reachedActions(reviewed, ESCALATING_ACTIONS, { stored: OF_ANOTHER_USER }).map(({ policy, actions }) => ({
      id: "privilege-escalation",
      severity: "high",
      title: `${reviewed.role.name} lets its users take more permissions`,
      reason: `With ${fewOf(actions)} a user of the app can get permissions that this review does not show.`,
      fix: "Take them out: no client needs them. Let a server of the app do what needs them.",
      address: policy,
    })),
  );

/** Who asks for the token of an agent that acts for himself alone gets nothing new. */
const OF_ANOTHER_USER = new Map([["bedrock-agentcore:userid", ["☆another-user"]]]);
