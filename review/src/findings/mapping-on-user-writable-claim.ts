import { placedStatements } from "../access/placed-statement";
import { tagsIn } from "../access/tags-of-server";
import type { PoolMappingRule } from "../model/access-model";
import type { FindingCheck, Finding, ReviewedPool, Severity } from "./finding";
import { writingOf, type Writing } from "./user-writable-claims";

/** Roles and tags that depend on a claim which users can write, or on a part of a claim: whoever writes it gets them.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export const mappingOnUserWritableClaim: FindingCheck = (reviewed) => [...rules(reviewed), ...tags(reviewed)];

function rules({ pool }: ReviewedPool): Finding[] {
  return pool.roleMappings.flatMap(({ address, identityProvider, rules: ofMapping }) =>
    ofMapping.flatMap((rule) => {
      const weakness = weaknessOf(rule, identityProvider, writingOf(pool, identityProvider, rule.claim));
      if (weakness === undefined) return [];
      return [
        {
          id: "mapping-on-user-writable-claim",
          severity: weakness.severity,
          title: `A rule gives a role by the claim ${rule.claim}`,
          reason: `${weakness.reason} Whoever meets the rule gets the role ${rule.role}.`,
          fix: weakness.fix,
          address,
        },
      ];
    }),
  );
}

interface Weakness {
  readonly severity: Severity;
  readonly reason: string;
  readonly fix: string;
}

const BY_GROUP =
  "Give the role by the user's group (type Token), or by Equals on a claim that only administrators write.";

function limited(claim: string): string {
  return `Or give every app client of the user pool write_attributes without ${claim}: a client that has none may write every attribute.`;
}

/** The clients through which users write a claim. */
function throughWhich(writing: Writing): string {
  if (writing.can !== "yes") return "";
  const clients = writing.through.map(({ address, writeAttributes }) =>
    writeAttributes === "default" ? `${address}, which has no write_attributes and may write all` : address,
  );
  return ` through ${clients.join("; ")}`;
}

/** What a user writes there is a claim before anybody has verified it. */
function caveatOf(claim: string): string {
  return /^(?:email|phone_number)$/i.test(claim)
    ? ` Unless the user pool asks for a verification first (attributes_require_verification_before_update), a new value counts at once; whether it is verified is another claim, ${claim}_verified.`
    : "";
}

function weaknessOf(
  { claim, matchType, value }: PoolMappingRule,
  identityProvider: string,
  writing: Writing,
): Weakness | undefined {
  if (writing.can === "at-the-provider") {
    return {
      severity: "high",
      reason: `Everybody can sign in with ${identityProvider}, and writes ${claim} there.`,
      fix: "Give the role by Equals on sub, or on another claim that the provider verifies.",
    };
  }
  if (writing.can === "yes" || writing.can === "by-default") {
    return {
      severity: "high",
      reason: `Users of the user pool can write ${claim} themselves${throughWhich(writing)}.${caveatOf(claim)}`,
      fix: `${BY_GROUP} ${limited(claim)}`,
    };
  }
  if (writing.can === "if-the-client-may") {
    return {
      severity: "medium",
      reason: `Users can write ${claim} themselves if an app client may write it.`,
      fix: `${BY_GROUP} ${limited(claim)}`,
    };
  }
  if (matchType === "Contains") {
    return {
      severity: "medium",
      reason: `"${value}" is also a part of other values, such as "not-${value}".`,
      fix: BY_GROUP,
    };
  }
  if (matchType === "StartsWith" && claim.toLowerCase() === "cognito:username") {
    return {
      severity: "medium",
      reason: `Whoever signs up chooses a username, such as "${value}-not".`,
      fix: BY_GROUP,
    };
  }
  if (matchType === "NotEqual") {
    return {
      severity: "medium",
      reason: `Every value but "${value}" matches, and a token without ${claim} may too.`,
      fix: BY_GROUP,
    };
  }
  return undefined;
}

function tags({ pool, roles }: ReviewedPool): Finding[] {
  const compared = new Set(
    roles.flatMap(({ role }) => placedStatements(role).flatMap(({ statement }) => tagsIn(statement))),
  );
  return pool.principalTags.flatMap(({ address, identityProvider, tag, claim }) => {
    const writing = writingOf(pool, identityProvider, claim);
    if (writing.can === "never") return [];
    const isSure = writing.can !== "if-the-client-may";
    const isCompared = compared.has(tag.toLowerCase());
    const isOfLogin = writing.can === "at-the-provider";
    return [
      {
        id: "mapping-on-user-writable-claim",
        severity: isSure && isCompared ? ("high" as const) : ("medium" as const),
        title: `The tag ${tag} comes from the claim ${claim}`,
        reason: `Users can write ${claim} themselves${isOfLogin ? ` at ${identityProvider}` : isSure ? throughWhich(writing) : " if an app client may write it"}: with it they choose the tag${isCompared ? ", and with the tag what policies allow them" : ""}.`,
        fix: isOfLogin
          ? "Map sub, or another claim that the provider verifies."
          : `Map a claim that only administrators write. ${limited(claim)}`,
        address,
      },
    ];
  });
}
