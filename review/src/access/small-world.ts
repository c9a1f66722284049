/** A small world to try grants in. What a grant does to others' data is not read off its text: it is asked about things
 *  that the pool's own policies keep for one user, with another user's name on them. */
import { commonText, LONGEST_TEXT, literalPrefix, matches, wildcardPattern, type Pattern } from "../iam/pattern";
import { asList, type Conditions, type IamStatement } from "../iam/policy-document";
import { compileAction } from "../iam/action";
import { BATCH_ACTIONS, isAboutStoredThing, LEADING_KEYS, LISTING_ACTIONS, LISTING_PREFIX } from "../iam/stored-keys";
import type { Pool } from "../model/access-model";
import { ANYTHING, isFirstOfMine, isFirstOfOther, nameOf, ownNamesWithinOthers, People } from "./people";
import { PrefixIndex } from "./prefix-index";
import { placedStatements, type PlacedStatement } from "./placed-statement";
import type { StoredKeys } from "./session-context";

/** Something that a call could be about. */
export interface Thing {
  readonly resource: string;
  readonly stored: StoredKeys;
  /** The service that keeps it, in lower case, as far as the policies tell. */
  readonly service?: string;
  /** The key that tells whose it is; without one, its name tells. */
  readonly key?: string;
  /** It is several things at once, of the user who asks too. */
  readonly isBatch?: true;
}

/** Where users' things are: names with an id in them, or whatever has an id in a key about it. */
interface PersonalPlace {
  readonly resource: string;
  /** The key by which it is told whose it is, and the values that another user's things have. */
  readonly key?: PersonalKey;
  /** The services whose calls it is about, in lower case; none: of any. */
  readonly services: readonly string[];
}

/** A key about the stored thing that holds an id, and its values for another user's things and for the user's own. */
interface PersonalKey {
  readonly name: string;
  readonly values: readonly string[];
  readonly mine: readonly string[];
}

/** A bucket with users' things in it, and another user's folders. */
interface SharedBucket {
  readonly arn: string;
  readonly foldersOfOther: Set<string>;
}

/** Calls about a bucket that reach what is in it. */
export const BUCKET_ACTIONS: readonly string[] = [
  ...LISTING_ACTIONS,
  "s3:BypassGovernanceRetention",
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutBucketVersioning",
  "s3:PutInventoryConfiguration",
  "s3:PutLifecycleConfiguration",
  "s3:PutReplicationConfiguration",
];

const NOTHING_KNOWN: StoredKeys = new Map();

export class SmallWorld {
  readonly people: People;
  private readonly places = new PrefixIndex<PersonalPlace>();
  private readonly buckets = new PrefixIndex<SharedBucket>();

  constructor(pool: Pool) {
    this.people = new People(pool);
    const buckets = new Map<string, SharedBucket>();
    for (const place of unique([
      ...datasetsOf(pool),
      ...pool.roles.flatMap((role) => this.placesOfRole(placedStatements(role))),
    ])) {
      this.places.add(literalPrefix(this.people.patternFor(place.resource, "other")), place);
      const [, arn, folder] = /^(arn:[^:]*:s3:::[^/]+)\/(.*)$/.exec(place.resource) ?? [];
      if (arn === undefined || folder === undefined || place.key !== undefined) continue;
      const bucket = buckets.get(arn) ?? { arn, foldersOfOther: new Set<string>() };
      for (const name of this.people.namesFor(folder, "other")) bucket.foldersOfOther.add(name);
      buckets.set(arn, bucket);
    }
    for (const bucket of buckets.values()) this.buckets.add(literalPrefix(wildcardPattern(bucket.arn)), bucket);
  }

  /** Another user's things that calls on a resource could be about.
   *  @param action as a policy has it
   *  @param resource as a policy has it */
  *thingsOfOther(action: string, resource: string): Generator<Thing> {
    const mine = this.people.patternFor(resource, "me");
    const service = serviceOf(action);
    for (const name of ownNamesWithinOthers(mine)) {
      yield { resource: name, stored: NOTHING_KNOWN, ...servedBy(serviceOfArn(resource)) };
    }
    for (const place of this.places.meets(literalPrefix(mine))) {
      if (!isAboutService(place, service)) continue;
      const served = servedBy(serviceOfArn(place.resource) ?? place.services[0]);
      for (const name of this.commonNames(place.resource, mine)) {
        // What is in a user's own place is the user's own, whatever a tag on it says.
        if (isFirstOfMine(name)) continue;
        if (place.key !== undefined) for (const thing of thingsByKey(name, place.key)) yield { ...thing, ...served };
        else if (isFirstOfOther(name)) yield { resource: name, stored: NOTHING_KNOWN, ...served };
      }
    }
    if (service === "s3" || isOpen(service)) yield* this.bucketsOfOthers(mine);
  }

  private *bucketsOfOthers(mine: Pattern): Generator<Thing> {
    for (const { arn, foldersOfOther } of this.buckets.meets(literalPrefix(mine))) {
      const name = commonText(mine, wildcardPattern(arn), "☆");
      if (name === undefined || name.includes("/")) continue;
      yield* thingsByKey(name, { name: LISTING_PREFIX, values: [...foldersOfOther], mine: [] });
    }
  }

  /** Things that belong to no user, by the keys that statements compare with an id; undefined if they compare
   *  none, so that nothing but its name tells whose a thing is. */
  storedKeysOfNobody(statements: readonly IamStatement[]): StoredKeys[] | undefined {
    const keys = new Map<string, Set<string>>();
    for (const { key, values } of statements.flatMap(storedConditions)) {
      const texts = keys.get(key) ?? new Set();
      for (const value of values) texts.add(value);
      keys.set(key, texts);
    }
    const bound = [...keys].filter(([, texts]) => [...texts].some((text) => this.people.namesUser(text)));
    if (bound.length === 0) return undefined;
    return bound.reduce<StoredKeys[]>(
      (combined, [key, texts]) => {
        const names = Array.from(texts, (text) => this.people.namesFor(text, "nobody")).flat();
        // Every request about rows names their keys; of the other keys, any may be missing.
        const missing = key === LEADING_KEYS ? [] : [[]];
        const values = [...missing, ...names.map((name) => [name])].slice(0, MOST_VALUES);
        return combined
          .flatMap((one) => values.map((value) => new Map([...one, [key, value]])))
          .slice(0, MOST_VALUES ** 2);
      },
      [NOTHING_KNOWN],
    );
  }

  private commonNames(resource: string, mine: Pattern): string[] {
    const theirs = this.people.patternFor(resource, "other");
    const short = commonText(theirs, mine, "☆");
    if (short === undefined) return [];
    const long = commonText(wildcardPattern(nameOf(theirs, ANYTHING)), mine, "☆");
    return long === undefined || long === short ? [short] : [short, long];
  }

  /** What statements keep for users. A Deny that spares the user's own things keeps them too. */
  private placesOfRole(placed: readonly PlacedStatement[]): PersonalPlace[] {
    return placed.flatMap(({ document, statement }) => {
      // Without this version a variable is plain text.
      if (document.Version !== "2012-10-17") return [];
      const services = [...new Set(asList(statement.Action).map(serviceOf))].filter((service) => !isOpen(service));
      const resources = statement.Effect === "Allow" ? asList(statement.Resource).filter(isComparable) : [];
      const named = resources
        .filter((resource) => this.people.tellsUsersApart(resource))
        .map((resource): PersonalPlace => ({ resource, services: serviceOfArn(resource) ? [] : services }));
      return [...named, ...this.placesOfKeys(statement, services)];
    });
  }

  private placesOfKeys(statement: IamStatement, services: readonly string[]): PersonalPlace[] {
    return storedConditions(statement).flatMap(({ key, values }): PersonalPlace[] => {
      const texts = values.filter((value) => this.people.tellsUsersApart(value));
      if (texts.length === 0) return [];
      const [service = ""] = key.split(":");
      const name = {
        name: key,
        values: texts.flatMap((text) => this.people.namesFor(text, "other")),
        mine: texts.flatMap((text) => this.people.namesFor(text, "me")),
      };
      return (statement.Resource === undefined ? ["*"] : asList(statement.Resource).filter(isComparable)).flatMap(
        (resource) => [
          { resource, key: name, services: service === "aws" ? services : [service] },
          // What an index of a table shows is the table's.
          ...(key === LEADING_KEYS && !resource.endsWith("*")
            ? [{ resource: `${resource}/index/*`, key: name, services: [service] }]
            : []),
        ],
      );
    });
  }
}

/** A longer text is of a statement that is not evaluated. */
function isComparable(text: string): boolean {
  return text.length <= LONGEST_TEXT;
}

/** How many values of one key are tried: a policy may list thousands. */
const MOST_VALUES = 40;

function* thingsByKey(resource: string, { name, values, mine }: PersonalKey): Generator<Thing> {
  for (const value of values) yield { resource, key: name, stored: new Map([[name, [value]]]) };
  if (name === LEADING_KEYS) {
    for (const value of values) {
      yield { resource, key: name, stored: new Map([[name, [...mine.slice(0, 1), value]]]), isBatch: true };
    }
  }
  // Without a prefix all of a bucket is listed.
  if (name === LISTING_PREFIX) yield { resource, key: name, stored: new Map([[name, []]]) };
}

/** The actions, of those that a pattern stands for, that reach such a thing of another user.
 *  @param actions whole names, in lower case */
export function actionsOnThing(
  actions: readonly string[],
  pattern: string,
  { key, isBatch }: Thing,
): readonly string[] {
  if (key === LISTING_PREFIX) return namesOf(BUCKET_ACTIONS, pattern);
  if (key !== LEADING_KEYS) return actions;
  if (isBatch) return actions.filter((action) => BATCH.includes(action));
  // The description of a table is not a user's row.
  return actions.filter((action) => !/^dynamodb:(?:describe|list)/.test(action));
}

function namesOf(actions: readonly string[], pattern: string): string[] {
  const asked = compileAction(pattern);
  return actions.map((action) => action.toLowerCase()).filter((action) => matches(asked, action));
}

const BATCH = BATCH_ACTIONS.map((action) => action.toLowerCase());

/** The comparisons of a statement with keys about the stored thing. */
function storedConditions({ Condition }: IamStatement): { key: string; values: readonly string[] }[] {
  return Object.values<Conditions[string]>(isRecord(Condition) ? Condition : {}).flatMap((keys) =>
    Object.entries(isRecord(keys) ? keys : {})
      .map(([key, values]) => ({ key: key.toLowerCase(), values: asList(values).map(String) }))
      .filter(({ key }) => isAboutStoredThing(key)),
  );
}

/** Every identity's datasets in Cognito Sync. */
function datasetsOf(pool: Pool): PersonalPlace[] {
  return ["aws", "aws-us-gov", "aws-cn"].map((partition) => ({
    resource: `arn:${partition}:cognito-sync:*:*:identitypool/${pool.id}/identity/\${cognito-identity.amazonaws.com:sub}/dataset/*`,
    services: ["cognito-sync"],
  }));
}

function servedBy(service: string | undefined): Pick<Thing, "service"> {
  return service === undefined ? {} : { service };
}

function isAboutService({ resource, services }: PersonalPlace, service: string): boolean {
  if (isOpen(service)) return true;
  const ofResource = serviceOfArn(resource);
  if (ofResource !== undefined && ofResource !== service) return false;
  return services.length === 0 || services.includes(service);
}

/** The service of an ARN. */
export function serviceOfArn(resource: string): string | undefined {
  return /^arn:[^:]*:([\w-]+):/.exec(resource)?.[1];
}

/** The service of an action, in lower case. */
export function serviceOf(action: string): string {
  return action.split(":", 1)[0]?.toLowerCase() ?? "";
}

/** Whether a service's name is a wildcard. */
export function isOpen(service: string): boolean {
  return /[*?]/.test(service);
}

function unique(places: readonly PersonalPlace[]): PersonalPlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function isRecord(value: unknown): value is Readonly<Record<string, never>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
