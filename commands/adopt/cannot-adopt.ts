/** A pool that no stack can take over as it is. */
export class CannotAdopt extends Error {
  override readonly name = "CannotAdopt";

  /** @param reasons what stands in the way, each with what to do about it */
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
  }
}
