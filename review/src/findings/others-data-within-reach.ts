import type { Grant } from "../access/grants";
import type { Finding, FindingCheck } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";
import { isReadOnly, OwnPlaces, severityOfReach } from "./own-places";

/** Data that other users of the app keep, where a grant reaches it after every deny.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const othersDataWithinReach: FindingCheck = ({ roles }) => {
  const own = new OwnPlaces(roles);
  return roles.flatMap(({ role, grants, session: { world } }) =>
    grants
      .filter(({ whose }) => whose === "others")
      .map((grant) => {
        const sameForAll = textsOf(grant).find((text) => world.people.isSameForAll(text));
        return {
          id: "others-data-within-reach",
          severity: severityOfReach(grant, sameForAll !== undefined || own.meets(grant)),
          title: `${role.name} reaches data of other users with ${actionsInWords(grant)}`,
          ...wordsFor(
            grant,
            sameForAll,
            `everybody with this role can ${isReadOnly(grant) ? "read" : "read and change"} what belongs to others.`,
          ),
          address: grant.policy,
        };
      }),
  );
};

/** What a grant and the denials that limit it name. */
function textsOf({ resources, limitedTo = [], conditions, decidedBy }: Grant): string[] {
  const compared = [...conditions, ...decidedBy.flatMap((denial) => denial.conditions ?? [])];
  return [...resources, ...limitedTo, ...compared.flatMap(({ values }) => values)];
}

/** @param sameForAll a text in it that is meant for one user and is the same for all */
function wordsFor(grant: Grant, sameForAll: string | undefined, effect: string): Pick<Finding, "reason" | "fix"> {
  if (sameForAll !== undefined)
    return {
      reason: `In ${sameForAll} the value of aws:userid is ROLE_ID:CognitoIdentityCredentials for all users, or in the classic flow what a client makes up: ${effect}`,
      fix: "Write ${cognito-identity.amazonaws.com:sub} in its place, the id of the user's own identity.",
    };
  const unended = textsOf(grant).find((text) => UNENDED_NAME.test(text));
  if (unended !== undefined)
    return {
      reason: `In ${unended} nothing ends the name, so that the user "al" also reaches what belongs to "alice": ${effect}`,
      fix: "Write a / behind the variable, or another character that no name has in it, or use ${cognito-identity.amazonaws.com:sub}.",
    };
  return {
    reason: `Nothing checks whose data is on ${resourcesInWords(grant)}: ${effect}`,
    fix: "Bind the resource, or a condition, to ${cognito-identity.amazonaws.com:sub}, or deny it for other identities.",
  };
}

/** A tag of the session, and behind it a wildcard or what may stand in a name. */
const UNENDED_NAME = /\$\{aws:principaltag\/[^}]*\}[-_.]?[*?]/i;
