/** The id of a stack names its folder, `cdktf.out/stacks/ID`, and its state: a path in it would lead out of both.
 *  https://developer.hashicorp.com/terraform/cdktf/concepts/stacks */

const STACKS_PAGE = "https://developer.hashicorp.com/terraform/cdktf/concepts/stacks";

export function problemsWithStackId(id: string): string[] {
  if (/^\w[\w.-]*$/.test(id)) return [];
  return [
    `the id of the stack is ${JSON.stringify(id)}, and it names a folder and a state: give letters, digits and . _ -, of which ` +
      `the first is no . and no -. See ${STACKS_PAGE}`,
  ];
}
