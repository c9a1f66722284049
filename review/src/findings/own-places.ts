/** Where statements keep data for each user alone, and how bad it is that a grant reaches there. */
import type { Grant } from "../access/grants";
import { PrefixIndex } from "../access/prefix-index";
import { isReading } from "../iam/aws-actions";
import { literalPrefix, overlap, wildcardPattern, type Pattern } from "../iam/pattern";
import { LISTING_ACTIONS } from "../iam/stored-keys";
import type { ReviewedRole } from "./finding";
import type { Severity } from "./severity";

/** To read others' data is worse where it is kept for each user alone; a listing shows names only.
 *  @param isPrivate whether it is kept so */
export function severityOfReach(grant: Grant, isPrivate: boolean): Severity {
  if (!isReadOnly(grant)) return "high";
  return isPrivate && !grant.actions.every(isListing) ? "high" : "medium";
}

export function isReadOnly({ allActionsBut, actions }: Grant): boolean {
  return !allActionsBut && actions.every(isReadAction);
}

export class OwnPlaces {
  private readonly places = new PrefixIndex<{ readonly grant: Grant; readonly pattern: Pattern }>();

  constructor(roles: readonly ReviewedRole[]) {
    const all = roles.flatMap(({ grants, session: { world } }) => grants.map((grant) => ({ grant, world })));
    for (const { grant, world } of all) {
      if (grant.whose !== "own") continue;
      const resources = grant.limitedTo ?? grant.resources;
      for (const resource of resources.flatMap((one) => [one, ...world.otherNamesOf(one)])) {
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
