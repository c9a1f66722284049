/** What keeps the command from its work: arguments, a file, or an output that cannot be used. The message is one line. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}

/** What the operating system says, in words.
 *  @param doing what was tried: "read plan.json" */
export function systemFailure(doing: string, error: unknown): Unusable {
  const code = codeOf(error);
  const words = SYSTEM_ERRORS.get(code) ?? `the system reports an error${code === "" ? "" : ` (${code})`}`;
  return new Unusable(`cannot ${doing}: ${words}`);
}

export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

/** What Node calls a fault: "ENOENT". */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** https://nodejs.org/api/errors.html#common-system-errors */
const SYSTEM_ERRORS = new Map([
  ["ENOENT", "there is no such file"],
  ["ENOTDIR", "there is no such file"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "no permission to read it"],
  ["EPERM", "no permission to read it"],
  ["ELOOP", "its symbolic links form a circle"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ERR_FS_FILE_TOO_LARGE", "it is too large"],
  ["ERR_STRING_TOO_LONG", "it is too large"],
  ["ERR_INVALID_ARG_VALUE", "a file cannot have this name"],
  ["EPIPE", "the reader closed the pipe"],
  ["EOF", "the reader closed the pipe"],
  ["ECONNRESET", "the reader closed the pipe"],
  ["ENOSPC", "no space is left on the disk"],
  ["EDQUOT", "no space is left on the disk"],
  ["EFBIG", "the file would be too large"],
  ["EIO", "the device reports an error"],
]);
