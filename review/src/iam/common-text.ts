/** A text that several patterns have in common. */
import { NotModelled } from "./not-modelled";
import {
  afterSameBeginning,
  isAnyCharacters,
  isLiteral,
  literalText,
  matches,
  tableOfCommonTexts,
  type Pattern,
  type PatternPart,
} from "./pattern";
import { commonEnds, endsOf, type Ends } from "./pattern-ends";

/** The shortest text that both patterns stand for; undefined if there is none. */
function commonTextOfTwo(one: Pattern, other: Pattern, filling: string): string | undefined {
  const table = tableOfCommonTexts(one, other);
  if (table.at(-1) !== 1) return undefined;
  const width = other.length + 1;
  const isReachable = (i: number, j: number): boolean => i >= 0 && j >= 0 && table[i * width + j] === 1;
  const characters: string[] = [];
  // From the end to the beginning, along states that the beginning leads to. Where a `*` can end without taking a
  // character, it does.
  let i = one.length;
  let j = other.length;
  while (i > 0 || j > 0) {
    const [a, b] = [one[i - 1], other[j - 1]];
    if (isAnyCharacters(a) && isReachable(i - 1, j)) i -= 1;
    else if (isAnyCharacters(b) && isReachable(i, j - 1)) j -= 1;
    else {
      characters.push(typeof a === "string" ? a : typeof b === "string" ? b : filling);
      if (!isAnyCharacters(a)) i -= 1;
      if (!isAnyCharacters(b)) j -= 1;
    }
  }
  return characters.reverse().join("");
}

/** A text that all of some patterns stand for; undefined if there is none.
 *  @param filling what stands in the place of a character that all leave open
 *  @throws NotModelled for patterns with so many wildcards that looking through them would take too long */
export function commonTextOfAll(patterns: readonly Pattern[], filling: string): string | undefined {
  const [one = []] = patterns;
  if (patterns.length < 2) return nameWithout(one, filling);
  return behindSameBeginning(patterns, (rests) => textOfRests(rests, filling));
}

function textOfRests(rests: readonly Pattern[], filling: string): string | undefined {
  // A `*` alone leaves everything to the others, which may begin with the same characters.
  const limiting = rests.filter(([first, ...more]) => !isAnyCharacters(first) || more.length > 0);
  if (limiting.length < rests.length) return commonTextOfAll(limiting, filling);
  const literal = rests.find(isLiteral);
  if (literal !== undefined) {
    const text = literalText(literal);
    return rests.every((rest) => matches(rest, text)) ? text : undefined;
  }
  const [one = [], other = [], ...more] = rests;
  if (more.length === 0) return commonTextOfTwo(one, other, filling);
  const ends = commonEnds(rests.map(endsOf));
  if (ends === undefined) return undefined;
  if (!ends.isWhole) {
    const longer = (): string => textBetween(ends, rests, filling);
    return rests.length > FEW_PATTERNS ? longer() : textAlong(rests, filling, FEW_PLACES, longer);
  }
  return textAlong(rests, filling, MOST_PLACES, () => {
    throw new NotModelled("what resources with so many wildcards have in common");
  });
}

/** A text of patterns that all have a `*`. There is one wherever their ends go together: between them the `*` of each pattern
 *  leave room for what stands in the middle of the others.
 *  @param ends which the patterns have in common */
function textBetween(ends: Ends, patterns: readonly Pattern[], filling: string): string {
  const [begin, end] = [ends.begin, ends.end.toReversed()].map((pattern) => nameWithout(pattern, filling)) as [
    string,
    string,
  ];
  const short = joined(begin, end);
  if (patterns.every((pattern) => matches(pattern, short))) return short;
  let middle = "";
  let text = begin + end;
  for (let isComplete = false; !isComplete;) {
    isComplete = true;
    for (const pattern of patterns.toReversed()) {
      if (matches(pattern, text)) continue;
      // What stands here once stays here: no pattern is missing twice for it.
      middle = joined(middle, nameWithout(middleOf(pattern), filling));
      text = begin + middle + end;
      isComplete = false;
    }
  }
  return text;
}

/** Two texts one behind the other. What the one ends with and the other begins with stands there once. */
function joined(one: string, other: string): string {
  let shared = Math.min(one.length, other.length);
  while (!one.endsWith(other.slice(0, shared))) shared -= 1;
  return one + other.slice(shared);
}

/** What stands between the first `*` of a pattern and its last. */
function middleOf(pattern: Pattern): Pattern {
  return pattern.slice(pattern.findIndex(isAnyCharacters) + 1, pattern.findLastIndex(isAnyCharacters));
}

/** The shortest text of one pattern. */
function nameWithout(pattern: Pattern, filling: string): string {
  return pattern.map((part) => (typeof part === "string" ? part : isAnyCharacters(part) ? "" : filling)).join("");
}

/** How many places in several patterns at once are looked at. */
const MOST_PLACES = 200_000;

/** A short text is looked for in so few patterns that leave room for each other, and in so few places. A longer one is found
 *  without looking. */
const [FEW_PATTERNS, FEW_PLACES] = [4, 500];

/** A place in each of several patterns, and the text up to there. */
interface Place {
  readonly at: readonly number[];
  readonly before: Place | undefined;
  readonly character: string;
}

/** Goes through several patterns at once. A `*` ends without taking a character where it can.
 *  @param most how many places to look at
 *  @param otherwise what to do then */
function textAlong(
  patterns: readonly Pattern[],
  filling: string,
  most: number,
  otherwise: () => string,
): string | undefined {
  const start: Place = { at: patterns.map(() => 0), before: undefined, character: "" };
  const seen = new Set([start.at.join()]);
  const open = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (place.at.every((i, k) => i === patterns[k]?.length)) return textBefore(place);
    for (const next of nextPlaces(patterns, place, filling)) {
      const key = next.at.join();
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
    if (seen.size > most) return otherwise();
  }
  return undefined;
}

/** Where one goes on from a place, the best last. */
function nextPlaces(patterns: readonly Pattern[], place: Place, filling: string): Place[] {
  const parts = place.at.map((i, k) => patterns[k]?.[i]);
  const taken = characterOf(parts, filling);
  const stars = parts.flatMap((part, k) => (isAnyCharacters(part) ? [k] : []));
  return [
    ...(taken === undefined
      ? []
      : [
          {
            at: place.at.map((i, k) => (isAnyCharacters(parts[k]) ? i : i + 1)),
            before: place,
            character: taken,
          },
        ]),
    ...stars.map((star) => ({ at: place.at.with(star, (place.at[star] ?? 0) + 1), before: place, character: "" })),
  ];
}

/** A character that parts of patterns all stand for. */
function characterOf(parts: readonly (PatternPart | undefined)[], filling: string): string | undefined {
  let literal: string | undefined;
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (typeof part !== "string") continue;
    if (literal !== undefined && literal !== part) return undefined;
    literal = part;
  }
  return literal ?? filling;
}

function textBefore(place: Place): string {
  const characters: string[] = [];
  for (let one: Place | undefined = place; one !== undefined; one = one.before) characters.push(one.character);
  return characters.reverse().join("");
}

/** Puts what the patterns begin with before a text that their rests have in common. */
function behindSameBeginning(
  patterns: readonly Pattern[],
  textOf: (rests: readonly Pattern[]) => string | undefined,
): string | undefined {
  const rests = afterSameBeginning(patterns);
  const text = rests === undefined ? undefined : textOf(rests);
  if (text === undefined) return undefined;
  const [one = []] = patterns;
  return literalText(one.slice(0, one.length - (rests?.[0]?.length ?? 0))) + text;
}
