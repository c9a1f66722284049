/** The list or the object with a change made to each of its entries; itself where none of them changed, as in most settings: a
 *  copy would be kept until the stack is written. What an object carries under a symbol stays. */
export function withEach(value: object, change: (entry: unknown) => unknown): object {
  let copy: Record<string, unknown> | unknown[] | undefined;
  for (const [name, entry] of Object.entries(value) as [string, unknown][]) {
    const changed = change(entry);
    if (changed === entry) continue;
    copy ??= Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    Reflect.set(copy, name, changed);
  }
  return copy ?? value;
}
