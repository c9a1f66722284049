/** The people of the small world in which grants are tried: the user who asks, another user, and a name of no user; and
 *  what the policies' variables stand for with each. */
import type { KeyValues } from "../iam/context";
import { literalPattern, wildcardPattern, ANY_CHARACTERS, type Pattern } from "../iam/pattern";
import type { Pool, PrincipalTag } from "../model/access-model";
import { IdentityIds } from "./identity-ids";

/** No id of Cognito and no name in a policy has these in it. None of them begins another. */
const MARKS = { me: "☆self", other: "☆other", nobody: "☆nobody" } as const;

export type Person = keyof typeof MARKS;

/** What stands for a wildcard that could be anything. */
export const ANYTHING = "☆☆☆☆";

/** Condition keys of Cognito, in every partition: each gives the identity id as PREFIX:sub. */
const PREFIX = String.raw`cognito-identity[\w.-]*\.amazonaws\.com(?:\.cn)?`;
export const IDENTITY_ID = new RegExp(String.raw`^${PREFIX}:sub$`, "i");
/** The pool's id, the same for all its users. */
const POOL_ID = new RegExp(String.raw`^${PREFIX}:aud$`, "i");
const VARIABLE = /\$\{([^}]*)\}/g;

/** Claims that name one user and that he cannot change.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
const CLAIMS_OF_ONE_USER = ["sub", "cognito:username"];

/** Claims whose values are all of one length, so that none begins another. */
const CLAIMS_OF_ONE_LENGTH = ["sub", "aud"];

/** The key that names whose session it is. In a session of an identity pool that is the role's id and a name that Cognito
 *  gives to all sessions; in the classic flow, a name that the client makes up.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-infotouse */
const USER_ID = /^aws:userid$/i;

/** What it is for everybody with the role, with something in the place of the role's id. */
const USER_ID_OF_ALL = "☆role:CognitoIdentityCredentials";

/** Whose a variable's value is: the user's alone, that of a group of users, or neither. */
type Owner = "user" | "group" | "none";

/** One of the people, by what is told of him. */
export interface User {
  readonly person: Person;
  readonly identityId: string;
  /** The name that his tags have, if it matters which.
   *  @default one that no other person has */
  readonly tagName?: string;
}

export class People {
  private readonly claimsOfTag = new Map<string, PrincipalTag[]>();
  private readonly identityIds: IdentityIds;
  private readonly users: Readonly<Record<Person, User>>;

  constructor(private readonly pool: Pool) {
    this.identityIds = new IdentityIds(pool.id);
    const marked = (person: Person): User => ({ person, identityId: this.identityIds.marked(MARKS[person]) });
    this.users = { me: marked("me"), other: marked("other"), nobody: marked("nobody") };
    for (const tag of pool.principalTags) {
      const name = tag.tag.toLowerCase();
      this.claimsOfTag.set(name, [...(this.claimsOfTag.get(name) ?? []), tag]);
    }
  }

  /** The other user of the small world. */
  get other(): User {
    return this.users.other;
  }

  /** Another user, whose identity has this id. */
  otherWithId(identityId: string): User {
    return { person: "other", identityId };
  }

  /** Another user, whose tags have this name. */
  otherWithName(tagName: string): User {
    return { ...this.users.other, tagName };
  }

  /** The value of a variable, or of the key of that name, for somebody; undefined if it depends on something else.
   *  @param key in any case, without a default */
  valueOf(key: string, who: Person | User): string | undefined {
    const { person, identityId, tagName } = this.userOf(who);
    if (IDENTITY_ID.test(key)) return identityId;
    if (POOL_ID.test(key)) return this.pool.id;
    if (USER_ID.test(key)) return USER_ID_OF_ALL;
    const tag = tagOf(key);
    if (tag === undefined || !this.claimsOfTag.has(tag)) return undefined;
    return tagName ?? `${MARKS[person]}-tag-${tag}`;
  }

  private userOf(who: Person | User): User {
    return typeof who === "string" ? this.users[who] : who;
  }

  /** Names of other users, as tags have them, that begin as the name of the user who asks does: behind it they go on, also
   *  with what stands behind it in these texts. */
  namesBeyondMine(texts: readonly string[]): string[] {
    return Array.from(this.claimsOfTag)
      .filter(([, mapped]) => mapped.some(({ claim }) => !CLAIMS_OF_ONE_LENGTH.includes(claim)))
      .flatMap(([tag]) => separatorsBehind(tag, texts).map((one) => `${MARKS.me}-tag-${tag}${one}${MARKS.other}`));
  }

  /** Names of other users, as tags have them, of which a text has the beginning: `a` in `uploads/a*`. */
  namesWithin(text: string): string[] {
    const claims = [...this.claimsOfTag.values()].flat().map(({ claim }) => claim);
    if (claims.length === 0) return [];
    const named = text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
    return named
      .split(/[/#|]/)
      .filter((part) => !part.includes("${"))
      .flatMap((part) => /^([^*]+)\*/.exec(part)?.[1] ?? [])
      .filter((begin) => claims.some((claim) => claim !== "sub" || /^[0-9a-f?-]+$/.test(begin)))
      .map((begin) => `${begin.replaceAll("?", "☆")}${MARKS.other}`);
  }

  /** In a comparison the user who asks may have any id of the pool. */
  comparedValues(key: string): KeyValues | undefined {
    if (IDENTITY_ID.test(key)) return { like: this.identityIds.looks, example: this.users.me.identityId };
    // A policy that compares it knows the role's id.
    if (USER_ID.test(key)) return undefined;
    const value = this.valueOf(key, "me");
    return value === undefined ? undefined : [value];
  }

  /** Ids that users of the pool may have and that a text of a policy names, or a part of which it names. */
  idsWithin(text: string): string[] {
    return this.identityIds.within(text, this.users.other.identityId);
  }

  /** Whether some claim is mapped to the tag of a key aws:PrincipalTag/TAG. */
  hasTag(key: string): boolean {
    const tag = tagOf(key);
    return tag !== undefined && this.claimsOfTag.has(tag);
  }

  /** The claim behind a tag is the user's: in a comparison it may have the value that a policy asks for. */
  tagValues(key: string): KeyValues {
    return this.hasTag(key) ? "unknown" : [];
  }

  /** Whether a text of a policy mentions what is one user's alone. */
  namesUser(text: string): boolean {
    return this.ownersIn(text).includes("user");
  }

  /** Whether a text of a policy mentions what differs between users. */
  tellsUsersApart(text: string): boolean {
    return this.ownersIn(text).some((owner) => owner === "user" || owner === "group");
  }

  /** Whether a text of a policy is meant for one user, and is the same for all. */
  isSameForAll(text: string): boolean {
    return namesSession(text) && !this.tellsUsersApart(text);
  }

  /** The pattern that a text of a policy stands for when somebody asks. */
  patternFor(text: string, who: Person | User): Pattern {
    return this.patternOf(text, who, () => undefined);
  }

  /** Names that a text of a policy stands for when somebody asks: with nothing and with something for each wildcard, and
   *  with the default of a variable that has one in the place of a value that nobody is known to have. */
  namesFor(text: string, who: Person | User): string[] {
    const pattern = this.patternOf(text, who, defaultOf);
    return [...new Set(["", ANYTHING].map((filling) => nameOf(pattern, filling)))];
  }

  private patternOf(text: string, who: Person | User, otherwise: (variable: string) => string | undefined): Pattern {
    return text.split(VARIABLE).flatMap((part, i): Pattern => {
      if (i % 2 === 0) return wildcardPattern(part);
      if (["*", "?", "$"].includes(part)) return literalPattern(part);
      const value = this.valueOf(keyOf(part), who) ?? otherwise(part);
      return value === undefined ? [ANY_CHARACTERS] : literalPattern(value);
    });
  }

  private ownersIn(text: string): Owner[] {
    return Array.from(text.matchAll(VARIABLE), ([, variable = ""]) => this.ownerOf(keyOf(variable)));
  }

  private ownerOf(key: string): Owner {
    if (IDENTITY_ID.test(key)) return "user";
    const mapped = this.claimsOfTag.get(tagOf(key) ?? "") ?? [];
    if (mapped.length === 0) return "none";
    return mapped.every(({ claim }) => CLAIMS_OF_ONE_USER.includes(claim)) ? "user" : "group";
  }
}

/** A name of a pattern. */
export function nameOf(pattern: Pattern, filling: string): string {
  return pattern
    .map((part) => {
      if (typeof part === "string") return part;
      return part.any === "characters" ? filling : "☆";
    })
    .join("");
}

/** Whether the first id in a name is another user's: then it lies in what is his. */
export function isFirstOfOther(name: string, other: User): boolean {
  const mine = name.indexOf(MARKS.me);
  const theirs = firstOf([name.indexOf(MARKS.other), name.indexOf(markOf(other))]);
  // A name of another user may begin with that of the user who asks.
  return theirs >= 0 && (mine < 0 || theirs <= mine);
}

function firstOf(places: readonly number[]): number {
  const found = places.filter((place) => place >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** Whether the first id in a name is the user's who asks: then it lies in what is his own. */
export function isFirstOfMine(name: string, other: User): boolean {
  return name.includes(MARKS.me) && !isFirstOfOther(name, other);
}

/** What tells from a name that it is of somebody. */
export function markOf({ identityId, tagName }: User): string {
  return tagName ?? identityId;
}

/** Whether a text of a policy has `aws:userid` in a name that users give: in the place of an account it names nobody. */
function namesSession(text: string): boolean {
  return Array.from(text.matchAll(VARIABLE)).some(({ 1: variable = "", index }) => {
    const colons = text.slice(0, index).replaceAll(VARIABLE, "").split(":").length - 1;
    return USER_ID.test(keyOf(variable)) && (colons >= COLONS_BEFORE_NAMES || !text.startsWith("arn:"));
  });
}

/** In an ARN. */
const COLONS_BEFORE_NAMES = 5;

/** Patterns of an own text in which another user's id comes first: where a wildcard stands before one's own, it reaches into
 *  what is his. A wildcard in the first five parts of an ARN, or for the stage and method of an API, is not such a place. */
export function ownPatternsWithinOthers(pattern: Pattern, other: User): Pattern[] {
  const name = nameOf(pattern, "");
  const id = pattern.findIndex((_, i) => startsWithAt(pattern, MARKS.me, i));
  if (id < 0) return [];
  const from = name.startsWith("arn:") ? resourcePartOf(pattern, name.split(":")[2] === "execute-api") : 0;
  const wildcards = pattern.flatMap((part, i) => (i >= from && i < id && part === ANY_CHARACTERS ? [i] : []));
  const last = wildcards.at(-1);
  if (last === undefined) return [];
  return [[], ["/", ANY_CHARACTERS]].map((folder) => [
    ...pattern.slice(0, last),
    ...literalPattern(markOf(other)),
    ...folder,
    ...pattern.slice(last + 1),
  ]);
}

function startsWithAt(pattern: Pattern, text: string, at: number): boolean {
  return Array.from(text).every((character, i) => pattern[at + i] === character);
}

/** Where the resource part of an ARN begins: behind the fifth colon; of an API, behind its method. */
function resourcePartOf(pattern: Pattern, isApi: boolean): number {
  let colons = 0;
  let slashes = 0;
  for (const [i, part] of pattern.entries()) {
    if (part === ":") colons += 1;
    if (part === "/") slashes += 1;
    if (colons >= COLONS_BEFORE_NAMES && (!isApi || slashes >= 3)) return i;
  }
  return pattern.length;
}

/** What separates the value of a tag from what stands behind it in texts, where a name may have that in it; and nothing. */
function separatorsBehind(tag: string, texts: readonly string[]): string[] {
  const behind = texts.flatMap((text) =>
    Array.from(text.matchAll(VARIABLE), ({ 0: { length }, 1: variable = "", index }) =>
      tagOf(keyOf(variable)) === tag ? text.charAt(index + length) : "",
    ),
  );
  return ["", ...new Set(behind.filter((one) => /[-_.]/.test(one)))];
}

/** The tag of a key aws:PrincipalTag/TAG, in lower case. */
export function tagOf(key: string): string | undefined {
  return /^aws:PrincipalTag\/(.+)$/i.exec(key)?.[1]?.toLowerCase();
}

/** The default of a variable, in quotes behind a comma. */
function defaultOf(variable: string): string | undefined {
  return /, ?'([^']*)'$/.exec(variable)?.[1];
}

/** The key of a variable that may have a default behind a comma. */
function keyOf(variable: string): string {
  return variable.split(",", 1)[0] ?? "";
}
