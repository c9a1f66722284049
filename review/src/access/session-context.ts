/** What is known of the context of a call that a session of the role makes.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
import { COGNITO_PREFIXES, isInEveryRequest, isOfAnotherToken } from "../iam/condition-keys";
import { areKnown, type Context, type KeyValues } from "../iam/context";
import { carries } from "../iam/stored-keys";
import type { Pool, Role } from "../model/access-model";
import { AMR_OF_GUESTS } from "../model/amr";
import { cognitoClaims } from "../model/cognito-claims";
import type { Person } from "./people";
import { tagOfRole } from "./tags-of-role";

/** Keys about a stored thing, in lower case. What is not listed is left open. */
export type StoredKeys = ReadonlyMap<string, readonly string[]>;

/** Whose session it is: a person of the small world, or a user whose token is known. */
export interface SessionUser {
  /** The value of a variable, or of the key of that name; undefined if it depends on something else.
   *  @param key in any case, without a default */
  valueOf(key: string, person: Person): string | undefined;
  /** What is known of the key of that name in a comparison; undefined if it depends on something else. */
  comparedValues(key: string): KeyValues | undefined;
  /** What is known of a key aws:PrincipalTag/TAG. */
  tagValues(key: string): KeyValues;
}

export class SessionContext {
  private readonly known = new Map<string, KeyValues>();

  constructor(
    pool: Pool,
    private readonly role: Role,
    private readonly user: SessionUser,
  ) {
    const amr = amrOf(role);
    for (const prefix of new Set([...cognitoClaims(role.trust.document).prefixes, ...COGNITO_PREFIXES])) {
      this.known.set(`${prefix}:aud`.toLowerCase(), [pool.id]);
      this.known.set(`${prefix}:amr`.toLowerCase(), amr);
    }
  }

  /** The context of one call.
   *  @param action in lower case; undefined for one of many */
  of(action: string | undefined, stored: StoredKeys): Context {
    return {
      valuesOf: (key) => this.valuesOf(key.toLowerCase(), action, stored),
      valuesOfVariable: (key) => {
        const value = this.user.valueOf(key, "me");
        return value === undefined ? this.valuesOf(key.toLowerCase(), action, stored) : [value];
      },
    };
  }

  private valuesOf(key: string, action: string | undefined, stored: StoredKeys): KeyValues {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (key.startsWith("aws:principaltag/")) {
      const ofUser = this.user.tagValues(key);
      return areKnown(ofUser) && ofUser.length === 0 ? tagOfRole(this.role, key) : ofUser;
    }
    const compared = this.user.comparedValues(key);
    if (compared !== undefined) return compared;
    if (isInEveryRequest(key)) return stored.get(key) ?? "any";
    // A session of Cognito is not an IAM user's.
    if (key === "aws:username" || isOfAnotherToken(key)) return [];
    if (action !== undefined && !carries(action, key)) return [];
    return stored.get(key) ?? "unknown";
  }
}

/** A session of somebody who signed in has "authenticated" in it, and not "unauthenticated". What else it has, the provider and an
 *  id of the user there, differs between users: where a policy asks for that, it may be anything. */
function amrOf({ guestsOnly, policies, permissionsBoundary: boundary }: Role): KeyValues {
  if (guestsOnly) return AMR_OF_GUESTS;
  const asked = [...policies, ...(boundary ? [boundary] : [])].flatMap(({ document }) => cognitoClaims(document).amr);
  return asked.every((value) => /^(?:un)?authenticated$/.test(value)) ? ["authenticated"] : "any";
}
