/** What the address says: `#file=KEY` is one file, everything else the list. */

export function addressOf(key: string): string {
  return `#file=${encodeURIComponent(key)}`;
}

/** The key of the file that the address names. */
export function keyIn(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, "")).get("file") ?? undefined;
}
