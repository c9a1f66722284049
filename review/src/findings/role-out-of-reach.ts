import { statementsOfPolicy } from "../access/placed-statement";
import type { IamStatement } from "../iam/policy-document";
import type { Pool, Role } from "../model/access-model";
import { amrOfProviders, type ProviderAmr } from "../model/amr";
import { isPoolId } from "../model/pool-ids";
import { cognitoClaims } from "../model/cognito-claims";
import type { Finding, FindingCheck } from "./finding";
import { canAssume, type Caller } from "../model/trust";
import { audienceOf, mayAssume } from "./trust-questions";

/** A role that the pool gives to users who cannot take it.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const roleOutOfReach: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role }) =>
    expectedCallers(role).flatMap((amr) => {
      const out = amr === "authenticated" ? providersOutOfReach(pool, role) : isOutOfReach(pool, role, { amr });
      if (out === false) return [];
      // If it allows the users of another pool instead, another finding reports it.
      const others = cognitoClaims(role.trust.document).aud.filter((aud) => aud !== pool.id && isPoolId(aud));
      if (others.some((aud) => mayAssume(role, { aud, amr }))) return [];
      return [out === true ? ofAll(pool, role, amr) : ofSome(role, out)];
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

/** Whether no signed-in user can take the role; or, of a role for all of them, the providers whose users cannot. */
function providersOutOfReach(pool: Pool, role: Role): boolean | readonly ProviderAmr[] {
  const amr = "authenticated";
  const providers = amrOfProviders(pool.signIns, cognitoClaims(role.trust.document).amr);
  if (providers.length === 0) return isOutOfReach(pool, role, { amr });
  const out = providers.filter((provider) => isOutOfReach(pool, role, { amr, provider }));
  if (out.length === providers.length) return true;
  // Rules and groups are those of a provider.
  return out.length > 0 && role.recipients.some(({ kind }) => kind === "signed-in") ? out : false;
}

function isOutOfReach(pool: Pool, role: Role, caller: Omit<Caller, "aud">): boolean {
  return (
    role.trust.notEvaluated !== "values-known-after-apply" &&
    canAssume(role, { ...caller, ...tokenOf(pool, role) }) === false
  );
}

/** A token of the pool, or, where its id is not known yet, of any. */
function tokenOf(pool: Pool, role: Role): Pick<Caller, "aud"> {
  const aud = audienceOf(pool, role);
  return aud === undefined ? {} : { aud };
}

function ofAll(pool: Pool, role: Role, amr: Caller["amr"]): Finding {
  const who = amr === "authenticated" ? "signed-in users" : "guests";
  return {
    id: "role-out-of-reach",
    severity: "medium",
    title: `${role.name} is for ${who}, and they cannot take it`,
    reason: `${reasonOf(pool, role, amr)} They get no credentials.`,
    fix: `Allow sts:AssumeRoleWithWebIdentity for the Federated principal cognito-identity.amazonaws.com, with StringEquals on cognito-identity.amazonaws.com:aud and ForAnyValue:StringLike on cognito-identity.amazonaws.com:amr = ${amr}.`,
    address: role.address,
  };
}

function ofSome(role: Role, out: readonly ProviderAmr[]): Finding {
  const providers = out.map(({ provider }) => provider).join(", ");
  return {
    id: "role-out-of-reach",
    severity: "medium",
    title: `${role.name} is for all signed-in users, and those of ${providers} cannot take it`,
    reason: `Its trust policy asks for amr = ${cognitoClaims(role.trust.document).amr.join(", ")}, and their tokens lack it. They get no credentials.`,
    fix: "Ask for cognito-identity.amazonaws.com:amr = authenticated under ForAnyValue:StringLike, or give them another role by a role mapping.",
    address: role.address,
  };
}

function reasonOf(pool: Pool, role: Role, amr: Caller["amr"]): string {
  const { principals, aud, amr: asked } = cognitoClaims(role.trust.document);
  const statements = statementsOfPolicy(role.trust).map(({ statement }) => statement);
  const isOpen = statements.some(({ Principal }) => typeof Principal === "string");
  if (principals.length === 0 && !isOpen) return "Its trust policy does not name Cognito as a Federated principal.";
  const other = amr === "authenticated" ? "unauthenticated" : "authenticated";
  const token = tokenOf(pool, role);
  const isOfAProvider = asked.some((one) => one !== amr && one !== other);
  if (isOfAProvider && mayAssume(role, { ...token, amr })) {
    return `Its trust policy asks for amr = ${asked.join(", ")}, and the pool has no such provider.`;
  }
  if (mayAssume(role, { ...token, amr: other })) {
    return `Its trust policy asks for amr = ${isOfAProvider ? asked.join(", ") : other}.`;
  }
  if (amr === "authenticated" && statements.some(comparesAllOfAmr)) {
    return "Its trust policy compares every value of amr (ForAllValues), and a token has the names of the providers there too.";
  }
  if (aud.length > 0 && token.aud !== undefined && !aud.includes(pool.id) && !aud.some(isPoolId)) {
    return `Its trust policy compares aud with ${aud.join(", ")}, which is no pool's id.`;
  }
  return "Its trust policy does not allow sts:AssumeRoleWithWebIdentity with a token of this pool.";
}

function comparesAllOfAmr({ Condition }: IamStatement): boolean {
  return Object.entries(Condition ?? {}).some(
    ([operator, keys]) =>
      operator.startsWith("ForAllValues:") && Object.keys(keys).some((key) => key.toLowerCase().endsWith(":amr")),
  );
}
