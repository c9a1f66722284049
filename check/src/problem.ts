/** What keeps the check from its work: settings, a password, the network. The message is one line, for a terminal. */
export class CouldNotBeTried extends Error {
  override readonly name = "CouldNotBeTried";
}

export function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

/** What the command says of an error: one line, whatever happened. */
export function failureInWords(error: unknown): string {
  if (error instanceof CouldNotBeTried) return error.message;
  return `an error in the check itself, please report it: ${String(error)}`;
}

/** The name of an error that AWS answered, such as "NotAuthorizedException"; undefined for one that comes from elsewhere, such
 *  as from the network. */
export function answerOf(error: unknown): { readonly name: string; readonly message: string } | undefined {
  if (!(error instanceof Error) || !("$metadata" in error) || !("$fault" in error)) return undefined;
  return { name: error.name, message: error.message };
}
