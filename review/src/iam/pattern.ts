/** Wildcards: `*` stands for any characters, also for none and also across `:` and `/`; `?` stands for one.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
/** The longest text of a policy that is compared: IAM stores no longer ARN, and two patterns are compared in proportion to
 *  the product of their lengths.
 *  https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html */
export const LONGEST_TEXT = 2_048;

/** A wildcard, or a character that stands for itself. */
export type PatternPart = { readonly any: "characters" | "character" } | string;
export type Pattern = readonly PatternPart[];

export const ANY_CHARACTERS: PatternPart = { any: "characters" };
export const ANY_CHARACTER: PatternPart = { any: "character" };

export function wildcardPattern(text: string): Pattern {
  const parts: PatternPart[] = [];
  for (const character of text) {
    parts.push(character === "*" ? ANY_CHARACTERS : character === "?" ? ANY_CHARACTER : character);
  }
  return parts;
}

/** A text in which `*` and `?` are just characters. */
export function literalPattern(text: string): Pattern {
  return Array.from(text);
}

/** The text that a pattern without wildcards stands for. */
export function literalText(pattern: Pattern): string {
  return pattern.filter((part) => typeof part === "string").join("");
}

export function isLiteral(pattern: Pattern): boolean {
  return pattern.every((part) => typeof part === "string");
}

/** What every text that the pattern stands for begins with. */
export function literalPrefix(pattern: Pattern): string {
  const end = pattern.findIndex((part) => typeof part !== "string");
  return literalText(end < 0 ? pattern : pattern.slice(0, end));
}

/** Whether the pattern stands for the text. Takes time in proportion to both lengths, however many wildcards there are:
 *  policies come from outside, and a regular expression made from them could be made to hang. */
export function matches(pattern: Pattern, text: string): boolean {
  // A character outside the basic plane is two units of the text, and one character of a pattern.
  const characters: ArrayLike<string> = /[\uD800-\uDFFF]/.test(text) ? Array.from(text) : text;
  let p = 0;
  let t = 0;
  let retry: { p: number; t: number } | undefined;
  while (t < characters.length) {
    const part = pattern[p];
    if (isAnyCharacters(part)) {
      p += 1;
      retry = { p, t };
    } else if (part !== undefined && standsFor(part, characters[t])) {
      p += 1;
      t += 1;
    } else if (retry !== undefined) {
      // The last `*` takes one character more. An earlier one never has to: this one could take what it would.
      retry = { p: retry.p, t: retry.t + 1 };
      ({ p, t } = retry);
    } else {
      return false;
    }
  }
  while (isAnyCharacters(pattern[p])) p += 1;
  return p === pattern.length;
}

/** Whether some text exists that both patterns stand for. */
export function overlap(one: Pattern, other: Pattern): boolean {
  const rests = afterSameBeginning([one, other]);
  if (rests === undefined) return false;
  const [a = [], b = []] = rests;
  return tableOfCommonTexts(a, b).at(-1) === 1;
}

/** In row i and column j whether the first i parts of `one` and the first j parts of `other` have a text in common. */
export function tableOfCommonTexts(one: Pattern, other: Pattern): Uint8Array {
  const width = other.length + 1;
  const table = new Uint8Array((one.length + 1) * width);
  table[0] = 1;
  for (let i = 0; i <= one.length; i++) {
    for (let j = 0; j <= other.length; j++) {
      const at = i * width + j;
      if (table[at] === 1) continue;
      const [a, b] = [one[i - 1], other[j - 1]];
      const skipsOne = i > 0 && isAnyCharacters(a) && table[at - width] === 1;
      const skipsOther = j > 0 && isAnyCharacters(b) && table[at - 1] === 1;
      const takesOne = i > 0 && j > 0 && takesTheSame(table, at, width, a, b);
      if (skipsOne || skipsOther || takesOne) table[at] = 1;
    }
  }
  return table;
}

/** Whether both patterns come here by one character that both stand for. A `*` that takes it is not over yet. */
function takesTheSame(
  table: Uint8Array,
  at: number,
  width: number,
  a: PatternPart | undefined,
  b: PatternPart | undefined,
): boolean {
  if (a === undefined || b === undefined) return false;
  if (isAnyCharacters(a)) return !isAnyCharacters(b) && table[at - 1] === 1;
  if (isAnyCharacters(b)) return table[at - width] === 1;
  return table[at - width - 1] === 1 && canBeTheSame(a, b);
}

/** Of patterns what follows the characters that they all begin with: most are names of one service. Undefined, a quick no, for
 *  those that differ before their first wildcard, or after their last. */
export function afterSameBeginning(patterns: readonly Pattern[]): Pattern[] | undefined {
  const [one = []] = patterns;
  const shortest = Math.min(...patterns.map(({ length }) => length));
  let begin = 0;
  for (; begin < shortest; begin++) {
    if (patterns.some((pattern) => typeof pattern[begin] !== "string")) break;
    if (patterns.some((pattern) => pattern[begin] !== one[begin])) return undefined;
  }
  for (let end = 1; end <= shortest - begin; end++) {
    if (patterns.some((pattern) => typeof pattern.at(-end) !== "string")) break;
    if (patterns.some((pattern) => pattern.at(-end) !== one.at(-end))) return undefined;
  }
  return begin === 0 ? [...patterns] : patterns.map((pattern) => pattern.slice(begin));
}

export function isAnyCharacters(part: PatternPart | undefined): boolean {
  return typeof part === "object" && part.any === "characters";
}

function standsFor(part: PatternPart, character: string | undefined): boolean {
  return typeof part === "object" || part === character;
}

export function canBeTheSame(one: PatternPart, other: PatternPart): boolean {
  return typeof one === "object" || typeof other === "object" || one === other;
}
