import { Problem } from "../commands/problem";

/** Something that the machine does not have, and how to get it. The caller decides what still works without it. */
export class Unavailable extends Problem {
  override readonly name = "Unavailable";

  constructor(
    /** What is missing, such as "Terraform". */
    readonly what: string,
    message: string,
  ) {
    super(message);
  }
}

/** What to do where nothing can be destroyed, because something is missing.
 *  @param folder where runs keep what they deploy */
export function deletionByHand(folder: string): string {
  return `All that earlier runs left is in ${folder}/: delete that folder to remove it.`;
}
