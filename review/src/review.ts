/** The access review: what a configuration, a plan or a state lets signed-in users and guests do. */
import type { UnusedAcceptance } from "./acceptance";
import { grantsOf } from "./access/grants";
import { Session } from "./access/session";
import { SmallWorld } from "./access/small-world";
import { withTagsOfRoles } from "./access/tags-of-role";
import { withTagsOfServer } from "./access/tags-of-server";
import { changesBetween, type AccessChange } from "./changes";
import { findingsOf } from "./findings";
import type { Finding, ReviewedPool } from "./findings/finding";
import type { AccessModel, Pool } from "./model/access-model";
import { POOL } from "./model/links";
import { readPools } from "./model/pools";
import type { PoolAccess } from "./pool-access";
import { readTerraformJson } from "./terraform-json/read";
import type { NotEvaluated } from "./terraform-json/not-evaluated";
import { asUnreadable, UnreadableDocument } from "./terraform-json/unreadable-document";
import { unreadParts } from "./unread-parts";

/** A review, ready to be shown. */
export interface AccessReview {
  /** What was read. */
  readonly source: "synthesized" | "plan" | "state";
  /** What there is; of a plan, what there will be. */
  readonly pools: readonly PoolAccess[];
  /** What a plan changes about who may do what; nothing for the other sources. */
  readonly changes: readonly AccessChange[];
  /** What is different in AWS from what Terraform had last seen there, and who may do what because of it. */
  readonly drift: readonly AccessChange[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** What the review could not look into and that may matter; each is a finding too. */
  readonly notEvaluated: readonly NotEvaluated[];
  /** Entries of a list of accepted findings that accept nothing; only if there was a list. */
  readonly unusedAcceptances?: readonly UnusedAcceptance[];
}

/** Reviews a synthesized configuration (cdk.tf.json), or the output of `terraform show -json` for a plan or a state,
 *  no matter what wrote the configuration. It runs nothing and sends nothing to AWS.
 *  @param document the parsed JSON
 *  @returns values that only Terraform's run will know are shown as their source between ⟨ and ⟩; policies that could
 *    not be evaluated stand in `notEvaluated`, with the reason
 *  @throws UnreadableDocument for another kind of file, or one without an identity pool; its message is one line
 *  @see https://developer.hashicorp.com/terraform/internals/json-format */
export function reviewAccess(document: object): AccessReview {
  try {
    return reviewOf(document);
  } catch (error) {
    throw asUnreadable(error);
  }
}

function reviewOf(document: object): AccessReview {
  const content = readTerraformJson(document);
  const after = readPools(content.after);
  const before = content.before && readPools(content.before);
  const beforeDrift = content.beforeDrift && readPools(content.beforeDrift);
  const destroysAPool = content.destroyed?.some(({ type }) => type === POOL) === true;
  if (after.pools.length + (before?.pools.length ?? 0) === 0 && !destroysAPool) {
    throw new UnreadableDocument("This file has no aws_cognito_identity_pool: give one that has");
  }
  const reviewed = after.pools.map(reviewedPool);
  const pools = reviewed.map(poolAccess);
  const notEvaluated = unreadParts(reviewed, after.notEvaluated);
  return {
    source: content.source,
    pools,
    changes: before === undefined ? [] : changesBetween(accessOf(before), pools),
    drift:
      before === undefined || beforeDrift === undefined ? [] : changesBetween(accessOf(beforeDrift), accessOf(before)),
    findings: findingsOf(reviewed, notEvaluated, content.destroyed),
    notEvaluated,
  };
}

function accessOf({ pools }: AccessModel): PoolAccess[] {
  return pools.map(reviewedPool).map(poolAccess);
}

function reviewedPool(given: Pool): ReviewedPool {
  const pool = withTagsOfRoles(given);
  const world = new SmallWorld(withTagsOfServer(pool));
  return {
    pool,
    roles: pool.roles.map((role) => {
      const session = new Session(world, pool, role);
      return { role, grants: grantsOf(session), session };
    }),
  };
}

/** What findings need to know. */
type NotShown = Exclude<keyof Pool, keyof PoolAccess>;

function poolAccess({ pool, roles }: ReviewedPool): PoolAccess {
  const shown: { -readonly [Key in NotShown]?: Pool[Key] } & Omit<Pool, NotShown> = { ...pool };
  delete shown.appClients;
  delete shown.policiesForEverybody;
  delete shown.accessPoints;
  delete shown.rolesByTrust;
  return {
    ...shown,
    roles: roles.map(({ role: { address, name, recipients, guestsOnly, policies }, grants }) => ({
      address,
      name,
      recipients,
      guestsOnly,
      grants,
      policiesNotEvaluated: policies.filter(({ document }) => document === undefined).length,
    })),
  };
}
