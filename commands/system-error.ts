/** What the operating system says of a file or a folder, in words.
 *  https://nodejs.org/api/errors.html#common-system-errors */

const WORDS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "a part of its path is a file, not a folder"],
  ["EISDIR", "it is a folder, not a file"],
  ["EEXIST", "there is a file with this name"],
  ["EACCES", "you have no permission"],
  ["EPERM", "you have no permission"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "no space is left on the disk"],
]);

/** The words for an error of `node:fs`; for one that has none here, its own message. */
export function systemErrorInWords(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return WORDS.get(code) ?? message;
}

/** Whether an error comes from the operating system, and not from the code. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
