import { placedStatements } from "../access/placed-statement";
import type { PoolMappingRule } from "../model/access-model";
import type { FindingCheck, Finding, ReviewedPool, Severity } from "./finding";
import { isUserPool, writableClaim } from "./user-writable-claims";

/** Roles and tags that depend on a claim which users can write, or on a part of a claim: whoever writes it gets them.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
export const mappingOnUserWritableClaim: FindingCheck = (reviewed) => [...rules(reviewed), ...tags(reviewed)];

function rules({ pool }: ReviewedPool): Finding[] {
  return pool.roleMappings.flatMap(({ address, identityProvider, rules: ofMapping }) =>
    ofMapping.flatMap((rule) => {
      const weakness = weaknessOf(rule, isUserPool(pool, identityProvider));
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

function weaknessOf({ claim, matchType, value }: PoolMappingRule, ofUserPool: boolean): Weakness | undefined {
  const writable = ofUserPool ? writableClaim(claim) : "never";
  if (writable === "by-default") {
    return { severity: "high", reason: `Users of the user pool can write ${claim} themselves.`, fix: BY_GROUP };
  }
  if (writable === "if-the-client-may") {
    return {
      severity: "medium",
      reason: `Users can write ${claim} themselves if an app client may write it.`,
      fix: `${BY_GROUP} Or make sure that no app client has ${claim} among its write_attributes.`,
    };
  }
  if (matchType === "Contains") {
    return {
      severity: "medium",
      reason: `"${value}" is also a part of other values, such as "not-${value}".`,
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
  const policies = JSON.stringify(
    roles.flatMap(({ role }) => placedStatements(role).map(({ statement }) => statement)),
  );
  return pool.principalTags.flatMap(({ address, identityProvider, tag, claim }) => {
    const writable = isUserPool(pool, identityProvider) ? writableClaim(claim) : "never";
    if (writable === "never") return [];
    const isCompared = policies.toLowerCase().includes(`aws:principaltag/${tag.toLowerCase()}`);
    return [
      {
        id: "mapping-on-user-writable-claim",
        severity: writable === "by-default" && isCompared ? ("high" as const) : ("medium" as const),
        title: `The tag ${tag} comes from the claim ${claim}`,
        reason: `Users can write ${claim} themselves${writable === "by-default" ? "" : " if an app client may write it"}: with it they choose the tag${isCompared ? ", and with the tag what policies allow them" : ""}.`,
        fix: `Map a claim that only administrators write, or make sure that no app client has ${claim} among its write_attributes.`,
        address,
      },
    ];
  });
}
