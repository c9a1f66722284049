/** The file is not one that can be reviewed. The message is one line, for the terminal. */
export class UnreadableDocument extends Error {
  override readonly name = "UnreadableDocument";
}

/** What a fault of reading a document is thrown as. */
export function asUnreadable(error: unknown): unknown {
  // The call stack is full: no real file is nested so deeply.
  return error instanceof RangeError
    ? new UnreadableDocument("This file is nested too deeply for the review: give one as Terraform writes it")
    : error;
}
