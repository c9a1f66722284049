/** What the simulator answers with instead of a guess. */
export class NotModelled extends Error {
  override readonly name = "NotModelled";

  /** @param subject what is not modelled, as a noun: the message continues it */
  constructor(readonly subject: string) {
    super(`the simulator does not model ${subject}`);
  }
}
