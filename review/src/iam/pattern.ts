/** Wildcards: `*` stands for any characters, also for none and also across `:` and `/`; `?` stands for one.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */

/** A wildcard, or a character that stands for itself. */
export type PatternPart = { readonly any: "characters" | "character" } | string;
export type Pattern = readonly PatternPart[];

export function wildcardPattern(text: string): Pattern {
  return Array.from(text, (character): PatternPart => {
    if (character === "*") return { any: "characters" };
    if (character === "?") return { any: "character" };
    return character;
  });
}

/** A text in which `*` and `?` are just characters. */
export function literalPattern(text: string): Pattern {
  return Array.from(text);
}

/** The text that a pattern without wildcards stands for. */
export function literalText(pattern: Pattern): string {
  return pattern.filter((part) => typeof part === "string").join("");
}

/** Whether the pattern stands for the text. Takes time in proportion to both lengths, however many wildcards there are:
 *  policies come from outside, and a regular expression made from them could be made to hang. */
export function matches(pattern: Pattern, text: string): boolean {
  const characters = Array.from(text);
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
  return pattern.slice(p).every(isAnyCharacters);
}

/** Whether some text exists that both patterns stand for. */
export function overlap(one: Pattern, other: Pattern): boolean {
  // reachable[j]: the parts of `one` up to now and the first j parts of `other` have a common text.
  let reachable = other.reduce<boolean[]>(
    (row, part) => [...row, row.at(-1) === true && isAnyCharacters(part)],
    [true],
  );
  for (const part of one) {
    const next = [reachable[0] === true && isAnyCharacters(part)];
    other.forEach((otherPart, j) => {
      const wildcard = isAnyCharacters(part) || isAnyCharacters(otherPart);
      next.push(
        wildcard
          ? reachable[j + 1] === true || next[j] === true
          : reachable[j] === true && canBeTheSame(part, otherPart),
      );
    });
    reachable = next;
  }
  return reachable.at(-1) === true;
}

function isAnyCharacters(part: PatternPart | undefined): boolean {
  return typeof part === "object" && part.any === "characters";
}

function standsFor(part: PatternPart, character: string | undefined): boolean {
  return typeof part === "object" || part === character;
}

function canBeTheSame(one: PatternPart, other: PatternPart): boolean {
  return typeof one === "object" || typeof other === "object" || one === other;
}
