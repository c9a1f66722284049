/** The people of the small world in which grants are tried: the user who asks, another user, and a name of no user; and
 *  what the policies' variables stand for with each. */
import type { KeyValues } from "../iam/context";
import { literalPattern, wildcardPattern, ANY_CHARACTERS, type Pattern } from "../iam/pattern";
import type { Pool, PrincipalTag } from "../model/access-model";

/** No id of Cognito and no name in a policy is like these. None of them begins another. */
const IDS = { me: "☆self", other: "☆other", nobody: "☆nobody" } as const;

export type Person = keyof typeof IDS;

/** What stands for a wildcard that could be anything. */
export const ANYTHING = "☆☆☆☆";

/** Condition keys of Cognito, in every partition: each gives the identity id as PREFIX:sub. */
const PREFIX = String.raw`cognito-identity[\w.-]*\.amazonaws\.com(?:\.cn)?`;
export const IDENTITY_ID = new RegExp(String.raw`^${PREFIX}:sub$`, "i");
const VARIABLE = /\$\{([^}]*)\}/g;

/** Claims that name one user and that he cannot change.
 *  https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
const CLAIMS_OF_ONE_USER = ["sub", "cognito:username"];

/** Whose a variable's value is: the user's alone, that of a group of users, or neither. */
type Owner = "user" | "group" | "none";

export class People {
  private readonly claimsOfTag = new Map<string, PrincipalTag[]>();

  constructor(pool: Pool) {
    for (const tag of pool.principalTags) {
      const name = tag.tag.toLowerCase();
      this.claimsOfTag.set(name, [...(this.claimsOfTag.get(name) ?? []), tag]);
    }
  }

  /** The value of a variable, or of the key of that name, for a person; undefined if it depends on something else.
   *  @param key in any case, without a default */
  valueOf(key: string, person: Person): string | undefined {
    if (IDENTITY_ID.test(key)) return IDS[person];
    const tag = tagOf(key);
    return tag !== undefined && this.claimsOfTag.has(tag) ? `${IDS[person]}-tag-${tag}` : undefined;
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
    return this.ownersIn(text).some((owner) => owner !== "none");
  }

  /** The pattern that a text of a policy stands for when a person asks. */
  patternFor(text: string, person: Person): Pattern {
    return text.split(VARIABLE).flatMap((part, i): Pattern => {
      if (i % 2 === 0) return wildcardPattern(part);
      if (["*", "?", "$"].includes(part)) return literalPattern(part);
      const value = this.valueOf(keyOf(part), person);
      return value === undefined ? [ANY_CHARACTERS] : literalPattern(value);
    });
  }

  /** Names that a text of a policy stands for when a person asks: with nothing and with something for each wildcard. */
  namesFor(text: string, person: Person): string[] {
    const pattern = this.patternFor(text, person);
    return [...new Set(["", ANYTHING].map((filling) => nameOf(pattern, filling)))];
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
export function isFirstOfOther(name: string): boolean {
  const [mine, theirs] = [name.indexOf(IDS.me), name.indexOf(IDS.other)];
  return theirs >= 0 && (mine < 0 || theirs < mine);
}

/** Whether the first id in a name is the user's who asks: then it lies in what is his own. */
export function isFirstOfMine(name: string): boolean {
  return name.includes(IDS.me) && !isFirstOfOther(name);
}

/** Names of an own text in which another user's id comes first: where a wildcard stands before the user's own, it reaches into
 *  what is his. A wildcard in the first five parts of an ARN, or for the stage and method of an API, is not such a place. */
export function ownNamesWithinOthers(pattern: Pattern): string[] {
  const name = nameOf(pattern, "");
  const id = pattern.findIndex((_, i) => startsWithAt(pattern, IDS.me, i));
  if (id < 0) return [];
  const from = name.startsWith("arn:") ? resourcePartOf(pattern, name.split(":")[2] === "execute-api") : 0;
  const wildcards = pattern.flatMap((part, i) => (i >= from && i < id && part === ANY_CHARACTERS ? [i] : []));
  const last = wildcards.at(-1);
  if (last === undefined) return [];
  return ["", ANYTHING].flatMap((filling) => {
    const fill = (parts: Pattern): string => nameOf(parts, filling);
    return [IDS.other, `${IDS.other}/${filling}`].map(
      (value) => `${fill(pattern.slice(0, last))}${value}${fill(pattern.slice(last + 1))}`,
    );
  });
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
    if (colons >= 5 && (!isApi || slashes >= 3)) return i;
  }
  return pattern.length;
}

/** The tag of a key aws:PrincipalTag/TAG, in lower case. */
export function tagOf(key: string): string | undefined {
  return /^aws:PrincipalTag\/(.+)$/i.exec(key)?.[1]?.toLowerCase();
}

/** The key of a variable that may have a default behind a comma. */
function keyOf(variable: string): string {
  return variable.split(",", 1)[0] ?? "";
}
