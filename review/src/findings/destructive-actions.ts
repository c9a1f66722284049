import { isEveryAction } from "../iam/action";
import { ESCALATING_ACTIONS } from "../iam/dangerous-actions";
import { destructiveActionsOf } from "../iam/destructive-actions";
import type { FindingCheck, ReviewedRole } from "./finding";
import { fewOf } from "./grant-words";
import { reachedActions } from "./reached-actions";

/** Actions that take away or change what the app runs on, for all of its users: no client makes such calls. All actions at
 *  once are a finding of their own, and what is one user's own does not count.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege */
export const destructiveActions: FindingCheck = ({ roles }) =>
  roles.flatMap((reviewed) =>
    reachedActions(reviewed, destructiveActionsIn(reviewed), { counts: isNotOwn(reviewed), kindOf }).map(
      ({ policy, actions }) => ({
        id: "destructive-actions",
        severity: "high" as const,
        title: `${reviewed.role.name} lets its users administer what the app runs on`,
        reason: `With ${fewOf(actions)} one user of the app can delete, stop, open up or change it for everybody.`,
        fix: "Take them out: no client needs them. Let the app's server or its deployment do what needs them.",
        address: policy,
      }),
    ),
  );

function destructiveActionsIn({ grants }: ReviewedRole): string[] {
  const patterns = grants
    .filter(({ allActionsBut }) => !allActionsBut)
    .flatMap(({ actions }) => actions)
    .filter((action) => !isEveryAction(action));
  const actions = new Set([...new Set(patterns)].flatMap(destructiveOrNone));
  return [...actions].filter((action) => !ESCALATING.has(action));
}

/** They are a finding of their own. */
const ESCALATING = new Set(ESCALATING_ACTIONS);

function destructiveOrNone(pattern: string): string[] {
  try {
    return destructiveActionsOf(pattern);
  } catch {
    return []; // It is shown as not evaluated.
  }
}

function isNotOwn({ session }: ReviewedRole): (resource: string) => boolean {
  return (resource) => !session.world.people.namesUser(resource);
}

/** S3's other calls than those about objects are about buckets. */
function kindOf(action: string): RegExp | undefined {
  return action.startsWith("s3:") ? /^[^/]*$|:accesspoint\// : undefined;
}
