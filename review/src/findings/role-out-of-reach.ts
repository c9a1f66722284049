import { statementsOf } from "../iam/policy-document";
import type { Pool, Role } from "../model/access-model";
import { trustClaims } from "../model/trust-claims";
import { hasSymbol } from "../terraform-json/symbol";
import type { FindingCheck } from "./finding";
import { audienceOf, canAssume, isPoolId, mayAssume, type Caller } from "./trust-questions";

/** A role that the pool gives to users who cannot take it.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const roleOutOfReach: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role }) =>
    expectedCallers(role).flatMap((amr) => {
      const document = role.trust?.document;
      const auds = audiencesOf(pool, role);
      if (document === undefined || auds.some((aud) => canAssume(role, { aud, amr }) !== false)) return [];
      // If it allows the users of another pool instead, another finding reports it.
      if (trustClaims(document).aud.some((aud) => isPoolId(aud) && mayAssume(role, { aud, amr }))) return [];
      const who = amr === "authenticated" ? "signed-in users" : "guests";
      return [
        {
          id: "role-out-of-reach",
          severity: "medium" as const,
          title: `${role.name} is for ${who}, and they cannot take it`,
          reason: `${reasonOf(pool, role, amr)} They get no credentials.`,
          fix: `Allow sts:AssumeRoleWithWebIdentity for the Federated principal cognito-identity.amazonaws.com, with StringEquals on cognito-identity.amazonaws.com:aud and ForAnyValue:StringLike on cognito-identity.amazonaws.com:amr = ${amr}.`,
          address: role.address,
        },
      ];
    }),
  );

/** How the users to whom the pool gives a role signed in. */
function expectedCallers({ recipients }: Role): Caller["amr"][] {
  const kinds = new Set(recipients.map(({ kind }) => kind));
  return [
    ...(kinds.has("signed-in") || kinds.has("rule") || kinds.has("group") ? ["authenticated" as const] : []),
    ...(kinds.has("guests") ? ["unauthenticated" as const] : []),
  ];
}

/** The pool's id, or, where it is not known yet, whatever the trust policy may mean by it. */
function audiencesOf(pool: Pool, role: Role): string[] {
  const aud = audienceOf(pool, role);
  return aud === undefined ? [pool.id, ...trustClaims(role.trust?.document).aud.filter(hasSymbol)] : [aud];
}

function reasonOf(pool: Pool, role: Role, amr: Caller["amr"]): string {
  const document = role.trust?.document;
  const { principals, aud } = trustClaims(document);
  const statements = document === undefined ? [] : statementsOf(document);
  const isOpen = statements.some(({ Principal }) => typeof Principal === "string");
  if (principals.length === 0 && !isOpen) return "Its trust policy does not name Cognito as a Federated principal.";
  const other = amr === "authenticated" ? "unauthenticated" : "authenticated";
  if (audiencesOf(pool, role).some((one) => mayAssume(role, { aud: one, amr: other }))) {
    return `Its trust policy asks for amr = ${other}.`;
  }
  if (aud.length > 0 && !aud.includes(pool.id) && !aud.some(hasSymbol)) {
    return `Its trust policy compares aud with ${aud.join(", ")}, which is no pool's id.`;
  }
  return "Its trust policy does not allow sts:AssumeRoleWithWebIdentity with a token of this pool.";
}
