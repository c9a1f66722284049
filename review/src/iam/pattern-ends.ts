/** What patterns begin and end with, before the first `*` and behind the last one. Patterns that all have a `*` have a text in
 *  common if, and only if, their ends go together: that is quick to tell, however many they are. */
import { canBeTheSame, isAnyCharacters, type Pattern, type PatternPart } from "./pattern";

export interface Ends {
  /** Without `*`. */
  readonly begin: Pattern;
  /** Without `*`, from the last character on. */
  readonly end: Pattern;
  /** There is no `*`: the beginning is all of it. */
  readonly isWhole: boolean;
  /** How long a text with these ends is at least. */
  readonly length: number;
}

export function endsOf(pattern: Pattern): Ends {
  const first = pattern.findIndex(isAnyCharacters);
  if (first < 0) return { begin: pattern, end: [], isWhole: true, length: pattern.length };
  const last = pattern.findLastIndex(isAnyCharacters);
  const [begin, end] = [pattern.slice(0, first), pattern.slice(last + 1).toReversed()];
  return { begin, end, isWhole: false, length: begin.length + end.length };
}

const NO_ENDS: Ends = { begin: [], end: [], isWhole: false, length: 0 };

/** The ends that texts have for which all of some patterns stand; undefined if there is no such text. Of patterns some of
 *  which have no `*` there may be none although their ends go together. */
export function commonEnds(all: readonly Ends[]): Ends | undefined {
  let common: Ends | undefined = NO_ENDS;
  for (const one of all) {
    common = commonEndsOfTwo(common, one);
    if (common === undefined) return undefined;
  }
  return common;
}

export function commonEndsOfTwo(one: Ends, other: Ends): Ends | undefined {
  if (one.isWhole) return within(one, other);
  if (other.isWhole) return within(other, one);
  const begin = merged(one.begin, other.begin);
  const end = merged(one.end, other.end);
  if (begin === undefined || end === undefined) return undefined;
  return { begin, end, isWhole: false, length: Math.max(one.length, other.length) };
}

function within(whole: Ends, { begin, end, isWhole, length }: Ends): Ends | undefined {
  if (isWhole ? length !== whole.length : length > whole.length) return undefined;
  const begun = merged(whole.begin, begin);
  const all = begun && merged(begun.toReversed(), end);
  return all && { ...whole, begin: all.toReversed() };
}

/** Two patterns without `*` as one, from their first characters on; as long as the longer one. */
function merged(one: Pattern, other: Pattern): Pattern | undefined {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  const isMet = shorter.every((part, i) => canBeTheSame(part, longer[i] ?? part));
  if (!isMet) return undefined;
  return shorter.every((part, i) => typeof longer[i] === typeof part)
    ? longer
    : longer.map((part, i) => narrower(part, shorter[i]));
}

function narrower(one: PatternPart, other: PatternPart | undefined): PatternPart {
  return typeof one === "string" ? one : (other ?? one);
}
