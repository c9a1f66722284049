/** Names that several patterns of resources stand for. In the first five parts of an ARN a wildcard is taken for a part: IAM
 *  lets it reach over the colons, but only into names that nobody gives.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
import { commonTextOfAll } from "../iam/common-text";
import { distinct } from "../iam/distinct";
import { ANY_CHARACTERS, isAnyCharacters, literalPattern, type Pattern } from "../iam/pattern";
import { ANYTHING } from "./people";

/** Names that all of some patterns stand for: short ones, and long ones with something in the place of wildcards.
 *  @throws NotModelled for patterns with so many wildcards that looking through them would take too long */
export function namesOfAll(patterns: readonly Pattern[]): string[] {
  // A region and an account that nothing limits may be there, or not.
  return distinct(["", "☆"].flatMap((open) => namesBehind(withSameBeginning(patterns, open))));
}

function namesBehind(same: readonly Pattern[] | undefined): string[] {
  if (same === undefined) return [];
  const [first = [], ...more] = same;
  const short = commonTextOfAll([first, ...more], "☆");
  // Then there is no long one either.
  if (short === undefined) return [];
  if (!first.some(isAnyCharacters)) return [short];
  const filled = first.flatMap((part) => (isAnyCharacters(part) ? literalPattern(ANYTHING) : [part]));
  const long = commonTextOfAll([filled, ...more], "☆");
  return long === undefined ? [short] : [short, long];
}

/** Parts of an ARN before the resource. */
const PARTS = 5;

/** The patterns with what they have in common in the place of the first five parts; undefined if they differ there.
 *  @param open what is in the place of a part that all of them leave open */
function withSameBeginning(patterns: readonly Pattern[], open: string): Pattern[] | undefined {
  const all = patterns.map(partsOf);
  const arns = all.filter((parts) => parts !== undefined);
  if (arns.length < all.length || !patterns.some(isWholeArn)) return [...patterns];
  const beginning: string[] = [];
  for (let i = 0; i < PARTS; i++) {
    const texts = arns.map((parts) => parts[i] ?? []);
    const part = texts.every(([first, ...more]) => isAnyCharacters(first) && more.length === 0)
      ? open
      : commonTextOfAll(texts, "☆");
    if (part === undefined) return undefined;
    beginning.push(part);
  }
  const begin = literalPattern(beginning.map((part) => `${part}:`).join(""));
  return arns.map((parts) => [...begin, ...(parts[PARTS] ?? [])]);
}

function isWholeArn(pattern: Pattern): boolean {
  return pattern.filter((part) => part === ":").length >= PARTS;
}

/** The six parts of an ARN. A pattern that ends with a wildcard in one of the first five leaves open all that follow.
 *  @returns undefined where a wildcard stands for colons too, as in `*b/*` */
function partsOf(pattern: Pattern): Pattern[] | undefined {
  const parts: Pattern[] = [];
  let rest = pattern;
  while (parts.length < PARTS) {
    const colon = rest.indexOf(":");
    if (colon < 0) {
      if (!isAnyCharacters(rest.at(-1)) || pattern.slice(0, -1).some(isAnyCharacters)) return undefined;
      const open = Array.from({ length: PARTS - parts.length }, () => [ANY_CHARACTERS]);
      return [...parts, rest, ...open];
    }
    parts.push(rest.slice(0, colon));
    rest = rest.slice(colon + 1);
  }
  return [...parts, rest];
}
