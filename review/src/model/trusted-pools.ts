/** Which pools the trust policies of roles name. */
import { statementsOf, withValues, type ConditionValue, type PolicyDocument } from "../iam/policy-document";
import { matches, wildcardPattern } from "../iam/pattern";
import { stringOf, type TerraformResource } from "../terraform-json/resource";
import { hasSymbol, isSymbol, symbol } from "../terraform-json/symbol";
import { POOL, type Links } from "./links";
import { isPattern } from "./pool-ids";
import type { Roles } from "./roles";
import { cognitoClaims, isKeyOfPool } from "./cognito-claims";

/** A pool's id, or the symbol of it. A pool outside the file has the address that its id is, as the file writes that. */
export function idOfPool({ address, values }: TerraformResource): string {
  const id = stringOf(values.id);
  return id === undefined || (hasSymbol(id) && id !== address) ? symbol(`${address}.id`) : id;
}

export class TrustedPools {
  private table: ReadonlyMap<string, readonly TerraformResource[]> | undefined;
  private ofEveryPool: readonly TerraformResource[] = [];

  constructor(
    private readonly links: Links,
    private readonly roles: Roles,
  ) {}

  /** Whether a value of a trust policy is the id of this pool, as far as can be told. */
  isThePool(value: string, pool: TerraformResource): boolean {
    if (value === idOfPool(pool)) return true;
    if (!isSymbol(value)) return false;
    const { resources, isGuess } = this.links.poolsWithId(value);
    return resources.length === 1 ? resources[0] === pool : !isGuess && resources.includes(pool);
  }

  /** The ids of the pools that a value of this pool's role is known to name.
   *  @param isOneOf whether a value that may be the id of several pools is that of only one: of this one, if it may be */
  idsNamedBy(value: string, pool: TerraformResource, isOneOf: boolean): readonly string[] {
    if (!isSymbol(value)) return [];
    const { resources, isGuess } = this.links.poolsWithId(value);
    // Of several values that only Terraform knows, no more than one is this pool's id.
    if (isGuess) return isOneOf && this.isThePool(value, pool) ? [idOfPool(pool)] : [];
    return isOneOf && resources.includes(pool) ? [idOfPool(pool)] : resources.map(idOfPool);
  }

  /** Whether a value comes from a pool of the file, whichever attribute of it it is. */
  comesFromAPool(value: string): boolean {
    const { resources, isGuess } = this.links.poolsNamed(value);
    return resources.length > 0 && !isGuess;
  }

  /** Whom a role's trust policy lets in. */
  trust(role: TerraformResource, pool: TerraformResource): "this pool" | "other pools" | "not known" {
    const { document } = this.roles.of(role).trust;
    if (document === undefined) return this.trustByReference(role, pool);
    const { principals, aud } = cognitoClaims(document);
    if (aud.some((value) => this.isThePool(value, pool) || fits(value, idOfPool(pool)))) return "this pool";
    if (principals.length === 0) return "other pools";
    return aud.length === 0 || aud.some((value) => hasSymbol(value) && !this.comesFromAPool(value))
      ? "not known"
      : "other pools";
  }

  /** A trust policy that a plan does not know still names what it comes from. */
  private trustByReference(
    role: TerraformResource,
    pool: TerraformResource,
  ): "this pool" | "other pools" | "not known" {
    const named = this.links.referenced(stringOf(role.values.assume_role_policy) ?? "", POOL);
    if (named.length === 0) return "not known";
    return named.includes(pool) ? "this pool" : "other pools";
  }

  /** The roles whose trust policies allow this pool's users, no matter which pool gives them. */
  rolesTrusting(pool: TerraformResource): readonly TerraformResource[] {
    this.table ??= this.rolesByPool();
    return [...(this.table.get(idOfPool(pool)) ?? []), ...this.ofEveryPool.filter((role) => this.trusts(role, pool))];
  }

  private rolesByPool(): ReadonlyMap<string, readonly TerraformResource[]> {
    const byPool = new Map<string, TerraformResource[]>();
    const ofEveryPool: TerraformResource[] = [];
    for (const role of this.links.everyRole) {
      const { document } = this.roles.of(role).trust;
      const { principals, aud } = cognitoClaims(document);
      if ((principals.length > 0 && aud.length === 0) || aud.some(isPattern)) ofEveryPool.push(role);
      const written = document === undefined ? [stringOf(role.values.assume_role_policy) ?? ""] : aud;
      const ids = new Set(written.flatMap((value) => this.idsNamed(value)));
      for (const id of ids) {
        const before = byPool.get(id);
        if (before === undefined) byPool.set(id, [role]);
        else before.push(role);
      }
    }
    this.ofEveryPool = ofEveryPool;
    return byPool;
  }

  /** Ids in trust policies for Cognito that are those of no pool in the file: a role may be made for a pool that exists.
   *  @param given addresses of the roles that are left out */
  idsOutsideTheFile(given: ReadonlySet<string>): string[] {
    const others = this.links.everyRole.filter(({ address }) => !given.has(address));
    const ids = others.flatMap((role) => {
      const { principals, aud } = cognitoClaims(this.roles.of(role).trust.document);
      return principals.length === 0 ? [] : aud.filter((value) => !isPattern(value));
    });
    return [...new Set(ids)].filter((id) => this.links.poolsNamed(id).resources.length === 0);
  }

  private idsNamed(value: string): string[] {
    const named = isSymbol(value) ? this.links.poolsWithId(value).resources.map(idOfPool) : [];
    return [value, ...named];
  }

  private trusts(role: TerraformResource, pool: TerraformResource): boolean {
    const { aud } = cognitoClaims(this.roles.of(role).trust.document);
    return aud.length === 0 || aud.some((value) => fits(value, idOfPool(pool)));
  }
}

/** Whether an id fits a pattern; of one that is not known yet, whether any id could. */
function fits(pattern: string, id: string): boolean {
  if (!isPattern(pattern)) return false;
  return hasSymbol(id) || matches(wildcardPattern(pattern), id);
}

/** A trust policy that has the ids of pools written in one way, however the configuration comes by them. Principals, and what
 *  other keys are compared with, are no pool's.
 *  @param idsNamed the ids of the pools that a value is known to name, which stands in its list so many times */
export function withIdsOfPools(
  document: PolicyDocument,
  idsNamed: (value: string, count: number) => readonly string[],
): PolicyDocument {
  const withIds = (values: readonly ConditionValue[], key: string): readonly ConditionValue[] => {
    if (!isKeyOfPool(key)) return values;
    const all = values.flatMap((value): readonly ConditionValue[] => {
      const count = values.filter((same) => same === value).length;
      const ids = typeof value === "string" ? idsNamed(value, count) : [];
      return ids.length === 0 ? [value] : ids;
    });
    return [...new Set(all)];
  };
  const statements = statementsOf(document).map((statement) =>
    statement.Condition === undefined
      ? statement
      : { ...statement, Condition: withValues(statement.Condition, withIds) },
  );
  return { ...document, Statement: statements };
}
