/** What the findings about trust policies ask the simulator. */
import { NotModelled } from "../iam/not-modelled";
import { simulateTrust } from "../iam/simulate";
import type { Pool, Role } from "../model/access-model";
import { trustClaims } from "../model/trust-claims";
import { hasSymbol } from "../terraform-json/symbol";

/** Somebody with a token of Cognito, who wants to take a role. */
export interface Caller {
  readonly action?: string;
  readonly aud: string;
  readonly amr: "authenticated" | "unauthenticated";
}

/** The id of no pool. */
export const ANOTHER_POOL = "☆another-pool";

/** Whether a role's trust policy lets somebody take it; undefined if that cannot be told. */
export function canAssume(
  role: Role,
  { action = "sts:AssumeRoleWithWebIdentity", aud, amr }: Caller,
): boolean | undefined {
  const document = role.trust?.document;
  if (document === undefined) return undefined;
  const { principals, prefixes } = trustClaims(document);
  const context = Object.fromEntries(
    prefixes.flatMap((prefix): [string, string | string[]][] => [
      [`${prefix}:aud`, aud],
      [`${prefix}:amr`, [amr]],
    ]),
  );
  try {
    return principals.some(
      (id) => simulateTrust(document, { action, principal: { type: "Federated", id }, context }) === "allowed",
    );
  } catch (error) {
    if (error instanceof NotModelled) return undefined;
    throw error;
  }
}

/** The pool's id as the trust policy may write it; undefined if that is not known, and a comparison would be a guess. */
export function audienceOf(pool: Pool, role: Role): string | undefined {
  const { aud } = trustClaims(role.trust?.document);
  if (aud.includes(pool.id)) return pool.id;
  return hasSymbol(pool.id) || aud.some(hasSymbol) ? undefined : pool.id;
}

/** What the token of a user who should get the role says about signing in. */
export function expectedAmr(role: Role): Caller["amr"] {
  return role.guestsOnly ? "unauthenticated" : "authenticated";
}
