/** What a plan changes about who may do what. */
import type { Grant } from "./access/grants";
import type { PoolAccess, RoleAccess } from "./pool-access";

/** One difference, as a fact that comes, goes, or becomes another. */
export interface Change {
  /** Address of the pool, role or policy. */
  readonly address: string;
  readonly kind: "added" | "removed" | "changed";
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** The facts about access that differ. The first deployment of a pool is a list of nothing but additions. */
export function changesBetween(before: readonly PoolAccess[], after: readonly PoolAccess[]): Change[] {
  const old = byKey(before.flatMap(factsOf));
  const current = byKey(after.flatMap(factsOf));
  const comes = Array.from(current.values()).flatMap((fact) => changeTo(old.get(fact.key), fact));
  const goes = Array.from(old.values())
    .filter(({ key }) => !current.has(key))
    .map(({ address, what, value }): Change => ({ address, kind: "removed", what, before: value }));
  return [...comes, ...goes];
}

interface Fact {
  /** The same before and after, if it is the same fact. */
  readonly key: string;
  readonly address: string;
  readonly what: string;
  readonly value: string;
}

/** Facts by their key; what several statements say of one target is one fact. */
function byKey(facts: readonly Fact[]): Map<string, Fact> {
  const merged = new Map<string, Fact>();
  for (const fact of facts) {
    const values = [merged.get(fact.key)?.value, fact.value].filter((value) => value !== undefined);
    merged.set(fact.key, { ...fact, value: [...new Set(values)].toSorted().join("; ") });
  }
  return merged;
}

function changeTo(old: Fact | undefined, { address, what, value }: Fact): Change[] {
  if (old === undefined) return [{ address, kind: "added", what, after: value }];
  if (old.value === value) return [];
  return [{ address, kind: "changed", what, before: old.value, after: value }];
}

function factsOf(pool: PoolAccess): Fact[] {
  const { address } = pool;
  const fact = (what: string, value: string): Fact => ({ key: `${address} ${what}`, address, what, value });
  return [
    fact("guests", onOff(pool.allowUnauthenticatedIdentities)),
    fact("classic flow", onOff(pool.allowClassicFlow)),
    ...pool.signIns.flatMap(({ kind, provider, serverSideTokenCheck }) => [
      fact(`sign-in with ${kind} ${provider}`, "possible"),
      ...(serverSideTokenCheck === undefined ? [] : [fact(`token check for ${provider}`, onOff(serverSideTokenCheck))]),
    ]),
    ...pool.roleMappings.flatMap(({ identityProvider, type, ambiguousRoleResolution, rules }) => [
      fact(`role mapping for ${identityProvider}`, `${type}, ambiguous: ${ambiguousRoleResolution}`),
      ...rules.map(({ claim, matchType, value, role }, i) =>
        fact(`rule ${i + 1} for ${identityProvider}`, `${claim} ${matchType} ${value}: ${role}`),
      ),
    ]),
    ...pool.principalTags.map(({ identityProvider, tag, claim }) => fact(`tag ${tag} for ${identityProvider}`, claim)),
    ...pool.roles.flatMap(factsOfRole),
  ];
}

function factsOfRole({ address, givenTo, grants }: RoleAccess): Fact[] {
  return [
    { key: `${address} given to`, address, what: "given to", value: givenTo.join("; ") },
    ...grants.flatMap((grant) =>
      targetsOf(grant).map((target) => ({
        key: `${address} ${target} ${grant.conditions.join(" ")}`,
        address: grant.policy,
        what: `may ${target}`,
        value: grantValue(grant),
      })),
    ),
  ];
}

/** One action on one resource is one fact: it stays the same when a policy is split, renamed or sorted anew. */
function targetsOf({ actions, allActionsBut, resources, allResourcesBut }: Grant): string[] {
  const does = allActionsBut ? [`do all but ${actions.join(", ")}`] : actions;
  const on = allResourcesBut ? [`all but ${resources.join(", ")}`] : resources;
  return does.flatMap((action) => on.map((resource) => `${action} on ${resource}`));
}

const DATA = {
  own: "one's own data",
  others: "data of other users too",
  shared: "shared data",
  unknown: "whose data is known after apply",
} as const;

function grantValue({ effect, whose, only, conditions }: Grant): string {
  const condition = conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`;
  if (effect === "void") return "void";
  if (effect === "not evaluated") return `not evaluated${condition}`;
  const limit = effect === "limited" ? `, limited${only === undefined ? "" : ` to ${only.join(", ")}`}` : "";
  return `${DATA[whose]}${limit}${condition}`;
}

function onOff(setting: boolean | "unknown"): string {
  if (setting === "unknown") return "known after apply";
  return setting ? "on" : "off";
}
