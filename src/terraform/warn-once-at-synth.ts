/** Warnings that the CDKTF CLI prints at synth. */
import { Annotations, Aspects, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** Adds the warnings when the stack is synthesized, so that what was added to the construct late counts too; once, though a
 *  stack may be synthesized twice.
 *  @param resource one of the construct. CDKTF visits everything below a construct with each of its aspects, and below a resource there
 *    is nothing */
export function warnOnceAtSynth(
  construct: Construct,
  resource: TerraformResource,
  warnings: () => readonly string[],
): void {
  let warned = false;
  Aspects.of(resource).add({
    visit: () => {
      if (warned) return;
      warned = true;
      warnings().forEach((warning) => {
        Annotations.of(construct).addWarning(warning);
      });
    },
  });
}
