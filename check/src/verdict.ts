/** How what was seen is judged. */
import type { Access } from "./attempts/attempt";

interface Judged {
  readonly promised: Access | "unknown";
  readonly seen: Access | "unknown";
}

/** What was seen is the opposite of the promise. */
export function isUnlike({ promised, seen }: Judged): boolean {
  return promised !== "unknown" && seen !== "unknown" && seen !== promised;
}

/** No user was to sign in. */
export function areGuestsAlone(rows: readonly { readonly id: string }[]): boolean {
  return rows.every(({ id }) => id !== "credentials.user");
}

/** There is nothing to judge: no clear answer, or no promise. */
export function isOpen({ promised, seen }: Judged): boolean {
  return promised === "unknown" || seen === "unknown";
}
