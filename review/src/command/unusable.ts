import { getSystemErrorMap } from "node:util";

/** What keeps the command from its work: arguments, a file, or an output that cannot be used. The message is one line. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}

/** What the operating system says, in Node's words for it.
 *  @param doing what was tried: "read plan.json"
 *  @see https://nodejs.org/api/util.html#utilgetsystemerrormap */
export function systemFailure(doing: string, error: unknown): Unusable {
  const code = codeOf(error);
  const [, words] = Array.from(getSystemErrorMap().values()).find(([name]) => name === code) ?? [];
  // Node's own faults, such as a file that is too large, have words already.
  return new Unusable(`cannot ${doing}: ${words ?? messageOf(error)}`);
}

export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

/** What Node calls a fault: "ENOENT". */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
