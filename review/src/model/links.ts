/** Which resource belongs to which: attachments to pools, policies to roles. By id, name or ARN where that is known, by
 *  reference where it is not. What a plan does not say of a reference (what a local holds, what a dynamic block refers to) is
 *  narrowed down to what it says the values of the plan come from. */
import { stepsOf } from "../terraform-json/address";
import { stringOf, stringsOf, type TerraformResource } from "../terraform-json/resource";
import type { Snapshot } from "../terraform-json/snapshot";
import { hasSymbol, isAfterApply, isSymbol, referencesIn } from "../terraform-json/symbol";

export const POOL = "aws_cognito_identity_pool";
export const ROLE = "aws_iam_role";
const POLICY = "aws_iam_policy";

/** What a value names. */
export interface Named {
  readonly resources: readonly TerraformResource[];
  /** All that it can be, although the file does not say so. */
  readonly isGuess: boolean;
}

const NOTHING: Named = { resources: [], isGuess: false };

/** Resources of a type that an attribute of another type names. */
export class Links {
  private readonly roles = new Map<string, Named>();
  private readonly pools = new Map<string, Named>();
  private readonly tables = new Map<string, ReadonlyMap<string, TerraformResource[]>>();

  constructor(readonly snapshot: Snapshot) {}

  /** The role that an ARN, a name or a reference to either names. */
  rolesNamed(value: string): Named {
    return remembered(this.roles, value, () => this.findRoles(value));
  }

  /** The pool that an id or a reference names. */
  poolsNamed(value: string): Named {
    return remembered(this.pools, value, () => this.findPools(value));
  }

  /** The pools whose id a value is, as far as can be told: not those of which it is another attribute. */
  poolsWithId(value: string): Named {
    const named = this.poolsNamed(value);
    if (named.isGuess || !hasSymbol(value)) return named;
    const ids = referencesIn(value).filter((reference) => isIdOrWhole(reference));
    const resources = named.resources.filter((pool) =>
      ids.some((reference) => this.snapshot.at(reference).includes(pool)),
    );
    return { resources, isGuess: false };
  }

  /** Roles, each once: not what a data source looks up of a role that the file makes. */
  get everyRole(): readonly TerraformResource[] {
    return this.snapshot.ofType(ROLE).filter((role) => this.made(role) === role);
  }

  /** Managed policies that an ARN or a reference names. */
  policiesNamed(value: string): readonly TerraformResource[] {
    if (hasSymbol(value))
      return [...new Set(this.referenced(value, POLICY).map((policy) => this.made(policy, ["arn", "name"])))];
    // Of one ARN there is one policy, also where data sources look it up.
    const [any, ...more] = this.snapshot.with(POLICY, "arn", value);
    if (any === undefined) return [];
    return [[any, ...more].find(({ isData }) => !isData) ?? any];
  }

  /** Resources of a type whose attribute names this role. */
  ofRole(type: string, attribute: string, role: TerraformResource): readonly TerraformResource[] {
    const table = remembered(this.tables, `${type} ${attribute}`, () => this.byRole(type, attribute));
    return table.get(role.address) ?? [];
  }

  /** The resources of a type that a value refers to, wherever in it. */
  referenced(value: string, type: string): readonly TerraformResource[] {
    const found = referencesIn(value).flatMap((reference) => this.snapshot.at(reference));
    return [...new Set(found)].filter((resource) => resource.type === type);
  }

  private byRole(type: string, attribute: string): ReadonlyMap<string, TerraformResource[]> {
    const byAddress = new Map<string, TerraformResource[]>();
    for (const resource of this.snapshot.ofType(type)) {
      const roles = stringsOf(resource.values[attribute]).flatMap((value) => this.rolesNamed(value).resources);
      for (const { address } of new Set(roles)) {
        const before = byAddress.get(address);
        if (before === undefined) byAddress.set(address, [resource]);
        else before.push(resource);
      }
    }
    return byAddress;
  }

  private findRoles(value: string): Named {
    const referenced = this.referenced(value, ROLE).map((role) => this.made(role));
    if (referenced.length > 0) return { resources: [...new Set(referenced)], isGuess: false };
    // An ARN that is put together from the role's name; in between, the path.
    const name = /^arn:[^/]*:role\/(?:.*\/)?([^/⟨⟩]+)$/.exec(value)?.[1];
    if (!hasSymbol(value)) {
      const known = ["arn", "name", "id"].flatMap((attribute) => this.snapshot.with(ROLE, attribute, value));
      const named = name === undefined ? [] : this.snapshot.with(ROLE, "name", name).filter(hasNoArnYet);
      return { resources: [...new Set([...known, ...named].map((role) => this.made(role)))], isGuess: false };
    }
    if (name !== undefined) return { resources: this.snapshot.with(ROLE, "name", name), isGuess: false };
    return this.isHidden(value) ? this.guess(ROLE, "arn", ["arn", "name", "id"]) : NOTHING;
  }

  /** What the file makes, if a data source looks it up again.
   *  @param by the attributes by which the data source finds it */
  private made(resource: TerraformResource, by: readonly string[] = ["name"]): TerraformResource {
    const { isData, type, values } = resource;
    if (!isData) return resource;
    const found = by.flatMap((attribute) => {
      const value = stringOf(values[attribute]) ?? "";
      return hasSymbol(value) ? this.referenced(value, type) : this.snapshot.with(type, attribute, value);
    });
    const [only, ...more] = new Set(found.filter((one) => !one.isData));
    return only !== undefined && more.length === 0 ? only : resource;
  }

  private findPools(value: string): Named {
    const referenced = this.referenced(value, POOL);
    if (referenced.length > 0) return { resources: referenced, isGuess: false };
    const known = this.snapshot.with(POOL, "id", value);
    if (known.length > 0) return { resources: known, isGuess: false };
    if (!hasSymbol(value) || !this.isHidden(value)) return NOTHING;
    return this.guess(POOL, "id", ["id"]);
  }

  /** Whether a value may come from any resource: a local or a dynamic block of a plan stands between. A variable of the
   *  root module refers to none. */
  private isHidden(value: string): boolean {
    const references = referencesIn(value);
    if (isSymbol(value) && isAfterApply(value) && references.length === 0) return true;
    return references.some((reference) => /(?:^|\.)(?:local|each)\./.test(reference));
  }

  /** All resources of a type that are not made yet, if the plan's values come from one of these attributes of theirs. */
  private guess(type: string, identifier: string, attributes: readonly string[]): Named {
    const relevant = this.relevant(type, attributes);
    const unmade = this.snapshot
      .ofType(type)
      .filter(({ values }) => hasSymbol(stringOf(values[identifier]) ?? "⟨⟩"))
      .filter(({ address }) => relevant === undefined || relevant.has(address));
    return { resources: unmade, isGuess: true };
  }

  private relevant(type: string, attributes: readonly string[]): ReadonlySet<string> | undefined {
    const { relevant: references = [] } = this.snapshot.plan;
    if (references.length === 0) return undefined;
    const found = references
      // Of a resource that is named as a whole, say for its instances, any attribute may be meant.
      .filter(({ attribute }) => attribute === undefined || attributes.includes(attribute))
      .flatMap(({ resource }) => this.snapshot.at(resource))
      .filter((resource) => resource.type === type)
      .map(({ address }) => address);
    return new Set(found);
  }
}

/** Whether a reference to a pool is one to its id, or to all of it: which attribute is meant is then not known. */
function isIdOrWhole(reference: string): boolean {
  const steps = stepsOf(reference);
  const attribute = steps[steps.findIndex(({ name }) => name === POOL) + 2]?.name;
  return attribute === undefined || attribute === "id" || attribute === "*";
}

function hasNoArnYet({ values }: TerraformResource): boolean {
  return hasSymbol(stringOf(values.arn) ?? "⟨⟩");
}

function remembered<T>(table: Map<string, T>, key: string, workOut: () => T): T {
  const known = table.get(key);
  if (known !== undefined) return known;
  const value = workOut();
  table.set(key, value);
  return value;
}
