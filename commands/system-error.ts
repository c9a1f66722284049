/** What the operating system says of a file or a folder. */
import { getSystemErrorMap } from "node:util";

/** Node's words for an error of the system, such as "no such file or directory"; for another error its own message.
 *  https://nodejs.org/api/util.html#utilgetsystemerrormap */
export function systemErrorInWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const [, words] = Array.from(getSystemErrorMap().values()).find(([name]) => name === code) ?? [];
  return words ?? message;
}

/** Whether an error comes from the operating system, and not from the code. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
