/** Something that is wrong around a run, and not in its code. The message is for the user, who needs no stack trace. */
export class Problem extends Error {
  override readonly name: string = "Problem";
}
