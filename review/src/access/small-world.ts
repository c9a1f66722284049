/** A small world to try grants in. What a grant does to others' data is not read off its text: it is asked about things
 *  that the pool's own policies keep for one user, with another user's name on them. */
import { commonTextOfAll } from "../iam/common-text";
import {
  ANY_CHARACTERS,
  LONGEST_TEXT,
  literalPrefix,
  matches,
  overlap,
  wildcardPattern,
  type Pattern,
} from "../iam/pattern";
import { distinct } from "../iam/distinct";
import { asList, type IamStatement } from "../iam/policy-document";
import { compileAction } from "../iam/action";
import { knowsNoResource } from "../iam/aws-actions";
import { isAboutObjects } from "../iam/s3-actions";
import {
  BATCH_ACTIONS,
  FULL_TABLE_SCAN,
  isAboutStoredThing,
  LEADING_KEYS,
  LISTING_ACTIONS,
  LISTING_PREFIX,
  PARTIQL_SELECT,
} from "../iam/stored-keys";
import type { Pool } from "../model/access-model";
import { AccessPoints, isContainer, placeInS3 } from "./access-points";
import { isFirstOfMine, isFirstOfOther, markOf, ownPatternsWithinOthers, People, type User } from "./people";
import { PrefixIndex } from "./prefix-index";
import {
  conditionsOf,
  placedStatements,
  placedStatementsAndBoundary,
  statementsOfPolicy,
  type PlacedStatement,
} from "./placed-statement";
import type { StoredKeys } from "./session-context";

/** Something that a call could be about. */
export interface Thing {
  /** All stand for its name. */
  readonly patterns: readonly Pattern[];
  /** Whether what is called so is another user's. */
  readonly isOfOther: (name: string) => boolean;
  readonly stored: StoredKeys;
  /** The service that keeps it, in lower case, as far as the policies tell. */
  readonly service?: string;
  /** The key that tells whose it is; without one, its name tells. */
  readonly key?: string;
  /** It is several things at once, of the user who asks too. */
  readonly isBatch?: true;
  /** It is all that is kept there: one way to ask for it, as an action in lower case. */
  readonly scannedBy?: string;
}

/** Where users' things are: names with an id in them, or whatever has an id in a key about it. */
interface PersonalPlace {
  readonly resource: string;
  /** The key by which it is told whose it is, and what it is compared with. */
  readonly key?: PersonalKey;
  /** The services whose calls it is about, in lower case; none: of any. */
  readonly services: readonly string[];
}

/** A key about the stored thing that holds an id, and the texts that policies compare it with. */
interface PersonalKey {
  readonly name: string;
  readonly texts: readonly string[];
}

/** A bucket, or an access point, with users' things in it, and the users' folders as policies have them. */
interface SharedBucket {
  readonly arn: string;
  readonly folders: Set<string>;
}

/** Calls about a bucket that reach what is in it. */
const BUCKET_ACTIONS: readonly string[] = [
  ...LISTING_ACTIONS,
  "s3:ListBucketMultipartUploads",
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
  private readonly accessPoints: AccessPoints;
  private readonly places = new PrefixIndex<PersonalPlace>();
  /** By what stands before the id: for other users than the one of the small world. */
  private readonly placesOfAnybody = new PrefixIndex<PersonalPlace>();
  private readonly buckets = new PrefixIndex<SharedBucket>();
  private readonly sharedBuckets: readonly SharedBucket[];
  private readonly unknownPoints: readonly SharedBucket[];
  /** Other users that what denies or caps grants tells from the rest. */
  private readonly toldApart: readonly User[];
  /** What policies compare the prefix of a listing with. */
  private readonly prefixes: readonly string[];

  constructor(pool: Pool) {
    this.people = new People(pool);
    this.accessPoints = new AccessPoints(pool.accessPoints);
    const statements = pool.roles.flatMap(placedStatementsAndBoundary);
    const limits = [
      ...pool.roles.flatMap((role) => statementsOfPolicy(role.permissionsBoundary)),
      ...statements.filter(({ statement }) => statement.Effect === "Deny"),
    ];
    this.toldApart = this.othersNamedIn(limits.map(({ statement }) => statement));
    this.prefixes = few(prefixesIn(statements.map(({ statement }) => statement)));
    const buckets = new Map<string, SharedBucket>();
    const places = unique([
      ...datasetsOf(pool),
      ...pool.roles.flatMap((role) => this.placesOfRole(placedStatements(role))),
    ]);
    for (const place of unique(places.flatMap((one) => [one, ...this.underOtherNames(one)]))) {
      this.places.add(literalPrefix(this.people.patternFor(place.resource, "other")), place);
      this.placesOfAnybody.add(literalPrefix(wildcardPattern(place.resource.split("${", 1)[0] ?? "")), place);
      const { container: arn, object: folder } = placeInS3(place.resource) ?? {};
      if (arn === undefined || folder === undefined || place.key !== undefined) continue;
      const bucket = buckets.get(arn) ?? { arn, folders: new Set<string>() };
      bucket.folders.add(folder);
      buckets.set(arn, bucket);
    }
    this.sharedBuckets = [...buckets.values()];
    for (const bucket of this.sharedBuckets) this.buckets.add(literalPrefix(wildcardPattern(bucket.arn)), bucket);
    this.unknownPoints = this.sharedBuckets.filter(({ arn }) => this.accessPoints.isUnknown(arn));
  }

  /** The names that access points give to a resource, and the bucket's to what is in one. */
  otherNamesOf(resource: string): string[] {
    return this.accessPoints.otherNamesOf(resource);
  }

  /** An access point by which it depends whether a resource names what a user keeps, as the file does not say whose bucket
   *  it shows: that of the resource, or one by which the user's things are named.
   *  @param action as a policy has it */
  unknownAccessPoint(action: string, resource: string): string | undefined {
    const place = placeInS3(resource);
    if (place === undefined) return undefined;
    const { container, object, isAccessPoint } = place;
    if (object === undefined && namesOf(LISTING_ACTIONS, action).length === 0) return undefined;
    const asked = object === undefined ? [ANY_CHARACTERS] : this.people.patternFor(object, "me");
    const isAsked = ({ folders }: SharedBucket): boolean =>
      [...folders].some((folder) => overlap(this.people.patternFor(folder, "other"), asked));
    if (this.accessPoints.isUnknown(container)) return this.sharedBuckets.some(isAsked) ? container : undefined;
    return isAccessPoint ? undefined : this.unknownPoints.find(isAsked)?.arn;
  }

  /** Another user's things that calls on a resource could be about.
   *  @param action as a policy has it
   *  @param resource as a policy has it
   *  @param statement that allows it: the users whom it names are others too */
  *thingsOfOther(action: string, resource: string, statement: IamStatement): Generator<Thing> {
    const service = serviceOf(action);
    const mine = this.people.patternFor(resource, "me");
    const asked = { service, mine, prefixes: few([...prefixesIn([statement]), ...this.prefixes]) };
    yield* this.thingsOf(asked, resource, this.people.other);
    const named = this.othersNamedIn([
      { ...statement, Resource: resource, NotResource: asList(statement.NotResource) },
    ]);
    const others = new Map([...named, ...this.toldApart].map((other) => [markOf(other), other]));
    for (const other of others.values()) yield* this.thingsOf(asked, resource, other);
  }

  private *thingsOf(asked: Asked, resource: string, other: User): Generator<Thing> {
    const { mine, service } = asked;
    const isOfOther = (name: string): boolean => isFirstOfOther(name, other);
    for (const pattern of ownPatternsWithinOthers(mine, other)) {
      yield { patterns: [pattern], isOfOther, stored: NOTHING_KNOWN, ...servedBy(serviceOfArn(resource)) };
    }
    const places = other === this.people.other ? this.places : this.placesOfAnybody;
    for (const place of places.meets(literalPrefix(mine))) {
      if (!isAboutService(place, service)) continue;
      const served = servedBy(serviceOfArn(place.resource) ?? place.services[0]);
      const patterns = [this.people.patternFor(place.resource, other), mine];
      if (commonTextOfAll(patterns, "☆") === undefined) continue;
      if (place.key === undefined) {
        yield { patterns, isOfOther, stored: NOTHING_KNOWN, ...served };
        continue;
      }
      // What lies in a place of one's own is one's own, whatever a tag on it says.
      const isNotOwn = (name: string): boolean => !isFirstOfMine(name, other);
      for (const keys of this.keysOf(place.key, other)) yield { patterns, isOfOther: isNotOwn, ...keys, ...served };
    }
    yield* this.bucketsOfOthers(asked, other);
  }

  private *bucketsOfOthers({ mine, prefixes }: Asked, other: User): Generator<Thing> {
    for (const { arn, folders } of this.buckets.meets(literalPrefix(mine))) {
      const patterns = [mine, wildcardPattern(arn)];
      if (commonTextOfAll(patterns, "☆") === undefined) continue;
      const ofOther = [...new Set([...folders].flatMap((folder) => this.people.namesFor(folder, other)))];
      const listed = prefixes.map((prefix) => this.people.patternFor(prefix, "me"));
      for (const stored of listingsOf(few(ofOther), listed, markOf(other), this.people.other.identityId)) {
        yield { patterns, isOfOther: isContainer, key: LISTING_PREFIX, stored, service: "s3" };
      }
    }
  }

  /** The keys about another user's thing, alone and among others. */
  private *keysOf({ name, texts }: PersonalKey, other: User): Generator<Omit<Thing, "patterns" | "isOfOther">> {
    const values = texts.flatMap((text) => this.people.namesFor(text, other));
    for (const value of values) yield { key: name, stored: new Map([[name, [value]]]) };
    if (name === LEADING_KEYS) {
      const mine = texts.slice(0, 1).flatMap((text) => this.people.namesFor(text, "me").slice(0, 1));
      for (const value of values) yield { key: name, stored: new Map([[name, [...mine, value]]]), isBatch: true };
      yield {
        key: name,
        stored: new Map([
          [name, []],
          [FULL_TABLE_SCAN, ["true"]],
        ]),
        scannedBy: PARTIQL_SELECT,
      };
    }
    if (name === LISTING_PREFIX)
      for (const stored of listingsOf(few(values), [], markOf(other), this.people.other.identityId))
        yield { key: name, stored };
  }

  /** Users whom statements name by their ids, or by a part of them, or by what their names may begin with. */
  private othersNamedIn(statements: readonly IamStatement[]): User[] {
    const texts = textsIn(statements);
    const ids = few(distinct(texts.flatMap((text) => this.people.idsWithin(text))));
    const names = few(texts.flatMap((text) => this.people.namesWithin(text)));
    return [
      ...ids.map((id) => this.people.otherWithId(id)),
      ...distinct([...this.people.namesBeyondMine(texts), ...names]).map((name) => this.people.otherWithName(name)),
    ];
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

  private underOtherNames(place: PersonalPlace): PersonalPlace[] {
    return this.otherNamesOf(place.resource).map((resource) => ({ ...place, resource, services: ["s3"] }));
  }

  /** What statements keep for users. A Deny that spares one's own things keeps them too. */
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
      const name = { name: key, texts };
      return (statement.Resource === undefined ? ["*"] : asList(statement.Resource).filter(isComparable)).flatMap(
        (resource) => [
          { resource, key: name, services: service === "aws" ? services : [service] },
          // What an index or a stream of a table shows is the table's.
          ...(key === LEADING_KEYS && !resource.endsWith("*")
            ? ["index", "stream"].map((part) => ({ resource: `${resource}/${part}/*`, key: name, services: [service] }))
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

/** The texts of statements that are compared with a request. */
function textsIn(statements: readonly IamStatement[]): string[] {
  return statements
    .flatMap((statement) => [
      ...asList(statement.Resource),
      ...asList(statement.NotResource),
      ...conditionsOf(statement).flatMap(({ values }) => values),
    ])
    .filter(isComparable);
}

/** How many values of one key are tried: a policy may list thousands. */
const MOST_VALUES = 40;

function few<T>(values: readonly T[]): T[] {
  return values.slice(0, MOST_VALUES);
}

/** What is asked about others' things. */
interface Asked {
  readonly service: string;
  readonly mine: Pattern;
  /** What the prefix of a listing is compared with. */
  readonly prefixes: readonly string[];
}

/** Listings that show what is in another user's folder: without a prefix, and with whatever the folder begins with. A
 *  delimiter hides what lies deeper than the next folder.
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
function* listingsOf(
  folders: readonly string[],
  compared: readonly Pattern[],
  ...ids: readonly string[]
): Generator<StoredKeys> {
  for (const folder of folders) {
    const id = ids.find((one) => folder.includes(one));
    const end = id === undefined ? folder.length : folder.indexOf(id) + id.length;
    // What an empty prefix is under Null, AWS does not say: it comes last.
    const prefixes = [folder.length, ...lengthsOf(folder, compared), undefined, 0];
    for (const length of new Set(prefixes)) {
      const next = folder.indexOf("/", length);
      const isShown = next < 0 || next >= end;
      yield new Map([
        [LISTING_PREFIX, length === undefined ? [] : [folder.slice(0, length)]],
        ...(isShown ? [] : WITHOUT_DELIMITER),
      ]);
    }
  }
}

const WITHOUT_DELIMITER: readonly [string, readonly string[]][] = [["s3:delimiter", []]];

/** Beginnings of a folder's name: of each folder above it, and those that policies compare prefixes with. */
function lengthsOf(folder: string, compared: readonly Pattern[]): number[] {
  const all = Array.from({ length: folder.length + 1 }, (_, length) => length);
  const ofPatterns = compared.flatMap(
    (pattern) => all.find((length) => matches(pattern, folder.slice(0, length))) ?? [],
  );
  return [...ofPatterns, ...all.filter((length) => folder[length - 1] === "/").reverse()].filter(
    (length) => length > 0,
  );
}

/** What the prefix of a listing is compared with in statements. */
function prefixesIn(statements: readonly IamStatement[]): string[] {
  const values = statements.flatMap(storedConditions).filter(({ key }) => key === LISTING_PREFIX);
  return [...new Set(values.flatMap((one) => one.values))].filter(isComparable);
}

/** The actions, of those that a pattern stands for, that reach such a thing of another user.
 *  @param actions whole names, in lower case */
export function actionsOnThing(
  actions: readonly string[],
  pattern: string,
  { key, service, isBatch, scannedBy }: Thing,
): readonly string[] {
  if (key === undefined) return actions.filter((action) => mayBeAbout(action, service));
  if (key === LISTING_PREFIX) return namesOf(BUCKET_ACTIONS, pattern);
  if (key !== LEADING_KEYS) return actions;
  if (scannedBy !== undefined) return namesOf([scannedBy], pattern);
  if (isBatch) return actions.filter((action) => BATCH.includes(action));
  // The description of a table, and a place in its stream, are not a user's row.
  return actions.filter((action) => !/^dynamodb:(?:describe|list|getsharditerator$)/.test(action));
}

/** Whether an action can be about a thing that has a name of its own: not one that lists buckets, or tells where one is. */
function mayBeAbout(action: string, service: string | undefined): boolean {
  if (knowsNoResource(action)) return false;
  return service !== "s3" || !action.startsWith("s3:") || isAboutObjects(action);
}

function namesOf(actions: readonly string[], pattern: string): string[] {
  const asked = compileAction(pattern);
  return actions.map((action) => action.toLowerCase()).filter((action) => matches(asked, action));
}

const BATCH = BATCH_ACTIONS.map((action) => action.toLowerCase());

/** The comparisons of a statement with keys about the stored thing. */
function storedConditions(statement: IamStatement): { key: string; values: readonly string[] }[] {
  return conditionsOf(statement)
    .map(({ key, values }) => ({ key: key.toLowerCase(), values }))
    .filter(({ key }) => isAboutStoredThing(key));
}

/** Every identity's datasets in Cognito Sync. */
function datasetsOf(pool: Pool): PersonalPlace[] {
  return ["aws", "aws-us-gov", "aws-cn"].map((partition) => ({
    resource: `arn:${partition}:cognito-sync:*:*:identitypool/${pool.id}/identity/\${cognito-identity.amazonaws.com:sub}/dataset/*`,
    services: [],
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
