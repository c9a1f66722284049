/** Finds the few of many patterns that can have a text in common with another: by what they begin with. */

export class PrefixIndex<T> {
  private readonly byPrefix = new Map<string, T[]>();
  private sorted: string[] | undefined;
  private lengths: number[] | undefined;

  /** @param prefix what every text of the value's pattern begins with */
  add(prefix: string, value: T): void {
    const same = this.byPrefix.get(prefix);
    if (same === undefined) this.byPrefix.set(prefix, [value]);
    else same.push(value);
    this.sorted = undefined;
    this.lengths = undefined;
  }

  /** What may stand for a text that begins so: its prefix begins the text. */
  *begins(text: string): Generator<T> {
    this.lengths ??= [...new Set(Array.from(this.byPrefix.keys(), ({ length }) => length))].toSorted((a, b) => a - b);
    for (const length of this.lengths) {
      if (length > text.length) return;
      yield* this.byPrefix.get(text.slice(0, length)) ?? [];
    }
  }

  /** What may have a text in common with a pattern that begins so: one prefix begins the other. */
  *meets(prefix: string): Generator<T> {
    yield* this.begins(prefix);
    this.sorted ??= [...this.byPrefix.keys()].toSorted(byUnits);
    for (let i = this.firstFrom(prefix); i < this.sorted.length; i++) {
      const one = this.sorted[i] ?? "";
      if (!one.startsWith(prefix)) return;
      if (one.length > prefix.length) yield* this.byPrefix.get(one) ?? [];
    }
  }

  /** Where the sorted prefixes begin that are not before this one. */
  private firstFrom(prefix: string): number {
    const sorted = this.sorted ?? [];
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((sorted[middle] ?? "") < prefix) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** The order of `<`, which the search relies on. */
function byUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
