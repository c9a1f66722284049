/** What the findings about trust policies ask of them. */
import type { Pool, Role } from "../model/access-model";
import { cognitoClaims } from "../model/cognito-claims";
import { isComparable } from "../model/pool-ids";
import { canAssume, type Caller } from "../model/trust";

/** The id of no pool. */
export const ANOTHER_POOL = "☆another-pool";

/** Whether somebody can take a role, or may. */
export function mayAssume(role: Role, caller: Caller): boolean {
  const answer = canAssume(role, caller);
  return answer === true || answer === "possible";
}

/** Whether users of some other pool, or its guests, can take a role, or may: whoever has a pool lets in whom they like.
 *  @param aud that pool's id */
export function mayBeTakenFrom(role: Role, aud: string): boolean {
  return mayAssume(role, { aud, amr: "authenticated" }) || mayAssume(role, { aud, amr: "unauthenticated" });
}

/** Whether the pool gives a role to guests, or they take it themselves: by the classic flow, one whose trust policy is for them. */
export function isTakenByGuests({ allowClassicFlow }: Pool, { recipients, guestsOnly }: Role): boolean {
  return recipients.some(({ kind }) => kind === "guests") || (guestsOnly && allowClassicFlow !== false);
}

/** The pool's id; undefined if it is not known how the trust policy writes it, and a comparison would be a guess. */
export function audienceOf(pool: Pool, role: Role): string | undefined {
  const { aud } = cognitoClaims(role.trust.document);
  if (aud.includes(pool.id)) return pool.id;
  return aud.every((value) => isComparable(value, pool)) ? pool.id : undefined;
}

/** What the token of a user who should get the role says about signing in. */
export function expectedAmr(role: Role): Caller["amr"] {
  return role.guestsOnly ? "unauthenticated" : "authenticated";
}
