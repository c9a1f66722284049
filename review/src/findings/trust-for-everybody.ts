import { ANYTHING } from "../access/people";
import { isEverybody, namedAccount, principalsOf } from "../iam/principal";
import { statementsOfPolicy } from "../access/placed-statement";
import type { IamStatement } from "../iam/policy-document";
import { nameOf } from "../access/people";
import { wildcardPattern } from "../iam/pattern";
import type { Pool, Role } from "../model/access-model";
import { isIdOfResource, isPattern } from "../model/pool-ids";
import { cognitoClaims } from "../model/cognito-claims";
import { hasSymbol } from "../terraform-json/symbol";
import type { Finding, FindingCheck, Severity } from "./finding";
import { canBeAssumedFrom, canBeAssumedWithTokenOf } from "../model/trust";
import { ANOTHER_POOL, expectedAmr, mayAssume, mayBeTakenFrom } from "./trust-questions";

/** Roles that not only the users of this pool can take: principals of other accounts, or the users of other pools.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html */
export const trustForEverybody: FindingCheck = ({ pool, roles }) =>
  roles.flatMap(({ role }) => [...otherPrincipals(pool, role), ...otherApps(role), ...otherPools(pool, role)]);

function otherPrincipals(pool: Pool, role: Role): Finding[] {
  const outsiders = canBeAssumedFrom(role, ANYTHING);
  if (outsiders === true || outsiders === "possible") {
    return [
      found(role, "high", `${role.name} can be taken by anybody with an AWS account`, {
        reason: "Its trust policy names everybody, and anybody can meet its other conditions.",
        fix: "Name cognito-identity.amazonaws.com as a Federated principal, and nobody else.",
      }),
    ];
  }
  if (namesEverybody(role) && outsiders === undefined) {
    return [
      found(role, "high", `${role.name} may be taken by anybody with an AWS account`, {
        reason: "Its trust policy names everybody, and the review cannot evaluate its other conditions.",
        fix: "Name cognito-identity.amazonaws.com as a Federated principal, and nobody else.",
      }),
    ];
  }
  if (namesEverybody(role, { underConditions: true })) {
    return [
      found(role, "medium", `${role.name} names everybody in its trust policy`, {
        reason:
          "Only its other conditions keep others out: without them, anybody with an AWS account could take the role.",
        fix: "Name cognito-identity.amazonaws.com as a Federated principal, and nobody else.",
      }),
    ];
  }
  const own = pool.arn?.split(":")[4];
  const accounts = principalsNamedBy(role)
    .filter(({ account, id }) => account !== own && canBeAssumedFrom(role, account, id) !== false)
    .map(({ account }) => account);
  return [...new Set(accounts)].map((account) =>
    found(role, own === undefined ? "medium" : "high", `${role.name} can be taken from the account ${account}`, {
      reason: `Its trust policy also names principals of the account ${account}${own === undefined ? ", which this file does not show to be the pool's own" : ", which is not the pool's own"}.`,
      fix: "Give them a role of their own: this one is for the users of the pool.",
    }),
  );
}

/** The users of other apps, with the token of a provider that the trust policy names beside Cognito. */
function otherApps(role: Role): Finding[] {
  const providers = allowsOf(role).flatMap((statement) => principalsOf(statement, "Federated"));
  return [...new Set(providers)]
    .filter((provider) => [true, "possible"].includes(canBeAssumedWithTokenOf(role, provider) ?? false))
    .map((provider) =>
      found(role, "high", `${role.name} can be taken by whoever has a token of ${provider}`, {
        reason: `Its trust policy also names ${provider}, and does not ask of which app or account the token is.`,
        fix: `Take ${provider} out, because the pool's users come with a token of Cognito, or compare what says whose the token is: the app's id, or sub.`,
      }),
    );
}

function otherPools(pool: Pool, role: Role): Finding[] {
  // If it allows every pool, another finding reports it.
  if (mayBeTakenFrom(role, ANOTHER_POOL)) return [];
  const amr = expectedAmr(role);
  return cognitoClaims(role.trust.document)
    .aud.filter((aud) => aud !== pool.id && (!hasSymbol(aud) || isIdOfResource(aud) || isPattern(aud)))
    .flatMap((aud) => {
      const isLike = isPattern(aud);
      if (!mayBeTakenFrom(role, isLike ? nameOf(wildcardPattern(aud), ANYTHING) : aud)) return [];
      // Another finding says that it is for the users of that pool, in the place of this one's.
      if (!isLike && !mayAssume(role, { aud: pool.id, amr }) && mayAssume(role, { aud, amr })) return [];
      const title = isLike
        ? `${role.name} can be taken by users of every identity pool like ${aud}`
        : `${role.name} can be taken by users of another identity pool too`;
      return [
        found(role, isLike ? "high" : "medium", title, {
          reason: isLike
            ? `Its trust policy compares the pool's id with ${aud}: whoever makes a pool in an account of their own can take the role.`
            : `Its trust policy also names the pool ${aud}: its users get what this pool's users get.`,
          fix: "Compare cognito-identity.amazonaws.com:aud with only this pool's id, under StringEquals.",
        }),
      ];
    });
}

function found(
  role: Role,
  severity: Severity,
  title: string,
  { reason, fix }: Pick<Finding, "reason" | "fix">,
): Finding {
  return { id: "trust-for-everybody", severity, title, reason, fix, address: role.address };
}

function allowsOf(role: Role): IamStatement[] {
  return statementsOfPolicy(role.trust)
    .map(({ statement }) => statement)
    .filter(({ Effect }) => Effect === "Allow");
}

function namesEverybody(role: Role, { underConditions = false } = {}): boolean {
  return allowsOf(role).some(
    (statement) =>
      (statement.NotPrincipal !== undefined ||
        isEverybody(statement.Principal ?? {}) ||
        principalsOf(statement, "Federated").includes("*")) &&
      (!underConditions || Object.keys(statement.Condition ?? {}).length > 0),
  );
}

interface NamedPrincipal {
  readonly account: string;
  /** The ARN of a role, a user or a session; none for all of the account. */
  readonly id?: string;
}

/** The AWS principals that a trust policy allows. */
function principalsNamedBy(role: Role): NamedPrincipal[] {
  const ids = allowsOf(role).flatMap((statement) => principalsOf(statement, "AWS"));
  return ids.flatMap((id): NamedPrincipal[] => {
    const whole = namedAccount(id);
    if (whole !== undefined) return [{ account: whole }];
    const account = /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(id)?.[1];
    return account === undefined ? [] : [{ account, id }];
  });
}
