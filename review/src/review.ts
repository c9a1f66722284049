/** The access review: what a configuration, a plan or a state lets signed-in users and guests do. */
import { grantsOf } from "./access/grants";
import { Session } from "./access/session";
import { changesBetween, type Change } from "./changes";
import { findingsOf } from "./findings";
import type { Finding, ReviewedPool } from "./findings/finding";
import type { AccessModel, Policy, Pool } from "./model/access-model";
import { readPools } from "./model/pools";
import type { PoolAccess } from "./pool-access";
import { readTerraformJson } from "./terraform-json/read";
import type { NotEvaluated } from "./terraform-json/resource";
import { isAfterApply } from "./terraform-json/symbol";
import { UnreadableDocument } from "./terraform-json/unreadable-document";

/** A review, ready to be shown. */
export interface AccessReview {
  /** What was read. */
  readonly source: "synthesized" | "plan" | "state";
  /** What there is; of a plan, what there will be. */
  readonly pools: readonly PoolAccess[];
  /** What a plan changes about who may do what; nothing for the other sources. */
  readonly changes: readonly Change[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** What the review could not look into. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** Reviews a synthesized configuration (cdk.tf.json), or the output of `terraform show -json` for a plan or a state,
 *  whoever wrote the configuration. Nothing is run and nothing is asked of AWS.
 *  @param document the parsed JSON
 *  @returns values that only Terraform's run will know are shown as their source between ⟨ and ⟩; policies that could
 *    not be evaluated stand in `notEvaluated`, with the reason
 *  @throws UnreadableDocument for another kind of file, or one without an identity pool; its message is one line
 *  @see https://developer.hashicorp.com/terraform/internals/json-format */
export function reviewAccess(document: object): AccessReview {
  const reading = readTerraformJson(document);
  const after = readPools(reading.after);
  const before = reading.before && readPools(reading.before);
  if (after.pools.length + (before?.pools.length ?? 0) === 0) {
    throw new UnreadableDocument("There is no aws_cognito_identity_pool in this file: nothing to review");
  }
  const reviewed = after.pools.map(reviewedPool);
  const pools = reviewed.map(poolAccess);
  return {
    source: reading.source,
    pools,
    changes: before === undefined ? [] : changesBetween(before.pools.map(reviewedPool).map(poolAccess), pools),
    findings: findingsOf(reviewed),
    notEvaluated: notEvaluatedIn(after),
  };
}

function reviewedPool(pool: Pool): ReviewedPool {
  return {
    pool,
    roles: pool.roles.map((role) => ({ role, grants: grantsOf(pool, role), session: new Session(pool, role) })),
  };
}

function poolAccess({ pool, roles }: ReviewedPool): PoolAccess {
  return {
    ...pool,
    roles: roles.map(({ role: { address, name, givenTo, guestsOnly, policies }, grants }) => ({
      address,
      name,
      givenTo,
      guestsOnly,
      grants,
      policiesNotEvaluated: policies.filter(({ document }) => document === undefined).length,
    })),
  };
}

function notEvaluatedIn({ pools, notEvaluated }: AccessModel): NotEvaluated[] {
  const policies = pools
    .flatMap(({ roles }) => roles)
    .flatMap(({ trust, policies, permissionsBoundary }) => [
      { what: "the trust policy", policy: trust },
      ...policies.map((policy) => ({ what: "a policy", policy })),
      { what: "the permissions boundary", policy: permissionsBoundary },
    ])
    .flatMap(({ what, policy }) => {
      const reason = policy && whyNotEvaluated(policy);
      return policy === undefined || reason === undefined
        ? []
        : [{ address: policy.address, reason: `${what}: ${reason}` }];
    });
  const settings = pools.flatMap((pool) =>
    (["allowUnauthenticatedIdentities", "allowClassicFlow"] as const)
      .filter((name) => pool[name] === "unknown")
      .map((name) => ({
        address: pool.address,
        reason: `${name === "allowClassicFlow" ? "whether the classic flow is allowed" : "whether guests are allowed"}: only Terraform's run will know`,
      })),
  );
  const all = [...notEvaluated, ...settings, ...policies];
  return [...new Map(all.map((one) => [`${one.address} ${one.reason}`, one])).values()];
}

function whyNotEvaluated({ notEvaluated, document }: Policy): string | undefined {
  if (notEvaluated !== undefined) return notEvaluated;
  // Such a part is compared as the text of its symbol, which equals nothing else.
  return isAfterApply(JSON.stringify(document)) ? "some of its values are known only after apply" : undefined;
}
