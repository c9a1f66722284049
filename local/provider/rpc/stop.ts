/** Stop: Terraform was interrupted and asks to end what is under way. The calls here are short: they are let end by themselves,
 *  since a call that is cut off leaves a resource that no state knows. */
export function stop(): { Error: string } {
  return { Error: "" };
}
