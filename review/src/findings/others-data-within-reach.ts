import type { Grant } from "../access/grants";
import { PrefixIndex } from "../access/prefix-index";
import { isReading } from "../iam/aws-actions";
import { literalPrefix, overlap, wildcardPattern, type Pattern } from "../iam/pattern";
import { LISTING_ACTIONS } from "../iam/stored-keys";
import type { Finding, FindingCheck, ReviewedRole } from "./finding";
import { actionsInWords, resourcesInWords } from "./grant-words";

/** Data that other users of the app keep, where a grant reaches it after every deny. To read it is worse where another
 *  statement keeps it for each user alone; a listing shows names only.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html */
export const othersDataWithinReach: FindingCheck = ({ roles }) => {
  const own = new OwnPlaces(roles);
  return roles.flatMap(({ role, grants, session: { world } }) =>
    grants
      .filter(({ whose }) => whose === "others")
      .map((grant) => {
        const isReadOnly = !grant.allActionsBut && grant.actions.every(isReadAction);
        const sameForAll = textsOf(grant).find((text) => world.people.isSameForAll(text));
        const isPrivate = !grant.actions.every(isListing) && (sameForAll !== undefined || own.meets(grant));
        return {
          id: "others-data-within-reach",
          severity: isReadOnly && !isPrivate ? ("medium" as const) : ("high" as const),
          title: `${role.name} reaches data of other users with ${actionsInWords(grant)}`,
          ...wordsFor(
            grant,
            sameForAll,
            `everybody with this role can ${isReadOnly ? "read" : "read and change"} what belongs to others.`,
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

/** Where statements keep data for each user alone. */
class OwnPlaces {
  private readonly places = new PrefixIndex<{ readonly grant: Grant; readonly pattern: Pattern }>();

  constructor(roles: readonly ReviewedRole[]) {
    for (const grant of roles.flatMap(({ grants }) => grants)) {
      if (grant.whose !== "own" || grant.effect === "denied") continue;
      for (const resource of grant.limitedTo ?? grant.resources) {
        // What a grant reaches there is told by the grant; here it is enough that both are about the same place.
        const [container = "", ...more] = resource.split("${");
        const whole = more.length === 0 ? [container, `${container}/*`] : [`${container}*`];
        for (const pattern of whole.map(wildcardPattern)) {
          this.places.add(literalPrefix(pattern), { grant, pattern });
        }
      }
    }
  }

  /** Whether a grant reaches such a place of another statement: of its own it may miss one action by mistake. */
  meets({ policy, statement, resources, limitedTo, allResourcesBut }: Grant): boolean {
    const reached = limitedTo ?? (allResourcesBut ? ["*"] : resources);
    return reached.some((resource) => {
      if (AMPLIFY_PROTECTED.test(resource)) return false;
      const pattern = wildcardPattern(resource);
      const places = [...this.places.meets(literalPrefix(pattern))];
      return places.some(
        (place) =>
          (place.grant.policy !== policy || place.grant.statement.number !== statement.number) &&
          overlap(place.pattern, pattern),
      );
    });
  }
}

/** Where, by the layout of Amplify's storage, all read what each user writes: `protected/ID/` of a bucket.
 *  https://docs.amplify.aws/gen1/javascript/build-a-backend/storage/configure-access/ */
const AMPLIFY_PROTECTED = /^(?:arn:[^/]*|⟨[^⟩]*⟩)\/protected\//;

function isListing(action: string): boolean {
  return LISTING_ACTIONS.some((listing) => listing.toLowerCase() === action.toLowerCase());
}

function isReadAction(action: string): boolean {
  try {
    return isReading(action);
  } catch {
    return false; // IAM would not store it.
  }
}
