/** Warnings that the CDKTF CLI prints at synth. */
import { Annotations, Aspects } from "cdktf";
import type { Construct } from "constructs";

/** Adds the warnings when the stack is synthesized, so that what was added to the construct late counts too; once, though a
 *  stack may be synthesized twice. */
export function warnOnceAtSynth(construct: Construct, warnings: () => readonly string[]): void {
  let warned = false;
  Aspects.of(construct).add({
    // The construct is the first that is visited, before what is below it.
    visit: () => {
      if (warned) return;
      warned = true;
      warnings().forEach((warning) => {
        Annotations.of(construct).addWarning(warning);
      });
    },
  });
}
