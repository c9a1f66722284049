/** Something that is wrong around a run, and not in its code: the message is all that whoever runs it needs to read. */
export class Problem extends Error {
  override readonly name: string = "Problem";
}
