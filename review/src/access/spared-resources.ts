/** What Deny statements with NotResource leave alone together: something in one pattern of each of their lists. */
import type { Pattern } from "../iam/pattern";
import { commonEnds, commonEndsOfTwo, endsOf, type Ends } from "../iam/pattern-ends";

export class SparedResources {
  private readonly lists: readonly (readonly Ends[])[];
  private readonly known = new Map<string, boolean>();

  /** @param lists the resources that each statement leaves alone */
  constructor(lists: readonly (readonly Pattern[])[]) {
    this.lists = lists.map((list) => list.map(endsOf));
  }

  /** Whether they can leave something alone that all of some patterns stand for. A no is certain: it is told from what names
   *  begin and end with. Instead of every choice of one pattern per list, all choices with the same ends are looked at once. */
  mayLeave(patterns: readonly Pattern[]): boolean {
    const asked = commonEnds(patterns.map(endsOf));
    if (asked === undefined) return false;
    const key = textOf(asked);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const may = this.mayLeaveWithin(asked);
    this.known.set(key, may);
    return may;
  }

  private mayLeaveWithin(asked: Ends): boolean {
    let left: readonly Ends[] = [asked];
    for (const list of this.lists) {
      const narrower = new Map<string, Ends>();
      for (const one of left) {
        for (const spared of list) {
          const both = commonEndsOfTwo(one, spared);
          if (both !== undefined) narrower.set(textOf(both), both);
        }
      }
      if (narrower.size === 0) return false;
      if (narrower.size > MOST_ENDS) return true;
      left = [...narrower.values()];
    }
    return true;
  }
}

/** How many different ends are looked at. */
const MOST_ENDS = 1_000;

/** Two ends have the same text only if they are the same. */
function textOf({ begin, end, isWhole, length }: Ends): string {
  const [first, last] = [begin, end].map((pattern) =>
    pattern.map((part) => (typeof part === "string" ? part : ANY)).join(""),
  );
  return [first, last, isWhole, length].join(SEPARATOR);
}

/** No ARN has these. */
const [ANY, SEPARATOR] = ["\u0000", "\u0001"];
