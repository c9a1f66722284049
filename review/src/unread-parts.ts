/** All that a review could not evaluate and that may matter: who gets a role, and what a role may do. */
import type { Grant } from "./access/grants";
import type { ReviewedPool, ReviewedRole } from "./findings/finding";
import { audienceOf } from "./findings/trust-questions";
import { explainTrust } from "./iam/simulate";
import { NotModelled } from "./iam/not-modelled";
import type { OnOff, Policy, Pool, Role } from "./model/access-model";
import { cognitoClaims } from "./model/cognito-claims";
import type { NotEvaluated, NotEvaluatedCause, NotEvaluatedSubject } from "./terraform-json/not-evaluated";

export function unreadParts(pools: readonly ReviewedPool[], ofFile: readonly NotEvaluated[]): NotEvaluated[] {
  const all = [
    ...ofFile,
    ...pools.flatMap(({ pool, roles }) => [...unknownSettings(pool), ...roles.flatMap((role) => ofRole(pool, role))]),
  ];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function unknownSettings({ address, isOutsideTheFile, ...pool }: Pool): NotEvaluated[] {
  // It is reported already that the pool is not in the file.
  if (isOutsideTheFile) return [];
  return [
    ...unknownSetting(address, "guests", pool.allowUnauthenticatedIdentities),
    ...unknownSetting(address, "classic-flow", pool.allowClassicFlow),
  ];
}

function unknownSetting(address: string, subject: NotEvaluatedSubject, setting: OnOff): NotEvaluated[] {
  return setting === "unknown" ? [{ address, subject, cause: "known-when-terraform-runs" }] : [];
}

function ofRole(pool: Pool, { role, grants }: ReviewedRole): NotEvaluated[] {
  return [
    ...unreadPolicy("trust-policy", role.trust),
    ...role.policies.flatMap((policy) => unreadPolicy("policy", policy)),
    ...unreadPolicy("permissions-boundary", role.permissionsBoundary),
    ...trustNotModelled(pool, role),
    ...audienceNotKnown(pool, role),
    ...grants.flatMap(grantNotModelled),
  ];
}

function unreadPolicy(subject: NotEvaluatedSubject, policy: Policy | undefined): NotEvaluated[] {
  const cause = policy?.notEvaluated;
  if (policy === undefined || cause === undefined) return [];
  // Of a role that is not in the file neither is anything of it.
  return [{ address: policy.address, subject: cause === "role-outside-the-file" ? "role" : subject, cause }];
}

/** A role of the pool may be another pool's, if it cannot be told whether its trust policy means this one. */
function audienceNotKnown(pool: Pool, role: Role): NotEvaluated[] {
  const { trust, recipients } = role;
  if (trust.document === undefined || trust.notEvaluated !== undefined) return [];
  if (recipients.every(({ kind }) => kind === "anyone-trusted") || audienceOf(pool, role) !== undefined) return [];
  return [{ address: trust.address, subject: "trust-policy", cause: "values-known-after-apply" }];
}

/** Whether a user of the pool can take the role is what every check of trust policies asks. */
function trustNotModelled({ id }: Pool, { trust }: Role): NotEvaluated[] {
  if (trust.document === undefined) return [];
  const { principals, prefixes } = cognitoClaims(trust.document);
  const context: Record<string, string | string[]> = Object.fromEntries(
    prefixes.flatMap((prefix): [string, string | string[]][] => [
      [`${prefix}:aud`, id],
      [`${prefix}:amr`, ["authenticated"]],
    ]),
  );
  for (const principal of principals.length === 0 ? ["cognito-identity.amazonaws.com"] : principals) {
    const cause = notModelled(() =>
      explainTrust(trust.document ?? { Statement: [] }, {
        action: "sts:AssumeRoleWithWebIdentity",
        principal: { type: "Federated", id: principal },
        context,
      }),
    );
    if (cause !== undefined) return [{ address: trust.address, subject: "trust-policy", cause }];
  }
  return [];
}

function notModelled(ask: () => unknown): NotEvaluatedCause | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    if (error instanceof NotModelled) return { notModelled: error.subject };
    throw error;
  }
}

function grantNotModelled({ policy, effect, cause }: Grant): NotEvaluated[] {
  if (effect !== "not-evaluated" || typeof cause !== "object" || !("notModelled" in cause)) return [];
  return [{ address: policy, subject: "policy", cause: { notModelled: cause.notModelled } }];
}
