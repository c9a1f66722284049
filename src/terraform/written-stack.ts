/** Changes that come too late. `app.synth()` writes each stack once: what is added to a construct after that reaches no file, and
 *  nothing would say so. `Testing.synth` reads the stack anew at every call, and is not concerned. */
import { App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** @param call what was called on the construct, such as `grant`
 *  @throws Error if `app.synth()` has written the construct's stack */
export function refuseIfWritten(construct: IConstruct, call: string): void {
  const { root } = construct.node;
  if (!App.isApp(root)) return;
  const { path: stack, id } = TerraformStack.of(construct).node;
  // Where `app.synth()` notes what it writes.
  if (root.manifest.stacks[id]?.constructPath !== stack) return;
  throw new Error(
    `[${construct.node.path}] ${call}: app.synth() has written the stack ${JSON.stringify(stack)} already, so that this would reach no file: ` +
      "call app.synth() last. Where code before it is asynchronous, await it first. See https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture",
  );
}
