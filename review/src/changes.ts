/** What a plan changes about who may do what. */
import type { Grant } from "./access/grants";
import type { GrantCondition } from "./access/placed-statement";
import type { OnOff, PoolMappingRule, Recipient, SignIn } from "./model/access-model";
import type { PoolAccess, RoleAccess } from "./pool-access";
import { withoutSources } from "./terraform-json/symbol";

/** One difference: a fact about access that comes, goes, or has another value. */
export interface AccessChange {
  /** Address of the pool, role or policy. */
  readonly address: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before?: AccessFact;
  readonly after?: AccessFact;
}

/** Something that is so, of one pool or role. */
export type AccessFact =
  | { readonly about: "guests" | "classic-flow"; readonly value: OnOff }
  | { readonly about: "sign-in"; readonly signIn: Pick<SignIn, "kind" | "provider"> }
  | { readonly about: "token-check"; readonly provider: string; readonly value: OnOff }
  | {
      readonly about: "role-mapping";
      readonly identityProvider: string;
      readonly type: string;
      readonly ambiguousRoleResolution: string | undefined;
    }
  | {
      readonly about: "rule";
      readonly identityProvider: string;
      /** Counted from 1. */
      readonly number: number;
      readonly rule: PoolMappingRule;
    }
  | {
      readonly about: "principal-tag";
      readonly identityProvider: string;
      readonly tag: string;
      readonly claim: string;
    }
  | { readonly about: "recipients"; readonly role: string; readonly recipients: readonly Recipient[] }
  | ({
      readonly about: "grant";
      /** What the statements of the role that name this action and resource give; alike ones are here once. */
      readonly access: readonly FactAccess[];
    } & FactTarget);

/** One action on one resource, as patterns. */
export interface FactTarget {
  readonly actions: readonly string[];
  readonly allActionsBut?: true;
  readonly resources: readonly string[];
  readonly allResourcesBut?: true;
  readonly conditions: readonly GrantCondition[];
}

export type FactAccess = Pick<Grant, "whose" | "effect" | "limitedTo">;

/** The facts about access that differ. The first deployment of a pool is a list of nothing but additions. */
export function changesBetween(before: readonly PoolAccess[], after: readonly PoolAccess[]): AccessChange[] {
  const old = byKey(before.flatMap(factsOf));
  const current = byKey(after.flatMap(factsOf));
  const comes = Array.from(current).flatMap(([key, fact]) => changeTo(old.get(key), fact));
  const goes = Array.from(old)
    .filter(([key]) => !current.has(key))
    .map(([, { address, fact }]): AccessChange => ({ address, kind: "removed", before: fact }));
  return [...comes, ...goes];
}

interface PlacedFact {
  /** The same before and after, if it is the same fact. */
  readonly key: string;
  readonly address: string;
  readonly fact: AccessFact;
}

/** Facts by their key; what several statements say of one target is one fact. */
function byKey(facts: readonly PlacedFact[]): Map<string, PlacedFact> {
  const merged = new Map<string, PlacedFact>();
  for (const placed of facts) {
    const same = merged.get(placed.key);
    merged.set(placed.key, same === undefined ? placed : { ...placed, fact: mergedFact(same.fact, placed.fact) });
  }
  return merged;
}

function mergedFact(one: AccessFact, other: AccessFact): AccessFact {
  if (one.about !== "grant" || other.about !== "grant") return other;
  const access = new Map([...one.access, ...other.access].map((each) => [JSON.stringify(each), each]));
  return { ...other, access: Array.from(access.values()) };
}

function changeTo(old: PlacedFact | undefined, { address, fact }: PlacedFact): AccessChange[] {
  if (old === undefined) return [{ address, kind: "added", after: fact }];
  if (comparable(valueOf(old.fact)) === comparable(valueOf(fact))) return [];
  return [{ address, kind: "changed", before: old.fact, after: fact }];
}

/** What may differ between two facts of one key: the target of a grant is in its key. Another order of statements or of what is
 *  left of them is no difference. */
function valueOf(fact: AccessFact): unknown {
  if (fact.about !== "grant") return fact;
  return fact.access.map((access) => comparable({ ...access, limitedTo: access.limitedTo?.toSorted() })).toSorted();
}

function factsOf(pool: PoolAccess): PlacedFact[] {
  const { address } = pool;
  const placed = (key: string, fact: AccessFact): PlacedFact => ({
    key: comparable([address, fact.about, key]),
    address,
    fact,
  });
  return [
    placed("", { about: "guests", value: pool.allowUnauthenticatedIdentities }),
    placed("", { about: "classic-flow", value: pool.allowClassicFlow }),
    ...pool.signIns.flatMap(({ kind, provider, serverSideTokenCheck: value }) => [
      placed(`${kind} ${provider}`, { about: "sign-in", signIn: { kind, provider } }),
      ...(value === undefined ? [] : [placed(provider, { about: "token-check", provider, value })]),
    ]),
    ...pool.roleMappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, rules }) => [
      placed(identityProvider, { about: "role-mapping", identityProvider, type, ambiguousRoleResolution }),
      ...rules.map((rule, i) =>
        placed(`${i} ${identityProvider}`, { about: "rule", identityProvider, number: i + 1, rule }),
      ),
    ]),
    ...pool.principalTags.map(({ identityProvider, tag, claim }) =>
      placed(`${tag} ${identityProvider}`, { about: "principal-tag", identityProvider, tag, claim }),
    ),
    ...pool.roles.flatMap((role) => factsOfRole(role, address)),
  ];
}

function factsOfRole({ address, name, recipients, grants }: RoleAccess, pool: string): PlacedFact[] {
  return [
    // Each pool gives the role to other people.
    { key: comparable([pool, address, "recipients"]), address, fact: { about: "recipients", role: name, recipients } },
    ...grants.flatMap(({ policy, whose, effect, limitedTo, ...grant }) =>
      targetsOf(grant).map((target) => ({
        key: comparable([address, "grant", inOrder(target)]),
        address: policy,
        fact: {
          about: "grant" as const,
          ...target,
          access: [{ whose, effect, ...(limitedTo !== undefined && { limitedTo }) }],
        },
      })),
    ),
  ];
}

/** A value as a text. Of a sensitive one, a plan says what it will come from, and not what it comes from today. */
function comparable(value: unknown): string {
  return withoutSources(JSON.stringify(value));
}

/** One action on one resource is one fact: it stays the same when a policy is split, renamed or sorted anew. */
function targetsOf({ actions, allActionsBut, resources, allResourcesBut, conditions }: FactTarget): FactTarget[] {
  const does = allActionsBut ? [{ actions, allActionsBut }] : actions.map((action) => ({ actions: [action] }));
  const on = allResourcesBut
    ? [{ resources, allResourcesBut }]
    : resources.map((resource) => ({ resources: [resource] }));
  return does.flatMap((action) => on.map((resource) => ({ ...action, ...resource, conditions })));
}

/** The order of a policy's lists and conditions says nothing. */
function inOrder({ actions, resources, conditions, ...rest }: FactTarget): FactTarget {
  return {
    ...rest,
    actions: actions.toSorted(),
    resources: resources.toSorted(),
    conditions: conditions
      .map(({ operator, key, values }) => ({ operator, key, values: values.toSorted() }))
      .toSorted((one, other) => (comparable(one) < comparable(other) ? -1 : 1)),
  };
}
