/** The file is not one that can be reviewed. The message is one line, for the terminal. */
export class UnreadableDocument extends Error {
  override readonly name = "UnreadableDocument";
}
